"""Commands that write, each in a folder of its own with all that it needs, and what may be found there afterwards."""

import re
import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple

from cli.support import PROGRAM, environment, generated, small
from cli.texts import COUNCIL, texts
from dna_files import project

from .tracing import Run

OLD = "Mine, and as long as it has to be to be cut off somewhere.\n" * 100

ROWS = "document,proposition,stance,claim text\nElm,trees,1,Trees are cool.\nOak,trees,-1,Trees take room.\n"

UNFINISHED = re.compile(r"\..*\.[a-z0-9_]{8}\.part")
"""The name of a file or folder in the user's own folders that a killed process was about to write."""


class Case(NamedTuple):
    """A command, and what it is to write."""

    line: str
    """Its arguments; `corpus` is the small corpus."""
    product: str = ""
    """The file or folder that it writes; "" if it only prints."""
    prepare: Callable[[Path], object] = lambda folder: None
    """Makes what else lies in the folder."""
    pieces: bool = False
    """Whether files appear in the folder that it writes one after the other."""


def _file(name: str, content: str) -> Callable[[Path], object]:
    return lambda folder: (folder / name).write_text(content, encoding="utf-8")


def _old_tables(folder: Path) -> None:
    for name in ("documents.csv", "claims.csv", "notes.txt"):
        (folder / "tables").mkdir(exist_ok=True)
        (folder / "tables" / name).write_text(OLD, encoding="utf-8")


def _changed(folder: Path) -> None:
    small(folder / "later", ("frameworks/letter.yaml", "roof leaks", "roof leaks still"))


def _copies(folder: Path) -> None:
    texts(folder / "texts")


def _other_copy(folder: Path) -> None:
    _copies(folder)
    other = folder / "other.txt"
    other.write_text(COUNCIL.replace("until eight", "until nine"), encoding="utf-8")
    assert run("sources add council other.txt --corpus corpus", folder).code == 0


def _many(folder: Path) -> None:
    generated(folder / "many", 60, propositions=3)


def _many_changed(folder: Path) -> None:
    _many(folder)
    assert run("compare street --corpus many", folder).code == 0
    document = folder / "many" / "frameworks" / "borough-007.yaml"
    document.write_text(
        document.read_text(encoding="utf-8").replace("says its part", "repeats its part"), encoding="utf-8"
    )


CASES: Mapping[str, Case] = {
    "an answer": Case("compare hours --corpus corpus"),
    "an answer about many": Case("compare street --corpus many", prepare=_many),
    "an answer after a change": Case("search part --corpus many", prepare=_many_changed),
    "a new file": Case("compare hours --corpus corpus -o out.md", "out.md"),
    "an old file": Case("compare hours --corpus corpus -o out.md --force", "out.md", _file("out.md", OLD)),
    "an old briefing": Case("brief hours --corpus corpus -o b.md --force", "b.md", _file("b.md", OLD)),
    "a briefing in HTML": Case("brief --corpus corpus -o b.html", "b.html"),
    "differences": Case("diff corpus later -o d.md --force", "d.md", lambda to: (_changed(to), _file("d.md", OLD)(to))),
    "export json": Case("export json --corpus corpus -o all.json --force", "all.json", _file("all.json", OLD)),
    "export xlsx": Case("export xlsx --corpus corpus -o m.xlsx", "m.xlsx"),
    "export parquet": Case("export parquet --corpus corpus -o r.parquet --force", "r.parquet", _file("r.parquet", OLD)),
    "new tables": Case("export csv --corpus corpus -o tables", "tables"),
    "tables in an empty folder": Case(
        "export csv --corpus corpus -o tables", "tables", lambda folder: (folder / "tables").mkdir(), pieces=True
    ),
    "old tables": Case("export csv --corpus corpus -o tables --force", "tables", _old_tables, pieces=True),
    "import csv": Case("import csv rows.csv made", "made", _file("rows.csv", ROWS)),
    "import dna": Case("import dna project.dna made", "made", lambda folder: project(folder / "project.dna")),
    "init": Case("init trees", "trees"),
    "init in an empty folder": Case("init trees", "trees", lambda folder: (folder / "trees").mkdir(), pieces=True),
    "a new document": Case("new plan --title Trees --corpus corpus", "corpus/frameworks/plan.yaml"),
    "a copy": Case("sources add council texts/council.txt --corpus corpus", prepare=_copies),
    "another copy": Case("sources add council texts/council.txt --corpus corpus", prepare=_other_copy),
}


def made(case: Case, folder: Path) -> Path:
    """Make what a command needs in a new folder."""
    folder.mkdir()
    small(folder / "corpus")
    case.prepare(folder)
    return folder


def homes(folder: Path) -> dict[str, str]:
    """Return the variables that say where the user's cache and data are: beside the folder, in nobody else's."""
    return {name: str(folder.with_name(f"{folder.name}-{name}")) for name in ("XDG_CACHE_HOME", "XDG_DATA_HOME")}


def run(line: str, folder: Path) -> Run:
    """Run the program in a folder, undisturbed."""
    done = subprocess.run(
        [PROGRAM, *line.split()],
        cwd=folder,
        capture_output=True,
        text=True,
        encoding="utf-8",
        env=environment(**homes(folder)),
        check=False,
    )
    return Run(done.returncode, done.stdout, done.stderr)


State = Mapping[str, bytes]
"""The files below a folder, by their names in it."""


def state(folder: Path) -> State:
    """Return all files below a folder; a folder without any counts as one that is not there."""
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def product(case: Case, there: State) -> State:
    """Return what of the files is the command's to write."""
    return {name: there[name] for name in there if name == case.product or name.startswith(f"{case.product}/")}


def unfinished(there: State) -> State:
    """Return what of the files is what a killed process had not finished: in folders and files whose names say so."""
    return {name: there[name] for name in there if any(map(UNFINISHED.fullmatch, name.split("/")))}
