"""What the positions of several documents on one proposition amount to."""

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from records import changed, not_coded, silent, speaks
from strategies import rows

from policylens.analysis.positions import Cell
from policylens.analysis.verdicts import Judgement, Verdict, judge
from policylens.model import Confidence


def row(*stances: float | None) -> list[Cell]:
    """Make the cells of documents with these stances; None is mixed."""
    return [speaks(f"d{number}", stance) for number, stance in enumerate(stances)]


def low(name: str, stance: int) -> Cell:
    return speaks(name, stance, Confidence.LOW)


def by_definition(cells: list[Cell]) -> Verdict:
    """Reach the verdict as the method words it, from the positions alone."""
    held = [cell.position.stance for cell in cells if cell.position is not None]
    if not held:
        return Verdict.SILENT if any(cell.state == "silent" for cell in cells) else Verdict.NOT_CODED
    if len(held) == 1:
        return Verdict.ONE_VOICE
    one_side = sum(1 for stance in held if stance is not None and stance > 0)
    other_side = sum(1 for stance in held if stance is not None and stance < 0)
    undecided = len(held) - one_side - other_side
    if one_side and other_side:
        return Verdict.DIVERGE
    if one_side + other_side == 0:
        return Verdict.UNCLEAR
    if undecided:
        return Verdict.LEAN
    return Verdict.AGREE if all(stance in (2, -2) for stance in held) else Verdict.AGREE_IN_PART


def counts(judgement: Judgement) -> tuple[int, ...]:
    return (
        judgement.for_,
        judgement.against,
        judgement.balanced,
        judgement.mixed,
        judgement.silent,
        judgement.not_coded,
    )


@pytest.mark.parametrize(
    ("stances", "verdict"),
    [
        ((2, 2), Verdict.AGREE),
        ((-2, -2, -2), Verdict.AGREE),
        ((2, 1), Verdict.AGREE_IN_PART),
        ((-1, -1), Verdict.AGREE_IN_PART),
        ((2, 1.5), Verdict.AGREE_IN_PART),
        ((2, 0), Verdict.LEAN),
        ((-1, -2, 0), Verdict.LEAN),
        ((2, None), Verdict.LEAN),
        ((-0.5, None, 0), Verdict.LEAN),
        ((2, -2), Verdict.DIVERGE),
        ((1, 1, 1, -1), Verdict.DIVERGE),
        ((1, -1, 0, None), Verdict.DIVERGE),
        ((0, 0), Verdict.UNCLEAR),
        ((None, 0), Verdict.UNCLEAR),
        ((None, None), Verdict.UNCLEAR),
        ((2,), Verdict.ONE_VOICE),
        ((0,), Verdict.ONE_VOICE),
        ((None,), Verdict.ONE_VOICE),
    ],
)
def test_the_verdict_follows_from_the_sides(stances: tuple[float | None, ...], verdict: Verdict) -> None:
    assert judge(row(*stances)).verdict is verdict


@pytest.mark.parametrize(
    ("cells", "verdict"),
    [
        ([silent("a"), silent("b")], Verdict.SILENT),
        ([silent("a"), not_coded("b")], Verdict.SILENT),
        ([not_coded("a"), not_coded("b")], Verdict.NOT_CODED),
        ([], Verdict.NOT_CODED),
    ],
)
def test_where_nobody_speaks_it_is_silent_only_if_somebody_was_read(cells: list[Cell], verdict: Verdict) -> None:
    assert judge(cells).verdict is verdict


def test_one_document_among_many_silent_ones_is_one_voice_and_no_consensus() -> None:
    assert judge([speaks("a", 2), silent("b"), silent("c"), silent("d")]).verdict is Verdict.ONE_VOICE


def test_every_document_is_counted_where_it_belongs() -> None:
    cells = [*row(2, 1, -1, 0, 0, None), silent("s"), not_coded("n"), not_coded("m")]
    assert counts(judge(cells)) == (2, 1, 2, 1, 1, 2)


def test_how_many_speak_leaves_out_the_silent_and_how_many_were_read_the_not_coded() -> None:
    judgement = judge([*row(1, -1, 0), silent(), not_coded()])
    assert (judgement.speaking, judgement.coded) == (3, 4)


def test_a_verdict_that_hangs_on_a_low_confidence_position_is_tentative_and_names_the_document() -> None:
    judgement = judge([speaks("a", 1), speaks("b", 1), low("c", -1)])
    assert (judgement.tentative, judgement.hangs_on) == (True, ("c",))


def test_a_verdict_that_two_low_confidence_positions_bear_is_not_tentative() -> None:
    assert not judge([speaks("a", 1), speaks("b", 1), low("c", -1), low("d", -1)]).tentative


@pytest.mark.parametrize("confidence", [Confidence.HIGH, Confidence.MEDIUM, None])
def test_a_position_of_better_or_no_confidence_makes_nothing_tentative(confidence: Confidence | None) -> None:
    assert not judge([speaks("a", 1), speaks("b", 1), speaks("c", -1, confidence)]).tentative


def test_one_voice_of_low_confidence_is_tentative() -> None:
    assert judge([low("a", 2), silent("b")]).hangs_on == ("a",)


def test_losing_a_reservation_changes_a_verdict() -> None:
    judgement = judge([speaks("a", 2), speaks("b", 2), low("c", 1)])
    assert (judgement.verdict, judgement.hangs_on) == (Verdict.AGREE_IN_PART, ("c",))


def test_of_two_that_agree_each_of_low_confidence_could_leave_one_voice() -> None:
    assert judge([low("a", 2), low("b", 2)]).hangs_on == ("a", "b")


@given(rows())
def test_the_verdict_is_the_one_that_the_method_defines(cells: list[Cell]) -> None:
    assert judge(cells).verdict is by_definition(cells)


@given(rows())
def test_a_verdict_hangs_on_exactly_the_low_confidence_positions_without_which_it_changes(cells: list[Cell]) -> None:
    verdict = by_definition(cells)
    expected = {
        cell.document
        for cell in cells
        if cell.position is not None
        and cell.position.confidence is Confidence.LOW
        and by_definition([other for other in cells if other is not cell]) is not verdict
    }
    judgement = judge(cells)
    assert set(judgement.hangs_on) == expected
    assert judgement.tentative is bool(expected)


@given(rows(), st.randoms(use_true_random=True))
def test_the_order_of_documents_does_not_matter(cells: list[Cell], random: Random) -> None:
    shuffled = random.sample(cells, len(cells))
    one, other = judge(cells), judge(shuffled)
    assert (one.verdict, counts(one), set(one.hangs_on)) == (other.verdict, counts(other), set(other.hangs_on))


@given(rows())
def test_the_counts_add_up_to_the_number_of_documents(cells: list[Cell]) -> None:
    judgement = judge(cells)
    assert sum(counts(judgement)) == len(cells)
    assert 0 <= judgement.speaking <= judgement.coded <= len(cells)


@given(rows(), st.integers(0, 3), st.integers(0, 3))
def test_silent_and_not_coded_documents_change_no_verdict_on_which_somebody_speaks(
    cells: list[Cell], more_silent: int, more_not_coded: int
) -> None:
    others = [silent(f"s{n}") for n in range(more_silent)] + [not_coded(f"n{n}") for n in range(more_not_coded)]
    one, other = judge(cells), judge([*cells, *others])
    if one.speaking:
        assert (one.verdict, one.hangs_on, one.speaking) == (other.verdict, other.hangs_on, other.speaking)
    else:
        assert other.verdict in (Verdict.SILENT, Verdict.NOT_CODED)


@given(rows())
def test_turning_all_stances_round_changes_the_sides_and_nothing_else(cells: list[Cell]) -> None:
    one, other = judge(cells), judge([_turned(cell) for cell in cells])
    swapped = changed(one, for_=one.against, against=one.for_)
    assert other == swapped


def _turned(cell: Cell) -> Cell:
    if cell.position is None or cell.position.stance is None:
        return cell
    return changed(cell, position=changed(cell.position, stance=-cell.position.stance))
