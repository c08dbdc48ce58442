"""How far two documents hold the same: against the published examples, another program, and the definitions."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from itertools import combinations
from random import Random

import krippendorff
import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from records import changed, claim, corpus, document, judged, theme, upward
from strategies import corpora

from policylens.analysis.agreement import (
    Pair,
    alpha_of_two,
    krippendorff_alpha,
    nominal,
    only_one,
    ordinal,
    pair,
    pairs,
    proximity,
)
from policylens.analysis.comparison import Matrix, compare_proposition, matrix
from policylens.analysis.positions import Side, State
from policylens.model import Corpus, Document

Metric = Callable[[Mapping[float, int]], Callable[[float, float], Fraction]]
Row = Sequence[float | None]
"""What the observers gave one unit, None where one gave nothing."""

LEVELS: dict[str, Metric] = {"nominal": nominal, "ordinal": ordinal}


def given_values(rows: Sequence[Row]) -> list[list[float]]:
    """Leave the missing values out."""
    return [[value for value in row if value is not None] for row in rows]


def digits(rows: str) -> list[Row]:
    """Read rows of one digit an observer, a point where one is missing."""
    return [[None if digit == "." else int(digit) for digit in row] for row in rows.split()]


# ---- alpha: published examples

BINARY = digits("01 11 01 00 00 01 00 00 10 00")
"""Krippendorff (2011), section A: Meg and Owen on ten units."""

FIVE_CATEGORIES = digits("01 00 11 11 31 22 22 22 44 33 33 03")
"""The same, section B: Ben and Gerry on twelve units, a to e as 0 to 4."""

FOUR_OBSERVERS = digits("11.1 2232 3333 3333 2222 1234 4444 1121 2222 .555 ..11 .3..")
"""The same, section C: four observers on twelve units, with missing values."""

FIVE_OBSERVERS = digits(
    "112.2 1101. 2333. .00.0 000.0 000.0 102.1 1.20. 222.2 2111. "
    ".100. 0000. 1222. 33223 111.1 111.1 212.2 1233. 1101. 000.0 "
    "0011. 00.00 2333. 0000. 12.22 0111. 00010 1212. 1122. 112.2 "
    "110.0 2121. 22.22 3222. 222.2 223.2 222.2 22.12 2222. 111.1"
)
"""Hayes and Krippendorff (2007), Answering the call for a standard reliability measure for coding data, Communication
Methods and Measures 1(1), 77-89: five observers on forty newspaper stories."""


@pytest.mark.parametrize(
    ("rows", "metric", "published"),
    [
        (BINARY, nominal, 0.095),
        (FIVE_CATEGORIES, nominal, 0.692),
        (FOUR_OBSERVERS, nominal, 0.743),
        (FOUR_OBSERVERS, ordinal, 0.815),
        (FIVE_OBSERVERS, ordinal, 0.7598),
    ],
)
def test_alpha_is_as_published(rows: list[Row], metric: Metric, published: float) -> None:
    places = len(str(published)) - len("0.")
    assert round(krippendorff_alpha(given_values(rows), metric) or 0, places) == published


def test_alpha_is_ordinal_unless_said_otherwise() -> None:
    units = given_values(FOUR_OBSERVERS)
    assert krippendorff_alpha(units) == krippendorff_alpha(units, ordinal)


@pytest.mark.parametrize(
    ("low", "high", "root"),
    [
        (1, 2, 11),
        (1, 3, 22.5),
        (1, 4, 30),
        (1, 5, 34),
        (2, 3, 11.5),
        (2, 4, 19),
        (2, 5, 23),
        (3, 4, 7.5),
        (3, 5, 11.5),
        (4, 5, 4),
        (3, 3, 0),
    ],
)
def test_the_ordinal_difference_counts_the_values_between_and_half_of_both_ends(
    low: int, high: int, root: float
) -> None:
    """With the counts of Krippendorff (2011), section C: 9/2 + 13/2 values from 1 to 2 and so on; ours is fourfold."""
    difference = ordinal({5: 3, 1: 9, 3: 10, 2: 13, 4: 5})
    assert difference(low, high) == difference(high, low) == 4 * root**2


# ---- alpha: against another program

HALVES = [number / 2 for number in range(-4, 5)]
observers = st.integers(2, 5)
values = st.sampled_from([*HALVES, -2, 2, 2, None, None])


def tables(least: int = 0) -> st.SearchStrategy[list[Row]]:
    """Draw what some observers gave some units, halves and missing values among it."""
    return observers.flatmap(
        lambda number: st.lists(st.lists(values, min_size=number, max_size=number), min_size=least, max_size=12)
    )


def paired(rows: Sequence[Row]) -> list[float]:
    """Return the values of units that have more than one."""
    return [value for unit in given_values(rows) if len(unit) > 1 for value in unit]


@pytest.mark.parametrize("level", LEVELS)
@given(rows=tables())
def test_alpha_is_what_another_program_finds(level: str, rows: list[Row]) -> None:
    found = krippendorff_alpha(given_values(rows), LEVELS[level])
    if len(set(paired(rows))) < 2:
        assert found is None
        return
    data = np.array([[np.nan if value is None else value for value in row] for row in rows]).T
    assert found == pytest.approx(krippendorff.alpha(data, level_of_measurement=level), abs=1e-9)


# ---- alpha: its properties


@pytest.mark.parametrize(
    "units",
    [
        [],
        [[]],
        [[1]],
        [[1], [2]],
        [[1, 1]],
        [[1, 1], [1, 1, 1]],
        [[1, 1], [2]],
    ],
)
@pytest.mark.parametrize("metric", LEVELS.values(), ids=LEVELS)
def test_alpha_is_not_defined_where_nothing_could_disagree(units: list[list[float]], metric: Metric) -> None:
    assert krippendorff_alpha(units, metric) is None


@pytest.mark.parametrize("metric", LEVELS.values(), ids=LEVELS)
def test_two_that_always_say_the_opposite_are_below_chance(metric: Metric) -> None:
    """Observed 1 + 1, expected 2 * 2, four values: 1 - 3 * 2/4."""
    assert krippendorff_alpha([(2, -2), (-2, 2)], metric) == -0.5


def test_saying_yes_to_most_things_is_no_agreement_beyond_habit() -> None:
    """Nineteen of twenty values are 2: 1 - 19 * 1/19, whatever the difference of 1 and 2."""
    stances = [*[(2.0, 2.0)] * 9, (2.0, 1.0)]
    assert (proximity(stances), krippendorff_alpha(stances)) == (pytest.approx(0.975), 0)


@given(tables())
def test_alpha_is_one_exactly_where_all_agree(rows: list[Row]) -> None:
    alpha = krippendorff_alpha(given_values(rows))
    assume(alpha is not None)
    assert (alpha == 1) == all(len(set(unit)) <= 1 for unit in given_values(rows))
    assert alpha <= 1


@given(tables(), st.lists(st.sampled_from(HALVES), max_size=4))
def test_what_only_one_says_does_not_count(rows: list[Row], alone: list[float]) -> None:
    units = given_values(rows)
    assert krippendorff_alpha([*units, *([value] for value in alone), []]) == krippendorff_alpha(units)


@given(tables(), st.randoms(use_true_random=True))
def test_the_order_of_units_and_observers_does_not_change_alpha(rows: list[Row], random: Random) -> None:
    units = given_values(rows)
    shuffled = [random.sample(unit, len(unit)) for unit in random.sample(units, len(units))]
    assert krippendorff_alpha(shuffled) == krippendorff_alpha(units)


@given(tables())
def test_ordinal_alpha_knows_only_the_order_of_values(rows: list[Row]) -> None:
    units = given_values(rows)
    alpha = krippendorff_alpha(units)
    assert krippendorff_alpha([[value**3 + 5 for value in unit] for unit in units]) == alpha
    assert krippendorff_alpha([[-value for value in unit] for unit in units]) == alpha


# ---- proximity

shared_stances = st.lists(st.tuples(st.sampled_from(HALVES), st.sampled_from(HALVES)), min_size=1, max_size=12)


@pytest.mark.parametrize(
    ("stances", "expected"),
    [
        ([(2, -2)], 0),
        ([(1, 1)], 1),
        ([(0, 0), (-2, -2)], 1),
        ([(2, 1)], 0.75),
        ([(1.5, 2)], 0.875),
        ([(2, 0), (-1, 2)], 0.375),
    ],
)
def test_proximity_is_one_less_the_mean_distance_over_four(stances: list[tuple[float, float]], expected: float) -> None:
    assert proximity(stances) == pytest.approx(expected)


def test_nothing_shared_has_no_proximity() -> None:
    assert proximity([]) is None


@given(shared_stances)
def test_proximity_keeps_to_its_formula_and_range(stances: list[tuple[float, float]]) -> None:
    found = proximity(stances)
    exact = 1 - sum(abs(Fraction(a) - Fraction(b)) for a, b in stances) / len(stances) / 4
    assert found == pytest.approx(float(exact))
    assert 0 <= found <= 1
    assert (found == 1) == all(a == b for a, b in stances)


@given(shared_stances)
def test_proximity_is_symmetric(stances: list[tuple[float, float]]) -> None:
    assert proximity([(b, a) for a, b in stances]) == proximity(stances)


# ---- pairs of documents


def held(first: Document, second: Document, propositions: int = 3) -> Pair:
    """Hold two documents against each other on the propositions p1, p2 ... of one theme."""
    of = matrix(corpus([first, second], [upward(propositions)]))
    return pair(of, *of.documents)


def says(name: str, *stances: int | None, read: bool = True) -> Document:
    """Make a document with these stances on p1, p2 ...; None is silence."""
    positions = {f"p{number}": judged(stance) for number, stance in enumerate(stances, 1) if stance is not None}
    return document(name, positions, themes=("theme",) if read else ())


def torn(name: str) -> Document:
    """Make a document whose claims take both sides on p1 and one on p2: mixed on p1, 2 on p2."""
    return document(name, claims=[claim("t1", {"p1": 2, "p2": 2}), claim("t2", {"p1": -2})])


def counts(of: Pair) -> tuple[int, int, int, int, int]:
    return of.same, of.opposite, of.neutral, of.one_silent, of.shared


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        # same, opposite, neutral, one silent, shared
        (2, 1, (1, 0, 0, 0, 1)),
        (-1, -2, (1, 0, 0, 0, 1)),
        (1, -1, (0, 1, 0, 0, 1)),
        (2, 0, (0, 0, 1, 0, 1)),
        (0, -1, (0, 0, 1, 0, 1)),
        (0, 0, (0, 0, 1, 0, 1)),
        (2, None, (0, 0, 0, 1, 0)),
        (None, 0, (0, 0, 0, 1, 0)),
        (None, None, (0, 0, 0, 0, 0)),
    ],
)
def test_a_proposition_counts_where_its_two_positions_put_it(
    a: int | None, b: int | None, expected: tuple[int, ...]
) -> None:
    assert counts(held(says("a", a), says("b", b), 1)) == expected


def test_nobody_is_silent_who_has_not_been_read() -> None:
    assert held(says("a", 2, -2), says("b", read=False)).one_silent == 0


def test_silence_is_not_zero() -> None:
    silent, balanced = held(says("a", 2), says("b", None)), held(says("a", 2), says("b", 0))
    assert (silent.agreement, silent.alpha) == (None, None)
    assert (balanced.agreement, balanced.alpha) == (0.5, 0)


def test_mixed_positions_count_as_neutral_and_enter_no_score() -> None:
    mixed = held(torn("a"), says("b", 2, 1))
    assert counts(mixed) == (1, 0, 1, 0, 1)
    alone = held(says("a", None, 2), says("b", None, 1))
    assert (mixed.agreement, mixed.alpha) == (alone.agreement, alone.alpha) == (0.75, 0)


def test_two_mixed_positions_are_neutral_and_leave_no_score() -> None:
    first, second = (document(name, claims=[claim("c1", {"p1": 1}), claim("c2", {"p1": -1})]) for name in "ab")
    mixed = held(first, second, 1)
    assert (counts(mixed), mixed.agreement, mixed.alpha) == ((0, 0, 1, 0, 0), None, None)


def test_a_pair_has_the_scores_of_its_shared_stances() -> None:
    """Distances 0, 3, 1: 1 - 4/3/4. Alpha as another program finds it."""
    found = held(says("a", 2, 1, -1, 2), says("b", 2, -2, 0, None), 4)
    data = [[2, 1, -1], [2, -2, 0]]
    assert found.agreement == pytest.approx(2 / 3)
    assert found.alpha == pytest.approx(krippendorff.alpha(data, level_of_measurement="ordinal"))


def test_documents_that_hold_the_same_throughout_have_no_alpha() -> None:
    found = held(says("a", 1, 1), says("b", 1, 1))
    assert (found.agreement, found.alpha) == (1, None)


def test_the_propositions_on_which_only_one_speaks_stand_in_the_codebooks_order() -> None:
    of = matrix(
        corpus(
            [document("a", {"q1": judged(1), "p2": judged(1), "p1": judged(-1)}), says("b", 1)],
            [upward(2), theme(None, name="other", prefix="q")],
        )
    )
    a, b = of.documents
    assert only_one(of, a, b) == ["p2"]
    assert only_one(of, b, a) == []


@pytest.mark.parametrize("number", [0, 1, 2, 4])
def test_every_two_documents_make_one_pair_in_the_corpus_order(number: int) -> None:
    names = ["d", "b", "c", "a"][:number]
    of = matrix(corpus([says(name, 1) for name in names], [upward(1)]))
    assert [(each.a, each.b) for each in pairs(of)] == list(combinations(names, 2))


def by_definition(of: Matrix, a: Document, b: Document) -> Counter[str]:
    """Count from the framework matrix where the method puts each proposition."""
    found: Counter[str] = Counter()
    for name in of.corpus.codebook.propositions:
        cells = {cell.document: cell for cell in compare_proposition(of, name).cells}
        states = {cells[a.id].state, cells[b.id].state}
        sides = {cell.position.side for cell in (cells[a.id], cells[b.id]) if cell.position}
        if states == {State.POSITION, State.SILENT}:
            found["one_silent"] += 1
        elif states != {State.POSITION}:
            continue
        elif sides <= {Side.FOR, Side.AGAINST}:
            found["same" if len(sides) == 1 else "opposite"] += 1
        else:
            found["neutral"] += 1
        found["shared"] += states == {State.POSITION} and Side.MIXED not in sides
    return found


@given(corpora())
def test_the_counts_are_those_that_the_method_defines(of: Corpus) -> None:
    whole = matrix(of)
    for a, b in combinations(whole.documents, 2):
        expected = by_definition(whole, a, b)
        assert counts(pair(whole, a, b)) == tuple(
            expected[name] for name in ("same", "opposite", "neutral", "one_silent", "shared")
        )


@given(corpora())
def test_each_proposition_on_which_both_speak_counts_once(of: Corpus) -> None:
    whole = matrix(of)
    for each in pairs(whole):
        both = whole.positions[each.a].keys() & whole.positions[each.b].keys()
        assert each.same + each.opposite + each.neutral == len(both)
        assert each.same + each.opposite <= each.shared <= len(both)


@given(corpora())
def test_the_scores_are_those_of_the_stances_that_are_shared(of: Corpus) -> None:
    whole = matrix(of)
    for each in pairs(whole):
        mine, other = whole.stances[each.a], whole.stances[each.b]
        both = [(mine[p], other[p]) for p in mine if p in other]
        shared = [(x, y) for x, y in both if x is not None and y is not None]
        assert (each.agreement, each.alpha) == (proximity(shared), krippendorff_alpha(shared))


@given(shared_stances)
def test_alpha_of_two_that_are_counted_is_alpha(stances: list[tuple[float, float]]) -> None:
    assert alpha_of_two(Counter(stances)) == krippendorff_alpha(stances)


@given(corpora())
def test_a_pair_is_symmetric(of: Corpus) -> None:
    whole = matrix(of)
    for a, b in combinations(whole.documents, 2):
        assert changed(pair(whole, b, a), a=a.id, b=b.id) == pair(whole, a, b)


@given(corpora())
def test_there_is_agreement_exactly_where_something_is_shared(of: Corpus) -> None:
    for each in pairs(matrix(of)):
        assert (each.agreement is None) == (each.shared == 0)
        assert each.agreement is None or 0 <= each.agreement <= 1
        assert each.alpha is None or each.shared > 0


@given(corpora())
def test_a_third_document_changes_no_pair(of: Corpus) -> None:
    whole = list(pairs(matrix(of)))
    assert whole == [pair(two, *two.documents) for two in (matrix(of, [each.a, each.b]) for each in whole)]
