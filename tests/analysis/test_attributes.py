"""Choosing documents by what they are."""

import pytest
from records import changed, corpus, document

from policylens.analysis.attributes import tallies, where
from policylens.errors import PolicylensError

CORPUS = corpus(
    [
        changed(document("a"), attributes={"party": "Labour", "seats": "9"}, date="2008-06", kind="white paper"),
        changed(document("b"), attributes={"party": "none", "seats": "10"}, date="2010-05-18"),
        changed(document("c"), attributes={"Region": "North West"}, date="2014"),
    ]
)
ALL = ("a", "b", "c")


@pytest.mark.parametrize(
    ("condition", "found"),
    [
        ("party=labour", "a"),
        ("party = Labour", "a"),
        ("party!=labour", "bc"),
        ("region=north west", "c"),
        ("seats>9", "b"),
        ("seats<10", "a"),
        ("seats>=9", "ab"),
        ("seats=9.0", "a"),
        ("seats<many", "ab"),
        ("date>=2010", "bc"),
        ("date<2010", "a"),
        ("date=2010", "b"),
        ("date=2010-05", "b"),
        ("date>2010", "c"),
        ("date<=2010-05", "ab"),
        ("kind=white paper", "a"),
        ("kind!=white paper", "bc"),
        ("id=b", "b"),
        ("name!=b", "ac"),
    ],
)
def test_a_condition_chooses_the_documents_that_are_so(condition: str, found: str) -> None:
    assert where(CORPUS, [condition], ALL) == tuple(found)


def test_all_conditions_must_hold_and_only_named_documents_count() -> None:
    assert where(CORPUS, ["date>=2008", "seats>=9"], ALL) == ("a", "b")
    assert where(CORPUS, ["date>=2008"], ("c", "a")) == ("c", "a")


@pytest.mark.parametrize("condition", ["party", "", "=labour", "party=", "party labour"])
def test_what_is_no_condition_is_refused(condition: str) -> None:
    with pytest.raises(PolicylensError, match="is no condition"):
        where(CORPUS, [condition], ALL)


def test_an_attribute_that_nobody_has_is_refused_and_those_that_are_there_are_named() -> None:
    with pytest.raises(PolicylensError, match="no document has an attribute colour") as caught:
        where(CORPUS, ["colour=red"], ALL)
    assert caught.value.hint.startswith("there are: party, seats, Region, id, name")


def test_it_is_said_where_no_document_is_so() -> None:
    with pytest.raises(PolicylensError, match="no document is so: party=green and seats>3"):
        where(CORPUS, ["party=green", "seats>3"], ALL)


def test_each_attribute_is_tallied_with_those_that_lack_it() -> None:
    assert tallies(CORPUS.documents) == {
        "party": {"Labour": 1, "none": 1, "": 1},
        "seats": {"9": 1, "10": 1, "": 1},
        "Region": {"North West": 1, "": 2},
    }
    assert tallies([]) == {}
