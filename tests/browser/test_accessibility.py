"""A briefing for readers with disabilities: the rules that axe-core can test, and what a screen reader is told."""

import os
import sys
from itertools import pairwise
from pathlib import Path

import pytest

from .chromium import INSTALLED, Browser
from .conftest import Pages

pytestmark = INSTALLED

AXE = Path(sys.prefix, "lib", "node_modules", "axe-core", "axe.min.js")
"""Where `make ci-setup` puts it."""

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

CHECK = """
const found = await axe.run(document, {
  runOnly: {type: 'tag', values: arguments[0]},
  resultTypes: ['violations'],
});
return [found.passes.length, found.violations.map(
  (each) => `${each.id}: ${each.nodes.length}, as in ${each.nodes[0].html.slice(0, 200)}`)];
"""

OPEN = "document.querySelectorAll('td details').forEach((cell) => { cell.open = true; });"


@pytest.fixture(scope="module")
def axe() -> str:
    if not AXE.is_file():
        message = "needs axe-core, which is not installed"
        pytest.fail(message) if os.environ.get("CI") else pytest.skip(message)
    return AXE.read_text(encoding="utf-8")


def violations(browser: Browser, axe: str) -> list[str]:
    """Return what axe finds wrong with the page as it is shown now."""
    if not browser.run("return 'axe' in window"):
        browser.run(axe)
    passed, found = browser.answer(CHECK, RULES)
    assert passed > 20  # rules that have found something to test
    return list(found)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 768, 1280])
def test_no_rule_is_broken(browser: Browser, pages: Pages, axe: str, width: int, scheme: str) -> None:
    browser.open(pages("small"), width=width, scheme=scheme)
    assert violations(browser, axe) == []
    browser.run(OPEN)
    assert violations(browser, axe) == []


OTHERS = {"one theme": 1280, "one document": 360, "hardly coded": 360, "hostile with passages": 360}


@pytest.mark.parametrize("name", OTHERS)
def test_no_rule_is_broken_by_other_documents(browser: Browser, pages: Pages, axe: str, name: str) -> None:
    browser.open(pages(name), width=OTHERS[name], scheme="dark")
    assert violations(browser, axe) == []


def test_no_rule_is_broken_while_filters_hide_something(browser: Browser, pages: Pages, axe: str) -> None:
    browser.open(pages("small"))
    browser.click("input[name=document]")
    assert violations(browser, axe) == []


def test_a_broken_rule_would_be_found(browser: Browser, pages: Pages, axe: str) -> None:
    browser.open(pages("small"))
    browser.run("document.querySelector('select').closest('label').replaceWith(document.querySelector('select'))")
    (found,) = violations(browser, axe)
    assert found.startswith("select-name: 1")


# --- what a screen reader is told ----------------------------------------------------------------------------------


def tree(browser: Browser) -> list[tuple[str, str]]:
    """Return the role and the name of everything."""
    return [(node["role"]["value"], node.get("name", {}).get("value", "")) for node in browser.told()]


@pytest.mark.parametrize("width", [360, 1280])
def test_a_table_is_a_table_with_its_headers_at_every_width(browser: Browser, pages: Pages, width: int) -> None:
    browser.open(pages("one theme"), width=width)
    told = tree(browser)
    assert ("table", "Markets, choice and who provides: positions and verdicts") in told
    names = [name for role, name in told if role == "columnheader"]
    assert names == ["Proposition", "Cabinet Office", "Demos", "LSIS", "Fabian", "Housden", "Verdict"]
    assert len([name for role, name in told if role == "rowheader"]) == 8
    assert len([name for role, name in told if role == "cell"]) == 8 * 6


def test_a_cell_that_opens_says_whether_it_is_open(browser: Browser, pages: Pages) -> None:
    browser.open(pages("small"))
    browser.click("td summary")
    states = [
        each["value"]["value"]
        for node in browser.told()
        if node["role"]["value"] == "DisclosureTriangle"
        for each in node["properties"]
        if each["name"] == "expanded"
    ]
    assert states[0] is True
    assert set(states[1:]) == {False}


def test_a_scale_is_one_picture_with_a_name(browser: Browser, pages: Pages) -> None:
    browser.open(pages("one theme"))
    pictures = [name for role, name in tree(browser) if role in ("img", "image")]
    assert pictures == ["Markets, choice and who provides: scale from −2, against markets, to +2, for markets"]


def test_headings_go_down_by_one_level(browser: Browser, pages: Pages) -> None:
    browser.open(pages("one theme"))
    tags = browser.run("return [...document.querySelectorAll('h1, h2, h3, h4')].map((each) => each.tagName)")
    levels = [int(tag[1]) for tag in tags]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_there_are_landmarks_for_contents_filters_and_what_is_said(browser: Browser, pages: Pages) -> None:
    browser.open(pages("small"))
    told = tree(browser)
    named = {("navigation", "Contents"), ("form", "What is shown"), ("region", "Positions: Money"), ("region", "Money")}
    assert named <= set(told)
    assert {"banner", "main", "contentinfo"} <= {role for role, _ in told}
