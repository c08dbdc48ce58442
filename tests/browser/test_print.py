"""A briefing on paper: A4, with its colours, without its controls, and with what is open."""

from collections.abc import Callable
from functools import cache

import pypdfium2
import pytest

from .chromium import INSTALLED, Browser
from .conftest import Pages

pytestmark = INSTALLED

A4 = (595, 842)
"""In points: 210 by 297 mm."""

REASON = "Four branches are to stay open until eight from next April."

CONTROLS = [
    "Open every cell",
    "Close every cell",
    "Printed is",
    "all themes",
    "Skip to",
    "What the signs mean",
    "Show all",
]

SIDES = {"for-2": "9bc5f0", "for-1": "d0e7f9", "against-2": "e89e5b", "against-1": "f5d1ac", "both": "f9f1cb"}

HEADINGS = "return [...document.querySelectorAll('h1, h2, h3, caption')].map((each) => each.innerText.trim())"


Papers = Callable[[str], pypdfium2.PdfDocument]


def printed(browser: Browser) -> pypdfium2.PdfDocument:
    """Print the page as it is now."""
    return pypdfium2.PdfDocument(browser.printed())


@pytest.fixture(scope="module")
def papers(browser: Browser, pages: Pages) -> Papers:
    """Return what a page is on paper when it has been opened and nothing has been done with it."""

    @cache
    def paper(name: str) -> pypdfium2.PdfDocument:
        browser.open(pages(name), scheme="dark")
        return pypdfium2.PdfDocument(browser.printed("1-9"))

    return paper


def texts(paper: pypdfium2.PdfDocument) -> list[str]:
    """Return the text of each page, its lines ended by line feeds."""
    return [page.get_textpage().get_text_bounded().replace("\r\n", "\n").strip() for page in paper]


def words(paper: pypdfium2.PdfDocument) -> str:
    return " ".join(" ".join(texts(paper)).split())


def colours(page: pypdfium2.PdfPage) -> set[tuple[int, int, int]]:
    """Return the colours of a page."""
    picture = page.render(scale=1)
    dots = bytes(picture.buffer)
    size, row = picture.n_channels, picture.stride
    found = set()
    for line in range(picture.height):
        start = line * row
        for dot in range(start, start + picture.width * size, size):
            blue, green, red = dots[dot : dot + 3]
            found.add((red, green, blue))
    return found


NAMES = ["small", "short", "hostile", "sixty documents"]


@pytest.mark.parametrize("name", NAMES)
def test_every_page_is_a4(papers: Papers, name: str) -> None:
    assert {(round(page.get_width()), round(page.get_height())) for page in papers(name)} == {A4}


@pytest.mark.parametrize("name", NAMES)
def test_nothing_runs_over_the_edge_of_the_paper(papers: Papers, name: str) -> None:
    for page in papers(name):
        text = page.get_textpage()
        boxes = [text.get_rect(number) for number in range(text.count_rects())]
        assert min(left for left, *_ in boxes) >= 40  # the margin is 16 mm, 45 points
        assert max(right for *_, right, _ in boxes) <= A4[0] - 40


@pytest.mark.parametrize("name", NAMES)
def test_no_control_is_printed(papers: Papers, name: str) -> None:
    text = words(papers(name))
    assert [control for control in CONTROLS if control in text] == []


def test_a_short_briefing_takes_one_page(papers: Papers) -> None:
    assert len(papers("short")) == 1


@pytest.mark.parametrize("name", [name for name in NAMES if name != "short"])
def test_no_heading_stands_at_the_foot_of_a_page(browser: Browser, pages: Pages, papers: Papers, name: str) -> None:
    feet = [page.splitlines()[-1].strip() for page in texts(papers(name))]
    assert len(feet) > 3
    browser.open(pages(name))
    headings = set(browser.run(HEADINGS))
    assert [foot for foot in feet if foot in headings or foot.endswith("Verdict")] == []  # nor the head of a table


def test_cells_keep_their_colours_and_the_paper_is_white_for_readers_of_dark_pages_too(papers: Papers) -> None:
    there = set().union(*(colours(page) for page in papers("small")))
    shown = {side for side, colour in SIDES.items() if tuple(bytes.fromhex(colour)) in there}
    assert shown == SIDES.keys()
    assert bytes(papers("small")[0].render(scale=0.1).buffer)[0] == 255


def test_a_closed_cell_is_printed_as_its_sign_and_word(papers: Papers) -> None:
    text = words(papers("small"))
    assert "++ for" in text
    assert REASON not in text


def test_an_open_cell_is_printed_with_its_document_its_reason_and_its_claims(browser: Browser, pages: Pages) -> None:
    browser.open(pages("small"))
    browser.run("document.querySelectorAll('td details').forEach((cell) => { cell.open = true; })")
    text = words(printed(browser))
    reasons = browser.run("return [...document.querySelectorAll('td details p')].map((each) => each.textContent)")
    assert len(reasons) > 12
    assert [reason for reason in reasons if reason not in text] == []
    assert f"Council: ++ for For, high confidence: {REASON} council-r01 page 4 council-r01a page 5" in text


def test_a_cell_that_is_open_is_printed_without_script_too(browser: Browser, pages: Pages) -> None:
    browser.open(pages("small"), script=False)
    browser.click("tr:has(#proposition-open-late) td[data-document=council] summary")
    assert REASON in words(printed(browser))


def test_what_is_filtered_out_is_not_printed(browser: Browser, pages: Pages) -> None:
    browser.open(pages("small"))
    browser.run(
        "const select = document.querySelector('select'); select.value = 'money';"
        "select.dispatchEvent(new Event('change'))"
    )
    text = words(printed(browser))
    assert "Money: positions and verdicts" in text
    assert "Volunteers: positions and verdicts" not in text


def test_a_table_over_two_pages_has_its_head_on_both(browser: Browser, pages: Pages) -> None:
    browser.open(pages("all themes"))
    tops = [" ".join(page[:100].split()) for page in texts(pypdfium2.PdfDocument(browser.printed("1-9")))]
    assert any(top.startswith("Proposition Cabinet Office Demos LSIS") for top in tops)
