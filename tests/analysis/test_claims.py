"""Choosing claims: by kind, theme, proposition, topic, sector and speaker."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from records import claim, corpus, document, judged, theme

from policylens.analysis.claims import Filter, claims_on, select
from policylens.model import Direction, Kind

CODEBOOK = corpus(
    themes=[theme(Direction.HIGH, Direction.HIGH, prefix="p"), theme(Direction.HIGH, name="other", prefix="q")]
).codebook

TEXT = document(
    positions={"p2": judged(1, claims=("c3", "gone")), "q1": judged(1, claims=("c4",))},
    claims=[
        claim("c1", {"p1": 1}, kind=Kind.RECOMMENDATION, topics=("mill",), speaker="Lord Bichard"),
        claim("c2", {"q1": -1}, kind=Kind.DIAGNOSIS, sectors=("health",), speaker="The participants"),
        claim("c3", kind=Kind.RECOMMENDATION, topics=("mill", "river"), sectors=("health", "schools")),
        claim("c4", {"p1": -1, "q1": 1}, kind=Kind.EVIDENCE),
        claim("c5"),
    ],
)


def chosen(wanted: Filter) -> list[str]:
    return [each.id for each in select(TEXT, CODEBOOK, wanted)]


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        (Filter(), ["c1", "c2", "c3", "c4", "c5"]),
        (Filter(kinds=(Kind.RECOMMENDATION,)), ["c1", "c3"]),
        (Filter(kinds=(Kind.EVIDENCE, Kind.DIAGNOSIS)), ["c2", "c4"]),
        (Filter(topic="mill"), ["c1", "c3"]),
        (Filter(topic="bridge"), []),
        (Filter(sector="health"), ["c2", "c3"]),
        (Filter(speaker="Lord Bichard"), ["c1"]),
        (Filter(speaker="bichARD"), ["c1"]),
        (Filter(kinds=(Kind.RECOMMENDATION,), topic="mill", sector="schools"), ["c3"]),
        (Filter(kinds=(Kind.DIAGNOSIS,), topic="mill"), []),
    ],
)
def test_claims_must_meet_every_condition_that_is_set(wanted: Filter, expected: list[str]) -> None:
    assert chosen(wanted) == expected


def test_a_theme_has_the_claims_that_take_a_side_on_it_and_those_that_its_positions_rest_on() -> None:
    assert chosen(Filter(theme="theme")) == ["c1", "c3", "c4"]
    assert chosen(Filter(theme="other")) == ["c2", "c4"]


def test_a_claim_that_stands_nowhere_is_on_no_theme() -> None:
    assert "c5" not in chosen(Filter(theme="theme")) + chosen(Filter(theme="other"))


def test_claims_are_found_without_charted_positions() -> None:
    assert claims_on(document(claims=TEXT.claims), ["q1"]) == {"c2", "c4"}


@pytest.mark.parametrize(
    "wanted",
    [
        Filter(kinds=(Kind.PRINCIPLE,)),
        Filter(theme="theme"),
        Filter(topic="mill"),
        Filter(sector="health"),
        Filter(speaker="x"),
    ],
)
def test_a_filter_with_a_condition_counts_as_one(wanted: Filter) -> None:
    assert wanted


def test_a_filter_without_conditions_counts_as_none() -> None:
    assert not Filter()


filters = st.builds(
    Filter,
    kinds=st.lists(st.sampled_from(Kind), max_size=2).map(tuple),
    theme=st.sampled_from(["", "theme", "other"]),
    topic=st.sampled_from(["", "mill", "river"]),
    sector=st.sampled_from(["", "health"]),
    speaker=st.sampled_from(["", "LORD", "the"]),
)


@given(filters)
def test_conditions_choose_together_what_each_chooses_alone(wanted: Filter) -> None:
    alone = [
        Filter(kinds=wanted.kinds),
        Filter(theme=wanted.theme),
        Filter(topic=wanted.topic),
        Filter(sector=wanted.sector),
        Filter(speaker=wanted.speaker),
    ]
    in_all = set.intersection(*(set(chosen(each)) for each in alone))
    assert chosen(wanted) == [each.id for each in TEXT.claims if each.id in in_all]
