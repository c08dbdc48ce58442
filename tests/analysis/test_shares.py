"""Which side most documents take."""

import pytest
from hypothesis import given
from records import corpus, document, judged, not_coded, silent, speaks, upward
from strategies import rows

from policylens.analysis.comparison import compare_theme, matrix
from policylens.analysis.positions import Cell, Side
from policylens.analysis.shares import Majority, agreements, clearest, divisions, majority, share
from policylens.analysis.verdicts import Judgement, judge
from policylens.model import Confidence


def judged_cells(for_: int, against: int, *others: Cell) -> Judgement:
    ahead = [speaks(f"f{n}", 1) for n in range(for_)]
    return judge([*ahead, *(speaks(f"a{n}", -2) for n in range(against)), *others])


@pytest.mark.parametrize(
    ("for_", "against", "expected"),
    [
        (0, 0, Majority.NONE),
        (1, 0, Majority.NEARLY_ALL_FOR),
        (9, 1, Majority.NEARLY_ALL_FOR),
        (8, 1, Majority.MOST_FOR),
        (2, 1, Majority.MOST_FOR),
        (13, 7, Majority.DIVIDED),
        (1, 1, Majority.DIVIDED),
        (7, 13, Majority.DIVIDED),
        (1, 2, Majority.MOST_AGAINST),
        (1, 9, Majority.NEARLY_ALL_AGAINST),
        (0, 3, Majority.NEARLY_ALL_AGAINST),
    ],
)
def test_the_majority_is_told_by_shares_of_those_that_take_a_side(for_: int, against: int, expected: Majority) -> None:
    assert majority(judged_cells(for_, against)) is expected


def test_those_at_0_mixed_silent_or_not_read_do_not_count() -> None:
    others = [speaks("z", 0), speaks("m", None), silent(), not_coded()]
    assert majority(judged_cells(2, 1, *others)) is majority(judged_cells(2, 1)) is Majority.MOST_FOR
    assert share(judged_cells(2, 1, *others)) == pytest.approx(2 / 3)


def test_nobody_on_a_side_has_no_share() -> None:
    assert share(judge([speaks("z", 0), silent()])) is None


_MIRRORED = {
    Majority.NEARLY_ALL_FOR: Majority.NEARLY_ALL_AGAINST,
    Majority.MOST_FOR: Majority.MOST_AGAINST,
    Majority.DIVIDED: Majority.DIVIDED,
    Majority.NONE: Majority.NONE,
}
_MIRRORED |= {other: one for one, other in _MIRRORED.items()}


@given(rows())
def test_both_sides_are_measured_alike(cells: list[Cell]) -> None:
    found = judge(cells)
    assert majority(found._replace(for_=found.against, against=found.for_)) is _MIRRORED[majority(found)]


def test_the_clearest_take_a_side_without_reservation_and_the_text_bears_them_out() -> None:
    cells = [
        speaks("part", 1),
        speaks("low", 2, Confidence.LOW),
        speaks("computed", 2, None),
        speaks("against", -2),
        speaks("high", 2),
        speaks("mixed", None),
        silent(),
    ]
    assert [cell.document for cell in clearest(cells, [Side.FOR])] == ["high", "low", "computed", "part"]
    assert [cell.document for cell in clearest(cells, [Side.AGAINST, Side.MIXED])] == ["against", "mixed"]


def test_what_is_as_clear_keeps_its_order() -> None:
    assert [cell.document for cell in clearest([speaks(name, 1) for name in "cab"], [Side.FOR])] == ["c", "a", "b"]


def test_propositions_are_ranked_by_how_far_they_divide() -> None:
    """p1: 3 for, 1 against; p2: 2 and 2; p3: nobody on a side; p4: 4 for."""
    stances = [(1, 1, 0, 1), (1, -1, None, 2), (2, 1, 0, 1), (-1, -2, 0, 1)]
    documents = [
        document(f"d{n}", {f"p{p}": judged(stance) for p, stance in enumerate(each, 1) if stance is not None})
        for n, each in enumerate(stances)
    ]
    rows_ = compare_theme(matrix(corpus(documents, [upward(4)])), "theme").propositions
    assert [row.proposition.id for row in divisions(rows_)] == ["p2", "p1", "p4"]
    assert [row.proposition.id for row in agreements(rows_)] == ["p4", "p1", "p2"]
