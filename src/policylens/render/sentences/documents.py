"""How one document stands to the others."""

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from policylens.analysis.agreement import Pair
from policylens.analysis.comparison import Matrix, PropositionComparison
from policylens.analysis.positions import Side
from policylens.model import Corpus, Document
from policylens.render.clauses import View, view_of
from policylens.render.sentences.parts import MOST_CITED, Sentence, Teller, all_of, ended, out_of
from policylens.render.wording import listed, number


def profile(document: Document, of: Matrix, rows: Sequence[PropositionComparison], teller: Teller) -> Sentence:
    """Say on how many of these propositions a document speaks, and how."""
    read = [row.proposition.id for row in rows if row.theme.id in document.coding.themes]
    positions = of.positions[document.id]
    held = [positions[proposition] for proposition in read if proposition in positions]
    name, silent = document.name, len(read) - len(held)
    read_for = " for which it has been read" if len(read) < len(rows) else ""
    if not read:
        return Sentence(ended(f"{name} has not been read for {'this' if len(rows) == 1 else 'these propositions'} yet"))
    if not held:
        return Sentence(ended(f"{name} is silent on {all_of(len(read))}{read_for}"))
    told = _sides(Counter(position.side for position in held), len(read))
    known = bool(read_for)
    if not silent:
        ways = {
            "speaks": f"{name} speaks on {all_of(len(read))}{read_for} and is {told}",
            "addresses": f"{name} addresses {all_of(len(read))}{read_for}: it is {told}",
        }
        return Sentence(ended(ways[teller.choose(list(ways))]))
    all_ = f"of {'the ' if known else ''}{number(len(read))} propositions{read_for}"
    ways = {
        "speaks": f"{name} speaks on {out_of(len(held), len(read), known=known)} propositions{read_for} and is {told}",
        "of the": f"{all_} {name} addresses {number(len(held))}: it is {told}",
    }
    rest = f"the other {number(silent)}" if silent > 1 else "the remaining one"
    return Sentence(ended(f"{ways[teller.choose(list(ways))]}; on {rest} it is silent"))


_KINDS = {
    Side.FOR: "for {}",
    Side.AGAINST: "against {}",
    Side.BALANCED: "on both sides of {}",
    Side.MIXED: "mixed on {}",
}


def _sides(counts: Counter[Side], read: int) -> str:
    """Return on which side of how many: `for three and against two`, `for all three`."""
    there = {side: counts[side] for side in _KINDS if counts[side]}
    if len(there) > 1:
        return listed([_KINDS[side].format(number(many)) for side, many in there.items()])
    [(side, many)] = there.items()
    if many > 1 and side in (Side.BALANCED, Side.MIXED):
        return _KINDS[side].format("each")
    all_ = {1: "it", 2: "both"}.get(many, "all of them" if many == read else f"all {number(many)}")
    return _KINDS[side].format(all_)


def standing_alone(
    document: Document, rows: Sequence[PropositionComparison], corpus: Corpus, teller: Teller
) -> Sentence | None:
    """Say on which propositions a document is alone on its side against two or more; None if there are none."""
    alone = []
    for row in rows:
        position = next((cell.position for cell in row.cells if cell.document == document.id), None)
        if position is not None and _is_alone(position.side, row):
            alone.append((row, position))
    if not alone:
        return None
    more = len(alone) - MOST_ALONE
    alone = alone[:MOST_ALONE]
    views = {side: [view_of(r.proposition.text, corpus) for r, p in alone if p.side is side] for side in Side}
    held, rejected = listed([view.that for view in views[Side.FOR]]), _views(views[Side.AGAINST])
    ways = {
        "alone": "alone among the documents it "
        + _both(held and f"holds {held}", rejected and f"rejects {rejected}", ", and "),
        "by itself": "it is alone in "
        + _both(held and f"holding {held}", rejected and f"rejecting {rejected}", ", and in "),
    }
    claims = tuple(claim for _, position in alone for claim in position.claims[:2])
    told = ways[teller.choose(list(ways))] + (f"; on {number(more)} more it stands alone too" if more > 0 else "")
    return Sentence(ended(told), claims[:MOST_CITED])


def _views(views: Sequence[View]) -> str:
    """Return `the view that p`, `the views that p and that q`."""
    return views[0].view if len(views) == 1 else f"the views {listed([view.that for view in views])}" if views else ""


def _both(one: str, other: str, between: str) -> str:
    return between.join(part for part in (one, other) if part)


MOST_ALONE = 3
"""A profile names at most so many propositions on which a document stands alone."""


def _is_alone(side: Side, row: PropositionComparison) -> bool:
    for_, against = row.judgement.for_, row.judgement.against
    return (side is Side.FOR and for_ == 1 and against > 1) or (side is Side.AGAINST and against == 1 and for_ > 1)


def neighbours(document: Document, pairs: Sequence[Pair], of: Matrix, teller: Teller) -> Sentence | None:
    """Say which document is nearest to one and which farthest; None with fewer than two others to compare.

    The nearest is on the same side on the largest share of the propositions that both address, the farthest on
    opposite sides; where shares are equal agreement decides (see `analysis.agreement`). Only those are compared that
    share at least `LEAST_SHARED` propositions.
    """
    names = of.corpus.document_by_id
    held = [
        _Other(pair, names[pair.b if pair.a == document.id else pair.a].name)
        for pair in pairs
        if document.id in (pair.a, pair.b) and pair.shared >= LEAST_SHARED
    ]
    if len(held) < 2 or len({(each.same, each.opposite, each.pair.agreement) for each in held}) == 1:
        return None
    near = min(held, key=lambda each: (-each.same, -(each.pair.agreement or 0), each.name))
    far = min(held, key=lambda each: (-each.opposite, each.pair.agreement or 0, each.name))
    there = far is not near and far.pair.opposite > 0
    same, opposite = out_of(near.pair.same, near.addressed), out_of(far.pair.opposite, far.addressed)
    ways = {
        "comes": f"it comes nearest to {near.name}, on the same side on {same} propositions that both address"
        + (f", and is farthest from {far.name}, on opposite sides on {opposite}" if there else ""),
        "nearest": f"nearest to it is {near.name}, with the same side on {same} propositions that both address"
        + (f"; farthest is {far.name}, with opposite sides on {opposite}" if there else ""),
    }
    return Sentence(ended(ways[teller.choose(list(ways))]))


class _Other(NamedTuple):
    """Another document."""

    pair: Pair
    name: str

    @property
    def addressed(self) -> int:
        """On how many propositions both have a position."""
        return self.pair.same + self.pair.opposite + self.pair.neutral

    @property
    def same(self) -> float:
        return self.pair.same / self.addressed

    @property
    def opposite(self) -> float:
        return self.pair.opposite / self.addressed


LEAST_SHARED = 5
"""Documents that share fewer propositions are called neither near nor far."""
