"""Propositions that were reworded, and the positions on them that need another look."""

from collections.abc import Iterator
from typing import NamedTuple

from policylens.analysis.comparison import Matrix
from policylens.analysis.edits import Edit, edits
from policylens.analysis.movement import cell
from policylens.analysis.positions import Cell, State
from policylens.model import Document, Proposition, Theme

WORDING = ("text", "include", "exclude")
"""The fields of a proposition by which a position is judged."""


class Look(NamedTuple):
    """A document whose position on a reworded proposition, or silence on it, was judged by the old wording."""

    document: Document
    cell: Cell
    """What it holds now."""
    unchanged: bool
    """Whether it held exactly the same before."""
    codebook: str
    """The version of the codebook that it was coded with, where that is not the present one; else ""."""


class Reworded(NamedTuple):
    """A proposition whose text, or what counts for it, is not what it was."""

    theme: Theme
    proposition: Proposition
    """As it is worded now."""
    edits: tuple[Edit, ...]
    """Of `WORDING`."""
    look: tuple[Look, ...]
    """Positions first, then documents that are silent; those that stayed as they were before the others."""


def reworded(old: Matrix, new: Matrix) -> tuple[Reworded, ...]:
    """Return the propositions of both codebooks that were reworded, in the codebook's order."""
    before = old.corpus.codebook.propositions
    return tuple(
        Reworded(theme, proposition, changed, tuple(sorted(_look(old, new, proposition.id), key=_order)))
        for theme in new.corpus.codebook.themes.values()
        for proposition in theme.propositions
        if proposition.id in before
        for changed in [tuple(e for e in edits(before[proposition.id], proposition) if e.field in WORDING)]
        if changed
    )


def _look(old: Matrix, new: Matrix, proposition: str) -> Iterator[Look]:
    before = {document.id: document for document in old.documents}
    for document in new.documents:
        now = cell(new, document, proposition)
        if now.state is State.NOT_CODED:
            continue
        unchanged = document.id in before and cell(old, before[document.id], proposition) == now
        used = document.coding.codebook
        outdated = used if used != new.corpus.codebook.version else ""
        if unchanged or outdated:
            yield Look(document, now, unchanged, outdated)


def _order(look: Look) -> tuple[bool, bool]:
    return look.cell.position is None, not look.unchanged
