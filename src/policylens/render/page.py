"""A page: what is to be shown, in blocks, before any format has been chosen.

The builders in `pages` turn result objects into blocks; each format turns blocks into text. So what is said stands in
one place, and how it looks in another.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from policylens.analysis.comparison import PropositionComparison, ThemeComparison
from policylens.analysis.positions import Cell
from policylens.model import Document
from policylens.render.wording import stance_code

Style = Literal["", "strong", "match", "dim", "name", "for", "against", "balanced", "silent", "error", "warning"]


@dataclass(frozen=True, slots=True)
class Span:
    """A run of text in one style."""

    text: str
    style: Style = ""


Line = tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of level 1 (the page) to 3."""

    level: int
    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text."""

    line: Line


@dataclass(frozen=True, slots=True)
class Hint:
    """How to see more; left out of what is written to be passed on."""

    line: Line


@dataclass(frozen=True, slots=True)
class Entry:
    """An item of a list: a mark, its text, and what stands under it."""

    mark: str
    line: Line
    under: tuple["Entry", ...] = ()
    style: Style = ""
    """The style of the mark."""


@dataclass(frozen=True, slots=True)
class Entries:
    """A list. `apart` sets its items off by blank lines."""

    items: tuple[Entry, ...]
    apart: bool = False


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a grid."""

    title: str
    right: bool = False
    """Whether it holds numbers."""
    whole: bool = False
    """Whether its texts stay on one line where they can."""


@dataclass(frozen=True, slots=True)
class Grid:
    """A table."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[Line, ...], ...]
    apart: bool = False
    """Whether to set the rows off by blank lines, where cells run over several."""


@dataclass(frozen=True, slots=True)
class ScaleLine:
    """A theme's scale with the documents on it."""

    comparison: ThemeComparison
    documents: tuple[Document, ...]


@dataclass(frozen=True, slots=True)
class MatrixTable:
    """Propositions by documents: positions and verdicts."""

    rows: tuple[PropositionComparison, ...]
    documents: tuple[Document, ...]


Block = Heading | Paragraph | Hint | Entries | Grid | ScaleLine | MatrixTable
Page = tuple[Block, ...]


def text(words: str, style: Style = "") -> Line:
    """Make a line of one span."""
    return (Span(words, style),)


def facts(rows: Iterable[tuple[str, str]]) -> Entries:
    """Make a list of labels and texts, the texts set in one column; rows without a text are left out."""
    there = [(label, words) for label, words in rows if words]
    wide = max((len(label) for label, _ in there), default=0)
    return Entries(tuple(Entry(f"{label}:".ljust(wide + 2), text(words), style="dim") for label, words in there))


def cell_style(cell: Cell) -> Style:
    """Return the style in which a cell is shown."""
    if cell.position is None:
        return "silent"
    return code_style(stance_code(cell.position))


def stance_style(stance: float) -> Style:
    """Return the style in which a stance is shown."""
    return "for" if stance > 0 else "against" if stance < 0 else "balanced"


def code_style(key: str) -> Style:
    """Return the style of a stance code of `wording`."""
    if key in ("silent", "not coded"):
        return "silent"
    if key.endswith("for"):
        return "for"
    return "against" if key.endswith("against") else "balanced"
