"""How far the work is: a bar on standard error, on a terminal only."""

import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from policylens.watch import NOBODY, T, Watch

if TYPE_CHECKING:
    from rich.progress import Progress


class _Bars(Watch):
    """Draws a bar for each piece of work."""

    def __init__(self, bars: "Progress") -> None:
        self._bars = bars

    def over(self, what: str, items: Iterable[T], total: int) -> Iterable[T]:
        """Return the items; the bar moves as they are taken."""
        return self._bars.track(items, total=total, description=what)


@contextmanager
def progress() -> Iterator[Watch]:
    """Give what shows how far the work is; the bars are gone in the end."""
    if not sys.stderr.isatty() or os.environ.get("TERM") == "dumb":
        yield NOBODY
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn

    columns = (TextColumn("{task.description}", markup=False), BarColumn(), TaskProgressColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bars:
        yield _Bars(bars)
