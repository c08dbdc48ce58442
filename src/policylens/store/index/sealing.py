"""What an index holds, behind checksums: SQLite sees damage to its own structure, but not to what it keeps in it."""

import json
from collections.abc import Callable
from hashlib import blake2b
from typing import Any, Final, TypeVar

T = TypeVar("T")

_CHECKSUM: Final = 8
"""How many bytes a checksum has."""


class SpoiltError(Exception):
    """What stands in the index is not what was written."""


def sealed(value: Any) -> bytes:
    """Return a value as JSON behind its checksum; records become objects of the fields that they were given."""
    body = json.dumps(value, ensure_ascii=False, separators=(",", ":"), default=vars).encode("utf-8", "surrogatepass")
    return _checksum(body) + body


def unsealed(data: object, make: Callable[[Any], T]) -> T:
    """Return what `make` makes of the value that was sealed.

    Raises SpoiltError if this is not what was written, or `make` fails: then it is something that we never write.
    """
    if not isinstance(data, bytes) or data[:_CHECKSUM] != _checksum(data[_CHECKSUM:]):
        raise SpoiltError
    try:
        return make(json.loads(data[_CHECKSUM:].decode("utf-8", "surrogatepass")))
    except Exception as error:
        raise SpoiltError from error


def _checksum(body: bytes) -> bytes:
    return blake2b(body, digest_size=_CHECKSUM).digest()
