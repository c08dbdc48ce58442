"""Themes' scales: the documents' places from -2 to +2, with the propositions that each rests on."""

from collections import Counter
from collections.abc import Sequence
from math import floor
from typing import NamedTuple

from policylens.analysis.comparison import ThemeComparison
from policylens.analysis.scales import Place
from policylens.model import Document
from policylens.render.charts.axis import stances_axis
from policylens.render.charts.colours import FAINT, PAPER, PLACE
from policylens.render.charts.columns import columns
from policylens.render.charts.lettering import shortened, wrapped
from policylens.render.charts.parts import (
    MEDIUM,
    SMALL,
    Band,
    Line,
    Spec,
    Values,
    at,
    label,
    panel,
    text,
    words,
)
from policylens.render.charts.room import Room
from policylens.render.scale import place_short
from policylens.render.wording import count

MOST_NAMED = 12
"""With more documents than this their places are counted in steps of the scale, and not named."""

STEP = 0.25
"""How wide a step is in which places are counted."""

HIGH = 110.0
"""How high the columns are that count places, in pixels."""

WIDEST = 480
"""The length of a scale, in pixels, however much room there is."""

NO_SCALE = "This theme has no scale: a mean over its propositions would mean nothing."

PLACE_IS = (
    "A place on a scale is the mean of a document's stances on the propositions that count there, turned so that +2 is "
    "the right-hand end. With a stance on fewer than two of three of them it has none."
)

BRACKETS = "In brackets: on how many of them it has a stance."

HANGS = "An open circle and ~: its sign or rank hangs on one proposition."

COUNTED = f"Places are counted in steps of {STEP}."


def note_on(themes: Sequence[ThemeComparison]) -> str:
    """Return what there is to say below scales: what a place is, and what the marks mean; "" where there is none."""
    places = [place for theme in themes for place in theme.places]
    if not places:
        return ""
    many = any(len(theme.places) > MOST_NAMED for theme in themes)
    hangs = any(place.sign_hangs or place.rank_hangs for place in places)
    return " ".join([PLACE_IS, COUNTED if many else BRACKETS, *([HANGS] if hangs and not many else [])])


class _Shown(NamedTuple):
    """What the panel of a scale is drawn from."""

    places: Sequence[Place]
    documents: Sequence[Document]
    ends: tuple[str, str]
    axis: Line
    room: Room
    top: float
    """Where it begins, in pixels from the panel's upper edge."""


def scale(comparison: ThemeComparison, documents: Sequence[Document], room: Room, top: float = 24) -> Spec:
    """Return the panel of a theme's scale, which begins `top` pixels below the panel's upper edge."""
    ends = comparison.theme.scale
    if ends is None:
        return panel(room.width, top - 6, [text(wrapped(NO_SCALE, room.width, MEDIUM), 0, top - 16, color=FAINT)])
    room = room._replace(middle=min(room.middle, WIDEST))
    axis = Line(-2, 2, room.start + 8, room.end - 8)
    shown = _Shown(comparison.places, documents, (ends.low, ends.high), axis, room, top)
    layer, height = _counted(shown) if len(documents) > MOST_NAMED else _named(shown)
    return panel(room.width, height, [label("Place on the scale", 0, top - 12), *layer])


def _named(shown: _Shown) -> tuple[list[Spec], float]:
    """Return a row for each document, with its place on it and in words, and how high all is."""
    axis, room = shown.axis, shown.room
    down = Band("row", len(shown.documents), shown.top, 20)
    names: Values = [{"row": n, "text": shortened(d.name, room.left, MEDIUM)} for n, d in enumerate(shown.documents)]
    values = [_value(row, place) for row, place in enumerate(shown.places)]
    axes, height = stances_axis(axis, shown.ends, down.start, down.end)
    layer = [
        *axes,
        label("Mean (propositions)", room.after, shown.top - 12),
        words(names, at(room.left), down.channel, align="right", limit=room.left),
        *_marks([value for value in values if "place" in value], axis, down),
        words(values, at(room.after), down.channel, fontSize=SMALL, color=FAINT),
    ]
    return layer, height


def _value(row: int, place: Place) -> dict[str, object]:
    value: dict[str, object] = {"row": row, "text": place_short(place)}
    if place.value is not None:
        value |= {"place": place.value, "hangs": place.sign_hangs or place.rank_hangs}
    return value


def _marks(values: Values, axis: Line, down: Band) -> list[Spec]:
    """Return a circle for each place, and an open one where it hangs on one proposition."""
    layers = []
    for hangs, fill in ((False, PLACE), (True, PAPER)):
        there = [value for value in values if value["hangs"] is hangs]
        if there:
            mark = {"type": "circle", "size": 95, "opacity": 1, "fill": fill, "stroke": PLACE, "strokeWidth": 2}
            encoding = {"x": axis.channel("place"), "y": down.channel}
            layers.append({"data": {"values": there}, "mark": mark, "encoding": encoding})
    return layers


def _counted(shown: _Shown) -> tuple[list[Spec], float]:
    """Return a column of how many documents have their place in each step of the scale, and how high all is."""
    axis, room, bottom = shown.axis, shown.room, shown.top + HIGH
    steps = Counter(floor(place.value / STEP + 0.5) for place in shown.places if place.value is not None)
    values: Values = [
        {"from": (step - 0.5) * STEP, "to": (step + 0.5) * STEP, "at": step * STEP, "number": number}
        for step, number in sorted(steps.items())
    ]
    axes, height = stances_axis(axis, shown.ends, bottom, bottom)
    told = wrapped(places_told(shown.places), room.right, SMALL, most=7)
    layer = [
        *columns(values, axis, shown.top + 16, bottom),
        *axes,
        label("documents", room.left, shown.top + HIGH / 2, align="right"),
        text(told, room.after, shown.top + 8, fontSize=SMALL, color=FAINT),
    ]
    return layer, height


def places_told(places: Sequence[Place]) -> str:
    """Say how many documents have a place, and why the others have none."""
    placed = sum(place.value is not None for place in places)
    unread = sum(place.not_coded for place in places)
    few = len(places) - placed - unread
    parts = [f"{placed:,} of {count(len(places), 'document')} have a place"]
    parts += [f"{few:,} have too few stances"] if few else []
    parts += [f"{unread:,} are not coded"] if unread else []
    return "; ".join(parts) + "."
