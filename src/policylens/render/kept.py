"""Pages as plain lists, to be kept as JSON and drawn later."""

from collections.abc import Callable, Sequence
from typing import Any

from policylens.render.page import (
    Block,
    Column,
    CountRow,
    CountTable,
    Entries,
    Entry,
    Grid,
    Heading,
    Hint,
    Line,
    MatrixCell,
    MatrixRow,
    MatrixTable,
    Page,
    Paragraph,
    ScaleLine,
    ScaleMark,
    Span,
)


def to_lists(page: Page) -> list[list[Any]]:
    """Return the page as lists that JSON can hold: each block with its sort before its fields."""
    return [[type(block).__name__, *block] for block in page]


def from_lists(blocks: Sequence[Sequence[Any]]) -> Page:
    """Return the page of which `to_lists` made these lists. Raises an error of any sort if it made them not."""
    return tuple(_BLOCKS[sort](*fields) for sort, *fields in blocks)


def _line(spans: Sequence[Sequence[Any]]) -> Line:
    return tuple(Span(*span) for span in spans)


def _entry(mark: str, line: Any, under: Any, style: Any) -> Entry:
    return Entry(mark, _line(line), tuple(_entry(*each) for each in under), style)


def _grid(columns: Any, rows: Any, apart: bool) -> Grid:
    cells = tuple(tuple(_line(cell) for cell in row) for row in rows)
    return Grid(tuple(Column(*column) for column in columns), cells, apart)


def _scale(low: str, high: str, marks: Any, legend: str, told: str) -> ScaleLine:
    return ScaleLine(low, high, tuple(ScaleMark(*mark) for mark in marks), legend, told)


def _row(text: str, id: str, cells: Any, *rest: Any) -> MatrixRow:
    return MatrixRow(text, id, tuple(MatrixCell(*cell) for cell in cells), *rest)


def _count(text: str, id: str, counts: Any, notes: Any) -> CountRow:
    return CountRow(text, id, tuple((key, many) for key, many in counts), tuple(notes))


_BLOCKS: dict[str, Callable[..., Block]] = {
    "Heading": Heading,
    "Paragraph": lambda line: Paragraph(_line(line)),
    "Hint": lambda line: Hint(_line(line)),
    "Entries": lambda items, apart: Entries(tuple(_entry(*item) for item in items), apart),
    "Grid": _grid,
    "ScaleLine": _scale,
    "MatrixTable": lambda rows, names: MatrixTable(tuple(_row(*row) for row in rows), tuple(names)),
    "CountTable": lambda title, rows, last: CountTable(title, tuple(_count(*row) for row in rows), last),
}
