"""JSON Lines: one object a line whatever stands in it, as DuckDB reads it."""

import json
from pathlib import Path
from typing import Any

import duckdb
import pytest
from filled import corpora
from hypothesis import given, settings
from records import claim, corpus, document, upward

from policylens.analysis.comparison import matrix
from policylens.exchange.flat import COLUMNS, Kind, rows
from policylens.exchange.jsonl import lines
from policylens.model import Corpus


def written(of: Corpus) -> bytes:
    return b"".join(lines(matrix(of)))


TYPES = {
    Kind.TEXT: "VARCHAR",
    Kind.NUMBER: "DOUBLE",
    Kind.COUNT: "BIGINT",
    Kind.TRUTH: "BOOLEAN",
    Kind.LIST: "VARCHAR[]",
}


def in_duckdb(path: Path) -> list[dict[str, Any]]:
    """Return the rows as DuckDB reads them, by names."""
    columns = ", ".join(f"{name}: '{TYPES[kind]}'" for name, kind in COLUMNS.items())
    query = f"SELECT * FROM read_json('{path}', format = 'newline_delimited', columns = {{{columns}}})"
    with duckdb.connect() as connection:
        found = connection.sql(query)
        return [dict(zip(found.columns, row, strict=True)) for row in found.fetchall()]


@pytest.mark.parametrize("end", ["\n", "\r", "\r\n", "\x85", "\u2028", "\u2029", "\x0b", "\x0c", "\x1c"])
def test_no_text_ends_a_line(end: str) -> None:
    of = corpus([document("a", claims=[claim("c", {"p1": 1}, statement=f"one{end}two")])], [upward(1)])
    found = [json.loads(line) for line in written(of).decode().splitlines()]
    assert [row["record"] for row in found] == ["position", "stance"]
    assert found[1]["statement"] == f"one{end}two"


@settings(max_examples=50)
@given(of=corpora())
def test_each_line_is_an_object_and_the_same_data_make_the_same_bytes(of: Corpus) -> None:
    found = written(of)
    expected = json.loads(json.dumps(list(rows(matrix(of)))))
    assert [json.loads(line) for line in found.decode().splitlines()] == expected
    assert written(of) == found


@settings(max_examples=12)
@given(of=corpora())
def test_duckdb_reads_what_is_written(tmp_path_factory: pytest.TempPathFactory, of: Corpus) -> None:
    path = tmp_path_factory.mktemp("rows") / "rows.jsonl"
    path.write_bytes(written(of))
    assert in_duckdb(path) == json.loads(json.dumps(list(rows(matrix(of)))))


def test_a_corpus_without_documents_has_no_rows() -> None:
    assert written(corpus([], [upward(1)])) == b""
