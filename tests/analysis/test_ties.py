"""Congruence, conflict and subtract: by hand, by their properties, and on a real project by other means."""

import sqlite3
from contextlib import closing
from itertools import combinations
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given
from hypothesis import strategies as st

from policylens.analysis.ties import Sides, Tie, sides, ties
from policylens.exchange.dna.reading import read_dna
from policylens.kinds import Kind
from policylens.measures import Duplicates, Measure
from policylens.model import Claim, Codebook, Corpus, Document, Proposition, Theme

PROPOSITIONS = ("p", "q", "r")
CODEBOOK = Codebook(
    version="1",
    themes={
        "t": Theme(
            id="t",
            title="T",
            question="T?",
            propositions=tuple(Proposition(id=name, text=name) for name in PROPOSITIONS),
        )
    },
)


def document(name: str, *stances: tuple[str, int]) -> Document:
    """Make a document with a claim for each stance on a proposition."""
    claims = (
        Claim(id=f"{name}-{number}", kind=Kind.PRINCIPLE, statement="So.", stances={proposition: stance})
        for number, (proposition, stance) in enumerate(stances)
    )
    return Document(id=name, title=name, claims=tuple(claims))


A = document("a", ("p", 2), ("p", 1), ("p", -1), ("q", -2), ("r", 0))
B = document("b", ("q", -1), ("q", -1), ("p", 2), ("r", 1), ("q", 0))
C = document("c", ("r", -2), ("p", -2))


def pairs(measure: Measure, duplicates: Duplicates = Duplicates.INCLUDE, *of: Document) -> dict[str, int]:
    return {tie.a + tie.b: tie.value for tie in ties(CODEBOOK, of or (A, B, C), measure, duplicates)}


@pytest.mark.parametrize(
    ("measure", "duplicates", "values"),
    [
        # a, b: on p 2 for and 1 against to 1 for; on q 1 against to 2 against.
        (Measure.CONGRUENCE, Duplicates.INCLUDE, {"ab": 2 * 1 + 1 * 2, "ac": 1 * 1, "bc": 0}),
        (Measure.CONFLICT, Duplicates.INCLUDE, {"ab": 1 * 1, "ac": 2 * 1, "bc": 1 * 1 + 1 * 1}),
        (Measure.SUBTRACT, Duplicates.INCLUDE, {"ab": 4 - 1, "ac": 1 - 2, "bc": -2}),
        # Each side of each proposition once: a is both for and against p.
        (Measure.CONGRUENCE, Duplicates.CONCEPT, {"ab": 1 + 1, "ac": 1, "bc": 0}),
        (Measure.CONFLICT, Duplicates.CONCEPT, {"ab": 1, "ac": 1, "bc": 2}),
        (Measure.SUBTRACT, Duplicates.CONCEPT, {"ab": 1, "ac": 0, "bc": -2}),
    ],
)
def test_the_measures_by_hand(measure: Measure, duplicates: Duplicates, values: dict[str, int]) -> None:
    assert pairs(measure, duplicates) == values


def test_a_stance_of_0_is_on_neither_side() -> None:
    assert sides(A, Duplicates.INCLUDE) == {"p": Sides(2, 1), "q": Sides(0, 1)}
    assert sides(B, Duplicates.CONCEPT) == {"q": Sides(0, 1), "p": Sides(1, 0), "r": Sides(1, 0)}


def test_what_is_behind_a_pair_stands_in_the_codebooks_order() -> None:
    (tie,) = ties(CODEBOOK, (B, A), Measure.CONGRUENCE, Duplicates.INCLUDE)
    assert tie == Tie("b", "a", (("p", Sides(1, 0), Sides(2, 1)), ("q", Sides(0, 2), Sides(0, 1))), 4)


def test_how_far_a_stance_goes_does_not_count() -> None:
    weak = [document(name, ("p", 1), ("q", -1)) for name in "ab"]
    strong = [document(name, ("p", 2), ("q", -2)) for name in "ab"]
    assert pairs(Measure.CONGRUENCE, Duplicates.INCLUDE, *weak) == {"ab": 2}
    assert pairs(Measure.CONGRUENCE, Duplicates.INCLUDE, *strong) == {"ab": 2}


@pytest.mark.parametrize("documents", [(), (A,)])
def test_it_takes_two_to_make_a_pair(documents: tuple[Document, ...]) -> None:
    assert list(ties(CODEBOOK, documents, Measure.CONFLICT, Duplicates.INCLUDE)) == []


# --- properties

SAID = st.lists(st.tuples(st.sampled_from(PROPOSITIONS), st.integers(-2, 2)), max_size=12)
HOW = st.sampled_from(Duplicates)


@given(SAID, SAID, st.sampled_from(Measure), HOW)
def test_a_pair_is_the_same_from_both_ends(
    a: list[tuple[str, int]], b: list[tuple[str, int]], measure: Measure, how: Duplicates
) -> None:
    mine, other = document("a", *a), document("b", *b)
    assert pairs(measure, how, mine, other)["ab"] == pairs(measure, how, other, mine)["ba"]


@given(SAID, SAID, HOW)
def test_subtract_is_congruence_minus_conflict(
    a: list[tuple[str, int]], b: list[tuple[str, int]], how: Duplicates
) -> None:
    congruence, conflict, subtract = (pairs(each, how, document("a", *a), document("b", *b))["ab"] for each in Measure)
    assert subtract == congruence - conflict
    assert min(congruence, conflict) >= 0


@given(SAID, SAID, HOW)
def test_turning_every_stance_of_one_makes_conflict_of_congruence(
    a: list[tuple[str, int]], b: list[tuple[str, int]], how: Duplicates
) -> None:
    mine, other = document("a", *a), document("b", *b)
    turned = document("b", *((proposition, -stance) for proposition, stance in b))
    assert pairs(Measure.CONGRUENCE, how, mine, other) == pairs(Measure.CONFLICT, how, mine, turned)


@given(SAID, SAID, st.sampled_from(Measure))
def test_what_is_said_twice_counts_once_by_concept(
    a: list[tuple[str, int]], b: list[tuple[str, int]], measure: Measure
) -> None:
    once = pairs(measure, Duplicates.CONCEPT, document("a", *a), document("b", *b))
    assert pairs(measure, Duplicates.CONCEPT, document("a", *a, *a), document("b", *b)) == once
    included = pairs(measure, Duplicates.INCLUDE, document("a", *a, *a), document("b", *b))
    assert included["ab"] == 2 * pairs(measure, Duplicates.INCLUDE, document("a", *a), document("b", *b))["ab"]


# --- a real project

SQL = """
SELECT a.Value, c.Value, b.Value FROM STATEMENTS s
JOIN DATASHORTTEXT da ON da.StatementId = s.ID JOIN ENTITIES a ON a.ID = da.Entity AND a.VariableId = ?
JOIN DATASHORTTEXT dc ON dc.StatementId = s.ID JOIN ENTITIES c ON c.ID = dc.Entity AND c.VariableId = 3
JOIN DATABOOLEAN b ON b.StatementId = s.ID AND b.VariableId = 4
"""


def counted(path: Path, variable: int) -> tuple[list[str], npt.NDArray[np.int64]]:
    """Return the actors of a project, and how often each has said yes and no to each concept."""
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as connection:
        rows = connection.execute(SQL, (variable,)).fetchall()
    actors, concepts = (sorted({row[place] for row in rows}) for place in (0, 1))
    found = np.zeros((len(actors), len(concepts), 2), dtype=np.int64)
    for actor, concept, agreement in rows:
        found[actors.index(actor), concepts.index(concept), agreement] += 1
    return actors, found


@pytest.mark.parametrize("duplicates", Duplicates)
@pytest.mark.parametrize(("actor", "variable"), [("person", 1), ("organization", 2)])
def test_the_networks_of_a_real_project(peers: Path, actor: str, variable: int, duplicates: Duplicates) -> None:
    path = peers / "discourse-network-sample.dna"
    actors, x = counted(path, variable)
    if duplicates is Duplicates.CONCEPT:
        x = np.minimum(x, 1)
    congruence = np.einsum("ijk,mjk->im", x, x)
    conflict = np.einsum("ijk,mjk->im", x, x[:, :, ::-1])
    wanted = {
        Measure.CONGRUENCE: congruence,
        Measure.CONFLICT: conflict,
        Measure.SUBTRACT: congruence - conflict,
    }
    corpus = read_dna(path, actor).corpus
    assert corpus is not None
    for measure, matrix in wanted.items():
        assert np.count_nonzero(np.triu(matrix, 1)) > 5
        assert network(corpus, measure, duplicates) == {
            frozenset((actors[i], actors[j])): matrix[i, j] for i, j in combinations(range(len(actors)), 2)
        }


def network(corpus: Corpus, measure: Measure, duplicates: Duplicates) -> dict[frozenset[str], int]:
    title = {each.id: each.title for each in corpus.documents}
    found = ties(corpus.codebook, corpus.documents, measure, duplicates)
    return {frozenset((title[tie.a], title[tie.b])): tie.value for tie in found}
