"""Text and Markdown as sources."""

import codecs
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policylens.evidence.extract import extract
from policylens.evidence.plaintext import inline
from policylens.evidence.source import Page, Source
from policylens.evidence.words import Words

from .making import refused


def _text(folder: Path, content: bytes, name: str = "a.txt") -> Source:
    path = folder / name
    path.write_bytes(content)
    return extract(path)


def _markdown(folder: Path, content: str) -> Source:
    return _text(folder, content.encode(), "a.md")


# --- encodings


@pytest.mark.parametrize(
    "content",
    [
        "Coöperation – “trust”".encode(),
        codecs.BOM_UTF8 + "Coöperation – “trust”".encode(),
        "Coöperation – “trust”".encode("utf-16"),
        codecs.BOM_UTF16_BE + "Coöperation – “trust”".encode("utf-16-be"),
        "Coöperation – “trust”".encode("utf-32"),
        "Coöperation – “trust”".encode("cp1252"),
    ],
)
def test_a_text_is_read_in_its_encoding(tmp_path: Path, content: bytes) -> None:
    assert _text(tmp_path, content).text == "Coöperation – “trust”"


def test_a_byte_that_stands_for_nothing_is_shown_as_such(tmp_path: Path) -> None:
    assert _text(tmp_path, b"caf\xe9 \x81").text == "café \ufffd"


# --- lines, characters, pages


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\v", "\x85", "\u2028", "\u2029"])
def test_lines_end_with_newlines(tmp_path: Path, end: str) -> None:
    assert _text(tmp_path, f"one{end}two".encode()).text == "one\ntwo"


def test_control_characters_go_and_words_stay_as_they_are(tmp_path: Path) -> None:
    kept = "co-\noperation o\ufb03ce so\u00adft cafe\u0301 ‘a’\tb  c"
    assert _text(tmp_path, f"\0{kept}\x07\x1b\x7f".encode()).text == kept


def test_form_feeds_begin_pages(tmp_path: Path) -> None:
    source = _text(tmp_path, b"one\n\ftwo\f\fthree four\n\f")
    assert source.text == "one\ntwo\n\nthree four\n"
    assert source.pages == (Page(0, "1"), Page(4, "2"), Page(8, "3"), Page(9, "4"))


def test_a_text_without_form_feeds_has_no_pages(tmp_path: Path) -> None:
    assert _text(tmp_path, b"one\ntwo").pages == ()


def test_nothing_but_form_feeds_is_no_text(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"a" + b"\f" * 3_000_000)
    assert "more than 20,000 pages" in refused(path).message


# --- Markdown


def test_headings_of_both_sorts_are_noted_and_their_marks_left_out(tmp_path: Path) -> None:
    source = _markdown(tmp_path, "# One *now* #\n\ntext\n\nTwo\nlines\n===\n### Three\nThe fourth\n---\nend\n#hash\n")
    assert source.text == "One now\n\ntext\n\nTwo\nlines\nThree\nThe fourth\nend\n#hash\n\n"
    assert [heading[1:] for heading in source.headings] == [
        (1, "One now"),
        (1, "Two lines"),
        (3, "Three"),
        (2, "The fourth"),
    ]
    for heading in source.headings:
        assert " ".join(source.text[heading.offset :].split()).startswith(heading.title)


@pytest.mark.parametrize(
    "content",
    [
        "```\n# in code\n```\n",
        "~~~~\n# in code\n```\nText\n===\n~~~~\n",
        "---\ntitle: no heading\n---\n",
        "- item\n---\n",
        "| a | b |\n---\n",
        "one\ntwo\nthree\nfour\n---\n",
        "    # code\n",
        "####### seven\n",
        "text\n\n---\n",
    ],
)
def test_what_only_looks_like_a_heading_is_none(tmp_path: Path, content: str) -> None:
    assert _markdown(tmp_path, content).headings == ()


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("un*believ*able **strong** __words__ _here_", "unbelievable strong words here"),
        ("***both*** **strong *and* more**", "both strong and more"),
        ("snake_case_name and 2 * 3 and a*", "snake_case_name and 2 * 3 and a*"),
        ("`code` and ~~gone~~", "code and gone"),
        (r"\*not\* emphasis", "*not* emphasis"),
        ("see [the report](http://x.org/a_(b) 'Title') now", "see the report now"),
        ("[the *report*][1] and ![a chart](c.png)", "the report and a chart"),
        ("[![badge](a.svg)](b.html)", "badge"),
        ("trust[^1] matters", "trust[1] matters"),
        ("health &amp; care<sup>2</sup>", "health & care2"),
        ("a < b > c, [brackets] (and parentheses)", "a < b > c, [brackets] (and parentheses)"),
    ],
)
def test_marks_between_words_are_left_out(written: str, read: str) -> None:
    assert inline(written) == read


def test_where_links_lead_is_left_out(tmp_path: Path) -> None:
    source = _markdown(tmp_path, "See [this][a].\n\n[a]: http://example.org/words 'More words'\n\n[^1]: A note.\n")
    assert source.text.split() == ["See", "this.", "[1]:", "A", "note."]


@given(st.text(alphabet="ab *_`~\\[]()<>!#\n", max_size=80))
def test_inline_marks_never_cost_a_letter_outside_of_links_and_tags(text: str) -> None:
    if "](" in text or "][" in text or "<" in text:
        return
    assert Words(inline(text)).letters == Words(text).letters


@pytest.mark.parametrize(
    "piece", ["[", "[a](", "*a", "**", "_a_ ", "`", "<a ", "# ", "\n", "a\n\n", "![", "\\", "[a]: ", "> "]
)
def test_no_repetition_makes_markdown_slow(tmp_path: Path, piece: str) -> None:
    # at so many characters anything quadratic would take many minutes
    source = _markdown(tmp_path, "word " + piece * (150_000 // len(piece)) + " end")
    assert source.text.startswith("word")
    assert source.text.rstrip().endswith("end")


def test_a_heading_with_spaces_without_end_is_read_at_once(tmp_path: Path) -> None:
    source = _markdown(tmp_path, "# a" + " " * 300_000 + "b")
    assert [heading.title for heading in source.headings] == ["a"]
