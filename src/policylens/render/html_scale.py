"""A theme's scale as SVG in a page of HTML, once for broad screens and paper and once for narrow ones."""

import unicodedata
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from markupsafe import Markup

from policylens.render.drawing import MOST_LABELLED, STEP, steps
from policylens.render.many import is_many
from policylens.render.page import ScaleLine
from policylens.render.signs import safe

_LANE = 22
"""How high a row of names is, in the picture's units; at its full width these are pixels."""

_LETTER = 8.4
"""About how wide a letter is, from above; those of East Asia, and emoji, are twice as wide."""

_RADIUS = 5

_HIGHEST = 160
"""No heap of marks is higher than this; the marks of a higher one overlap."""


class _Space(NamedTuple):
    """How broad a picture is, and where the line is from -2 to 2."""

    width: float
    left: float

    @property
    def right(self) -> float:
        return self.width - self.left

    def at(self, value: float) -> float:
        return round(self.left + (value + 2) / 4 * (self.right - self.left), 1)


_SPACES = {"broad": _Space(640, 24), "narrow": _Space(328, 8)}
"""The two pictures, by the class by which the style shows the one or the other."""


def drawings(line: ScaleLine, title: str) -> list[Markup]:
    """Return both pictures of a theme's scale: the documents over a line from -2 to 2, its ends below.

    None where no document has a place. Many documents are counted by heaps of marks, not named.
    """
    if not line.marks:
        return []
    told = safe(f"{title}: scale from −2, {line.low}, to +2, {line.high}")
    return [_drawing(line, name, space, told) for name, space in _SPACES.items()]


def _drawing(line: ScaleLine, name: str, space: _Space, told: str) -> Markup:
    draw = _columns if is_many(line.marks) else _heaps if len(line.marks) > MOST_LABELLED else _names
    above = draw(line, space)
    ends = list(_ends(line, space, above.base + 22))
    return Markup("").join(
        [
            Markup('<svg class="{}" viewBox="0 0 {:g} {:g}" role="img" aria-label="{}">').format(
                name, space.width, ends[-1].y + 8, told
            ),
            *_axis(space, above.base),
            *above.drawn,
            *(end.drawn() for end in ends),
            Markup("</svg>"),
        ]
    )


class _Text(NamedTuple):
    words: str
    x: float
    y: float
    anchor: str
    style: str = ""

    def drawn(self) -> Markup:
        style = Markup(' class="{}"').format(self.style) if self.style else ""
        return Markup('<text{} x="{:g}" y="{:g}" text-anchor="{}">{}</text>').format(
            style, self.x, self.y, self.anchor, self.words
        )


def _line(x1: float, y1: float, x2: float, y2: float) -> Markup:
    return Markup('<line class="axis" x1="{:g}" y1="{:g}" x2="{:g}" y2="{:g}"/>').format(x1, y1, x2, y2)


def _mark(x: float, y: float) -> Markup:
    return Markup('<circle class="mark" cx="{:g}" cy="{:g}" r="{}"/>').format(x, y, _RADIUS)


def _axis(space: _Space, base: float) -> Iterator[Markup]:
    yield _line(space.left, base, space.right, base)
    for value in (-2, -1, 0, 1, 2):
        yield _line(space.at(value), base - 4, space.at(value), base + 4)


def _ends(line: ScaleLine, space: _Space, y: float) -> Iterator[_Text]:
    """Yield the words at both ends, on two rows if one has no room for them."""
    room = space.right - space.left
    low, high = (_fitted(safe(words), room) for words in (f"−2 {line.low}", f"{line.high} +2"))
    below = 18 if _width(low) + _width(high) + _LETTER > room else 0
    yield _Text(low, space.left, y, "start", "end")
    yield _Text(high, space.right, y + below, "end", "end")


def _fitted(words: str, room: float) -> str:
    """Return the words, cut short where they are broader than the room."""
    if _width(words) <= room:
        return words
    kept = ""
    for letter in words:
        if _width(kept + letter) + _LETTER > room:
            break
        kept += letter
    return kept.rstrip() + "…"


def _width(words: str) -> float:
    return _LETTER * sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in words)


class _Above(NamedTuple):
    """What stands on and above the line."""

    base: float
    """How far below the picture's upper edge the line is."""
    drawn: list[Markup]


class _Named(NamedTuple):
    """A mark's place, its name, the middle of the name, and in which row from below that stands."""

    x: float
    name: str
    middle: float
    lane: int


def _names(line: ScaleLine, space: _Space) -> _Above:
    """Draw a few marks, each with its name above it, in as many rows as keep the names apart."""
    placed = list(_lanes(line, space))
    base = _LANE * (1 + max(each.lane for each in placed)) + 14
    tops = [base - 12 - _LANE * each.lane for each in placed]
    lines = [_line(each.x, top + 3, each.x, base) for each, top in zip(placed, tops, strict=True)]
    marks = [_mark(each.x, base) for each in placed]
    # the names come last, so that no line to a higher one crosses them
    names = [_Text(each.name, each.middle, top, "middle").drawn() for each, top in zip(placed, tops, strict=True)]
    return _Above(base, [*lines, *marks, *names])


def _lanes(line: ScaleLine, space: _Space) -> Iterator[_Named]:
    """Yield each document with the lowest row in which its name has room."""
    ends: list[float] = []
    for mark in sorted(line.marks, key=lambda mark: (mark.value, mark.name)):
        name = _fitted(safe(mark.name), space.width)
        x, half = space.at(mark.value), _width(name) / 2
        middle = round(min(max(x, half), space.width - half), 1)
        lane = next((row for row, end in enumerate(ends) if end + _LETTER < middle - half), len(ends))
        ends[lane : lane + 1] = [middle + half]
        yield _Named(x, name, middle, lane)


def _heaps(line: ScaleLine, space: _Space) -> _Above:
    """Draw many marks, those of about the same place over one another."""
    broad = 2 * _RADIUS + 1
    heaps = Counter(round(space.at(mark.value) / broad) * broad for mark in line.marks)
    most = max(heaps.values())
    step = min(broad, _HIGHEST / most)
    base = round(step * (most - 1), 1) + broad + 1
    return _Above(base, [_mark(x, round(base - step * row, 1)) for x in sorted(heaps) for row in range(heaps[x])])


def _columns(line: ScaleLine, space: _Space) -> _Above:
    """Draw very many documents as a column around each half point, with how many it stands for above it."""
    counts = steps(line)
    most = max(counts)
    base = round(_HIGHEST / 2 + _LANE, 1)
    wide = (space.right - space.left) / len(counts) - 4
    drawn = []
    for step, many in enumerate(counts):
        if many:
            x, high = space.at(-2 + step * STEP), round(_HIGHEST / 2 * many / most, 1)
            left = min(max(x - wide / 2, 0), space.width - wide)
            bar = Markup('<rect class="mark" x="{:.1f}" y="{:g}" width="{:.1f}" height="{:g}"/>')
            drawn.append(bar.format(left, round(base - high, 1), wide, high))
            drawn.append(_Text(f"{many:,}", round(left + wide / 2, 1), round(base - high - 5, 1), "middle").drawn())
    return _Above(base, drawn)
