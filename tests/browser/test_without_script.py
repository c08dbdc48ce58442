"""A briefing where scripts do not run, as in many a mail program: all is there but the filters."""

import pytest

from .chromium import INSTALLED, Browser
from .conftest import Pages

pytestmark = INSTALLED

TEXT = "document.querySelectorAll('td details').forEach((cell) => { cell.open = true; });"


@pytest.mark.parametrize("name", ["small", "one theme", "hostile"])
def test_everything_but_the_filters_is_there(browser: Browser, pages: Pages, name: str) -> None:
    browser.open(pages(name))
    with_script = browser.run(TEXT + "return document.querySelector('main').innerText")
    assert browser.run("return document.querySelector('form').checkVisibility()")
    browser.open(pages(name), script=False)
    assert not browser.run("return document.querySelector('form').checkVisibility()")
    assert browser.run(TEXT + "return document.querySelector('main').innerText") == with_script


def test_a_cell_opens_and_its_claim_leads_to_the_appendix(browser: Browser, pages: Pages) -> None:
    browser.open(pages("small"), script=False)
    browser.click("td summary")
    assert browser.run("return document.querySelector('td details').open")
    browser.click("td details a")
    browser.wait_for("return document.querySelector(':target') !== null")
    assert browser.run("return document.activeElement.className") == "claim"


def test_nothing_is_logged(browser: Browser, pages: Pages) -> None:
    browser.open(pages("small"), script=False)
    assert browser.console() == []
