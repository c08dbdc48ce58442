"""Bars, parted by what is counted: against at the left, for at the right, the silent beyond."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from policylens.render.charts.colours import FAINT, LINE
from policylens.render.charts.lettering import width
from policylens.render.charts.parts import SMALL, Band, Line, Spec, Values, at, label, words
from policylens.render.charts.tiles import inked, tiles
from policylens.render.signs import SIGNS

ORDER = (
    "strongly against",
    "against",
    "mixed",
    "balanced",
    "for",
    "strongly for",
    "silent",
    "not coded",
)
"""From left to right: the sides as they stand on a scale, then those that take none."""


class Part(NamedTuple):
    """A part of a bar."""

    code: str
    """A key of `colours.CELLS`: its colour."""
    sign: str
    number: int
    """How many are counted; parts of none are not drawn."""
    size: float
    """How long it is, on the axis on which the bar lies."""


def shares(counts: Mapping[str, int]) -> list[Part]:
    """Return the parts of a bar of length 1: `counts` says how many there are of keys of `signs.SIGNS`."""
    all_ = sum(counts.values())
    return [Part(code, SIGNS[code], counts[code], counts[code] / all_) for code in ORDER if counts.get(code)]


def bars(rows: Sequence[Sequence[Part]], axis: Line, down: Band, **look: Any) -> list[Spec]:
    """Return the layers of a bar for each row, with how many there are in each part that has room for the number."""
    values = [value for row, parts in enumerate(rows) for value in _values(row, parts, axis)]
    encoding = {"x": axis.channel("from"), "x2": {"field": "to"}, "y": down.channel}
    told = [value for value in values if value["text"]]
    numbers = words(told, axis.channel("middle"), down.channel, fontSize=SMALL, align="center")
    return [tiles(values, encoding, stroke=LINE, strokeWidth=1, **look), inked(numbers)]


def _values(row: int, parts: Sequence[Part], axis: Line) -> Values:
    found: Values = []
    start = 0.0
    for part in parts:
        if part.number:
            end = start + part.size
            text = _fitting(part, axis.at(end) - axis.at(start))
            middle = (start + end) / 2
            found.append({"row": row, "code": part.code, "from": start, "to": end, "middle": middle, "text": text})
            start = end
    return found


def _fitting(part: Part, room: float) -> str:
    """Return the number with its sign, or without if there is no room for both; "" if there is none for either."""
    both, number = f"{part.sign} {part.number:,}", f"{part.number:,}"
    return next((text for text in (both, number) if width(text, SMALL) + 4 <= room), "")


def share_bars(counts: Sequence[Mapping[str, int]], down: Band, start: float, end: float) -> list[Spec]:
    """Return the layers of bars of one length, each parted as its row is counted, with what they are above them."""
    axis = Line(0, 1, start, end)
    ticks: Values = [{"at": share, "text": f"{share:.0%}"} for share in (0, 0.25, 0.5, 0.75, 1)]
    return [
        words(ticks, axis.channel("at"), at(down.start - 10), fontSize=SMALL, align="center", color=FAINT),
        label("Share of the documents", (start + end) / 2, down.start - 26, align="center"),
        *bars([*map(shares, counts)], axis, down, height={"band": 0.62}),
    ]
