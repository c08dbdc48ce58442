"""A text beside what became of it: the words are marked that only one of them has."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from policylens.render.page import Line
from policylens.render.rewording import MOST_WORDS, side_by_side


def marked(line: Line) -> str:
    return "".join(f"[{span.text}]" if span.style == "match" else span.text for span in line)


@pytest.mark.parametrize(
    ("old", "new", "old_marked", "new_marked"),
    [
        ("open at eight.", "open at nine.", "open at [eight].", "open at [nine]."),
        ("open at eight", "open at eight sharp", "open at eight", "open at eight [sharp]"),
        ("they never open", "they open", "they [never] open", "they open"),
        ("open, then", "open then", "open[,] then", "open then"),
        ("two  words\nhere now", "two words here now", "two  words\nhere now", "two words here now"),
        ("the same", "the same", "the same", "the same"),
    ],
)
def test_words_that_only_one_has_are_marked(old: str, new: str, old_marked: str, new_marked: str) -> None:
    was, now = side_by_side(old, new)
    assert (marked(was), marked(now)) == (old_marked, new_marked)


@pytest.mark.parametrize(("old", "new"), [("all of it is new", "nothing stays here"), ("", "words"), ("words", "")])
def test_in_another_text_nothing_is_marked(old: str, new: str) -> None:
    was, now = side_by_side(old, new)
    assert (marked(was), marked(now)) == (old, new)


@given(st.text(alphabet="ab .,-\n", max_size=30), st.text(alphabet="ab .,-\n", max_size=30))
@settings(max_examples=200, deadline=None)
def test_nothing_is_lost(old: str, new: str) -> None:
    was, now = side_by_side(old.strip(), new.strip())
    assert "".join(span.text for span in was) == old.strip()
    assert "".join(span.text for span in now) == new.strip()


def test_a_very_long_text_takes_no_time_and_is_not_marked() -> None:
    long = "a b " * 200_000
    start = time.perf_counter()
    was, now = side_by_side(long, long + "c")
    assert time.perf_counter() - start < 2
    assert len(was) == len(now) == 1
    assert MOST_WORDS < 1000
