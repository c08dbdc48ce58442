"""How far the claims of two documents are for and against the same: counts, as Discourse Network Analyzer makes them.

Its one-mode networks of actors, with a qualifier that is yes or no, and without normalization. Let X(i, p, k) be how
many claims of document i are on side k (for or against) of proposition p. For documents i and j:

    congruence(i, j)  the sum over p and k of X(i, p, k) * X(j, p, k)
    conflict(i, j)    the sum over p and k of X(i, p, k) * X(j, p, other side than k)
    subtract(i, j)    congruence(i, j) - conflict(i, j)

All are whole numbers, the same for (i, j) and (j, i). A document with many claims has high values.

Source: Leifeld, P. (2017), Discourse network analysis: policy debates as dynamic networks, in Victor, Montgomery and
Lubell (eds.), The Oxford Handbook of Political Networks, 301-325; and what the program itself computes
(github.com/leifeld/dna, `computeOneModeMatrix` in Exporter.java).
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, combinations
from typing import NamedTuple

from policylens.measures import Duplicates, Measure
from policylens.model import Codebook, Document


class Sides(NamedTuple):
    """How many claims of a document take each side of a proposition."""

    on: int
    """For it."""
    against: int

    def congruence(self, other: "Sides") -> int:
        """Return how many pairs of claims, one of each document, are on the same side."""
        return self.on * other.on + self.against * other.against

    def conflict(self, other: "Sides") -> int:
        """Return how many pairs of claims, one of each document, are on opposite sides."""
        return self.on * other.against + self.against * other.on

    def value(self, other: "Sides", measure: Measure) -> int:
        """Return what a measure counts."""
        match measure:
            case Measure.CONGRUENCE:
                return self.congruence(other)
            case Measure.CONFLICT:
                return self.conflict(other)
            case Measure.SUBTRACT:
                return self.congruence(other) - self.conflict(other)


class Tie(NamedTuple):
    """Two documents, and what a measure counts of their claims."""

    a: str
    """The id of the document that was named first, or else comes first in the corpus."""
    b: str
    propositions: tuple[tuple[str, Sides, Sides], ...]
    """On which claims of both take sides, in the codebook's order, with the claims of each."""
    value: int
    """From 0 up; of `subtract` below 0, too. 0 where nothing is shared."""


def sides(document: Document, duplicates: Duplicates) -> dict[str, Sides]:
    """Return how many claims take which side, by proposition; a stance of 0 is on neither.

    With `Duplicates.CONCEPT`, claims on the same side of a proposition count once, which is what DNA calls ignoring
    duplicates across the date range; a document that takes both sides keeps both.
    """
    most = 1 if duplicates is Duplicates.CONCEPT else None
    found = {}
    for proposition, stances in document.stances.items():
        on = sum(stance > 0 for stance in stances.values())
        against = sum(stance < 0 for stance in stances.values())
        if on or against:
            found[proposition] = Sides(min(on, most or on), min(against, most or against))
    return found


def ties(
    codebook: Codebook, documents: Sequence[Document], measure: Measure, duplicates: Duplicates, one: str = ""
) -> Iterator[Tie]:
    """Yield every pair of the documents, or every one in which the document with the id `one` is, in their order."""
    found = {document.id: sides(document, duplicates) for document in documents}
    for a, b in couples([*found], one):
        yield tie(codebook, (a, found[a]), (b, found[b]), measure)


Counted = tuple[str, Mapping[str, Sides]]
"""A document's id, and what `sides` returns of it."""


def tie(codebook: Codebook, a: Counted, b: Counted, measure: Measure) -> Tie:
    """Hold the claims of two documents against each other."""
    mine, other = a[1], b[1]
    shared = tuple((p, mine[p], other[p]) for p in codebook.propositions if p in mine and p in other)
    return Tie(a[0], b[0], shared, sum(own.value(its, measure) for _, own, its in shared))


def couples(names: Sequence[str], one: str) -> Iterator[tuple[str, str]]:
    """Return every two of the names, or those two of which one is `one`, in their order."""
    if not one:
        return combinations(names, 2)
    place = names.index(one)
    return chain(((name, one) for name in names[:place]), ((one, name) for name in names[place + 1 :]))
