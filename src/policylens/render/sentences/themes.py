"""How documents stand to each other on a theme."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from policylens.analysis.comparison import Matrix, ThemeComparison
from policylens.analysis.verdicts import Verdict
from policylens.model import Document, Scale
from policylens.render.sentences.parts import MOST_NAMED, Sentence, Teller, do, ended, joined, who
from policylens.render.wording import listed, number, signed


def opening(counts: Mapping[Verdict, int], teller: Teller) -> Sentence | None:
    """Say on how many propositions the documents agree, diverge and so on; None if none has been read.

    `counts` says how many propositions have each verdict.
    """
    counts = {verdict: many for verdict, many in counts.items() if verdict is not Verdict.NOT_CODED and many}
    read = sum(counts.values())
    if not read:
        return None
    if len(counts) == 1:
        return Sentence(ended(_all_alike(next(iter(counts)), read)))
    told = [f"{_AMOUNTS[verdict]} {number(many)}" for verdict, many in counts.items() if verdict in _AMOUNTS]
    few = [f"on {number(many)} {_FEW[verdict]}" for verdict, many in counts.items() if verdict in _FEW]
    of = f"{number(read)} propositions"
    if not told:
        return Sentence(ended(f"of the {of}, {listed(few)}"))
    ways = {
        "the documents": f"the documents {listed(told)} of the {of}",
        "of the": f"of the {of} the documents {listed(told)}",
    }
    return Sentence(ended(joined(ways[teller.choose(list(ways))], listed(few))))


def _all_alike(verdict: Verdict, read: int) -> str:
    """Return what is to be said where every proposition has the same verdict."""
    all_ = {1: "the one proposition", 2: "both propositions"}.get(read, f"all {number(read)} propositions")
    if verdict in _AMOUNTS:
        return f"the documents {_AMOUNTS[verdict]} {all_}"
    return f"on {all_} {_FEW[verdict]}"


_AMOUNTS = {
    Verdict.AGREE: "agree on",
    Verdict.AGREE_IN_PART: "agree with reservations on",
    Verdict.LEAN: "lean together on",
    Verdict.DIVERGE: "diverge on",
    Verdict.UNCLEAR: "take no side on",
}
_FEW = {Verdict.ONE_VOICE: "only one speaks", Verdict.SILENT: "nobody speaks"}


class Placed(NamedTuple):
    """A document that has a place on a theme's scale."""

    document: Document
    value: float
    hangs: bool
    """Whether the place's sign or rank hangs on one proposition."""


def scale(comparison: ThemeComparison, of: Matrix, teller: Teller) -> Sentence | None:
    """Say in which order the documents stand on a theme's scale; None if it has no scale, or none of them a place."""
    ends = comparison.theme.scale
    if ends is None or not comparison.places:
        return None
    pairs = list(zip(comparison.places, of.documents, strict=True))
    placed = [
        Placed(document, place.value, place.sign_hangs or place.rank_hangs)
        for place, document in pairs
        if place.value is not None
    ]
    if not placed:
        return None
    placed.sort(key=lambda each: (each.value, each.document.name))
    without = [document.name for place, document in pairs if place.value is None and not place.not_coded]
    ways = {"from": _in_order(ends, placed), "stands": _by_ends(ends, placed)}
    ways = {name: words for name, words in ways.items() if words}
    parts = [ways[teller.choose(list(ways))]]
    hanging = [each.document.name for each in placed if each.hangs]
    if hanging:
        place = "the place of {} hangs" if len(hanging) == 1 else "the places of {} each hang"
        parts.append(f"{place.format(who(hanging))} on one proposition")
    if without:
        parts.append(
            do(without, "addresses too little of the theme for a place", "address too little of it for a place")
        )
    extremes = [placed[0].document, placed[-1].document] if len(placed) > 1 else [placed[0].document]
    claims = [claim for document in extremes for claim in _telling(comparison, of, document)]
    return Sentence(ended("; ".join(parts)), tuple(claims))


def _in_order(ends: Scale, placed: Sequence[Placed]) -> str:
    if not 1 < len(placed) <= MOST_NAMED:
        return ""
    order = listed([f"{each.document.name} ({signed(each.value)})" for each in placed])
    return f"from “{ends.low}” to “{ends.high}” the order is {order}"


def _by_ends(ends: Scale, placed: Sequence[Placed]) -> str:
    lowest, highest = placed[0], placed[-1]
    if len(placed) == 1:
        return (
            f"{lowest.document.name} stands at {signed(lowest.value)} between “{ends.low}” (−2) and “{ends.high}” (+2)"
        )
    low = [each.document.name for each in placed if each.value == lowest.value]
    high = [each.document.name for each in placed if each.value == highest.value]
    if lowest.value == highest.value:
        return f"{do(low, 'stands', 'stand together')} at {signed(lowest.value)} between “{ends.low}” and “{ends.high}”"
    first = f"{do(low, 'stands', 'stand')} nearest to “{ends.low}”, at {signed(lowest.value)}"
    between = [each for each in placed if lowest.value < each.value < highest.value]
    told = f"{first}, and {who(high)} nearest to “{ends.high}”, at {signed(highest.value)}"
    if not between or len(between) > MOST_NAMED:
        return told
    named = listed([f"{each.document.name} ({signed(each.value)})" for each in between])
    return f"{told}, with {named} between"


def _telling(comparison: ThemeComparison, of: Matrix, document: Document) -> Sequence[str]:
    """Return a claim behind the strongest of a document's positions that count on the scale."""
    directed = {proposition.id for proposition in comparison.theme.directed}
    held = [
        position
        for proposition, position in of.positions[document.id].items()
        if proposition in directed and position.stance and position.claims
    ]
    strongest = max(held, key=lambda position: abs(position.stance or 0), default=None)
    return strongest.claims[:1] if strongest else ()
