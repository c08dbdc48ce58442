"""What people write for a stance: read by the column as a whole, and never guessed where it may mean two things."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policylens.exchange.csv.stances import is_number, key, understand
from policylens.model import STANCES

COLUMNS = {
    "our own numbers": {"-2": -2, "-1": -1, "0": 0, "1": 1, "2": 2},
    "numbers with signs": {"+2": 2, "+1": 1, "−1": -1, "–2": -2, "-0": 0},
    "numbers as programs write them": {"2.0": 2, "-1.00": -1, "0,0": 0},
    "one side without reservation": {"1": 1},
    "two sides of one number": {"1": 1, "-1": -1},
    "three words": {"agree": 2, "neutral": 0, "disagree": -2},
    "five words": {
        "Strongly agree": 2,
        "Agree": 1,
        "Neither agree nor disagree": 0,
        "Disagree": -1,
        "Strongly disagree": -2,
    },
    "words behind": {"agree strongly": 2, "agree": 1},
    "words with signs between": {"strongly_agree": 2, "strongly-disagree": -2, "agree": 1},
    "some in part": {"for": 2, "partly for": 1, "for in part": 1, "against with reservations": -1, "against": -2},
    "yes and no": {"Yes": 2, "NO": -2, "y": 2, "n": -2},
    "truth values": {"TRUE": 2, "false": -2},
    "sides": {"pro": 2, "contra": -2, "balanced": 0},
    "more words": {"supports": 2, "Opposes.": -2, "in favour": 2, "both sides": 0},
    "numbers and words": {"1": 1, "against": -2},
    "no stance": {"agree": 2, "NA": None, "n/a": None, "silent": None, "No position": None},
}


@pytest.mark.parametrize("column", COLUMNS)
def test_a_column_is_understood(column: str) -> None:
    assert understand(COLUMNS[column], {}) == (COLUMNS[column], (), "")


@pytest.mark.parametrize(
    "values", [["stimme zu"], ["0.5", "2,5"], ["12345678901"], ["strongly"], ["??", "-"], ["so so"]]
)
def test_what_is_not_known_is_said_so(values: list[str]) -> None:
    assert understand(values, {})[:2] == ({}, tuple(values))


def test_numbers_of_another_scale_are_not_taken_for_ours() -> None:
    found = understand(["1", "2", "3", "4", "5", "yes"], {})
    assert (found.stances, found.unknown) == ({"yes": 2}, ("1", "2", "3", "4", "5"))
    assert "another scale" in found.why


def test_nor_where_those_that_are_beyond_ours_are_explained() -> None:
    assert understand(["1", "2", "3"], {"3": 2}).unknown == ("1", "2")
    assert understand(["1", "2", "3"], {"1": -2, "2": 0, "3": 2}) == ({"1": -2, "2": 0, "3": 2}, (), "")


def test_nought_and_one_alone_may_mean_two_things() -> None:
    found = understand(["0", "1", "NA"], {})
    assert found.unknown == ("0", "1")
    assert found.why == "0 and 1 alone may mean against and for, or neutral and for in part"
    assert understand(["0", "1"], {"0": -2, "1": 2}) == ({"0": -2, "1": 2}, (), "")
    assert understand(["0", "1", "-1"], {}).unknown == ()


def test_seven_grades_are_more_than_there_are_stances() -> None:
    found = understand(["fully agree", "agree", "partly agree", "neutral", "disagree"], {})
    assert found.stances == {"fully agree": 2, "partly agree": 1, "neutral": 0}
    assert found.unknown == ("agree", "disagree")
    assert "more grades" in found.why


def test_what_is_given_comes_first_however_it_is_written() -> None:
    given_ = {key("Stimme  zu."): 2, key("neutral"): None}
    assert understand(["stimme zu", "STIMME ZU", "Neutral"], given_).stances == {
        "stimme zu": 2,
        "STIMME ZU": 2,
        "Neutral": None,
    }


@given(st.lists(st.text(max_size=20) | st.sampled_from(["agree", "strongly", "2", "-1", "3", "no", " "])))
def test_every_value_is_a_stance_or_unknown(values: list[str]) -> None:
    found = understand(values, {})
    assert {*found.stances, *found.unknown} == set(values)
    assert not found.stances.keys() & set(found.unknown)
    assert set(found.stances.values()) <= {None, *STANCES}


@pytest.mark.parametrize(("value", "number"), [("2", True), ("−1", True), ("+1.0", True), ("two", False), ("", False)])
def test_numbers_are_known(value: str, number: bool) -> None:
    assert is_number(value) == number
