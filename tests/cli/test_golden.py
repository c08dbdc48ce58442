"""What every command prints on the small corpus, held against files that a reader has looked at."""

import shlex
from collections.abc import Callable

import pytest

from .support import SMALL, Cli

Golden = Callable[[str, str], None]

COMMANDS = {
    "list": "list",
    "list-propositions": "list --propositions",
    "list-topics": "list --topics",
    "list-everything-of-one": "list --propositions --topics -d union",
    "show-document": "show council",
    "show-document-charted": "show union",
    "show-document-computed": "show friends-report",
    "show-document-hardly-coded": "show letter",
    "show-claim": "show council-r01",
    "show-claim-of-a-speaker": "show union-p01",
    "show-claim-from-another-source": "show council-e01",
    "show-claim-hardly-filled": "show letter-d01",
    "show-recommendations": "show council --recommendations",
    "show-principles": "show council --principles",
    "show-mechanisms": "show council --mechanisms",
    "show-commitments": "show union --commitments",
    "show-diagnoses": "show council --diagnoses",
    "show-criticisms": "show friends-report --criticisms",
    "show-evidence": "show council --evidence",
    "show-two-kinds": "show council --principles --recommendations",
    "show-none": "show council --criticisms --commitments --theme money",
    "show-theme": "show council --theme hours",
    "show-topic": "show council --topic mill-road",
    "show-sector": "show council --sector libraries",
    "show-speaker": "show union --speaker secretary",
    "compare": "compare",
    "compare-theme": "compare hours",
    "compare-theme-mixed": "compare volunteers",
    "compare-theme-without-scale": "compare money",
    "compare-theme-claims": "compare hours --claims",
    "compare-proposition": "compare open-late",
    "compare-proposition-contested": "compare keep-hours",
    "compare-topic": "compare mill-road",
    "compare-several": "compare hours mill-road fees",
    "compare-all": "compare --all",
    "compare-two-documents": "compare volunteers -d council -d union",
    "compare-one-document": "compare hours -d letter",
    "crossref": "crossref",
    "crossref-one-document": "crossref council",
    "crossref-two-documents": "crossref council union",
    "crossref-two-documents-mixed": "crossref friends council",
    "crossref-two-documents-nothing-shared": "crossref letter friends",
    "crossref-some-documents": "crossref -d council -d union -d letter",
    "crossref-too-few": "crossref -d council",
    "search": "search volunteers",
    "search-phrase": "search 'brook street' 'no library'",
    "search-mechanism": "search people mornings",
    "search-speaker": "search member",
    "search-topic": "search fri*",
    "search-some-of-the-words": "search winter leaks",
    "search-nothing": "search zebra",
    "search-kind": "search volunteers --kind criticism --kind diagnosis -d union",
    "check": "check",
}
"""The name of each golden file, and the command line that it shows."""

FORMATTED = {
    "list": "list",
    "show-document": "show council",
    "show-claim": "show council-r01",
    "compare": "compare",
    "compare-theme": "compare hours",
    "compare-proposition": "compare open-late",
    "compare-topic": "compare mill-road",
    "compare-several": "compare hours run-branches",
    "crossref": "crossref",
    "crossref-one-document": "crossref council",
    "crossref-two-documents": "crossref council union",
    "search": "search volunteers",
    "search-mechanism": "search people mornings",
    "search-nothing": "search zebra",
    "check": "check",
}
"""What is written in every other format."""


@pytest.mark.parametrize("columns", [80, 160])
@pytest.mark.parametrize("name", COMMANDS)
def test_the_table_reads_as_it_was_read(cli: Cli, golden: Golden, name: str, columns: int) -> None:
    outcome = cli(*shlex.split(COMMANDS[name]), corpus=SMALL, columns=columns)
    assert (outcome.code, outcome.err) == (0, "")
    golden(f"cli/{name}-{columns}.txt", outcome.out)


@pytest.mark.parametrize("columns", [80, 160])
@pytest.mark.parametrize("name", COMMANDS)
def test_no_line_is_wider_than_the_terminal(cli: Cli, name: str, columns: int) -> None:
    outcome = cli(*shlex.split(COMMANDS[name]), corpus=SMALL, columns=columns)
    assert [line for line in outcome.out.splitlines() if len(line) > columns] == []


@pytest.mark.parametrize(("format", "suffix"), [("markdown", "md"), ("json", "json"), ("csv", "csv")])
@pytest.mark.parametrize("name", FORMATTED)
def test_each_format_reads_as_it_was_read(cli: Cli, golden: Golden, name: str, format: str, suffix: str) -> None:
    outcome = cli(*shlex.split(FORMATTED[name]), "--format", format, corpus=SMALL)
    assert (outcome.code, outcome.err) == (0, "")
    golden(f"cli/{name}.{suffix}", outcome.out)


@pytest.mark.parametrize("asked", ["propositions", "topics"])
def test_the_lists_of_the_codebook_go_into_csv(cli: Cli, golden: Golden, asked: str) -> None:
    outcome = cli("list", f"--{asked}", "--format", "csv", corpus=SMALL)
    assert (outcome.code, outcome.err) == (0, "")
    golden(f"cli/list-{asked}.csv", outcome.out)


def test_ascii_is_written_where_the_encoding_has_nothing_else(cli: Cli, golden: Golden) -> None:
    outcome = cli("compare", "hours", "volunteers", corpus=SMALL, encoding="ascii")
    assert outcome.out.isascii()
    golden("cli/compare-ascii.txt", outcome.out)


@pytest.mark.parametrize("name", ["LC_ALL", "LC_CTYPE", "LANG"])
def test_the_c_locale_gets_the_same_as_an_ascii_terminal(
    cli: Cli, golden: Golden, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setenv(name, "C")
    golden("cli/compare-ascii.txt", cli("compare", "hours", "volunteers", corpus=SMALL).out)


def test_colours_are_written_where_they_are_forced(cli: Cli, golden: Golden, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    golden("cli/compare-colour.txt", cli("compare", "volunteers", corpus=SMALL).out)
