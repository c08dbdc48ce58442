"""All themes at a glance: the scale of each, two side by side."""

from collections.abc import Iterator, Sequence
from math import ceil

from policylens.analysis.comparison import ThemeComparison
from policylens.model import Document
from policylens.render.charts.colours import FAINT
from policylens.render.charts.lettering import BOLD, lines, width, wrapped
from policylens.render.charts.parts import MEDIUM, SMALL, Spec, leading, side_by_side, text
from policylens.render.charts.places import scale
from policylens.render.charts.room import GAP, Room
from policylens.render.pages.comparison import verdict_counts

WIDE = 470.0
"""How wide each theme is, in pixels."""

RIGHT = 104


def overview(themes: Sequence[ThemeComparison], documents: Sequence[Document]) -> Iterator[Spec]:
    """Yield rows of two themes each: first those with a scale."""
    names = max((width(document.name[:40], MEDIUM) for document in documents), default=0)
    left = ceil(min(max(names, 60), 120))
    share = Room(left=left, cell=0, middle=WIDE - left - RIGHT - 2 * GAP, right=RIGHT)
    for there in (True, False):
        sort = [theme for theme in themes if (theme.theme.scale is not None) is there]
        for first in range(0, len(sort), 2):
            yield side_by_side([_theme(theme, documents, share) for theme in sort[first : first + 2]])


def _theme(theme: ThemeComparison, documents: Sequence[Document], share: Room) -> Spec:
    title = wrapped(theme.theme.title, WIDE, 14 * BOLD, most=2)
    counts = wrapped(verdict_counts(theme), WIDE, SMALL, most=2)
    below = 10 + lines(title) * leading(14)
    top = below + lines(counts) * leading(SMALL) + (18 if theme.theme.scale else 22)
    drawn = scale(theme, documents, share, top)
    heading = [
        text(title, 0, 10, fontSize=14, fontWeight="bold"),
        text(counts, 0, below, fontSize=SMALL, color=FAINT),
    ]
    return {**drawn, "layer": [*heading, *drawn["layer"]]}
