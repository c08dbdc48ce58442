"""One proposition: each document's stance on it from -2 to +2, with what its position rests on."""

from collections.abc import Sequence

from policylens.analysis.comparison import PropositionComparison
from policylens.analysis.positions import Cell, Status
from policylens.model import Document
from policylens.render.charts.axis import stances_axis
from policylens.render.charts.colours import FAINT, PLACE
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
    paragraphs,
    rules,
    words,
)
from policylens.render.charts.room import Room
from policylens.render.charts.tiles import inked, tiles
from policylens.render.signs import MEANINGS, SIGNS
from policylens.render.wording import code, count, marks, position_words

ENDS = ("against the proposition", "for the proposition")

ROOM = Room(left=130, cell=0, middle=420, right=300)


def stances(row: PropositionComparison, documents: Sequence[Document]) -> Spec:
    """Return the panel of the documents' stances on a proposition; one without a stance is said, and not drawn."""
    axis = Line(-2, 2, ROOM.start + 20, ROOM.end - 20)
    down = Band("row", len(documents), 24, 34)
    values = [_value(number, cell) for number, cell in enumerate(row.cells)]
    names: Values = [{"row": n, "text": shortened(d.name, ROOM.left, MEDIUM)} for n, d in enumerate(documents)]
    axes, height = stances_axis(axis, ENDS, down.start, down.end)
    layer = [
        *axes,
        label("Document", ROOM.left, 12, align="right"),
        label("Position", ROOM.after, 12),
        words(names, at(ROOM.left), down.channel, align="right", limit=ROOM.left),
        *_drawn([value for value in values if "stance" in value], axis, down),
        *paragraphs(values, at(ROOM.after), down.channel, fontSize=SMALL, color=FAINT),
    ]
    return panel(ROOM.width, height, layer)


def _value(row: int, cell: Cell) -> dict[str, object]:
    key = code(cell)
    value: dict[str, object] = {"row": row, "code": key, "sign": SIGNS[key] + marks(cell.position)}
    if cell.position is None:
        return {**value, "text": MEANINGS[key][0]}
    told = position_words(cell.position)
    if cell.position.status is Status.CHARTED:  # else the words say already how many claims there are
        told += f"; {count(len(cell.position.claims), 'claim')}"
    value["text"] = wrapped(told, ROOM.right, SMALL, most=2)
    return value if cell.position.stance is None else {**value, "stance": cell.position.stance}


def _drawn(values: Values, axis: Line, down: Band) -> list[Spec]:
    """Return a tile at each stance, with a line to it from 0."""
    if not values:
        return []
    here = {"x": axis.channel("stance"), "y": down.channel}
    stem = {**here, "x2": at(axis.at(0))}
    signs = words(values, here["x"], here["y"], "sign", align="center", fontWeight="bold")
    return [
        rules(values, stem, color=PLACE, strokeWidth=2),
        tiles(values, here, width=34, height=22, stroke=PLACE, strokeWidth=1),
        inked(signs),
    ]
