"""Pages that are kept as JSON: the page that comes back is the one that went, and is drawn alike in every format."""

import json
from collections.abc import Callable, Iterator
from typing import Any, get_args

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from strategies import hostile

from policylens.model import Corpus
from policylens.render import markdown
from policylens.render.kept import from_lists, to_lists
from policylens.render.page import (
    Block,
    Column,
    Entries,
    Entry,
    Grid,
    Heading,
    Hint,
    MatrixCell,
    MatrixRow,
    MatrixTable,
    Page,
    Paragraph,
    ScaleLine,
    ScaleMark,
    Span,
    text,
)
from policylens.render.terminal import Terminal, render

from .building import PAGES, corpora, town_page, written

few = settings(max_examples=8, suppress_health_check=[HealthCheck.too_slow])

SOME = written(["One", "two", "[three]", "fö\tur", "five|", "*six*", "“seven”", "eight"])

EVERY_PAGE = {
    **{name: build(SOME) for name, build in PAGES.items()},
    "scale and matrix": town_page(5),
    "matrix of many": town_page(70),
}


def there_and_back(page: Page) -> Page:
    """Keep a page as the program does."""
    return from_lists(json.loads(json.dumps(to_lists(page), ensure_ascii=False)))


DRAWINGS: dict[str, Callable[[Page], str]] = {
    "80 columns": lambda page: render(page, Terminal(width=80)),
    "160 columns": lambda page: render(page, Terminal(width=160)),
    "colour": lambda page: render(page, Terminal(width=100, colour=True)),
    "ASCII": lambda page: render(page, Terminal(width=80, unicode=False)),
    "Markdown": markdown.render,
}


@pytest.mark.parametrize("draw", DRAWINGS.values(), ids=DRAWINGS)
@pytest.mark.parametrize("page", EVERY_PAGE.values(), ids=EVERY_PAGE)
def test_a_page_that_was_kept_is_drawn_alike(page: Page, draw: Callable[[Page], str]) -> None:
    assert draw(there_and_back(page)) == draw(page)


@pytest.mark.parametrize("page", EVERY_PAGE.values(), ids=EVERY_PAGE)
def test_a_page_that_was_kept_is_the_same(page: Page) -> None:
    back = there_and_back(page)
    assert back == page
    assert hash(back) == hash(page)  # there is no list in it


@few
@given(corpus=corpora(hostile()), draw=st.sampled_from(list(DRAWINGS)))
@pytest.mark.parametrize("name", PAGES)
def test_whatever_is_said_on_a_page_that_was_kept_is_drawn_alike(name: str, corpus: Corpus, draw: str) -> None:
    page = PAGES[name](corpus)
    back = there_and_back(page)
    assert back == page
    assert DRAWINGS[draw](back) == DRAWINGS[draw](page)


def test_the_pages_have_every_sort_of_block() -> None:
    """Without this the tests above would not show that each of them is kept."""
    assert {type(block) for page in EVERY_PAGE.values() for block in page} == set(get_args(Block))


def inside(part: Any) -> Iterator[Any]:
    """Yield a page or a part of one, and all that is in it."""
    yield part
    if isinstance(part, tuple | list):
        for each in part:
            yield from inside(each)


@pytest.mark.parametrize("sort", [Span, Entry, Column, ScaleMark, MatrixRow, MatrixCell])
def test_what_stands_in_a_block_comes_back_as_what_it_is(sort: type) -> None:
    def found(part: Any) -> list[Any]:
        return [each for each in inside(part) if type(each) is sort]

    for page in EVERY_PAGE.values():
        assert found(there_and_back(page)) == found(page)
    assert any(found(page) for page in EVERY_PAGE.values())


@pytest.mark.parametrize("page", EVERY_PAGE.values(), ids=EVERY_PAGE)
def test_what_is_kept_of_a_page_is_plain(page: Page) -> None:
    kept = to_lists(page)
    assert {type(each) for each in inside(json.loads(json.dumps(kept)))} <= {list, str, int, float, bool}
    assert json.loads(json.dumps(kept)) == json.loads(json.dumps(to_lists(there_and_back(page))))


WHOLE: dict[str, Block] = {
    "Heading": Heading(3, "Low"),
    "Paragraph": Paragraph((Span("said "), Span("loud", "strong"))),
    "Paragraph of nothing": Paragraph(()),
    "Hint": Hint(text("see", "dim")),
    "Entries": Entries((Entry("-", text("a"), (Entry("", text("b"), (Entry("•", ()),), "dim"),), "for"),), apart=True),
    "Entries of nothing": Entries(()),
    "Grid": Grid((Column("A"), Column("B", right=True, whole=True)), ((text("a"), ()),), apart=True),
    "Grid of nothing": Grid((), ()),
    "ScaleLine": ScaleLine("low", "high", (ScaleMark("a", -2.0), ScaleMark("b", 1 / 3)), "legend", "told"),
    "ScaleLine of nothing": ScaleLine("", "", (), "", ""),
    "MatrixTable": MatrixTable((MatrixRow("t", "id", (MatrixCell("for", "?!", "yes"),), "v", "1 of 1", True),), ("a",)),
    "MatrixTable of nothing": MatrixTable((), ()),
}


@pytest.mark.parametrize("block", WHOLE.values(), ids=WHOLE)
def test_a_block_with_every_field_comes_back(block: Block) -> None:
    assert there_and_back((block,)) == (block,)
    assert type(there_and_back((block,))[0]) is type(block)


def test_a_page_without_a_block_comes_back() -> None:
    assert there_and_back(()) == ()


def test_blocks_of_the_same_fields_are_not_mixed_up() -> None:
    """A hint is left out of what is passed on, a paragraph is not."""
    page = (Hint(text("a")), Paragraph(text("a")))
    assert [type(block) for block in there_and_back(page)] == [Hint, Paragraph]


@pytest.mark.parametrize("value", [1 / 3, -2.0, 0.1 + 0.2, 1e-300])
def test_a_place_on_a_scale_comes_back_to_the_last_digit(value: float) -> None:
    (back,) = there_and_back((ScaleLine("", "", (ScaleMark("a", value),), "", ""),))
    assert isinstance(back, ScaleLine)
    assert back.marks[0].value == value


NO_PAGES: list[Any] = [
    None,
    5,
    [5],
    [[]],
    [["Nothing", "a"]],
    [["Span", "a"]],
    [["heading", 1, "a"]],
    [[1, "a"]],
    [[["Heading"], 1, "a"]],
    [["Heading"]],
    [["Heading", 1]],
    [["Heading", 1, "a", "b"]],
    [["Paragraph", None]],
    [["Paragraph", [5]]],
    [["Paragraph", [["a", "", "b"]]]],
    [["Hint"]],
    [["Entries", [["-"]], False]],
    [["Entries", [["-", [], [], "", ""]], False]],
    [["Entries", []]],
    [["Grid", [], [[5]], False]],
    [["Grid", [[]], [], False]],
    [["ScaleLine", "", "", [["a"]], "", ""]],
    [["ScaleLine", "", "", []]],
    [["MatrixTable", [["t", "id", [["a"]], "v", "s", True]], []]],
    [["MatrixTable", [["t", "id", []]], []]],
    [["MatrixTable", [], None]],
    {"page": []},
    "page",
]


@pytest.mark.parametrize("lists", NO_PAGES, ids=json.dumps)
def test_what_is_no_page_raises_an_error(lists: Any) -> None:
    with pytest.raises((KeyError, TypeError, ValueError)):
        from_lists(lists)
