"""The pairs that agree most and least: the same as if all pairs were sorted."""

from hypothesis import given
from hypothesis import strategies as st
from records import corpus, document, judged, upward
from strategies import corpora

from policylens.analysis.agreement import Pair, pairs
from policylens.analysis.comparison import Matrix, matrix
from policylens.analysis.ranking import CLASSES, LEAST_SHARED, ranking
from policylens.model import Corpus, Document


def says(name: str, *stances: int | None) -> Document:
    positions = {f"p{n}": judged(stance) for n, stance in enumerate(stances, 1) if stance is not None}
    return document(name, positions)


def named(found: tuple[Pair, ...]) -> list[str]:
    return [each.a + each.b for each in found]


def ordered(of: Matrix, document: Document | None = None) -> list[Pair]:
    """Sort all pairs that share enough as the ranking is defined: by agreement, then by how much they share."""
    enough = min(LEAST_SHARED, (len(of.corpus.codebook.propositions) + 1) // 2)
    there = [pair for pair in pairs(of, document) if pair.shared >= enough]
    return sorted(there, key=lambda pair: (-(pair.agreement or 0), -pair.shared))


FOUR = matrix(corpus([says("a", 2, 2, 2), says("b", 2, 2, 1), says("c", -2, -2, -2), says("d", 0, 0)], [upward(3)]))
"""a and b are 1 apart in all, a and c 12, b and c 11; d is 2 from each of the others on two of three."""


def test_the_pairs_that_agree_most_come_first_and_those_that_agree_least_are_the_others() -> None:
    found = ranking(FOUR, 2)
    assert (named(found.most), named(found.least)) == (["ab", "ad"], ["ac", "bc"])


def test_a_document_can_be_ranked_with_the_others_alone() -> None:
    found = ranking(FOUR, 1, FOUR.documents[2])
    assert (named(found.most), named(found.least), found.number) == (["cd"], ["ac"], 3)


def test_no_pair_stands_at_both_ends() -> None:
    found = ranking(FOUR, 4)
    assert len(found.most) == 4
    assert len(found.least) == 2


def test_pairs_that_share_too_little_are_counted_and_stand_at_no_end() -> None:
    """Of six propositions three must be shared."""
    of = matrix(corpus([says("a", 1, 1, 1, 1), says("b", 1, 1, 1), says("c", -2), says("d")], [upward(6)]))
    found = ranking(of, 9)
    assert (named(found.most), found.least) == (["ab"], ())
    assert (found.number, found.enough, found.few, found.nothing) == (6, 3, 2, 3)


def test_agreement_is_counted_in_classes_of_which_the_last_has_1() -> None:
    of = matrix(corpus([says("a", 2), says("b", 2), says("c", -2), says("d", 0)], [upward(1)]))
    classes = ranking(of, 1).classes
    assert {place: many for place, many in enumerate(classes) if many} == {0: 2, CLASSES // 2: 3, CLASSES - 1: 1}


@given(corpora(), st.integers(0, 5))
def test_the_ends_are_those_of_all_pairs_sorted(of: Corpus, top: int) -> None:
    whole = matrix(of)
    found = ranking(whole, top)
    all_ = ordered(whole)
    scores = [(pair.agreement, pair.shared) for pair in all_]
    assert [(pair.agreement, pair.shared) for pair in found.most] == scores[:top]
    assert found.most == tuple(all_[:top])
    upwards = sorted(all_, key=lambda pair: (pair.agreement or 0, -pair.shared))
    assert found.least == tuple(pair for pair in upwards[:top] if pair not in found.most)


@given(corpora())
def test_every_pair_is_counted_once(of: Corpus) -> None:
    whole = matrix(of)
    found = ranking(whole, 1)
    scored = [pair.agreement for pair in pairs(whole) if pair.agreement is not None]
    assert found.number == len(list(pairs(whole))) == sum(found.classes) + found.nothing
    assert sum(found.classes) == len(scored)
    for place, many in enumerate(found.classes):
        there = [share for share in scored if min(int(share * CLASSES + 1e-9), CLASSES - 1) == place]
        assert many == len(there)


@given(corpora())
def test_the_pairs_of_one_document_are_those_of_all_in_which_it_is(of: Corpus) -> None:
    whole = matrix(of)
    for each in whole.documents:
        assert list(pairs(whole, each)) == [pair for pair in pairs(whole) if each.id in (pair.a, pair.b)]
