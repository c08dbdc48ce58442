"""A corpus as rows: which there are, what stands in them, and that they never stand in memory together."""

import subprocess
import sys
import tracemalloc
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import CORPORA, ROOT
from filled import corpora
from hypothesis import given, settings
from hypothesis import strategies as st
from records import claim, corpus, document, judged, upward

from policylens.analysis.comparison import Matrix, compare_proposition, matrix
from policylens.corpus.loader import load
from policylens.exchange.flat import COLUMNS, rows
from policylens.model import Confidence, Corpus
from policylens.plain.writing import Object

TOWN = corpus(
    [
        document(
            "a", {"p1": judged(2, claims=("a-c1", "a-c2"))}, [claim("a-c1", {"p1": 2}), claim("a-c2", {"p1": -1})]
        ),
        document("b", claims=[claim("b-c1", {"p1": 1, "p2": 1}), claim("b-c2", {"p1": 2, "p2": -1})]),
        document("n", {}, themes=()),
    ],
    [upward(2)],
)


def of(record: str, given: Corpus = TOWN) -> list[Object]:
    return [row for row in rows(matrix(given)) if row["record"] == record]


def cut(row: Object, names: str) -> tuple[object, ...]:
    return tuple(row[name] for name in names.split())


def test_each_position_is_a_row_with_what_it_rests_on() -> None:
    names = "document proposition stance status confidence because claims contrary claims_for claims_against"
    assert [cut(row, names) for row in of("position")] == [
        ("a", "p1", 2.0, "charted", "high", "It says so.", ("a-c1", "a-c2"), ("a-c2",), 1, 1),
        ("b", "p1", 1.5, "computed", None, None, ("b-c1", "b-c2"), (), 2, 0),
        ("b", "p2", None, "mixed", None, None, ("b-c1", "b-c2"), (), 1, 1),
    ]


def test_silence_is_told_from_what_nobody_has_read() -> None:
    assert [cut(row, "document proposition state stance") for row in of("no position")] == [
        ("a", "p2", "silent", None),
        ("n", "p1", "not coded", None),
        ("n", "p2", "not coded", None),
    ]


def test_each_stance_of_a_claim_is_a_row() -> None:
    assert [cut(row, "document claim proposition stance statement") for row in of("stance")] == [
        ("a", "a-c1", "p1", 2.0, "Something is said."),
        ("a", "a-c2", "p1", -1.0, "Something is said."),
        ("b", "b-c1", "p1", 1.0, "Something is said."),
        ("b", "b-c1", "p2", 1.0, "Something is said."),
        ("b", "b-c2", "p1", 2.0, "Something is said."),
        ("b", "b-c2", "p2", -1.0, "Something is said."),
    ]


def test_every_row_has_every_column_in_order() -> None:
    assert {tuple(row) for row in rows(matrix(TOWN))} == {tuple(COLUMNS)}


def test_verdicts_are_those_of_the_comparison() -> None:
    whole = matrix(TOWN)
    expected = {p: compare_proposition(whole, p).judgement for p in ("p1", "p2")}
    found = {cut(row, "proposition verdict tentative") for row in of("position") + of("no position")}
    assert found == {(p, judgement.verdict, judgement.tentative) for p, judgement in expected.items()}


def read(name: str) -> Corpus:
    found = load(ROOT / "data" if name == "bundled" else CORPORA / name).corpus
    assert found is not None
    return found


@pytest.mark.parametrize("name", ["small", "bundled"])
def test_there_are_as_many_rows_as_cells_and_stances(name: str) -> None:
    given = read(name)
    counts = Counter(row["record"] for row in rows(matrix(given)))
    held = sum(map(len, matrix(given).positions.values()))
    assert counts["position"] == held > 0
    assert counts["no position"] == len(given.documents) * len(given.codebook.propositions) - held
    assert counts["stance"] == sum(len(each.stances) for _, each in given.claims()) > 0


@settings(max_examples=50)
@given(given=corpora())
def test_whatever_is_drawn_has_a_row_a_cell_and_a_row_a_stance(given: Corpus) -> None:
    counts = Counter(row["record"] == "stance" for row in rows(matrix(given)))
    assert counts[False] == len(given.documents) * len(given.codebook.propositions)
    assert counts[True] == sum(len(each.stances) for _, each in given.claims())


SAID = st.none() | st.tuples(st.integers(-2, 2), st.sampled_from(Confidence))
"""What a document holds: nothing, or a stance with a confidence."""


@given(
    st.lists(SAID, min_size=8, max_size=16)
    | st.lists(st.sampled_from([(2, Confidence.LOW), (-1, Confidence.LOW), None]))
)
def test_of_many_documents_a_verdict_is_the_one_of_comparing_them_all(
    said: list[tuple[int, Confidence] | None],
) -> None:
    documents = [document(f"d{n}", {} if each is None else {"p1": judged(*each)}) for n, each in enumerate(said)]
    given_ = matrix(corpus(documents, [upward(1)]))
    judgement = compare_proposition(given_, "p1").judgement
    found = {(row["verdict"], row["tentative"]) for row in rows(given_)}
    assert found == ({(judgement.verdict, judgement.tentative)} if documents else set())


# --- memory


def towns(number: int) -> Matrix:
    """Make a matrix of so many documents of fifty claims each, charted and computed by turns."""
    theme = upward(10)
    ids = [each.id for each in theme.propositions]
    documents = []
    for each in range(number):
        said = [claim(f"{each}-c{n}", {ids[n % 10]: 1, ids[n % 7]: 2}, statement=f"{n} " * 40) for n in range(50)]
        held = {name: judged(1, claims=(said[0].id,)) for name in ids} if each % 2 else None
        documents.append(document(f"d{each}", held, said))
    return matrix(corpus(documents, [theme]))


def peak(pieces: Iterator[bytes]) -> tuple[int, int]:
    """Return how many bytes are written, and how many were needed at most to write them, one piece at a time."""
    tracemalloc.start()
    try:
        written = sum(map(len, pieces))
        return written, tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


MEASURED = """
from exchange.test_flat import peak, towns

from policylens.exchange.jsonl import lines

peak(lines(towns(2)))  # what is loaded once
print(*peak(lines(towns(20))), *peak(lines(towns(200))))
"""


def test_ten_times_as_many_documents_need_no_more_memory() -> None:
    """In a process of its own: what other tests have left in this one changes what an object takes."""
    place = Path(__file__).parents[1]
    done = subprocess.run([sys.executable, "-c", MEASURED], cwd=place, capture_output=True, text=True, check=True)
    small, small_peak, large, large_peak = map(int, done.stdout.split())
    assert large > 9 * small > 9_000_000
    assert large_peak < small_peak + 100_000 < 300_000
