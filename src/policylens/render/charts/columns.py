"""Counts as columns over a scale of numbers."""

from policylens.render.charts.colours import INK, PAPER, PLACE
from policylens.render.charts.parts import SMALL, Line, Spec, Values, across, at, words


def columns(values: Values, axis: Line, top: float, bottom: float) -> list[Spec]:
    """Return a column for each value, `from` and `to` where on the axis, with its `number` above the middle (`at`)."""
    most = max((value["number"] for value in values), default=1)
    scale = {"domain": [0, most], "range": [bottom, top], "nice": False}
    up: Spec = {"field": "number", "type": "quantitative", "axis": None, "scale": scale}
    told: Values = [{"at": value["at"], "number": value["number"], "text": f"{value['number']:,}"} for value in values]
    mark = {"type": "rect", "fill": PLACE, "stroke": PAPER}
    encoding = {"x": axis.channel("from"), "x2": {"field": "to"}, "y": up, "y2": at(bottom)}
    return [
        {"data": {"values": values}, "mark": mark, "encoding": encoding},
        words(told, axis.channel("at"), up, fontSize=SMALL, align="center", baseline="bottom", dy=-2),
        across(bottom, axis.start, axis.end, color=INK),
    ]
