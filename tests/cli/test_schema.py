"""`policylens schema`: JSON Schema on standard output or in a file."""

import json
from pathlib import Path

import pytest

from .support import SMALL, Cli, small


@pytest.mark.parametrize("kind", ["document", "codebook"])
def test_a_schema_is_printed_as_json(cli: Cli, kind: str) -> None:
    outcome = cli("schema", kind)
    assert json.loads(outcome.out)["title"] == kind
    assert (outcome.code, outcome.err) == (0, "")


def test_a_schema_is_written_to_a_file_once_unless_it_is_forced(cli: Cli, tmp_path: Path) -> None:
    path = tmp_path / "document.schema.json"
    assert cli("schema", "document", "-o", str(path)).code == 0
    there = path.read_text(encoding="utf-8")
    refused = cli("schema", "codebook", "-o", str(path))
    assert (refused.code, path.read_text(encoding="utf-8")) == (2, there)
    assert "--force" in refused.err
    assert cli("schema", "codebook", "-o", str(path), "--force").code == 0
    assert json.loads(path.read_text(encoding="utf-8"))["title"] == "codebook"


def test_with_a_corpus_the_schema_of_documents_has_its_names(cli: Cli) -> None:
    made = json.loads(cli("schema", "document", corpus=SMALL).out)
    assert made["$defs"]["coding"]["properties"]["themes"]["items"]["enum"] == ["hours", "volunteers", "money"]
    assert made["$defs"]["claim"]["properties"]["sectors"]["items"]["enum"] == ["libraries", "parks"]
    assert "open-late" in made["$defs"]["claim"]["properties"]["stances"]["properties"]


def test_the_schema_of_codebooks_is_the_same_for_every_corpus(cli: Cli, tmp_path: Path) -> None:
    assert cli("schema", "codebook", corpus=tmp_path / "nowhere").out == cli("schema", "codebook").out


def test_wrong_documents_do_not_matter_and_a_wrong_codebook_does(cli: Cli, tmp_path: Path) -> None:
    documents = small(tmp_path / "documents", ("frameworks/letter.yaml", "id: letter\n", "id: Letter\n"))
    assert cli("schema", "document", corpus=documents).code == 0
    codebook = small(tmp_path / "codebook", ("codebook.yaml", "themes:\n", "thema:\n"))
    outcome = cli("schema", "document", corpus=codebook)
    assert outcome.err.splitlines() == [
        "policylens: the codebook cannot be read: codebook.yaml:2: this codebook has no themes",
        f"`policylens check --corpus {codebook}` lists what is wrong",
    ]


def test_an_unknown_sort_of_file_is_named_with_those_that_there_are(cli: Cli) -> None:
    assert cli("schema", "claim").err.splitlines() == [
        "policylens: there is no schema of claim",
        "there are: document, codebook",
    ]
