"""`crossref`: which pairs are shown, in which order, and what is behind one."""

import csv
import json
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from .support import SMALL, Cli, generated


def found(cli: Cli, arguments: str, corpus: Path = SMALL) -> dict[str, Any]:
    outcome = cli("crossref", *arguments.split(), "--format", "json", corpus=corpus)
    assert (outcome.code, outcome.err) == (0, "")
    return dict(json.loads(outcome.out))


def named(cli: Cli, arguments: str) -> list[tuple[str, str]]:
    return [(pair["a"], pair["b"]) for pair in found(cli, arguments)["agreement"]]


@pytest.mark.parametrize(
    ("arguments", "pairs"),
    [
        (
            "",
            [
                ("friends-report", "council"),
                ("friends-report", "union"),
                ("friends-report", "letter"),
                ("council", "union"),
                ("council", "letter"),
                ("union", "letter"),
            ],
        ),
        ("council", [("friends-report", "council"), ("council", "union"), ("council", "letter")]),
        ("Friends", [("friends-report", "council"), ("friends-report", "union"), ("friends-report", "letter")]),
        ("-d letter -d council -d union", [("council", "union"), ("council", "letter"), ("union", "letter")]),
        ("council -d letter", [("council", "letter")]),
        ("council -d letter -d union", [("council", "union"), ("council", "letter")]),
        ("council -d council -d letter", [("council", "letter")]),
        ("-d council", []),
    ],
)
def test_the_pairs_that_are_asked_for_are_shown_by_date(cli: Cli, arguments: str, pairs: list[tuple[str, str]]) -> None:
    assert named(cli, arguments) == pairs


@pytest.mark.parametrize(
    ("arguments", "order"),
    [
        ("council union", ("council", "union")),
        ("union council", ("union", "council")),
        ("document:union Friends", ("union", "friends-report")),
    ],
)
def test_two_documents_stand_in_the_order_in_which_they_are_named(
    cli: Cli, arguments: str, order: tuple[str, str]
) -> None:
    across = found(cli, arguments)
    assert (across["a"], across["b"]) == order


@pytest.mark.parametrize("format", ["table", "markdown"])
def test_both_reasons_are_shown(cli: Cli, format: str) -> None:
    shown = cli("crossref", "council", "union", "--format", format, corpus=SMALL, columns=220).out
    rows = [line for line in shown.splitlines() if "(open-sundays)" in line]
    assert len(rows) == 1
    assert rows[0].index("Sundays are tried at Mill Road first.") < rows[0].index("Sundays are mentioned once")


def test_a_citation_names_who_cites_whom(cli: Cli) -> None:
    """The union cites the council, and the council the friends."""
    for first, second, said in [
        ("council", "union", "Staff Union cites Council: union-x01"),
        ("union", "council", "Staff Union cites Council: union-x01"),
        ("friends", "council", "Council cites Friends: council-m01"),
    ]:
        assert said in cli("crossref", first, second, corpus=SMALL).out


def test_a_pair_without_anything_shared_has_no_score(cli: Cli) -> None:
    across = found(cli, "letter friends")
    assert (across["shared"], across["agreement"], across["alpha"]) == (0, None, None)
    assert "so there is no score" in cli("crossref", "letter", "friends", corpus=SMALL).out


def test_every_format_and_both_views_have_the_same_figures(cli: Cli) -> None:
    across = found(cli, "council union")
    pair = next(each for each in found(cli, "")["agreement"] if (each["a"], each["b"]) == ("council", "union"))
    assert pair.items() <= across.items()
    (row,) = csv.DictReader(cli("crossref", "council", "union", "--format", "csv", corpus=SMALL).out.splitlines())
    assert row == {name: str(value) for name, value in pair.items()}
    table = cli("crossref", "council", "union", corpus=SMALL, columns=160).out
    assert f"agreement {pair['agreement']:.2f}" in table
    assert f"alpha {pair['alpha']:.2f}".replace("-", "−") in table


def test_the_propositions_are_as_many_as_the_counts_say(cli: Cli) -> None:
    across = found(cli, "friends union")
    assert [row["proposition"] for row in across["opposite_sides"]] == ["open-late"]
    assert [row["proposition"] for row in across["zero_or_mixed"]] == ["run-branches"]
    assert (across["same"], across["opposite"], across["neutral"]) == (0, 1, 1)
    assert (across["only_a"], across["only_b"]) == ([], ["open-sundays", "keep-hours", "help-out", "paid-staff"])


def test_metrics_are_named_and_explained_where_they_are_shown(cli: Cli) -> None:
    for arguments in ([], ["council", "union"], ["--help"]):
        shown = " ".join(cli("crossref", *arguments, corpus=SMALL).out.split())
        assert "city-block proximity" in shown
        assert "1 - mean(|a - b|)/4" in shown
        assert "Krippendorff's ordinal alpha" in shown
        assert "say yes to most things agree by habit" in shown


def test_one_document_too_many_is_explained(cli: Cli) -> None:
    assert cli("crossref", "council", "union", "letter", corpus=SMALL).err.splitlines() == [
        "policylens: crossref takes one document or two different ones",
        "choose from many with -d",
    ]


def test_two_documents_leave_nothing_for_minus_d_to_choose(cli: Cli) -> None:
    outcome = cli("crossref", "council", "union", "-d", "letter", corpus=SMALL)
    assert (outcome.code, outcome.out) == (2, "")
    assert outcome.err.startswith("policylens: two documents are named")


def test_a_mistyped_document_gets_a_suggestion(cli: Cli) -> None:
    assert cli("crossref", "concil", corpus=SMALL).err == (
        "policylens: unknown document: concil\ndid you mean council?\n"
    )


@pytest.mark.parametrize("arguments", ["", "council", "council union"])
def test_a_picture_says_what_the_table_says(cli: Cli, arguments: str) -> None:
    written = cli("crossref", *arguments.split(), "--format", "svg", corpus=SMALL).out
    there = " ".join(ElementTree.fromstring(written).itertext())
    for words in ("Council", "Staff Union", "open on Sundays" if arguments == "council union" else "−0.42"):
        assert words in there


@pytest.mark.parametrize("columns", [80, 160])
@pytest.mark.parametrize("arguments", ["", "borough-007", "borough-001 borough-002"])
def test_thirty_documents_stay_within_the_terminal(cli: Cli, tmp_path: Path, arguments: str, columns: int) -> None:
    corpus = generated(tmp_path / "corpus", 30)
    outcome = cli("crossref", *arguments.split(), corpus=corpus, columns=columns)
    assert (outcome.code, outcome.err) == (0, "")
    assert [line for line in outcome.out.splitlines() if len(line) > columns] == []


def test_thirty_documents_make_435_pairs(cli: Cli, tmp_path: Path) -> None:
    assert len(found(cli, "", generated(tmp_path / "corpus", 30))["agreement"]) == 30 * 29 / 2
