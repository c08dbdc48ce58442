"""The pairs of the highest and the lowest values: the same as if all were sorted."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from records import claim, corpus, document, theme
from strategies import corpora

from policylens.analysis.strongest import strongest
from policylens.analysis.ties import ties
from policylens.measures import Duplicates, Measure
from policylens.model import Corpus, Document


def claims_of(name: str, *stances: tuple[str, int]) -> Document:
    return document(name, claims=[claim(f"{name}{number}", dict([each])) for number, each in enumerate(stances)])


MANY = corpus(
    [
        claims_of("a", *[("p1", 2)] * 5, *[("p2", -1)] * 3),
        claims_of("b", *[("p1", 1)] * 6, *[("p2", -2)] * 9),
        claims_of("c", *[("p1", -1)] * 17, ("p2", 1)),
        claims_of("d"),
    ],
    [theme(None, None)],
)


@pytest.mark.parametrize(
    ("measure", "high", "low"),
    [
        (Measure.CONGRUENCE, [("a", "b", 5 * 6 + 3 * 9)], []),
        (Measure.CONFLICT, [("b", "c", 6 * 17 + 9)], []),
        (Measure.SUBTRACT, [("a", "b", 57)], [("b", "c", -111)]),
    ],
)
def test_the_highest_and_the_lowest_are_found(
    measure: Measure, high: list[tuple[str, str, int]], low: list[tuple[str, str, int]]
) -> None:
    found = strongest(MANY.codebook, MANY.documents, measure, Duplicates.INCLUDE, top=1)
    assert [(tie.a, tie.b, tie.value) for tie in found.high] == high
    assert [(tie.a, tie.b, tie.value) for tie in found.low] == low
    assert found.number == 6


@pytest.mark.parametrize("measure", Measure)
@pytest.mark.parametrize("duplicates", Duplicates)
@given(of=corpora(), top=st.integers(0, 4))
def test_the_ends_are_those_of_all_pairs_sorted(measure: Measure, duplicates: Duplicates, of: Corpus, top: int) -> None:
    found = strongest(of.codebook, of.documents, measure, duplicates, top=top)
    all_ = list(ties(of.codebook, of.documents, measure, duplicates))
    assert found.high == tuple(sorted((tie for tie in all_ if tie.value > 0), key=lambda tie: -tie.value)[:top])
    assert found.low == tuple(sorted((tie for tie in all_ if tie.value < 0), key=lambda tie: tie.value)[:top])
    assert (found.number, found.zero) == (len(all_), sum(tie.value == 0 for tie in all_))


@given(of=corpora())
def test_the_pairs_of_one_document_are_those_of_all_in_which_it_is(of: Corpus) -> None:
    how = (Measure.SUBTRACT, Duplicates.INCLUDE)
    for each in of.documents:
        there = [tie for tie in ties(of.codebook, of.documents, *how) if each.id in (tie.a, tie.b)]
        assert list(ties(of.codebook, of.documents, *how, each.id)) == there
        assert strongest(of.codebook, of.documents, *how, top=1, one=each.id).number == len(there)
