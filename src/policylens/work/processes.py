"""Work done by several processes, any of which may be killed without harm.

Each has a pipe of its own, whose end tells that a process has gone: us that one of them was killed, as by a system
without memory, and them that we were. The pools of the standard library share a pipe, and wait for ever where one of
their processes is killed in the middle of an answer.
"""

import gc
import signal
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from multiprocessing import get_context, resource_tracker
from multiprocessing.connection import wait
from typing import Any, Final, TypeVar

AT_ONCE: Final = 8
"""So many items a process takes at a time."""

AHEAD: Final = 2
"""So many times that a process is given to do, so that it need not wait for us."""

Process = Any
"""One of those that `multiprocessing` starts, in one way or another."""

Pipe = Any
"""Our end of a pipe, on which lists of items go out and lists of what is made of them come back; its type is another on
Windows."""

T = TypeVar("T")
Made = TypeVar("Made")


@contextmanager
def done_by(processes: int, job: Callable[[T], Made], items: Sequence[T]) -> Iterator[Iterator[Made]]:
    """Give what the job makes of each item, in any order, by so many processes, which are gone in the end."""
    started: list[tuple[Process, Pipe]] = []
    try:
        with _unheard():
            for _ in range(processes):
                started.append(_started(job, [pipe for _, pipe in started]))
        yield _made([pipe for _, pipe in started], job, items)
    finally:
        for process, pipe in started:
            process.kill()
            process.join()
            pipe.close()


@contextmanager
def _unheard() -> Iterator[None]:
    """Keep Ctrl-C from processes that are started meanwhile: this one hears it, in the end of this, and ends them."""
    if not hasattr(signal, "pthread_sigmask"):  # on Windows
        yield
        return
    if not _may_fork():
        resource_tracker.ensure_running()  # would let it through again if it had to be started meanwhile
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _started(job: Callable[[Any], Any], others: Sequence[Pipe]) -> tuple[Process, Pipe]:
    """Start a process; `others` are our ends of the pipes of those before."""
    forked = _may_fork()
    context: Any = get_context("fork" if forked else "spawn")
    ours, theirs = context.Pipe()
    inherited = [ours, *others] if forked else []
    process = context.Process(target=_work, args=(job, theirs, inherited), daemon=True)
    process.start()
    theirs.close()  # or the pipe would not end with the process
    return process, ours


def _may_fork() -> bool:
    """Return whether a process can go on from where this one is, which has loaded all: far faster than anew.

    Not where there are other threads, which a fork would leave in the middle of what they do; and on macOS the
    libraries of the system have some.
    """
    return sys.platform == "linux" and threading.active_count() == 1


def _made(pipes: Sequence[Pipe], job: Callable[[T], Made], items: Sequence[T]) -> Iterator[Made]:
    """Yield what the processes make; what one had to do that has gone is done by another, or in the end here."""
    waiting = [items[place : place + AT_ONCE] for place in reversed(range(0, len(items), AT_ONCE))]
    given: dict[Pipe, list[Sequence[T]]] = {pipe: [] for pipe in pipes}
    for _ in range(AHEAD):
        for pipe in pipes:
            _hand(pipe, given[pipe], waiting)
    while busy := [pipe for pipe, parts in given.items() if parts]:
        ready: list[Pipe] = wait(busy)
        for pipe in ready:
            try:
                made = pipe.recv()
            except (EOFError, OSError):
                waiting += given.pop(pipe)
            else:
                given[pipe].pop(0)
                _hand(pipe, given[pipe], waiting)
                yield from made
    for part in waiting:
        yield from map(job, part)


def _hand(pipe: Pipe, given: list[Sequence[T]], waiting: list[Sequence[T]]) -> None:
    """Give a process the next items, if there are any left."""
    if waiting:
        given.append(waiting.pop())
        with suppress(OSError):  # it has gone, as will be seen when it should answer
            pipe.send(given[-1])


def _work(job: Callable[[Any], Any], pipe: Pipe, inherited: Sequence[Pipe]) -> None:
    """Do the job until there is nobody who wants it. What goes wrong is for the process that started this one.

    `inherited` are ends of pipes of that process: while one was open here, they would not end with it.
    """
    for each in inherited:
        each.close()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # that process is told of it, too, and ends this one
    gc.set_threshold(200_000)  # as in `__main__`: there are no cycles in what is read; looking for them costs a fifth
    with suppress(Exception):
        while True:
            pipe.send([job(item) for item in pipe.recv()])
