"""Scales: the places of documents, and what each rests on."""

import pytest

from policylens.analysis.comparison import Matrix, compare_theme, matrix, overview
from policylens.render.charts.parts import Spec
from policylens.render.charts.places import BRACKETS, COUNTED, HANGS, NO_SCALE, PLACE_IS, note_on, places_told, scale
from policylens.render.charts.room import room

from ..building import town
from .drawn import layers, small, texts, values


def panel(theme: str) -> Spec:
    of = matrix(small())
    return scale(compare_theme(of, theme), of.documents, room(4))


def of_town(documents: int) -> tuple[Matrix, Spec]:
    of = matrix(town(documents))
    return of, scale(compare_theme(of, "hours"), of.documents, room(documents))


def test_each_place_is_a_mark_on_the_row_of_its_document() -> None:
    marks = values(panel("hours"), "circle")
    assert {value["row"]: round(value["place"], 2) for value in marks} == {1: 1.33, 2: -1.67}


def test_beside_each_mark_stands_on_how_many_propositions_it_rests() -> None:
    assert {"+1.3 (3 of 3)", "−1.7 (3 of 3)"} <= set(texts(panel("hours")))


def test_where_there_is_no_place_it_is_said_and_not_drawn() -> None:
    assert {"no place (1 of 3)", "not coded"} <= set(texts(panel("hours")))
    assert {value["row"] for value in values(panel("hours"), "circle")} == {1, 2}


def test_the_ends_are_named_and_the_axis_runs_from_minus_two_to_two() -> None:
    told = texts(panel("hours"))
    assert {"as now", "longer", "−2", "−1", "0", "+1", "+2"} <= set(told)
    (marks,) = layers(panel("hours"), "circle")
    assert marks["encoding"]["x"]["scale"]["domain"] == [-2, 2]


def test_a_theme_without_a_scale_says_so() -> None:
    assert texts(panel("money")) == [NO_SCALE]


def test_a_place_that_hangs_on_one_proposition_is_an_open_circle() -> None:
    of, drawn = of_town(12)
    hanging = {n for n, place in enumerate(compare_theme(of, "hours").places) if place.sign_hangs or place.rank_hangs}
    shown = {
        layer["mark"]["fill"]: {value["row"] for value in layer["data"]["values"]} for layer in layers(drawn, "circle")
    }
    assert hanging
    assert shown["#ffffff"] == hanging & {row for rows in shown.values() for row in rows}


def test_the_places_of_many_documents_are_counted_and_none_is_lost() -> None:
    of, drawn = of_town(60)
    placed = [place.value for place in compare_theme(of, "hours").places if place.value is not None]
    bars = values(drawn, "rect")
    assert sum(value["number"] for value in bars) == len(placed)
    for value in bars:
        inside = [place for place in placed if value["from"] <= place < value["to"]]
        assert len(inside) == value["number"]
    assert layers(drawn, "circle") == []


def test_it_is_said_how_many_have_a_place_and_why_others_have_none() -> None:
    of, _ = of_town(60)
    places = compare_theme(of, "hours").places
    without = sum(place.value is None and not place.not_coded for place in places)
    unread = sum(place.not_coded for place in places)
    assert places_told(places) == (
        f"{60 - without - unread} of 60 documents have a place; {without} have too few stances; {unread} are not coded."
    )


@pytest.mark.parametrize(("documents", "said"), [(12, [PLACE_IS, BRACKETS, HANGS]), (13, [PLACE_IS, COUNTED])])
def test_what_a_place_is_and_what_marks_mean_is_said_where_there_are_such(documents: int, said: list[str]) -> None:
    assert note_on(overview(matrix(town(documents)))) == " ".join(said)


def test_without_a_scale_there_is_nothing_to_say() -> None:
    assert note_on(overview(matrix(town(5, scaled=False)))) == ""
