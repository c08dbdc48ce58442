"""Groups of documents: a bar for each group and proposition, parted by what its documents hold."""

from collections.abc import Sequence

from policylens.analysis.groups import Distribution, Grouped
from policylens.render.charts.bars import share_bars
from policylens.render.charts.colours import FAINT
from policylens.render.charts.lettering import lines, shortened, wrapped
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
    leading,
    panel,
    paragraphs,
    rules,
    words,
)
from policylens.render.charts.room import Room
from policylens.render.charts.tiles import Entry

ROOM = Room(left=440, cell=0, middle=400, right=0)

NAMES = 200
"""How much of the left is for the names of the groups."""

MOST_GROUPS = 12
"""Of more groups than this the largest are shown."""

ENTRIES: tuple[Entry, ...] = (
    ("for", "+", "for the proposition"),
    ("against", "−", "against it"),
    ("balanced", "±", "takes both sides explicitly"),
    ("mixed", "≠", "its claims take both sides, and nobody has judged between them"),
    ("silent", "·", "has been read for it and says nothing on it"),
    ("not coded", "□", "has not been read for it yet"),
)


def shown_groups(found: Grouped) -> list[str]:
    """Return the groups for which there is room, in their order: the largest, if there are too many."""
    largest = sorted(found.groups, key=lambda value: -len(found.groups[value]))[:MOST_GROUPS]
    return [value for value in found.groups if value in largest]


def distributions(found: Grouped, rows: Sequence[Distribution]) -> Spec:
    """Return the panel of some propositions with a bar for each group."""
    groups = shown_groups(found)
    texts = [wrapped(row.comparison.proposition.text, ROOM.left - NAMES - 20, MEDIUM) for row in rows]
    high = max(22.0 * len(groups), max(map(lines, texts)) * leading(MEDIUM)) + 12
    down = Band("row", len(rows) * len(groups), 40, high / len(groups))
    middle = Line(0, len(rows), down.start, down.end)
    told: Values = [{"at": number + 0.5, "text": each} for number, each in enumerate(texts)]
    counts = [row.counts[value] for row in rows for value in groups]
    layer = [
        label("Proposition", 0, down.start - 10),
        label("Group (documents)", ROOM.left - 10, down.start - 10, align="right"),
        across(down.start, 0, ROOM.width, color=FAINT),
        rules([{"at": n + 1} for n in range(len(rows))], {"x": at(0), "x2": at(ROOM.width), "y": middle.channel("at")}),
        *paragraphs(told, at(0), middle.channel("at")),
        words(_names(found, groups, len(rows)), at(ROOM.left - 10), down.channel, fontSize=SMALL, align="right"),
        *share_bars(counts, down, ROOM.start, ROOM.end - 16),
    ]
    return panel(ROOM.width, down.end + 2, layer)


def _names(found: Grouped, groups: Sequence[str], rows: int) -> Values:
    sizes = [f" ({len(found.groups[value]):,})" for value in groups]
    named = [
        shortened(value or "not given", NAMES - 40, SMALL) + size for value, size in zip(groups, sizes, strict=True)
    ]
    return [
        {"row": row * len(groups) + number, "text": each} for row in range(rows) for number, each in enumerate(named)
    ]
