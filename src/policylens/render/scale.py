"""A theme's scale with the documents on it, told in words."""

from collections.abc import Iterator, Sequence

from policylens.analysis.comparison import ThemeComparison
from policylens.analysis.scales import Place
from policylens.model import Document
from policylens.render.drawing import MOST_LABELLED
from policylens.render.many import is_many
from policylens.render.page import ScaleLine, ScaleMark
from policylens.render.wording import count, listed, signed

_UNIT = " propositions"


def place_words(place: Place) -> str:
    """Write a place: its value, on how many of how many propositions it rests, and what it hangs on."""
    of = f"{place.addressed} of {place.of}"
    mixed = f", {place.mixed} mixed" if place.mixed else ""
    if place.not_coded:
        return "Not coded."
    if place.value is None:
        return f"No place on the scale: it has a stance on {of} propositions{mixed}."
    hangs = [word for word, there in (("sign", place.sign_hangs), ("rank", place.rank_hangs)) if there]
    mark = f"; its {listed(hangs)} {'hang' if len(hangs) == 2 else 'hangs'} on one proposition" if hangs else ""
    return f"{signed(place.value)} on the scale ({of} propositions{mixed}){mark}."


def place_short(place: Place, unit: str = "") -> str:
    """Write a place as shortly as it can be said: `−1.3 (6 of 6)`, with `~` where its sign or rank hangs on one.

    In brackets, on how many of the scale's propositions it rests; `unit` says there what is counted.
    """
    if place.not_coded:
        return "not coded"
    of = f"({place.addressed} of {place.of}{unit})"
    if place.value is None:
        return f"no place {of}"
    return f"{signed(place.value)}{'~' if place.sign_hangs or place.rank_hangs else ''} {of}"


def _has(place: Place) -> bool:
    return place.value is not None


def scale_line(comparison: ThemeComparison, documents: Sequence[Document]) -> ScaleLine:
    """Return the block of a theme's scale with these documents on it."""
    ends = comparison.theme.scale
    pairs = zip(comparison.places, documents, strict=False)
    return ScaleLine(
        low=ends.low if ends else "",
        high=ends.high if ends else "",
        marks=tuple(ScaleMark(d.name, place.value) for place, d in pairs if place.value is not None) if ends else (),
        legend=legend(comparison, documents),
        told=legend(comparison, documents, beside_drawing=False),
    )


def legend(comparison: ThemeComparison, documents: Sequence[Document], *, beside_drawing: bool = True) -> str:
    """Write each document with its place, lowest first, and explain the signs.

    Beside a drawing the ends alone are written where there are many documents.
    """
    if comparison.theme.scale is None:
        return "This theme has no scale: a mean over its propositions would mean nothing."
    if is_many(comparison.places):
        return " ".join(spread(comparison.places, beside_drawing=beside_drawing))
    hangs = any(place.sign_hangs or place.rank_hangs for place in comparison.places)
    mark = " ~ Its sign or rank hangs on one proposition." if hangs else ""
    return _placed(comparison, documents, beside_drawing) + "." + mark


def _placed(comparison: ThemeComparison, documents: Sequence[Document], beside_drawing: bool) -> str:
    pairs = list(zip(comparison.places, documents, strict=False))
    placed = sorted((p for p in pairs if _has(p[0])), key=lambda pair: (float(pair[0].value or 0), pair[1].name))
    others = [pair for pair in pairs if not _has(pair[0])]
    few = len(pairs) <= MOST_LABELLED or not beside_drawing
    if len(placed) <= MOST_LABELLED or not beside_drawing:  # as the drawing names them
        named = [*placed, *others] if few else placed
        # the first brackets say what is counted, the others need not
        first = next((place for place, _ in named if not place.not_coded), None)
        parts = [f"{d.name} {place_short(place, _UNIT if place is first else '')}" for place, d in named]
    else:
        parts = [f"{count(len(placed), 'document')} placed, as the digits on the line count them, # for ten or more"]
        (low, lowest), (high, highest) = placed[0], placed[-1]
        parts.append(f"lowest {lowest.name} {place_short(low, _UNIT)}")
        parts.append(f"highest {highest.name} {place_short(high)}")
    if others and not few:
        parts.append(f"{len(others)} without a place")
    return "; ".join(parts)


def by_place(comparison: ThemeComparison, documents: Sequence[Document]) -> list[tuple[Document, Place]]:
    """Return the documents that have a place, lowest first, of the same place first those with more stances."""
    pairs = [(d, place) for place, d in zip(comparison.places, documents, strict=True) if place.value is not None]
    return sorted(pairs, key=lambda pair: (pair[1].value or 0.0, -pair[1].addressed, pair[0].name))


def spread(places: Sequence[Place], *, beside_drawing: bool = True) -> Iterator[str]:
    """Say of many documents how many have a place, within which places half of them are, and what the others lack."""
    values = sorted(place.value for place in places if place.value is not None)
    if not values:
        yield f"None of {count(len(places), 'document')} has a place."
    else:
        yield (
            f"{len(values):,} of {count(len(places), 'document')} have a place, from {signed(values[0])} to "
            f"{signed(values[-1])}; {_middle(values)}."
        )
    unread = sum(place.not_coded for place in places)
    few = len(places) - len(values) - unread
    if few:
        yield f"{few:,} {'has' if few == 1 else 'have'} too few stances for one."
    if unread:
        yield f"{unread:,} {'has' if unread == 1 else 'have'} not been read for this theme."
    if beside_drawing and len(values) > MOST_LABELLED:
        yield _HOW_DRAWN if is_many(values) else _HOW_MARKED


_HOW_DRAWN = "The numbers above the line are of the documents around each half point."

_HOW_MARKED = "The digits on the line count them, # for ten or more."


def _middle(values: Sequence[float]) -> str:
    """Say where the median of ordered values is, and between which of them half of them are."""
    last = len(values) - 1
    middle = signed((values[last // 2] + values[(last + 1) // 2]) / 2)
    low, high = signed(values[last // 4]), signed(values[3 * last // 4])
    return f"the median is {middle}" + (f", and half of them are from {low} to {high}" if low != high else "")
