"""Very many pairs of documents: how many agree how far."""

from collections import Counter
from collections.abc import Sequence

from policylens.analysis.agreement import Pair
from policylens.render.charts.colours import FAINT
from policylens.render.charts.columns import columns
from policylens.render.charts.parts import SMALL, Line, Spec, Values, at, label, panel, words

AXIS = Line(0, 1, 60, 720)

TOP, BOTTOM = 40.0, 240.0

STEPS = 20
"""In how many steps of agreement the pairs are counted, from 0 to 1."""


def spread(pairs: Sequence[Pair]) -> Spec:
    """Return the panel of how many pairs agree how far."""
    shares = [pair.agreement for pair in pairs if pair.agreement is not None]
    counts = Counter(min(int(share * STEPS + 1e-9), STEPS - 1) for share in shares)
    values: Values = [
        {"from": n / STEPS, "to": (n + 1) / STEPS, "at": (n + 0.5) / STEPS, "number": counts[n]} for n in sorted(counts)
    ]
    ticks: Values = [{"at": n / 10, "text": f"{n / 10:g}"} for n in range(11)]
    layer = [
        label("pairs", AXIS.start - 12, (TOP + BOTTOM) / 2, align="right"),
        *columns(values, AXIS, TOP, BOTTOM),
        words(ticks, AXIS.channel("at"), at(BOTTOM + 12), fontSize=SMALL, align="center", color=FAINT),
        label("Agreement", (AXIS.start + AXIS.end) / 2, BOTTOM + 30, align="center"),
    ]
    return panel(760, BOTTOM + 38, layer)
