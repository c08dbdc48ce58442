"""Tiles: rectangles in the colour of what they say, with its sign; and what explains them."""

from collections.abc import Sequence
from typing import Any

from policylens.analysis.positions import Cell
from policylens.render.charts.colours import CELLS, LINE, PAPER
from policylens.render.charts.lettering import wrapped
from policylens.render.charts.parts import SMALL, Band, Spec, Values, at, panel, paragraphs, words
from policylens.render.signs import SIGNS
from policylens.render.wording import used_signs

Entry = tuple[str, str, str]
"""What a legend explains: a key of `CELLS`, the sign on the tile, and what it means."""


def tiles(values: Values, encoding: Spec, **look: Any) -> Spec:
    """Return a layer of rectangles, set apart by white lines, each in the colour of its `code`."""
    mark = {"type": "rect", "stroke": PAPER, "strokeWidth": 2, **look}
    return {"data": {"values": values}, "mark": mark, "encoding": {**encoding, "fill": _coloured(0)}}


def inked(texts: Spec) -> Spec:
    """Return the layer of texts in the colours that can be read on their tiles."""
    return {**texts, "encoding": {**texts["encoding"], "color": _coloured(1)}}


def _coloured(which: int) -> Spec:
    """Return how a mark is encoded that has the fill (0) or the ink (1) of its `code`."""
    scale = {"domain": [*CELLS], "range": [pair[which] for pair in CELLS.values()]}
    return {"field": "code", "type": "nominal", "scale": scale, "legend": None}


def explained(cells: Sequence[Cell], *, marks: bool = True) -> list[Entry]:
    """Return what a legend explains of these cells: the signs that stand in them, with their `marks` or without."""
    codes = {sign: code for code, sign in SIGNS.items()}
    used = [(codes[sign], sign, told) for sign, told in used_signs(cells)]
    return [(code if code in CELLS else "silent", sign, told) for code, sign, told in used if marks or code in CELLS]


def legend(entries: Sequence[Entry], width: float) -> Spec:
    """Return the panel that explains tiles, in two columns."""
    half, each = width / 2, max((len(entries) + 1) // 2, 1)
    down = Band("row", each, 4, 28)
    values: Values = [
        {"row": number % each, "code": code, "sign": sign, "text": wrapped(told, half - 60, SMALL, most=2)}
        for number, (code, sign, told) in enumerate(entries)
    ]
    layer = [part for side in (0, 1) for part in _column(values[side * each : (side + 1) * each], side * half, down)]
    return panel(width, down.end, layer)


def _column(values: Values, start: float, down: Band) -> list[Spec]:
    if not values:
        return []
    signs = words(values, at(start + 17), down.channel, "sign", align="center", fontWeight="bold")
    swatch = {"x": at(start), "x2": at(start + 34), "y": down.channel}
    return [
        tiles(values, swatch, stroke=LINE, strokeWidth=1, height=20),
        inked(signs),
        *paragraphs(values, at(start + 44), down.channel, fontSize=SMALL),
    ]
