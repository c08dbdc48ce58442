"""Work done by several processes, whatever becomes of them."""

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Sequence
from multiprocessing import active_children
from pathlib import Path

import pytest

from policylens.work.processes import AT_ONCE, done_by

from .jobs import Dying, Refusing, blocked_in, done_in, doubled

MANY = range(10 * AT_ONCE + 3)


FORKED = sys.platform == "linux" and threading.active_count() == 1


def test_it_holds_both_where_processes_are_forked_and_where_they_are_started_anew() -> None:
    """The tests of this file in a process of their own: with one thread, or with another beside it."""
    other = [] if not FORKED else ["-p", "work.beside"]
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:xdist", "-p", "no:cacheprovider", *other, __file__]
    done = subprocess.run(
        [*command, "-k", "not both_where", "--rootdir", str(Path(__file__).parents[2])],
        cwd=Path(__file__).parents[1],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout
    assert " passed" in done.stdout


@pytest.mark.skipif(sys.platform != "linux", reason="only on Linux processes are forked")
def test_processes_are_forked_where_there_is_no_other_thread() -> None:
    with done_by(2, doubled, MANY):
        ways = {type(process).__name__ for process in active_children()}
    assert ways == {"ForkProcess" if FORKED else "SpawnProcess"}


def is_there(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True


@pytest.mark.parametrize("items", [[], [1], range(AT_ONCE), range(AT_ONCE + 1), MANY])
def test_every_item_is_done_once(items: Sequence[int]) -> None:
    with done_by(2, doubled, items) as made:
        assert sorted(made) == [2 * number for number in items]


def test_it_is_done_by_as_many_processes_as_are_asked_for_and_none_is_left() -> None:
    with done_by(3, done_in, MANY) as made:
        processes = {process for _, process in made}
    assert len(processes) <= 3
    assert os.getpid() not in processes
    assert not any(is_there(process) for process in processes)


@pytest.mark.parametrize("times", [1, 2, 3])
def test_what_a_killed_process_had_to_do_is_done_all_the_same(tmp_path: Path, times: int) -> None:
    """By the other, or where that is killed too, here."""
    for number in range(times):
        (tmp_path / str(number)).touch()
    job = Dying(5, os.getpid(), tmp_path)
    with done_by(2, job.doubled, MANY) as made:
        assert sorted(made) == [2 * number for number in MANY]
    left = len(list(tmp_path.iterdir()))
    assert max(0, times - 2) <= left < times, "the other may have done all else, and gone before it could be asked"


def test_an_error_is_raised_here_and_no_process_is_left() -> None:
    with pytest.raises(ValueError, match="17 cannot be doubled"), done_by(2, Refusing(17).doubled, MANY) as made:
        list(made)
    assert active_children() == []


def test_no_process_is_left_where_nobody_wants_the_rest() -> None:
    with done_by(2, done_in, MANY) as made:
        next(made)
        processes = [process.pid for process in active_children()]
    assert len(processes) == 2
    assert not any(process and is_there(process) for process in processes)


@pytest.mark.skipif(not hasattr(signal, "pthread_sigmask"), reason="this system has no way to keep a signal back")
def test_no_process_hears_ctrl_c_and_this_one_goes_on_hearing_it() -> None:
    with done_by(2, blocked_in, MANY) as made:
        assert all(signal.SIGINT in blocked for blocked in made)
    assert signal.SIGINT not in blocked_in(0)
