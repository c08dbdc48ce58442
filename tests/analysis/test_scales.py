"""A document's place on a theme's scale."""

from collections.abc import Sequence
from fractions import Fraction
from itertools import permutations
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from records import changed, position, theme, upward
from strategies import Row, scaled

from policylens.analysis.positions import Position
from policylens.analysis.scales import Place, places
from policylens.model import Direction, Theme

HIGH, LOW, NONE = Direction.HIGH, Direction.LOW, Direction.NONE


def holds(name: str, *stances: float | str | None) -> Row:
    """Make a document with these stances on p1, p2 ...: None is mixed, "" is silent."""
    held = {
        f"p{number}": position(None if stance is None else float(stance))
        for number, stance in enumerate(stances, 1)
        if stance != ""
    }
    return (name, True, held)


def place_of(of: Theme, *stances: float | str | None) -> Place:
    return places(of, [holds("a", *stances)])[0]


def hangs(found: Sequence[Place]) -> dict[str, tuple[bool, bool]]:
    return {place.document: (place.sign_hangs, place.rank_hangs) for place in found}


def test_a_place_is_the_mean_of_the_stances() -> None:
    assert place_of(upward(4), 2, 1, -1, 0).value == 0.5


def test_support_for_a_proposition_of_the_low_end_counts_towards_the_low_end() -> None:
    assert place_of(theme(HIGH, HIGH, LOW), 1, 0, 2).value == pytest.approx(-1 / 3)


@pytest.mark.parametrize("way", [NONE, None])
def test_a_proposition_without_a_direction_enters_no_mean(way: Direction | None) -> None:
    place = place_of(theme(HIGH, HIGH, HIGH, way), 1, 1, 1, -2)
    assert (place.value, place.addressed, place.of) == (1, 3, 3)


def test_silence_is_left_out_and_is_no_zero() -> None:
    place = place_of(upward(4), 2, 2, 2, "")
    assert (place.value, place.addressed, place.of) == (2, 3, 4)


def test_a_balanced_position_is_a_zero_and_no_silence() -> None:
    place = place_of(upward(4), 2, 2, 2, 0)
    assert (place.value, place.addressed) == (1.5, 4)


def test_a_mixed_position_enters_no_mean_and_is_counted() -> None:
    place = place_of(upward(4), 2, 2, 1, None)
    assert (place.value, place.addressed, place.mixed) == (pytest.approx(5 / 3), 3, 1)


def test_mixed_positions_can_leave_too_few_stances_for_a_place() -> None:
    place = place_of(upward(4), 2, 2, None, None)
    assert (place.value, place.addressed, place.mixed) == (None, 2, 2)


def test_halves_of_computed_positions_are_kept() -> None:
    assert place_of(upward(3), 1.5, 0.5, 0.5).value == pytest.approx(2.5 / 3)


@pytest.mark.parametrize(
    ("directed", "addressed", "placed"),
    [
        (1, 1, False),
        (2, 2, False),
        (3, 1, False),
        (3, 2, True),
        (3, 3, True),
        (4, 2, False),
        (4, 3, True),
        (5, 3, False),
        (5, 4, True),
        (6, 3, False),
        (6, 4, True),
        (7, 4, False),
        (7, 5, True),
        (9, 5, False),
        (9, 6, True),
    ],
)
def test_a_place_needs_three_directed_propositions_and_two_thirds_of_them(
    directed: int, addressed: int, placed: bool
) -> None:
    assert (place_of(upward(directed), *[1] * addressed).value is not None) is placed


def test_propositions_without_a_direction_do_not_help_towards_a_place() -> None:
    assert place_of(theme(HIGH, HIGH, NONE, NONE), 2, 2, 2, 2).value is None


def test_a_document_that_was_not_read_is_told_from_one_that_says_too_little() -> None:
    unread, short = places(upward(3), [("a", False, {}), holds("b", 1)])
    assert (unread.not_coded, unread.value) == (True, None)
    assert (short.not_coded, short.value, short.addressed) == (False, None, 1)


def test_a_theme_without_a_scale_places_nobody() -> None:
    place = places(theme(HIGH, HIGH, HIGH, scale=None), [holds("a", 2, 2, 2)])[0]
    assert (place.value, place.of) == (None, 0)


def test_a_sign_hangs_on_one_proposition_if_without_it_the_value_is_on_the_other_side() -> None:
    assert place_of(upward(3), 2, -1, 0).sign_hangs


def test_a_sign_hangs_on_one_proposition_if_without_it_the_value_is_zero() -> None:
    assert place_of(upward(3), 2, 1, -1).sign_hangs


def test_a_sign_that_every_proposition_bears_does_not_hang() -> None:
    assert not place_of(upward(3), 1, 1, 1).sign_hangs


def test_a_value_of_zero_has_no_sign_that_could_hang() -> None:
    assert not place_of(upward(4), 2, -2, 1, -1).sign_hangs


def test_a_rank_hangs_if_without_one_proposition_two_documents_change_sides() -> None:
    found = places(upward(3), [holds("a", 2, 0, 0), holds("b", -2, 1, 1)])
    assert hangs(found) == {"a": (True, True), "b": (False, True)}


def test_drawing_level_is_no_change_of_sides() -> None:
    found = places(upward(3), [holds("a", 2, 1, 1), holds("b", 1, 1, 1)])
    assert not any(place.rank_hangs for place in found)


def test_parting_from_a_tie_is_no_change_of_sides() -> None:
    found = places(upward(3), [holds("a", 2, 1, 1), holds("b", 1, 1, 2)])
    assert [place.value for place in found] == [pytest.approx(4 / 3)] * 2
    assert not any(place.rank_hangs for place in found)


def test_a_document_without_a_place_is_overtaken_by_nobody() -> None:
    found = places(upward(3), [holds("a", 2, 0, 0), holds("b", -2)])
    assert hangs(found) == {"a": (True, False), "b": (False, False)}


def test_each_proposition_is_left_out_for_all_documents_at_once() -> None:
    # without p1 both lose their highest stance: a falls to 1, b to 0, and a stays above
    found = places(upward(3), [holds("a", 2, 1, 1), holds("b", 2, 0, 0)])
    assert not any(place.rank_hangs for place in found)


def value_by_definition(of: Theme, row: Row, without: str = "") -> Fraction | None:
    """Take the mean as the method words it; None where there is nothing to take it of."""
    turned = []
    for each in of.propositions:
        held = row[2].get(each.id)
        if each.direction in (HIGH, LOW) and each.id != without and held is not None and held.stance is not None:
            stance = Fraction(held.stance)
            turned.append(-stance if each.direction is LOW else stance)
    return sum(turned, Fraction(0)) / len(turned) if turned else None


def placed_by_definition(of: Theme, row: Row) -> bool:
    directed = [each.id for each in of.propositions if each.direction in (HIGH, LOW)]
    addressed = [name for name in directed if name in row[2] and row[2][name].stance is not None]
    return len(directed) >= 3 and 3 * len(addressed) >= 2 * len(directed)


def hanging_by_definition(of: Theme, rows: Sequence[Row]) -> dict[str, tuple[bool, bool]]:
    """Leave each proposition out in turn and look at every value and at every pair of documents."""
    placed = [row for row in rows if placed_by_definition(of, row)]
    whole = {row[0]: value_by_definition(of, row) or Fraction(0) for row in placed}
    signs: set[str] = set()
    ranks: set[str] = set()
    for each in of.propositions:
        part = {row[0]: value_by_definition(of, row, without=each.id) or Fraction(0) for row in placed}
        signs |= {d for d in whole if (whole[d] > 0 >= part[d]) or (whole[d] < 0 <= part[d])}
        for a, b in permutations(whole, 2):
            if whole[a] < whole[b] and part[a] > part[b]:
                ranks |= {a, b}
    return {row[0]: (row[0] in signs, row[0] in ranks) for row in rows}


@given(scaled())
def test_values_are_those_that_the_method_defines(drawn: tuple[Theme, list[Row]]) -> None:
    of, rows = drawn
    for row, place in zip(rows, places(of, rows), strict=True):
        expected = value_by_definition(of, row) if placed_by_definition(of, row) else None
        assert place.value == (None if expected is None else float(expected))


@given(scaled())
def test_signs_and_ranks_hang_exactly_as_leaving_each_proposition_out_shows(drawn: tuple[Theme, list[Row]]) -> None:
    of, rows = drawn
    assert hangs(places(of, rows)) == hanging_by_definition(of, rows)


stance_rows = st.lists(st.lists(st.sampled_from([-2, -1, 0, 1, 2]), min_size=3, max_size=3), min_size=2, max_size=6)


@given(stance_rows)
def test_ranks_of_fully_coded_documents_hang_as_the_definition_says(stances: list[list[int]]) -> None:
    of = upward(3)
    rows = [holds(f"d{number}", *values) for number, values in enumerate(stances)]
    assert hangs(places(of, rows)) == hanging_by_definition(of, rows)


@given(scaled())
def test_places_lie_in_their_ranges(drawn: tuple[Theme, list[Row]]) -> None:
    of, rows = drawn
    for place in places(of, rows):
        assert place.value is None or -2 <= place.value <= 2
        assert 0 <= place.addressed + place.mixed <= place.of == len(of.directed)
        assert place.value is not None or not (place.sign_hangs or place.rank_hangs)


@given(scaled(), st.randoms(use_true_random=True))
def test_the_order_of_documents_changes_no_place(drawn: tuple[Theme, list[Row]], random: Random) -> None:
    of, rows = drawn
    shuffled = random.sample(rows, len(rows))
    assert {p.document: p for p in places(of, rows)} == {p.document: p for p in places(of, shuffled)}


@given(scaled(), st.randoms(use_true_random=True))
def test_the_order_of_propositions_changes_no_place(drawn: tuple[Theme, list[Row]], random: Random) -> None:
    of, rows = drawn
    other = changed(of, propositions=tuple(random.sample(of.propositions, len(of.propositions))))
    assert places(of, rows) == places(other, rows)


@given(scaled())
def test_silent_and_not_coded_documents_move_nobody(drawn: tuple[Theme, list[Row]]) -> None:
    of, rows = drawn
    more: list[Row] = [("silent", True, {}), *rows, ("unread", False, {})]
    assert places(of, more)[1:-1] == places(of, rows)


@given(scaled())
def test_turning_all_stances_round_mirrors_the_scale(drawn: tuple[Theme, list[Row]]) -> None:
    of, rows = drawn
    turned: list[Row] = [(name, read, {p: _turned(held) for p, held in all_.items()}) for name, read, all_ in rows]
    for one, other in zip(places(of, rows), places(of, turned), strict=True):
        assert other == changed(one, value=None if one.value is None else -one.value)


@given(scaled())
def test_turning_all_directions_round_mirrors_the_scale(drawn: tuple[Theme, list[Row]]) -> None:
    of, rows = drawn
    opposite = {HIGH: LOW, LOW: HIGH, NONE: NONE}
    other = changed(
        of, propositions=tuple(changed(each, direction=opposite[each.direction or NONE]) for each in of.propositions)
    )
    for one, mirrored in zip(places(of, rows), places(other, rows), strict=True):
        assert mirrored == changed(one, value=None if one.value is None else -one.value)


def _turned(held: Position) -> Position:
    return held if held.stance is None else changed(held, stance=-held.stance)
