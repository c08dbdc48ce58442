"""The reference document: it is what its script makes, nothing more, and in order."""

import runpy
import zipfile

from conftest import ROOT

from policylens.render.word.document import REFERENCE
from policylens.resources import templates

from .office import opened, problems

FILE = templates() / REFERENCE


def test_the_file_is_what_the_script_makes() -> None:
    made = runpy.run_path(str(ROOT / "docs" / "word_reference.py"))["parts"]()
    with zipfile.ZipFile(FILE) as package:
        assert {name: package.read(name).decode() for name in package.namelist()} == made, "run: make word-reference"


def test_it_keeps_to_the_schemas_of_its_format() -> None:
    found = [each for each in problems(FILE.read_bytes()) if "relationships/theme" not in each]
    assert found == []  # a theme would hold colours and fonts, which the styles name themselves


def test_it_shows_each_style_of_paragraphs_that_a_briefing_has() -> None:
    document = opened(FILE.read_bytes())
    shown = {each.style.name for each in document.paragraphs if each.style}
    shown |= {cell.paragraphs[0].style.name for row in document.tables[0].rows for cell in row.cells}  # type: ignore[union-attr]
    named = {style.name for style in document.styles if style.type == 1}
    assert named - shown == {"Normal", "Footer", "Rule"}


def test_links_and_letters_are_dark_enough_to_be_read_in_grey() -> None:
    made = runpy.run_path(str(ROOT / "docs" / "word_reference.py"))
    assert all(_contrast(made[name]) > 7 for name in ("INK", "DARK", "GREY", "LINK"))


def _contrast(colour: str) -> float:
    """Return the contrast of a colour on white (WCAG 2.2, 1.4.6: at least 7)."""
    shares = [int(colour[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    red, green, blue = (each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in shares)
    return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)
