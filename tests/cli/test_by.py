"""`compare --by`: groups of documents, their positions counted."""

import csv
import io
import json
from collections.abc import Callable

import pytest

from .support import SMALL, Cli


@pytest.mark.parametrize("columns", [80, 160])
def test_the_table_reads_as_it_was_read(cli: Cli, golden: Callable[[str, str], None], columns: int) -> None:
    outcome = cli("compare", "hours", "--by", "type", corpus=SMALL, columns=columns)
    assert (outcome.code, outcome.err) == (0, "")
    assert [line for line in outcome.out.splitlines() if len(line) > columns] == []
    golden(f"cli/compare-by-{columns}.txt", outcome.out)


def test_the_counts_of_a_proposition_add_up_to_the_documents(cli: Cli) -> None:
    rows = list(csv.DictReader(io.StringIO(cli("compare", "--by", "type", "--format", "csv", corpus=SMALL).out)))
    counted = ["for", "against", "balanced", "mixed", "silent", "not_coded"]
    assert rows
    assert all(sum(int(row[key]) for key in counted) == int(row["documents"]) for row in rows)
    found = json.loads(cli("compare", "--by", "type", "--format", "json", corpus=SMALL).out)
    assert sum(map(len, found["groups"].values())) == 4
    assert len(found["distribution"]) == len(rows)


def test_a_single_proposition_can_be_counted(cli: Cli) -> None:
    found = json.loads(cli("compare", "open-late", "--by", "type", "--format", "json", corpus=SMALL).out)
    assert {row["proposition"] for row in found["distribution"]} == {"open-late"}


def test_a_picture_says_which_documents_are_counted(cli: Cli) -> None:
    drawn = cli("compare", "hours", "--by", "type", "--format", "svg", corpus=SMALL).out
    assert "The groups: council: Council; union: Staff Union; not given: Friends and letter." in drawn


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["mill-road", "--by", "type"], "--by counts positions, and a topic has none"),
        (["--all", "--by", "type"], "--by counts positions"),
        (["hours", "--claims", "--by", "type"], "--by counts positions"),
        (["hours", "--by", "colour"], "no document has an attribute colour"),
    ],
)
def test_what_cannot_be_counted_is_refused(cli: Cli, arguments: list[str], said: str) -> None:
    outcome = cli("compare", *arguments, corpus=SMALL)
    assert (outcome.code, outcome.out) == (2, "")
    assert said in outcome.err
