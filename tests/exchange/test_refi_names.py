"""Names in a REFI-QDA project: one for each thing, taken by every program, and told apart again."""

import re
from uuid import UUID

import pytest
from filled import ids
from hypothesis import given
from hypothesis import strategies as st

from policylens.exchange.refi import names
from policylens.model import STANCES


def all_names(name: str) -> list[str]:
    return [
        names.theme_name(name),
        names.proposition_name(name),
        *(names.stance_name(name, stance) for stance in STANCES),
        names.kind_name(name),
        names.sector_name(name),
        names.topic_name(name),
    ]


@given(st.lists(ids, max_size=4, unique=True))
def test_whatever_things_are_called_no_two_codes_share_a_name(given_ids: list[str]) -> None:
    awkward = ["for", "both", "kind", "theme", "sector", "claim", "kinds", "codes"]
    found = [name for each in {*given_ids, *awkward} for name in all_names(each)]
    found += [names.KINDS, names.SECTORS, names.TOPICS]
    assert len(set(found)) == len(found)


@given(ids)
def test_code_names_have_only_signs_that_every_program_takes(name: str) -> None:
    for each in all_names(name):
        assert re.fullmatch(r"[A-Za-z0-9_-]+", each)


@given(ids, st.sampled_from(STANCES))
def test_a_stance_is_told_by_its_code(proposition: str, stance: int) -> None:
    assert names.stance_of(names.stance_name(proposition, stance)) == (proposition, stance)


@pytest.mark.parametrize(
    "name", ["fees", "kind_both", "sector_for", "fees__fully", "fees_for", "__for", "fees__for ", "a__b__for", ""]
)
def test_other_names_are_those_of_no_stance(name: str) -> None:
    assert names.stance_of(name) is None


@given(ids, st.integers(0, 10**6))
def test_a_claim_is_told_by_the_name_of_its_passage(claim: str, line: int) -> None:
    assert names.claim_of(names.selection_name(claim, line)) == claim


@pytest.mark.parametrize("name", ["fabian-r05", "line of thought", "", "line:7", "my line:7 note"])
def test_a_name_that_another_program_gave_stays_as_it_is(name: str) -> None:
    assert names.claim_of(name) == name


def test_a_guid_is_the_same_for_the_same_thing_and_another_for_every_other() -> None:
    assert names.guid("code", "fees") == names.guid("code", "fees")
    things = [("code", "fees"), ("source", "fees"), ("code", "fees", "1"), ("code", "fees1"), ("codefees", "")]
    assert len({names.guid(*thing) for thing in things}) == len(things)
    assert str(UUID(names.guid("code", "fees"))) == names.guid("code", "fees")
