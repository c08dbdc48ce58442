"""A thousand documents with a hundred thousand claims, against reading them with PyYAML, and against five documents.

    python bench/scale.py [--documents N]

The first command on a corpus reads all of it into its index: against two processes that parse the same files with
PyYAML's CSafeLoader, and do nothing with them. Then a file is changed, and the same is asked as before. Then the same
is asked of many documents and of the bundled five: for the first time, when the answer has to be made, and again, when
it is kept. The two of a pair run in turn, as processes of their own; what counts is the median of the ratios within one
run.
"""

import argparse
import shutil
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from generate import generate
from processes import report, seconds

PAIRS = 7
BUILDS = 3

PARSING = """
import sys
from multiprocessing import Pool
from pathlib import Path

import yaml


def parse(file):
    yaml.load(file.read_bytes(), Loader=yaml.CSafeLoader)


if __name__ == "__main__":
    with Pool(2) as pool:
        pool.map(parse, sorted(Path(sys.argv[1], "frameworks").glob("*.yaml")), chunksize=8)
"""

PROGRAM = [sys.executable, "-m", "policylens"]

QUESTIONS = (
    ("compare markets", ["compare", "markets"], ["compare", "markets"]),
    ("crossref of one document", ["crossref", "programme-00001"], ["crossref", "demos"]),
    ("search", ["search", "services"], ["search", "services"]),
)
"""What is asked of many documents, and of the bundled ones."""


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--documents", type=int, default=1_000)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        corpus = folder / "corpus"
        generate(corpus, given.documents)
        size = sum(file.stat().st_size for file in (corpus / "frameworks").iterdir())
        print(f"{given.documents:,} documents, {given.documents * 100:,} claims, {size / 1e6:,.0f} MB of YAML")
        print(f"whole processes, interleaved pairs ({BUILDS} of the first, {PAIRS} of the others): medians", flush=True)
        building(corpus, folder)
        changing(corpus, folder)
        asking(corpus, folder)


def building(corpus: Path, folder: Path) -> None:
    parsing, cache = folder / "parsing.py", folder / "first"
    parsing.write_text(PARSING, encoding="utf-8")
    ours = [*PROGRAM, "compare", "markets", "--corpus", str(corpus)]
    theirs = [sys.executable, str(parsing), str(corpus)]
    times = []
    for _ in range(BUILDS):
        shutil.rmtree(cache, ignore_errors=True)
        times.append((seconds(ours, cache), seconds(theirs, cache)))
    report("first command / two processes with CSafeLoader", times, 0.7)


def changing(corpus: Path, folder: Path) -> None:
    cache, file = folder / "cache", corpus / "frameworks" / "programme-00000.yaml"
    command = [*PROGRAM, "compare", "markets", "--corpus", str(corpus)]
    seconds(command, cache)
    times = []
    for number in range(PAIRS):
        seconds(command, cache)
        before = seconds(command, cache)
        text = file.read_text(encoding="utf-8").partition("\nsummary:")
        rest = text[2].partition("\n")[2]
        file.write_text(f"{text[0]}\nsummary: Changed for the time {number}.\n{rest}", encoding="utf-8")
        times.append((seconds(command, cache), before))
    report("after a file has changed / the same before", times, 3.0)


def asking(corpus: Path, folder: Path) -> None:
    cache = folder / "cache"
    for what, many, few in QUESTIONS:
        commands = [*PROGRAM, *many, "--corpus", str(corpus)], [*PROGRAM, *few]
        for command in commands:  # the index has its words, once somebody has searched
            seconds(command, cache)
        times = _pairs(commands, cache, before=lambda: shutil.rmtree(cache / "policylens" / "answers"))
        report(f"{what}, asked anew / of five documents", times, 2.0)
        report(f"{what}, asked again / of five documents", _pairs(commands, cache), 2.0)


def _pairs(
    commands: tuple[Sequence[str], Sequence[str]], cache: Path, before: Callable[[], None] | None = None
) -> list[tuple[float, float]]:
    times = []
    for _ in range(PAIRS):
        if before:
            before()
        times.append((seconds(commands[0], cache), seconds(commands[1], cache)))
    return times


if __name__ == "__main__":
    main()
