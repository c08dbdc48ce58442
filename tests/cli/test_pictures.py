"""`--format svg` and `png`, and files whose names end so."""

import io
import os
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest
from PIL import Image

from .support import NO_EVIDENCE, PROGRAM, SMALL, Cli, environment, generated, small, start
from .test_terminal import on_a_terminal

LINES = {
    "compare": "Where the documents stand",
    "compare --all": "All positions",
    "compare hours": "Opening hours",
    "compare open-late": "Libraries should open in the evening.",
    "compare hours run-branches": "Where the documents stand",
    "compare hours --claims": "Opening hours",
    "compare --by type": "Positions by type",
    "compare hours -d council": "Opening hours",
    "crossref": "The documents in pairs",
    "crossref council": "Council and 3 other documents",
    "crossref council union": "Council and Staff Union",
    "crossref letter union": "letter and Staff Union",
}
"""Every sort of picture, and its title."""

SIGNATURE = b"\x89PNG\r\n\x1a\n"


def piped(*arguments: str, **changes: str) -> subprocess.CompletedProcess[bytes]:
    """Run the installed program with its output in pipes, as bytes."""
    return subprocess.run([PROGRAM, *arguments], capture_output=True, env=environment(**changes), check=False)


@pytest.mark.parametrize("line", LINES)
def test_every_comparison_has_a_picture(cli: Cli, line: str) -> None:
    outcome = cli(*line.split(), "--format", "svg", corpus=SMALL)
    assert (outcome.code, outcome.err) == (0, "")
    title = ElementTree.fromstring(outcome.out)[0]
    assert title.text == LINES[line]


@pytest.mark.parametrize("suffix", ["svg", "SVG", "png", "Png"])
def test_the_end_of_the_files_name_chooses_the_format(cli: Cli, tmp_path: Path, suffix: str) -> None:
    file = tmp_path / f"hours.{suffix}"
    outcome = cli("compare", "hours", "-o", str(file), corpus=SMALL)
    assert (outcome.code, outcome.out, outcome.err) == (0, "", "")
    assert file.read_bytes().startswith(SIGNATURE if suffix.lower() == "png" else b"<svg ")


def test_a_format_that_is_named_comes_before_the_end_of_the_name(cli: Cli, tmp_path: Path) -> None:
    file = tmp_path / "hours.svg"
    assert cli("compare", "hours", "--format", "png", "-o", str(file), corpus=SMALL).code == 0
    assert file.read_bytes().startswith(SIGNATURE)


def test_a_png_goes_through_a_pipe_as_it_goes_into_a_file(cli: Cli, tmp_path: Path) -> None:
    file = tmp_path / "hours.png"
    cli("compare", "hours", "-o", str(file), corpus=SMALL)
    done = piped("compare", "hours", "--format", "png", "--corpus", str(SMALL))
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout == file.read_bytes()
    Image.open(io.BytesIO(done.stdout)).verify()


def test_a_png_is_not_written_to_a_terminal() -> None:
    code, shown = on_a_terminal("compare", "hours", "--format", "png", "--corpus", str(SMALL))
    assert code == 2
    assert shown.splitlines() == [
        "policylens: a PNG is no text that a terminal could show",
        "add -o FILE, as in -o picture.png",
    ]


def test_an_svg_is_text_and_is_written_to_a_terminal_too() -> None:
    code, shown = on_a_terminal("compare", "hours", "--format", "svg", "--corpus", str(SMALL))
    assert code == 0
    assert shown.startswith("<svg ")


@pytest.mark.parametrize("form", ["svg", "png"])
def test_a_file_that_is_there_is_left_alone(cli: Cli, tmp_path: Path, form: str) -> None:
    file = tmp_path / f"mine.{form}"
    file.write_text("mine\n", encoding="utf-8")
    assert cli("compare", "hours", "-o", str(file), corpus=SMALL).code == 2
    assert file.read_text(encoding="utf-8") == "mine\n"
    assert cli("compare", "hours", "-o", str(file), "--force", corpus=SMALL).code == 0
    assert file.read_bytes() != b"mine\n"


@pytest.mark.parametrize("form", ["svg", "png"])
@pytest.mark.parametrize(
    "line", ["list", "show council", "search roof", "compare mill-road", "compare hours mill-road", "check"]
)
def test_what_has_no_picture_says_what_has_one(cli: Cli, tmp_path: Path, line: str, form: str) -> None:
    file = tmp_path / f"none.{form}"
    outcome = cli(*line.split(), "-o", str(file), corpus=SMALL)
    assert outcome.code == 2
    assert outcome.err.splitlines() == [
        "policylens: there is no picture of this",
        "compare has pictures of themes, propositions and groups, crossref of documents in pairs",
    ]
    assert not file.exists()


def test_one_document_makes_no_picture_of_pairs(cli: Cli, tmp_path: Path) -> None:
    outcome = cli("crossref", "-d", "council", "-o", str(tmp_path / "pairs.svg"), corpus=SMALL)
    assert (outcome.code, outcome.err.splitlines()[0]) == (
        2,
        "policylens: it takes two documents to make a pair, and a picture of it",
    )


@pytest.mark.parametrize("form", ["svg", "png"])
@pytest.mark.parametrize("line", ["compare hours", "crossref"])
def test_without_the_extra_it_is_said_how_to_get_it_and_nothing_is_written(
    cli: Cli, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, line: str, form: str
) -> None:
    monkeypatch.setitem(sys.modules, "vl_convert", None)
    for _ in range(2):
        outcome = cli(*line.split(), "-o", str(tmp_path / f"a.{form}"), corpus=SMALL)
        assert (outcome.code, outcome.out) == (2, "")
        assert outcome.err.splitlines() == [
            "policylens: pictures are drawn by a library that is not installed",
            "pip install 'policylens[pictures]'",
        ]
    assert os.listdir(tmp_path) == []


def test_without_the_extra_all_else_works(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "vl_convert", None)
    for form in ("table", "markdown", "json", "csv"):
        assert cli("compare", "hours", "--format", form, corpus=SMALL).code == 0


def test_the_bundled_corpus_is_named_so_and_another_by_its_folder(cli: Cli, tmp_path: Path) -> None:
    assert "Source: the bundled corpus, codebook version" in cli("crossref", "--format", "svg").out
    corpus = small(tmp_path / "town <libraries> & 'parks'")
    drawn = cli("crossref", "--format", "svg", corpus=corpus)
    assert (drawn.code, drawn.err) == (0, "")
    told = " ".join(" ".join(ElementTree.fromstring(drawn.out).itertext()).split())
    assert "Source: corpus town <libraries> & 'parks', codebook version 2; 4 documents, 9 propositions." in told


@pytest.mark.parametrize("way", [".", "../small", "{small}/"])
def test_a_corpus_has_its_name_however_one_gets_there(way: str) -> None:
    asked = ["crossref", "--format", "svg", "--corpus", way.format(small=SMALL)]
    done = subprocess.run(
        [PROGRAM, *asked], capture_output=True, encoding="utf-8", cwd=SMALL, env=environment(), check=True
    )
    assert "Source: corpus small, codebook" in done.stdout


def test_the_documents_that_are_chosen_are_those_that_are_drawn(cli: Cli) -> None:
    drawn = cli("compare", "hours", "-d", "council", "-d", "union", "--format", "svg", corpus=SMALL).out
    assert "2 of 4 documents" in drawn
    assert "Friends" not in drawn


@pytest.mark.parametrize("line", ["compare", "compare street", "compare --by kind", "crossref", "crossref borough-001"])
def test_hundreds_of_documents_have_a_picture_of_a_readable_size(cli: Cli, tmp_path: Path, line: str) -> None:
    outcome = cli(*line.split(), "--format", "svg", corpus=generated(tmp_path / "corpus", 120))
    assert (outcome.code, outcome.err) == (0, "")
    root = ElementTree.fromstring(outcome.out)
    assert float(root.get("width", 0)) < 1100
    assert float(root.get("height", 0)) < 2500


def test_a_warning_in_the_data_is_said_beside_a_picture_too(tmp_path: Path) -> None:
    corpus = small(tmp_path / "corpus", NO_EVIDENCE)
    done = start("compare", "hours", "--format", "svg", "--corpus", str(corpus))
    assert done.stdout.startswith("<svg ")
    assert "1 warning in the data" in done.stderr
