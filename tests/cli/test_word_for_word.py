"""A copy that is too long to be searched everywhere: what was looked for word for word only is told apart."""

import csv
import io
import json
import shlex
from collections.abc import Callable
from pathlib import Path

import pytest
from records import claim, document

from policylens.evidence import anchors
from policylens.evidence.report import check
from policylens.evidence.source import Source
from policylens.model import Evidence
from policylens.render.pages.evidence import only_word_for_word

from .support import SMALL, Cli
from .texts import LETTER, UNION, texts

Golden = Callable[[str, str], None]

LONG = UNION + "Here it is\nas ever\n" * 2_000
"""Lines that the words of the union's anchors could go on after, two letters of them being the same."""

LIMIT = 5_000
"""Ordinary texts of this size take a few hundred, so that it is as near to them as the real limit is to real ones."""

COMMANDS = {
    "check-sources": "check --sources",
    "trace": "trace union-d01",
    "sources": "sources",
    "sources-document": "sources union",
}

OTHERS = ["brief hours --passages", "sources union --format csv", "sources add union {file}"]
"""What has no place for it in what it prints, and says it on standard error."""


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = texts(tmp_path / "texts", union=LONG)
    monkeypatch.setenv("POLICYLENS_SOURCES", str(folder))
    return folder


@pytest.fixture
def limited(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(anchors, "MOST_LOOKED_AT", LIMIT)


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


# --- where the limit is reached


@pytest.mark.usefixtures("limited")
@pytest.mark.parametrize("columns", [80, 160])
@pytest.mark.parametrize("name", COMMANDS)
def test_the_table_says_so(cli: Cli, golden: Golden, name: str, columns: int) -> None:
    outcome = cli(*shlex.split(COMMANDS[name]), corpus=SMALL, columns=columns)
    assert "ooked for word for word only" in " ".join(outcome.out.split())
    assert [line for line in outcome.out.splitlines() if len(line) > columns] == []
    golden(f"cli/word-for-word-{name}-{columns}.txt", outcome.out)


@pytest.mark.usefixtures("limited")
@pytest.mark.parametrize(("format", "suffix"), [("markdown", "md"), ("json", "json"), ("csv", "csv")])
@pytest.mark.parametrize("name", ["check-sources", "trace", "sources"])
def test_each_format_says_so(cli: Cli, golden: Golden, name: str, format: str, suffix: str) -> None:
    outcome = cli(*shlex.split(COMMANDS[name]), "--format", format, corpus=SMALL)
    assert outcome.err == ""
    golden(f"cli/word-for-word-{name}.{suffix}", outcome.out)


@pytest.mark.usefixtures("limited")
def test_what_was_found_word_for_word_has_no_note(cli: Cli) -> None:
    noted = {row["claim"]: row["note"] for row in rows(cli("check", "--sources", "--format", "csv", corpus=SMALL).out)}
    assert {claim for claim, note in noted.items() if note} == {"union-x01", "union-d01"}
    (row,) = rows(cli("trace", "union-p01", "--format", "csv", corpus=SMALL).out)
    assert (row["status"], "note" in row) == ("exact", False)


@pytest.mark.usefixtures("limited")
def test_data_have_a_note_each_and_their_number(cli: Cli) -> None:
    found = json.loads(cli("check", "--sources", "--format", "json", corpus=SMALL).out)
    counted = {each["document"]: each.get("word_for_word_only") for each in found["sources"]}
    assert counted == {"friends-report": None, "council": None, "union": 2, "letter": None}
    assert sum("note" in each for each in found["passages"]) == 2
    assert json.loads(cli("sources", "union", "--format", "json", corpus=SMALL).out)["word_for_word_only"] == 2


@pytest.mark.usefixtures("limited")
@pytest.mark.parametrize("command", OTHERS)
def test_what_has_no_place_for_it_says_it_beside(cli: Cli, folder: Path, command: str) -> None:
    outcome = cli(*command.format(file=folder / "union.txt").split(), corpus=SMALL)
    assert outcome.code == 0
    assert "word for word" not in outcome.out
    assert outcome.err.splitlines()[-1] == (
        "policylens: 2 anchors (Staff Union 2) were looked for word for word only: the text is very long or repeats "
        "itself. They are called missing, but they may be there in words that differ a little."
    )


@pytest.mark.usefixtures("limited")
def test_one_anchor_is_told_of_as_one(cli: Cli, folder: Path) -> None:
    text = LONG.replace("summer fare", "summer fair")
    (folder / "union.txt").write_text(text, encoding="utf-8")
    shown = " ".join(cli("check", "--sources", corpus=SMALL).out.split())
    assert "1 anchor (Staff Union 1) was looked for word for word only" in shown
    assert "It is called missing, but it may be there" in shown


def test_what_was_found_before_the_limit_was_reached_is_shown_with_a_note(
    cli: Cli, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(anchors, "MOST_LOOKED_AT", 150)
    text = LETTER.replace("Last week", "Last weak") + "It is the roof again. " * 150
    (folder / "letter.txt").write_text(text, encoding="utf-8")
    shown = " ".join(cli("trace", "letter-d01", corpus=SMALL).out.split())
    assert "Not looked for everywhere: the text is very long or repeats itself. fuzzy." in shown
    shown = " ".join(cli("check", "--sources", corpus=SMALL, columns=160).out.split())
    assert "letter-d01: the copy has “Last weak the roof”; not looked for everywhere" in shown
    (row,) = rows(cli("trace", "letter-d01", "--format", "csv", corpus=SMALL).out)
    assert (row["status"], row["note"][:25]) == ("fuzzy", "not looked for everywhere")


@pytest.mark.usefixtures("limited")
def test_of_many_documents_some_are_named_and_the_others_counted() -> None:
    text = Source(text=LONG)
    wanted = [claim(f"c{number}", evidence=(Evidence(start="Our summer fair"),)) for number in range(3)]
    checked = [check(document(f"doc-{number}", claims=wanted), text) for number in range(7)]
    assert only_word_for_word(checked).startswith(
        "21 anchors (doc-0 3, doc-1 3, doc-2 3, doc-3 3, doc-4 3, 2 other documents) were looked for word for word only"
    )


# --- where it is not


@pytest.mark.parametrize("format", ["table", "markdown", "json", "csv"])
@pytest.mark.parametrize("command", COMMANDS.values())
def test_within_the_limit_there_is_no_word_of_it(cli: Cli, command: str, format: str) -> None:
    outcome = cli(*command.split(), "--format", format, corpus=SMALL)
    assert outcome.err == ""
    for word in ("word for word", "word_for_word", "note"):
        assert word not in outcome.out


@pytest.mark.parametrize("command", OTHERS)
def test_within_the_limit_nothing_is_said_beside(cli: Cli, folder: Path, command: str) -> None:
    outcome = cli(*command.format(file=folder / "union.txt").split(), corpus=SMALL)
    assert (outcome.code, "word for word" in outcome.err) == (0, False)


@pytest.mark.usefixtures("limited")
def test_ordinary_texts_do_not_reach_even_the_limit_of_these_tests(cli: Cli, folder: Path) -> None:
    (folder / "union.txt").write_text(UNION, encoding="utf-8")
    outcome = cli("check", "--sources", corpus=SMALL)
    assert "Missing (1)" in outcome.out
    assert "word for word" not in outcome.out
