"""What somebody would do instead: a script with PyYAML and pandas, and the crosstab of qualitative-coding.

    python bench/instead.py [--documents N] [--qc PROGRAM]

The script loads the files of a corpus and makes of them the table that `compare markets` counts: how many documents are
for or against each proposition, or mixed. qualitative-coding counts codings: as many as there are claims, each under
one side of a proposition, by document, for the propositions of the same theme. Its database is filled directly, as its
own import would take far longer. All are whole processes in one run; each command is run three times, and the medians
are printed. What takes longer than two minutes is stopped.
"""

import argparse
import random
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

import yaml
from generate import SEED, generate
from processes import environment

from policylens import resources

TIMES = 3
PATIENCE = 120
THEME = "markets"
SIDES = ("for", "against")

SCRIPT = """
import sys
from pathlib import Path
from statistics import median

import pandas as pd
import yaml

folder, wanted = Path(sys.argv[1]), sys.argv[2]


def load(file):
    return yaml.load(file.read_bytes(), Loader=yaml.CSafeLoader)


theme = load(folder / "codebook.yaml")["themes"][wanted]
rows = []
for file in sorted((folder / "frameworks").glob("*.yaml")):
    document = load(file)
    for claim in document["claims"]:
        for proposition, stance in claim.get("stances", {}).items():
            rows.append((document["id"], proposition, int(stance), None))
    for proposition, position in document.get("positions", {}).items():
        rows.append((document["id"], proposition, None, int(position["stance"])))
table = pd.DataFrame(rows, columns=["document", "proposition", "claim", "charted"])
table = table[table.proposition.isin(theme["propositions"])]
grouped = table.groupby(["proposition", "document"])
held = grouped.agg(low=("claim", "min"), high=("claim", "max"), claim=("claim", "median"), charted=("charted", "first"))
mixed = held.charted.isna() & (held.low < 0) & (held.high > 0)
held["side"] = held.charted.fillna(held.claim).apply(lambda stance: "for" if stance > 0 else "against")
held.loc[mixed, "side"] = "mixed"
print(held.side.groupby(level="proposition").value_counts().unstack(fill_value=0))
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--documents", type=int, default=1_000)
    parser.add_argument("--qc", default="qc", help="the program qualitative-coding")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        corpus, script = folder / "corpus", folder / "script.py"
        generate(corpus, given.documents)
        script.write_text(SCRIPT, encoding="utf-8")
        print(f"{given.documents:,} documents, {given.documents * 100:,} claims: medians of {TIMES} runs", flush=True)
        ours = [sys.executable, "-m", "policylens", "compare", THEME, "--corpus", str(corpus)]
        _tell("policylens compare markets, the first time", [ours], folder, runs=1)
        _tell("policylens compare markets, again", [ours], folder)
        _tell("PyYAML and pandas", [[sys.executable, str(script), str(corpus), THEME]], folder)
        _qualitative_coding(given.qc, given.documents, folder)


def _qualitative_coding(program: str, documents: int, folder: Path) -> None:
    project = folder / "project"
    project.mkdir()
    try:
        subprocess.run([program, "init"], cwd=project, check=True, capture_output=True, env=_environment(folder))
    except FileNotFoundError:
        print("qualitative-coding is not here: `make ci-setup` installs it")
        return
    codes = _codes()
    fill(project, documents, documents * 100, [code for those in codes.values() for code in those])
    asked = [program, "codes", "crosstab", *codes[THEME], "--unit", "document", "--outfile", "crosstab.csv"]
    _tell(f"qualitative-coding's crosstab of {len(codes[THEME])} codes", [asked], folder, cwd=project)


def _codes() -> dict[str, list[str]]:
    codebook = yaml.safe_load((resources.data() / "codebook.yaml").read_text(encoding="utf-8"))
    return {
        theme: [f"{proposition}__{side}" for proposition in record["propositions"] for side in SIDES]
        for theme, record in codebook["themes"].items()
    }


def fill(project: Path, documents: int, codings: int, codes: Sequence[str]) -> None:
    """Put so many codings into a project, a line each, evenly over the documents."""
    chance = random.Random(SEED)
    (project / "codebook.yaml").write_text(yaml.safe_dump(list(codes)), encoding="utf-8")
    each = codings // documents
    with sqlite3.connect(project / "qualitative_coding.sqlite3") as database:
        database.execute("INSERT INTO coder VALUES ('bench')")
        database.executemany("INSERT INTO code VALUES (?)", [(code,) for code in codes])
        for number in range(documents):
            name = f"{number:05}.txt"
            (project / "corpus" / name).write_text("line\n\n" * each, encoding="utf-8")
            database.execute("INSERT INTO document VALUES (?, ?)", (name, ""))
            database.execute("INSERT INTO document_index VALUES (?, 'paragraphs', 0, ?)", (number, name))
            for line in range(each):
                row = number * each + line
                database.execute(
                    "INSERT INTO coded_line VALUES (?, ?, 'bench', ?)", (row, 2 * line, chance.choice(codes))
                )
                database.execute("INSERT INTO location VALUES (?, ?, ?, ?)", (row, 2 * line, 2 * line + 2, number))
                database.execute("INSERT INTO coded_line_location_association VALUES (?, ?)", (row, row))
    database.close()


def _tell(
    what: str, commands: Sequence[Sequence[str]], folder: Path, runs: int = TIMES, cwd: Path | None = None
) -> None:
    times = []
    for command in list(commands) * runs:
        took = _seconds(command, folder, cwd)
        if took is None:
            print(f"{what:50} more than {PATIENCE:,} s", flush=True)
            return
        times.append(took)
    print(f"{what:50} {statistics.median(times):8.2f} s", flush=True)


def _seconds(command: Sequence[str], folder: Path, cwd: Path | None) -> float | None:
    start = time.perf_counter()
    try:
        subprocess.run(
            command, cwd=cwd, stdout=subprocess.DEVNULL, check=True, env=_environment(folder), timeout=PATIENCE
        )
    except subprocess.TimeoutExpired:
        return None
    return time.perf_counter() - start


def _environment(folder: Path) -> Mapping[str, str]:
    return {**environment(folder / "cache"), "PYTHONBREAKPOINT": "0"}


if __name__ == "__main__":
    main()
