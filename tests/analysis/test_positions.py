"""A document's positions: charted by its coder, or computed from its claims."""

from random import Random
from statistics import median

import pytest
from filled import corpora
from hypothesis import given
from hypothesis import strategies as st
from records import claim, corpus, document, judged, position, theme
from strategies import stances

from policylens.analysis.positions import Side, State, Status, cell_of, charted, computed, positions_of, stances_of
from policylens.model import Confidence, Corpus, Direction

some_stances = st.dictionaries(st.text("abc", min_size=1, max_size=3), stances, min_size=1)

TWO_THEMES = corpus(
    themes=[
        theme(Direction.HIGH, Direction.HIGH, name="first", prefix="a"),
        theme(Direction.HIGH, name="second", prefix="b"),
    ]
).codebook


@pytest.mark.parametrize(
    ("stance", "side"),
    [
        (2, Side.FOR),
        (0.5, Side.FOR),
        (0, Side.BALANCED),
        (-0.5, Side.AGAINST),
        (-2, Side.AGAINST),
        (None, Side.MIXED),
    ],
)
def test_the_sign_of_the_stance_is_the_side(stance: float | None, side: Side) -> None:
    assert position(stance).side is side


@pytest.mark.parametrize("confidence", [Confidence.HIGH, Confidence.MEDIUM, Confidence.LOW, None])
def test_only_low_confidence_is_low(confidence: Confidence | None) -> None:
    assert position(1, confidence).low_confidence is (confidence is Confidence.LOW)


def test_a_charted_position_is_what_the_coder_wrote() -> None:
    found = charted(judged(-1, Confidence.MEDIUM, ("c1",), "It doubts it."), {"c1": -1})
    assert (found.status, found.stance, found.confidence) == (Status.CHARTED, -1, Confidence.MEDIUM)
    assert (found.because, found.claims) == ("It doubts it.", ("c1",))


@pytest.mark.parametrize(
    ("stance", "contrary"),
    [(2, ("c2",)), (1, ("c2",)), (-1, ("c1", "c4")), (0, ())],
)
def test_a_position_is_contested_by_those_of_its_claims_that_take_the_other_side(
    stance: int, contrary: tuple[str, ...]
) -> None:
    listed = ("c1", "c2", "c3", "c4", "c5")
    found = charted(judged(stance, claims=listed), {"c1": 2, "c2": -1, "c3": 0, "c4": 1})
    assert found.contrary == contrary


def test_a_claim_that_the_coder_does_not_list_contests_nothing() -> None:
    assert charted(judged(2, claims=("c1",)), {"c1": 2, "c2": -2}).contrary == ()


def test_all_of_the_documents_claims_on_the_proposition_are_counted() -> None:
    found = charted(judged(1, claims=("c1",)), {"c1": 2, "c2": -2, "c3": 1, "c4": 0})
    assert (found.claims_for, found.claims_against) == (2, 1)


@pytest.mark.parametrize(
    ("given_stances", "stance"),
    [
        ([2], 2),
        ([1, 2], 1.5),
        ([2, 2, 1], 2),
        ([-1, -2, -2, -1], -1.5),
        ([0, 1], 0.5),
        ([0, 2], 1),
        ([0, 0, 2], 0),
        ([0], 0),
        ([-2, 0, 0], 0),
    ],
)
def test_a_computed_stance_is_the_median_of_claims_that_are_not_on_opposite_sides(
    given_stances: list[int], stance: float
) -> None:
    found = computed({f"c{number}": value for number, value in enumerate(given_stances)})
    assert (found.status, found.stance) == (Status.COMPUTED, stance)


@pytest.mark.parametrize(
    ("given_stances", "counts"), [([1, -1], (1, 1)), ([2, 0, -2], (1, 1)), ([2, 2, 1, -1], (3, 1))]
)
def test_claims_on_both_sides_make_a_mixed_position_with_the_counts_of_both(
    given_stances: list[int], counts: tuple[int, int]
) -> None:
    found = computed({f"c{number}": value for number, value in enumerate(given_stances)})
    assert (found.status, found.stance, found.side) == (Status.MIXED, None, Side.MIXED)
    assert (found.claims_for, found.claims_against) == counts


def test_nobody_vouches_for_a_computed_position() -> None:
    found = computed({"c1": 1})
    assert (found.confidence, found.because, found.contrary) == (None, "", ())


@given(st.lists(st.integers(0, 2), min_size=1) | st.lists(st.integers(-2, 0), min_size=1))
def test_a_computed_stance_is_the_median_that_the_standard_library_finds(taken: list[int]) -> None:
    assert computed({f"c{number}": value for number, value in enumerate(taken)}).stance == median(taken)


@given(some_stances)
def test_a_computed_stance_lies_within_the_stances_of_its_claims(given_stances: dict[str, int]) -> None:
    found = computed(given_stances).stance
    assert found is None or min(given_stances.values()) <= found <= max(given_stances.values())


@given(some_stances)
def test_a_computed_position_is_mixed_exactly_if_two_claims_are_on_opposite_sides(
    given_stances: dict[str, int],
) -> None:
    values = given_stances.values()
    assert (computed(given_stances).status is Status.MIXED) is any(a * b < 0 for a in values for b in values)


@given(some_stances, st.randoms(use_true_random=True))
def test_the_order_of_claims_does_not_change_a_computed_position(given_stances: dict[str, int], random: Random) -> None:
    items = list(given_stances.items())
    random.shuffle(items)
    one, other = computed(given_stances), computed(dict(items))
    assert set(one.claims) == set(other.claims)
    assert (one.stance, one.status, one.claims_for, one.claims_against) == (
        other.stance,
        other.status,
        other.claims_for,
        other.claims_against,
    )


@given(some_stances)
def test_turning_every_claim_round_turns_a_computed_position_round(given_stances: dict[str, int]) -> None:
    one, other = computed(given_stances), computed({name: -value for name, value in given_stances.items()})
    assert other.stance == (None if one.stance is None else -one.stance)
    assert (other.claims_for, other.claims_against) == (one.claims_against, one.claims_for)


def test_charted_positions_keep_stances_of_claims_from_making_others() -> None:
    text = document(positions={"a1": judged(1)}, claims=[claim("c1", {"a2": 2})], themes=("first",))
    assert list(positions_of(text, TWO_THEMES)) == ["a1"]


def test_a_document_charted_as_silent_throughout_has_no_computed_positions() -> None:
    text = document(positions={}, claims=[claim("c1", {"a1": 2})], themes=("first",))
    assert positions_of(text, TWO_THEMES) == {}


@given(corpora())
def test_stances_are_those_of_the_positions(given_corpus: Corpus) -> None:
    for each in given_corpus.documents:
        found = positions_of(each, given_corpus.codebook)
        assert stances_of(each, given_corpus.codebook) == {name: found[name].stance for name in found}
        assert list(stances_of(each, given_corpus.codebook)) == list(found)


def test_positions_are_computed_where_none_is_charted() -> None:
    text = document(claims=[claim("c1", {"a1": 2}), claim("c2", {"a1": 1, "b1": -1})], themes=("first", "second"))
    found = positions_of(text, TWO_THEMES)
    assert {name: held.stance for name, held in found.items()} == {"a1": 1.5, "b1": -1}


@pytest.mark.parametrize("positions", [{"a1": judged(1), "b1": judged(1)}, None])
def test_only_themes_count_for_which_the_document_has_been_read(positions: dict | None) -> None:
    text = document(positions=positions, claims=[claim("c1", {"a1": 1, "b1": 1})], themes=("second",))
    assert list(positions_of(text, TWO_THEMES)) == ["b1"]


def test_positions_stand_in_the_order_of_the_codebook() -> None:
    text = document(positions={"b1": judged(1), "a2": judged(1), "a1": judged(1)}, themes=("second", "first"))
    assert list(positions_of(text, TWO_THEMES)) == ["a1", "a2", "b1"]


def test_a_document_that_was_read_and_has_no_position_is_silent() -> None:
    cell = cell_of(document("x", {}), {}, "p1", "theme")
    assert (cell.document, cell.state, cell.position) == ("x", State.SILENT, None)


def test_a_document_that_was_not_read_for_the_theme_is_not_coded_rather_than_silent() -> None:
    assert cell_of(document(themes=("other",)), {}, "p1", "theme").state is State.NOT_CODED


def test_a_balanced_position_is_a_position_and_no_silence() -> None:
    cell = cell_of(document(), {"p1": position(0)}, "p1", "theme")
    assert (cell.state, cell.position) == (State.POSITION, position(0))
