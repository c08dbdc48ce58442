"""`compare`: what is compared, and which documents."""

import csv
import json
from itertools import pairwise
from typing import Any

import pytest

from .support import SMALL, Cli


def compared(cli: Cli, *arguments: str) -> dict[str, Any]:
    outcome = cli("compare", *arguments, "--format", "json", corpus=SMALL)
    assert outcome.code == 0, outcome.err
    return dict(json.loads(outcome.out))


def ids(found: dict[str, Any], what: str) -> list[str]:
    return [item["id"] for item in found.get(what, [])]


@pytest.mark.parametrize(
    ("names", "themes", "propositions", "topics"),
    [
        ("", ["hours", "volunteers", "money"], [], []),
        ("--all", ["hours", "volunteers", "money"], [], []),
        ("hours", ["hours"], [], []),
        ("money hours", ["money", "hours"], [], []),
        ("fees open-late", [], ["fees", "open-late"], []),
        ("friends", [], [], ["friends"]),
        ("friends hours fees", ["hours"], ["fees"], ["friends"]),
        ("topic:events proposition:events", [], ["events"], ["events"]),
        ("hours theme:hours HOURS", ["hours"], [], []),
    ],
)
def test_what_is_named_is_compared_once_each(
    cli: Cli, names: str, themes: list[str], propositions: list[str], topics: list[str]
) -> None:
    found = compared(cli, *names.split())
    assert (ids(found, "themes"), ids(found, "propositions"), ids(found, "topics")) == (themes, propositions, topics)


def test_pages_stand_in_the_order_of_the_names(cli: Cli) -> None:
    lines = cli("compare", "fees", "friends", "hours", corpus=SMALL).out.splitlines()
    titles = [line for line, under in pairwise(lines) if under and set(under) == {"━"}]
    assert titles == ["Borrowing should stay free.", "The Friends of the Park", "Opening hours"]


@pytest.mark.parametrize(
    ("chosen", "expected"),
    [
        ("", ["friends-report", "council", "union", "letter"]),
        ("-d union", ["union"]),
        ("-d union -d council", ["council", "union"]),
        ("--document Friends --document letter", ["friends-report", "letter"]),
        ("-d union -d union", ["union"]),
    ],
)
@pytest.mark.parametrize("what", ["", "hours", "open-late", "mill-road"])
def test_documents_are_chosen_and_stand_by_date(cli: Cli, what: str, chosen: str, expected: list[str]) -> None:
    assert ids(compared(cli, *what.split(), *chosen.split()), "documents") == expected


def test_a_verdict_counts_only_the_documents_that_are_chosen(cli: Cli) -> None:
    everyone = compared(cli, "open-late")["propositions"][0]
    two = compared(cli, "open-late", "-d", "council", "-d", "friends")["propositions"][0]
    assert (everyone["verdict"], everyone["for"], everyone["against"]) == ("diverge", 2, 1)
    assert (two["verdict"], two["for"], two["against"]) == ("agree with reservations", 2, 0)


def test_silent_and_not_coded_are_told_apart(cli: Cli) -> None:
    positions = compared(cli, "fees")["propositions"][0]["positions"]
    assert {document: cell["state"] for document, cell in positions.items()} == {
        "friends-report": "not coded",
        "council": "position",
        "union": "silent",
        "letter": "silent",
    }


def test_all_claims_are_shown_when_asked_for(cli: Cli) -> None:
    leading = cli("compare", "hours", corpus=SMALL).out
    everything = cli("compare", "hours", "--claims", corpus=SMALL).out
    assert "Begin with Mill Road." not in leading
    assert "Begin with Mill Road." in everything


def test_a_proposition_shows_all_its_claims_unasked(cli: Cli) -> None:
    assert cli("compare", "open-late", corpus=SMALL) == cli("compare", "open-late", "--claims", corpus=SMALL)


def test_csv_has_a_row_for_each_proposition_and_document(cli: Cli) -> None:
    rows = list(csv.DictReader(cli("compare", "--format", "csv", corpus=SMALL).out.splitlines()))
    assert len(rows) == 9 * 4
    assert len({(row["proposition"], row["document"]) for row in rows}) == 9 * 4


def test_csv_of_a_topic_has_a_row_for_each_claim(cli: Cli) -> None:
    rows = list(csv.DictReader(cli("compare", "mill-road", "--format", "csv", corpus=SMALL).out.splitlines()))
    assert [row["id"] for row in rows] == ["council-r01", "council-r01a", "council-r02", "union-c01", "letter-d01"]


def test_the_overview_and_the_whole_matrix_are_the_same_data(cli: Cli) -> None:
    assert compared(cli) == compared(cli, "--all")


def test_documents_that_diverge_are_a_result(cli: Cli) -> None:
    assert compared(cli, "hours")["themes"][0]["propositions"][0]["verdict"] == "diverge"
    assert cli("compare", "hours", corpus=SMALL).code == 0
