"""Documents in pairs: a triangle of how far each two agree, with the counts that this rests on."""

from collections.abc import Mapping, Sequence

from policylens.analysis.agreement import Pair
from policylens.model import Document
from policylens.render.charts.colours import FAINT, PAPER, STEPS, step
from policylens.render.charts.lettering import BOLD, shortened, width, wrapped
from policylens.render.charts.parts import MEDIUM, SMALL, Band, Spec, Values, at, label, panel, text, words
from policylens.render.charts.room import WORDED
from policylens.render.pages.crossref import score

MOST_CELLS = 30
"""With more documents than this the pairs are counted: no picture has room for a cell each."""

WIDE, NARROW = (128.0, 66.0), (38.0, 36.0)
"""How wide and high a cell is: with the counts, or without where there are more documents than `WORDED`."""

COUNTS = (
    "In each cell: the agreement; on how many propositions both are on the same side, on opposite sides, and at least "
    "one at 0 or mixed (same / opposite / neutral); over how many with a stance of both (shared); Krippendorff's α."
)

SHARED = "In each cell: the agreement, and over how many propositions with a stance of both."


def triangle(documents: Sequence[Document], pairs: Sequence[Pair]) -> Spec:
    """Return the panel of every pair, each where the row of one document and the column of the other meet."""
    names = max(width(document.name[:60], MEDIUM * BOLD) for document in documents)
    left = min(names + 10, 180)
    worded = len(documents) <= WORDED
    wide, high = WIDE if worded else NARROW
    across = Band("column", len(documents), left + 8, wide)
    down = Band("row", len(documents), (24 if worded else 4) - high, high)
    number = {document.id: place for place, document in enumerate(documents)}
    values = [_value(pair, number, worded=worded) for pair in pairs]
    layer = [*_cells(values, across, down, worded=worded), *_names(documents, across, down, left, worded=worded)]
    below = 4 if worded else min(names, 180) + 16
    return panel(max(across.end, 640), down.end + below, layer)


def _value(pair: Pair, number: Mapping[str, int], *, worded: bool) -> dict[str, object]:
    a, b = sorted((number[pair.a], number[pair.b]))
    share = pair.agreement
    value: dict[str, object] = {"row": b, "column": a, "step": -1 if share is None else step(share)}
    value["agreement"] = score(share)
    if not worded:
        return {**value, "shared": f"{pair.shared:,}"}
    value["counts"] = f"{pair.same} / {pair.opposite} / {pair.neutral}"
    shared = "nothing shared" if share is None else f"{pair.shared} shared, α {score(pair.alpha)}"
    return {**value, "shared": shared}


def _cells(values: Values, across: Band, down: Band, *, worded: bool) -> list[Spec]:
    here = (across.channel, down.channel)
    look: Spec = {"align": "center", "limit": across.step - 4}
    if worded:
        told = [
            words(values, *here, "agreement", fontSize=16, fontWeight="bold", dy=-17, **look),
            words(values, *here, "counts", dy=3, **look),
            words(values, *here, "shared", fontSize=SMALL, dy=20, **look),
        ]
    else:
        told = [
            words(values, *here, "agreement", fontSize=SMALL, fontWeight="bold", dy=-6, **look),
            words(values, *here, "shared", fontSize=SMALL - 1, dy=8, **look),
        ]
    return [shaded(values, {"x": here[0], "y": here[1]}), *map(shade_inked, told)]


def _names(documents: Sequence[Document], across: Band, down: Band, left: float, *, worded: bool) -> list[Spec]:
    """Return the names: of the rows at the left, of the columns where they begin, or below where they are narrow."""
    rows: Values = [{"row": n, "text": shortened(d.name, left, MEDIUM * BOLD)} for n, d in enumerate(documents) if n]
    cut = across.step - 6 if worded else 180
    columns: Values = [
        {"column": n, "row": n, "text": shortened(d.name, cut, MEDIUM * BOLD)} for n, d in enumerate(documents[:-1])
    ]
    look: Spec = {"fontWeight": "bold", "limit": cut + 4}
    beside = words(rows, at(left), down.channel, align="right", fontWeight="bold", limit=left)
    if worded:
        diagonal = words(columns, across.channel, down.channel, align="center", dy=down.step / 2 - 12, **look)
        return [beside, diagonal]
    return [beside, words(columns, across.channel, at(down.end + 8), angle=270, align="right", **look)]


def shaded(values: Values, encoding: Spec) -> Spec:
    """Return a layer of rectangles, the darker the higher the agreement."""
    mark = {"type": "rect", "stroke": PAPER, "strokeWidth": 2}
    return {"data": {"values": values}, "mark": mark, "encoding": {**encoding, "fill": _coloured(0)}}


def shade_inked(texts: Spec) -> Spec:
    """Return the layer of texts in the colours that can be read on their rectangles."""
    return {**texts, "encoding": {**texts["encoding"], "color": _coloured(1)}}


def _coloured(which: int) -> Spec:
    nothing = (PAPER, FAINT)
    scale = {"domain": [*range(-1, 10)], "range": [pair[which] for pair in (nothing, *STEPS)]}
    return {"field": "step", "type": "ordinal", "scale": scale, "legend": None}


def key(room: float, *, worded: bool) -> Spec:
    """Return the panel that explains the cells: the shades, and what stands in them."""
    across = Band("column", 10, 6, 28)
    values: Values = [{"column": number, "step": number} for number in range(10)]
    layer = [
        label("Agreement", 6, 8),
        shaded(values, {"x": across.channel, "y": at(18), "y2": at(34)}),
        *(label(f"{n / 10:g}", across.start + n * across.step, 43, align="center") for n in (0, 5, 10)),
    ]
    told = wrapped(COUNTS if worded else SHARED, 420, SMALL, most=4)
    layer.append(text(told, 330, 10, fontSize=SMALL))
    return panel(max(room, 760), 54, layer)
