"""The axis from -2 to +2, on which stances and places are shown."""

from policylens.render.charts.colours import FAINT, INK
from policylens.render.charts.lettering import lines, wrapped
from policylens.render.charts.parts import SMALL, Line, Spec, Values, at, leading, rules, text, words
from policylens.render.wording import signed


def stances_axis(axis: Line, ends: tuple[str, str], top: float, bottom: float) -> tuple[list[Spec], float]:
    """Return the axis from `top` to `bottom`, with numbers and the names of its ends below, and where it all ends."""
    ticks: Values = [{"at": value, "text": signed(value)} for value in (-2, -1, 0, 1, 2)]
    here = axis.channel("at")
    half = (axis.end - axis.start) / 2 - 6
    low, high = (wrapped(end, half, SMALL, most=2) for end in ends)
    below = bottom + 26
    look = {"fontSize": SMALL}
    layer = [
        rules(ticks, {"x": here, "y": at(top), "y2": at(bottom)}),
        rules([{"at": 0}], {"x": here, "y": at(top), "y2": at(bottom)}, color=FAINT),
        words(ticks, here, at(bottom + 10), fontSize=SMALL, align="center", color=FAINT),
        text(low, axis.start - 6, below, color=INK, **look),
        text(high, axis.end + 6, below, align="right", color=INK, **look),
    ]
    return layer, below + max(lines(low), lines(high)) * leading(SMALL) - 4
