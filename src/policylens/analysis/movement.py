"""Positions that moved between two versions of a corpus, and verdicts that changed."""

from enum import StrEnum
from typing import Any, NamedTuple

from policylens.analysis.comparison import Matrix, PropositionComparison, compare_proposition
from policylens.analysis.positions import Cell, Position, Side, Status, cell_of
from policylens.model import Document, Proposition, Theme


class Movement(StrEnum):
    """How a position moved: by what weighs most, in this order."""

    OTHER_SIDE = "to the other side"
    NO_SIDE = "takes no side any more"
    """It is at 0 or mixed now."""
    SIDE = "takes a side now"
    """It was at 0 or mixed."""
    NEW = "newly held"
    """There was none before."""
    DROPPED = "dropped"
    """There is none any more: the document is silent, or not coded for the theme."""
    STRONGER = "more strongly"
    """On the same side."""
    WEAKER = "less strongly"
    """On the same side."""
    BETWEEN = "between 0 and mixed"
    CONFIDENCE = "confidence"
    """Or a coder's judgement in place of a computed position, and the other way round."""
    REASON = "reason"
    GROUNDS = "claims"
    """It rests on other claims, or other ones are contrary to it."""


class Moved(NamedTuple):
    """A position that is not what it was."""

    document: Document
    """As it is now."""
    theme: Theme
    proposition: Proposition
    """As it is worded now."""
    old: Cell
    new: Cell
    movement: Movement


class Turned(NamedTuple):
    """A proposition on which the verdict is not what it was."""

    old: PropositionComparison
    new: PropositionComparison


def moved(old: Matrix, new: Matrix) -> tuple[Moved, ...]:
    """Return the positions that moved, of the documents and on the propositions that both have.

    They are ordered by `Movement`, those whose stance moved furthest first.
    """
    before = {document.id: document for document in old.documents}
    found = [
        Moved(document, theme, new.corpus.codebook.propositions[proposition], was, now, how)
        for document in new.documents
        if document.id in before
        for proposition, theme in new.corpus.codebook.theme_of.items()
        if proposition in old.corpus.codebook.theme_of
        for was in [cell(old, before[document.id], proposition)]
        for now in [cell(new, document, proposition)]
        for how in [_movement(was.position, now.position)]
        if how is not None
    ]
    order = list(Movement)
    return tuple(sorted(found, key=lambda each: (order.index(each.movement), -_distance(each))))


def cell(of: Matrix, document: Document, proposition: str) -> Cell:
    """Return what a document of the matrix holds on a proposition of its codebook."""
    theme = of.corpus.codebook.theme_of[proposition].id
    return cell_of(document, of.positions[document.id], proposition, theme)


def _movement(old: Position | None, new: Position | None) -> Movement | None:
    if old is None or new is None:
        return None if old is new else Movement.NEW if old is None else Movement.DROPPED
    if old.side is not new.side:
        return _sides(old.side in _SIDES, new.side in _SIDES)
    if old.stance != new.stance:
        return Movement.STRONGER if abs(new.stance or 0) > abs(old.stance or 0) else Movement.WEAKER
    differing = {
        Movement.CONFIDENCE: (old.confidence, old.status) != (new.confidence, new.status),
        Movement.REASON: old.because != new.because,
        Movement.GROUNDS: _grounds(old) != _grounds(new),
    }
    return next((movement for movement, differs in differing.items() if differs), None)


_SIDES = (Side.FOR, Side.AGAINST)


def _sides(taken_before: bool, taken_now: bool) -> Movement:
    if taken_before:
        return Movement.OTHER_SIDE if taken_now else Movement.NO_SIDE
    return Movement.SIDE if taken_now else Movement.BETWEEN


def _grounds(position: Position) -> Any:
    """Return what a position rests on; only a coder puts its claims in an order that means something."""
    if position.status is Status.CHARTED:
        return position.claims, position.contrary
    return frozenset(position.claims), position.claims_for, position.claims_against


def _distance(each: Moved) -> float:
    if each.old.position is None or each.new.position is None:
        return 0.0
    return abs((each.old.position.stance or 0) - (each.new.position.stance or 0))


def turned(old: Matrix, new: Matrix) -> tuple[Turned, ...]:
    """Return the propositions of both codebooks on which the verdict, or whether it is tentative, is not what it was.

    Those with another verdict come first. With fewer than two documents on both sides there is nothing to compare, and
    so no verdict that changed.
    """
    if max(len(old.documents), len(new.documents)) < 2:
        return ()
    both = [p for p in new.corpus.codebook.propositions if p in old.corpus.codebook.propositions]
    pairs = [Turned(compare_proposition(old, p), compare_proposition(new, p)) for p in both]
    found = [pair for pair in pairs if _verdict(pair.old) != _verdict(pair.new)]
    return tuple(sorted(found, key=lambda pair: pair.old.judgement.verdict is pair.new.judgement.verdict))


def _verdict(row: PropositionComparison) -> tuple[str, bool]:
    return row.judgement.verdict, row.judgement.tentative
