"""Where many documents begin, and how many of them are still shown one by one."""

from collections.abc import Sized

MOST_SHOWN = 40
"""More documents than this, or pairs of them, are counted, and those at the ends shown.

So many lines are on a page of paper or in a tall window, where they can still be seen at once; and no picture has room
for more columns.
"""

TOP = 10
"""So many are shown at an end where nothing else is asked for: both ends of a list fit on the least of terminals."""

FEW_TOP = 3
"""And so many where they are named in a sentence."""


def is_many(documents: Sized) -> bool:
    """Return whether there are too many to be shown one by one."""
    return len(documents) > MOST_SHOWN


def ends(there: int, top: int | None) -> int | None:
    """Return how many of `there` are shown of either end, of which `top` are asked for; None if all are shown.

    All are shown where they are not many and no number is asked for, with 0, and where both ends are all.
    """
    if top is None:
        return TOP if there > MOST_SHOWN else None
    return top if 0 < 2 * top < there else None


def first(there: int, top: int | None, default: int = TOP) -> int:
    """Return how many of `there` are shown of a list, of which `top` are asked for; 0 asks for all."""
    if top is None:
        return default if there > MOST_SHOWN else there
    return min(top, there) if top else there
