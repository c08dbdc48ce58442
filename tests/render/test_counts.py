"""Counts of many documents: columns of numbers, and bars of signs."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policylens.render.counts import BAR, LENGTH, bar, bar_legend, columns, in_column
from policylens.render.page import CountRow
from policylens.signs import MEANINGS

counts = st.dictionaries(st.sampled_from([*MEANINGS][:-2]), st.integers(0, 10_000), max_size=8)


def row(**counted: int) -> CountRow:
    return CountRow("A", "a", tuple((key.replace("_", " "), many) for key, many in counted.items()), ())


def drawn(**counted: int) -> str:
    return "".join(span.text for span in bar(dict(row(**counted).counts)))


@pytest.mark.parametrize(
    ("counted", "expected"),
    [
        ({"strongly_for": 1, "for": 1, "against": 2}, "−" * 10 + "+" * 10),
        ({"for": 60, "silent": 20, "mixed": 10, "balanced": 10}, "0000" + "+" * 12 + "····"),
        ({"for": 999, "against": 1}, "+" * 20),
        ({"not_coded": 3}, "□" * 20),
        ({"against": 1, "for": 1, "silent": 1}, "−" * 7 + "+" * 7 + "·" * 6),
        ({}, ""),
    ],
)
def test_a_bar_has_a_sign_for_each_twentieth(counted: dict[str, int], expected: str) -> None:
    assert drawn(**counted) == expected


@given(counts)
def test_a_bar_is_of_one_length_and_no_share_is_off_by_a_sign(found: dict[str, int]) -> None:
    spans, all_ = bar(found), sum(found.values())
    assert sum(len(span.text) for span in spans) == (LENGTH if all_ else 0)
    for span in spans:
        there = sum(found.get(key, 0) for key in BAR[span.text[0]][1])
        assert abs(len(span.text) - LENGTH * there / all_) < 1


@given(st.lists(counts, max_size=4))
def test_every_document_stands_in_one_column_whether_these_are_fine_or_coarse(found: list[dict[str, int]]) -> None:
    rows = [CountRow("A", "a", tuple(each.items()), ()) for each in found]
    for fine in (True, False):
        there = columns(rows, fine=fine)
        assert [sum(in_column(each, column) for column in there) for each in rows] == [
            sum(each.values()) for each in found
        ]


def test_a_column_in_which_nothing_is_counted_is_left_out() -> None:
    rows = [row(strongly_for=2, silent=1), row(silent=0, against=1)]
    assert [column.title for column in columns(rows, fine=False)] == ["For", "Against", "Silent"]
    assert [column.title for column in columns(rows, fine=True)] == ["++ for", "− partly against", "· silent"]


def test_the_legend_explains_the_signs_that_are_there() -> None:
    assert bar_legend([row(**{"for": 3, "silent": 1})]).endswith("documents: + for; · silent.")
    assert bar_legend([]) == ""
