"""The tutorial: every command in it is run, and prints what the page says."""

import re
import runpy
import shutil

import pytest
from conftest import ROOT

PAGE = ROOT / "docs" / "tutorial.md"


@pytest.mark.skipif(shutil.which("sh") is None or shutil.which("sed") is None, reason="needs a shell and sed")
def test_the_tutorial_shows_what_its_commands_print() -> None:
    text = PAGE.read_text(encoding="utf-8")
    made = runpy.run_path(str(ROOT / "docs" / "tutorial.py"))["made"](text)
    assert text.count("```console") > 15
    assert made == text, "run: make docs"


def test_the_tutorial_has_every_step_from_a_new_corpus_to_the_briefing() -> None:
    called = re.findall(r"^\$ policylens (\w+)", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
    steps = "init check new suggest sources trace compare reliability diff export import brief"
    assert list(dict.fromkeys(called)) == steps.split()


def test_no_command_of_the_tutorial_goes_without_its_output() -> None:
    text = PAGE.read_text(encoding="utf-8")
    assert len(re.findall(r"^\$ ", text, re.MULTILINE)) == text.count("```console")
