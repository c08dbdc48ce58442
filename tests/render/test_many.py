"""How many are shown of many."""

import pytest

from policylens.render.many import MOST_SHOWN, TOP, ends, first, is_many


@pytest.mark.parametrize(
    ("there", "top", "expected"),
    [
        (MOST_SHOWN, None, None),
        (MOST_SHOWN + 1, None, TOP),
        (100_000, None, TOP),
        (100_000, 0, None),
        (100_000, 3, 3),
        (7, 3, 3),
        (6, 3, None),
        (5, 3, None),
        (0, None, None),
        (0, 0, None),
    ],
)
def test_of_either_end_so_many_are_shown(there: int, top: int | None, expected: int | None) -> None:
    assert ends(there, top) == expected


@pytest.mark.parametrize(
    ("there", "top", "expected"),
    [(MOST_SHOWN, None, MOST_SHOWN), (MOST_SHOWN + 1, None, TOP), (90, 0, 90), (90, 3, 3), (2, 3, 2), (0, None, 0)],
)
def test_of_a_list_so_many_are_shown(there: int, top: int | None, expected: int) -> None:
    assert first(there, top) == expected


def test_documents_are_many_from_where_they_cannot_be_seen_at_once() -> None:
    assert not is_many(range(MOST_SHOWN))
    assert is_many(range(MOST_SHOWN + 1))
