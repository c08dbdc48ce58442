"""Which findings come first."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from policylens.analysis.comparison import PropositionComparison, ThemeComparison
from policylens.analysis.findings import AGREED, findings
from policylens.analysis.positions import Cell, Position, State, Status
from policylens.analysis.verdicts import Verdict, judge
from policylens.model import Confidence, Proposition, Theme

THEME = Theme(id="t", title="Trees", question="How many?", propositions=())


def row(name: str, *stances: int | None, low: tuple[int, ...] = ()) -> PropositionComparison:
    """Make a row with a cell for each stance, None for silence; `low` are the cells of low confidence."""
    cells = []
    for number, stance in enumerate(stances):
        if stance is None:
            cells.append(Cell(f"d{number}", State.SILENT))
            continue
        sure = Confidence.LOW if number in low else Confidence.HIGH
        cells.append(Cell(f"d{number}", State.POSITION, Position(Status.CHARTED, stance, sure, "So.", (), (), 0, 0)))
    return PropositionComparison(THEME, Proposition(id=name, text=f"{name}."), tuple(cells), judge(cells))


def first(*rows: PropositionComparison, most: int = 10) -> list[str]:
    return [each.proposition.id for each in findings([ThemeComparison(THEME, (), rows)], most)]


def test_agreement_and_divergence_take_turns() -> None:
    agree = [row(f"a{n}", 2, 2, 2) for n in range(2)]
    diverge = [row(f"d{n}", 2, 2, -2) for n in range(2)]
    assert first(*diverge, *agree) == ["a0", "d0", "a1", "d1"]


def test_the_one_that_more_documents_bear_out_comes_first() -> None:
    assert first(row("agree", 2, 2, None), row("diverge", 2, -2, -2)) == ["diverge", "agree"]


def test_a_clear_agreement_is_firm_by_many_and_without_reservation() -> None:
    assert first(
        row("reserved", 1, 1, 1, 1), row("tentative", 2, 2, 2, 1, low=(3,)), row("few", 2, 2), row("full", 2, 2, 2, 2)
    ) == ["full", "reserved", "few", "tentative"]


def test_a_clear_divergence_has_several_on_both_sides_far_apart() -> None:
    assert first(row("mild", 1, 1, -1, -1), row("lone", 2, 2, 2, -2), row("sharp", 2, 2, -2, -2)) == [
        "sharp",
        "mild",
        "lone",
    ]


def test_what_leans_what_is_unclear_and_single_voices_come_last() -> None:
    rows = (row("one", 2, None), row("unclear", 0, 0), row("lean", 2, 0), row("agree", 1, 1))
    assert first(*rows) == ["agree", "lean", "unclear", "one"]


def test_where_nobody_speaks_nothing_is_found() -> None:
    assert first(row("silent", None, None)) == []
    assert first() == []


def test_no_more_are_found_than_asked_for() -> None:
    assert first(*[row(f"a{n}", 2, 2) for n in range(9)], most=3) == ["a0", "a1", "a2"]


@given(st.lists(st.lists(st.sampled_from([2, 1, 0, -1, -2, None]), min_size=3, max_size=3), max_size=12))
def test_each_proposition_that_somebody_speaks_on_is_found_once(stances: list[list[int | None]]) -> None:
    rows = [row(f"p{number}", *each) for number, each in enumerate(stances)]
    spoken = [each.proposition.id for each in rows if each.judgement.speaking]
    assert sorted(first(*rows, most=20)) == sorted(spoken)


@given(st.lists(st.lists(st.sampled_from([2, 1, 0, -1, -2, None]), min_size=3, max_size=3), max_size=12))
def test_neighbours_are_of_different_sorts_as_long_as_there_are_both(stances: list[list[int | None]]) -> None:
    rows = {f"p{number}": row(f"p{number}", *each) for number, each in enumerate(stances)}
    sorts = [rows[name].judgement.verdict for name in first(*rows.values(), most=20)]
    agreed, diverging = (sum(verdict in kinds for verdict in sorts) for kinds in (AGREED, (Verdict.DIVERGE,)))
    for one, other in pairwise(sorts[: 2 * min(agreed, diverging)]):
        assert (one is Verdict.DIVERGE) != (other is Verdict.DIVERGE)
