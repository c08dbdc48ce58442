"""How the figures of a pair are written."""

import pytest

from policylens.render.pages.crossref import score


@pytest.mark.parametrize(
    ("value", "written"),
    [(None, "–"), (1, "1.00"), (0, "0.00"), (0.875, "0.88"), (-0.4168, "−0.42"), (-0.001, "0.00"), (-0.5, "−0.50")],
)
def test_a_score_has_two_places_and_nothing_has_none(value: float | None, written: str) -> None:
    assert score(value) == written
