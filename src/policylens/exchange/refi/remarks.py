"""A document's positions in words, for who reads its notes in another program."""

from collections.abc import Iterator

from policylens.analysis.comparison import Matrix
from policylens.analysis.positions import Cell, Position, cell_of
from policylens.model import Document, Theme
from policylens.plain.signs import code
from policylens.signs import MEANINGS


def remarks(of: Matrix, document: Document) -> tuple[str, ...]:
    """Return lines that say what a document holds on each proposition, or that it is silent or not coded."""
    how = "charted by the coder" if document.positions is not None else "computed from the claims, as none is charted"
    lines = [f"Positions, {how}:"]
    for theme in of.corpus.codebook.themes.values():
        lines += _of_theme(of, document, theme)
    return tuple(lines)


def _of_theme(of: Matrix, document: Document, theme: Theme) -> Iterator[str]:
    positions = of.positions[document.id]
    for each in theme.propositions:
        yield f"{each.id}: {_words(cell_of(document, positions, each.id, theme.id))}"


def _words(cell: Cell) -> str:
    word = MEANINGS[code(cell)][0]
    return word + _more(cell.position) if cell.position else word


def _more(position: Position) -> str:
    sure = f", {position.confidence} confidence" if position.confidence else ""
    return sure + (", contested within the document" if position.contrary else "")
