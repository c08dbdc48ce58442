"""What the tests of the commands share: corpora of every sort, and the program as a process of its own."""

import json
import os
import shutil
import subprocess
import sysconfig
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, Protocol

from dna_files import project
from refi_files import codebook
from refi_files import project as qdpx
from repositories import committed

SMALL = Path(__file__).parents[1] / "corpora" / "small"
"""The small corpus as it stands: to be read only."""

PROGRAM = str(Path(sysconfig.get_path("scripts")) / "policylens")
"""The installed program."""

Change = tuple[str, str, str]
"""A file of the small corpus, some text in it, and the text to put in its place."""

NO_EVIDENCE: Change = (
    "frameworks/letter.yaml",
    "    evidence: [{start: Last week the roof, end: of Mill Road leaked}]\n",
    "",
)
"""Leaves one warning."""

STANCE_OUT_OF_RANGE: Change = (
    "frameworks/union.yaml",
    "stance: -2\n    confidence: high\n    because: Ev",
    "stance: -3\n    confidence: high\n    because: Ev",
)
"""Leaves one error."""


class Outcome(Protocol):
    """What a run of the program left behind."""

    code: int
    out: str
    err: str


class Cli(Protocol):
    """The fixture `cli`."""

    def __call__(
        self, *arguments: str, columns: int = 80, corpus: Path | None = None, encoding: str = "utf-8"
    ) -> Outcome: ...


def small(folder: Path, *changes: Change) -> Path:
    """Copy the small corpus to `folder`, with some changes."""
    shutil.copytree(SMALL, folder)
    for name, old, new in changes:
        text = (folder / name).read_text(encoding="utf-8")
        assert text.count(old) == 1, f"{name} has {text.count(old)} of {old!r}"
        (folder / name).write_text(text.replace(old, new), encoding="utf-8")
    return folder


def generated(folder: Path, documents: int, propositions: int = 8) -> Path:
    """Make a corpus of so many documents and one theme; each document takes every stance in turn, and is silent once.

    The files are written as JSON, which is YAML too.
    """
    ids = [f"proposition-{number}" for number in range(1, propositions + 1)]
    theme = {
        "title": "The high street",
        "question": "What should become of the high street?",
        "scale": {"low": "left alone", "high": "looked after"},
        "propositions": {
            name: {
                "text": f"The council should do what was asked for in petition number {name[12:]}.",
                "direction": "high",
            }
            for name in ids
        },
    }
    _write(folder / "codebook.yaml", {"format": "1", "version": "1", "themes": {"street": theme}})
    for number in range(1, documents + 1):
        _write(folder / "frameworks" / f"borough-{number:03}.yaml", _document(number, ids))
    return folder


def _document(number: int, propositions: list[str]) -> dict[str, Any]:
    stances = {name: (number + place) % 5 - 2 for place, name in enumerate(propositions) if (number + place) % 7}
    claims = [
        {
            "id": f"b{number:03}-{name}",
            "kind": "principle",
            "statement": f"Borough {number} says its part on {name}.",
            "stances": {name: str(stance)},
            "evidence": [{"page": str(place), "start": "The first words are", "end": "and these the last"}],
        }
        for place, (name, stance) in enumerate(stances.items(), 1)
    ]
    positions = {
        name: {
            "stance": str(stance),
            "confidence": "high",
            "because": "It says so.",
            "claims": [f"b{number:03}-{name}"],
        }
        for name, stance in stances.items()
    }
    return {
        "format": "1",
        "id": f"borough-{number:03}",
        "short_name": f"Borough {number:03}",
        "title": f"The high street of borough {number}",
        "coding": {"themes": ["street"]},
        "positions": positions,
        "claims": claims,
    }


FAMILIES = ("green", "labour", "liberal")


def parties(folder: Path, documents: int) -> Path:
    """Make a corpus of programmes of parties of three families and two decades, which lean as their families do.

    It has two themes, of which one has a scale. Every third document's positions are to be computed, and every eleventh
    has not been read for the second theme.
    """
    themes = {
        name: {
            "title": title,
            "question": f"What should become of the {name}?",
            "propositions": {
                f"{name}-{number}": {
                    "text": f"The {name} should be given what was asked for in question {number}.",
                    **({"direction": "high" if number % 2 else "low"} if name == "trams" else {}),
                }
                for number in range(1, 7)
            },
            **({"scale": {"low": "fewer trams", "high": "more trams"}} if name == "trams" else {}),
        }
        for name, title in (("trams", "Trams and who runs them"), ("parks", "Parks and gardens"))
    }
    codebook = {"format": "1", "version": "1", "themes": themes, "topics": {"depot": "The depot in Long Lane"}}
    _write(folder / "codebook.yaml", codebook)
    for number in range(1, documents + 1):
        _write(folder / "frameworks" / f"programme-{number:03}.yaml", _programme(number))
    return folder


def _programme(number: int) -> dict[str, Any]:
    name, family = f"programme-{number:03}", FAMILIES[number % 3]
    themes = ["trams", *(["parks"] if number % 11 else [])]
    stances = {f"{theme}-{place}": _leaning(number, place) for theme in themes for place in range(1, 7)}
    spoken = {proposition: stance for proposition, stance in stances.items() if stance is not None}
    claims = [
        {
            "id": f"p{number:03}-{proposition}",
            "kind": "recommendation" if stance > 0 else "criticism",
            "statement": f"Programme {number} says what it has to say on {proposition}, and why it holds that.",
            "stances": {proposition: str(stance)},
            "topics": ["depot"] if proposition == "trams-1" else [],
            "evidence": [{"page": str(place), "start": "The first words are", "end": "and these the last"}],
        }
        for place, (proposition, stance) in enumerate(spoken.items(), 1)
    ]
    charted = {
        proposition: {
            "stance": str(stance),
            "confidence": ("high", "medium", "low")[(number + len(proposition)) % 3],
            "because": f"Programme {number} says so on page {place}.",
            "claims": [f"p{number:03}-{proposition}"],
        }
        for place, (proposition, stance) in enumerate(spoken.items(), 1)
    }
    return {
        "format": "1",
        "id": name,
        "short_name": f"Programme {number:03}",
        "title": f"What we want, part {number}",
        "publisher": f"The {family} party of town {number % 7}",
        "date": str(1990 + number % 20),
        "attributes": {"family": family, "decade": f"{(1990 + number % 20) // 10 * 10}s"},
        "coding": {"coder": "A. Coder", "themes": themes},
        **({"positions": charted} if number % 3 != 1 or number % 2 else {}),
        "claims": claims,
    }


def _leaning(number: int, place: int) -> int | None:
    """Return a stance on one of a theme's propositions: around what the family leans to; None where it is silent."""
    if (number + place) % 7 == 0:
        return None
    lean = (-1, 0, 1)[(number % 3 + place) % 3] if place != 2 else 1
    return max(-2, min(2, lean + (31 * number + 17 * place) // 3 % 5 - 2))


def _write(path: Path, record: Mapping[str, Any]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(record, indent=1), encoding="utf-8")


class Places:
    """Folders and files that a command line can name, each made when it is named: `{small}`, `{broken}` ..."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.made: dict[str, Path] = {}
        self.makers: dict[str, Callable[[Path], object]] = {
            "small": small,
            "warned": lambda path: small(path, NO_EVIDENCE),
            "broken": lambda path: small(path, STANCE_OUT_OF_RANGE),
            "unreadable": _without_readable_codebook,
            "repository": _repository,
            "folder": Path.mkdir,
            "there": lambda path: path.write_text("mine\n", encoding="utf-8"),
            "project": project,
            "qdpx": qdpx,
            "qdc": lambda path: path.write_bytes(codebook()),
            "rows": lambda path: path.write_text("document,proposition,stance\nA,b,1\n", encoding="utf-8"),
            "page": lambda path: path.write_text("<!doctype html><title>A page</title><p>Here.", encoding="utf-8"),
            "template": lambda path: path.write_text("# {{ title | md }}\n", encoding="utf-8"),
            "bad_template": lambda path: path.write_text("{{ nothing }}\n", encoding="utf-8"),
            "missing": lambda path: None,
        }

    def keys(self) -> Iterator[str]:
        return iter(self.makers)

    def __getitem__(self, name: str) -> Path:
        if name not in self.made:
            self.made[name] = self.folder / name
            self.makers[name](self.made[name])
        return self.made[name]


def _without_readable_codebook(folder: Path) -> None:
    """Put a folder in the codebook's place: nobody can read that as a file, not even root."""
    small(folder)
    (folder / "codebook.yaml").unlink()
    (folder / "codebook.yaml").mkdir()


def _repository(folder: Path) -> None:
    """Make a repository with the small corpus in `corpus`, in which the last commit has changed a claim."""
    letter = small(folder / "corpus") / "frameworks" / "letter.yaml"
    committed(folder)
    letter.write_text(letter.read_text(encoding="utf-8").replace("roof leaks", "roof leaks still"), encoding="utf-8")
    committed(folder)


def environment(**changes: str) -> dict[str, str]:
    """Return the environment of a user who has set nothing of Python's own, and these variables."""
    return {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")} | changes


def start(*arguments: str, **changes: str) -> subprocess.CompletedProcess[str]:
    """Run the installed program as a process, with these environment variables."""
    return subprocess.run(
        [PROGRAM, *arguments], capture_output=True, text=True, encoding="utf-8", env=environment(**changes), check=False
    )
