"""References as CSL-JSON: as its schema has them, and as other programs cite by them."""

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from conftest import CORPORA
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft7Validator
from pandoc import SCHEMA, formatted
from publications import HARD, publication
from strategies import hostile

from policylens import resources
from policylens.analysis.bibliography import Form
from policylens.corpus.loader import load
from policylens.exchange.csl_json import write
from policylens.model import Document
from policylens.render.parts import plain
from policylens.render.references import references


def exported(*documents: Document) -> Any:
    return json.loads(write(documents))


def documents_of(name: str) -> tuple[Document, ...]:
    corpus = load(resources.data() if name == "bundled" else CORPORA / name).corpus
    assert corpus is not None
    return corpus.documents


@pytest.fixture(scope="module")
def schema() -> Draft7Validator:
    """Return a validator by the official schema."""
    if not SCHEMA.is_file():
        message = "needs the schema of CSL-JSON, which `make test` installs"
        pytest.fail(message) if os.environ.get("CI") else pytest.skip(message)
    read = json.loads(SCHEMA.read_text(encoding="utf-8"))
    Draft7Validator.check_schema(read)
    return Draft7Validator(read)


# --- items


def test_an_item_has_all_that_is_known_of_a_document() -> None:
    known = publication(
        "plan",
        "Ludwig van Beethoven, Jr; Town Council",
        title="R&D: <b>“a” {plan}</b>",
        publisher="Town Council",
        date="2019-03-02",
        kind="green paper",
        isbn="978",
        reference="TC 12",
        language="en",
    )
    assert exported(known) == [
        {
            "id": "plan",
            "type": "report",
            "author": [
                {"family": "Beethoven", "given": "Ludwig", "non-dropping-particle": "van", "suffix": "Jr"},
                {"literal": "Town Council"},
            ],
            "title": "R&D: <b>“a” {plan}</b>",
            "genre": "Green paper",
            "publisher": "Town Council",
            "issued": {"date-parts": [[2019, 3, 2]]},
            "number": "TC 12",
            "ISBN": "978",
            "language": "en",
        }
    ]


def test_what_is_not_known_is_left_out() -> None:
    assert exported(publication("letter")) == [{"id": "letter", "type": "document", "title": "A text"}]


@pytest.mark.parametrize(("date", "parts"), [("2009-09", [2009, 9]), ("2008", [2008])])
def test_a_date_is_as_exact_as_it_is_known(date: str, parts: list[int]) -> None:
    assert exported(publication(date=date))[0]["issued"] == {"date-parts": [parts]}


@pytest.mark.parametrize("name", ["bundled", "small"])
def test_the_references_are_as_they_were_read(name: str, golden: Callable[[str, str], None]) -> None:
    golden(f"{'bundled' if name == 'bundled' else 'corpus'}/references.json", write(documents_of(name)).decode())


# --- the schema


@pytest.mark.parametrize("name", ["bundled", "small", "hard"])
def test_items_are_as_the_official_schema_has_them(schema: Draft7Validator, name: str) -> None:
    made = exported(*(HARD if name == "hard" else documents_of(name)))
    assert made
    assert [error.message for error in schema.iter_errors(made)] == []


def test_the_schema_sees_what_is_wrong(schema: Draft7Validator) -> None:
    assert list(schema.iter_errors([{"id": "a", "type": "leaflet"}]))


def test_every_form_is_a_type_of_the_schema(schema: Draft7Validator) -> None:
    assert isinstance(schema.schema, dict)
    assert {form.value for form in Form} <= set(schema.schema["items"]["properties"]["type"]["enum"])


TEXTS = hostile() | st.just("")


@given(st.builds(publication, authors=TEXTS, title=hostile(), publisher=TEXTS, kind=TEXTS, reference=TEXTS))
def test_items_of_any_texts_are_as_the_schema_has_them(schema: Draft7Validator, document: Document) -> None:
    assert list(schema.iter_errors(exported(document))) == []


# --- as pandoc cites by it

CITED = (
    publication("a", "Ludwig van Beethoven; Ann Öst", publisher="P", date="2001-02-03", kind="report", title="First"),
    publication("b", "Town Council", publisher="Town Council", kind="book", title="Second"),
    publication("c", "Ann Moss; Bo Dean; Cy Fox; Di Hill", publisher="P", date="1999", kind="report", reference="7"),
    publication("d", publisher="Library Union", date="2019", kind="report", title="Fourth"),
    publication("e", "Ann Lee", publisher="P", date="2010", kind="report", title="Sixth"),
    publication("f", "Ann Lee", publisher="P", date="2010-05", kind="report", title="Fifth"),
    publication("g", "Étienne Öst; Bo Lee", publisher="P", date="2000", kind="report", title="Seventh"),
    publication("h", title="Adieu", kind="book", date="1990"),
    publication("k", "Ann Moss; Xi Dean; Cy Fox; Di Hill", publisher="P", date="1998", kind="report"),
    publication("i", "Ann Fox; Bo Dean; Cy Fox; Di Hill", publisher="P", date="2004", kind="report", title="One"),
    publication("j", "Ann Fox; Bo Dean; Cy Fox; Ed Hall", publisher="P", date="2004", kind="report", title="Two"),
)


def adapted(line: str) -> str:
    """Return a line of pandoc's with our word for what has no date, and straight apostrophes."""
    return line.replace("no date", "n.d.").replace("’", "'")


@pytest.mark.tool("pandoc")
@pytest.mark.parametrize("name", ["bundled", "many"])
def test_pandoc_cites_the_documents_as_we_do_and_lists_them_in_the_same_order(tmp_path: Path, name: str) -> None:
    """In the style *Cite Them Right*, but for what we add, and quotation marks that it has for some titles."""
    documents = CITED if name == "many" else documents_of(name)
    (tmp_path / "references.json").write_bytes(write(documents))
    found = references(documents)
    text = "\n\n".join(f"[@{document.id}]" for document in documents)
    lines = [adapted(line) for line in formatted(text, tmp_path / "references.json")]
    cited, listed = lines[: len(documents)], lines[len(documents) :]
    assert cited == [plain(found[document.id].bracketed) for document in documents]
    ours = [plain(each.entry).split(" ISBN")[0] for each in found.values()]
    assert [line.replace("‘", "").replace("'.", ".") for line in listed] == ours
