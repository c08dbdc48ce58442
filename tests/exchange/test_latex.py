"""Text as LaTeX."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import hostile

from policylens.exchange.latex import latex, whole


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("R&D: 50% of $5, #1 a_b", r"R\&D: 50\% of \$5, \#1 a\_b"),
        ("~^\\", r"\textasciitilde{}\textasciicircum{}\textbackslash{}"),
        ("<a|b>", r"\textless{}a\textbar{}b\textgreater{}"),
        ("`so'", r"\`{}so'"),
        ("{a {b} c}", r"\{a \{b\} c\}"),
        ("{a", r"\textbraceleft{}a"),
        ("}{", r"\textbraceright{}\textbraceleft{}"),
        ("a - b -- c --- d", "a - b -{}- c -{}-{}- d"),
        ("''so'' ,,so", "'{}'so'{}' ,{},so"),
        ("Über “naïve” Ängste – 公共", "Über “naïve” Ängste – 公共"),
        ("", ""),
    ],
)
def test_every_sign_is_written_so_that_it_is_printed(text: str, written: str) -> None:
    assert latex(text) == written


@pytest.mark.parametrize(
    ("text", "written"), [("Cabinet Office", "{Cabinet Office}"), ("#NHS", r"{{\#NHS}}"), ("A&B", r"{A\&B}")]
)
def test_what_is_kept_whole_is_in_braces_and_no_special_character_of_bibtex(text: str, written: str) -> None:
    assert whole(text) == written


@given(hostile() | st.text("{}\\ab", max_size=12))
def test_braces_are_balanced_as_bibtex_counts_them(text: str) -> None:
    depth = 0
    for sign in latex(text):
        depth += (sign == "{") - (sign == "}")
        assert depth >= 0
    assert depth == 0
