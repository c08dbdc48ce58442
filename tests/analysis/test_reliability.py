"""How far two coders agree: over cells, with what either leaves out said."""

from collections import Counter
from collections.abc import Mapping

import krippendorff
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from records import changed, corpus, document, judged, theme

from policylens.analysis.agreement import krippendorff_alpha
from policylens.analysis.comparison import Matrix, matrix
from policylens.analysis.reliability import Compared, _alpha, bootstrap, compare
from policylens.model import Direction, Theme

HIGH = Direction.HIGH
THEME = theme(HIGH, HIGH, HIGH, HIGH)
IDS = [proposition.id for proposition in THEME.propositions]


Stances = Mapping[str, Mapping[int, int]]
"""By document, then by the number of the proposition."""


def coding(stances: Stances, of: Theme = THEME, themes: tuple[str, ...] = (THEME.id,)) -> Matrix:
    """Chart documents: for each the stance on the propositions of these numbers."""
    documents = [
        document(name, {IDS[number]: judged(stance) for number, stance in held.items()}, themes=themes)
        for name, held in stances.items()
    ]
    return matrix(corpus(documents, [of]))


def compared(a: Stances, b: Stances) -> Compared:
    return compare(coding(a), coding(b))


def test_cells_are_counted_by_silence_and_by_stance() -> None:
    found = compared({"d": {0: 2, 1: 1, 2: -1}}, {"d": {0: 2, 1: -1, 3: 1}}).whole
    assert (found.cells, found.same_silence, found.both, found.same_stance, found.opposite) == (4, 2, 2, 1, 1)


def test_opposite_sides_are_those_for_and_against_and_nothing_else() -> None:
    cells = compared({"d": {0: 2, 1: 0, 2: -1}}, {"d": {0: -1, 1: -2, 3: 1}}).cells
    assert [cell.opposite for cell in cells] == [True, False, False, False]


def test_two_codings_that_are_the_same_differ_in_nothing() -> None:
    same = {"d": {0: 2, 1: -1, 2: 1}}
    found = compared(same, same)
    assert found.differing == []
    assert (found.whole.stance_alpha, found.whole.silence_alpha, found.whole.interval) == (1.0, 1.0, (1.0, 1.0))


def test_the_cells_furthest_apart_come_first_and_silence_last() -> None:
    found = compared({"d": {0: 1, 1: 2, 2: 1}}, {"d": {0: 2, 1: -2, 3: 1}}).differing
    assert [cell.proposition.id for cell in found] == [IDS[1], IDS[0], IDS[2], IDS[3]]


def test_documents_that_one_has_and_themes_that_one_has_not_coded_are_left_out() -> None:
    found = compared({"a": {0: 1}, "b": {0: 1}}, {"b": {0: 1}, "c": {0: 1}})
    assert (found.documents, found.only_a, found.only_b) == (("b",), ("a",), ("c",))
    unread = compare(coding({"b": {0: 1}}), coding({"b": {}}))
    assert len(unread.cells) == 4
    assert compare(coding({"b": {0: 1}}), coding({"b": {0: 1}}, themes=())).cells == ()


def test_a_proposition_that_is_worded_otherwise_is_left_out() -> None:
    first = THEME.propositions[0]
    reworded = changed(THEME, propositions=(changed(first, text="Otherwise."), *THEME.propositions[1:]))
    found = compare(coding({"d": {0: 1}}), coding({"d": {0: 1}}, reworded))
    assert found.left_out == (first.id,)
    assert len(found.cells) == 3


stances = st.sampled_from([-2, -1, 0, 1, 2])


@given(st.lists(st.tuples(stances, stances), min_size=1, max_size=30))
@settings(max_examples=200, deadline=None)
def test_alpha_of_counted_pairs_is_that_of_the_pairs(units: list[tuple[int, int]]) -> None:
    plain = krippendorff_alpha([tuple(map(float, unit)) for unit in units])
    counted = _alpha(Counter((float(x), float(y)) for x, y in units))
    assert counted == (None if plain is None else pytest.approx(plain))
    if plain is not None:
        theirs = krippendorff.alpha(reliability_data=list(zip(*units, strict=True)), level_of_measurement="ordinal")
        assert counted == pytest.approx(theirs)


@given(st.lists(st.tuples(stances, stances), min_size=2, max_size=20), st.randoms())
@settings(max_examples=20, deadline=None)
def test_an_interval_depends_on_nothing_but_the_stances(units: list[tuple[int, int]], random: object) -> None:
    shuffled = list(units)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert bootstrap(units) == bootstrap(shuffled)


def test_an_interval_holds_the_alpha_that_it_is_of_and_narrows_with_more_cells() -> None:
    units = [(2.0, 2.0), (1.0, 1.0), (-1.0, -1.0), (1.0, 2.0), (-2.0, -1.0), (0.0, 1.0)]
    narrow, wide = bootstrap(units * 20), bootstrap(units)
    assert narrow is not None
    assert wide is not None
    alpha = krippendorff_alpha(units * 20)
    assert alpha is not None
    assert narrow[0] < alpha < narrow[1]
    assert narrow[1] - narrow[0] < wide[1] - wide[0]


def test_nothing_has_no_interval() -> None:
    assert bootstrap([]) is None
    assert bootstrap([(1.0, 1.0)]) is None
