"""How long a long table takes to become a corpus, against Python's csv module and a YAML writer alone.

    python bench/importing.py

50,000 rows of 1,200 documents. `policylens import csv` reads, checks and understands them, and writes a codebook and a
file for each document. The other program groups the same rows by document, and has PyYAML's fast writer dump a file of
them for each. The two run in turn, as processes of their own; what counts is the median of the ratios within one run.
"""

import csv
import random
import shutil
import sys
import tempfile
from pathlib import Path

from processes import report, seconds

ROWS = 50_000
DOCUMENTS = 1_200
PROPOSITIONS = 240
PAIRS = 5

WORDS = (
    "the council a town should every street tree shop market bus library open close pay levy plan keep more fewer "
    "early late school park bench lamp river bridge for with and of on where nobody everybody asks offers wants"
).split()

HEAD = "document,theme,proposition,proposition text,stance,claim text,section,page,start,end".split(",")

PLAIN = """
import csv
import sys
from pathlib import Path

import yaml

table, folder = map(Path, sys.argv[1:])
documents = {}
with table.open(encoding="utf-8", newline="") as file:
    for row in csv.DictReader(file):
        documents.setdefault(row["document"], []).append(row)
folder.mkdir()
for number, rows in enumerate(documents.values()):
    with (folder / f"{number}.yaml").open("w", encoding="utf-8") as file:
        yaml.dump(rows, file, Dumper=yaml.CSafeDumper, sort_keys=False, allow_unicode=True)
"""


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        table, plain, cache = folder / "table.csv", folder / "plain.py", folder / "cache"
        write(table)
        plain.write_text(PLAIN, encoding="utf-8")
        ours = [sys.executable, "-m", "policylens", "import", "csv", str(table), str(folder / "ours")]
        theirs = [sys.executable, str(plain), str(table), str(folder / "theirs")]
        times = []
        for _ in range(PAIRS + 1):
            times.append((seconds(ours, cache), seconds(theirs, cache)))
            shutil.rmtree(folder / "ours")
            shutil.rmtree(folder / "theirs")
        print(f"{ROWS:,} rows of {DOCUMENTS:,} documents, {table.stat().st_size:,} bytes; {PAIRS} interleaved pairs")
        report("import csv / csv module and CSafeDumper", times[1:], 4.0)  # the first pair warms up


def write(table: Path) -> None:
    """Write a table of made-up statements, always the same."""
    draw = random.Random(5)

    def words(number: int) -> str:
        return " ".join(draw.choices(WORDS, k=number))

    propositions = [words(9).capitalize() for _ in range(PROPOSITIONS)]
    with table.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(HEAD)
        for row in range(ROWS):
            number = draw.randrange(PROPOSITIONS)
            what = [f"Council {row % DOCUMENTS + 1}", f"Theme {number % 12 + 1}", f"Petition {number + 1}"]
            claim = words(draw.randint(8, 30)).capitalize() + "."
            place = [words(3).capitalize(), draw.randint(1, 300), words(4), words(4)]
            rows.writerow([*what, propositions[number], draw.randint(-2, 2), claim, *place])


if __name__ == "__main__":
    main()
