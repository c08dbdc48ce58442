"""The same work on many things: here, or on all cores where there are many."""

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Final, TypeVar

from policylens.watch import ENOUGH

MOST_PROCESSES: Final = 8

T = TypeVar("T")
Made = TypeVar("Made")


@contextmanager
def spread(job: Callable[[T], Made], items: Sequence[T]) -> Iterator[Iterable[Made]]:
    """Give what the job makes of each item, as it comes, in any order.

    The job must be one that can be sent to another process, as must be the items and what is made of them. Processes
    that are started for it are started at once, and gone in the end.
    """
    processes = min(_cores(), MOST_PROCESSES)
    if len(items) < ENOUGH or processes < 2:
        yield map(job, items)
        return
    from policylens.work.processes import done_by

    with done_by(processes, job, items) as made:
        yield made


def _cores() -> int:
    if hasattr(os, "sched_getaffinity"):  # what this process may use, not all that there are
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
