"""A corpus as tables: what stands in them, that the real validator finds them in order, and the same bytes again."""

import csv
import dataclasses
import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from conftest import CORPORA, ROOT
from filled import corpora
from frictionless import Package
from hypothesis import assume, given, settings
from pieced import as_tables
from records import claim, corpus, document, judged, upward

from policylens.analysis.comparison import matrix
from policylens.corpus import schema
from policylens.corpus.loader import load
from policylens.errors import PolicylensError
from policylens.exchange.csv.tables import TABLES
from policylens.model import Corpus, Evidence
from policylens.plain.cells import joined, safe

SMALL = CORPORA / "small"

CHARTED = document(
    "a", {"p1": judged(2, claims=("a-c1", "a-c2"))}, [claim("a-c1", {"p1": 2}), claim("a-c2", {"p1": -1})]
)
COMPUTED = document("b", claims=[claim("b-c1", {"p1": 1, "p2": 1}), claim("b-c2", {"p1": 2, "p2": -1})])
SILENT = document("s", {})
TOWN = corpus([CHARTED, COMPUTED, SILENT], [upward(3)])


def read(folder: Path) -> Corpus:
    loaded = load(folder)
    assert loaded.corpus is not None
    return loaded.corpus


def exported(of: Corpus, *chosen: str, bundled: bool = False) -> dict[str, bytes]:
    return as_tables(matrix(of, chosen), bundled=bundled)


def rows(of: Corpus, table: str, *chosen: str) -> list[dict[str, str]]:
    """Return the rows of a table as Python's own reader has them."""
    text = exported(of, *chosen)[f"{table}.csv"].decode()
    return list(csv.DictReader(StringIO(text, newline="")))


def saved(folder: Path, of: Corpus, **given: Any) -> Path:
    for name, data in exported(of, **given).items():
        (folder / name).write_bytes(data)
    return folder / "datapackage.json"


# --- the tables


def test_there_is_a_table_for_each_sort_of_record_and_a_description() -> None:
    assert sorted(exported(TOWN)) == sorted([*(f"{table.name}.csv" for table in TABLES), "datapackage.json"])


def test_a_charted_position_has_its_judgement_and_a_computed_one_its_median() -> None:
    assert [
        [row[name] for name in ("document", "proposition", "status", "stance", "confidence", "because", "claims")]
        for row in rows(TOWN, "positions")
    ] == [
        ["a", "p1", "charted", "2", "high", "It says so.", "a-c1; a-c2"],
        ["b", "p1", "computed", "1.5", "", "", "b-c1; b-c2"],
        ["b", "p2", "mixed", "", "", "", "b-c1; b-c2"],
    ]


def test_a_document_says_whether_its_positions_are_charted() -> None:
    assert {row["id"]: row["positions"] for row in rows(TOWN, "documents")} == {
        "a": "charted",
        "b": "computed",
        "s": "charted",
    }


def test_each_stance_of_a_claim_has_a_row() -> None:
    assert [list(row.values()) for row in rows(TOWN, "stances")] == [
        ["a-c1", "p1", "2"],
        ["a-c2", "p1", "-1"],
        ["b-c1", "p1", "1"],
        ["b-c1", "p2", "1"],
        ["b-c2", "p1", "2"],
        ["b-c2", "p2", "-1"],
    ]


def test_each_passage_has_a_row_with_its_number() -> None:
    said = claim("a-c1", evidence=(Evidence(page="3", start="We open", end="at night"), Evidence(section="Box 2")))
    found = rows(corpus([document("a", claims=[said])], [upward(1)]), "evidence")
    assert [(row["claim"], row["passage"], row["page"], row["section"]) for row in found] == [
        ("a-c1", "1", "3", ""),
        ("a-c1", "2", "", "Box 2"),
    ]


def test_chosen_documents_come_with_the_whole_codebook() -> None:
    assert [row["id"] for row in rows(TOWN, "documents", "b")] == ["b"]
    assert {row["document"] for row in rows(TOWN, "claims", "b")} == {"b"}
    assert [row["id"] for row in rows(TOWN, "propositions", "b")] == ["p1", "p2", "p3"]


def test_what_a_spreadsheet_would_run_is_marked_and_numbers_are_not() -> None:
    said = claim("a-c1", {"p1": -2}, statement="=HYPERLINK(1)", speaker="'@me", evidence=(Evidence(page="-1"),))
    of = corpus([document("a", claims=[said])], [upward(1)])
    assert rows(of, "claims")[0]["statement"] == "'=HYPERLINK(1)"
    assert rows(of, "claims")[0]["speaker"] == "''@me"
    assert rows(of, "evidence")[0]["page"] == "'-1"
    assert rows(of, "stances")[0]["stance"] == "-2"


def test_a_text_with_a_nul_is_refused_by_name() -> None:
    of = corpus([document("a", claims=[claim("a-c1", statement="a\0b")])], [upward(1)])
    with pytest.raises(PolicylensError, match="a text of the claim a-c1 holds a NUL"):
        exported(of)


def test_a_record_is_written_alike_however_it_was_made() -> None:
    """Those that are read leave out what is not said, and those that are made have all."""
    whole = read(SMALL)
    same = corpus(
        [type(each)(**{name: getattr(each, name) for name in each.__dataclass_fields__}) for each in whole.documents]
    )
    same = Corpus(codebook=whole.codebook, documents=same.documents)
    assert exported(same) == exported(whole)


@settings(max_examples=30)
@given(of=corpora())
def test_the_same_data_makes_the_same_bytes(of: Corpus) -> None:
    try:
        once = exported(of)
    except PolicylensError:  # a NUL is drawn now and then
        return
    assert exported(of) == once


@pytest.mark.parametrize("name", [table.file for table in TABLES])
def test_the_tables_of_the_small_corpus_are_what_somebody_has_read(name: str, golden: Any) -> None:
    golden(f"csv/{name}", exported(read(SMALL))[name].decode())


def at_once(of: Corpus, table: str) -> str:
    """Return a table of what stands in the documents as Python's own writer has it, from all of its rows at once."""
    out = StringIO()
    writer = csv.DictWriter(out, ROWS[table][0].split(), lineterminator="\n")
    writer.writeheader()
    writer.writerows({name: _cell(value) for name, value in row.items()} for row in ROWS[table][1](of))
    return out.getvalue()


def _cell(value: Any) -> str:
    if isinstance(value, tuple):
        value = joined(value)
    return safe(value) if isinstance(value, str) else f"{value:g}" if value is not None else ""


def _held(of: Corpus) -> Iterator[dict[str, Any]]:
    for each, held in ((each, each.positions) for each in of.documents):
        kept = ("stance", "confidence", "because", "claims")
        if held is not None:
            for name, said in held.items():
                row = {key: getattr(said, key) for key in kept}
                yield {"document": each.id, "proposition": name, "status": "charted", **row}
        else:
            for name, found in matrix(of).positions[each.id].items():
                row = {key: getattr(found, key) for key in kept}
                yield {"document": each.id, "proposition": name, "status": found.status, **row}


ROWS: dict[str, tuple[str, Callable[[Corpus], Iterator[dict[str, Any]]]]] = {
    "attributes": (
        "document name value",
        lambda of: (
            {"document": each.id, "name": name, "value": value}
            for each in of.documents
            for name, value in each.attributes.items()
        ),
    ),
    "stances": (
        "claim proposition stance",
        lambda of: (
            {"claim": each.id, "proposition": name, "stance": stance}
            for _, each in of.claims()
            for name, stance in each.stances.items()
        ),
    ),
    "evidence": (
        "claim passage source section page paragraph start end",
        lambda of: (
            {"claim": each.id, "passage": number, **dataclasses.asdict(passage)}
            for _, each in of.claims()
            for number, passage in enumerate(each.evidence, 1)
        ),
    ),
    "positions": ("document proposition status stance confidence because claims", _held),
}


@pytest.mark.parametrize("table", ROWS)
@settings(max_examples=40)
@given(of=corpora())
def test_document_by_document_a_table_is_what_it_is_of_all_rows_at_once(table: str, of: Corpus) -> None:
    try:
        written = exported(of)[f"{table}.csv"].decode()
    except PolicylensError:  # a NUL is drawn now and then
        return
    expected = at_once(of, table)
    assume("\r" not in expected)  # which Python's writer does not quote before 3.13
    assert written == expected


MEASURED = """
from exchange.test_flat import peak, towns

from policylens.exchange.csv.export import pieces


def measured(number):
    return peak(piece for _, piece in pieces(towns(number), bundled=False))


measured(2)  # what is loaded once
print(*measured(20), *measured(200))
"""


def test_ten_times_as_many_documents_need_hardly_more_memory() -> None:
    """In a process of its own: what other tests have left in this one changes what an object takes."""
    place = Path(__file__).parents[1]
    done = subprocess.run([sys.executable, "-c", MEASURED], cwd=place, capture_output=True, text=True, check=True)
    small, small_peak, large, large_peak = map(int, done.stdout.split())
    assert large > 9 * small > 1_000_000
    assert large_peak < small_peak + 200_000 < 500_000


# --- the description


def test_the_description_of_the_small_corpus_is_what_somebody_has_read(golden: Any) -> None:
    golden("csv/datapackage.json", exported(read(SMALL))["datapackage.json"].decode())


@pytest.mark.parametrize("root", [SMALL, ROOT / "data"], ids=["small", "bundled"])
def test_the_real_validator_finds_a_corpus_in_order(root: Path, tmp_path: Path) -> None:
    report = Package(str(saved(tmp_path, read(root), bundled=True))).validate()
    assert report.valid, report.flatten(["title", "note"])
    assert [task.name for task in report.tasks] == [table.name for table in TABLES]


@settings(max_examples=15)
@given(of=corpora())
def test_the_real_validator_finds_whatever_is_written_in_order(
    tmp_path_factory: pytest.TempPathFactory, of: Corpus
) -> None:
    """But for the positions of themes that have not been read, on which `check` has a word."""
    try:
        path = saved(tmp_path_factory.mktemp("package"), of)
    except PolicylensError:
        return
    report = Package(str(path)).validate()
    assert report.valid, report.flatten(["title", "note"])


BROKEN = {
    "an unknown document": ("claims.csv", "council-d01,council,", "council-d01,nobody,"),
    "an unknown proposition": ("stances.csv", ",open-late,", ",open-never,"),
    "a stance out of range": ("stances.csv", "union-c01,keep-hours,2", "union-c01,keep-hours,3"),
    "an unknown kind": ("claims.csv", ",recommendation,", ",wish,"),
    "a claim without words": ("claims.csv", ",Nobody pays to borrow a book.", ","),
    "an id twice": ("themes.csv", "money,Money", "hours,Money"),
}


@pytest.mark.parametrize("broken", BROKEN)
def test_the_real_validator_sees_by_the_description_what_is_wrong(broken: str, tmp_path: Path) -> None:
    package = saved(tmp_path, read(SMALL))
    name, old, new = BROKEN[broken]
    text = (tmp_path / name).read_text(encoding="utf-8")
    assert old in text
    (tmp_path / name).write_text(text.replace(old, new, 1), encoding="utf-8")
    report = Package(str(package)).validate()
    assert not report.valid


def test_a_column_means_what_the_records_say_and_takes_what_they_take() -> None:
    described = json.loads(exported(TOWN)["datapackage.json"])
    tables = {resource["name"]: resource["schema"] for resource in described["resources"]}
    fields = {(name, field["name"]): field for name, each in tables.items() for field in each["fields"]}
    stance = fields["stances", "stance"]
    assert (stance["type"], stance["constraints"]) == ("integer", {"required": True, "minimum": -2, "maximum": 2})
    assert stance["description"].startswith("-2 to 2: the sign is the side")
    assert fields["positions", "stance"]["type"] == "number"
    assert fields["claims", "kind"]["constraints"]["enum"][0] == "principle"
    assert fields["claims", "headline"]["type"] == "boolean"
    assert tables["evidence"]["primaryKey"] == ["claim", "passage"]
    assert tables["propositions"]["foreignKeys"] == [
        {"fields": ["theme"], "reference": {"resource": "themes", "fields": ["id"]}}
    ]


def test_every_field_of_the_layout_has_a_column() -> None:
    columns = {table.name: {column.name for column in table.columns} for table in TABLES}
    assert set(schema.EVIDENCE.fields) <= columns["evidence"]
    assert set(schema.CLAIM.fields) - {"stances", "evidence"} <= columns["claims"]
    assert set(schema.POSITION.fields) <= columns["positions"]
    assert set(schema.PROPOSITION.fields) <= columns["propositions"]
    assert {f"coding_{name}" for name in schema.CODING.fields} <= columns["documents"]
    assert set(schema.DOCUMENT.fields) - {"format", "attributes", "coding", "claims"} <= columns["documents"]


@pytest.mark.parametrize(("bundled", "licences"), [(True, ["CC-BY-4.0"]), (False, [])])
def test_the_licence_is_named_where_it_is_known(bundled: bool, licences: list[str]) -> None:
    described = json.loads(exported(TOWN, bundled=bundled)["datapackage.json"])
    assert [each["name"] for each in described.get("licenses", [])] == licences
    assert described["profile"] == "tabular-data-package"
