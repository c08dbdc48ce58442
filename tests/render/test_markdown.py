"""Pages as Markdown, read back with a CommonMark parser that knows GitHub's tables and strikethrough."""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it.token import Token
from strategies import AWKWARD, MARKUP, ORDINARY, STEERING, hostile

from policylens.model import Corpus
from policylens.render.markdown import escape, render
from policylens.render.page import (
    Column,
    Entries,
    Entry,
    Grid,
    Heading,
    Hint,
    Line,
    MatrixTable,
    Page,
    Paragraph,
    ScaleLine,
    Span,
    text,
)
from render import commonmark
from render.building import PAGES, corpora, town_page, written
from render.commonmark import PARSER, readable, said, sorts

ALLOWED = {
    *("heading", "paragraph", "bullet_list", "list_item", "table", "thead", "tbody", "tr", "th", "td"),
    *("inline", "text", "strong"),
}
"""All that a page is made of. Links, images, HTML, code, emphasis, quotations and rules could only come from data."""

few, fewest = settings(max_examples=25), settings(max_examples=5)
"""Rendering a page takes a while; `escape` alone is tried with more texts."""


def tokens(page: Page) -> list[Token]:
    return PARSER.parse(render(page))


def strong(inline: Token) -> list[str]:
    """Return the emphasised parts of a line."""
    parts: list[str] = []
    inside = False
    for child in inline.children or ():
        if child.type == "strong_open":
            parts.append("")
        elif child.type == "text" and inside:
            parts[-1] += child.content
        inside = child.type == "strong_open" or (inside and child.type != "strong_close")
    return parts


def lines(page: Page) -> list[str]:
    return [said(token) for token in tokens(page) if token.type == "inline"]


@dataclass
class Item:
    """An item of a list as it was read back: its line, and the items under it."""

    line: str = ""
    under: list["Item"] = field(default_factory=list)


def items(page: Page) -> list[Item]:
    """Read the lists of a page back as a tree."""
    root = Item()
    path = [root]
    for token in tokens(page):
        if token.type == "list_item_open":
            path[-1].under.append(Item())
            path.append(path[-1].under[-1])
        elif token.type == "list_item_close":
            path.pop()
        elif token.type == "inline" and len(path) > 1:
            path[-1].line += said(token)
    return root.under


def tables(page: Page) -> Iterator[list[list[str]]]:
    """Read the tables of a page back."""
    return commonmark.tables(tokens(page))


def spoken(entry: Entry) -> Item:
    """Return the item that a reader should get of an entry."""
    parts = [entry.mark, *(span.text for span in entry.line)]
    return Item(readable(" ".join([parts[0], "".join(parts[1:])])), [spoken(each) for each in entry.under])


# --- one piece of data -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("words", [*ORDINARY, *AWKWARD, *MARKUP, *STEERING])
def test_a_text_reads_back_as_the_same_literal_text_wherever_it_stands(words: str) -> None:
    texts = [words, f"{words} after", f"before {words}", f"before {words} after", f"{words} {words}"]
    page = tuple(Paragraph(text(each)) for each in texts)
    assert lines(page) == [readable(each) for each in texts if readable(each)]
    assert sorts(tokens(page)) <= {"paragraph", "inline", "text"}


@given(hostile())
@few
def test_any_paragraph_reads_back_as_the_same_literal_text(words: str) -> None:
    page = (Paragraph(text("x")), Paragraph(text(words)), Paragraph(text("y")))
    assert lines(page) == [line for line in ("x", readable(words), "y") if line]
    assert sorts(tokens(page)) <= {"paragraph", "inline", "text"}


@given(st.text(st.characters(codec="ascii"), min_size=1, max_size=30))
def test_any_ascii_text_is_escaped_so_that_it_reads_back_as_the_same_literal_text(words: str) -> None:
    found = PARSER.parse(escape(words))
    assert [said(token) for token in found if token.type == "inline"] == [line for line in [readable(words)] if line]
    assert sorts(found) <= {"paragraph", "inline", "text"}


@given(hostile(), st.integers(1, 3))
@few
def test_a_heading_keeps_its_level_and_its_text(words: str, level: int) -> None:
    found = tokens((Heading(level, f"A {words}"),))
    assert [(token.type, token.tag) for token in found[::2]] == [
        ("heading_open", f"h{level}"),
        ("heading_close", f"h{level}"),
    ]
    assert said(found[1]) == readable(f"A {words}")


@given(hostile())
def test_an_escaped_text_stays_on_one_line(words: str) -> None:
    assert len(escape(words).splitlines()) <= 1


@pytest.mark.parametrize("dangerous", STEERING)
def test_codes_that_steer_a_terminal_do_not_get_into_a_page(dangerous: str) -> None:
    page = render(
        (Heading(1, dangerous), Paragraph(text(dangerous, "strong")), Entries((Entry(dangerous, text("x")),)))
    )
    assert not {each for each in page if unicodedata.category(each) in ("Cc", "Cf", "Zl", "Zp")} - {"\n"}


# --- lines of several spans --------------------------------------------------------------------------------------


def test_strong_spans_are_emphasised_and_others_are_not() -> None:
    (inline,) = [t for t in tokens((Paragraph((Span("Who: ", "strong"), Span("us", "dim"))),)) if t.type == "inline"]
    assert (said(inline), strong(inline)) == ("Who: us", ["Who:"])


@given(hostile(), hostile())
@few
def test_a_strong_text_is_emphasised_whatever_it_is(words: str, after: str) -> None:
    line: Line = (Span(f"a{words}", "strong"), Span(f" {after}"))
    (inline,) = [token for token in tokens((Paragraph(line),)) if token.type == "inline"]
    assert strong(inline) == [readable(f"a{words}")]
    assert said(inline) == readable(f"a{words} {after}")


@given(hostile())
@few
def test_a_strong_text_of_signs_is_emphasised_too(words: str) -> None:
    (inline,) = [token for token in tokens((Paragraph((Span("x "), Span(words, "strong"))),)) if token.type == "inline"]
    assert strong(inline) == [line for line in [readable(words)] if line]
    assert said(inline) == readable(f"x {words}")


# --- lists -------------------------------------------------------------------------------------------------------


def test_what_stands_under_an_entry_stands_under_it_in_the_list() -> None:
    entries = Entries(
        (
            Entry("+", text("one"), (Entry("", text("under")), Entry("−", text("mark"), (Entry("", text("deep")),)))),
            Entry("2.", text("two")),
        )
    )
    assert items((entries,)) == [
        Item("+ one", [Item("under"), Item("− mark", [Item("deep")])]),
        Item("2. two"),
    ]


@pytest.mark.parametrize("apart", [True, False])
def test_a_list_set_apart_is_the_same_list(apart: bool) -> None:
    entries = Entries(tuple(Entry("", text(word), (Entry("", text("under")),)) for word in "ab"), apart=apart)
    assert items((entries,)) == [Item("a", [Item("under")]), Item("b", [Item("under")])]


def test_a_bullet_of_the_terminal_is_not_doubled() -> None:
    assert items((Entries((Entry("•", text("one")),)),)) == [Item("one")]


words = hostile().map(lambda drawn: f"a {drawn}")
leaves = st.builds(
    lambda mark, line: Entry(mark, line, ()), st.sampled_from(["", "++", "−?!", "1.", "-", "#", "|"]), words.map(text)
)
trees = st.recursive(
    leaves,
    lambda inner: st.builds(
        lambda line, under: Entry("x", line, tuple(under)), words.map(text), st.lists(inner, max_size=2)
    ),
    max_leaves=5,
)


@given(st.lists(trees, min_size=1, max_size=3), st.booleans())
@few
def test_a_list_keeps_its_shape_and_its_texts(entries: list[Entry], apart: bool) -> None:
    page = (Paragraph(text("before")), Entries(tuple(entries), apart), Paragraph(text("after")))
    assert items(page) == [spoken(entry) for entry in entries]


# --- tables ------------------------------------------------------------------------------------------------------


@given(st.lists(st.lists(hostile(), min_size=3, max_size=3), min_size=1, max_size=4))
@few
def test_a_table_keeps_its_cells_whatever_stands_in_them(rows: list[list[str]]) -> None:
    head, *body = rows
    grid = Grid(tuple(Column(title) for title in head), tuple(tuple(text(cell) for cell in row) for row in body))
    assert list(tables((grid,))) == [[[readable(cell) for cell in row] for row in rows]]


@given(hostile())
@few
def test_a_cell_of_several_spans_is_one_cell(words: str) -> None:
    grid = Grid((Column("A"), Column("B")), (((Span(f"a{words}", "strong"), Span(" (id)", "name")), text("z")),))
    assert list(tables((grid,))) == [[["A", "B"], [readable(f"a{words} (id)"), "z"]]]


def test_columns_of_numbers_are_set_to_the_right() -> None:
    page = (Grid((Column("A"), Column("B", right=True)), ((text("x"), text("1")),)),)
    styles = [token.attrGet("style") for token in tokens(page) if token.type in ("th_open", "td_open")]
    assert styles == [None, "text-align:right"] * 2


def test_an_empty_cell_is_still_a_cell() -> None:
    page = (Grid((Column("A"), Column("B"), Column("C")), ((text("x"), text(""), text("z")),)),)
    assert list(tables(page)) == [[["A", "B", "C"], ["x", "", "z"]]]


@pytest.mark.parametrize("documents", [1, 5, 30])
def test_a_matrix_has_a_column_for_each_document_and_a_row_for_each_proposition(documents: int) -> None:
    (rows,) = tables(tuple(block for block in town_page(documents) if isinstance(block, MatrixTable)))
    assert {len(row) for row in rows} == {documents + 2}
    assert len(rows) == 9
    assert rows[0] == ["Proposition", *(f"Paper {number}" for number in range(documents)), "Verdict"]


def test_a_matrix_says_what_each_document_holds_and_the_verdict() -> None:
    (rows,) = tables(tuple(block for block in town_page(5) if isinstance(block, MatrixTable)))
    assert rows[1][0] == "It should be open at hour 0. (open-0)"
    assert rows[1][1:] == [
        "−− against",
        "+ partly for",
        "· silent",
        "± both",
        "· silent",
        "diverge, 3 of 5 speak",
    ]


@given(corpora(hostile()))
@few
def test_a_matrix_keeps_its_cells_whatever_the_texts(known: Corpus) -> None:
    page = tuple(block for block in PAGES["theme"](known) if isinstance(block, MatrixTable))
    (rows,) = tables(page)
    assert rows[0][1:-1] == [readable(each.name) for each in known.documents]
    assert [row[0] for row in rows[1:]] == [
        readable(f"{each.text} ({each.id})") for each in known.codebook.propositions.values()
    ]
    assert {len(row) for row in rows} == {len(known.documents) + 2}


# --- hints and scales --------------------------------------------------------------------------------------------


def test_how_to_see_more_is_left_out_of_what_is_passed_on() -> None:
    assert lines((Paragraph(text("one")), Hint(text("See also")), Paragraph(text("two")))) == ["one", "two"]


def test_a_scale_is_told_in_words_with_its_ends() -> None:
    page = tuple(block for block in town_page(3) if isinstance(block, ScaleLine))
    (line,) = lines(page)
    assert line.startswith("From −2 (shorter) to +2 (longer): ")
    assert all(f"Paper {number} " in line for number in range(3))


def test_a_theme_without_a_scale_says_so() -> None:
    bare = tuple(block for block in town_page(3, scaled=False) if isinstance(block, ScaleLine))
    assert lines(bare) == ["This theme has no scale: a mean over its propositions would mean nothing."]


# --- whole pages -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", PAGES)
def test_a_page_ends_with_one_newline_and_has_no_double_blank_lines(name: str) -> None:
    written_page = render(PAGES[name](written(ORDINARY)))
    assert written_page.endswith("\n")
    assert not written_page.endswith("\n\n")
    assert "\n\n\n" not in written_page
    assert not written_page.startswith("\n")


@pytest.mark.parametrize("name", PAGES)
@given(known=corpora(hostile()))
@fewest
def test_no_page_takes_markup_from_its_data(name: str, known: Corpus) -> None:
    assert sorts(tokens(PAGES[name](known))) <= ALLOWED


@pytest.mark.parametrize("name", PAGES)
@given(known=corpora(hostile()))
@fewest
def test_every_row_of_every_table_has_as_many_cells_as_its_heading(name: str, known: Corpus) -> None:
    page = PAGES[name](known)
    found = list(tables(page))
    assert all(len({len(row) for row in rows}) == 1 for rows in found)
    assert len(found) == sum(isinstance(block, Grid | MatrixTable) for block in page)
