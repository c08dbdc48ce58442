"""A corpus as JSON Lines: one object a line, each with the same keys."""

import json
from collections.abc import Iterator
from typing import Final

from policylens.analysis.comparison import Matrix
from policylens.exchange.flat import rows

_LINE_ENDS: Final = str.maketrans({"\x85": "\\u0085", "\u2028": "\\u2028", "\u2029": "\\u2029"})
"""What JSON may hold as it is, and some programs take for the end of a line."""


def lines(of: Matrix) -> Iterator[bytes]:
    """Yield the rows of the matrix as lines in UTF-8, one by one; the same bytes for the same data."""
    encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
    for row in rows(of):
        yield (encode(row).translate(_LINE_ENDS) + "\n").encode()
