"""How documents stand to each other on a theme."""

from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import NamedTuple

from policylens.analysis.comparison import Matrix, ThemeComparison
from policylens.analysis.verdicts import Verdict
from policylens.model import Document, Scale
from policylens.render.sentences.parts import MOST_NAMED, Sentence, Teller, all_of, do, ended, joined, who
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
    few = _few(counts.get(Verdict.ONE_VOICE, 0), counts.get(Verdict.SILENT, 0))
    of = f"{number(read)} propositions"
    if not told:
        return Sentence(ended(f"of the {of}, {few}"))
    ways = {
        "the documents": f"the documents {listed(told)} of the {of}",
        "of the": f"of the {of} the documents {listed(told)}",
    }
    return Sentence(ended(joined(ways[teller.choose(list(ways))], few)))


def _few(one_voice: int, silent: int) -> str:
    """Return `two are addressed by a single document each and three by none`; "" if there are neither."""
    parts = []
    if one_voice:
        parts.append(
            "one is addressed by a single document"
            if one_voice == 1
            else f"{number(one_voice)} are addressed by a single document each"
        )
    if silent:
        verb = "" if one_voice else "is addressed " if silent == 1 else "are addressed "
        parts.append(f"{number(silent)} {verb}by none")
    return listed(parts)


def _all_alike(verdict: Verdict, read: int) -> str:
    """Return what is to be said where every proposition has the same verdict."""
    if verdict in _AMOUNTS:
        return f"the documents {_AMOUNTS[verdict]} {all_of(read)}"
    if verdict is Verdict.SILENT:
        any_ = {1: "the one proposition", 2: "either proposition"}.get(read, f"any of the {number(read)} propositions")
        return f"no document speaks on {any_}"
    each = "the one proposition" if read == 1 else f"each of the {number(read)} propositions"
    return f"{each} is addressed by a single document"


_AMOUNTS = {
    Verdict.AGREE: "agree on",
    Verdict.AGREE_IN_PART: "agree with reservations on",
    Verdict.LEAN: "lean together on",
    Verdict.DIVERGE: "diverge on",
    Verdict.UNCLEAR: "take no clear side on",
}


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
        parts.append(f"{_hanging(hanging, len(placed))} on one proposition")
    if without:
        little = "too little of the theme for a place"
        parts.append(do(without, f"addresses {little}", f"address {little}"))
    extremes = [placed[0].document, placed[-1].document] if len(placed) > 1 else [placed[0].document]
    claims = [claim for document in extremes for claim in _telling(comparison, of, document)]
    return Sentence(ended("; ".join(parts)), tuple(claims))


def _hanging(names: Sequence[str], placed: int) -> str:
    if len(names) == 1:
        return f"the place of {names[0]} hangs"
    return "each of these places hangs" if len(names) == placed else f"the places of {who(names)} each hang"


def _together(placed: Sequence[Placed]) -> list[tuple[str, list[str]]]:
    """Return the places as they are written, each with who stands there: of equal figures none comes before another."""
    return [
        (value, [each.document.name for each in there])
        for value, there in groupby(placed, key=lambda each: signed(each.value))
    ]


def _in_order(ends: Scale, placed: Sequence[Placed]) -> str:
    places = _together(placed)
    if len(places) == 1 or len(placed) > MOST_NAMED:
        return ""
    return f"from “{ends.low}” to “{ends.high}” the order is {_named(places)}"


def _named(places: Sequence[tuple[str, list[str]]]) -> str:
    """Return `A (−1), B and C (both +1) and D (+2)`."""
    all_ = {1: "", 2: "both "}
    return listed([f"{listed(names)} ({all_.get(len(names), 'all ')}{value})" for value, names in places])


def _by_ends(ends: Scale, placed: Sequence[Placed]) -> str:
    places = _together(placed)
    (low, lowest), (high, highest) = places[0], places[-1]
    if len(places) == 1:
        stand = do(lowest, "stands", "stand together")
        return f"{stand} at {low} on the scale from “{ends.low}” (−2) to “{ends.high}” (+2)"
    told = (
        f"on the scale from “{ends.low}” to “{ends.high}”, {do(lowest, 'stands')} lowest, at {low}, "
        f"and {who(highest)} highest, at {high}"
    )
    between = places[1:-1]
    if not between or sum(len(names) for _, names in between) > MOST_NAMED:
        return told
    return f"{told}, with {_named(between)} between"


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
