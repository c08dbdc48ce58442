"""A theme's scale with the documents on it, drawn and told in plain characters."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st
from records import changed, document, theme, upward

from policylens.analysis.comparison import ThemeComparison
from policylens.analysis.scales import Place
from policylens.model import Document, Scale
from policylens.render.drawing import MOST_LABELLED, drawn, steps
from policylens.render.scale import legend, place_short, place_words, scale_line

Drawn = tuple[ThemeComparison, list[Document]]


def place(value: float | None, name: str = "a", **fields: int | bool) -> Place:
    known: dict = {"addressed": 5, "of": 6, "mixed": 0, "not_coded": False, "sign_hangs": False, "rank_hangs": False}
    return Place(document=name, value=value, **(known | fields))


def comparison(values: Sequence[float | None], names: Sequence[str] = ()) -> Drawn:
    """Place documents with these names at these values."""
    names = names or [f"Doc {number}" for number in range(len(values))]
    documents = [document(f"d{number}", short_name=name) for number, name in enumerate(names)]
    found = tuple(place(value, text.id) for value, text in zip(values, documents, strict=True))
    return ThemeComparison(theme=upward(6), places=found, propositions=()), documents


def drawing(values: Sequence[float | None], width: int = 80, names: Sequence[str] = ()) -> list[str]:
    return drawn(scale_line(*comparison(values, names)), width)


def test_the_ends_and_the_middle_of_the_scale_are_marked() -> None:
    *_, axis, ends = drawing([1.0])
    assert (axis[0], axis[len(axis) // 2], axis[-1]) == ("├", "┼", "┤")
    assert ends.startswith("−2 low")
    assert ends.endswith("high +2")
    assert len(ends) == len(axis)


@pytest.mark.parametrize(("value", "share"), [(-2, 0.0), (-1, 0.25), (0, 0.5), (1, 0.75), (2, 1.0)])
@pytest.mark.parametrize("width", [40, 41, 60, 80, 200])
def test_a_document_stands_at_its_value(value: float, share: float, width: int) -> None:
    axis = drawing([value], width)[-2]
    assert axis.index("●") == round(share * (len(axis) - 1))


def test_a_name_stands_over_its_mark() -> None:
    names, axis, _ = drawing([0.0], names=["Demos"])
    assert names.index("Demos") == axis.index("●") - 2


def test_a_name_at_the_end_of_the_scale_stays_within_it() -> None:
    names, axis, _ = drawing([2.0], names=["Cabinet Office"])
    assert len(names) == len(axis)


def test_names_that_would_touch_stand_in_rows_of_their_own() -> None:
    lines = drawing([0.5, 0.52, 0.54], names=["Alpha", "Bravo", "Charlie"])
    assert [line.split() for line in lines[:3]] == [["Charlie"], ["Bravo"], ["Alpha"]]


def test_documents_at_one_value_share_a_mark_and_keep_their_names() -> None:
    *names, axis, _ = drawing([1.0, 1.0], names=["Alpha", "Bravo"])
    assert axis.count("●") == 1
    assert sorted(" ".join(names).split()) == ["Alpha", "Bravo"]


def test_a_document_without_a_place_is_not_drawn() -> None:
    lines = drawing([1.0, None], names=["Alpha", "Bravo"])
    assert "Bravo" not in "".join(lines)


def test_a_scale_on_which_nobody_has_a_place_is_an_empty_line() -> None:
    axis, ends = drawing([None, None])
    assert set(axis) == set("├─┼┤")
    assert ends.startswith("−2 low")


def test_nothing_is_drawn_for_a_theme_without_a_scale() -> None:
    bare = ThemeComparison(theme=theme(scale=None), places=(), propositions=())
    assert drawn(scale_line(bare, []), 80) == []


def test_many_documents_are_counted_on_the_line() -> None:
    axis, _ = drawing([1.0] * 5 + [-1.0] * 4)
    assert (axis.count("5"), axis.count("4"), axis.count("●")) == (1, 1, 0)


def test_more_documents_than_a_digit_holds_are_still_marked() -> None:
    assert "#" in drawing([1.0] * 10)[0]


def test_ends_with_long_names_stand_on_two_lines() -> None:
    found, documents = comparison([1.0])
    long = ThemeComparison(theme=theme(scale=Scale(low="l" * 25, high="h" * 25)), places=found.places, propositions=())
    *_, axis, low, high = drawn(scale_line(long, documents), 40)
    assert (low, high) == (f"−2 {'l' * 25}", f"{'h' * 25} +2".rjust(len(axis)))


values = st.floats(-2, 2)


@given(st.lists(values, min_size=1, max_size=20), st.integers(21, 200))
def test_a_drawing_with_short_names_is_never_wider_than_asked(found: list[float], width: int) -> None:
    assert max(map(len, drawing(found, width))) <= width


@given(st.lists(values, min_size=1, max_size=MOST_LABELLED), st.integers(40, 200))
def test_every_name_stands_whole_and_once(found: list[float], width: int) -> None:
    names = [f"Name{number}" for number in range(len(found))]
    *rows, _, _ = drawing(found, width, names)
    assert sorted(word for line in rows for word in line.split()) == names


@given(st.lists(values, min_size=1, max_size=MOST_LABELLED), st.integers(40, 200))
def test_marks_stand_in_the_order_of_values(found: list[float], width: int) -> None:
    marks = [drawing([value], width)[-2].index("●") for value in sorted(found)]
    assert marks == sorted(marks)


# --- many documents

MANY = [-2.0] * 6 + [-0.3] * 20 + [0.0] * 3 + [0.25] * 9 + [2.0] * 12
"""Fifty places: 6 at -2, 20 around -0.5, 3 around 0, 9 halfway between 0 and 0.5, 12 at 2."""


def test_very_many_places_are_counted_around_each_half_point() -> None:
    *columns, numbers, axis, _ = drawing(MANY)
    assert numbers.split() == ["6", "20", "3", "9", "12"]
    assert [
        round((numbers.index(number) + (len(number) - 1) / 2) / (len(axis) - 1) * 8) for number in ("20", "3", "9")
    ] == [
        3,
        4,
        5,
    ]
    assert axis.count("┼") == 7
    assert [row.count("█") for row in columns] == sorted(row.count("█") for row in columns)
    assert columns[0].count("█") == columns[0].strip().count("█") > 0  # the highest stands alone in the first row


@given(st.lists(values, min_size=41, max_size=90), st.integers(40, 200))
def test_no_place_is_lost_where_they_are_counted(found: list[float], width: int) -> None:
    *_, numbers, axis, _ = drawing(found, width)
    assert sum(map(int, numbers.split())) == len(found)
    assert max(map(len, drawing(found, width))) == len(axis) <= width


@given(st.lists(values, max_size=90))
def test_a_step_has_the_places_that_are_nearest_to_it(found: list[float]) -> None:
    counted = steps(scale_line(*comparison(found)))
    assert len(counted) == 9
    assert sum(counted) == len(found)
    assert counted[0] == sum(value < -1.75 for value in found)
    assert counted[8] == sum(value >= 1.75 for value in found)


def test_of_many_documents_it_is_told_how_their_places_are_spread() -> None:
    told = legend(*comparison([*MANY, None, None]))
    assert told == (
        "50 of 52 documents have a place, from −2 to +2; the median is −0.3, and half of them are from −0.3 to +0.2. "
        "2 have too few stances for one. The numbers above the line are of the documents around each half point."
    )


def test_of_many_documents_at_one_place_no_range_is_told() -> None:
    told = legend(*comparison([1.0] * 41), beside_drawing=False)
    assert told == "41 of 41 documents have a place, from +1 to +1; the median is +1."


def test_of_many_documents_without_a_place_it_is_said_why() -> None:
    found, documents = comparison([None] * 42)
    places = (changed(found.places[0], not_coded=True), *found.places[1:])
    assert legend(changed(found, places=places), documents) == (
        "None of 42 documents has a place. 41 have too few stances for one. 1 has not been read for this theme."
    )


@pytest.mark.parametrize(
    ("found", "words"),
    [
        (place(-4 / 3), "−1.3 on the scale (5 of 6 propositions)."),
        (place(0), "0 on the scale (5 of 6 propositions)."),
        (place(1, mixed=1), "+1 on the scale (5 of 6 propositions, 1 mixed)."),
        (place(1, sign_hangs=True), "+1 on the scale (5 of 6 propositions); its sign hangs on one proposition."),
        (place(1, rank_hangs=True), "+1 on the scale (5 of 6 propositions); its rank hangs on one proposition."),
        (
            place(1, sign_hangs=True, rank_hangs=True),
            "+1 on the scale (5 of 6 propositions); its sign and rank hang on one proposition.",
        ),
        (place(None, addressed=2), "No place on the scale: it has a stance on 2 of 6 propositions."),
        (place(None, addressed=2, mixed=3), "No place on the scale: it has a stance on 2 of 6 propositions, 3 mixed."),
        (place(None, addressed=0, not_coded=True), "Not coded."),
    ],
)
def test_a_place_says_on_how_many_of_how_many_it_rests_and_what_it_hangs_on(found: Place, words: str) -> None:
    assert place_words(found) == words


@pytest.mark.parametrize(
    ("found", "words"),
    [
        (place(1.5), "+1.5 (5 of 6)"),
        (place(1.5, sign_hangs=True), "+1.5~ (5 of 6)"),
        (place(1.5, rank_hangs=True), "+1.5~ (5 of 6)"),
        (place(None, addressed=2), "no place (2 of 6)"),
        (place(None, not_coded=True), "not coded"),
    ],
)
def test_a_place_is_told_shortly_too(found: Place, words: str) -> None:
    assert place_short(found) == words


def told(found: Drawn) -> str:
    return legend(*found)


def test_a_legend_goes_from_the_low_end_to_the_high_end_and_ends_with_those_without_a_place() -> None:
    assert told(comparison([1.0, None, -2.0], ["Alpha", "Bravo", "Charlie"])) == (
        "Charlie −2 (5 of 6 propositions); Alpha +1 (5 of 6); Bravo no place (5 of 6)."
    )


def test_a_legend_says_what_is_counted_whatever_the_documents_are_called() -> None:
    assert told(comparison([1.0], ["Labour (2017)"])) == "Labour (2017) +1 (5 of 6 propositions)."


def test_a_legend_says_what_is_counted_where_it_first_counts() -> None:
    found, documents = comparison([None, None], ["Alpha", "Bravo"])
    unread = changed(found, places=(place(None, not_coded=True), place(None)))
    assert legend(unread, documents) == "Alpha not coded; Bravo no place (5 of 6 propositions)."


def test_a_legend_of_many_documents_tells_the_ends_and_counts_the_rest() -> None:
    assert told(comparison([0.0] * 7 + [-1.5, 2.0, None])) == (
        "9 documents placed, as the digits on the line count them, # for ten or more; "
        "lowest Doc 7 −1.5 (5 of 6 propositions); highest Doc 8 +2 (5 of 6); 1 without a place."
    )


def test_a_legend_away_from_a_drawing_names_all() -> None:
    found, documents = comparison([0.0] * 10 + [-1.5, None])
    words = legend(found, documents, beside_drawing=False)
    assert words.startswith("Doc 10 −1.5 (5 of 6 propositions); Doc 0 0 (5 of 6); ")
    assert words.endswith("; Doc 11 no place (5 of 6).")
    assert words.count("; ") == 11


def test_a_legend_names_the_few_that_are_placed_of_many_documents_as_the_drawing_does() -> None:
    found = comparison([1.0] + [None] * 9)
    assert told(found) == "Doc 0 +1 (5 of 6 propositions); 9 without a place."
    assert "●" in "".join(drawn(scale_line(*found), 80))


def test_a_legend_of_many_documents_without_places_counts_them() -> None:
    assert told(comparison([None] * 9)) == "9 without a place."


@pytest.mark.parametrize("hanging", [{"sign_hangs": True}, {"rank_hangs": True}])
def test_a_legend_explains_the_sign_of_what_hangs_on_one_proposition(hanging: dict[str, bool]) -> None:
    found, documents = comparison([1.0, 1.5])
    firm, hangs = found.places[0], place(1.5, **hanging)
    assert legend(found, documents).endswith("(5 of 6).")
    assert legend(changed(found, places=(firm, hangs)), documents).endswith(
        "+1.5~ (5 of 6). ~ Its sign or rank hangs on one proposition."
    )


def test_a_legend_of_a_theme_without_a_scale_says_so() -> None:
    bare = ThemeComparison(theme=theme(scale=None), places=(), propositions=())
    assert legend(bare, []) == "This theme has no scale: a mean over its propositions would mean nothing."
