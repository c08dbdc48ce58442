"""`--where`: only documents that are so, in every command that compares."""

import json
from pathlib import Path

import pytest

from .support import SMALL, Cli


def documents(out: str) -> list[str]:
    return [each["id"] for each in json.loads(out)["documents"]]


@pytest.mark.parametrize("command", ["list", "compare"])
def test_only_documents_that_are_so_are_shown(cli: Cli, command: str) -> None:
    outcome = cli(command, "--where", "type=council", "--format", "json", corpus=SMALL)
    assert documents(outcome.out) == ["council"]


def test_conditions_and_names_go_together(cli: Cli) -> None:
    given = ["list", "-d", "council", "-d", "union", "--where", "date>=2019-04", "--format", "json"]
    assert documents(cli(*given, corpus=SMALL).out) == ["union"]


def test_crossref_holds_a_named_document_against_those_that_are_so(cli: Cli) -> None:
    found = json.loads(cli("crossref", "union", "--where", "type=council", "--format", "json", corpus=SMALL).out)
    assert [{pair["a"], pair["b"]} for pair in found["agreement"]] == [{"council", "union"}]


def test_search_looks_only_into_documents_that_are_so(cli: Cli) -> None:
    out = cli("search", "volunteers", "--where", "type=council", "--format", "csv", corpus=SMALL).out
    assert {line.split(",")[0] for line in out.splitlines()[1:]} == {"council"}


def test_a_briefing_is_about_documents_that_are_so(cli: Cli) -> None:
    out = cli("brief", "hours", "--where", "type=council", corpus=SMALL).out
    assert "Council" in out
    assert "Union" not in out


def test_another_condition_is_another_question(cli: Cli) -> None:
    first = cli("list", "--where", "type=council", corpus=SMALL)
    assert cli("list", "--where", "type!=council", corpus=SMALL) != first
    assert cli("list", "--where", "type=council", corpus=SMALL) == first


@pytest.mark.parametrize(
    ("condition", "said"),
    [
        ("type", "type is no condition"),
        ("colour=red", "no document has an attribute colour"),
        ("type=x", "no document is so"),
    ],
)
def test_a_condition_that_cannot_be_met_or_understood_is_named(
    cli: Cli, tmp_path: Path, condition: str, said: str
) -> None:
    outcome = cli("compare", "--where", condition, "-o", str(tmp_path / "out.md"), corpus=SMALL)
    assert (outcome.code, outcome.out) == (2, "")
    assert said in outcome.err
    assert not (tmp_path / "out.md").exists()
