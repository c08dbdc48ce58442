"""Documents' files read by several processes, any of which may be killed without harm.

Each has a pipe of its own, whose end tells that a process has gone: us that one of them was killed, as by a system
without memory, and them that we were. The pools of the standard library share a pipe, and wait for ever where one of
their processes is killed in the middle of an answer.
"""

import gc
import signal
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from multiprocessing import get_context
from multiprocessing.connection import wait
from multiprocessing.context import SpawnProcess
from typing import Any, Final

from policylens.store.index.reading import Read, Reader

AT_ONCE: Final = 8
"""So many files a process takes at a time."""

AHEAD: Final = 2
"""So many times that a process is given to do, so that it need not wait for us."""

Pipe = Any
"""Our end of a pipe, on which lists of names go out and lists of `Read` come back; its type is another on Windows."""


@contextmanager
def read_by(processes: int, reader: Reader, names: Sequence[str]) -> Iterator[Iterator[Read]]:
    """Give what comes of reading files by so many processes, which are gone in the end."""
    started: list[tuple[SpawnProcess, Pipe]] = []
    try:
        started.extend(_started(reader) for _ in range(processes))
        yield _found([pipe for _, pipe in started], reader, names)
    finally:
        for process, pipe in started:
            process.kill()
            process.join()
            pipe.close()


def _started(reader: Reader) -> tuple[SpawnProcess, Pipe]:
    # started anew, not forked: there may be threads, which a fork would leave in the middle of what they do
    context = get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=_work, args=(reader, theirs), daemon=True)
    process.start()
    theirs.close()  # or the pipe would not end with the process
    return process, ours


def _found(pipes: Sequence[Pipe], reader: Reader, names: Sequence[str]) -> Iterator[Read]:
    """Yield what the processes read; what one had to read that has gone is read by another, or in the end here."""
    waiting = [names[place : place + AT_ONCE] for place in reversed(range(0, len(names), AT_ONCE))]
    given: dict[Pipe, list[Sequence[str]]] = {pipe: [] for pipe in pipes}
    for _ in range(AHEAD):
        for pipe in pipes:
            _hand(pipe, given[pipe], waiting)
    while busy := [pipe for pipe, parts in given.items() if parts]:
        ready: list[Pipe] = wait(busy)
        for pipe in ready:
            try:
                reads = pipe.recv()
            except (EOFError, OSError):
                waiting += given.pop(pipe)
            else:
                given[pipe].pop(0)
                _hand(pipe, given[pipe], waiting)
                yield from reads
    for part in waiting:
        yield from map(reader.read, part)


def _hand(pipe: Pipe, given: list[Sequence[str]], waiting: list[Sequence[str]]) -> None:
    """Give a process the next files to read, if there are any left."""
    if waiting:
        given.append(waiting.pop())
        with suppress(OSError):  # it has gone, as will be seen when it should answer
            pipe.send(given[-1])


def _work(reader: Reader, pipe: Pipe) -> None:
    """Read files until there is nobody who wants them. What goes wrong is for the process that started this one."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # that process is told of it, too, and ends this one
    gc.set_threshold(
        200_000
    )  # as in `__main__`: there are no cycles in what is read, and looking for them costs a fifth
    with suppress(Exception):
        while True:
            pipe.send([reader.read(name) for name in pipe.recv()])
