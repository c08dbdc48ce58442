"""Two documents read across: where they agree and diverge, what only one says, topics, citations."""

from collections.abc import Sequence
from itertools import permutations

import pytest
from hypothesis import given
from records import changed, claim, corpus, document, judged, theme, upward
from strategies import corpora

from policylens.analysis.agreement import pair
from policylens.analysis.comparison import matrix
from policylens.analysis.crossref import CrossReference, Shared, cross_reference
from policylens.model import Claim, Corpus, Document

STANCES = {
    "p1": (2, 1),
    "p2": (2, -1),
    "p3": (0, 1),
    "p4": (-1, None),
    "p5": (None, -2),
    "p6": (None, None),
    "p7": (-1, -1),
    "p8": (-2, 2),
}
"""What two documents hold on each proposition; None is silence."""


def across(first: Document, second: Document, *others: Document, topics: Sequence[str] = ()) -> CrossReference:
    """Read the first two of these documents across."""
    titles = {topic: f"The {topic}" for topic in topics}
    of = matrix(corpus([first, second, *others], [upward(len(STANCES))], topics=titles))
    return cross_reference(of, first, second)


def holders(*names: str) -> list[Document]:
    """Make a document for each column of `STANCES`."""
    columns = zip(*STANCES.values(), strict=True)
    return [
        document(
            name,
            {
                proposition: judged(stance, because=f"{name} on {proposition}.")
                for proposition, stance in zip(STANCES, column, strict=True)
                if stance is not None
            },
        )
        for name, column in zip(names, columns, strict=True)
    ]


def ids(rows: Sequence[Shared]) -> list[str]:
    return [row.proposition.id for row in rows]


def citing(name: str, *documents: str) -> Claim:
    return changed(claim(name), refers_to=documents)


def test_propositions_are_sorted_by_the_sides_of_the_two_in_the_codebooks_order() -> None:
    found = across(*holders("a", "b"))
    assert (ids(found.same), ids(found.opposite), ids(found.neutral)) == (["p1", "p7"], ["p2", "p8"], ["p3"])


def test_silence_of_one_is_told_by_who_speaks() -> None:
    found = across(*holders("a", "b"))
    assert ([each.id for each in found.only_a], [each.id for each in found.only_b]) == (["p4"], ["p5"])


def test_both_reasons_stand_side_by_side() -> None:
    row = across(*holders("a", "b")).opposite[0]
    assert (row.a.stance, row.a.because) == (2, "a on p2.")
    assert (row.b.stance, row.b.because) == (-1, "b on p2.")


def test_a_mixed_position_is_on_no_side() -> None:
    torn = document("a", claims=[claim("c1", {"p1": 1, "p2": -1}), claim("c2", {"p1": -1, "p2": -2})])
    found = across(torn, holders("a", "b")[1])
    assert (ids(found.same), ids(found.opposite), ids(found.neutral)) == (["p2"], [], ["p1"])


def test_a_document_that_has_not_been_read_is_not_silent() -> None:
    first, second = holders("a", "b")
    unread = changed(second, positions={}, coding=changed(second.coding, themes=()))
    assert across(first, unread).only_a == ()


def test_documents_of_different_themes_have_nothing_between_them() -> None:
    first = document("a", {"p1": judged(2)}, themes=("one",))
    second = document("b", {"q1": judged(2)}, themes=("other",))
    of = matrix(corpus([first, second], [theme(None, name="one"), theme(None, name="other", prefix="q")]))
    found = cross_reference(of, first, second)
    assert (found.same, found.opposite, found.neutral, found.only_a, found.only_b) == ((), (), (), (), ())
    assert found.pair.agreement is None


def test_topics_that_both_discuss_are_counted_in_the_codebooks_order() -> None:
    first = document("a", claims=[claim("a1", topics=("river", "mill")), claim("a2", topics=("mill", "fair"))])
    second = document("b", claims=[claim("b1", topics=("river",)), claim("b2", topics=("mill",)), claim("b3")])
    found = across(first, second, topics=["fair", "mill", "road", "river"])
    assert found.topics == (("mill", "The mill", 2, 1), ("river", "The river", 1, 1))


def test_a_topic_of_one_alone_or_of_a_third_is_not_shared() -> None:
    first, third = (document(name, claims=[claim(f"{name}1", topics=("mill",))]) for name in "ac")
    assert across(first, document("b", claims=[claim("b1")]), third, topics=["mill"]).topics == ()


def test_claims_that_cite_the_other_stand_with_their_document_first_the_first_ones() -> None:
    first = document("a", claims=[citing("a1", "b"), citing("a2", "c"), citing("a3", "c", "b")])
    second = document("b", claims=[citing("b1", "a"), citing("b2")])
    found = across(first, second, document("c"))
    assert [(of.id, each.id) for of, each in found.cites] == [("a", "a1"), ("a", "a3"), ("b", "b1")]


@pytest.mark.parametrize("cited", ["a", "c"])
def test_citing_oneself_or_a_third_is_not_citing_the_other(cited: str) -> None:
    found = across(document("a", claims=[citing("a1", cited)]), document("b"), document("c"))
    assert found.cites == ()


@given(corpora())
def test_there_are_as_many_rows_as_the_pair_counts(of: Corpus) -> None:
    whole = matrix(of)
    for a, b in permutations(whole.documents, 2):
        found = cross_reference(whole, a, b)
        assert found.pair == pair(whole, a, b)
        assert (len(found.same), len(found.opposite), len(found.neutral)) == (
            found.pair.same,
            found.pair.opposite,
            found.pair.neutral,
        )
        assert len(found.only_a) + len(found.only_b) == found.pair.one_silent


@given(corpora())
def test_no_proposition_stands_in_two_places(of: Corpus) -> None:
    whole = matrix(of)
    for a, b in permutations(whole.documents, 2):
        found = cross_reference(whole, a, b)
        rows = [*found.same, *found.opposite, *found.neutral]
        there = [*ids(rows), *(each.id for each in (*found.only_a, *found.only_b))]
        assert len(there) == len(set(there))
        assert {*there} <= whole.positions[a.id].keys() | whole.positions[b.id].keys()


@given(corpora())
def test_reading_the_other_way_round_swaps_the_two_and_nothing_else(of: Corpus) -> None:
    whole = matrix(of)

    def turned(rows: Sequence[Shared]) -> tuple[Shared, ...]:
        return tuple(changed(row, a=row.b, b=row.a) for row in rows)

    for a, b in permutations(whole.documents, 2):
        one, other = cross_reference(whole, a, b), cross_reference(whole, b, a)
        assert (one.a, one.b) == (other.b, other.a)
        assert (one.only_a, one.only_b) == (other.only_b, other.only_a)
        assert (one.same, one.opposite, one.neutral) == (
            turned(other.same),
            turned(other.opposite),
            turned(other.neutral),
        )
