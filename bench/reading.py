"""How long reading a corpus takes, against PyYAML's fast loader on the same files.

    python bench/reading.py [DIR]

Ours parses, builds the records, validates them, holds positions against claims and works out every position; PyYAML's
CSafeLoader only builds dictionaries. The two run in turn; what counts is the ratio of the medians within one run.
"""

import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

import yaml

from policylens import resources
from policylens.analysis.comparison import matrix
from policylens.corpus.loader import load

PAIRS = 30


def main() -> None:
    root = Path(sys.argv[1]) if sys.argv[1:] else resources.data()
    files = [root / "codebook.yaml", *sorted((root / "frameworks").glob("*.yaml"))]

    def ours() -> None:
        loaded = load(root)
        assert loaded.corpus is not None
        matrix(loaded.corpus)

    def theirs() -> None:
        for file in files:
            yaml.load(file.read_bytes(), Loader=yaml.CSafeLoader)  # the safe loader, in C

    times: dict[str, list[float]] = {"ours": [], "theirs": []}
    for _ in range(PAIRS + 1):
        times["ours"].append(_time(ours))
        times["theirs"].append(_time(theirs))
    mine, other = (statistics.median(runs[1:]) for runs in times.values())  # the first pair warms up
    size = sum(file.stat().st_size for file in files)
    print(f"{len(files)} files, {size:,} bytes, medians of {PAIRS} interleaved pairs")
    print(f"policylens: load, check, work out positions   {mine * 1000:8.1f} ms")
    print(f"PyYAML: CSafeLoader                           {other * 1000:8.1f} ms")
    print(f"ratio                                         {mine / other:8.2f}    (wanted: at most 0.50)")


def _time(run: Callable[[], None]) -> float:
    start = time.perf_counter()
    run()
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
