"""What an index holds, behind checksums: SQLite sees damage to its own structure, but not to what it keeps in it."""

import json
from collections.abc import Callable, Iterable, Iterator
from hashlib import blake2b
from itertools import islice
from typing import Any, Final, TypeVar

K = TypeVar("K")
T = TypeVar("T")

_CHECKSUM: Final = 8
"""How many bytes a checksum has."""


_AT_ONCE: Final = 256
"""So many values are taken out together."""


class SpoiltError(Exception):
    """What stands in the index is not what was written."""


def sealed(value: Any) -> bytes:
    """Return a value as JSON behind its checksum; records become objects of the fields that they were given."""
    body = _written(value).encode("utf-8", "surrogatepass")
    return _checksum(body) + body


_written: Final = json.JSONEncoder(
    ensure_ascii=False,
    separators=(",", ":"),
    default=vars,
    check_circular=False,  # records hold no records above them
).encode


def unsealed(data: object, make: Callable[[Any], T]) -> T:
    """Return what `make` makes of the value that was sealed.

    Raises SpoiltError if this is not what was written, or `make` fails: then it is something that we never write.
    """
    return _made(make, _read(_body(data)))


def all_unsealed(rows: Iterable[tuple[K, object]], make: Callable[[K, Any], T]) -> Iterator[T]:
    """Yield what `make` makes of the key of each row and of the value that was sealed: faster than one by one.

    Raises SpoiltError as `unsealed` does.
    """
    rest = iter(rows)
    while some := list(islice(rest, _AT_ONCE)):
        values = _read(b"[" + b",".join([_body(data) for _, data in some]) + b"]")
        if len(values) != len(some):
            raise SpoiltError
        for (key, _), value in zip(some, values, strict=True):
            yield _made(make, key, value)


def _body(data: object) -> bytes:
    """Return what stands behind the right checksum."""
    if not isinstance(data, bytes) or data[:_CHECKSUM] != _checksum(data[_CHECKSUM:]):
        raise SpoiltError
    return data[_CHECKSUM:]


def _read(body: bytes) -> Any:
    return _made(lambda: json.loads(body.decode("utf-8", "surrogatepass")))


def _made(make: Callable[..., T], *given: Any) -> T:
    try:
        return make(*given)
    except Exception as error:
        raise SpoiltError from error


def _checksum(body: bytes) -> bytes:
    return blake2b(body, digest_size=_CHECKSUM).digest()
