"""Telling how far the work is, for whoever wants to know."""

from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager, nullcontext
from typing import Final, TypeVar

T = TypeVar("T")


class Watch:
    """Tells somebody how far the work is; this one tells nobody."""

    def over(self, what: str, items: Iterable[T], total: int) -> Iterable[T]:
        """Return the items, which are about to be gone through; `what` says what is done with them."""
        del what, total
        return items


NOBODY: Final = Watch()

Watching = Callable[[], AbstractContextManager[Watch]]
"""Begins to show how far the work is."""

ENOUGH: Final = 48
"""So many documents are worth showing how far one is, or doing the work in several processes."""

READING: Final = "Reading documents"


def watched(watching: Watching | None, number: int) -> AbstractContextManager[Watch]:
    """Begin to show how far the work on so many documents is, if somebody wants to know and they are worth it."""
    return watching() if watching is not None and number >= ENOUGH else nullcontext(NOBODY)
