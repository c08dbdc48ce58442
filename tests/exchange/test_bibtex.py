"""References as BibTeX: read back by other programs, and formatted as BibTeX formats them."""

import json
import re
from collections.abc import Callable
from typing import Any

import pytest
from conftest import CORPORA
from hypothesis import given
from hypothesis import strategies as st
from pandoc import items
from publications import HARD, publication
from pybtex.database import BibliographyData, parse_string
from pybtex.plugin import find_plugin
from strategies import hostile

from policylens import resources
from policylens.analysis.bibliography import work
from policylens.corpus.loader import load
from policylens.exchange.bibtex import write
from policylens.exchange.csl_json import item
from policylens.model import Document


def read(*documents: Document) -> BibliographyData:
    """Return what pybtex reads; it refuses what BibTeX would complain of."""
    return parse_string(write(documents).decode(), "bibtex")


def fields(**identity: Any) -> dict[str, str]:
    return dict(read(publication(**identity)).entries["a"].fields.items())


def documents_of(name: str) -> tuple[Document, ...]:
    corpus = load(resources.data() if name == "bundled" else CORPORA / name).corpus
    assert corpus is not None
    return corpus.documents


# --- entries


@pytest.mark.parametrize("name", ["bundled", "small"])
def test_the_references_are_as_they_were_read(name: str, golden: Callable[[str, str], None]) -> None:
    golden(f"{'bundled' if name == 'bundled' else 'corpus'}/references.bib", write(documents_of(name)).decode())


def test_each_document_is_an_entry_under_its_id() -> None:
    assert list(read(*HARD).entries) == [document.id for document in HARD]


@pytest.mark.parametrize(
    ("kind", "date", "entry", "place"),
    [
        ("report", "2009", "techreport", "institution"),
        ("book", "2009-01", "book", "publisher"),
        ("pamphlet", "2009", "booklet", "howpublished"),
        ("speech", "2009", "misc", "howpublished"),
        ("report", "", "misc", "howpublished"),
        ("book", "", "misc", "howpublished"),
    ],
)
def test_an_entry_is_of_a_type_that_has_all_that_bibtex_requires(kind: str, date: str, entry: str, place: str) -> None:
    found = read(publication(kind=kind, publisher="P", date=date)).entries["a"]
    assert (found.type, found.fields[place]) == (entry, "{P}")
    assert read(publication(kind=kind, date=date)).entries["a"].type == "misc"


@pytest.mark.parametrize(
    ("date", "known"),
    [
        ("2010-05-18", {"year": "2010", "month": "May", "day": "18"}),
        ("2009-09", {"year": "2009", "month": "September"}),
        ("2008", {"year": "2008"}),
        ("", {}),
    ],
)
def test_a_date_is_as_exact_as_it_is_known(date: str, known: dict[str, str]) -> None:
    assert {name: value for name, value in fields(date=date).items() if name != "title"} == known


def test_a_month_is_the_word_that_styles_write_in_their_language() -> None:
    assert b"  month = may,\n" in write([publication(date="2010-05")])


def test_what_is_not_known_is_left_out() -> None:
    assert fields() == {"title": "A text"}


def test_a_number_of_what_is_no_report_is_a_note() -> None:
    known = {"publisher": "P", "date": "2009", "reference": "7_1"}
    assert fields(kind="report", **known)["number"] == r"7\_1"
    assert fields(kind="leaflet", **known)["note"] == r"Reference 7\_1"


@pytest.mark.parametrize(
    ("tag", "field", "name"),
    [
        ("en", "langid", "english"),
        ("en-GB", "langid", "british"),
        ("DE-at", "langid", "german"),
        ("tlh", "language", "tlh"),
    ],
)
def test_a_language_has_the_name_that_babel_gives_it(tag: str, field: str, name: str) -> None:
    assert fields(language=tag)[field] == name


# --- names


@pytest.mark.parametrize(
    ("author", "first", "prelast", "last", "lineage"),
    [
        ("Ann Mary Lee", ["Ann", "Mary"], [], ["Lee"], []),
        ("Ludwig van Beethoven", ["Ludwig"], ["van"], ["Beethoven"], []),
        ("Étienne de la Boétie", ["Étienne"], ["de", "la"], ["Boétie"], []),
        ("Ruth De Souza", ["Ruth"], [], ["De", "Souza"], []),
        ("Martin Luther King, Jr.", ["Martin", "Luther"], [], ["King"], ["Jr."]),
        ("José Ortega y Gasset", ["José"], [], ["{Ortega y Gasset}"], []),
        ("Jean d'Alembert", ["Jean"], [], ["{d'Alembert}"], []),
        ("bell hooks", [], [], ["{bell hooks}"], []),
        ("Cabinet Office", [], [], ["{Cabinet Office}"], []),
        ("Lee and Co, Ltd", [], [], ["{Lee and Co, Ltd}"], []),
        ("others", [], [], ["{others}"], []),
        ("#1 Group", [], [], [r"{{\#1 Group}}"], []),
    ],
)
def test_a_name_has_its_parts_and_a_body_one(
    author: str, first: list[str], prelast: list[str], last: list[str], lineage: list[str]
) -> None:
    (person,) = read(publication(authors=author)).entries["a"].persons["author"]
    assert (person.first_names + person.middle_names, person.prelast_names) == (first, prelast)
    assert (person.last_names, person.lineage_names) == (last, lineage)


def test_authors_are_as_many_as_there_are() -> None:
    many = "Smith and Sons; Ann Lee; Health and Safety and Others"
    assert len(read(publication(authors=many)).entries["a"].persons["author"]) == 3


# --- titles


def set_plain(document: Document) -> str:
    """Return an entry as the style `plain` sets it, in which titles of reports are in small letters."""
    style = find_plugin("pybtex.style.formatting", "plain")()
    (entry,) = style.format_entries(read(document).entries.values())
    return entry.text.render(find_plugin("pybtex.backends", "plaintext")())


@pytest.mark.parametrize(
    "title",
    [
        "Excellence and fairness: Achieving world class public services",
        "Going public: the left's new direction",
        "NHS reform in England, Wales and eHealth",
        "Über Ängste: die Öffnung",
        "A plan",
    ],
)
def test_a_title_keeps_its_capitals_where_a_style_takes_them_away(title: str) -> None:
    written = set_plain(publication(title=title, kind="report", publisher="P", date="2009"))
    assert title in written.replace("’", "'")


def test_words_without_capitals_are_left_to_the_style() -> None:
    assert b"title = {Going public: {the} left's new {Direction}}" in write(
        [publication(title="Going public: the left's new Direction")]
    )


# --- anything


@given(
    st.lists(
        st.builds(dict, title=hostile(), authors=hostile(), publisher=hostile(), kind=hostile(), reference=hostile()),
        min_size=1,
        max_size=3,
    )
)
def test_no_text_breaks_out_of_its_field(identities: list[dict[str, str]]) -> None:
    documents = [publication(f"d{number}", **identity) for number, identity in enumerate(identities)]
    found = read(*documents)
    assert list(found.entries) == [document.id for document in documents]
    for document in documents:
        entry, known = found.entries[document.id], work(document)
        assert len(entry.persons["author"]) == len(known.authors)
        names = {"title", "type", "number" if entry.type == "techreport" else "note"} - {
            name for name, text in (("type", known.genre), ("number", known.number), ("note", known.number)) if not text
        }
        assert set(entry.fields) - {"institution", "publisher", "howpublished"} == names


def bare(text: str) -> str:
    """Return the letters and digits of what LaTeX prints: commands that stand for signs are left out."""
    return "".join(re.findall(r"\w", re.sub(r"\\[a-z]+\{\}|\\.", "", text).replace("_", "")))


@given(hostile())
def test_no_letter_of_a_title_is_lost(title: str) -> None:
    known = work(publication(title=title)).title
    assert bare(fields(title=title)["title"]) == "".join(re.findall(r"[^\W_]", known))


# --- as pandoc reads it


def comparable(found: dict[str, Any]) -> dict[str, Any]:
    """Return an item as far as both have to agree: particles beside family names, straight quotation marks, no `|`."""
    added = ("title-short", "language", "type", "note", "number")
    kept = {key: value for key, value in found.items() if key not in added}
    return json.loads(json.dumps(_joined(kept)).replace(r"\u2019", "'").replace(" |", ""))


def _joined(found: dict[str, Any]) -> dict[str, Any]:
    for name in found.get("author", []):
        particle = name.pop("dropping-particle", "") or name.pop("non-dropping-particle", "")
        apart = " " if particle[-1:].isalpha() else ""
        if "family" in name:
            name["family"] = particle + apart + name["family"]
    return found | {"title": " ".join(found["title"].split())}


@pytest.mark.tool("pandoc")
@pytest.mark.parametrize("reader", ["bibtex", "biblatex"])
@pytest.mark.parametrize("name", ["bundled", "small", "hard"])
def test_pandoc_reads_from_it_what_the_other_export_says(name: str, reader: str) -> None:
    """But for braces without a counterpart, and `|`: pandoc does not know LaTeX's commands for them."""
    documents = HARD if name == "hard" else documents_of(name)
    known = [document for document in documents if document.id != "lone-brace"]
    found = items(write(known), reader)
    assert {key: comparable(each) for key, each in found.items()} == {
        document.id: comparable(item(work(document))) for document in known
    }
