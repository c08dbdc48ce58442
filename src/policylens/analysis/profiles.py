"""Documents' positions as bits, by which very many pairs of them are held against each other.

A proposition has a place, the same for all documents, and a document a number in which the bits at the places of its
propositions are set. What two documents have in common are then the bits that stand in both numbers, which a processor
counts hundreds at a time.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import chain, combinations
from typing import NamedTuple

from policylens.analysis.comparison import Matrix
from policylens.model import STANCES, Document

STEPS = 2
"""Stances are whole numbers or, where they are medians, halves: so many steps to each."""

LEVELS = STEPS * (STANCES[-1] - STANCES[0])
"""How many steps there are from the lowest stance to the highest."""


class Profile(NamedTuple):
    """A document's positions: each field has the bits of some propositions."""

    document: Document
    speaks: int
    for_: int
    against: int
    silent: int
    """Those for which it has been read, and on which it has no position."""
    stances: int
    """Those on which it has a stance, here with `LEVELS` bits each."""
    height: int
    """The same, with as many of the bits set as its stance is steps above the lowest: where two documents' bits
    differ, they are as many as the steps between their stances."""
    by_stance: Mapping[float, int]
    """The propositions on which it has each stance, with a bit each."""


class Held(NamedTuple):
    """What two documents have in common: on how many propositions they are how."""

    same: int
    opposite: int
    neutral: int
    one_silent: int
    shared: int
    apart: int
    """The sum of the steps between their stances on what they share."""


def profiles(of: Matrix, documents: Sequence[Document] | None = None) -> list[Profile]:
    """Return the positions of these documents of the matrix, or of all, as bits."""
    places = {proposition: place for place, proposition in enumerate(of.corpus.codebook.propositions)}
    inside: dict[str, int] = {}
    for proposition, theme in of.corpus.codebook.theme_of.items():
        inside[theme.id] = inside.get(theme.id, 0) | 1 << places[proposition]
    read = cache(lambda themes: sum(inside.get(theme, 0) for theme in themes))
    return [
        _profile(document, of.stances[document.id], places, read(frozenset(document.coding.themes)))
        for document in documents or of.documents
    ]


def _profile(document: Document, stances: Mapping[str, float | None], places: Mapping[str, int], read: int) -> Profile:
    """Return a document's positions as bits; `read` has those for which it has been read."""
    valued, heights = bytearray(len(places)), bytearray(len(places))
    there: dict[float | None, int] = {}
    for proposition, stance in stances.items():
        place = places[proposition]
        there[stance] = there.get(stance, 0) | 1 << place
        if stance is not None:
            valued[place], heights[place] = _VALUED, _HEIGHTS[stance]
    by_stance = {stance: bits for stance, bits in there.items() if stance is not None}
    speaks = sum(there.values())
    for_, against = (sum(bits for stance, bits in by_stance.items() if stance * turn > 0) for turn in (1, -1))
    return Profile(document, speaks, for_, against, read & ~speaks, _number(valued), _number(heights), by_stance)


_VALUED = (1 << LEVELS) - 1
_HEIGHTS = {STANCES[0] + steps / STEPS: (1 << steps) - 1 for steps in range(LEVELS + 1)}
"""As many bits as a stance is steps above the lowest: of the `LEVELS`, which are no more than a byte has."""


def _number(steps: bytearray) -> int:
    """Return a number with `LEVELS` bits of each byte, those of the first place lowest."""
    return int.from_bytes(steps, "little")


def couples(of: Sequence[Profile], document: Document | None = None) -> Iterator[tuple[Profile, Profile]]:
    """Return every two of the profiles, or those two of which one is of this document, in their order."""
    if document is None:
        return combinations(of, 2)
    place = next(place for place, each in enumerate(of) if each.document.id == document.id)
    before = ((each, of[place]) for each in of[:place])
    return chain(before, ((of[place], each) for each in of[place + 1 :]))


def held(a: Profile, b: Profile) -> Held:
    """Hold two documents against each other."""
    same = (a.for_ & b.for_ | a.against & b.against).bit_count()
    opposite = (a.for_ & b.against | a.against & b.for_).bit_count()
    both = a.stances & b.stances
    return Held(
        same=same,
        opposite=opposite,
        neutral=(a.speaks & b.speaks).bit_count() - same - opposite,
        one_silent=(a.speaks & b.silent | a.silent & b.speaks).bit_count(),
        shared=both.bit_count() // LEVELS,
        apart=(both & (a.height ^ b.height)).bit_count(),
    )


def stances_of(a: Profile, b: Profile) -> dict[tuple[float, float], int]:
    """Return how many of the propositions that both have a stance on have each two of stances."""
    return {
        (x, y): many
        for x, mine in a.by_stance.items()
        for y, other in b.by_stance.items()
        if (many := (mine & other).bit_count())
    }
