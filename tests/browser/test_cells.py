"""The cells of a briefing: how they open, to what, and where their links lead."""

import pytest

from .chromium import INSTALLED, Browser
from .conftest import Pages

pytestmark = INSTALLED

CELL = "tr:has(#proposition-open-late) td[data-document=council]"

OPEN = "return [...document.querySelectorAll('td details')].map((cell) => cell.open)"


def label(browser: Browser) -> str:
    return str(browser.run("return document.querySelector('button[name=open]').textContent"))


def wait_for_label(browser: Browser, words: str) -> None:
    browser.wait_for("return document.querySelector('button[name=open]').textContent === arguments[0]", words)


@pytest.fixture
def small(browser: Browser, pages: Pages) -> Browser:
    browser.open(pages("small"))
    return browser


def text(browser: Browser, selector: str) -> str:
    return str(browser.run("return document.querySelector(arguments[0]).innerText", selector))


def test_all_are_closed_at_first(small: Browser) -> None:
    assert set(small.run(OPEN)) == {False}
    assert text(small, CELL) == "++ for"


def test_one_opens_to_its_reason_and_its_claims(small: Browser) -> None:
    small.click(f"{CELL} summary")
    shown = text(small, CELL).split("\n")
    assert [line for line in shown if line] == [
        "++ for",
        "For, high confidence: Four branches are to stay open until eight from next April.",
        "council-r01 page 4",
        "council-r01a page 5",
        "council-e01 User survey 2018, Table 2",
    ]
    assert small.run(OPEN).count(True) == 1


def test_the_button_opens_every_cell_and_closes_them_again(small: Browser) -> None:
    small.click("button[name=open]")
    assert set(small.run(OPEN)) == {True}
    wait_for_label(small, "Close every cell")
    small.click("button[name=open]")
    assert set(small.run(OPEN)) == {False}
    wait_for_label(small, "Open every cell")


def test_the_button_opens_the_rest_where_some_are_open(small: Browser) -> None:
    small.click(f"{CELL} summary")
    assert label(small) == "Open every cell"
    small.click("button[name=open]")
    assert set(small.run(OPEN)) == {True}


def test_closing_one_of_all_makes_the_button_open_again(small: Browser) -> None:
    small.click("button[name=open]")
    wait_for_label(small, "Close every cell")
    small.click(f"{CELL} summary")
    wait_for_label(small, "Open every cell")


def test_a_claim_leads_to_the_appendix_and_back_again(small: Browser) -> None:
    small.click(f"{CELL} summary")
    small.click(f"{CELL} li a")
    small.wait_for("return location.hash === '#claim-council-r01'")
    assert text(small, ":target").startswith("council-r01 Recommendation")
    assert small.run("const {top} = document.querySelector(':target').getBoundingClientRect(); return top") >= 0
    assert small.run("return document.activeElement === document.querySelector(':target')")
    small.back()
    small.wait_for("return location.hash === ''")
    small.wait_for(
        "const {top, bottom} = document.querySelector(arguments[0]).getBoundingClientRect();"
        "return top >= 0 && bottom <= innerHeight + 1",
        f"{CELL} li a",
    )
    assert small.run("return document.querySelector(arguments[0]).open", f"{CELL} details")


def test_the_link_to_the_appendix_leads_there_too(small: Browser) -> None:
    small.click("header a")
    small.wait_for("return document.querySelector(':target') !== null")
    assert text(small, ":target") == "Appendix: the claims"
