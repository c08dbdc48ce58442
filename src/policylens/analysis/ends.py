"""The highest of very many things, without keeping the others."""

from heapq import heappush, heapreplace
from typing import Generic, TypeVar

T = TypeVar("T", bound=tuple[float, ...])


class Highest(Generic[T]):
    """The highest of what has been offered, as many as are wanted."""

    def __init__(self, size: int) -> None:
        self._size = size
        self._kept: list[T] = []

    def offer(self, each: T) -> None:
        """Keep this one, if it is among the highest so far."""
        if len(self._kept) < self._size:
            heappush(self._kept, each)
        elif self._size and each > self._kept[0]:
            heapreplace(self._kept, each)

    def ordered(self) -> list[T]:
        """Return those that are kept, highest first."""
        return sorted(self._kept, reverse=True)
