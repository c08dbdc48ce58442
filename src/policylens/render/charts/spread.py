"""Very many pairs of documents: how many agree how far."""

from collections.abc import Sequence

from policylens.render.charts.colours import FAINT
from policylens.render.charts.columns import columns
from policylens.render.charts.parts import SMALL, Line, Spec, Values, at, label, panel, words

AXIS = Line(0, 1, 60, 720)

TOP, BOTTOM = 40.0, 240.0


def spread(classes: Sequence[int]) -> Spec:
    """Return the panel of how many pairs agree how far: in classes of agreement of the same width, from 0 to 1."""
    steps = len(classes)
    values: Values = [
        {"from": n / steps, "to": (n + 1) / steps, "at": (n + 0.5) / steps, "number": many}
        for n, many in enumerate(classes)
        if many
    ]
    ticks: Values = [{"at": n / 10, "text": f"{n / 10:g}"} for n in range(11)]
    layer = [
        label("pairs", AXIS.start - 12, (TOP + BOTTOM) / 2, align="right"),
        *columns(values, AXIS, TOP, BOTTOM),
        words(ticks, AXIS.channel("at"), at(BOTTOM + 12), fontSize=SMALL, align="center", color=FAINT),
        label("Agreement", (AXIS.start + AXIS.end) / 2, BOTTOM + 30, align="center"),
    ]
    return panel(760, BOTTOM + 38, layer)
