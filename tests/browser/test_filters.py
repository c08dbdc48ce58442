"""The filters of a briefing: by document and by theme."""

from typing import Any

import pytest

from .chromium import INSTALLED, Browser
from .conftest import Pages

pytestmark = INSTALLED

SHOWN = """
const shown = (selector) => [...document.querySelectorAll(selector)].filter((each) => each.checkVisibility());
const words = (selector) => shown(selector).map((each) => each.textContent.trim());
return {
  heads: words('table')[0] ? [...shown('table')[0].querySelectorAll('thead th')]
    .filter((each) => each.checkVisibility()).map((each) => each.textContent) : [],
  cells: shown('tbody tr').map((row) => [...row.cells].filter((cell) => cell.checkVisibility()).length),
  profiles: words('.of-document h3'),
  themes: words('main > .of-theme > h2'),
  entries: words('nav a'),
  state: document.querySelector('[role=status]').innerText,
};
"""

EVERYTHING = {
    "heads": ["Proposition", "Friends", "Council", "Staff Union", "letter", "Verdict"],
    "cells": [6] * 9,
    "profiles": ["Friends", "Council", "Staff Union", "letter"],
    "themes": ["Opening hours", "Volunteers", "Money"],
    "entries": ["Summary", "Opening hours", "Volunteers", "Money", "The documents", "Signs", "Method", "Claims"],
    "state": "",
}


def shown(browser: Browser) -> dict[str, Any]:
    """Return what can be seen of what can be filtered, without the references."""
    found: dict[str, Any] = browser.run(SHOWN)
    found["entries"] = [entry for entry in found["entries"] if entry != "References"]
    return found


def document(name: str) -> str:
    return f"input[value='{name}']"


def choose(browser: Browser, theme: str) -> None:
    browser.run(
        "const select = document.querySelector('select'); select.value = arguments[0];"
        "select.dispatchEvent(new Event('change', {bubbles: true}))",
        theme,
    )


@pytest.fixture
def small(browser: Browser, pages: Pages) -> Browser:
    browser.open(pages("small"))
    return browser


def test_at_first_everything_is_shown_and_nothing_is_announced(small: Browser) -> None:
    assert shown(small) == EVERYTHING


def test_a_document_that_is_not_ticked_has_no_column_and_no_section(small: Browser) -> None:
    small.click(document("union"))
    small.click(document("letter"))
    assert shown(small) == {
        **EVERYTHING,
        "heads": ["Proposition", "Friends", "Council", "Verdict"],
        "cells": [4] * 9,
        "profiles": ["Friends", "Council"],
        "state": "Shown: 2 of 4 documents. Sentences and verdicts are still about all of them.",
    }


def test_a_theme_that_is_chosen_is_the_only_one(small: Browser) -> None:
    choose(small, "money")
    assert shown(small) == {
        **EVERYTHING,
        "cells": [6] * 2,
        "themes": ["Money"],
        "entries": ["Summary", "Money", "The documents", "Signs", "Method", "Claims"],
        "state": "Shown: one theme.",
    }


def test_both_filters_hold_at_once(small: Browser) -> None:
    choose(small, "hours")
    small.click(document("union"))
    found = shown(small)
    assert (found["themes"], found["cells"]) == (["Opening hours"], [5] * 4)
    assert found["state"] == ("Shown: 3 of 4 documents, one theme. Sentences and verdicts are still about all of them.")


def test_what_was_hidden_comes_back_and_that_is_announced(small: Browser) -> None:
    choose(small, "hours")
    small.click(document("union"))
    small.click(document("union"))
    choose(small, "")
    assert shown(small) == {**EVERYTHING, "state": "Everything is shown."}


def test_the_state_is_one_live_region_from_the_start(small: Browser) -> None:
    (status,) = [node for node in small.told() if node["role"]["value"] == "status"]
    live = {each["name"]: each["value"]["value"] for each in status["properties"]}
    assert live["live"] == "polite"


def test_a_link_to_what_is_hidden_reveals_it(small: Browser) -> None:
    choose(small, "hours")
    small.click(document("union"))
    small.run("location.hash = '#proposition-fees'")
    small.wait_for("return document.getElementById('proposition-fees').checkVisibility()")
    assert shown(small) == {**EVERYTHING, "state": "Everything is shown."}
    assert small.run("return document.querySelector('select').value") == ""
    assert small.run("return [...document.querySelectorAll('input')].every((box) => box.checked)")
    assert small.run("const {top} = document.querySelector(':target').getBoundingClientRect(); return top") >= 0
    assert small.run("return document.querySelector(':target').getBoundingClientRect().bottom <= innerHeight")


def test_a_link_to_what_is_shown_leaves_the_filters(small: Browser) -> None:
    choose(small, "hours")
    small.run("location.hash = '#claim-union-p01'")
    small.wait_for("return document.querySelector(':target') !== null")
    assert shown(small)["themes"] == ["Opening hours"]


@pytest.mark.parametrize("fragment", ["#nothing-of-this-name", "#%E0%A4%A", "#", "#%00", "#:target"])
def test_a_link_to_nothing_does_no_harm(browser: Browser, pages: Pages, fragment: str) -> None:
    browser.open(pages("small"), fragment)
    assert shown(browser) == EVERYTHING
    assert browser.console() == []


def test_all_of_many_documents_are_hidden_and_shown_at_once(browser: Browser, pages: Pages) -> None:
    browser.open(pages("forty documents"))
    assert len(shown(browser)["heads"]) == 42
    browser.click("button[value=none]")
    assert shown(browser)["heads"] == ["Proposition", "Verdict"]
    browser.click(document("d7"))
    found = shown(browser)
    assert found["heads"] == ["Proposition", "Paper 7", "Verdict"]
    assert found["state"].startswith("Shown: 1 of 40 documents.")
    browser.click("button[value=all]")
    assert len(shown(browser)["heads"]) == 42


@pytest.mark.parametrize("name", ["hostile", "hostile ids"])
def test_filters_hold_whatever_ids_and_names_are(browser: Browser, pages: Pages, name: str) -> None:
    browser.open(pages(name))
    before = shown(browser)
    browser.click("input[name=document]")
    browser.run(
        "const select = document.querySelector('select'); select.selectedIndex = 2;"
        "select.dispatchEvent(new Event('change'))"
    )
    found = shown(browser)
    assert found["profiles"] == before["profiles"][1:]
    assert found["themes"] == before["themes"][1:]
    assert found["cells"] == [count - 1 for count in before["cells"][3:]]


def test_of_one_document_only_the_theme_is_chosen(browser: Browser, pages: Pages) -> None:
    browser.open(pages("one document"))
    choose(browser, "autonomy")
    found = shown(browser)
    assert (found["themes"], found["state"]) == (["Professional and institutional autonomy"], "Shown: one theme.")
