"""Timing whole processes, two in turn, so that what the machine does meanwhile falls on both."""

import os
import statistics
import subprocess
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

WIDTH = "100"

_TICK = 0.02
"""So many seconds pass between two looks at the memory of processes."""


class Run(NamedTuple):
    """What a command took."""

    seconds: float
    bytes: int
    """The most memory that it and its processes had together: resident, what they share counted for each."""


def seconds(command: Sequence[str], cache: Path) -> float:
    """Run a command, whose answers are kept in the folder `cache`, and return how long it took."""
    start = time.perf_counter()
    subprocess.run(command, stdout=subprocess.DEVNULL, check=True, env=environment(cache))
    return time.perf_counter() - start


def measured(command: Sequence[str], cache: Path) -> Run:
    """Run a command as `seconds` does, looking at its memory; where /proc does not tell of it that is 0."""
    start = time.perf_counter()
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, env=environment(cache)) as process:
        most = 0
        while process.poll() is None:
            most = max(most, sum(map(_resident, _family(process.pid))))
            time.sleep(_TICK)
        took = time.perf_counter() - start
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    return Run(took, most)


def environment(cache: Path) -> dict[str, str]:
    """Return the environment in which commands run: their cache is the folder `cache`."""
    found = {**os.environ, "COLUMNS": WIDTH, "XDG_CACHE_HOME": str(cache)}
    found.pop("PYTHONDONTWRITEBYTECODE", None)
    return found


def report(what: str, times: list[tuple[float, float]], most: float) -> None:
    """Print the medians of pairs, ours first, and of their ratios, with the ratio that is wanted."""
    mine, others = (statistics.median(each) * 1000 for each in zip(*times, strict=True))
    ratio = statistics.median(one / two for one, two in times)
    print(f"{what:50} {mine:7.1f} ms / {others:7.1f} ms = {ratio:5.2f}    (wanted: at most {most})", flush=True)


def _family(process: int) -> Iterator[int]:
    yield process
    try:
        children = Path(f"/proc/{process}/task/{process}/children").read_text(encoding="ascii").split()
    except OSError:
        return
    for child in children:
        yield from _family(int(child))


def _resident(process: int) -> int:
    try:
        pages = int(Path(f"/proc/{process}/statm").read_text(encoding="ascii").split()[1])
    except (OSError, IndexError):
        return 0
    return pages * os.sysconf("SC_PAGE_SIZE")
