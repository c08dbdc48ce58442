"""A page: what is to be shown, in blocks, before any format has been chosen."""

import pytest
from records import not_coded, silent, speaks

from policylens.analysis.positions import Cell
from policylens.render.page import Span, code_style, facts, stance_style, text
from policylens.render.signs import SIGNS
from policylens.render.wording import cell_style


@pytest.mark.parametrize(
    ("cell", "style"),
    [
        (speaks("a", 2), "for"),
        (speaks("a", 0.5, None), "for"),
        (speaks("a", -1), "against"),
        (speaks("a", -2), "against"),
        (speaks("a", 0), "balanced"),
        (speaks("a", None), "balanced"),
        (silent(), "silent"),
        (not_coded(), "silent"),
    ],
)
def test_a_cell_has_the_style_of_its_side(cell: Cell, style: str) -> None:
    assert cell_style(cell) == style


@pytest.mark.parametrize(("stance", "style"), [(1, "for"), (-0.5, "against"), (0, "balanced")])
def test_a_stance_has_the_style_of_its_side(stance: float, style: str) -> None:
    assert stance_style(stance) == style


@pytest.mark.parametrize("code", [code for code in SIGNS if code not in ("low", "contested")])
def test_a_column_of_counts_has_the_style_of_its_cells(code: str) -> None:
    sides = {"silent": "silent", "not coded": "silent", "mixed": "balanced", "balanced": "balanced"}
    assert code_style(code) == sides.get(code, code.removeprefix("strongly "))


def test_facts_without_a_text_are_left_out_and_the_others_stand_in_one_column() -> None:
    items = facts([("Title", "A plan"), ("ISBN", ""), ("By", "Us")]).items
    assert [(item.mark, item.line) for item in items] == [("Title: ", text("A plan")), ("By:    ", text("Us"))]


def test_no_facts_make_an_empty_list() -> None:
    assert facts([("Title", "")]).items == ()


def test_a_text_is_a_line_of_one_span() -> None:
    assert text("words", "dim") == (Span("words", "dim"),)
