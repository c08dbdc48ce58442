"""`search`: which claims are searched, and how what is found is shown."""

import csv
import json
import shlex
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from .support import SMALL, Cli, small, start


def found(cli: Cli, arguments: str) -> dict[str, Any]:
    outcome = cli("search", *shlex.split(arguments), "--format", "json", corpus=SMALL)
    assert (outcome.code, outcome.err) == (0, "")
    return dict(json.loads(outcome.out))


def ids(cli: Cli, arguments: str) -> list[str]:
    return [hit["claim"]["id"] for hit in found(cli, arguments)["hits"]]


@pytest.mark.parametrize(
    ("chosen", "expected"),
    [
        ("", {"friends-r01", "friends-x01", "council-m01", "union-x01", "union-d01"}),
        ("--kind criticism", {"friends-x01", "union-x01"}),
        ("--kind criticism --kind mechanism", {"friends-x01", "union-x01", "council-m01"}),
        ("--kind commitment", set()),
        ("-d union", {"union-x01", "union-d01"}),
        ("-d 'staff union' -d Council", {"union-x01", "union-d01", "council-m01"}),
        ("-d letter", set()),
        ("-d union --kind criticism", {"union-x01"}),
    ],
)
def test_claims_are_chosen_by_kind_and_document(cli: Cli, chosen: str, expected: set[str]) -> None:
    assert {*ids(cli, f"volunteers {chosen}")} == expected


def test_the_claims_left_out_do_not_count_as_having_all_the_words(cli: Cli) -> None:
    everywhere, here = found(cli, "winter evening"), found(cli, "winter evening -d council")
    assert (everywhere["any_word"], here["any_word"]) == (False, True)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("'brook street'", ["council-r03", "council-m01", "friends-x01", "union-x01"]),
        ("'\"brook street\" librarian'", ["council-r03", "union-x01"]),
        ("'street brook'", []),
        ("roof 'Mill Road'", ["letter-d01"]),
        ("leaking", ["letter-d01"]),
        ("budgets", ["council-r01"]),
        ("secretary", ["union-p01"]),
        ("manager beginning", ["council-r01a"]),
        ("festival", ["union-d01"]),
    ],
)
def test_words_are_found_in_every_part_of_a_claim(cli: Cli, words: str, expected: list[str]) -> None:
    assert sorted(ids(cli, words)) == sorted(expected)


def test_claims_of_a_document_stand_together_and_the_best_of_all_comes_first(cli: Cli) -> None:
    hits = found(cli, "volunteers")["hits"]
    scores = [hit["score"] for hit in hits]
    assert scores == sorted(scores, reverse=True)
    lines = cli("search", "volunteers", corpus=SMALL).out.splitlines()
    names = {"Friends (2)": "friends-report", "Council (1)": "council", "Staff Union (2)": "union"}
    headings = [names[line] for line in lines if line in names]
    assert headings == list(dict.fromkeys(hit["document"] for hit in hits))
    shown = [line.split()[1] for line in lines if line.startswith("•")]
    assert [each for name in headings for each in ids(cli, f"volunteers -d {name}")] == shown


@pytest.mark.parametrize(("format", "mark"), [("table", "*roof*"), ("markdown", "**roof**")])
def test_matches_are_marked(cli: Cli, format: str, mark: str) -> None:
    assert f"The Mill Road {mark} leaks." in cli("search", "roof", "--format", format, corpus=SMALL).out


def test_with_colours_matches_are_underlined_instead(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    shown = cli("search", "roof", corpus=SMALL).out
    assert "\x1b[1;4mroof\x1b[0m" in shown
    assert "*roof*" not in shown


def test_a_match_in_a_mechanism_is_shown_where_it_is(cli: Cli) -> None:
    lines = cli("search", "mornings", corpus=SMALL).out.splitlines()
    assert "   How: Shifts are moved from the *mornings*, when few people come." in lines
    assert not any("How:" in line for line in cli("search", "branches", corpus=SMALL).out.splitlines())


def test_a_speaker_stands_before_the_words(cli: Cli) -> None:
    shown = " ".join(cli("search", "member", corpus=SMALL).out.split())
    assert "union-p01 (paragraph 2) principle. Branch secretary: No *member* works after six." in shown


def test_some_of_the_words_are_said_to_be_some(cli: Cli) -> None:
    said = "No claim has all the words; these have some of them."
    assert said in cli("search", "winter", "leaks", corpus=SMALL).out
    assert said not in cli("search", "roof", "leaks", corpus=SMALL).out
    assert said not in cli("search", "zebra", "xylophone", corpus=SMALL).out


def test_finding_nothing_is_a_result(cli: Cli) -> None:
    outcome = cli("search", "zebra", corpus=SMALL)
    assert (outcome.code, outcome.out.splitlines()[-1]) == (0, "None found.")
    assert found(cli, "zebra")["hits"] == []


def test_csv_has_a_row_for_each_claim_best_first(cli: Cli) -> None:
    rows = list(csv.DictReader(cli("search", "volunteers", "--format", "csv", corpus=SMALL).out.splitlines()))
    assert [row["id"] for row in rows] == ids(cli, "volunteers")
    assert rows[0]["statement"] == "Let volunteers run the two smallest branches."


def test_no_word_is_an_error_with_a_way_out(cli: Cli) -> None:
    assert cli("search", "*", corpus=SMALL).err == (
        "policylens: there is no word to search for\nname words, or a phrase in quotes\n"
    )


def test_an_unknown_kind_is_answered_with_the_kinds(cli: Cli) -> None:
    said = cli("search", "roof", "--kind", "opinion", corpus=SMALL).err
    assert "'opinion' is not one of 'principle', 'mechanism', 'recommendation'" in said


def test_accents_need_not_be_typed(cli: Cli, tmp_path: Path) -> None:
    corpus = small(tmp_path / "corpus", ("frameworks/letter.yaml", "The Mill Road roof leaks.", "The café roof leaks."))
    for word in ("cafe", "café", "CAFÉ", "cafe\u0301"):
        assert "The *café* roof leaks." in cli("search", word, corpus=corpus).out


@pytest.mark.parametrize("format", ["table", "markdown"])
def test_what_was_searched_for_cannot_steer_the_terminal(cli: Cli, format: str) -> None:
    outcome = cli("search", "ro\x1b[2Jof\u202e\nmore", "--format", format, corpus=SMALL)
    assert (outcome.code, outcome.err) == (0, "")
    assert not {"\x1b", "\u202e"} & {*outcome.out}


@pytest.mark.parametrize("format", ["table", "markdown", "json", "csv"])
def test_bytes_that_are_no_text_are_passed_over(format: str) -> None:
    done = start("search", "roof\udce9", "--format", format, "--corpus", str(SMALL))
    assert (done.returncode, done.stderr) == (0, "")
    assert "letter" in done.stdout


@pytest.mark.parametrize("columns", [80, 160])
def test_a_long_word_stays_within_the_terminal(cli: Cli, columns: int) -> None:
    out = cli("search", "x" * 400, "roof", corpus=SMALL, columns=columns).out
    assert [line for line in out.splitlines() if len(line) > columns] == []


def test_the_heading_says_what_was_searched_for(cli: Cli) -> None:
    lines = cli("search", "mill road", "roof", corpus=SMALL).out.splitlines()
    assert [line for line, under in pairwise(lines) if under and set(under) == {"━"}] == ["Claims on mill road roof"]
