"""Which propositions say most about how documents stand to each other: the findings that come first."""

from collections.abc import Iterable, Sequence

from policylens.analysis.comparison import PropositionComparison, ThemeComparison
from policylens.analysis.positions import Position
from policylens.analysis.verdicts import Verdict

AGREED = (Verdict.AGREE, Verdict.AGREE_IN_PART)
"""The verdicts by which documents are on one side."""


def findings(themes: Iterable[ThemeComparison], most: int) -> list[PropositionComparison]:
    """Return the `most` propositions that tell most, parted between agreement and divergence.

    By turns the clearest agreement and the clearest divergence, beginning with the one that more documents bear out, as
    long as there are any; then what only lean together, what takes no side, and single voices. Verdicts that hang on a
    position of low confidence come after all others of their sort. Nothing is found where no document speaks.
    """
    rows = [row for theme in themes for row in theme.propositions if row.judgement.speaking]
    agreed = sorted((row for row in rows if row.judgement.verdict in AGREED), key=_agreement)
    diverging = sorted((row for row in rows if row.judgement.verdict is Verdict.DIVERGE), key=_divergence)
    order = (Verdict.LEAN, Verdict.UNCLEAR, Verdict.ONE_VOICE)
    others = sorted(
        (row for row in rows if row.judgement.verdict in order),
        key=lambda row: (order.index(row.judgement.verdict), *_agreement(row)),
    )
    first, second = agreed, diverging
    if agreed and diverging and diverging[0].judgement.speaking > agreed[0].judgement.speaking:
        first, second = diverging, agreed
    return [*_by_turns(first, second), *others][:most]


def _by_turns(
    first: Sequence[PropositionComparison], second: Sequence[PropositionComparison]
) -> list[PropositionComparison]:
    both = min(len(first), len(second))
    turns = [row for pair in zip(first, second, strict=False) for row in pair]
    return [*turns, *first[both:], *second[both:]]


def _positions(row: PropositionComparison) -> list[Position]:
    return [cell.position for cell in row.cells if cell.position is not None]


def _agreement(row: PropositionComparison) -> tuple[float, ...]:
    """Return by what agreement is the clearer the lower it is: firm, by many, without reservation, borne out well."""
    there = _positions(row)
    unreserved = sum(position.stance in (-2, 2) for position in there)
    return (row.judgement.tentative, -len(there), -unreserved, sum(position.low_confidence for position in there))


def _divergence(row: PropositionComparison) -> tuple[float, ...]:
    """Return the same for divergence: firm, with several on the smaller side, far apart, borne out well."""
    there = _positions(row)
    stances = [position.stance for position in there if position.stance is not None]
    smaller = min(row.judgement.for_, row.judgement.against)
    low = sum(position.low_confidence for position in there)
    return (row.judgement.tentative, -smaller, -(max(stances) - min(stances)), -len(there), low)
