"""Passages as plain data, and lists as JSON."""

import csv
import json
from io import StringIO
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policylens.model import Evidence
from policylens.plain.cells import unsafe
from policylens.plain.suggest import COLUMNS, suggested_csv, suggested_objects
from policylens.plain.writing import to_json
from policylens.store.suggest import Place, Suggested, Suggestions


def hit(name: str = "p1", rank: int = 1, score: float = 1.5, text: str = "Bread is sold.", **fields: str) -> Suggested:
    evidence = Evidence(**({"section": "Stalls", "page": "3", "start": "Bread is sold", "end": "is sold."} | fields))
    return Suggested(name, rank, score, Place(1, 0, len(text), evidence, text))


def found(*hits: Suggested, **more: tuple[Suggested, ...]) -> Suggestions:
    return Suggestions("plan.txt", 3, 1, ({hits[0].proposition: hits} if hits else {}) | more)


def test_a_passage_has_the_keys_of_its_place_and_its_anchor_in_this_order() -> None:
    (only,) = suggested_objects(found(hit()))
    assert list(only.items()) == [
        ("proposition", "p1"),
        ("rank", 1),
        ("score", 1.5),
        ("section", "Stalls"),
        ("page", "3"),
        ("start", "Bread is sold"),
        ("end", "is sold."),
        ("text", "Bread is sold."),
    ]


@pytest.mark.parametrize(("score", "written"), [(12.34567, 12.346), (0.0000017, 0.0), (3.0, 3.0)])
def test_a_score_has_three_places(score: float, written: float) -> None:
    assert [each["score"] for each in suggested_objects(found(hit(score=score)))] == [written]


def test_passages_stand_by_proposition_and_rank() -> None:
    given = found(hit("p2", 1), hit("p2", 2), p1=(hit("p1", 1),), p3=())
    assert [(each["proposition"], each["rank"]) for each in suggested_objects(given)] == [
        ("p2", 1),
        ("p2", 2),
        ("p1", 1),
    ]


def test_what_is_not_known_is_empty() -> None:
    (only,) = suggested_objects(found(hit(section="", page="", start="", end="")))
    assert [only[key] for key in ("section", "page", "start", "end")] == [""] * 4


def table(of: Suggestions) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(suggested_csv(of), newline="")))


def test_the_table_has_a_column_for_each_key() -> None:
    (only,) = suggested_objects(found(hit()))
    assert list(only) == COLUMNS
    assert table(found(hit())) == [{key: str(value) for key, value in only.items()}]


def test_a_table_of_nothing_is_its_heading() -> None:
    assert suggested_csv(found()) == ",".join(COLUMNS) + "\n"


@pytest.mark.parametrize("text", ["=1+1", "+44 20", "-5 per cent", "@all of us", 'a "quoted", part'])
def test_a_text_that_a_spreadsheet_would_run_is_read_back_as_it_was(text: str) -> None:
    (row,) = table(found(hit(text=text, start=text, end=text)))
    assert {unsafe(row[key]) for key in ("text", "start", "end")} == {text}
    assert all(row[key][0] not in "=+-@" for key in ("text", "start", "end"))


# --- lists as JSON


def test_a_list_is_written_bare() -> None:
    assert json.loads(to_json(list(suggested_objects(found(hit()))))) == [
        {
            "proposition": "p1",
            "rank": 1,
            "score": 1.5,
            "section": "Stalls",
            "page": "3",
            "start": "Bread is sold",
            "end": "is sold.",
            "text": "Bread is sold.",
        }
    ]


def test_an_empty_list_is_a_list() -> None:
    assert to_json([]) == "[]\n"


@given(st.lists(st.dictionaries(st.text(), st.text() | st.integers() | st.none() | st.lists(st.text()))))
def test_a_list_reads_back_as_it_was_written(value: list[dict[str, Any]]) -> None:
    assert json.loads(to_json(value)) == value
