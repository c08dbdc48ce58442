"""Rows of a table, read by the readers of YAML: the same is right in both, and the same is wrong."""

from typing import Any

import pytest

from policylens.corpus import schema
from policylens.corpus.problems import Severity
from policylens.corpus.rows import Cells, RowReader
from policylens.model import Charted, Claim, Coding, Confidence, Evidence, Kind

NAMES = {"sector": ("libraries",), "document": ("plan",)}


def read(shape: schema.Record, cells: Cells) -> tuple[Any, list[tuple[int, str, str]]]:
    """Return a record from a row on line 7, and what is wrong: line, field, rule."""
    reader = RowReader("t.csv", shape, dict(NAMES))
    record = reader.read(7, cells)
    return record, [(each.line, each.field, each.rule) for each in reader.problems]


def test_a_row_becomes_the_record_that_its_cells_say() -> None:
    cells = {"id": "c1", "kind": "principle", "statement": " Open late. ", "sectors": ["libraries"], "headline": "true"}
    record, wrong = read(schema.CLAIM, cells)
    assert record == Claim(id="c1", kind=Kind.PRINCIPLE, statement="Open late.", sectors=("libraries",), headline=True)
    assert wrong == []


def test_numbers_and_words_are_what_they_are_in_yaml() -> None:
    record, _ = read(schema.POSITION, {"stance": "-2", "confidence": "low", "because": "So."})
    assert record == Charted(stance=-2, confidence=Confidence.LOW, because="So.")
    assert read(schema.EVIDENCE, {})[0] == Evidence()


@pytest.mark.parametrize(
    ("field", "cell", "rule"),
    [
        ("id", "No Id", "bad-id"),
        ("kind", "wish", "unknown-name"),
        ("headline", "perhaps", "not-true-or-false"),
        ("sectors", ["parks"], "unknown-name"),
        ("refers_to", ["plan", "plan"], "listed-twice"),
        ("statement", "  ", "empty"),
    ],
)
def test_what_is_wrong_is_told_by_line_and_field(field: str, cell: Any, rule: str) -> None:
    cells = {"id": "c1", "kind": "principle", "statement": "Something is said."}
    _, wrong = read(schema.CLAIM, cells | {field: cell})
    assert (7, field, rule) in wrong


def test_what_is_missing_is_told_in_the_terms_of_a_table() -> None:
    reader = RowReader("t.csv", schema.CLAIM, {})
    assert reader.read(3, {"id": "c1", "kind": "principle"}) is None
    (problem,) = reader.problems
    assert (problem.file, problem.line, problem.field) == ("t.csv", 3, "")
    assert (problem.message, problem.hint) == ("this row has no statement", "fill the cell in")
    assert problem.severity is Severity.ERROR


def test_rows_are_read_one_after_another_and_their_problems_kept() -> None:
    reader = RowReader("t.csv", schema.CODING, {"theme": ("hours",)})
    assert reader.read(2, {"themes": ["houres"]}) is not None
    assert reader.read(3, {"themes": ["hours"], "date": "2019"}).themes == ("hours",)
    assert reader.read(4, {"date": "May"}) == Coding()
    assert [(each.line, each.hint) for each in reader.problems] == [
        (2, "did you mean hours?"),
        (4, "write 2008, 2009-09 or 2010-05-18"),
    ]


def test_of_very_many_names_not_all_are_looked_at_again_and_again() -> None:
    reader = RowReader("t.csv", schema.CODING, {"theme": [f"theme-{number}" for number in range(30_000)]})
    for line in range(2, 100):
        reader.read(line, {"themes": ["thema-1"]})
    hints = [each.hint for each in reader.problems]
    assert hints[0] == "did you mean theme-1?"
    assert set(hints[1:]) == {""}
