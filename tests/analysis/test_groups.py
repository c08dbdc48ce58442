"""How the positions of groups of documents are distributed: counted, never averaged."""

import pytest
from records import changed, corpus, document, judged, theme

from policylens.analysis.comparison import compare_theme, matrix
from policylens.analysis.groups import KEYS, Grouped, grouped
from policylens.errors import PolicylensError
from policylens.model import Direction

THEME = theme(Direction.HIGH, Direction.HIGH)
ONE, TWO = (proposition.id for proposition in THEME.propositions)
CORPUS = corpus(
    [
        changed(document("a", {ONE: judged(2), TWO: judged(0)}), attributes={"party": "Labour"}),
        changed(document("b", {ONE: judged(-1)}), attributes={"party": "Labour"}),
        changed(document("c", {ONE: judged(1)}), attributes={"party": "Green"}),
        changed(document("d", themes=()), attributes={"party": "Green"}),
        document("e", {TWO: judged(-2)}),
    ],
    [THEME],
)


def by(name: str) -> Grouped:
    of = matrix(CORPUS)
    return grouped(of, name, compare_theme(of, THEME.id).propositions)


def test_documents_are_grouped_by_the_value_and_those_without_come_last() -> None:
    assert by("party").groups == {"Green": ("c", "d"), "Labour": ("a", "b"), "": ("e",)}


def test_each_group_is_counted_by_what_its_documents_hold() -> None:
    first, second = by("Party").rows
    assert {group: dict(counts) for group, counts in first.counts.items()} == {
        "Green": {"for": 1, "not coded": 1},
        "Labour": {"for": 1, "against": 1},
        "": {"silent": 1},
    }
    assert {group: dict(counts) for group, counts in second.counts.items()} == {
        "Green": {"silent": 1, "not coded": 1},
        "Labour": {"balanced": 1, "silent": 1},
        "": {"against": 1},
    }


def test_every_document_counts_once_and_only_under_what_is_told() -> None:
    for row in by("id").rows:
        assert all(counts.total() == 1 for counts in row.counts.values())
        assert {key for counts in row.counts.values() for key in counts} <= set(KEYS)


def test_an_attribute_that_nobody_has_is_refused() -> None:
    with pytest.raises(PolicylensError, match="no document has an attribute colour"):
        by("colour")
