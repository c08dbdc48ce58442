"""What fits into a cell, and what sheets are called."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policylens.exchange.xlsx.cells import LONGEST, SheetNames, fitted


def units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def names(*titles: str) -> list[str]:
    given = SheetNames()
    return [given.of(title) for title in titles]


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Markets", "Markets"),
        ("A/B: [what?] *\\x", "A B what x"),
        ("'quoted'", "quoted"),
        ("  ", "Sheet"),
        ("[]", "Sheet"),
        ("History", "History 2"),
        ("Markets, choice and who provides", "Markets, choice and who"),
        ("x" * 40, "x" * 31),
        ("\U0001f600" * 20, "\U0001f600" * 15),
        ("a\nb\x00c\u2028d", "a b c d"),
    ],
)
def test_a_title_becomes_a_name_that_a_sheet_can_have(title: str, name: str) -> None:
    assert names(title) == [name]


def test_each_name_is_given_once_whatever_its_capitals() -> None:
    assert names("Work", "WORK", "work ", "y" * 40, "y" * 50) == ["Work", "WORK 2", "work 3", "y" * 31, "y" * 29 + " 2"]


@given(titles=st.lists(st.text(max_size=50), max_size=12))
def test_every_title_gets_a_name_in_order(titles: list[str]) -> None:
    given_names = names(*titles)
    assert len({name.casefold() for name in given_names}) == len(titles)
    for name in given_names:
        assert 1 <= units(name) <= 31
        assert not set(name) & set("[]:*?/\\\0\n")
        assert not name.startswith("'")
        assert not name.endswith("'")


@given(text=st.text(st.characters(exclude_categories=["Cs"]), max_size=60), most=st.integers(10, 40))
def test_a_text_is_cut_only_where_it_does_not_fit(text: str, most: int) -> None:
    found = fitted(text, most)
    assert units(found) <= most
    assert found.endswith("[…]") or units(found) == units(text) or "\r\n" in text


def test_a_text_of_the_greatest_length_is_whole_and_a_longer_one_says_that_it_is_not() -> None:
    assert fitted("x" * LONGEST) == "x" * LONGEST
    assert fitted("x" * (LONGEST + 1)) == "x" * (LONGEST - 4) + " […]"
    assert fitted("\U0001f600" * LONGEST) == "\U0001f600" * ((LONGEST - 4) // 2) + " […]"
