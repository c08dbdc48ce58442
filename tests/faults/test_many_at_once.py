"""Many processes at once, with one cold cache and the same files to write: each does what it would do alone."""

import subprocess
from collections import Counter
from pathlib import Path

import pytest
from cli.support import PROGRAM, environment, generated, small
from cli.texts import texts

from .cases import homes, run, state
from .tracing import Run

ASKED = [
    *("list", "compare street", "compare street --claims", "show borough-007", "search petition", "crossref"),
    *("check", "export json", "brief street"),
]
"""Questions about a corpus of sixty documents, of which there is no index yet."""

WRITTEN = ["compare street -o out.md --force", "export csv -o old --force", "brief street -o b.html --force"]
"""What may be written over: the last one stands."""

NEW = ["export csv -o tables --corpus many", "init trees", "new plan --title Trees --corpus mine"]
"""What may not: the first one stands."""


def at_once(lines: list[str], folder: Path) -> list[Run]:
    """Run the program with each of these command lines at the same time."""
    started = [
        subprocess.Popen(
            [PROGRAM, *line.split()],
            cwd=folder,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
            env=environment(**homes(folder)),
        )
        for line in lines
    ]
    streams = [process.communicate(timeout=300) for process in started]
    return [Run(process.returncode, *said) for process, said in zip(started, streams, strict=True)]


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """Make a folder with the corpora, and the same beside it, where each command runs alone."""
    for name in ("place", "alone"):
        (tmp_path / name).mkdir()
        generated(tmp_path / name / "many", 60, propositions=3)
        small(tmp_path / name / "mine")
        texts(tmp_path / name / "texts")
    return tmp_path / "place"


def test_many_at_once_do_what_each_does_alone(place: Path) -> None:
    asked = [f"{line} --corpus many" for line in ASKED]
    written = [f"{line} --corpus many" for line in WRITTEN]
    added = "sources add council texts/council.txt --corpus mine"
    lines = [*asked, *written * 2, added, added]
    alone = {line: run(line, place.with_name("alone")) for line in dict.fromkeys(lines)}
    assert {done.code for done in alone.values()} == {0}
    done = at_once([*lines, *NEW * 2], place)
    assert done[: len(lines)] == [alone[line] for line in lines]
    assert Counter(each.code for each in done[len(lines) :]) == {0: len(NEW), 2: len(NEW)}
    for line in NEW:
        assert run(line, place.with_name("alone")).code == 0
    assert state(place) == state(place.with_name("alone"))
    data = Path(homes(place)["XDG_DATA_HOME"])
    assert len(state(data)) == 1
    assert [name for name in state(data) if ".part" in name] == []
    assert [run(line, place) for line in asked] == [alone[line] for line in asked]


def test_those_who_clear_the_cache_disturb_nobody(place: Path) -> None:
    lines = [f"{line} --corpus many" for line in ASKED[:4]]
    alone = [run(line, place.with_name("alone")) for line in lines]
    done = at_once([line for asked in lines for line in (asked, "cache clear")], place)
    assert done[::2] == alone
    assert {(each.code, each.err) for each in done[1::2]} == {(0, "")}
    assert [run(line, place) for line in lines] == alone
