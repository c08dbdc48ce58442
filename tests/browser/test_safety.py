"""A briefing asks for nothing, logs nothing, and runs no script but its own."""

from pathlib import Path

import pytest
from render.html_pages import ATTACKS, PAGES, written

from policylens.render.signs import safe

from .chromium import INSTALLED, Browser
from .conftest import Pages

pytestmark = INSTALLED

USE = """
for (const box of document.querySelectorAll('input[type=checkbox]')) { box.click(); box.click(); }
for (const select of document.querySelectorAll('select')) {
  for (const option of select.options) { select.value = option.value; select.dispatchEvent(new Event('change')); }
}
for (const button of document.querySelectorAll('button')) button.click();
for (const cell of document.querySelectorAll('details')) cell.open = true;
for (const link of document.querySelectorAll('nav a')) link.click();
"""
"""Does all that can be done with a page."""


@pytest.mark.parametrize("name", PAGES)
def test_a_page_that_is_used_logs_nothing_and_asks_for_nothing_but_itself(
    browser: Browser, pages: Pages, name: str
) -> None:
    browser.open(pages(name))
    browser.run(USE)
    assert browser.console() == []
    assert {address.split("#")[0] for address in browser.requests()} == {pages(name).as_uri()}


@pytest.mark.parametrize("name", ["hostile", "hostile ids", "hostile with passages"])
def test_no_text_runs(browser: Browser, pages: Pages, name: str) -> None:
    browser.open(pages(name))
    browser.run(USE)
    assert browser.run("return document.title") != "it ran"
    assert browser.run("return document.scripts.length") == 1
    attributes = browser.run(
        "return [...document.querySelectorAll('*')].flatMap((each) => each.getAttributeNames()).filter("
        "(name) => name.startsWith('on') || ['style', 'src', 'action'].includes(name))"
    )
    assert attributes == []


def test_a_title_that_is_markup_is_shown_as_a_title(browser: Browser, pages: Pages) -> None:
    browser.open(pages("hostile"))
    assert browser.run("return document.title") == safe(ATTACKS[3])
    assert browser.run("return document.querySelector('h1').innerText") == safe(ATTACKS[3])


# --- what somebody puts into a page on its way ---------------------------------------------------------------------

INJECTED = {
    "a script": "<script>document.title = 'it ran'</script>",
    "a handler": "<details open ontoggle=\"document.title = 'it ran'\">x</details>",
    "a style": "<style>h1 { display: none }</style>",
    "a style of an element": '<p id="styled" style="display: none">x</p>',
    "a picture": '<img src="https://example.org/x.png" alt="">',
    "a frame": '<iframe src="https://example.org/"></iframe>',
    "a style sheet": '<link rel="stylesheet" href="https://example.org/x.css">',
    "a font": "<style>@font-face { font-family: x; src: url(https://example.org/x.woff) }</style>",
    "a base": '<base href="https://example.org/">',
}


@pytest.mark.parametrize("what", INJECTED)
def test_the_policy_blocks(browser: Browser, tmp_path: Path, what: str) -> None:
    page = tmp_path / "page.html"
    text = written("small")
    assert text.count("<main ") == 1
    page.write_text(text.replace("<main ", f"{INJECTED[what]}<main "), encoding="utf-8")
    browser.open(page)
    logged = browser.console()
    assert any("Content Security Policy" in message for message in logged), logged
    assert browser.run("return document.title") != "it ran"
    assert browser.run("return document.querySelector('h1').checkVisibility()")
    assert browser.run("const styled = document.getElementById('styled'); return !styled || styled.checkVisibility()")
    assert browser.run("return document.baseURI") == page.as_uri()
    asked = [address for address, asked in browser.requests().items() if asked and not address.startswith("data:")]
    assert asked == [page.as_uri()]


def test_a_script_that_somebody_has_changed_does_not_run(browser: Browser, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    text = written("small")
    assert text.count("form.hidden = false;") == 1
    page.write_text(text.replace("form.hidden = false;", "form.hidden = !true;"), encoding="utf-8")
    browser.open(page)
    assert not browser.run("return document.querySelector('form').checkVisibility()")
    assert any("Content Security Policy" in message for message in browser.console())
