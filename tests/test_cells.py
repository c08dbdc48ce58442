"""Cells of tables: what a spreadsheet would run is marked, lists are joined, and both are undone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policylens.plain.cells import joined, parted, safe, unsafe

BEGINNINGS = ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"]

texts = st.text() | st.text(st.sampled_from(["'", *BEGINNINGS, "a"]))
items = st.text().map(str.strip).filter(bool) | st.text(st.sampled_from(["\\", ";", "a"]), min_size=1)


@given(texts)
def test_what_is_made_safe_can_be_undone(text: str) -> None:
    assert unsafe(safe(text)) == text


@given(texts)
def test_no_cell_begins_as_a_formula_does(text: str) -> None:
    assert not safe(text).startswith(tuple(BEGINNINGS))


@pytest.mark.parametrize("sign", BEGINNINGS)
def test_a_formula_gets_an_apostrophe_and_one_behind_apostrophes_another(sign: str) -> None:
    assert safe(f"{sign}1") == f"'{sign}1"
    assert safe(f"''{sign}1") == f"'''{sign}1"


@pytest.mark.parametrize("text", ["", "a=b", "'s Gravenhage", "'", "''", " =1", "1-2", "£5"])
def test_other_texts_stay_as_they_are(text: str) -> None:
    assert safe(text) == unsafe(text) == text


@given(st.lists(items))
def test_a_list_that_is_joined_can_be_taken_apart(of: list[str]) -> None:
    assert parted(joined(of)) == of


@pytest.mark.parametrize(
    ("cell", "found"),
    [
        ("", []),
        ("a", ["a"]),
        ("a;b ;  c", ["a", "b", "c"]),
        ("; a;; ", ["a"]),
        (r"a\;b; c\\; d\e", ["a;b", "c\\", r"d\e"]),
        ("a\\", ["a\\"]),
    ],
)
def test_a_list_may_be_typed_in_any_way(cell: str, found: list[str]) -> None:
    assert parted(cell) == found
