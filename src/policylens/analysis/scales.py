"""A document's place on a theme's scale."""

import math
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from policylens.analysis.positions import Position
from policylens.model import Direction, Proposition, Theme

LEAST = 3
"""A scale needs at least so many directed propositions."""

SHARE = 2, 3
"""A document has a place only if it has a stance on at least this share of them: two of three."""


class Place(NamedTuple):
    """Where a document stands on a theme's scale.

    A summated rating scale (Likert, R. (1932), A technique for the measurement of attitudes, Archives of Psychology
    140): the mean of the stances on the directed propositions, turned round where support counts towards the low end.
    """

    document: str
    """The document's id."""
    value: float | None
    """-2 (the low end) to 2 (the high end); None where the document addresses too few propositions for a place."""
    addressed: int
    """On how many of the directed propositions it has a stance."""
    of: int
    """How many directed propositions the theme has."""
    mixed: int
    """On how many of them its position is mixed, and so enters no mean."""
    not_coded: bool
    """Whether the document has not been read for the theme."""
    sign_hangs: bool
    """Whether leaving out one proposition would take the value to zero or to the other side."""
    rank_hangs: bool
    """Whether leaving out one proposition would put it on the other side of another document."""


class _Item(NamedTuple):
    """A document's stances on the directed propositions, turned to the high end.

    Stances are whole numbers or halves, so their sums are exact, and equal means are equal floating-point numbers:
    division rounds the exact quotient.
    """

    document: str
    stances: Mapping[str, float]
    mixed: int
    coded: bool
    sum: float
    """Of its stances."""

    def mean(self, without: str = "") -> float:
        left_out = self.stances.get(without)
        number = len(self.stances) - (left_out is not None)
        return (self.sum - (left_out or 0)) / number if number else 0.0


def places(theme: Theme, documents: Sequence[tuple[str, bool, Mapping[str, Position]]]) -> tuple[Place, ...]:
    """Return the place of each document on the theme's scale, in the order given.

    `documents` holds for each its id, whether it has been read for the theme, and its positions by proposition. A
    value is given only where the theme has at least `LEAST` directed propositions, and only to documents with a stance
    on `SHARE` of them. Whether a sign or a rank hangs on one proposition is found by leaving each out in turn, for all
    documents.
    """
    ids = [each.id for each in theme.directed]
    stances = ({name: held[name].stance for name in ids if name in held} for _, _, held in documents)
    return places_of_stances(theme, [(*each[:2], taken) for each, taken in zip(documents, stances, strict=True)])


def places_of_stances(
    theme: Theme, documents: Sequence[tuple[str, bool, Mapping[str, float | None]]]
) -> tuple[Place, ...]:
    """Return the same as `places`, given for each document the stances of its positions; None is a mixed one."""
    directed = theme.directed
    items = [_item(document, coded, stances, directed) for document, coded, stances in documents]
    placed = [item for item in items if _enough(item, len(directed))]
    have_place = {item.document for item in placed}
    signs, ranks = _hanging(placed, directed)
    return tuple(
        Place(
            document=item.document,
            value=item.mean() if item.document in have_place else None,
            addressed=len(item.stances),
            of=len(directed),
            mixed=item.mixed,
            not_coded=not item.coded,
            sign_hangs=item.document in signs,
            rank_hangs=item.document in ranks,
        )
        for item in items
    )


def _item(document: str, coded: bool, held: Mapping[str, float | None], directed: Sequence[Proposition]) -> _Item:
    stances: dict[str, float] = {}
    mixed = 0
    for proposition in directed:
        if proposition.id not in held:
            continue
        stance = held[proposition.id]
        if stance is None:
            mixed += 1
        else:
            turn = -1 if proposition.direction is Direction.LOW else 1
            stances[proposition.id] = turn * stance
    return _Item(document, stances, mixed, coded, sum(stances.values()))


def _enough(item: _Item, of: int) -> bool:
    return of >= LEAST and len(item.stances) * SHARE[1] >= SHARE[0] * of


def _hanging(placed: Sequence[_Item], directed: Sequence[Proposition]) -> tuple[set[str], set[str]]:
    """Return the documents whose sign, and those whose rank, hangs on one proposition."""
    signs: set[str] = set()
    ranks: set[str] = set()
    whole = {item.document: item.mean() for item in placed}
    orders = [(turn, sorted(whole, key=lambda document: turn * whole[document])) for turn in (1, -1)]
    for proposition in directed:
        part = {item.document: item.mean(without=proposition.id) for item in placed}
        signs |= {d for d, value in whole.items() if value and value * part[d] <= 0}
        for turn, order in orders:
            ranks |= _overtaken(order, whole, {document: turn * value for document, value in part.items()})
    return signs, ranks


def _overtaken(order: Sequence[str], whole: Mapping[str, float], part: Mapping[str, float]) -> set[str]:
    """Return the documents, in the `order` of their values as a `whole`, that one before them overtakes in `part`.

    Running extremes settle it without looking at every pair; of those with the same value none is before another.
    """
    found: set[str] = set()
    highest = here = -math.inf
    before: float | None = None
    for document in order:
        if whole[document] != before:
            before, highest = whole[document], max(highest, here)
        if highest > part[document]:
            found.add(document)
        here = max(here, part[document])
    return found
