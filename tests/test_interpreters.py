"""What the tests on every Python install, as pyproject.toml allows it."""

import sys
import tomllib
from pathlib import Path

import pytest
from interpreters import PYTHONS, interpreters, oldest, project, tools, users
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name

LINES = ["typer>=0.26.1,<0.29", "PyYAML>=6.0.1", "PyYAML>=6.0.2; python_version >= '3.13'", "rich>=14.3"]


@pytest.mark.parametrize(
    ("python", "yaml"), [("3.11", "6.0.1"), ("3.12", "6.0.1"), ("3.13", "6.0.2"), ("3.14", "6.0.2")]
)
def test_the_oldest_versions_are_those_that_a_python_is_served_from(python: str, yaml: str) -> None:
    found = oldest([Requirement(line) for line in LINES], python)
    assert found == ["typer==0.26.1", f"PyYAML=={yaml}", "rich==14.3"]


def test_a_requirement_that_says_no_oldest_version_is_an_error() -> None:
    with pytest.raises(AssertionError, match="typer<1 does not say the oldest version"):
        oldest([Requirement("typer<1")], "3.11")


@pytest.mark.parametrize("python", PYTHONS)
def test_every_dependency_of_users_says_its_oldest_version(python: str) -> None:
    names = {canonicalize_name(line.partition("==")[0]) for line in oldest(users(project()), python)}
    assert names == {canonicalize_name(each.name) for each in users(project())} >= {"typer", "rich", "pyyaml", "jinja2"}


def test_the_tools_of_the_tests_do_not_say_what_users_get() -> None:
    names = {canonicalize_name(each.name) for each in tools(project())}
    assert names.isdisjoint(canonicalize_name(each.name) for each in [*users(project()), Requirement("policylens")])
    assert {"pytest", "hypothesis"} <= names


def test_every_python_that_is_allowed_and_known_is_tried() -> None:
    told = tomllib.loads((Path(__file__).parents[1] / "pyproject.toml").read_text(encoding="utf-8"))
    allowed = SpecifierSet(told["project"]["requires-python"])
    assert all(allowed.contains(python) for python in PYTHONS)
    assert not allowed.contains("3.10")


def test_the_python_that_runs_is_among_those_that_are_found() -> None:
    version = f"{sys.version_info.major}.{sys.version_info.minor}"
    if version not in PYTHONS:
        pytest.skip(f"Python {version} is newer than those that are tried")
    assert version in interpreters()
