"""Pictures of documents in pairs."""

import pytest

from policylens.analysis.agreement import pairs
from policylens.analysis.comparison import Matrix, matrix
from policylens.analysis.crossref import cross_reference
from policylens.analysis.ranking import ranking
from policylens.errors import PolicylensError
from policylens.render.charts.crossref import MOST_ROWS, against_picture, pair_picture, pairs_picture
from policylens.render.charts.parts import Spec
from policylens.render.many import MOST_SHOWN

from ..building import town
from .drawn import NAME, PICTURES, layers, small, texts, values


def triangle(of: Matrix) -> Spec:
    return pairs_picture(of, NAME)


def two(a: str, b: str, of: Matrix | None = None) -> Spec:
    of = of or matrix(small())
    named = of.corpus.document_by_id
    return pair_picture(of, cross_reference(of, named[a], named[b]), NAME)


def cells(spec: Spec) -> dict[tuple[int, int], dict[str, object]]:
    return {(value["row"], value["column"]): value for value in values(spec, "rect") if "agreement" in value}


def test_every_pair_has_one_cell_below_the_diagonal() -> None:
    assert set(cells(triangle(matrix(small())))) == {(row, column) for row in range(4) for column in range(row)}


def test_a_cell_has_the_agreement_the_counts_and_how_many_are_shared() -> None:
    cell = cells(triangle(matrix(small())))[2, 1]
    assert (cell["agreement"], cell["counts"], cell["shared"]) == ("0.35", "1 / 4 / 0", "5 shared, α −0.42")
    assert cell["step"] == 3


def test_a_pair_that_shares_nothing_has_no_shade_and_says_so() -> None:
    cell = cells(triangle(matrix(small())))[3, 1]
    assert (cell["step"], cell["agreement"], cell["shared"]) == (-1, "–", "nothing shared")


def test_every_document_is_named_and_the_cells_are_explained() -> None:
    told = texts(triangle(matrix(small())))
    assert {"Friends", "Council", "Staff Union", "letter", "Agreement"} <= set(told)
    assert any("same / opposite / neutral" in words for words in told)
    assert any("city-block proximity" in words for words in told)


def test_more_documents_have_smaller_cells_with_the_agreement_and_what_it_rests_on() -> None:
    of = matrix(town(12))
    drawn = cells(triangle(of))
    found = {(pair.a, pair.b): pair for pair in pairs(of)}
    assert len(drawn) == 12 * 11 / 2
    assert drawn[3, 1].keys() == {"row", "column", "step", "agreement", "shared"}
    assert drawn[3, 1]["shared"] == str(found["d1", "d3"].shared)


def test_very_many_pairs_are_counted_and_none_is_lost() -> None:
    of = matrix(town(40))
    spec = triangle(of)
    scored = [pair for pair in pairs(of) if pair.agreement is not None]
    rest = 40 * 39 // 2 - len(scored)
    assert cells(spec) == {}
    assert sum(value["number"] for value in values(spec, "rect")) == len(scored)
    foot = texts(spec)[-1]
    assert "40 documents are too many for a cell each pair: the bars count the pairs." in foot
    assert f"{rest} pairs share no proposition." in foot
    assert "agree most" in foot


def test_one_document_has_a_bar_for_each_other_one() -> None:
    of = matrix(small())
    council = of.corpus.document_by_id["council"]
    spec = against_picture(of, council, NAME)
    assert spec["title"]["text"] == ["Council and 3 other documents"]
    bars = [value for value in values(spec, "rect") if "from" in value]
    assert [(value["row"], value["text"]) for value in bars] == [
        *((0, "± 1"), (0, "= 1"), (0, "· 3")),
        *((1, "× 4"), (1, "= 1"), (1, "· 2")),
        (2, "· 1"),
    ]
    assert {"Friends", "Staff Union", "letter", "0.35 over 5 shared, α −0.42", "nothing shared"} <= set(texts(spec))


def test_of_many_others_those_are_drawn_that_agree_most_and_least() -> None:
    of = matrix(town(90))
    spec = against_picture(of, of.documents[0], NAME)
    assert spec["title"]["text"] == ["Paper 0 and 89 other documents"]
    assert "Of 89 pairs those are drawn that agree most" in texts(spec)[-1]
    found = ranking(of, MOST_SHOWN // 2, of.documents[0])
    others = [pair.b for pair in (*found.most, *reversed(found.least))]
    names = [value["text"] for value in values(spec, "text") if str(value.get("text", "")).startswith("Paper ")]
    assert len(others) == MOST_SHOWN
    assert names == [of.corpus.document_by_id[name].name for name in others]


def test_two_documents_have_both_their_marks_on_each_proposition_that_they_share() -> None:
    spec = two("council", "union")
    assert {"Where they agree (1)", "Where they diverge (4)"} <= set(texts(spec))
    shown = {
        mark["mark"]["shape"]: [(value["row"], value["at"]) for value in mark["data"]["values"]]
        for mark in layers(spec, "point")
        if any("at" in value for value in mark["data"]["values"])
    }
    assert shown["circle"] == [(0, 2), (1, 1), (2, -1), (3, 1)]
    assert shown["square"] == [(0, -2), (1, -1), (2, 2), (3, -2)]
    assert "Same side on 1 proposition; opposite sides on 4" in " ".join(spec["title"]["subtitle"])


def test_a_mixed_position_is_said_and_not_drawn() -> None:
    spec = two("friends-report", "union")
    assert "≠ mixed 1:1" in texts(spec)
    marks = [value for layer in layers(spec, "point") for value in layer["data"]["values"] if "at" in value]
    assert len(marks) == 3  # two on the proposition that is shared, one on that on which the other is mixed


def test_both_marks_are_seen_where_they_meet() -> None:
    """The open square has room for the circle, which is drawn after it."""
    (square, circle) = [
        layer["mark"]
        for layer in layers(two("d0", "d7", matrix(town(8))), "point")
        if "at" in layer["data"]["values"][0]
    ][:2]
    assert (square["shape"], circle["shape"]) == ("square", "circle")
    assert square["size"] > 2 * circle["size"]


def test_two_documents_that_share_nothing_say_so() -> None:
    spec = two("letter", "union")
    assert "There is no proposition on which both speak." in texts(spec)
    assert layers(spec, "rect") == []


def test_the_propositions_of_two_documents_are_cut_at_what_there_is_room_for() -> None:
    spec = two("d0", "d7", matrix(town(8, 200)))
    tiles = [value for value in values(spec, "rect") if "text" in value and "sign" not in value]
    assert len(tiles) == 2 * MOST_ROWS
    assert f"The first {MOST_ROWS} propositions of " in texts(spec)[-1]


def test_one_document_makes_no_pair() -> None:
    of = matrix(small(), ["council"])
    for draw in (lambda: pairs_picture(of, NAME), lambda: against_picture(of, of.documents[0], NAME)):
        with pytest.raises(PolicylensError, match="it takes two documents"):
            draw()


@pytest.mark.parametrize("name", ["pairs", "against", "pair"])
def test_what_a_picture_shows_is_told(name: str) -> None:
    told = PICTURES[name](matrix(small()))["description"]
    words = "open in the evening" if name == "pair" else "Friends and Council: agreement 0.88 over 1 shared"
    assert words in told
