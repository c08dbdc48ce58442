"""Suggestions, and data quoted in messages."""

from pathlib import Path

import pytest
from written import HEAD, check, claim, document, only, position, read_document, write

from policylens.corpus.loader import load
from policylens.corpus.reading import nearest, shown, suggest

KNOWN = ("for-profit-delivery", "non-profit-providers", "contract-out", "fees")


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("for-proft-delivery", "for-profit-delivery"),
        ("forprofit-delivery", "for-profit-delivery"),
        ("for-profit-deliveries", "for-profit-delivery"),
        ("fee", "fees"),
        ("contract_out", "contract-out"),
    ],
)
def test_a_mistyped_word_suggests_the_nearest(word: str, meant: str) -> None:
    assert suggest(word, KNOWN) == f"did you mean {meant}?"


def test_the_nearest_is_one_word_or_none() -> None:
    assert nearest("fee", KNOWN) == ["fees"]
    assert nearest("xyz", KNOWN) == []


def test_what_mistyped_names_and_keys_probably_mean_is_kept_for_the_checks() -> None:
    outcome = read_document(HEAD + "claim: []\ncoding: {themes: [huors]}\nxyz: 1\n")
    assert outcome.meant == {"claims", "hours"}
    assert outcome.in_doubt >= {"claims", "hours", "coding"}


def test_a_word_far_from_all_lists_the_known_ones_where_they_are_few() -> None:
    assert suggest("xyz", ("high", "low")) == "one of: high, low"


def test_many_known_words_are_not_listed() -> None:
    assert suggest("xyz", [f"word-{number}" for number in range(8)]).startswith("one of: word-0, word-1")
    assert suggest("xyz", [f"word-{number}" for number in range(9)]) == ""


def test_where_nothing_is_known_nothing_is_suggested() -> None:
    assert suggest("xyz", ()) == ""


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("as it is", "as it is"),
        (" on\n one \t line ", "on one line"),
        ("x" * 60, "x" * 60),
        ("x" * 61, "x" * 57 + "..."),
        ("", ""),
    ],
)
def test_data_is_quoted_on_one_line_of_at_most_sixty_characters(value: str, text: str) -> None:
    assert shown(value) == text


def test_a_mistyped_name_is_told_with_its_place_and_what_was_meant(tmp_path: Path) -> None:
    problem = only(check(tmp_path, document([position("open-lat", 1, "a")], [claim("a")])))
    assert (problem.file, problem.line, problem.column) == ("frameworks/plan.yaml", 6, 3)
    assert f"{problem.message}; {problem.hint}" == "unknown proposition open-lat; did you mean open-late?"


def test_a_mistyped_document_is_suggested_from_the_files_of_the_corpus(tmp_path: Path) -> None:
    folder = write(
        tmp_path, plan=document([], [claim("a", "refers_to: [leter]")]), letter=HEAD.replace("plan", "letter")
    )
    assert only(load(folder).problems).hint == "did you mean letter?"
