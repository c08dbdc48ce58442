"""How the room of a picture is shared out: texts at the left, what is drawn in the middle, what it amounts to right."""

from typing import NamedTuple

from policylens.render.many import MOST_SHOWN

WORDED = 8
"""With more documents than this a cell of a heat map has its sign alone, and their names stand upright."""

MOST_COLUMNS = MOST_SHOWN
"""With more documents than this their positions are counted: no picture has room for a column each."""

GAP = 14


class Room(NamedTuple):
    """Where the columns of a picture stand, in pixels."""

    left: float
    """How wide the texts at the left are."""
    cell: float
    """How wide a document's column is; 0 where there is none."""
    middle: float
    """How wide all that is drawn may be."""
    right: float
    """How wide the texts at the right are."""

    @property
    def start(self) -> float:
        """Where the middle begins."""
        return self.left + GAP

    @property
    def end(self) -> float:
        """Where it ends."""
        return self.start + self.middle

    @property
    def after(self) -> float:
        """Where the texts at the right begin."""
        return self.end + GAP

    @property
    def width(self) -> float:
        """How wide it is altogether."""
        return self.after + self.right


def room(documents: int) -> Room:
    """Share out the room of a comparison of so many documents."""
    if documents > MOST_COLUMNS:
        return Room(left=290, cell=0, middle=440, right=150)
    if documents > WORDED:
        return Room(left=290, cell=30, middle=max(30 * documents, 330), right=150)
    cell = 112 if documents < 4 else 84 if documents < 7 else 76
    return Room(left=290, cell=cell, middle=max(cell * documents, 336), right=150)
