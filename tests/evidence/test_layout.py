"""Where things stand in a text: pages, numbered paragraphs, sections, and what is printed on every page."""

from collections.abc import Sequence
from random import Random

import pytest

from policylens.evidence.layout import MOST_NUMBERS, Layout, bare_numbers, numbered_paragraphs
from policylens.evidence.source import Heading, Page, Source
from policylens.evidence.words import Words

from .setting import paged, unlike_words

BODY = "The market stands on the square and is held on two days. "


def layout(text: str, titles: Sequence[str] = (), **fields: tuple[Page, ...] | tuple[Heading, ...]) -> Layout:
    return Layout(Source(text=text, **fields), Words(text), titles)  # type: ignore[arg-type]


def numbered_pages(*, below: bool, pages: Sequence[int] = range(4, 12)) -> str:
    parts = []
    for page in pages:
        body = f"Page {page} begins. {BODY * 8}Page {page} ends."
        parts.append(f"{body}\n{page}\n" if below else f"{page}\n{body}\n")
    return "\n".join(parts)


def test_numbers_that_go_up_on_lines_of_their_own_are_pages() -> None:
    assert [mark.number for mark in bare_numbers(numbered_pages(below=True))] == list(range(4, 12))


def test_other_numbers_on_lines_of_their_own_are_no_pages() -> None:
    text = numbered_pages(below=True).replace("days. Page 6 ends", f"days.\n40\n{BODY}\n51\nPage 6 ends")
    assert [mark.number for mark in bare_numbers(text)] == list(range(4, 12))


def test_a_missing_page_number_is_passed_over() -> None:
    pages = [4, 5, 6, 8, 9, 10, 11]
    assert [mark.number for mark in bare_numbers(numbered_pages(below=True, pages=pages))] == pages


def test_three_numbers_are_too_few_to_be_pages() -> None:
    assert bare_numbers(numbered_pages(below=True, pages=[4, 5, 6])) == []


@pytest.mark.parametrize("below", [True, False])
def test_it_is_settled_from_the_record_where_pages_have_their_numbers(below: bool) -> None:
    text = numbered_pages(below=below)
    found = layout(text)
    noted = [(str(page), text.index(f"Page {page} begins")) for page in (5, 7, 9)]
    found.settle_pages(noted)
    assert [found.pages_at(text.index(f"Page {page} begins")) for page in (6, 8)] == [["6"], ["8"]]
    assert found.pages_at(text.index("Page 6 ends")) == ["6"]


def test_a_page_of_the_file_is_called_what_is_printed_on_it_and_what_the_file_calls_it() -> None:
    text = numbered_pages(below=True)
    starts = [text.index(f"Page {page} begins") for page in range(4, 12)]
    found = layout(text, pages=tuple(Page(start, f"p{number}") for number, start in enumerate(starts)))
    assert found.pages_at(starts[2] + 3) == ["6", "p2", "3"]


def test_paragraphs_have_the_numbers_before_them() -> None:
    text = "\n".join(f"{number}. {BODY}" for number in range(1, 9))
    assert [mark.number for mark in numbered_paragraphs(text)] == list(range(1, 9))
    found = layout(text)
    offset = text.index("3. ") + 10
    assert found.paragraphs_at(offset, offset) == ["3"]


def test_a_passage_may_be_in_any_of_the_paragraphs_whose_numbers_are_missing() -> None:
    text = "\n".join(f"{number}. {BODY}" for number in (1, 2, 3, 6, 7, 8))
    offset = text.index("3. ") + 10
    assert layout(text).paragraphs_at(offset, offset) == ["3", "4", "5"]


def test_a_text_without_numbers_has_neither_pages_nor_paragraphs() -> None:
    found = layout(BODY * 30)
    assert (found.pages_at(50), found.paragraphs_at(50, 60), found.page_beginnings()) == ([], [], [])


@pytest.mark.parametrize("seed", range(8))
def test_running_heads_and_page_numbers_are_furniture_and_nothing_else_is(seed: int) -> None:
    random = Random(seed)
    words = unlike_words(random, least=800, most=800)
    heads = ["A Plan for Towns", "Chapter Two of It"]
    text = paged(words, random, heads, per_page=80)
    furniture = layout(text).furniture()
    left, at = [], 0
    for start, end in furniture:
        left.append(text[at:start])
        at = end
    assert "".join([*left, text[at:]]).split() == words


def test_headings_that_the_file_marks_say_where_a_passage_stands() -> None:
    text = f"Chapter One\n{BODY}\nStalls\n{BODY}\nChapter Two\n{BODY}"
    headings = tuple(
        Heading(text.index(title), level, title)
        for title, level in (("Chapter One", 1), ("Stalls", 2), ("Chapter Two", 1))
    )
    found = layout(text, headings=headings)
    second, third = text.index("Stalls") + 20, text.index("Chapter Two") + 30
    assert found.path_at(second) == ["Chapter One", "Stalls"]
    assert found.path_at(third) == ["Chapter Two"]
    assert found.under("Chapter One > Stalls", second) is True
    assert found.under("Stalls", third) is False
    assert found.under("1. Stalls", second) is True
    assert found.under("Somewhere else", third) is None


def test_where_the_file_marks_no_headings_only_what_stands_before_one_is_not_under_it() -> None:
    text = f"{BODY * 3}\n\nStalls and their rents\n\n{BODY * 3}\n\nOpening hours\n\n{BODY * 3}"
    found = layout(text, ["Stalls and their rents", "Opening hours"])
    assert [heading.title for heading in found.headings] == ["Stalls and their rents", "Opening hours"]
    assert found.under("Stalls and their rents", 10) is False
    assert found.under("Stalls and their rents", len(text) - 10) is True


def test_a_list_of_contents_names_headings() -> None:
    titles = ["Stalls and their rents", "Opening hours", "Who may trade", "What it costs"]
    contents = "\n".join(f"{title} ..... {page}" for page, title in enumerate(titles, 3))
    text = contents + "\n\n" + "\n\n".join(f"{title}\n\n{BODY * 4}" for title in titles)
    assert [heading.title for heading in layout(text).headings][-4:] == titles


TITLES = ["Stalls and their rents", "Opening hours", "Who may trade", "What it costs"]


def listed(*lines: str, gap: str = "\n") -> str:
    """Return a text with these lines of contents, and each of the titles over a paragraph."""
    return f"A plan\n\n{gap.join(lines)}\n\n{BODY}\n\n" + "\n\n".join(f"{title}\n\n{BODY * 4}" for title in TITLES)


@pytest.mark.parametrize("leader", [" ..... ", " ", "\t", "   ", " … ", "....... "])
@pytest.mark.parametrize("gap", ["\n", "\n\n", "\n\n\n"])
def test_titles_and_pages_below_each_other_are_a_list_of_contents(leader: str, gap: str) -> None:
    text = listed(*(f"{title}{leader}{page}" for page, title in enumerate(TITLES, 3)), gap=gap)
    assert [each.title for each in layout(text).headings][-4:] == TITLES


def test_lines_that_end_with_numbers_far_from_each_other_are_no_list_of_contents() -> None:
    """They are lines that break before a number: `in section 2`."""
    text = listed(
        *(f"{title} {page}" for page, title in enumerate(TITLES, 3)), gap=f"\n{BODY}\n{BODY}\n{BODY}\n{BODY}\n"
    )
    assert layout(text).headings == []


def test_three_lines_are_too_few_for_a_list_of_contents() -> None:
    assert layout(listed(*(f"{title} {page}" for page, title in enumerate(TITLES[:3], 3)))).headings == []


def test_nothing_stands_under_the_titles_in_a_list_of_contents() -> None:
    text = listed(*(f"{title} ..... {page}" for page, title in enumerate(TITLES, 3)))
    found = layout(text)
    inside, after, under = text.index("Opening hours") + 3, text.index(BODY), text.rindex("Opening hours") + 30
    assert [found.path_at(offset) for offset in (0, inside, after, under)] == [[], [], [], ["Opening hours"]]


@pytest.mark.parametrize("label", ["Chapter 2: ", "Chapter 2 ", "Part II – ", "2 ", "2. ", "BOX 4. "])
@pytest.mark.parametrize("gap", ["\n", "\n\n", " "])
def test_the_number_of_a_chapter_may_stand_on_another_line_than_its_title(label: str, gap: str) -> None:
    numbered = f"{label}{TITLES[1]}"
    lines = [f"{numbered if title == TITLES[1] else title} ..... {page}" for page, title in enumerate(TITLES, 3)]
    text = listed(*lines).replace(f"\n\n{TITLES[1]}\n\n", f"\n\n{label.strip()}{gap}{TITLES[1]}\n\n")
    assert layout(text).path_at(text.rindex(TITLES[1]) + 40) == [numbered]


def test_a_title_inside_a_sentence_is_no_heading() -> None:
    text = listed(*(f"{title} ..... {page}" for page, title in enumerate(TITLES, 3)))
    text += f"\n\nOf Opening hours we have said enough. {BODY}"
    assert layout(text).path_at(len(text)) == [TITLES[-1]]


def test_an_extraction_without_lines_has_no_headings_and_no_furniture_but_numbers() -> None:
    text = numbered_pages(below=True).replace(" ", "\n")
    found = layout(text, ["square", "market"])
    assert found.headings == []
    assert {text[start:end].isdigit() for start, end in found.furniture()} == {True}


def test_a_list_of_contents_that_never_ends_is_none() -> None:
    text = "\n".join(f"Title of part {'ab' * (part % 9)} number {part} .... {part % 900}" for part in range(40_000))
    assert len({heading.title for heading in layout(text).headings}) <= 1000


# --- texts that are none


@pytest.mark.parametrize("line", ["{}\n", "{}. Words\n"])
def test_more_numbers_than_any_text_has_are_neither_pages_nor_paragraphs(line: str) -> None:
    text = "".join(line.format(number % 1000) for number in range(MOST_NUMBERS + 1))
    assert bare_numbers(text) == numbered_paragraphs(text) == []
