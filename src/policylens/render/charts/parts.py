"""The parts of which charts are made: bands of places, texts, rectangles and lines, and panels of them.

All that comes from data stands in a specification as a value: never as the name of a field, in a scale's expression, or
anywhere else where Vega would evaluate it.
"""

from collections.abc import Sequence
from typing import Any, NamedTuple

from policylens.render.charts.colours import FAINT, INK, LINE
from policylens.render.charts.lettering import lines

Spec = dict[str, Any]
"""A part of a Vega-Lite specification."""

Values = list[dict[str, Any]]
"""What a mark is drawn for, each with its fields."""

APART = 36
"""Between panels side by side, in pixels."""

SMALL, MEDIUM, LARGE = 11, 12, 15
"""Sizes of letters, in pixels."""

LEADING = 1.2
"""From one line of a text to the next, in sizes of its letters."""


def leading(size: float) -> float:
    """Return how far it is from one line of a text to the next, in pixels."""
    return round(size * LEADING, 1)


class Band(NamedTuple):
    """Places of one size, numbered from 0 along an axis."""

    field: str
    """The field of a value that says in which place it stands."""
    places: int
    """How many there are."""
    start: float
    """Where the first begins, in pixels from the panel's corner."""
    step: float
    """The size of each."""

    @property
    def end(self) -> float:
        """Where the last ends."""
        return self.start + self.places * self.step

    @property
    def channel(self) -> Spec:
        """How a mark is encoded that stands in these places."""
        scale = {"domain": [*range(self.places)], "range": [self.start, self.end]}
        return {"field": self.field, "type": "ordinal", "scale": scale, "axis": None}


class Line(NamedTuple):
    """A scale of numbers along the x axis."""

    low: float
    high: float
    start: float
    """Where `low` stands, in pixels from the panel's corner."""
    end: float

    def channel(self, field: str) -> Spec:
        """How a mark is encoded that stands where a field says."""
        scale = {"domain": [self.low, self.high], "range": [self.start, self.end], "zero": False, "nice": False}
        return {"field": field, "type": "quantitative", "scale": scale, "axis": None}

    def at(self, value: float) -> float:
        """Return where a number stands, in pixels from the panel's corner."""
        return self.start + (self.end - self.start) * (value - self.low) / (self.high - self.low)


def at(pixels: float) -> Spec:
    """Return how a mark is encoded that stands in one place."""
    return {"value": pixels}


def panel(width: float, height: float, layer: Sequence[Spec]) -> Spec:
    """Return a panel of layers; its size is given, so that it hangs on no font."""
    return {"width": width, "height": height, "view": {"stroke": None}, "layer": [*layer]}


def side_by_side(panels: Sequence[Spec]) -> Spec:
    """Return a row of panels."""
    return {"hconcat": [*panels], "spacing": APART}


def width_of(part: Spec) -> float:
    """Return how wide a panel is, or a row of them."""
    if "hconcat" in part:
        return sum(width_of(each) + APART for each in part["hconcat"]) - APART
    return float(part["width"])


def words(values: Values, x: Spec, y: Spec, field: str = "text", **look: Any) -> Spec:
    """Return a layer of texts, each of one line."""
    mark = {"type": "text", "align": "left", "baseline": "middle", "fontSize": MEDIUM, "color": INK, **look}
    encoding = {"x": x, "y": y, "text": {"field": field, "type": "nominal"}}
    return {"data": {"values": values}, "mark": mark, "encoding": encoding}


def paragraphs(values: Values, x: Spec, y: Spec, field: str = "text", **look: Any) -> list[Spec]:
    """Return layers of texts of several lines, each centred on its place: one for each number of lines."""
    size = look.get("fontSize", MEDIUM)
    layers = []
    for number in sorted({lines(value[field]) for value in values}):
        there = [value for value in values if lines(value[field]) == number]
        up = (number - 1) * leading(size) / 2
        moved = {**look, "dy": look.get("dy", 0) - up, "lineBreak": "\n", "lineHeight": leading(size)}
        layers.append(words(there, x, y, field, **moved))
    return layers


def text(line: str, x: float, y: float, **look: Any) -> Spec:
    """Return a layer of one text, of one line or several."""
    broken: Spec = {"lineBreak": "\n", "lineHeight": leading(look.get("fontSize", MEDIUM))}
    return words([{"text": line}], at(x), at(y), **broken, **look)


def rules(values: Values, encoding: Spec, **look: Any) -> Spec:
    """Return a layer of straight lines."""
    return {
        "data": {"values": values},
        "mark": {"type": "rule", "color": LINE, "strokeWidth": 1, **look},
        "encoding": encoding,
    }


def across(height: float, start: float, end: float, **look: Any) -> Spec:
    """Return a level line."""
    return rules([{}], {"x": at(start), "x2": at(end), "y": at(height)}, **look)


def label(line: str, x: float, y: float, **look: Any) -> Spec:
    """Return the name of an axis or a column."""
    return text(line, x, y, **{"fontSize": SMALL, "color": FAINT, **look})
