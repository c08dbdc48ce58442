"""A page: what is to be shown, in blocks, before any format has been chosen.

The builders in `pages` turn result objects into blocks; each format turns blocks into text. So what is said stands in
one place, and how it looks in another.
"""

from collections.abc import Iterable
from typing import Literal, NamedTuple

Style = Literal[
    "", "strong", "match", "passage", "dim", "name", "for", "against", "balanced", "silent", "error", "warning"
]

# Blocks are named tuples of plain data, so that a page can be kept as JSON and drawn later without what it was made of.


class Span(NamedTuple):
    """A run of text in one style."""

    text: str
    style: Style = ""


Line = tuple[Span, ...]


class Heading(NamedTuple):
    """A heading of level 1 (the page) to 3."""

    level: int
    text: str


class Paragraph(NamedTuple):
    """Running text."""

    line: Line


class Hint(NamedTuple):
    """How to see more; left out of what is written to be passed on."""

    line: Line


class Entry(NamedTuple):
    """An item of a list: a mark, its text, and what stands under it."""

    mark: str
    line: Line
    under: tuple["Entry", ...] = ()
    style: Style = ""
    """The style of the mark."""


class Entries(NamedTuple):
    """A list. `apart` sets its items off by blank lines."""

    items: tuple[Entry, ...]
    apart: bool = False


class Column(NamedTuple):
    """A column of a grid."""

    title: str
    right: bool = False
    """Whether it holds numbers."""
    whole: bool = False
    """Whether its texts stay on one line where they can."""


class Grid(NamedTuple):
    """A table."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[Line, ...], ...]
    apart: bool = False
    """Whether to set the rows off by blank lines, where cells run over several."""


class ScaleMark(NamedTuple):
    """A document on a scale."""

    name: str
    value: float
    """-2 (the low end) to 2 (the high end)."""


class ScaleLine(NamedTuple):
    """A theme's scale with the documents on it."""

    low: str
    """The name of the low end; "" if the theme has no scale."""
    high: str
    marks: tuple[ScaleMark, ...]
    """The documents that have a place, in the documents' order."""
    legend: str
    """The documents with their places, as is said beside a drawing."""
    told: str
    """The same where there is no drawing."""


class MatrixCell(NamedTuple):
    """What a document holds on a proposition."""

    code: str
    """A key of `signs.SIGNS`: the side, how far it goes, or that there is none."""
    marks: str
    """The signs of low confidence and of contrary claims."""
    word: str


class MatrixRow(NamedTuple):
    """A proposition with what each document holds on it."""

    text: str
    id: str
    cells: tuple[MatrixCell, ...]
    """One for each document."""
    verdict: str
    speaking: str
    """How many of how many documents speak; "" where nobody has looked."""
    tentative: bool


class MatrixTable(NamedTuple):
    """Propositions by documents: positions and verdicts."""

    rows: tuple[MatrixRow, ...]
    names: tuple[str, ...]
    """The documents' names."""


class CountRow(NamedTuple):
    """How many documents hold what: on a proposition, or of a group of them."""

    text: str
    """The proposition, or the group."""
    id: str
    """The proposition's id; "" of a group."""
    counts: tuple[tuple[str, int], ...]
    """The keys of `signs.SIGNS` that occur, each with how many there are."""
    notes: tuple[str, ...]
    """What this amounts to, the verdict first."""


class CountTable(NamedTuple):
    """Propositions, or groups of documents, by how many documents hold what, where these are too many to be shown."""

    title: str
    """What the rows are."""
    rows: tuple[CountRow, ...]
    last: str
    """What the notes are."""


Block = Heading | Paragraph | Hint | Entries | Grid | ScaleLine | MatrixTable | CountTable
Page = tuple[Block, ...]


def text(words: str, style: Style = "") -> Line:
    """Make a line of one span."""
    return (Span(words, style),)


def facts(rows: Iterable[tuple[str, str]]) -> Entries:
    """Make a list of labels and texts, the texts set in one column; rows without a text are left out."""
    there = [(label, words) for label, words in rows if words]
    wide = max((len(label) for label, _ in there), default=0)
    return Entries(tuple(Entry(f"{label}:".ljust(wide + 2), text(words), style="dim") for label, words in there))


def stance_style(stance: float) -> Style:
    """Return the style in which a stance is shown."""
    return "for" if stance > 0 else "against" if stance < 0 else "balanced"


def code_style(key: str) -> Style:
    """Return the style of a key of `signs.SIGNS`."""
    if key in ("silent", "not coded"):
        return "silent"
    if key.endswith("for"):
        return "for"
    return "against" if key.endswith("against") else "balanced"
