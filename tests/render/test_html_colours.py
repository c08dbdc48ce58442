"""The colours of briefings in HTML: every text can be read, and no side is told by its hue alone.

Contrast is that of WCAG 2.2, "contrast ratio". Colour blindness is simulated as in Machado, Oliveira and Fernandes,
"A physiologically-based model for simulation of color vision deficiency", IEEE Transactions on Visualization and
Computer Graphics 15 (2009), 1291-1298, with their matrices for a severity of 1.0, on linear RGB. Differences are
Euclidean in CIE 1976 L*a*b* under D65, where about 2.3 can just be noticed.
"""

import re
from functools import cache
from itertools import combinations, product
from math import dist

import pytest

from policylens.render.html import SIDES
from policylens.resources import templates

CSS = (templates() / "html" / "briefing.css").read_text(encoding="utf-8")

Linear = tuple[float, float, float]
Matrix = tuple[Linear, Linear, Linear]

SIGHTS: dict[str, Matrix] = {
    "all cones": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritanopia": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}

Scheme = dict[str, str]


@cache
def schemes() -> dict[str, Scheme]:
    """Return the colours of each scheme by their names, as the style sheet defines them."""
    blocks = [
        dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", block)) for block in re.findall(r":root \{(.*?)\}", CSS, re.S)
    ]
    light, dark, forced, printed = blocks
    assert forced == {}  # those are the system's
    return {"light": light, "dark": dark, "print": printed}


SIDE_COLOURS = ["for-2", "for-1", "against-2", "against-1", "both", "none"]
TWO_SIDES = list(combinations(SIDE_COLOURS, 2))

TEXTS = ["ink", "soft", "link"]

PLAIN = ["paper", "wash"]
"""The backgrounds on which every text may stand; on those of sides there is only the ink."""

PAIRS = [*product(TEXTS, PLAIN), *product(["ink"], SIDE_COLOURS)]


def linear(colour: str) -> Linear:
    """Return the light of a colour, from 0 to 1 (IEC 61966-2-1)."""
    red, green, blue = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    return _linear(red), _linear(green), _linear(blue)


def _linear(value: float) -> float:
    return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4


def luminance(colour: str) -> float:
    red, green, blue = linear(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def seen(colour: str, sight: Matrix) -> Linear:
    """Return the light that somebody takes a colour for."""
    red, green, blue = (
        min(1, max(0, sum(share * part for share, part in zip(row, linear(colour), strict=True)))) for row in sight
    )
    return red, green, blue


def lab(light: Linear) -> Linear:
    red, green, blue = light
    x = _root((0.4124564 * red + 0.3575761 * green + 0.1804375 * blue) / 0.95047)
    y = _root(0.2126729 * red + 0.7151522 * green + 0.0721750 * blue)
    z = _root((0.0193339 * red + 0.1191920 * green + 0.9503041 * blue) / 1.08883)
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def _root(value: float) -> float:
    return value ** (1 / 3) if value > 216 / 24389 else (24389 / 27 * value + 16) / 116


# --- the sums themselves


def test_contrast_is_that_of_the_guidelines() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)  # the lightest grey that passes on white


def test_lightness_runs_from_black_to_white() -> None:
    assert lab(linear("#ffffff")) == pytest.approx((100, 0, 0), abs=0.01)
    assert lab(linear("#000000")) == pytest.approx((0, 0, 0), abs=0.01)
    assert lab(linear("#777777"))[0] == pytest.approx(50, abs=0.1)


@pytest.mark.parametrize("sight", SIGHTS)
def test_greys_look_the_same_to_everybody(sight: str) -> None:
    assert seen("#777777", SIGHTS[sight]) == pytest.approx(linear("#777777"), abs=0.001)


def test_red_and_green_look_alike_without_the_cones_for_either() -> None:
    def apart(sight: str) -> float:
        return dist(*(lab(seen(colour, SIGHTS[sight])) for colour in ("#b06040", "#708040")))

    assert apart("deuteranopia") < apart("all cones") / 2


# --- the style sheet


def test_every_scheme_has_the_same_colours() -> None:
    light, dark, printed = schemes().values()
    assert light.keys() == dark.keys() == printed.keys() == {*TEXTS, *PLAIN, *SIDE_COLOURS, "line"}


def test_every_colour_in_a_rule_is_one_of_the_pairs() -> None:
    rules = re.sub(r":root \{.*?\}", "", CSS, flags=re.S)
    assert set(re.findall(r"background: ([^;]+);", rules)) == {f"var(--{name})" for name in [*PLAIN, *SIDE_COLOURS]} | {
        "none"
    }
    assert set(re.findall(r"(?<![\w-])(?:color|fill): ([^;]+);", rules)) == {f"var(--{name})" for name in TEXTS} | {
        "inherit"
    }


def test_every_class_of_a_cell_has_a_background() -> None:
    coloured = re.findall(r"^([.\w, ]+) \{ background: var", CSS, re.M)
    classes = {name.strip(" .") for selectors in coloured for name in selectors.split(",")}
    assert set(SIDES.values()) <= classes


@pytest.mark.parametrize("scheme", ["light", "dark", "print"])
@pytest.mark.parametrize(("text", "background"), PAIRS)
def test_every_text_can_be_read_on_its_background(scheme: str, text: str, background: str) -> None:
    colours = schemes()[scheme]
    assert contrast(colours[text], colours[background]) >= 4.5


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("background", [*PLAIN, *SIDE_COLOURS])
def test_the_ring_around_what_has_the_focus_can_be_seen(scheme: str, background: str) -> None:
    colours = schemes()[scheme]
    assert ":focus-visible { outline: 3px solid var(--link);" in CSS
    assert contrast(colours["link"], colours[background]) >= 3


@pytest.mark.parametrize("scheme", ["light", "dark", "print"])
@pytest.mark.parametrize("sight", SIGHTS)
@pytest.mark.parametrize(("one", "other"), TWO_SIDES)
def test_no_two_sides_look_alike_to_anybody(scheme: str, sight: str, one: str, other: str) -> None:
    colours = schemes()[scheme]
    assert dist(*(lab(seen(colours[name], SIGHTS[sight])) for name in (one, other))) >= 8


@pytest.mark.parametrize("scheme", ["light", "dark", "print"])
@pytest.mark.parametrize(("one", "other"), TWO_SIDES)
def test_no_two_sides_are_the_same_grey(scheme: str, one: str, other: str) -> None:
    colours = schemes()[scheme]
    assert abs(lab(linear(colours[one]))[0] - lab(linear(colours[other]))[0]) >= 4


@pytest.mark.parametrize("scheme", ["light", "dark", "print"])
@pytest.mark.parametrize("side", ["for", "against"])
def test_what_is_held_without_reservation_is_farther_from_the_paper(scheme: str, side: str) -> None:
    colours = schemes()[scheme]
    paper, part, whole = (luminance(colours[name]) for name in ("paper", f"{side}-1", f"{side}-2"))
    assert (paper > part > whole) if scheme != "dark" else (paper < part < whole)
