"""Columns that fit the paper."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policylens.render.word.nodes import Node, node, text
from policylens.render.word.paper import ON_ITS_SIDE, UPRIGHT
from policylens.render.word.tables import Table, fitted

LEFT: Node = {"t": "AlignLeft"}


def words(line: str) -> list[Node]:
    """Return a line as pandoc has it."""
    parts = [[node("Str", word), {"t": "Space"}] for word in line.split()]
    return [each for pair in parts for each in pair][:-1]


def table(*rows: list[str]) -> Table:
    head, *others = [[words(cell) for cell in row] for row in rows]
    return Table([LEFT] * len(head), head, others)


def matrix(documents: int) -> Table:
    """Return a table as a briefing has it."""
    names = [f"Borough {number}" for number in range(documents)]
    row = ["The council should do what it is asked for.", *["+? partly for"] * documents, "diverge, 9 of 9 speak"]
    return table(["Proposition", *names, "Verdict"], *[row] * 8)


def shares(written: Node) -> list[float]:
    return [width["c"] for _, width in written["c"][2]]


def cells(written: Node) -> list[list[str]]:
    """Return the text of a table as it will be written."""
    _, _, _, (_, head), ((_, _, _, rows),), _ = written["c"]
    return [[_said(cell) for cell in cells] for _, cells in [*head, *rows]]


def _said(cell: Any) -> str:
    (div,) = cell[-1]
    (paragraph,) = div["c"][1]
    return text(paragraph["c"])


def tables_of(blocks: list[Node]) -> list[Node]:
    return [block for block in blocks if block["t"] == "Table"]


def test_a_column_has_room_for_its_longest_word_and_long_texts_get_what_is_left() -> None:
    (written,) = fitted(
        table(["Proposition", "A", "Verdict"], ["It should be done, and done soon.", "+", "reservations"])
    )
    first, sign, verdict = shares(written)
    assert first > verdict > sign
    assert verdict * UPRIGHT.text_width > len("reservations") * 80


def test_numbers_below_a_long_heading_leave_the_room_to_the_texts_of_many_rows() -> None:
    rows = [["What is done for parks and those who walk in them", "10"]] * 5
    (written,) = fitted(table(["Theme", "Agree with some reservations"], *rows))
    first, second = shares(written)
    assert first > 2 * second


@pytest.mark.parametrize(("documents", "turned"), [(1, False), (5, False), (6, False), (9, True), (60, True)])
def test_the_paper_is_turned_only_for_a_table_that_needs_it(documents: int, turned: bool) -> None:
    blocks = list(fitted(matrix(documents)))
    assert (blocks[0]["t"] == "RawBlock") is turned
    if turned:
        assert UPRIGHT.section() in blocks[0]["c"][1]
        assert ON_ITS_SIDE.section() in blocks[-1]["c"][1]


def test_a_table_that_fits_no_paper_is_parted_evenly_and_each_part_begins_with_the_first_column() -> None:
    blocks = list(fitted(matrix(60)))
    parts = [cells(part) for part in tables_of(blocks)]
    assert len(parts) > 4
    assert {row[0] for part in parts for row in part[1:]} == {"The council should do what it is asked for."}
    assert [name for part in parts for name in part[0][1:]] == [*(f"Borough {n}" for n in range(60)), "Verdict"]
    sizes = [len(part[0]) for part in parts]
    assert max(sizes) - min(sizes[:-1]) == 0


def test_columns_of_one_endless_word_each_are_still_written() -> None:
    blocks = list(fitted(table(["x" * 500] * 20, ["y" * 500] * 20)))
    assert [cell for part in tables_of(blocks) for cell in cells(part)[0][1:]] == ["x" * 500] * 19


_CELL = st.lists(st.sampled_from(["a", "reservations,", "公共", "x" * 90]), max_size=12).map(" ".join)


@given(st.integers(1, 30).flatmap(lambda wide: st.lists(st.lists(_CELL, min_size=wide, max_size=wide), min_size=1)))
def test_whatever_is_in_it_a_table_fills_the_width_and_loses_nothing(rows: list[list[str]]) -> None:
    parts = tables_of(list(fitted(table(*rows))))
    assert all(abs(sum(shares(part)) - 1) < 1e-9 and min(shares(part)) > 0 for part in parts)
    columns = [list(column) for column in zip(*rows, strict=True)]
    found = [list(column) for part in parts for column in list(zip(*cells(part), strict=True))[1:]]
    assert found == columns[1:]
    assert all([row[0] for row in cells(part)] == columns[0] for part in parts)
