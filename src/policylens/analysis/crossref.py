"""Two documents read across: where they agree and diverge, what only one says, and what they have in common."""

from typing import NamedTuple

from policylens.analysis.agreement import Pair, only_one, pair
from policylens.analysis.comparison import Matrix
from policylens.analysis.positions import Position, Side
from policylens.model import Claim, Document, Proposition


class Shared(NamedTuple):
    """A proposition on which both documents speak."""

    proposition: Proposition
    a: Position
    b: Position


class CrossReference(NamedTuple):
    """Two documents read across."""

    a: Document
    b: Document
    pair: Pair
    same: tuple[Shared, ...]
    """Where both are on the same side, in the codebook's order."""
    opposite: tuple[Shared, ...]
    """Where they are on opposite sides."""
    neutral: tuple[Shared, ...]
    """Where both speak and at least one is at 0 or mixed."""
    only_a: tuple[Proposition, ...]
    """Where a speaks, and b has been read and is silent."""
    only_b: tuple[Proposition, ...]
    topics: tuple[tuple[str, str, int, int], ...]
    """Topics that both discuss: id, title, how many claims of a and of b."""
    cites: tuple[tuple[Document, Claim], ...]
    """Claims of one that cite the other, with the document that they stand in."""


def cross_reference(of: Matrix, a: Document, b: Document) -> CrossReference:
    """Read two documents of the matrix across."""
    mine, other = of.positions[a.id], of.positions[b.id]
    propositions = of.corpus.codebook.propositions
    shared = [
        Shared(proposition=proposition, a=mine[name], b=other[name])
        for name, proposition in propositions.items()
        if name in mine and name in other
    ]
    opposite = tuple(s for s in shared if {s.a.side, s.b.side} == {Side.FOR, Side.AGAINST})
    same = tuple(s for s in shared if s.a.side is s.b.side and s.a.side in (Side.FOR, Side.AGAINST))
    settled = {s.proposition.id for s in (*opposite, *same)}
    return CrossReference(
        a=a,
        b=b,
        pair=pair(of, a, b),
        same=same,
        opposite=opposite,
        neutral=tuple(s for s in shared if s.proposition.id not in settled),
        only_a=tuple(propositions[p] for p in only_one(of, a, b)),
        only_b=tuple(propositions[p] for p in only_one(of, b, a)),
        topics=_topics(of, a, b),
        cites=tuple((d, c) for d, cited in ((a, b), (b, a)) for c in d.claims if cited.id in c.refers_to),
    )


def _topics(of: Matrix, a: Document, b: Document) -> tuple[tuple[str, str, int, int], ...]:
    found = []
    for topic, title in of.corpus.codebook.topics.items():
        mine, other = (sum(topic in claim.topics for claim in document.claims) for document in (a, b))
        if mine and other:
            found.append((topic, title, mine, other))
    return tuple(found)
