"""Heat maps: propositions down, documents across."""

import pytest

from policylens.analysis.comparison import compare_theme, matrix
from policylens.render.charts.heat_map import heat_map
from policylens.render.charts.parts import Spec
from policylens.render.charts.room import room

from ..building import town
from .drawn import layers, small, texts, values


def panel(theme: str = "hours") -> Spec:
    of = matrix(small())
    return heat_map(compare_theme(of, theme).propositions, of.documents, room(len(of.documents)))


def of_town(documents: int) -> Spec:
    of = matrix(town(documents))
    return heat_map(compare_theme(of, "hours").propositions, of.documents, room(documents))


def test_there_is_a_cell_for_each_document_and_proposition() -> None:
    places = {(value["row"], value["column"]) for value in values(panel(), "rect")}
    assert places == {(row, column) for row in range(4) for column in range(4)}


def test_a_cell_says_by_its_sign_its_word_and_its_colour_what_the_document_holds() -> None:
    cells = {(value["row"], value["column"]): value for value in values(panel("volunteers"), "rect")}
    told = [(cells[0, column]["sign"], cells[0, column]["word"], cells[0, column]["code"]) for column in range(4)]
    assert told == [
        ("≠", "mixed 1:1", "mixed"),
        ("+?", "partly for", "for"),
        ("−−", "against", "strongly against"),
        ("□", "not coded", "not coded"),
    ]


def test_contested_and_low_confidence_are_marked_as_in_the_table() -> None:
    signs = [value["sign"] for value in values(panel(), "rect")]
    assert "−!" in signs
    assert "−?" in signs


def test_the_verdict_and_how_many_speak_stand_beside_each_row() -> None:
    told = texts(panel())
    for words in ("diverge", "silent", "3 of 3 speak", "2 of 3 speak, tentative", "0 of 3 speak"):
        assert words in told


def test_axes_and_documents_are_named() -> None:
    told = texts(panel())
    for words in ("Proposition", "Verdict", "Friends", "Council", "Staff Union", "letter"):
        assert words in told


def test_many_documents_have_narrow_columns_with_names_upright_and_signs_alone() -> None:
    few, many = of_town(8), of_town(9)
    assert [layer["mark"].get("angle") for layer in layers(few, "text")].count(270) == 0
    assert [layer["mark"].get("angle") for layer in layers(many, "text")].count(270) == 1
    assert "partly for" in texts(few)
    assert "partly for" not in texts(many)
    assert "Paper 8" in texts(many)


@pytest.mark.parametrize("documents", [1, 2, 3, 4, 6, 8, 9, 25, 40])
def test_cells_do_not_run_into_the_verdicts(documents: int) -> None:
    share = room(documents)
    (cells,) = layers(of_town(documents), "rect")
    assert cells["encoding"]["x"]["scale"]["range"][1] <= share.after <= share.width - 100
