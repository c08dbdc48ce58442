"""A briefing in the hands of somebody who has only a keyboard."""

import pytest
from selenium.webdriver import Keys

from .chromium import INSTALLED, Browser
from .conftest import Pages

pytestmark = INSTALLED

STOPS = """
window.stops = [...document.querySelectorAll('a[href], input, select, button, summary, [tabindex="0"]')]
  .filter((each) => each.checkVisibility());
return window.stops.length;
"""
"""Finds all that can have the focus, in the order in which it stands in the page."""

FOCUSED = """
const focused = document.activeElement;
const style = getComputedStyle(focused);
const box = focused.getBoundingClientRect();
return {
  place: window.stops.indexOf(focused),
  ring: style.outlineStyle === 'solid' && parseFloat(style.outlineWidth) >= 3,
  inside: box.width > 0 && box.top < innerHeight && box.bottom > 0 && box.left < innerWidth && box.right > 0,
};
"""


@pytest.fixture
def small(browser: Browser, pages: Pages) -> Browser:
    browser.open(pages("small"))
    return browser


def focus(browser: Browser, selector: str) -> None:
    """Give something the focus by pressing Tab."""
    found = "return document.activeElement === document.querySelector(arguments[0])"
    for _ in range(200):
        if browser.run(found, selector):
            return
        browser.press(Keys.TAB)
    raise AssertionError(f"Tab does not reach {selector}")


@pytest.mark.parametrize("width", [360, 1280])
def test_tab_goes_through_everything_in_its_order_and_always_shows_where_it_is(
    browser: Browser, pages: Pages, width: int
) -> None:
    browser.open(pages("small"), width=width)
    browser.run("document.querySelectorAll('#theme-hours ~ .wide details').forEach((cell) => { cell.open = true; })")
    stops = browser.run(STOPS)
    assert stops > 50
    for place in range(stops):
        browser.press(Keys.TAB)
        assert browser.run(FOCUSED) == {"place": place, "ring": True, "inside": True}


def test_the_first_stop_skips_to_the_content(small: Browser) -> None:
    small.press(Keys.TAB)
    assert small.run("return document.activeElement.innerText") == "Skip to the content"
    assert small.run("return document.activeElement.getBoundingClientRect().left") >= 0
    small.press(Keys.ENTER)
    assert small.run("return document.activeElement.id") == "content"
    small.press(Keys.TAB)
    assert small.run("return document.querySelector('main').contains(document.activeElement)")
    assert small.run("return document.activeElement === document.querySelector('main a')")


def test_space_takes_a_document_out_and_puts_it_back(small: Browser) -> None:
    focus(small, "input[value=union]")
    visible = "return document.querySelector('th[data-document=union]').checkVisibility()"
    small.press(Keys.SPACE)
    assert not small.run(visible)
    assert small.run("return document.activeElement.value") == "union"
    small.press(Keys.SPACE)
    assert small.run(visible)


def test_arrows_go_from_theme_to_theme(small: Browser) -> None:
    focus(small, "select")
    themes = (
        "return [...document.querySelectorAll('main > .of-theme')].filter((each) => each.checkVisibility())"
        ".map((each) => each.dataset.theme)"
    )
    small.press(Keys.ARROW_DOWN)
    assert small.run(themes) == ["hours"]
    small.press(Keys.ARROW_DOWN)
    assert small.run(themes) == ["volunteers"]
    small.press(Keys.ARROW_UP, Keys.ARROW_UP)
    assert small.run(themes) == ["hours", "volunteers", "money"]


@pytest.mark.parametrize("key", [Keys.ENTER, Keys.SPACE], ids=["Enter", "Space"])
def test_a_cell_opens_and_closes(small: Browser, key: str) -> None:
    focus(small, "td summary")
    opened = "return document.querySelector('td details').open"
    small.press(key)
    assert small.run(opened)
    small.press(key)
    assert not small.run(opened)


@pytest.mark.parametrize("key", [Keys.ENTER, Keys.SPACE], ids=["Enter", "Space"])
def test_every_cell_is_opened(small: Browser, key: str) -> None:
    focus(small, "button[name=open]")
    small.press(key)
    assert small.run("return [...document.querySelectorAll('td details')].every((cell) => cell.open)")
    assert small.run("return document.activeElement.name") == "open"


def test_a_claim_in_a_cell_is_reached_read_and_left(small: Browser) -> None:
    focus(small, "td summary")
    small.press(Keys.ENTER, Keys.TAB)
    name = small.run("return document.activeElement.textContent")
    small.press(Keys.ENTER)
    small.wait_for("return location.hash === arguments[0]", f"#claim-{name}")
    assert small.run("return document.activeElement.id") == f"claim-{name}"
    small.back()
    small.wait_for("return location.hash === ''")
    assert small.run("return document.querySelector('td details').open")


def test_a_table_that_is_too_wide_is_scrolled_with_arrows(browser: Browser, pages: Pages) -> None:
    browser.open(pages("forty documents"))
    browser.run("document.querySelector('.wide').focus()")
    browser.press(Keys.ARROW_RIGHT)
    browser.wait_for("return document.querySelector('.wide').scrollLeft > 0")
    proposition = browser.run("return document.querySelector('tbody th').getBoundingClientRect().left")
    assert proposition == browser.run("return document.querySelector('.wide').getBoundingClientRect().left")
