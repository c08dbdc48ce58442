"""The scale of a theme as a picture in a page."""

import pytest

from policylens.render.html_scale import drawings
from policylens.render.page import ScaleLine, ScaleMark

from .dom import Element, read


def line(*marks: tuple[str, float], low: str = "less", high: str = "more") -> ScaleLine:
    return ScaleLine(low, high, tuple(ScaleMark(*mark) for mark in marks), "", "")


def pictures(of: ScaleLine, title: str = "Hours") -> list[Element]:
    return [read(str(drawing)).one("svg") for drawing in drawings(of, title)]


def texts(picture: Element) -> list[str]:
    return [text.text for text in picture.all("text")]


def at(element: Element, name: str) -> float:
    return float(element.attributes[name])


FEW = line(("Apple", -2), ("Brick", 0), ("Cloud", 2))


def test_without_a_place_there_is_no_picture() -> None:
    assert drawings(line(), "Hours") == []


def test_there_is_one_picture_for_broad_and_one_for_narrow_screens() -> None:
    broad, narrow = pictures(FEW)
    assert [each.attributes["class"] for each in (broad, narrow)] == ["broad", "narrow"]
    assert [each.attributes["viewbox"].split()[2] for each in (broad, narrow)] == ["640", "328"]


@pytest.mark.parametrize("which", [0, 1])
def test_marks_stand_on_the_line_where_their_values_are(which: int) -> None:
    picture = pictures(FEW)[which]
    axis = picture.all("line", class_="axis")[0]
    left, right = at(axis, "x1"), at(axis, "x2")
    marks = picture.all("circle")
    assert [at(mark, "cx") for mark in marks] == pytest.approx([left, (left + right) / 2, right])
    assert {at(mark, "cy") for mark in marks} == {at(axis, "y1")}


@pytest.mark.parametrize("which", [0, 1])
def test_the_documents_and_the_ends_are_named(which: int) -> None:
    assert texts(pictures(FEW)[which]) == ["Apple", "Brick", "Cloud", "−2 less", "more +2"]


def test_who_cannot_see_it_is_told_what_it_is() -> None:
    (broad, _) = pictures(FEW)
    assert broad.attributes["role"] == "img"
    assert broad.attributes["aria-label"] == "Hours: scale from −2, less, to +2, more"


def overlapping(picture: Element) -> list[tuple[str, str]]:
    """Return the names in one row that have too little room between their middles."""
    names = [text for text in picture.all("text") if text.attributes["text-anchor"] == "middle"]
    return [
        (one.text, other.text)
        for place, one in enumerate(names)
        for other in names[place + 1 :]
        if at(one, "y") == at(other, "y")
        and abs(at(one, "x") - at(other, "x")) < 7 * (len(one.text) + len(other.text)) / 2
    ]


@pytest.mark.parametrize("which", [0, 1])
@pytest.mark.parametrize("step", [0, 0.1, 0.5])
def test_names_of_neighbours_do_not_cover_each_other(which: int, step: float) -> None:
    near = line(*((f"Document {letter}", number * step) for number, letter in enumerate("ABCD")))
    picture = pictures(near)[which]
    assert len(texts(picture)) == 6
    assert overlapping(picture) == []


@pytest.mark.parametrize("which", [0, 1])
@pytest.mark.parametrize("value", [-2, -1.9, 0, 2])
@pytest.mark.parametrize("name", ["A", "Department of Everything", "W" * 300, "公" * 200, "🙂" * 50])
def test_names_stay_within_the_picture(which: int, value: float, name: str) -> None:
    picture = pictures(line((name, value), low="l" * 200, high="h" * 200))[which]
    _, _, width, height = map(float, picture.attributes["viewbox"].split())
    for text in picture.all("text"):
        side = {"start": 0, "middle": 0.5, "end": 1}[text.attributes["text-anchor"]]
        wide = sum(14 if ord(letter) > 0x2FFF else 7 for letter in text.text)
        assert at(text, "x") - side * wide >= 0
        assert at(text, "x") + (1 - side) * wide <= width
        assert 14 <= at(text, "y") < height


def test_a_name_that_is_too_long_is_cut_short_visibly() -> None:
    (name, *_) = texts(pictures(line(("A" * 300, 0)))[1])
    assert name == "A" * (len(name) - 1) + "…"


def test_ends_without_room_beside_each_other_stand_below_each_other() -> None:
    low, high = pictures(line(("A", 0), low="answerable to peers and users", high="answerable to the centre"))[1].all(
        "text"
    )[1:]
    assert (low.text, high.text) == ("−2 answerable to peers and users", "answerable to the centre +2")
    assert at(low, "y") < at(high, "y")


def test_many_documents_are_heaped_and_not_named() -> None:
    picture = pictures(line(*((f"D{number}", 0) for number in range(9))))[0]
    assert texts(picture) == ["−2 less", "more +2"]
    marks = picture.all("circle")
    assert len({at(mark, "cx") for mark in marks}) == 1
    assert len({at(mark, "cy") for mark in marks}) == 9


@pytest.mark.parametrize("many", [40, 60, 2000])
def test_a_heap_does_not_grow_beyond_bounds(many: int) -> None:
    picture = pictures(line(*((f"D{number}", 1) for number in range(many))))[0]
    assert float(picture.attributes["viewbox"].split()[3]) < 250
    assert (
        min([*(at(mark, "cy") for mark in picture.all("circle")), *(at(bar, "y") for bar in picture.all("rect"))]) >= 5
    )


def test_names_are_text_and_nothing_else() -> None:
    picture = pictures(line(("<script>&\"'", 0), low="</svg>", high="\u202e"), title='"><b>')[0]
    assert {each.tag for each in picture.descendants} == {"svg", "line", "circle", "text"}
    assert texts(picture) == ["<script>&\"'", "−2 </svg>", "  +2"]


def test_very_many_documents_are_columns_with_their_numbers() -> None:
    many = line(*[("A", -2.0)] * 30, *[("B", 0.1)] * 1200, *[("C", 2.0)] * 3)
    for picture in pictures(many):
        assert picture.all("circle") == []
        assert texts(picture) == ["30", "1,200", "3", "−2 less", "more +2"]
        columns = picture.all("rect")
        assert max(columns, key=lambda column: at(column, "height")) is columns[1]
        axis = picture.all("line", class_="axis")[0]
        assert {round(at(column, "y") + at(column, "height"), 1) for column in columns} == {at(axis, "y1")}
        width = float(picture.attributes["viewbox"].split()[2])
        assert all(at(c, "x") >= 0 and at(c, "x") + at(c, "width") <= width for c in columns)
