"""Texts broken and cut to the room that there is."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import hostile

from policylens.render.charts.lettering import cut, lines, on_one_line, shortened, width, wrapped

WORDS = "Users should be able to choose between different providers of a service."


def test_a_text_that_fits_stays_as_it_is() -> None:
    assert shortened("Cabinet Office", 200, 12) == "Cabinet Office"
    assert wrapped("Cabinet Office", 200, 12) == "Cabinet Office"


def test_a_text_that_does_not_fit_ends_in_an_ellipsis() -> None:
    assert shortened(WORDS, 100, 12) == "Users should b…"


def test_a_long_text_is_broken_between_words_and_loses_none() -> None:
    broken = wrapped(WORDS, 160, 12)
    assert lines(broken) == 3
    assert broken.split() == WORDS.split()


def test_a_text_of_too_many_lines_is_cut_in_the_last() -> None:
    assert wrapped(WORDS, 160, 12, most=2).splitlines() == ["Users should be able to", "choose between different…"]


def test_a_word_that_is_wider_than_the_room_is_cut() -> None:
    assert wrapped("in " + "w" * 100, 60, 12).splitlines()[0] == "in"
    assert lines(wrapped("w" * 100, 60, 12)) == 1


@pytest.mark.parametrize(("narrow", "wide"), [("iii", "aaa"), ("aaa", "AAA"), ("AAA", "WWW"), ("WWW", "中中中")])
def test_wide_letters_are_wider(narrow: str, wide: str) -> None:
    assert width(narrow, 12) < width(wide, 12)


def test_twice_the_size_is_twice_as_wide() -> None:
    assert width("Staff Union", 24) == 2 * width("Staff Union", 12)


def test_marks_without_a_width_cannot_make_a_text_endless() -> None:
    assert len(shortened("a" + "\u0301" * 10_000, 100, 12)) < 200


@given(text=hostile() | st.text(max_size=300), room=st.integers(40, 400), most=st.integers(1, 4))
def test_whatever_the_text_no_line_is_wider_than_the_room_nor_are_there_more_of_them(
    text: str, room: int, most: int
) -> None:
    broken = wrapped(text, room, 12, most)
    assert lines(broken) <= most
    assert all(width(line, 12) <= room for line in broken.split("\n"))


@given(text=hostile() | st.text(max_size=300))
def test_nothing_is_left_that_xml_does_not_take_or_that_turns_the_writing_round(text: str) -> None:
    for kept in (on_one_line(text), wrapped(text, 100, 12), shortened(text, 100, 12)):
        there = set(kept) - {"\n"}
        assert not there & {"\ufffe", "\uffff", "\u202e", "\u2066"}
        assert {unicodedata.category(character) for character in there} & {"Cc", "Cs"} == set()


@pytest.mark.parametrize(("most", "kept"), [(5, "a b c"), (4, "a b…"), (100, "a b c")])
def test_a_description_is_cut_at_a_number_of_characters(most: int, kept: str) -> None:
    assert cut("a\nb \t c", most) == kept
