"""Timing whole processes, two in turn, so that what the machine does meanwhile falls on both."""

import os
import statistics
import subprocess
import time
from pathlib import Path

WIDTH = "100"


def seconds(command: list[str], cache: Path) -> float:
    """Run a command, whose answers are kept in the folder `cache`, and return how long it took."""
    environment = {**os.environ, "COLUMNS": WIDTH, "XDG_CACHE_HOME": str(cache)}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    start = time.perf_counter()
    subprocess.run(command, stdout=subprocess.DEVNULL, check=True, env=environment)
    return time.perf_counter() - start


def report(what: str, times: list[tuple[float, float]], most: float) -> None:
    """Print the medians of pairs, ours first, and of their ratios, with the ratio that is wanted."""
    mine, others = (statistics.median(each) * 1000 for each in zip(*times, strict=True))
    ratio = statistics.median(one / two for one, two in times)
    print(f"{what:50} {mine:7.1f} ms / {others:7.1f} ms = {ratio:5.2f}    (wanted: at most {most})")
