"""Documents held against each other."""

from hypothesis import given, settings
from hypothesis import strategies as st

from policylens.corpus.clashes import Side, clashes


def side(name: str, *claims: str, called: str = "") -> Side:
    return Side(f"frameworks/{name}.yaml", name, called or name, bool(called), claims)


def told(*sides: Side) -> list[list[str]]:
    """Return for each document what is said of it."""
    return [[finding.message for finding in found] for found in clashes(sides)]


def test_the_first_to_have_a_claims_id_keeps_it_and_all_others_are_told() -> None:
    assert told(side("a", "c1", "c2"), side("b", "c2"), side("c", "c3", "c2")) == [
        [],
        ["another claim in frameworks/a.yaml is called c2"],
        ["another claim in frameworks/a.yaml is called c2"],
    ]


def test_two_claims_of_one_document_clash_in_this_file() -> None:
    (found,) = clashes([side("a", "c1", "c2", "c1")])
    assert [(each.path, each.message) for each in found] == [
        (("claims", 2, "id"), "another claim in this file is called c1")
    ]


def test_names_clash_whatever_their_capitals() -> None:
    assert told(side("a", called="Straße"), side("b", called="STRASSE")) == [
        [],
        ["the document a is called STRASSE too"],
    ]


def test_a_document_is_told_where_its_name_stands() -> None:
    _, by_id, by_short_name = clashes([side("a", called="b"), side("b"), side("c", called="B")])
    assert [each.path for each in (*by_id, *by_short_name)] == [("id",), ("short_name",)]


def test_two_documents_of_one_id_do_not_clash_by_it() -> None:
    assert told(side("a"), side("a")) == [[], []]


@settings(deadline=None)
@given(st.lists(st.lists(st.sampled_from("uvwxyz"), max_size=4), max_size=6))
def test_of_all_claims_of_an_id_one_is_not_told(claims: list[list[str]]) -> None:
    sides = [side(str(number), *ids) for number, ids in enumerate(claims)]
    every = [name for ids in claims for name in ids]
    assert sum(map(len, clashes(sides))) == len(every) - len(set(every))
