"""How long looking up all anchors of the five documents takes, against reading and normalising their texts once.

    POLICYLENS_SOURCES=DIR python bench/anchors.py

DIR holds the documents' texts as `<id>.txt`. The two run in turn; what counts is the ratio of the medians.
"""

import os
import statistics
import time
from collections.abc import Callable
from pathlib import Path

from policylens import resources
from policylens.corpus.loader import load
from policylens.evidence.report import check
from policylens.evidence.source import Source
from policylens.evidence.words import Words

PAIRS = 15


def main() -> None:
    named = os.environ.get("POLICYLENS_SOURCES")
    if not named:
        print("anchors: POLICYLENS_SOURCES does not name a folder with the documents' texts: nothing is measured")
        return
    corpus = load(resources.data(), bundled=True).corpus
    assert corpus is not None
    files = {document.id: Path(named) / f"{document.id}.txt" for document in corpus.documents}
    anchors = 0

    def normalise() -> None:
        for file in files.values():
            Words(file.read_text(encoding="utf-8"))

    def resolve() -> None:
        nonlocal anchors
        anchors = 0
        for document in corpus.documents:
            text = files[document.id].read_text(encoding="utf-8")
            anchors += check(document, Source(text=text)).found

    times: dict[str, list[float]] = {"normalise": [], "resolve": []}
    for _ in range(PAIRS + 1):
        times["normalise"].append(_time(normalise))
        times["resolve"].append(_time(resolve))
    once, all_ = (statistics.median(runs[1:]) for runs in times.values())  # the first pair warms up
    print(f"{anchors:,} anchors in {len(files)} texts, medians of {PAIRS} interleaved pairs")
    print(f"reading and normalising the texts    {once * 1000:8.1f} ms")
    print(f"the same, and finding every anchor   {all_ * 1000:8.1f} ms")
    print(f"ratio                                {all_ / once:8.2f}    (wanted: at most 10)")


def _time(run: Callable[[], None]) -> float:
    start = time.perf_counter()
    run()
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
