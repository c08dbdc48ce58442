"""Pages as text for a terminal, a pipe or a file: any width, with or without colour and Unicode."""

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from strategies import AWKWARD, MARKUP, ORDINARY, hostile, texts

from policylens.analysis.comparison import compare_theme, matrix
from policylens.model import Corpus
from policylens.render.page import (
    Block,
    Column,
    CountTable,
    Entries,
    Entry,
    Grid,
    Heading,
    Hint,
    MatrixTable,
    Page,
    Paragraph,
    ScaleLine,
    Span,
    facts,
    text,
)
from policylens.render.signs import SIGNS
from policylens.render.terminal import PROSE, STYLES, Terminal, render
from render.building import PAGES, columns, corpora, plain, town, town_page, written

LEAST = 40
"""Below this width nothing is set narrower, since nothing could be read."""

ESCAPE = re.compile(r"\x1b\[[0-9;]*m")
"""A code that sets a colour or a weight: the only one that the program writes."""

widths = st.integers(30, 200)
few, fewest = settings(max_examples=40), settings(max_examples=6, suppress_health_check=[HealthCheck.too_slow])


def squeezed(words: str) -> str:
    """Return the words without what breaks and joins lines."""
    return "".join(words.split())


def blocks_of(page: Page, *sorts: type[Block]) -> Page:
    return tuple(block for block in page if isinstance(block, sorts))


def widest(page: str) -> int:
    return max(columns(line) for line in page.split("\n"))


def prose(words: Sequence[str]) -> Page:
    """Make a page of every block that runs over lines."""
    first, second, third = words
    under = Entry("−−?!", text(second), (Entry("", text(third), (Entry("•", text(first)),)),))
    return (
        Heading(1, first),
        Paragraph((Span(second, "strong"), Span(" "), Span(third, "dim"))),
        Entries((Entry("++", text(first), (under,)), Entry("", text(second))), apart=True),
        Entries((Entry(third, text(first), (Entry("", text(second)),)),)),
        facts([("Standpoint", first), ("Kind", second)]),
        Heading(2, third),
    )


def words_of(block: Block | Entry) -> str:
    """Return all the words of a block that runs over lines, in order."""
    match block:
        case Heading():
            return block.text
        case Paragraph():
            return "".join(span.text for span in block.line)
        case Entries():
            return " ".join(words_of(item) for item in block.items)
        case Entry():
            return " ".join(
                [block.mark, *(span.text for span in block.line), *(words_of(each) for each in block.under)]
            )
        case _:
            raise AssertionError(block)


# --- width -------------------------------------------------------------------------------------------------------


@given(st.lists(hostile(), min_size=3, max_size=3), widths, st.booleans())
@few
def test_running_text_is_never_wider_than_the_terminal(words: list[str], width: int, unicode: bool) -> None:
    assert widest(plain(prose(words), width, unicode=unicode)) <= max(LEAST, width)


@given(st.lists(st.lists(hostile(), min_size=6, max_size=6), min_size=1, max_size=4), widths, st.booleans())
@few
def test_a_table_is_never_wider_than_the_terminal(rows: list[list[str]], width: int, whole: bool) -> None:
    grid = Grid(tuple(Column(title, whole=whole) for title in rows[0]), tuple(tuple(map(text, row)) for row in rows))
    assert widest(plain((grid,), width)) <= max(LEAST, width)


@pytest.mark.parametrize("unicode", [True, False])
@pytest.mark.parametrize("name", PAGES)
@given(known=corpora(hostile()), width=widths)
@fewest
def test_no_page_is_wider_than_the_terminal(name: str, unicode: bool, known: Corpus, width: int) -> None:
    assert widest(plain(PAGES[name](known), width, unicode=unicode)) <= max(LEAST, width)


def test_running_text_is_set_no_wider_than_can_be_followed() -> None:
    assert PROSE - 10 <= widest(plain((Paragraph(text("word " * 100)),), 200)) <= PROSE


# --- characters --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", PAGES)
@given(known=corpora(hostile()), width=widths)
@fewest
def test_without_unicode_a_page_is_pure_ascii(name: str, known: Corpus, width: int) -> None:
    assert plain(PAGES[name](known), width, unicode=False).isascii()


@pytest.mark.parametrize("documents", [5, 30, 100])
@pytest.mark.parametrize("width", [40, 80, 160])
def test_without_unicode_every_layout_of_the_matrix_is_pure_ascii(documents: int, width: int) -> None:
    assert plain(town_page(documents), width, unicode=False).isascii()


def test_without_unicode_every_sign_is_still_its_own() -> None:
    page = tuple(Paragraph(text(sign)) for sign in SIGNS.values())
    found = plain(page, unicode=False).split()
    assert len(set(found)) == len(SIGNS)


def test_without_unicode_signs_are_spelt_and_what_has_no_spelling_is_a_question_mark() -> None:
    assert plain((Paragraph(text("−1 ± £5 “so” a–b … 公")),), unicode=False).strip() == '-1 +/- GBP 5 "so" a-b ... ?'


@pytest.mark.parametrize("name", PAGES)
@given(known=corpora(hostile()), width=widths, colour=st.booleans())
@fewest
def test_no_control_code_or_change_of_direction_comes_from_the_data(
    name: str, known: Corpus, width: int, colour: bool
) -> None:
    page = ESCAPE.sub("", render(PAGES[name](known), Terminal(width=width, colour=colour)))
    assert not {each for each in page if unicodedata.category(each) in ("Cc", "Cf", "Zl", "Zp")} - {"\n"}


def test_an_escape_code_in_the_data_sets_no_colour() -> None:
    page = (Heading(1, "\x1b[31mred"), Paragraph(text("\x1b[31mred")), Entries((Entry("\x1b[1m", text("\x9b31mred")),)))
    assert "\x1b" not in plain(page)
    assert not re.search(r"\x1b\[3[0-7]m", render(page, Terminal(colour=True)))


@pytest.mark.parametrize("words", MARKUP)
def test_markup_in_the_data_is_shown_as_it_stands(words: str) -> None:
    page = (
        Heading(1, words),
        Paragraph(text(words)),
        Entries((Entry(words, text(words)),)),
        Grid((Column(words),), ((text(words),),)),
    )
    assert plain(page, 160).count(words) >= 6


@pytest.mark.parametrize("colour", [True, False])
def test_markup_of_rich_is_no_markup(colour: bool) -> None:
    words = "[bold]so[/bold] [red]and[/] [link=http://a]so[/link] :smile: [/]"
    assert words in ESCAPE.sub("", render((Paragraph(text(words)),), Terminal(colour=colour)))


# --- nothing gets lost -------------------------------------------------------------------------------------------


@given(st.lists(texts(ORDINARY, AWKWARD, MARKUP), min_size=3, max_size=3), widths)
@few
def test_running_text_loses_nothing_at_any_width(words: list[str], width: int) -> None:
    for block in prose(words):
        shown = plain((block,), width).replace("━", "")
        assert squeezed(shown) == squeezed(words_of(block)), block


@given(st.lists(st.lists(texts(ORDINARY, AWKWARD, MARKUP), min_size=4, max_size=4), min_size=1, max_size=3), widths)
@few
def test_a_table_loses_nothing_at_any_width(rows: list[list[str]], width: int) -> None:
    grid = Grid(tuple(Column(f"C{number}") for number in range(4)), tuple(tuple(map(text, row)) for row in rows))
    wanted = Counter(squeezed("".join(cell for row in rows for cell in row)))
    assert wanted <= Counter(squeezed(plain((grid,), width)))


@given(corpora(texts(ORDINARY, AWKWARD)), widths)
@few
def test_a_matrix_loses_no_proposition_and_no_verdict_at_any_width(known: Corpus, width: int) -> None:
    page = blocks_of(PAGES["theme"](known), MatrixTable)
    (matrix,) = (block for block in page if isinstance(block, MatrixTable))
    wanted = "".join(f"{row.text}{row.id}{row.verdict}" for row in matrix.rows)
    assert Counter(squeezed(wanted)) <= Counter(squeezed(plain(page, width)))


def test_a_long_word_is_broken_and_not_cut_off() -> None:
    grid = Grid((Column("Name"), Column("Other")), ((text("x" * 200), text("y" * 100)),))
    shown = plain((grid,), 60)
    assert (shown.count("x"), shown.count("y"), "…" in shown) == (200, 100, False)


def test_words_of_a_narrow_column_stay_whole_where_they_can() -> None:
    grid = Grid((Column("Title"), Column("Publisher")), ((text("word " * 30), text("Department")),))
    assert "Department" in plain((grid,), 60)


# --- form --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", PAGES)
def test_a_page_ends_with_a_newline_and_no_line_with_a_blank(name: str) -> None:
    page = plain(PAGES[name](written(ORDINARY)))
    assert page.endswith("\n")
    assert all(line == line.rstrip() for line in page.split("\n"))


@pytest.mark.parametrize("name", PAGES)
def test_colour_changes_nothing_but_colour(name: str) -> None:
    """Nothing but the stars around a match, which is underlined instead."""
    page = PAGES[name](written(ORDINARY))
    coloured = render(page, Terminal(width=100, colour=True))
    assert ESCAPE.search(coloured)
    without = plain(page, 100).replace("*", "")
    assert [line.rstrip() for line in ESCAPE.sub("", coloured).split("\n")] == without.split("\n")


def test_without_colour_there_is_no_escape_code() -> None:
    assert "\x1b" not in plain(town_page(5))


def test_the_two_sides_have_colours_of_their_own() -> None:
    assert len({STYLES[side].color for side in ("for", "against", "balanced")}) == 3


def test_a_heading_of_the_page_is_underlined() -> None:
    page = (Heading(1, "Hours"), Heading(2, "Late"))
    assert plain(page) == "Hours\n━━━━━\n\nLate\n"
    assert plain(page, unicode=False) == "Hours\n=====\n\nLate\n"


def test_the_text_of_an_entry_hangs_beside_its_mark_and_what_is_under_it_further_in() -> None:
    words = "one two three four five six seven eight nine ten"
    entries = Entries((Entry("+!", text(words), (Entry("", text("under"), (Entry("•", text("deep")),)),)),))
    assert plain((entries,), 40) == (
        "+! one two three four five six seven\n"
        "   eight nine ten\n"
        "   under\n"
        "     •  deep\n"
    )  # fmt: skip


def test_entries_without_marks_stand_at_the_margin_and_apart_where_asked() -> None:
    items = (Entry("", text("one"), (Entry("", text("under")),)), Entry("", text("two")))
    assert plain((Entries(items),)) == "one\n  under\ntwo\n"
    assert plain((Entries(items, apart=True),)) == "one\n  under\n\ntwo\n"


def test_a_mark_that_leaves_no_room_beside_it_stands_in_the_text() -> None:
    entries = Entries((Entry("Recommendation 12 of chapter 3", text("words " * 4)),))
    assert plain((entries,), 40) == "Recommendation 12 of chapter 3 words\nwords words words\n"


def test_facts_stand_in_one_column() -> None:
    assert plain((facts([("Title", "A plan"), ("Publisher", "The council")]),)) == (
        "Title:      A plan\n"
        "Publisher:  The council\n"
    )  # fmt: skip


def test_numbers_stand_to_the_right() -> None:
    grid = Grid(
        (Column("Name"), Column("Claims", right=True)), ((text("Apple"), text("7")), (text("Fig"), text("1,200")))
    )
    assert plain((grid,)) == (
        "Name   Claims\n"
        "─────────────\n"
        "Apple       7\n"
        "Fig     1,200\n"
    )  # fmt: skip


def test_a_scale_is_drawn_and_told() -> None:
    shown = plain(blocks_of(town_page(3), ScaleLine))
    assert "├" in shown
    assert "−2 shorter" in shown
    assert all(f"Paper {number} " in shown for number in range(3))


def test_a_scale_that_has_no_room_is_told_and_not_drawn() -> None:
    (scale,) = (block for block in town_page(3) if isinstance(block, ScaleLine))
    marks = tuple(mark._replace(name="x" * 50) for mark in scale.marks)
    shown = plain((scale._replace(marks=marks, legend="x" * 50),), 40)
    assert "├" not in shown
    assert squeezed(shown) == "x" * 50


def test_a_theme_without_a_scale_says_so() -> None:
    bare = blocks_of(town_page(3, scaled=False), ScaleLine)
    assert plain(bare) == "This theme has no scale: a mean over its propositions would mean nothing.\n"


def test_a_hint_is_shown() -> None:
    assert plain((Hint(text("See also")),)) == "See also\n"


# --- layouts of the matrix ---------------------------------------------------------------------------------------


def shown(documents: int, width: int, propositions: int = 8) -> list[str]:
    return plain(blocks_of(town_page(documents, propositions), MatrixTable, CountTable), width).splitlines()


def sort_of(lines: list[str]) -> str:
    """Tell which way round a matrix was set."""
    heads = [line.split() for line in lines]
    if ["Document", *map(str, range(1, 9))] in heads:
        return "documents down"
    if any(head[:1] == ["Proposition"] and head[-1] == "Verdict" for head in heads):
        return "documents across" if any("Paper" in line for line in lines) else "counts in a table"
    return "counts in sentences"


@pytest.mark.parametrize(
    ("documents", "width", "expected"),
    [
        (2, 60, "documents across"),
        (5, 80, "documents across"),
        (5, 160, "documents across"),
        (5, 60, "documents down"),
        (5, 40, "counts in sentences"),
        (15, 160, "documents across"),
        (15, 80, "documents down"),
        (30, 80, "documents down"),
        (30, 160, "documents down"),
        (40, 80, "documents down"),
        (41, 80, "counts in a table"),
        (200, 40, "counts in sentences"),
        (200, 80, "counts in a table"),
        (200, 160, "counts in a table"),
    ],
)
def test_a_matrix_is_set_as_the_width_allows(documents: int, width: int, expected: str) -> None:
    assert sort_of(shown(documents, width)) == expected


@pytest.mark.parametrize("documents", [1, 5, 13, 30, 61, 200])
@pytest.mark.parametrize("width", [40, 60, 80, 160])
@pytest.mark.parametrize("propositions", [1, 14])
def test_no_layout_is_wider_than_the_terminal(documents: int, width: int, propositions: int) -> None:
    assert max(map(columns, shown(documents, width, propositions))) <= width


@pytest.mark.parametrize(("documents", "width"), [(5, 80), (5, 160), (30, 80), (200, 80), (200, 160)])
def test_every_layout_names_every_proposition_with_its_id_and_how_many_speak(documents: int, width: int) -> None:
    found = squeezed("".join(shown(documents, width)))
    for row in compare_theme(matrix(town(documents, 8)), "hours").propositions:
        assert row.proposition.id in found
        assert f"{row.judgement.speaking}of{row.judgement.coded}" in found


@pytest.mark.parametrize("width", [80, 160])
def test_with_five_documents_each_has_its_cell_with_a_sign_and_a_word(width: int) -> None:
    lines = shown(5, width)
    assert [word for word in lines[0].split() if word.isdigit()] == list("01234")
    row = " ".join(lines[2:6])
    assert all(word in row for word in ("−−", "against", "silent", "±", "both", "diverge"))


@pytest.mark.parametrize("width", [80, 160])
def test_with_thirty_documents_each_has_a_row_with_a_sign_for_each_proposition(width: int) -> None:
    lines = shown(30, width)
    rows = [line.split() for line in lines if line.startswith("Paper ")]
    assert [row[1] for row in rows] == [str(number) for number in range(30)]
    assert {len(row) for row in rows} == {2 + 8}
    assert [line[:2] for line in lines if re.match(r"\d\. ", line)] == [f"{number}." for number in range(1, 9)]


@pytest.mark.parametrize("width", [80, 160])
def test_with_two_hundred_documents_the_counts_of_a_proposition_add_up(width: int) -> None:
    lines = shown(200, width, 1)
    counted = [int(number) for number in re.findall(r"\s(\d+)(?=\s)", lines[2])]
    assert sum(counted) == 200


def test_low_confidence_and_contest_are_marked_in_cells() -> None:
    signs = Counter(word for line in shown(30, 80) if line.startswith("Paper ") for word in line.split()[2:])
    assert any(sign.endswith("?") for sign in signs)
    assert any(sign.endswith("!") for sign in signs)
    assert {"·", "□", "++"} <= set(signs)


def test_documents_with_long_names_can_be_told_apart_in_every_layout() -> None:
    page = blocks_of(town_page(30), MatrixTable)
    (matrix,) = (block for block in page if isinstance(block, MatrixTable))
    ids = [f"d{number}" for number in range(30)]
    found = plain((matrix._replace(names=tuple("The paper " * 5 + each for each in ids)),), 80)
    assert all(re.search(rf"\b{each}\b", found) for each in ids)


def test_a_matrix_without_documents_says_that_nothing_is_coded() -> None:
    assert "not coded" in " ".join(shown(0, 80))
