"""One document held against each other one: on how many propositions they agree, diverge, and only one speaks."""

from collections.abc import Sequence

from policylens.analysis.agreement import Pair
from policylens.model import Document
from policylens.render.charts.bars import Part, bars
from policylens.render.charts.colours import FAINT
from policylens.render.charts.lettering import shortened
from policylens.render.charts.parts import MEDIUM, SMALL, Band, Line, Spec, Values, at, label, panel, rules, words
from policylens.render.charts.room import Room
from policylens.render.charts.tiles import Entry
from policylens.render.pages.crossref import score

ROOM = Room(left=140, cell=0, middle=430, right=230)

PARTS: dict[str, Entry] = {
    "opposite": ("against", "×", "opposite sides"),
    "neutral": ("balanced", "±", "both speak, at least one at 0 or mixed"),
    "same": ("for", "=", "same side"),
    "one_silent": ("silent", "·", "only one speaks, the other has been read and is silent"),
}
"""What is counted of a pair, from left to right, and the tile that stands for it."""


def against(pairs: Sequence[Pair], others: Sequence[Document]) -> Spec:
    """Return the panel of a document's pairs with the others, a bar of counted propositions for each."""
    most = max(sum(getattr(pair, part) for part in PARTS) for pair in pairs)
    axis = Line(0, max(most, 1), ROOM.start, ROOM.end - 8)
    down = Band("row", len(pairs), 24, 30)
    names: Values = [{"row": n, "text": shortened(d.name, ROOM.left, MEDIUM)} for n, d in enumerate(others)]
    scores: Values = [{"row": number, "text": _score(pair)} for number, pair in enumerate(pairs)]
    layer = [
        label("Held against", ROOM.left, 10, align="right"),
        label("Propositions", ROOM.start, 10),
        label("Agreement", ROOM.after, 10),
        words(names, at(ROOM.left), down.channel, align="right", limit=ROOM.left),
        *bars([*map(_parts, pairs)], axis, down, height=20),
        words(scores, at(ROOM.after), down.channel, fontSize=SMALL, color=FAINT),
        rules([{}], {"x": at(ROOM.start), "y": at(down.start), "y2": at(down.end)}, color=FAINT),
    ]
    return panel(ROOM.width, down.end, layer)


def _parts(pair: Pair) -> list[Part]:
    counts = ((getattr(pair, name), code, sign) for name, (code, sign, _) in PARTS.items())
    return [Part(code, sign, number, number) for number, code, sign in counts]


def _score(pair: Pair) -> str:
    if pair.agreement is None:
        return "nothing shared"
    return f"{score(pair.agreement)} over {pair.shared} shared, α {score(pair.alpha)}"
