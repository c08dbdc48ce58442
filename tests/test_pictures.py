"""The pictures that the README shows: what the program draws of the bundled corpus."""

import re
import runpy
from pathlib import Path

import pytest
import vl_convert
from conftest import ROOT, Cli

from policylens.render.charts import comparison, group_bars, groups, pairs, places, room

FOLDER = ROOT / "docs" / "pictures"

PICTURES: dict[str, str] = runpy.run_path(str(ROOT / "docs" / "pictures.py"))["PICTURES"]

MADE = re.compile(r"<metadata>policylens \S+, vl-convert (\S+), specification ([0-9a-f]{64})</metadata>")


def made(drawn: str) -> tuple[str, str]:
    """Return what a picture says of itself: the version that drew it, and what stands for its specification."""
    found = MADE.search(drawn)
    assert found is not None
    return found[1], found[2]


@pytest.mark.parametrize("name", PICTURES)
def test_a_picture_is_of_what_the_program_would_draw(cli: Cli, name: str) -> None:
    """Another version of the library may set lines otherwise, and what is drawn is still the same."""
    shown = (FOLDER / f"{name}.svg").read_text(encoding="utf-8")
    drawn = cli(*PICTURES[name].split(), "--format", "svg").out
    assert made(shown)[1] == made(drawn)[1], "run: make pictures"
    if made(shown)[0] == vl_convert.__version__:
        assert shown == drawn, "run: make pictures"


def test_the_readme_shows_them_and_there_are_no_others() -> None:
    shown = re.findall(r"!\[[^\]]{40,}\]\(docs/pictures/(\w+)\.svg\)", (ROOT / "README.md").read_text(encoding="utf-8"))
    assert sorted(shown) == sorted(PICTURES) == sorted(file.stem for file in FOLDER.iterdir())


@pytest.mark.parametrize("name", PICTURES)
def test_the_readme_says_what_draws_them(name: str) -> None:
    told = " ".join((ROOT / "README.md").read_text(encoding="utf-8").split())
    assert f"`policylens {PICTURES[name]} -o {name}.svg`" in told


@pytest.mark.parametrize("name", PICTURES)
def test_a_picture_is_small(name: str) -> None:
    assert (FOLDER / f"{name}.svg").stat().st_size < 50_000


def test_the_documentation_says_how_much_a_picture_has_room_for() -> None:
    told = " ".join((ROOT / "docs" / "pictures.md").read_text(encoding="utf-8").split())
    for words in (
        f"With more than {room.WORDED} documents a cell has its sign alone",
        f"with more than {places.MOST_NAMED} the places on a scale are counted",
        f"with more than {room.MOST_COLUMNS} a bar counts",
        f"those of up to {pairs.MOST_CELLS} documents have a cell each",
        f"at most {comparison.MOST_ROWS} propositions, {comparison.MOST_THEMES} scales",
        f"{group_bars.MOST_GROUPS} groups and {groups.MOST_BARS} of their bars",
    ):
        assert words in told


def test_pictures_can_be_drawn_anew(tmp_path: Path) -> None:
    script = tmp_path / "pictures.py"
    script.write_bytes((ROOT / "docs" / "pictures.py").read_bytes())
    assert runpy.run_path(str(script))["draw"]() == 0
    for name in PICTURES:
        assert made((tmp_path / "pictures" / f"{name}.svg").read_text(encoding="utf-8"))
