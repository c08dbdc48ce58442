"""The framework matrix as a heat map: propositions down, documents across, a sign and a colour in each cell."""

from collections.abc import Sequence
from math import ceil

from policylens.analysis.comparison import PropositionComparison
from policylens.analysis.positions import Cell
from policylens.analysis.verdicts import Verdict
from policylens.model import Document
from policylens.render.charts.colours import FAINT
from policylens.render.charts.lettering import BOLD, lines, shortened, width, wrapped
from policylens.render.charts.parts import (
    LARGE,
    MEDIUM,
    SMALL,
    Band,
    Spec,
    Values,
    across,
    at,
    label,
    leading,
    panel,
    paragraphs,
    rules,
    words,
)
from policylens.render.charts.room import WORDED, Room
from policylens.render.charts.tiles import inked, tiles
from policylens.render.signs import SIGNS
from policylens.render.wording import matrix_cell, of_how_many

HIGHEST_NAME = 120
"""How high the names of documents may stand above narrow columns, in pixels."""


def heat_map(rows: Sequence[PropositionComparison], documents: Sequence[Document], room: Room) -> Spec:
    """Return the panel of some propositions by documents, with the verdict beside each."""
    head = _head(documents, room)
    texts = propositions(rows, room)
    down = Band("row", len(rows), head, row_height(texts))
    columns = Band("column", len(documents), room.start, room.cell)
    cells = [_cell(row, column, cell) for row, each in enumerate(rows) for column, cell in enumerate(each.cells)]
    layer = [
        *framed(rows, texts, down, room),
        *_cells(cells, columns, down, worded=len(documents) <= WORDED),
        *_headings(documents, columns, head),
    ]
    return panel(room.width, down.end + 2, layer)


def propositions(rows: Sequence[PropositionComparison], room: Room) -> Values:
    """Return the propositions' sentences, each broken into the lines for which there is room."""
    found = [wrapped(row.proposition.text, room.left, MEDIUM) for row in rows]
    return [{"row": number, "text": each} for number, each in enumerate(found)]


def row_height(texts: Values) -> float:
    """Return how high every row is: the highest text fits into it, and two lines always."""
    return max(38.0, 8 + max((lines(each["text"]) for each in texts), default=1) * leading(MEDIUM))


def framed(rows: Sequence[PropositionComparison], texts: Values, down: Band, room: Room) -> list[Spec]:
    """Return what stands on both sides of what is drawn: the propositions, their verdicts, and lines between them."""
    top = down.start - 12
    return [
        rules([{"row": number} for number in range(down.places)], under(down, room.width)),
        across(down.start - 2, 0, room.width, color=FAINT),
        label("Proposition", 0, top),
        *paragraphs(texts, at(0), down.channel),
        label("Verdict", room.after, top),
        words(
            [{"row": number, "text": row.judgement.verdict.value} for number, row in enumerate(rows)],
            at(room.after),
            down.channel,
            fontWeight="bold",
            dy=-7,
        ),
        words(
            [{"row": number, "text": _speaking(row)} for number, row in enumerate(rows)],
            at(room.after),
            down.channel,
            fontSize=SMALL,
            color=FAINT,
            dy=8,
        ),
    ]


def under(down: Band, width: float) -> Spec:
    """Return how a line is encoded that runs under a row."""
    return {"x": at(0), "x2": at(width), "y": {**down.channel, "bandPosition": 1}}


def _cell(row: int, column: int, cell: Cell) -> dict[str, object]:
    shown = matrix_cell(cell)
    return {
        "row": row,
        "column": column,
        "code": shown.code,
        "sign": SIGNS[shown.code] + shown.marks,
        "word": shown.word,
    }


def _cells(values: Values, columns: Band, down: Band, *, worded: bool) -> list[Spec]:
    encoding = {"x": columns.channel, "y": down.channel}
    look = {"align": "center", "limit": columns.step - 2}
    sign = {"fontSize": LARGE, "dy": -6} if worded else {"fontSize": MEDIUM}
    signs = words(values, columns.channel, down.channel, "sign", fontWeight="bold", **sign, **look)
    told = [signs]
    if worded:
        told.append(words(values, columns.channel, down.channel, "word", fontSize=SMALL - 1, dy=10, **look))
    return [tiles(values, encoding), *map(inked, told)]


def _head(documents: Sequence[Document], room: Room) -> float:
    """Return how much room the names of the documents take above their columns."""
    if len(documents) <= WORDED:
        return 14 + 15 * max(lines(_broken(document, room.cell)) for document in documents)
    return 24 + min(HIGHEST_NAME, ceil(max(width(document.name[:100], MEDIUM * BOLD) for document in documents)))


def _broken(document: Document, room: float) -> str:
    return wrapped(document.name, room - 6, MEDIUM * BOLD, most=2)


def _headings(documents: Sequence[Document], columns: Band, head: float) -> list[Spec]:
    """Return the documents' names above their columns: upright where these are narrow."""
    if len(documents) <= WORDED:
        texts = [_broken(document, columns.step) for document in documents]
        values: Values = [{"column": number, "text": each} for number, each in enumerate(texts)]
        return paragraphs(values, columns.channel, at(head / 2), align="center", fontWeight="bold")
    texts = [shortened(document.name, head - 16, MEDIUM * BOLD) for document in documents]
    values = [{"column": number, "text": each} for number, each in enumerate(texts)]
    return [words(values, columns.channel, at(head - 8), angle=270, fontWeight="bold", limit=head - 12)]


def _speaking(row: PropositionComparison) -> str:
    if row.judgement.verdict is Verdict.NOT_CODED:
        return ""
    return of_how_many(row.judgement) + (", tentative" if row.judgement.tentative else "")
