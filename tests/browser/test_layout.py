"""How a briefing fits screens of three widths, in light and dark."""

import pytest
from render.html_pages import PAGES, bundled

from .chromium import INSTALLED, Browser
from .conftest import Pages

pytestmark = INSTALLED

OPEN = "document.querySelectorAll('td details').forEach((cell) => { cell.open = true; });"

TOO_WIDE = """
const room = document.documentElement.clientWidth;
return [...document.querySelectorAll('body *')]
  .filter((each) => each.checkVisibility() && !each.closest('.wide, svg, .skip'))
  .filter((each) => each.getBoundingClientRect().right > room + 1 || each.getBoundingClientRect().left < -1)
  .map((each) => each.outerHTML.slice(0, 100));
"""
"""Finds what stands out of the page at a side, where that is not what the regions of tables are for."""


def page_scrolls(browser: Browser) -> bool:
    return bool(browser.run("return document.documentElement.scrollWidth > document.documentElement.clientWidth"))


@pytest.mark.parametrize("name", [name for name in PAGES if name not in ("short", "hostile with passages")])
def test_the_page_itself_never_scrolls_sideways(browser: Browser, pages: Pages, name: str) -> None:
    browser.open(pages(name), width=1280)
    found = []
    for opening in ("", OPEN):
        browser.run(opening)
        for width in (1280, 768, 360):
            browser.show(width=width)
            found += [(width, bool(opening), page_scrolls(browser), browser.run(TOO_WIDE))]
    assert found == [(width, opened, False, []) for opened in (False, True) for width in (1280, 768, 360)]


@pytest.mark.parametrize("name", ["one theme", "small", "hostile"])
def test_on_a_telephone_not_even_a_table_scrolls(browser: Browser, pages: Pages, name: str) -> None:
    browser.open(pages(name), width=360)
    browser.run(OPEN)
    wider = browser.run(
        "return [...document.querySelectorAll('.wide, .wide *')]"
        ".filter((each) => !each.closest('thead') && each.getBoundingClientRect().right > 360).length"
    )
    assert wider == 0


def test_on_a_telephone_every_cell_says_whose_it_is(browser: Browser, pages: Pages) -> None:
    whose = (
        "return [...document.querySelector('tbody tr').querySelectorAll('[data-name]')]"
        ".map((each) => getComputedStyle(each, '::before').content)"
    )
    browser.open(pages("one theme"), width=360)
    names = ["Cabinet Office", "Demos", "LSIS", "Fabian", "Housden", "Verdict"]
    assert browser.run(whose) == [f'"{name}: "' for name in names]
    browser.open(pages("one theme"), width=768)
    assert browser.run(whose) == ["none"] * 6  # there the heads of the columns do


def test_five_documents_fit_without_scrolling(browser: Browser, pages: Pages) -> None:
    browser.open(pages("all themes"))
    scrolling = "return [...document.querySelectorAll('.wide')].filter((each) => each.scrollWidth > each.clientWidth)"
    for width in (1280, 768):
        browser.show(width=width)
        assert browser.run(scrolling + ".length") == 0


def test_all_cells_of_five_documents_fit_a_desk_when_open(browser: Browser, pages: Pages) -> None:
    browser.open(pages("one theme"), width=1280)
    browser.run(OPEN)
    assert (
        browser.run("const region = document.querySelector('.wide'); return region.scrollWidth - region.clientWidth")
        == 0
    )


def test_the_propositions_stay_in_view_when_a_table_scrolls(browser: Browser, pages: Pages) -> None:
    browser.open(pages("forty documents"), width=768)
    browser.run("document.querySelector('.wide').scrollLeft = 2000")
    places = browser.run(
        "const left = document.querySelector('.wide').getBoundingClientRect().left;"
        "return [...document.querySelectorAll('th:first-child')]"
        ".map((each) => each.getBoundingClientRect().left - left)"
    )
    assert places == [0] * 9


LETTERS = """
return [...document.querySelectorAll('svg')].filter((each) => each.checkVisibility())
  .map((each) => each.getBoundingClientRect().width / each.viewBox.baseVal.width * 14);
"""
"""How many pixels high the letters of each scale are."""

COVERING = """
const found = [];
for (const picture of document.querySelectorAll('svg')) {
  if (!picture.checkVisibility()) continue;
  const room = picture.getBoundingClientRect();
  const texts = [...picture.querySelectorAll('text')];
  const boxes = texts.map((each) => [each.textContent, each.getBoundingClientRect()]);
  for (const [words, box] of boxes) {
    if (box.left < room.left - 1 || box.right > room.right + 1) found.push([words, 'the edge']);
    for (const [others, other] of boxes) {
      const apart = box.right <= other.left || other.right <= box.left ||
        box.bottom - 4 <= other.top || other.bottom - 4 <= box.top;
      if (words !== others && !apart) found.push([words, others]);
    }
  }
}
return found;
"""
"""Finds names that cover others, or stand out of the picture; the lowest four pixels of a name may be under another."""


def test_the_names_on_a_scale_can_be_read_and_do_not_cover_each_other(browser: Browser, pages: Pages) -> None:
    scales = len([theme for theme in bundled().codebook.themes.values() if theme.scale])
    browser.open(pages("all themes"))
    for width in (1280, 768, 360):
        browser.show(width=width)
        letters = browser.run(LETTERS)
        assert len(letters) == scales
        assert min(letters) >= 12
        assert browser.run(COVERING) == []


def background(browser: Browser, selector: str) -> str:
    found = "return getComputedStyle(document.querySelector(arguments[0])).backgroundColor"
    return str(browser.run(found, selector))


def test_light_and_dark_follow_the_readers_choice(browser: Browser, pages: Pages) -> None:
    browser.open(pages("small"), scheme="light")
    assert background(browser, "body") == "rgb(255, 255, 255)"
    light = background(browser, "td.f2")
    browser.open(pages("small"), scheme="dark")
    assert background(browser, "body") == "rgb(21, 24, 27)"
    assert background(browser, "td.f2") != light


def test_a_scale_takes_the_colours_of_a_reader_who_forces_their_own(browser: Browser, pages: Pages) -> None:
    browser.open(pages("small"))
    forced = [{"name": "forced-colors", "value": "active"}, {"name": "prefers-color-scheme", "value": "dark"}]
    browser.command("Emulation.setEmulatedMedia", features=forced)
    fill = "return getComputedStyle(document.querySelector('svg text')).fill"
    assert browser.run(fill) == "rgb(255, 255, 255)"
