"""Propositions by how many documents hold each position, where there are too many documents for a column each."""

from collections import Counter
from collections.abc import Sequence

from policylens.analysis.comparison import PropositionComparison
from policylens.render.charts.bars import share_bars
from policylens.render.charts.heat_map import framed, propositions, row_height
from policylens.render.charts.parts import Band, Spec, panel
from policylens.render.charts.room import Room
from policylens.render.wording import code


def counted(rows: Sequence[PropositionComparison], room: Room) -> Spec:
    """Return the panel of some propositions with a bar of the documents' positions on each, and the verdict."""
    texts = propositions(rows, room)
    down = Band("row", len(rows), 40, row_height(texts))
    counts = [Counter(map(code, row.cells)) for row in rows]
    layer = [
        *framed(rows, texts, down, room),
        *share_bars(counts, down, room.start, room.end - 8),
    ]
    return panel(room.width, down.end + 2, layer)
