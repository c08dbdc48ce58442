"""Pictures of comparisons, whole."""

import pytest

from policylens.analysis.comparison import Matrix, compare_proposition, compare_theme, matrix, overview
from policylens.analysis.groups import grouped
from policylens.errors import PolicylensError
from policylens.model import Codebook, Corpus
from policylens.render.charts.bars import Part, bars
from policylens.render.charts.comparison import MOST_ROWS, matrix_picture, named_picture, overview_picture
from policylens.render.charts.groups import MOST_BARS, groups_picture
from policylens.render.charts.parts import Band, Line, Spec

from ..building import town
from .drawn import NAME, PICTURES, panels, small, texts, values


def picture(name: str) -> Spec:
    return PICTURES[name](matrix(small()))


def theme(name: str, of: Matrix | None = None) -> Spec:
    of = of or matrix(small())
    return named_picture(of, [compare_theme(of, name)], NAME)


def proposition(name: str) -> Spec:
    of = matrix(small())
    return named_picture(of, [compare_proposition(of, name)], NAME)


def test_a_theme_has_its_title_its_question_its_scale_and_its_heat_map() -> None:
    spec = theme("hours")
    assert spec["title"]["text"] == ["Opening hours"]
    assert spec["title"]["subtitle"] == ["When should libraries and parks be open, and who decides?"]
    assert values(spec, "circle")
    assert {"Place on the scale", "Proposition", "Verdict"} <= set(texts(spec))


def test_the_legend_explains_the_signs_that_are_used_and_no_others() -> None:
    told = " ".join(texts(theme("money")))
    assert "has been read for it and says nothing on it" in told
    assert "against it, without reservation" not in told
    assert "contested" not in told


def test_the_source_says_how_much_of_which_corpus_is_drawn() -> None:
    of = matrix(small(), ["council", "union"])
    told = texts(theme("hours", of))[-1]
    assert "Source: a corpus, codebook version 2; 2 of 4 documents, 4 propositions. Drawn by policylens" in told


def test_positions_that_are_computed_are_named() -> None:
    assert "Positions computed from claims, as none is charted: Friends." in texts(theme("volunteers"))[-1]


def test_what_a_picture_shows_is_told() -> None:
    told = theme("hours")["description"]
    assert "On the scale from −2 (as now) to +2 (longer): Staff Union −1.7 (3 of 3 propositions)" in told
    assert "“Libraries should open on Sundays.” Diverge, 2 of 3 speak, tentative. Council is for it in part" in told


def test_a_proposition_has_a_tile_at_each_stance_and_says_what_positions_rest_on() -> None:
    spec = proposition("run-branches")
    assert spec["title"]["subtitle"] == ["Volunteers: diverge, 3 of 3 speak, tentative"]
    drawn = [value for value in values(spec, "rect") if "stance" in value]
    assert [(value["row"], value["stance"], value["sign"]) for value in drawn] == [(1, 1, "+?"), (2, -2, "−−")]
    assert {
        "mixed: 1 for, 1 against",
        "partly for, low confidence; 1 claim",
        "against, high confidence; 1 claim",
        "not coded",
    } <= set(texts(spec))


def test_a_stance_that_is_computed_stands_where_it_is() -> None:
    drawn = [value["stance"] for value in values(proposition("open-late"), "rect") if "stance" in value]
    assert drawn == [1.5, 2, -2]


def test_all_themes_have_their_scales_and_the_counts_of_their_verdicts() -> None:
    told = texts(picture("overview"))
    for words in (
        "Opening hours",
        "Volunteers",
        "Money",
        "4 propositions: 3 diverge, 1 silent. 1 verdict is tentative.",
    ):
        assert words in told
    assert len(values(picture("overview"), "circle")) == 4


def test_the_whole_matrix_has_each_theme_under_its_title() -> None:
    spec = picture("matrix")
    assert spec["title"]["text"] == ["All positions"]
    assert {"Opening hours", "Volunteers", "Money"} <= set(texts(spec))
    cells = [value for value in values(spec, "rect") if "column" in value]
    assert len(cells) == 9 * 4


def test_several_stand_one_below_the_other_each_under_its_title() -> None:
    of = matrix(small())
    spec = named_picture(of, [compare_theme(of, "money"), compare_proposition(of, "open-late")], NAME)
    told = texts(spec)
    assert spec["title"]["text"] == ["Where the documents stand"]
    assert told.index("Money") < told.index("Libraries should open in the evening.")
    assert "3 propositions" in spec["description"]


def test_what_is_named_twice_is_counted_once() -> None:
    of = matrix(small())
    spec = named_picture(of, [compare_theme(of, "money"), compare_proposition(of, "fees")], NAME)
    assert "2 propositions" in texts(spec)[-1]


def test_more_propositions_than_there_is_room_for_are_cut_and_it_is_said() -> None:
    of = matrix(town(3, 130))
    for spec in (matrix_picture(of, overview(of), NAME), theme("hours", of)):
        rows = {value["row"] for value in values(spec, "rect") if "column" in value}
        assert rows == set(range(MOST_ROWS))
        said = f"The first {MOST_ROWS} propositions of 130 are drawn: name some to see others, or take the table."
        assert said in texts(spec)[-1]
        assert "130 propositions. Drawn by" in texts(spec)[-1]


@pytest.mark.parametrize(("documents", "column"), [(40, True), (41, False)])
def test_very_many_documents_are_counted_and_it_is_said(documents: int, column: bool) -> None:
    spec = theme("hours", matrix(town(documents)))
    assert any("column" in value for value in values(spec, "rect")) is column
    said = f"{documents} documents are too many for a column each: bars count them."
    assert (said in texts(spec)[-1]) is not column


def test_a_bar_of_very_many_documents_has_all_of_them_from_against_to_for() -> None:
    of = matrix(town(70))
    bars = [value for value in values(theme("hours", of), "rect") if "middle" in value and value["row"] == 0]
    assert sum(int(value["text"].split()[1]) for value in bars) == 70
    assert bars[0]["from"] == 0
    assert bars[-1]["to"] == 1
    assert [one["to"] for one in bars[:-1]] == [other["from"] for other in bars[1:]]
    order = ["strongly against", "against", "mixed", "balanced", "for", "strongly for", "silent", "not coded"]
    assert [value["code"] for value in bars] == [code for code in order if code in {value["code"] for value in bars}]


def test_a_part_too_narrow_for_its_sign_has_its_number_and_a_narrower_one_nothing() -> None:
    parts = [Part("for", "+", 20, 60), Part("against", "−", 7, 12), Part("silent", "·", 2, 6)]
    drawn, told = bars([parts], Line(0, 100, 0, 100), Band("row", 1, 0, 20))
    assert [value["text"] for value in drawn["data"]["values"]] == ["+ 20", "7", ""]
    assert [value["text"] for value in told["data"]["values"]] == ["+ 20", "7"]


def groups(by: str, of: Matrix | None = None) -> Spec:
    of = of or matrix(small())
    rows = [row for each in overview(of) for row in each.propositions]
    return groups_picture(of, grouped(of, by, rows), NAME)


def test_groups_have_a_bar_each_for_each_proposition() -> None:
    spec = groups("type")
    bars = [value for value in values(spec, "rect") if "middle" in value]
    assert sum(int(value["text"].split()[1]) for value in bars) == 9 * 4
    assert {"council (1)", "union (1)", "not given (2)"} <= set(texts(spec))
    assert "The groups: council: Council; union: Staff Union; not given: Friends and letter." in texts(spec)[-1]


def test_groups_on_one_theme_have_its_name_below_the_title() -> None:
    of = matrix(small())
    rows = compare_theme(of, "hours").propositions
    spec = groups_picture(of, grouped(of, "type", rows), NAME)
    assert (spec["title"]["text"], spec["title"]["subtitle"]) == (["Positions by type"], ["Opening hours"])


def test_of_too_many_groups_the_largest_are_drawn_and_it_is_said() -> None:
    spec = groups("title", matrix(town(30, 40)))
    rows = max(value["row"] for value in values(spec, "rect") if "middle" in value) + 1
    assert rows <= MOST_BARS
    assert "The 12 largest of 30 groups are drawn." in texts(spec)[-1]
    assert "The first 20 propositions of 40 are drawn" in texts(spec)[-1]


@pytest.mark.parametrize("draw", [overview_picture, matrix_picture, named_picture])
def test_without_documents_or_propositions_there_is_nothing_to_draw(draw) -> None:  # type: ignore[no-untyped-def]
    nobody = matrix(Corpus(codebook=small().codebook, documents=()))
    with pytest.raises(PolicylensError, match="nothing to draw: no documents"):
        draw(nobody, overview(nobody), NAME)
    nothing = matrix(Corpus(codebook=Codebook(version="1", themes={}), documents=small().documents))
    with pytest.raises(PolicylensError, match="nothing to draw: no propositions"):
        draw(nothing, overview(nothing), NAME)


def test_a_theme_alone_without_a_heat_map_too_wide_is_one_panel_after_the_other() -> None:
    spec = theme("hours")
    widths = {panel["width"] for panel in panels(spec)}
    assert len(widths) <= 2
