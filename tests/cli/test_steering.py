"""Texts that would steer a terminal, in every place that a corpus has for a text, through every command."""

import json
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from policylens.corpus.loader import load
from policylens.corpus.writing import codebook_text, document_text
from policylens.model import Corpus

from .support import SMALL, Cli
from .test_terminal import on_a_terminal

CODES = "\x1b[31m\x1b]0;mine\x07\x1b[2J\x9b1A\x08\x7f\x85\u2028\u202e\u2066\u200e\ufeff[bold]\x00"
"""Colours, a title for the window, a cleared screen, the line above, all that breaks a line or turns it round."""

_NAMES = {"id", "start", "end", "date", "language", "themes", "sectors", "topics", "refers_to", "claims", "codebook"}
"""Fields of names, dates and anchors: their values are held to what they may be."""

_PARTS = {("Corpus", "documents"), ("Codebook", "themes"), ("Document", "claims"), ("Document", "positions")}
_LISTS = {("Codebook", "sectors"), ("Codebook", "topics")}


def steering(record: Any) -> Any:
    """Return a record with these codes behind every text that is free."""
    if isinstance(record, str) and type(record) is str:
        return record + CODES if record else record
    if isinstance(record, tuple):
        return tuple(map(steering, record))
    if isinstance(record, Mapping):
        return {name: steering(value) for name, value in record.items()}
    if not is_dataclass(record):
        return record
    sort = type(record).__name__
    free = [f.name for f in fields(record) if f.name not in _NAMES or (sort, f.name) in _PARTS | _LISTS]
    return replace(record, **{name: steering(getattr(record, name)) for name in free if name != "version"})


def written(folder: Path, corpus: Corpus) -> Path:
    (folder / "frameworks").mkdir(parents=True)
    (folder / "codebook.yaml").write_text(codebook_text(corpus.codebook), encoding="utf-8", newline="")
    for each in corpus.documents:
        path = folder / "frameworks" / f"{each.id}.yaml"
        path.write_text(document_text(each), encoding="utf-8", newline="")
    return folder


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    corpus = load(SMALL).corpus
    assert corpus is not None
    return written(tmp_path_factory.mktemp("hostile") / "corpus", steering(corpus))


@pytest.fixture(scope="module")
def texts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("texts")
    (folder / "letter.txt").write_text(f"{CODES}Last week the roof{CODES} of Mill Road leaked.", encoding="utf-8")
    return folder


COMMANDS = [
    "list",
    "list --propositions",
    "list --topics",
    "compare",
    "compare hours",
    "compare hours --claims",
    "compare --all",
    "compare hours --format markdown",
    "show letter",
    "show letter-d01",
    "crossref",
    "crossref letter union",
    "search roof",
    "check",
    "check --sources TEXTS",
    "trace letter-d01 --sources TEXTS",
    "sources --sources TEXTS",
    "suggest TEXTS/letter.txt",
    "suggest TEXTS/letter.txt --stubs",
    "brief",
    "brief --length short",
    "brief --passages --sources TEXTS",
    "brief --format html",
    "diff SMALL HERE",
    "diff HERE SMALL",
    "diff SMALL HERE --format markdown",
    "compare no-such-thing",
]


def _steering(text: str) -> set[str]:
    return {sign for sign in text if unicodedata.category(sign) in ("Cc", "Cf", "Zl", "Zp")} - {"\n", "\u00ad"}


@pytest.fixture(params=["", "1"], ids=["plain", "coloured"])
def colour(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setenv("FORCE_COLOR", request.param)
    return str(request.param)


@pytest.mark.parametrize("command", COMMANDS)
def test_no_command_passes_on_what_steers(cli: Cli, hostile: Path, texts: Path, command: str, colour: str) -> None:
    there = {"TEXTS": str(texts), "SMALL": str(SMALL), "HERE": str(hostile)}
    words = [re.sub("TEXTS|SMALL|HERE", lambda found: there[found[0]], word) for word in command.split()]
    outcome = cli(*words, corpus=None if words[0] == "diff" else hostile)
    assert outcome.code in (0, 1, 2)
    assert "this is a bug" not in outcome.err
    shown = re.sub(r"\x1b\[[0-9;]*m", "", outcome.out) if colour and "markdown" not in command else outcome.out
    assert not _steering(shown)
    assert not _steering(outcome.err)
    assert "\x1b[31m" not in outcome.out
    if outcome.code == 0 and words[0] not in ("trace", "sources", "suggest", "check"):
        assert "[bold]" in re.sub(r"\\(?=[\[\]])", "", outcome.out)  # it is shown as the text that it is


FORMATS = ["json", "csv", "csl-json", "bibtex", "graphml", "jsonl"]


@pytest.mark.parametrize("format", FORMATS)
def test_an_export_into_a_file_says_nothing_that_steers(cli: Cli, hostile: Path, tmp_path: Path, format: str) -> None:
    outcome = cli("export", format, "-o", str(tmp_path / "out"), corpus=hostile)
    assert not _steering(outcome.out + outcome.err)
    assert outcome.code == (2 if format == "csv" else 0)  # a NUL has no place in a table


ON_A_TERMINAL = [
    "compare hours --format json",
    "compare hours --format csv",
    "search roof --format csv",
    "check --format json",
    *(f"export {name}" for name in FORMATS if name != "csv"),
]


@pytest.mark.parametrize("command", ON_A_TERMINAL)
def test_data_that_go_to_a_terminal_do_not_steer_it(hostile: Path, command: str) -> None:
    code, shown = on_a_terminal(*command.split(), "--corpus", str(hostile))
    assert code == 0
    assert "[bold]" in shown or command.startswith("check")
    assert not _steering(shown.replace("\t", "")) - {"\ufeff"}


def test_data_that_go_elsewhere_keep_what_they_have(cli: Cli, hostile: Path) -> None:
    written = json.loads(cli("export", "json", corpus=hostile).out)
    assert all(CODES in each["title"] for each in written["documents"])
