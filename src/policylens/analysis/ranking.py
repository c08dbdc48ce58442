"""Which of very many pairs of documents agree most and least, and how the agreement of all is spread."""

from collections.abc import Iterator
from typing import NamedTuple

from policylens.analysis.agreement import Pair, pair
from policylens.analysis.comparison import Matrix
from policylens.analysis.ends import Highest
from policylens.analysis.profiles import LEVELS, couples, profiles
from policylens.model import Document

LEAST_SHARED = 5
"""Pairs that share fewer propositions stand at neither end: with one or two of them they would be there by chance.

Of a codebook with few propositions, those that share fewer than half of them."""

CLASSES = 20
"""In how many classes of agreement pairs are counted, from 0 to 1."""


class Ranking(NamedTuple):
    """Pairs of documents by their agreement."""

    most: tuple[Pair, ...]
    """Those that agree most, best first; of the same agreement those first that share more."""
    least: tuple[Pair, ...]
    """Those that agree least, worst first, likewise; none that is among the others."""
    number: int
    """How many pairs there are."""
    enough: int
    """How many propositions a pair has to share to stand at an end."""
    few: int
    """How many pairs share some propositions, but fewer than that."""
    nothing: int
    """How many share none, and so have no agreement."""
    classes: tuple[int, ...]
    """How many of the others have an agreement in each of the `CLASSES`; 1 is in the last."""


def ranking(of: Matrix, top: int, document: Document | None = None) -> Ranking:
    """Rank all pairs of the matrix' documents, or those of which one is this document, and keep `top` at each end.

    Each pair is looked at once, and no other is kept.
    """
    most, least = Highest[_Placed](top), Highest[_Placed](top)
    classes = [0] * CLASSES
    enough = min(LEAST_SHARED, (len(of.corpus.codebook.propositions) + 1) // 2)
    number = few = nothing = 0
    for shared, apart, a, b in _compared(of, document):
        number += 1
        if not shared:
            nothing += 1
            continue
        farthest = shared * LEVELS
        classes[min((farthest - apart) * CLASSES // farthest, CLASSES - 1)] += 1
        if shared < enough:
            few += 1
        else:
            most.offer((-apart / shared, shared, -a, -b))
            least.offer((apart / shared, shared, -a, -b))
    first = _pairs(of, most)
    last = tuple(each for each in _pairs(of, least) if each not in first)
    return Ranking(first, last, number, enough, few, nothing, tuple(classes))


_Placed = tuple[float, int, int, int]
"""How far a pair is apart or, below 0, together, how much it shares, and the places of both documents, turned."""


def _compared(of: Matrix, document: Document | None) -> Iterator[tuple[int, int, int, int]]:
    """Yield of each pair how much it shares, how many steps it is apart there in all, and the places of both."""
    place = {each.id: number for number, each in enumerate(of.documents)}
    for a, b in couples(profiles(of), document):
        both = a.stances & b.stances
        apart = (both & (a.height ^ b.height)).bit_count()
        yield both.bit_count() // LEVELS, apart, place[a.document.id], place[b.document.id]


def _pairs(of: Matrix, end: Highest[_Placed]) -> tuple[Pair, ...]:
    return tuple(pair(of, of.documents[-a], of.documents[-b]) for _, _, a, b in end.ordered())
