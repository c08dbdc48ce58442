"""Colours: enough contrast, and apart for readers who see them otherwise."""

from itertools import combinations, pairwise

import pytest

from policylens.render.charts.colours import CELLS, FAINT, INK, PAPER, PLACE, STEPS, step
from policylens.render.signs import MEANINGS, SIGNS

Colour = tuple[float, float, float]

AA = 4.5
"""The contrast of small text, and of parts of a drawing 3 (WCAG 2.2, 1.4.3 and 1.4.11)."""

SEEN: dict[str, tuple[Colour, Colour, Colour]] = {
    "normally": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "without red": ((0.152, 1.053, -0.205), (0.115, 0.786, 0.099), (-0.004, -0.048, 1.052)),
    "without green": ((0.367, 0.861, -0.228), (0.280, 0.673, 0.047), (-0.012, 0.043, 0.969)),
    "without blue": ((1.256, -0.077, -0.179), (-0.078, 0.931, 0.148), (0.005, 0.691, 0.304)),
}
"""How linear colours are seen by dichromats: Machado, Oliveira and Fernandes (2009), IEEE TVCG 15(6), severity 1."""


def linear(colour: str) -> Colour:
    shares = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares)
    return red, green, blue


def luminance(colour: str) -> float:
    """Return the relative luminance, as WCAG defines it."""
    red, green, blue = linear(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio, as WCAG defines it."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def lab(colour: Colour) -> Colour:
    """Return a linear colour in CIELAB, in which distances are those that are seen."""
    red, green, blue = (max(0.0, share) for share in colour)
    x = (0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.9505
    y = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    z = (0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.089
    fx, fy, fz = (t ** (1 / 3) if t > 0.008856 else 7.787 * t + 16 / 116 for t in (x, y, z))
    return 116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)


def apart(one: str, other: str, seen: str) -> float:
    """Return how far two colours are apart for who sees them so; 2.3 is just noticed."""
    ends = []
    for colour in (linear(one), linear(other)):
        red, green, blue = (sum(a * b for a, b in zip(row, colour, strict=True)) for row in SEEN[seen])
        ends.append(lab((red, green, blue)))
    return float(sum((a - b) ** 2 for a, b in zip(*ends, strict=True)) ** 0.5)


def test_the_contrast_is_that_of_wcag() -> None:
    """Black on white, and the grey that the standard's own explanation has as just enough."""
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize(("fill", "ink"), [*CELLS.values(), *STEPS, (PAPER, INK), (PAPER, FAINT)])
def test_every_text_can_be_read_on_its_colour(fill: str, ink: str) -> None:
    assert contrast(fill, ink) >= AA


def test_the_marks_of_places_stand_out_from_the_paper() -> None:
    assert contrast(PLACE, PAPER) >= 3


def test_every_cell_that_has_a_sign_has_a_colour() -> None:
    assert set(CELLS) == set(SIGNS) - {"low", "contested"} == set(MEANINGS) - {"low", "contested"}


@pytest.mark.parametrize("seen", SEEN)
@pytest.mark.parametrize(("one", "other"), [*combinations(CELLS, 2)])
def test_two_cells_that_say_different_things_look_different(one: str, other: str, seen: str) -> None:
    assert apart(CELLS[one][0], CELLS[other][0], seen) > 5


@pytest.mark.parametrize("seen", SEEN)
@pytest.mark.parametrize("strength", ["", "strongly "])
def test_for_and_against_are_far_apart_however_colours_are_seen(strength: str, seen: str) -> None:
    assert apart(CELLS[strength + "for"][0], CELLS[strength + "against"][0], seen) > 30


def test_the_stronger_a_side_is_taken_the_darker_it_is() -> None:
    for side in ("for", "against"):
        assert luminance(CELLS[f"strongly {side}"][0]) < luminance(CELLS[side][0]) < luminance(CELLS["balanced"][0])


def test_more_agreement_is_darker() -> None:
    shades = [luminance(fill) for fill, _ in STEPS]
    assert shades == sorted(shades, reverse=True)
    assert all(apart(one[0], other[0], "normally") > 3 for one, other in pairwise(STEPS))


@pytest.mark.parametrize(("share", "number"), [(0, 0), (0.099, 0), (0.1, 1), (0.3, 3), (0.7, 7), (0.999, 9), (1, 9)])
def test_a_share_has_the_shade_of_its_tenth(share: float, number: int) -> None:
    assert step(share) == number
