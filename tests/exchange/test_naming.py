"""Ids from names: readable, valid, and each given once."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policylens.exchange.naming import LONGEST, Ids, Names, same, slug


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("Labour 1997", "labour-1997"),
        ("  The Town's plan: trees & parks!  ", "the-towns-plan-trees-and-parks"),
        ("BÜNDNIS 90/DIE GRÜNEN", "bundnis-90-die-grunen"),
        ("Straße, Øresund, Œuvre, Łódź, Þing, İzmir", "strasse-oresund-oeuvre-lodz-thing-izmir"),
        ("½ price", "1-2-price"),
        ("公共服務", ""),
        ("--", ""),
        ("It should be " + "very " * 20 + "long", "it-should-be-very-very-very-very-very-very-very"),
        ("x" * 100, "x" * LONGEST),
    ],
)
def test_a_name_becomes_an_id(name: str, found: str) -> None:
    assert slug(name) == found


@given(st.text())
def test_whatever_it_is_the_id_is_one(name: str) -> None:
    assert re.fullmatch(r"([a-z0-9]+(-[a-z0-9]+)*)?", slug(name))
    assert len(slug(name)) <= LONGEST


@given(st.lists(st.sampled_from(["a", "a-2", "a 2", "A", "公", "共", "thing", "thing-2", ""])))
def test_no_id_is_given_twice(names: list[str]) -> None:
    ids = Ids("thing", ["a"])
    given_ids = [ids.of(name) for name in names]
    assert len({*given_ids, "a"}) == len(names) + 1


def test_ids_are_numbered_from_two() -> None:
    ids = Ids("document")
    assert [ids.of(name) for name in ("a", "A!", "公", "共", "a")] == ["a", "a-2", "document", "document-2", "a-3"]


def test_many_things_of_one_name_take_no_longer_each() -> None:
    ids = Ids("thing")
    assert ids.of("x") == "x"
    assert [ids.of("x") for _ in range(20_000)][-1] == "x-20001"


def test_names_that_differ_in_capitals_and_blanks_are_one() -> None:
    names = Names(Ids("document"))
    assert [names.id(name) for name in ("The Town", "the  town", "THE TOWN", "Town")] == [*["the-town"] * 3, "town"]
    assert list(names.merged) == [("the  town", "The Town"), ("THE TOWN", "The Town")]
    assert same(" A\tb ") == "a b"
