"""The same work on many things: here, or on all cores where there are many."""

import os

import pytest

from policylens.watch import ENOUGH
from policylens.work.spread import spread

from .jobs import done_in

needs_cores = pytest.mark.skipif(
    len(os.sched_getaffinity(0)) < 2 if hasattr(os, "sched_getaffinity") else (os.cpu_count() or 1) < 2,
    reason="this machine has one core",
)


def test_few_are_done_here() -> None:
    with spread(done_in, range(ENOUGH - 1)) as made:
        assert list(made) == [(number, os.getpid()) for number in range(ENOUGH - 1)]


@needs_cores
def test_many_are_done_by_other_processes() -> None:
    with spread(done_in, range(ENOUGH)) as made:
        found = sorted(made)
    assert [number for number, _ in found] == list(range(ENOUGH))
    assert os.getpid() not in {process for _, process in found}


@pytest.mark.skipif(not hasattr(os, "sched_setaffinity"), reason="this system keeps no process to a core")
def test_on_one_core_many_are_done_here() -> None:
    before = os.sched_getaffinity(0)
    os.sched_setaffinity(0, [min(before)])
    try:
        with spread(done_in, range(ENOUGH)) as made:
            assert {process for _, process in made} == {os.getpid()}
    finally:
        os.sched_setaffinity(0, before)
