"""Two documents along the propositions on which both speak: how far apart they stand on each."""

from collections.abc import Sequence

from policylens.analysis.crossref import Shared
from policylens.analysis.positions import Position
from policylens.model import Document
from policylens.render.charts.colours import FAINT, INK, PAPER, PLACE
from policylens.render.charts.heat_map import row_height, under
from policylens.render.charts.lettering import BOLD, shortened, wrapped
from policylens.render.charts.parts import (
    MEDIUM,
    SMALL,
    Band,
    Line,
    Spec,
    Values,
    across,
    at,
    label,
    panel,
    paragraphs,
    rules,
    text,
    words,
)
from policylens.render.charts.room import Room
from policylens.render.charts.tiles import inked, tiles
from policylens.render.signs import MEANINGS, SIGNS
from policylens.render.wording import marks, signed, stance_code

ROOM = Room(left=310, cell=0, middle=300, right=268)

COLUMN = 134
"""How wide the column of each document's positions is."""


def compared(title: str, rows: Sequence[Shared], a: Document, b: Document) -> Spec:
    """Return the panel of some propositions, with both documents' stances on each."""
    found = [wrapped(row.proposition.text, ROOM.left, MEDIUM) for row in rows]
    texts: Values = [{"row": number, "text": each} for number, each in enumerate(found)]
    down = Band("row", len(rows), 56, row_height(texts))
    axis = Line(-2, 2, ROOM.start + 16, ROOM.end - 16)
    layer = [
        text(title, 0, 10, fontSize=15, fontWeight="bold"),
        *_head(axis, down, (a, b)),
        *paragraphs(texts, at(0), down.channel),
        *_stances(rows, axis, down),
        *_positions([row.a for row in rows], 0, down),
        *_positions([row.b for row in rows], 1, down),
    ]
    return panel(ROOM.width, down.end + 2, layer)


def _head(axis: Line, down: Band, documents: tuple[Document, Document]) -> list[Spec]:
    """Return the names of the columns, with the mark of each document, and the lines of the table and the axis."""
    ticks: Values = [{"at": value, "text": signed(value)} for value in (-2, -1, 0, 1, 2)]
    here = axis.channel("at")
    top = down.start
    layer = [
        rules([{"row": number} for number in range(down.places)], under(down, ROOM.width)),
        rules(ticks, {"x": here, "y": at(top), "y2": at(down.end)}),
        across(top, 0, ROOM.width, color=FAINT),
        words(ticks, here, at(top - 10), fontSize=SMALL, align="center", color=FAINT),
        label("Proposition", 0, top - 10),
        label("against", axis.start - 10, top - 26),
        label("for", axis.end + 10, top - 26, align="right"),
    ]
    for which, document in enumerate(documents):
        middle = ROOM.after + COLUMN * (which + 0.5)
        name = shortened(document.name, COLUMN - 30, MEDIUM * BOLD)
        layer += [
            _mark([{}], which, {"x": at(ROOM.after + COLUMN * which + 10), "y": at(top - 14)}),
            text(name, middle + 8, top - 14, align="center", fontWeight="bold"),
        ]
    return layer


def _stances(rows: Sequence[Shared], axis: Line, down: Band) -> list[Spec]:
    """Return both marks on each line, the first within the second where they meet, and a line between them."""
    pairs = [(number, row.a.stance, row.b.stance) for number, row in enumerate(rows)]
    apart: Values = [{"row": n, "a": a, "b": b} for n, a, b in pairs if a is not None and b is not None and a != b]
    layer = []
    if apart:
        between = {"x": axis.channel("a"), "x2": {"field": "b"}, "y": down.channel}
        layer.append(rules(apart, between, color=PLACE, strokeWidth=2))
    for which in (1, 0):
        there: Values = [{"row": pair[0], "at": pair[which + 1]} for pair in pairs if pair[which + 1] is not None]
        if there:
            layer.append(_mark(there, which, {"x": axis.channel("at"), "y": down.channel}))
    return layer


def _mark(values: Values, which: int, encoding: Spec) -> Spec:
    """Return the marks of the first document, filled circles, or of the second, open squares around them."""
    look = (
        {"shape": "circle", "size": 70, "fill": INK, "stroke": INK},
        {"shape": "square", "size": 210, "fill": PAPER, "stroke": PLACE},
    )
    mark = {"type": "point", "strokeWidth": 2, "opacity": 1, **look[which]}
    return {"data": {"values": values}, "mark": mark, "encoding": encoding}


def _positions(positions: Sequence[Position], which: int, down: Band) -> list[Spec]:
    """Return a column of tiles with the signs of a document's positions."""
    values: Values = [
        {"row": number, "code": stance_code(position), "text": _told(position)}
        for number, position in enumerate(positions)
    ]
    start = ROOM.after + COLUMN * which
    place = {"x": at(start + 10), "x2": at(start + COLUMN - 4), "y": down.channel}
    told = words(values, at(start + COLUMN / 2 + 3), down.channel, align="center", limit=COLUMN - 18)
    return [tiles(values, place, stroke=PAPER, strokeWidth=1, height=24), inked(told)]


def _told(position: Position) -> str:
    key = stance_code(position)
    word = MEANINGS[key][0]
    mixed = f" {position.claims_for}:{position.claims_against}" if key == "mixed" else ""
    return f"{SIGNS[key]}{marks(position)} {word}{mixed}"
