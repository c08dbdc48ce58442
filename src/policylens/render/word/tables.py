"""Tables whose columns fit the paper: upright, else on its side, else in several parts."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import count
from math import ceil
from typing import Final, NamedTuple

from policylens.render.charts.lettering import width
from policylens.render.word.nodes import Node, attributes, node, paragraph, styled, text
from policylens.render.word.paper import ON_ITS_SIDE, UPRIGHT, Paper

SIZE: Final = 160
"""How large letters are in a table, in twentieths of a point, as the reference document has it: 8 points."""

BOLD: Final = 1.08
"""How much wider bold letters are: headings of columns."""

ROOM: Final = 140
"""The room that a cell keeps free at its sides."""

FIRST: Final = 2000
"""The first column says what each row is about: it is at least so wide, if there is as much in it."""

LONGEST_WORD: Final = 2000
"""A wider word may be broken."""

LONGEST_LINE: Final = 5000
"""A column gains nothing from being wider."""


class Need(NamedTuple):
    """What the cells of a column need, in twentieths of a point."""

    least: int
    """How wide it must be, or words are broken."""
    more: int
    """What does not fit on the first line of its cells then, of all together."""


class Table(NamedTuple):
    """A table as Markdown has it: in each cell a line of words."""

    alignments: Sequence[Node]
    """How each column is aligned, as pandoc says it."""
    head: Sequence[Sequence[Node]]
    rows: Sequence[Sequence[Sequence[Node]]]

    def part(self, columns: Iterable[int]) -> "Table":
        """Return the table with these columns only."""
        kept = list(columns)
        return Table(
            [self.alignments[each] for each in kept],
            [self.head[each] for each in kept],
            [[row[each] for each in kept] for row in self.rows],
        )


def fitted(table: Table) -> Iterator[Node]:
    """Yield the blocks that a table becomes: where it needs the paper on its side, it has pages of its own."""
    if _least(table) <= UPRIGHT.text_width:
        yield _written(table, UPRIGHT)
        return
    yield paragraph(UPRIGHT.section())
    for part in _parts(table, ON_ITS_SIDE):
        yield _written(part, ON_ITS_SIDE)
    yield paragraph(ON_ITS_SIDE.section())


def _parts(table: Table, paper: Paper) -> list[Table]:
    """Return as few tables as fit the paper, about as wide as each other: each begins with the first column."""
    others = range(1, len(table.alignments))
    for number in count(1):
        size = ceil(len(others) / number)
        parts = [table.part([0, *others[start : start + size]]) for start in range(0, len(others), size)]
        if size == 1 or all(_least(part) <= paper.text_width for part in parts):
            break
    return parts


def _least(table: Table) -> int:
    return sum(need.least for need in _needs(table))


def _needs(table: Table) -> list[Need]:
    columns = list(zip(table.head, *table.rows, strict=True))
    return [_need([text(cell) for cell in cells], 0 if number else FIRST) for number, cells in enumerate(columns)]


def _need(cells: Sequence[str], worth: int) -> Need:
    """Return what a column needs, of which the first cell is its heading; `worth` is what it is to have if it can."""
    sizes = [SIZE * BOLD, *[SIZE] * (len(cells) - 1)]
    lines = [min(LONGEST_LINE, width(cell, size)) for cell, size in zip(cells, sizes, strict=True)]
    words = [width(word, size) for cell, size in zip(cells, sizes, strict=True) for word in cell.split()]
    least = max(min(LONGEST_WORD, max(words, default=0)), min(worth, max(lines)))
    return Need(ceil(least) + ROOM, round(sum(max(0, line - least) for line in lines)))


def _shares(table: Table, paper: Paper) -> list[float]:
    """Return how much of the paper's width each column has: what it must have, and its part of what is left."""
    needs = _needs(table)
    left = max(0, paper.text_width - sum(need.least for need in needs))
    wanted = sum(need.more for need in needs)
    widths = [need.least + (left * need.more / wanted if wanted else left / len(needs)) for need in needs]
    return [each / sum(widths) for each in widths]


def _written(table: Table, paper: Paper) -> Node:
    columns = [(a, node("ColWidth", share)) for a, share in zip(table.alignments, _shares(table, paper), strict=True)]
    head = (attributes(), [_row(table.head, "Table Heading")])
    body = (attributes(), 0, (), [_row(row, "Table Text") for row in table.rows])
    return node("Table", attributes(), (None, ()), columns, head, [body], (attributes(), ()))


def _row(cells: Iterable[Sequence[Node]], style: str) -> Sequence[object]:
    return attributes(), [
        (attributes(), {"t": "AlignDefault"}, 1, 1, [styled(style, [node("Para", cell)])]) for cell in cells
    ]
