"""What the commands on evidence print with a reader's copies, held against files that a reader has looked at."""

import shlex
from collections.abc import Callable
from pathlib import Path

import pytest

from .support import SMALL, Cli
from .texts import LETTER, texts

Golden = Callable[[str, str], None]

COMMANDS = {
    "trace": "trace council-r01",
    "trace-fuzzy": "trace union-d01 --context 10",
    "trace-ambiguous": "trace letter-d01 --context 5",
    "trace-missing": "trace union-x01",
    "trace-another-text": "trace council-e01",
    "trace-no-copy": "trace friends-r01",
    "sources": "sources",
    "sources-document": "sources council",
    "check-sources": "check --sources",
}


@pytest.fixture(autouse=True)
def copies(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POLICYLENS_SOURCES", str(texts(tmp_path / "texts", letter=LETTER * 2)))


@pytest.mark.parametrize("columns", [80, 160])
@pytest.mark.parametrize("name", COMMANDS)
def test_the_table_reads_as_it_was_read(cli: Cli, golden: Golden, name: str, columns: int) -> None:
    outcome = cli(*shlex.split(COMMANDS[name]), corpus=SMALL, columns=columns)
    assert (outcome.code, outcome.err) == (int(name == "check-sources"), "")
    assert [line for line in outcome.out.splitlines() if len(line) > columns] == []
    golden(f"cli/{name}-{columns}.txt", outcome.out)


@pytest.mark.parametrize(("format", "suffix"), [("markdown", "md"), ("json", "json"), ("csv", "csv")])
@pytest.mark.parametrize("name", ["trace", "trace-ambiguous", "sources", "sources-document", "check-sources"])
def test_each_format_reads_as_it_was_read(cli: Cli, golden: Golden, name: str, format: str, suffix: str) -> None:
    outcome = cli(*shlex.split(COMMANDS[name]), "--format", format, corpus=SMALL)
    assert outcome.err == ""
    golden(f"cli/{name}.{suffix}", outcome.out)


def test_ascii_is_written_where_the_encoding_has_nothing_else(cli: Cli, golden: Golden) -> None:
    outcome = cli("sources", "council", corpus=SMALL, encoding="ascii")
    assert outcome.out.isascii()
    golden("cli/sources-ascii.txt", outcome.out)


def test_a_briefing_has_its_passages(cli: Cli, golden: Golden) -> None:
    outcome = cli("brief", "hours", "--passages", corpus=SMALL)
    assert outcome.code == 0
    golden("cli/brief-passages.md", outcome.out)
