"""Parquet: the same rows as in JSON Lines, as DuckDB and pyarrow read them."""

import io
import json
import subprocess
import sys
import tracemalloc
from typing import Any

import duckdb
import pytest
from conftest import ROOT
from filled import corpora
from hypothesis import given, settings
from pyarrow import parquet
from records import claim, corpus, document, upward

from policylens.analysis.comparison import Matrix, matrix
from policylens.corpus.loader import load
from policylens.exchange.flat import COLUMNS, rows
from policylens.exchange.parquet import pieces
from policylens.model import Corpus


def written(of: Corpus) -> bytes:
    return b"".join(pieces(matrix(of)))


def expected(of: Corpus) -> Any:
    """Return the rows as plain data."""
    return json.loads(json.dumps(list(rows(matrix(of)))))


@settings(max_examples=40)
@given(of=corpora())
def test_pyarrow_reads_every_row_whatever_stands_in_it(of: Corpus) -> None:
    found = parquet.read_table(io.BytesIO(written(of)))
    assert found.column_names == list(COLUMNS)
    assert found.to_pylist() == expected(of)
    assert written(of) == written(of)


def test_duckdb_reads_the_bundled_corpus_as_it_is(tmp_path: Any) -> None:
    given_corpus = load(ROOT / "data").corpus
    assert given_corpus is not None
    path = tmp_path / "rows.parquet"
    path.write_bytes(written(given_corpus))
    with duckdb.connect() as connection:
        found = connection.sql(f"SELECT * FROM '{path}'")
        assert found.columns == list(COLUMNS)
        assert [dict(zip(found.columns, row, strict=True)) for row in found.fetchall()] == expected(given_corpus)


def test_a_corpus_without_documents_has_columns_and_no_rows() -> None:
    found = parquet.read_table(io.BytesIO(written(corpus([], [upward(1)]))))
    assert (found.column_names, found.num_rows) == (list(COLUMNS), 0)


def towns(number: int) -> Matrix:
    """Make a matrix of so many documents, each of a thousand claims with a stance."""
    documents = [
        document(f"d{each}", claims=[claim(f"d{each}-{n}", {"p1": 1}, statement=f"{each} {n} ") for n in range(1000)])
        for each in range(number)
    ]
    return matrix(corpus(documents, [upward(1)]))


def peak(of: Matrix) -> int:
    """Return how many bytes of Python's memory were needed at most to write the rows, piece by piece."""
    tracemalloc.start()
    try:
        assert sum(map(len, pieces(of))) > 0
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def test_no_more_rows_than_two_groups_are_held_at_a_time() -> None:
    of = towns(30)
    assert parquet.ParquetFile(io.BytesIO(b"".join(pieces(of)))).num_row_groups == 7
    assert peak(of) < 1.2 * peak(of._replace(documents=of.documents[:12]))


def test_without_the_extra_one_line_says_how_to_get_it() -> None:
    code = "import sys; sys.modules['pyarrow'] = None; from policylens.cli.main import run; sys.exit(run(sys.argv[1:]))"
    done = subprocess.run(
        [sys.executable, "-c", code, "export", "parquet"], capture_output=True, text=True, check=False, timeout=60
    )
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == (
        "policylens: Parquet is written by a library that is not installed\npip install 'policylens[parquet]'\n"
    )


@pytest.mark.parametrize("text", ["a\0b", "\u2028", "\U0001f600", "\x1b[31m"])
def test_texts_are_held_as_they_are(text: str) -> None:
    of = corpus([document("a", claims=[claim("c", {"p1": 1}, statement=text)])], [upward(1)])
    assert parquet.read_table(io.BytesIO(written(of)))["statement"].to_pylist() == [None, text]
