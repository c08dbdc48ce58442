"""A corpus as Parquet: one file with the rows and columns of `flat`, by columns and with their types."""

from collections.abc import Iterator
from itertools import islice
from types import ModuleType
from typing import Any, Final

from policylens.analysis.comparison import Matrix
from policylens.errors import PolicylensError
from policylens.exchange.flat import COLUMNS, Kind, rows
from policylens.plain.writing import Object

_AT_ONCE: Final = 5_000
"""How many rows make a group in the file; no more than two groups are held at a time."""

_INSTALL: Final = "pip install 'policylens[parquet]'"


class _Sink:
    """A file that keeps what is written to it until it is taken away."""

    closed = False

    def __init__(self) -> None:
        self._pieces: list[bytes] = []

    def write(self, piece: Any) -> int:
        self._pieces.append(bytes(piece))
        return len(self._pieces[-1])

    def flush(self) -> None:
        """Do nothing: what is written is there."""

    def taken(self) -> bytes:
        """Return what has been written since this was last asked."""
        found = b"".join(self._pieces)
        self._pieces.clear()
        return found


def pieces(of: Matrix) -> Iterator[bytes]:
    """Yield the file from its beginning to its end; the same bytes for the same data and version of the library.

    Raises PolicylensError without the extra.
    """
    arrow, parquet = _libraries()
    schema = _schema(arrow)
    sink = _Sink()
    with parquet.ParquetWriter(arrow.PythonFile(sink, mode="w"), schema) as writer:
        for batch in _batches(rows(of)):
            writer.write_table(arrow.Table.from_pylist(batch, schema=schema))
            yield sink.taken()
    yield sink.taken()


def _batches(all_rows: Iterator[Object]) -> Iterator[list[Object]]:
    while batch := list(islice(all_rows, _AT_ONCE)):
        yield batch


def _schema(arrow: ModuleType) -> Any:
    types = {
        Kind.TEXT: arrow.string(),
        Kind.NUMBER: arrow.float64(),
        Kind.COUNT: arrow.int64(),
        Kind.TRUTH: arrow.bool_(),
        Kind.LIST: arrow.list_(arrow.string()),
    }
    return arrow.schema([(name, types[kind]) for name, kind in COLUMNS.items()])


def _libraries() -> tuple[ModuleType, ModuleType]:
    try:
        import pyarrow
        from pyarrow import parquet
    except ImportError:
        raise PolicylensError("Parquet is written by a library that is not installed", _INSTALL) from None
    return pyarrow, parquet
