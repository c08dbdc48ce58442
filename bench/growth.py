"""How time and memory grow from ten documents to ten thousand.

    python bench/growth.py [--most N] [--picture FILE]

Of each corpus: the first command, which reads all of it; the same again, with the answer kept and with the answer to be
made; the first search, which takes up all words; and the next one. Memory is what the program and its processes have
together. The picture shows the same.
"""

import argparse
import shutil
import sys
import tempfile
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

from generate import generate
from processes import Run, measured

SIZES = (10, 100, 1_000, 10_000)
PROGRAM = [sys.executable, "-m", "policylens"]

STEPS = ("first command", "asked again", "asked anew", "first search", "next search")


class Row(NamedTuple):
    """What was measured of one corpus."""

    documents: int
    runs: tuple[Run, ...]
    """One for each of `STEPS`."""


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--most", type=int, default=SIZES[-1], help="documents")
    parser.add_argument("--picture", type=Path)
    given = parser.parse_args()
    print(f"{'documents':>10}{'claims':>11}" + "".join(f"{step:>22}" for step in STEPS), flush=True)
    rows = []
    for size in SIZES:
        if size <= given.most:
            rows.append(measure(size))
            told = (f"{run.seconds:.2f} s {run.bytes / 1e6:,.0f} MB" for run in rows[-1].runs)
            print(f"{size:>10,}{size * 100:>11,}" + "".join(f"{each:>22}" for each in told), flush=True)
    for one, other in pairwise(rows):
        times = other.runs[0].seconds / one.runs[0].seconds
        print(f"{other.documents:,} documents / {one.documents:,}: the first command takes {times:.1f} times as long")
    if given.picture:
        draw(rows, given.picture)


def measure(documents: int) -> Row:
    with tempfile.TemporaryDirectory() as name:
        corpus, cache = Path(name) / "corpus", Path(name) / "cache"
        generate(corpus, documents)
        compare = [*PROGRAM, "compare", "markets", "--corpus", str(corpus)]
        search = [*PROGRAM, "search", "services", "--corpus", str(corpus)]
        first, again = measured(compare, cache), measured(compare, cache)
        shutil.rmtree(cache / "policylens" / "answers")
        anew, words = measured(compare, cache), measured(search, cache)
        shutil.rmtree(cache / "policylens" / "answers")
        return Row(documents, (first, again, anew, words, measured(search, cache)))


def draw(rows: list[Row], file: Path) -> None:
    """Draw time and memory against the number of documents, both on scales of powers of ten."""
    import vl_convert

    picture = vl_convert.vegalite_to_svg(specification(rows), allowed_base_urls=[])
    file.write_text(picture, encoding="utf-8")


def specification(rows: list[Row]) -> dict[str, Any]:
    values = [
        {"documents": row.documents, "step": step, "seconds": run.seconds, "MB": run.bytes / 1e6}
        for row in rows
        for step, run in zip(STEPS, row.runs, strict=True)
    ]
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
        "data": {"values": values},
        "background": "white",
        "config": {"font": "Liberation Sans, Arial, sans-serif", "axis": {"labelFontSize": 11, "titleFontSize": 12}},
        "hconcat": [_panel("seconds", "Time in seconds"), _panel("MB", "Memory in MB")],
    }


def _panel(field: str, title: str) -> dict[str, Any]:
    log = {"type": "log"}
    return {
        "width": 300,
        "height": 260,
        "mark": {"type": "line", "point": True},
        "encoding": {
            "x": {"field": "documents", "type": "quantitative", "scale": log, "axis": {"values": list(SIZES)}},
            "y": {"field": field, "type": "quantitative", "scale": log, "title": title},
            "color": {"field": "step", "type": "nominal", "sort": list(STEPS), "legend": {"title": "what is asked"}},
            "shape": {"field": "step", "type": "nominal", "sort": list(STEPS), "legend": None},
        },
    }


if __name__ == "__main__":
    main()
