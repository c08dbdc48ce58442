"""What is exported piece by piece, put together again."""

from collections.abc import Iterable

from policylens.analysis.comparison import Matrix
from policylens.exchange.csv.export import pieces as csv_pieces
from policylens.exchange.json import pieces as json_pieces


def as_json(of: Matrix) -> bytes:
    """Return the matrix as JSON."""
    return b"".join(json_pieces(of))


def as_tables(of: Matrix, *, bundled: bool = False) -> dict[str, bytes]:
    """Return the matrix' tables by the names of their files."""
    return put_together(csv_pieces(of, bundled=bundled))


def put_together(pieces: Iterable[tuple[str, bytes]]) -> dict[str, bytes]:
    """Return whole files by their names."""
    found: dict[str, bytes] = {}
    for name, piece in pieces:
        found[name] = found.get(name, b"") + piece
    return found
