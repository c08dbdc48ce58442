"""Texts as YAML: what every reader takes for the text that it is, on lines that people can read."""

import io

import filled
import pytest
import strategies as drawn
import yaml as pyyaml
from hypothesis import given
from hypothesis import strategies as st
from ruamel.yaml import YAML

from policylens.corpus.scalars import Value, folded, value

SENTENCE = "The council wants four of its libraries to stay open until eight in the evening on two days of the week."


def read(written: str) -> object:
    """Read a field as three readers do, which must agree: libyaml and PyYAML (YAML 1.1), ruamel.yaml (YAML 1.2)."""
    text = f"before: a\nfield: {written}\nafter: z\n"
    every = [pyyaml.load(text, loader) for loader in (pyyaml.CSafeLoader, pyyaml.SafeLoader)]
    every.append(YAML(typ="safe", pure=True).load(io.StringIO(text)))
    assert every[0] == every[1] == every[2]
    assert (every[0]["before"], every[0]["after"]) == ("a", "z")
    return every[0]["field"]


def fold(text: str, width: int = 60) -> str:
    return folded(text, len("field: "), width)


typed = st.text(filled.CHARACTERS) | drawn.hostile() | st.lists(filled.texts(), min_size=1).map(" ".join)
wrapped = st.lists(
    st.sampled_from([*SENTENCE.split(), "\n", "\n\n", " ", "#", "- a:", '"', "\\", "a\xa0b", "a\u200bb", "---"])
)
"""Many words, with line ends, more than one blank, and signs that YAML knows between them."""


@given(typed | wrapped.map(" ".join) | wrapped.map("".join), st.integers(min_value=10, max_value=130))
def test_a_text_that_is_folded_is_read_as_it_was(text: str, width: int) -> None:
    assert read(fold(text, width)) == text


@given(typed | st.lists(typed, min_size=1, max_size=3))
def test_what_stands_on_one_line_is_read_as_it_was(of: Value) -> None:
    written = value(of)
    assert "\n" not in written
    assert (read(written) or "") == of


@given(st.lists(st.sampled_from([*SENTENCE.split(), "a\xa0b", "a\u200bb", '"', "a: b"]), min_size=1).map(" ".join))
def test_no_line_is_longer_than_it_may_be(text: str) -> None:
    assert max(map(len, f"field: {fold(text, 40)}".splitlines())) <= 40


def lines(*shown: str) -> str:
    return "\n".join(shown)


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("Green parks", "Green parks"),
        ("2019", '"2019"'),
        (
            SENTENCE,
            lines(
                ">-",
                "  The council wants four of its libraries to stay open until",
                "  eight in the evening on two days of the week.",
            ),
        ),
        ("One line.\nAnother: yes.", lines("|-", "  One line.", "  Another: yes.")),
        (
            f"In short.\n\n{SENTENCE}",
            lines(
                ">-",
                "  In short.",
                "",
                "",
                "  The council wants four of its libraries to stay open until",
                "  eight in the evening on two days of the week.",
            ),
        ),
        (
            f"{SENTENCE}\u2028",
            lines(
                '"The council wants four of its libraries to stay open',
                "  until eight in the evening on two days of the",
                '  week.\\U00002028"',
            ),
        ),
        ("x" * 70, lines(">-", f"  {'x' * 70}")),
    ],
)
def test_a_long_text_is_on_lines_that_fit(text: str, written: str) -> None:
    assert fold(text) == written
    assert read(written) == text


def test_a_text_is_on_one_line_while_there_is_room_for_it() -> None:
    assert [len(fold("a" * length).splitlines()) for length in (53, 54)] == [1, 2]


def test_nothing_is_written_of_nothing() -> None:
    assert [value(""), value([])] == ["", ""]
