"""Which side most documents take: what a verdict says of few, and no longer of many."""

from collections.abc import Collection, Sequence
from enum import StrEnum

from policylens.analysis.comparison import PropositionComparison
from policylens.analysis.positions import Cell, Position, Side
from policylens.analysis.verdicts import Judgement
from policylens.model import Confidence


class Majority(StrEnum):
    """How the documents that take a side of a proposition are parted between the two.

    Of many documents there is nearly always one on either side, so that the verdict is `diverge`: this says how far.
    """

    NEARLY_ALL_FOR = "nearly all for"
    """At least nine of ten are for it."""
    MOST_FOR = "most for"
    """At least two of three are for it."""
    DIVIDED = "divided"
    """Neither side has two of three."""
    MOST_AGAINST = "most against"
    NEARLY_ALL_AGAINST = "nearly all against"
    NONE = "no side taken"


def majority(judgement: Judgement) -> Majority:
    """Return which side most of those take that take one. Those at 0, mixed or silent do not count."""
    for_, against = judgement.for_, judgement.against
    both = for_ + against
    if not both:
        return Majority.NONE
    if 10 * for_ >= 9 * both:
        return Majority.NEARLY_ALL_FOR
    if 10 * against >= 9 * both:
        return Majority.NEARLY_ALL_AGAINST
    if 3 * for_ >= 2 * both:
        return Majority.MOST_FOR
    return Majority.MOST_AGAINST if 3 * against >= 2 * both else Majority.DIVIDED


def share(judgement: Judgement) -> float | None:
    """Return the share of those for it among those that take a side, from 0 to 1; None if none does."""
    both = judgement.for_ + judgement.against
    return judgement.for_ / both if both else None


def clearest(cells: Sequence[Cell], sides: Collection[Side]) -> list[Cell]:
    """Return the cells with positions on these sides, the clearest first.

    It is the clearer the farther its stance goes, then the better the text bears it out, then by the more claims; what
    is as clear stands in the cells' order.
    """
    there = [(cell, cell.position) for cell in cells if cell.position is not None and cell.position.side in sides]
    return [cell for cell, _ in sorted(there, key=lambda pair: _clearness(pair[1]))]


_SURE = (Confidence.HIGH, Confidence.MEDIUM, Confidence.LOW, None)


def _clearness(position: Position) -> tuple[float, int, int]:
    return (-abs(position.stance or 0), _SURE.index(position.confidence), -len(position.claims))


def divisions(rows: Sequence[PropositionComparison]) -> list[PropositionComparison]:
    """Return the propositions on which a side is taken, those first that divide the documents most.

    These are the ones whose smaller side is the largest.
    """
    there = [row for row in rows if row.judgement.for_ + row.judgement.against]
    return sorted(there, key=lambda row: -min(row.judgement.for_, row.judgement.against))


def agreements(rows: Sequence[PropositionComparison]) -> list[PropositionComparison]:
    """Return the same, those first on which one side has the most documents more than the other."""
    there = [row for row in rows if row.judgement.for_ + row.judgement.against]
    return sorted(there, key=lambda row: -abs(row.judgement.for_ - row.judgement.against))
