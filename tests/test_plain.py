"""Results as plain data for other programs: JSON objects and CSV rows."""

import csv
import json
from dataclasses import asdict
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from records import claim, corpus, document, judged, position, upward
from render.building import corpora, written
from strategies import hostile

from policylens.analysis.comparison import (
    Matrix,
    compare_proposition,
    compare_theme,
    compare_topic,
    matrix,
    overview,
)
from policylens.analysis.positions import charted, computed
from policylens.analysis.scales import places
from policylens.corpus.census import Census, census_of
from policylens.corpus.loader import Loaded
from policylens.corpus.problems import Problem, Severity
from policylens.model import Confidence, Corpus, Evidence
from policylens.plain import check, comparison, listing, records, writing
from policylens.plain.cells import unsafe

CLAIM = claim(
    "a-c1",
    {"p1": 2, "p2": -1},
    number="1",
    topics=("mill",),
    sectors=("parks", "roads"),
    evidence=(
        Evidence(source="A survey", section="Plan", page="4", start="It all", end="began"),
        Evidence(paragraph="9"),
    ),
)

TOWN = corpus(
    [
        document(
            "a", {"p1": judged(2, claims=("a-c1",)), "p2": judged(-1, Confidence.LOW)}, [CLAIM], short_name="Apple"
        ),
        document("b", claims=[claim("b-c1", {"p1": 1}), claim("b-c2", {"p1": -1, "p2": 1}), claim("b-c3", {"p2": 2})]),
        document("c", {}),
        document("d", {}, themes=()),
    ],
    [upward(3)],
    topics={"mill": "The mill"},
)


def of(known: Corpus = TOWN) -> Matrix:
    return matrix(known)


def written_and_read(value: dict[str, Any]) -> Any:
    return json.loads(writing.to_json(value))


def table(text: str) -> list[dict[str, str]]:
    """Read CSV as a program would: it must have a heading, and every row as many cells."""
    rows = list(csv.reader(StringIO(text, newline="")))
    assert {len(row) for row in rows} == {len(rows[0])}
    return [dict(zip(rows[0], row, strict=True)) for row in rows[1:]]


# --- JSON and CSV as such ----------------------------------------------------------------------------------------


def test_json_names_its_format_first() -> None:
    assert list(written_and_read({"themes": []})) == ["format", "themes"]


def test_json_ends_with_one_newline_and_keeps_letters_readable() -> None:
    text = writing.to_json({"title": "Straße 公共"})
    assert text.endswith("}\n")
    assert "Straße 公共" in text


@given(st.dictionaries(st.text(), st.text() | st.integers() | st.lists(st.text()) | st.none() | st.booleans()))
def test_json_reads_back_as_it_was_written(value: dict[str, Any]) -> None:
    assert written_and_read(value) == {"format": writing.FORMAT, **value}


lines = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r"))


@given(st.lists(st.tuples(lines, lines)))
def test_csv_reads_back_as_it_was_written(rows: list[tuple[str, str]]) -> None:
    text = writing.to_csv(["first", "second"], [{"first": first, "second": second} for first, second in rows])
    read = [[unsafe(cell) for cell in row] for row in csv.reader(StringIO(text, newline=""))]
    assert read == [["first", "second"], *map(list, rows)]


@pytest.mark.parametrize(("given_text", "read"), [("a\rb", "a\nb"), ("a\r\nb", "a\nb"), (["a\rb", "c"], "a\nb; c")])
def test_a_carriage_return_ends_no_row(given_text: str | list[str], read: str) -> None:
    assert table(writing.to_csv(["it", "then"], [{"it": given_text, "then": "z"}])) == [{"it": read, "then": "z"}]


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        (None, ""),
        (True, "true"),
        (False, "false"),
        (0, "0"),
        (-1, "-1"),
        (1.5, "1.5"),
        ("a,b", "a,b"),
        ('say "so"', 'say "so"'),
        (["a", "b"], "a; b"),
        (("a",), "a"),
        ([], ""),
        (Confidence.LOW, "low"),
        ("=1+1", "'=1+1"),
        ("-1", "'-1"),
        (["=a", "b;c"], "'=a; b\\;c"),
    ],
)
def test_a_value_has_one_way_to_stand_in_a_cell(value: object, cell: str) -> None:
    assert table(writing.to_csv(["it"], [{"it": value}])) == [{"it": cell}]


def test_a_value_that_is_not_there_leaves_its_cell_empty() -> None:
    assert table(writing.to_csv(["a", "b"], [{"b": 1, "c": 2}])) == [{"a": "", "b": "1"}]


@pytest.mark.parametrize(
    ("value", "number"),
    [(None, None), (2.0, 2), (-0.0, 0), (1.5, 1.5), (2 / 3, 0.666666666667), (0.1 + 0.2, 0.3), (3 * 0.1 / 0.3, 1)],
)
def test_numbers_are_written_without_noise_and_whole_ones_without_a_point(
    value: float | None, number: float | None
) -> None:
    found = writing.number(value)
    assert found == number
    assert isinstance(found, type(number))


# --- records -----------------------------------------------------------------------------------------------------


def test_a_claim_is_written_as_it_stands_in_yaml() -> None:
    assert written_and_read(records.claim_object(CLAIM)) == {
        "format": 1,
        "id": "a-c1",
        "kind": "principle",
        "statement": "Something is said.",
        "number": "1",
        "sectors": ["parks", "roads"],
        "topics": ["mill"],
        "stances": {"p1": 2, "p2": -1},
        "evidence": [
            {"source": "A survey", "section": "Plan", "page": "4", "start": "It all", "end": "began"},
            {"paragraph": "9"},
        ],
    }


def test_a_charted_position_says_so() -> None:
    held = charted(judged(1, Confidence.MEDIUM, ("c1", "c2")), {"c1": 1, "c2": -1})
    assert written_and_read(records.position_object(held)) == {
        "format": 1,
        "stance": 1,
        "confidence": "medium",
        "because": "It says so.",
        "status": "charted",
        "claims": ["c1", "c2"],
        "contrary": ["c2"],
    }


def test_a_mixed_position_has_no_stance_and_the_counts_of_both_sides() -> None:
    found = records.position_object(computed({"c1": 2, "c2": -1, "c3": 1}))
    assert (found["stance"], found["status"], found["claims_for"], found["claims_against"]) == (None, "mixed", 2, 1)


def test_a_computed_position_keeps_its_half() -> None:
    assert records.position_object(computed({"c1": 2, "c2": 1}))["stance"] == 1.5


def test_a_document_has_its_identity_its_coding_its_positions_and_its_claims() -> None:
    found = written_and_read(records.document_object(TOWN.documents[0], TOWN.codebook))
    assert (found["id"], found["short_name"], found["title"]) == ("a", "Apple", "A text")
    assert found["coding"]["themes"] == ["theme"]
    assert {name: held["stance"] for name, held in found["positions"].items()} == {"p1": 2, "p2": -1}
    assert [each["id"] for each in found["claims"]] == ["a-c1"]


def test_a_document_can_be_shown_with_some_of_its_claims() -> None:
    text = TOWN.documents[1]
    assert [each["id"] for each in records.document_object(text, TOWN.codebook, text.claims[1:2])["claims"]] == ["b-c2"]


# --- list --------------------------------------------------------------------------------------------------------


def test_the_listing_has_documents_themes_and_topics() -> None:
    found = written_and_read(listing.listing_object(of()))
    assert [(each["id"], each["claims"], each["propositions_addressed"]) for each in found["documents"]] == [
        ("a", 1, 2),
        ("b", 3, 2),
        ("c", 0, 0),
        ("d", 0, 0),
    ]
    assert [each["id"] for each in found["themes"][0]["propositions"]] == ["p1", "p2", "p3"]
    assert found["themes"][0]["scale"] == {"low": "low", "high": "high"}
    assert found["topics"] == [{"id": "mill", "title": "The mill", "claims": 1, "documents": 1}]


@pytest.mark.parametrize(
    ("propositions", "topics", "column", "expected"),
    [
        (False, False, "id", ["a", "b", "c", "d"]),
        (True, False, "proposition", ["p1", "p2", "p3"]),
        (False, True, "id", ["mill"]),
    ],
)
def test_the_listing_as_csv_is_one_table(propositions: bool, topics: bool, column: str, expected: list[str]) -> None:
    rows = table(listing.listing_csv(of(), propositions=propositions, topics=topics))
    assert [row[column] for row in rows] == expected


# --- claims ------------------------------------------------------------------------------------------------------


def test_claims_as_csv_have_a_row_each_with_the_first_passage() -> None:
    (row,) = table(records.claims_csv([(TOWN.documents[0], CLAIM)]))
    assert (row["document"], row["id"], row["kind"], row["number"]) == ("a", "a-c1", "principle", "1")
    assert (row["sectors"], row["stances"]) == ("parks; roads", "p1=2; p2=-1")
    assert (row["source"], row["section"], row["page"], row["paragraph"]) == ("A survey", "Plan", "4", "")
    assert (row["start"], row["end"]) == ("It all", "began")


def test_a_claim_without_evidence_has_a_row_too() -> None:
    (row,) = table(records.claims_csv([(TOWN.documents[1], claim("b-c1"))]))
    assert (row["id"], row["page"], row["start"]) == ("b-c1", "", "")


# --- comparisons -------------------------------------------------------------------------------------------------


def test_a_comparison_has_what_was_asked_for_and_no_more() -> None:
    found = comparison.comparison_object(of(), [], [compare_proposition(of(), "p1")], [])
    assert list(found) == ["documents", "propositions"]
    assert (found["propositions"][0]["theme"], found["propositions"][0]["id"]) == ("theme", "p1")


def test_a_proposition_has_its_verdict_with_the_counts_behind_it() -> None:
    found = written_and_read(comparison.proposition_object(compare_proposition(of(), "p2")))
    counts = ("for", "against", "balanced", "mixed", "silent", "not_coded")
    assert (found["verdict"], found["tentative"]) == ("diverge", True)
    assert [found[name] for name in counts] == [1, 1, 0, 0, 1, 1]


def test_a_proposition_tells_silence_from_not_coded_and_from_a_position() -> None:
    found = written_and_read(comparison.proposition_object(compare_proposition(of(), "p1")))["positions"]
    assert {name: cell["state"] for name, cell in found.items()} == {
        "a": "position",
        "b": "position",
        "c": "silent",
        "d": "not coded",
    }
    assert found["c"] == {"state": "silent"}


def test_a_theme_has_a_place_for_each_document_and_null_for_none() -> None:
    scaled = corpus(
        [document("a", {"p1": judged(2), "p2": judged(1), "p3": judged(-1)}), document("b", {})], [upward(3)]
    )
    found = written_and_read(comparison.theme_object(compare_theme(of(scaled), "theme")))["places"]
    assert found["a"] == {
        "value": 0.666666666667,
        "addressed": 3,
        "of": 3,
        "mixed": 0,
        "not_coded": False,
        "sign_hangs_on_one": True,
        "rank_hangs_on_one": False,
    }
    assert found["b"]["value"] is None


def test_a_mixed_position_is_counted_at_its_place() -> None:
    (found,) = places(upward(3), [("a", True, {"p1": position(None)})])
    assert comparison.place_object(found)["mixed"] == 1


def test_a_topic_has_each_documents_claims_on_it() -> None:
    found = comparison.topic_object(compare_topic(of(), "mill"))
    assert {name: [each["id"] for each in some] for name, some in found["claims"].items()} == {
        "a": ["a-c1"],
        "b": [],
        "c": [],
        "d": [],
    }


def test_positions_as_csv_have_a_row_for_each_proposition_and_document() -> None:
    rows = table(comparison.positions_csv(row for theme in overview(of()) for row in theme.propositions))
    assert [(row["proposition"], row["document"]) for row in rows] == [
        (proposition, name) for proposition in ("p1", "p2", "p3") for name in "abcd"
    ]
    by_cell = {(row["proposition"], row["document"]): row for row in rows}
    assert (by_cell["p1", "a"]["stance"], by_cell["p1", "a"]["status"], by_cell["p1", "a"]["claims"]) == (
        "2",
        "charted",
        "a-c1",
    )
    assert (by_cell["p1", "b"]["stance"], by_cell["p1", "b"]["status"]) == ("", "mixed")
    assert (by_cell["p2", "b"]["stance"], by_cell["p2", "b"]["status"]) == ("1.5", "computed")
    assert [by_cell["p1", name]["state"] for name in "cd"] == ["silent", "not coded"]
    assert (by_cell["p2", "a"]["verdict"], by_cell["p2", "a"]["tentative"]) == ("diverge", "true")


# --- check -------------------------------------------------------------------------------------------------------

PROBLEM = Problem(
    file="frameworks/a.yaml",
    line=7,
    column=3,
    rule="empty",
    severity=Severity.ERROR,
    claim="a-c1",
    field="statement",
    message="the value is empty",
    hint="write it",
)


def checked(corpus: Corpus | None) -> Census:
    """Return what came of checking a corpus of three files with a problem."""
    return census_of(Loaded(root=Path(), corpus=corpus, problems=(PROBLEM,), files=3))


def test_problems_are_written_with_all_that_is_known_of_them() -> None:
    assert written_and_read(check.check_object(checked(TOWN))) == {
        "format": 1,
        "files": 3,
        "documents": 4,
        "claims": 4,
        "errors": 1,
        "warnings": 0,
        "problems": [{**asdict(PROBLEM), "severity": "error"}],
    }


def test_problems_as_csv_have_a_row_each() -> None:
    (row,) = table(check.check_csv(checked(TOWN)))
    assert row == {name: str(value) for name, value in asdict(PROBLEM).items()}


def test_a_corpus_that_could_not_be_read_has_nothing_to_count() -> None:
    found = check.check_object(checked(None))
    assert (found["documents"], found["claims"], found["errors"]) == (0, 0, 1)


# --- any text ----------------------------------------------------------------------------------------------------


def test_no_text_is_changed_in_json() -> None:
    texts = ["\x1b[31m", "\u202e", "a\r\nb", '"', "\\", "<b>", "\u2028", "😀"]
    found = written_and_read(records.document_object(written(texts).documents[0], written(texts).codebook))
    assert found["title"] == texts[0]
    assert found["authors"] == texts[2:4]
    assert found["attributes"] == {texts[1]: texts[2]}


@given(corpora(hostile()))
def test_every_csv_has_a_row_for_each_record_whatever_the_texts(known: Corpus) -> None:
    rows = [row for theme in overview(of(known)) for row in theme.propositions]
    assert len(table(comparison.positions_csv(rows))) == 3 * len(known.documents)
    assert len(table(records.claims_csv(known.claims()))) == 3 * len(known.documents)
    assert len(table(listing.listing_csv(of(known), propositions=False, topics=False))) == len(known.documents)


@given(corpora(hostile()))
def test_every_object_can_be_written_as_json_and_read_back(known: Corpus) -> None:
    topics = [compare_topic(of(known), name) for name in known.codebook.topics]
    found = comparison.comparison_object(of(known), overview(of(known)), [compare_proposition(of(known), "p1")], topics)
    assert written_and_read(found) == {"format": 1, **json.loads(json.dumps(found))}
    assert len(found["themes"][0]["propositions"][0]["positions"]) == len(known.documents)
