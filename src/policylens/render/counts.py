"""How many documents hold what, in columns of numbers and in a bar of signs."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from policylens.render.page import CountRow, CountTable, Line, MatrixRow, MatrixTable, Span, Style, code_style
from policylens.render.signs import MEANINGS, SIGNS

LENGTH = 20
"""How many signs a bar has: each stands for a twentieth of the documents."""

BAR: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "−": ("against", ("strongly against", "against")),
    "0": ("both sides or mixed", ("mixed", "balanced")),
    "+": ("for", ("for", "strongly for")),
    "·": ("silent", ("silent",)),
    "□": ("not coded", ("not coded",)),
}
"""The signs of a bar from left to right: what each means, and the keys of `SIGNS` that are counted for it."""


class Counted(NamedTuple):
    """A column of numbers."""

    title: str
    keys: tuple[str, ...]
    """The keys of `SIGNS` that are counted in it."""
    style: Style


_COARSE = {
    "For": ("strongly for", "for"),
    "Against": ("against", "strongly against"),
    "Both": ("balanced",),
    "Mixed": ("mixed",),
    "Silent": ("silent",),
    "Not coded": ("not coded",),
}


def counted(matrix: MatrixTable) -> CountTable:
    """Return the counts of what a matrix shows."""
    return CountTable("Proposition", tuple(map(_row, matrix.rows)), "Verdict")


def _row(row: MatrixRow) -> CountRow:
    notes = (row.verdict, row.speaking, "tentative" if row.tentative else "")
    return CountRow(
        row.text, row.id, tuple(Counter(cell.code for cell in row.cells).items()), tuple(filter(None, notes))
    )


def columns(rows: Sequence[CountRow], *, fine: bool) -> list[Counted]:
    """Return the columns in which anything is counted: `fine` ones part those with reservations from the others."""
    if fine:
        all_ = [Counted(f"{SIGNS[key]} {MEANINGS[key][0]}", (key,), code_style(key)) for key in MEANINGS]
    else:
        all_ = [Counted(title, keys, code_style(keys[0])) for title, keys in _COARSE.items()]
    return [column for column in all_ if any(in_column(row, column) for row in rows)]


def in_column(row: CountRow, column: Counted) -> int:
    """Return how many documents of a row are counted in a column."""
    return sum(many for key, many in row.counts if key in column.keys)


def bar(counts: Mapping[str, int]) -> Line:
    """Return a bar: as many of each sign as its share of the documents, rounded so that they make up the whole.

    `counts` says how many there are of keys of `SIGNS`.
    """
    there = [sum(counts.get(key, 0) for key in keys) for _, keys in BAR.values()]
    return tuple(
        Span(sign * length, code_style(keys[0]))
        for (sign, (_, keys)), length in zip(BAR.items(), _shares(there), strict=True)
        if length
    )


def _shares(counts: Sequence[int]) -> list[int]:
    """Share `LENGTH` by the largest remainders (Hamilton's method)."""
    all_ = sum(counts)
    if not all_:
        return [0] * len(counts)
    lengths = [LENGTH * many // all_ for many in counts]
    rest = sorted(range(len(counts)), key=lambda place: (-(LENGTH * counts[place] % all_), place))
    for place in rest[: LENGTH - sum(lengths)]:
        lengths[place] += 1
    return lengths


def bar_legend(rows: Iterable[CountRow]) -> str:
    """Say what the signs of the bars of these rows mean."""
    there = {key for row in rows for key, many in row.counts if many}
    signs = [f"{sign} {meaning}" for sign, (meaning, keys) in BAR.items() if there.intersection(keys)]
    return f"Each sign of a bar is a twentieth of the documents: {'; '.join(signs)}." if signs else ""
