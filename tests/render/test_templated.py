"""Our own templates of files that people go on writing."""

import pytest
from jinja2 import TemplateNotFound, UndefinedError

from policylens.render.templated import filled

EMPTY = {"name": "plan.txt", "kinds": "principle", "stubs": []}


def test_values_stand_as_they_are() -> None:
    assert filled("stubs.yaml.j2", **EMPTY | {"name": "<b> & {{ name }} {% if %}"}).startswith(
        "# Passages of <b> & {{ name }} {% if %} that"
    )


def test_a_file_ends_with_one_newline() -> None:
    written = filled("stubs.yaml.j2", **EMPTY)
    assert written.endswith("\n")
    assert not written.endswith("\n\n")


def test_no_line_of_the_template_that_only_steers_it_is_left() -> None:
    assert [line for line in filled("stubs.yaml.j2", **EMPTY).splitlines() if not line.strip() or "{" in line] == []


def test_a_value_that_is_missing_is_a_fault() -> None:
    with pytest.raises(UndefinedError):
        filled("stubs.yaml.j2", name="plan.txt")


def test_only_our_own_templates_are_filled_in() -> None:
    with pytest.raises(TemplateNotFound):
        filled("../pyproject.toml")
