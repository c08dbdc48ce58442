"""The matrix as a workbook, as LibreOffice opens it."""

import csv
import subprocess
from pathlib import Path

import pypdfium2
import pytest
from conftest import ROOT
from records import claim, corpus, document, judged, upward

from policylens.analysis.comparison import Matrix, matrix, overview
from policylens.corpus.loader import load
from policylens.exchange.xlsx.book import write

pytestmark = pytest.mark.tool("soffice")

EVERY_SHEET = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1"
"""Commas, quotation marks, UTF-8, values as they are shown, and a file for each sheet."""


def converted(folder: Path, of: Matrix, target: str) -> Path:
    """Have LibreOffice convert the workbook of a matrix in a folder, with a profile of its own."""
    (folder / "matrix.xlsx").write_bytes(write(of))
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [
        "soffice",
        profile,
        "--headless",
        "--convert-to",
        target,
        "--outdir",
        str(folder / "made"),
        "matrix.xlsx",
    ]
    subprocess.run(command, capture_output=True, timeout=240, check=True, cwd=folder)
    return folder / "made"


def sheets(folder: Path) -> dict[str, list[list[str]]]:
    """Return the rows of each sheet, by its name."""
    found = {}
    for path in folder.glob("*.csv"):
        with path.open(encoding="utf-8", newline="") as file:
            found[path.stem.removeprefix("matrix-")] = list(csv.reader(file))
    return found


@pytest.fixture(scope="module")
def bundled() -> Matrix:
    given = load(ROOT / "data").corpus
    assert given is not None
    return matrix(given)


def test_it_reads_as_many_positions_and_claims_as_there_are(bundled: Matrix, tmp_path: Path) -> None:
    found = sheets(converted(tmp_path, bundled, EVERY_SHEET))
    assert len(found) == len(bundled.corpus.codebook.themes) + 2
    assert [row[0] for row in found["Claims"][1:]] == [each.id for _, each in bundled.corpus.claims()]
    for compared in overview(bundled):
        rows = next(rows for rows in found.values() if rows[0][0] == compared.theme.title)
        for row, cells in zip(compared.propositions, rows[3:], strict=False):
            silent = sum(cell.split(" (")[0] in ("silent", "not coded") for cell in cells[3:13:2])
            assert 5 - silent == row.judgement.speaking
            sides = [cell.split(" (")[0].removeprefix("partly ") for cell in cells[3:13:2]]
            assert (sides.count("for"), sides.count("against")) == (row.judgement.for_, row.judgement.against)


def test_it_takes_no_text_for_a_formula(tmp_path: Path) -> None:
    said = claim("c", {"p1": 1}, statement="=1+1", speaker="_x0041_")
    of = corpus([document("a", {"p1": judged(1, because="+2+3")}, [said], short_name="@SUM(1)")], [upward(1)])
    found = sheets(converted(tmp_path, matrix(of), EVERY_SHEET))
    assert found["The theme"][2][3] == "@SUM(1)"
    assert found["The theme"][3][3] == "partly for (+)\n+2+3"
    assert found["Claims"][1][4] == "=1+1"
    assert found["Claims"][1][11] == "_x0041_"


def test_it_prints_each_theme_on_one_page_with_every_reason_in_full(bundled: Matrix, tmp_path: Path) -> None:
    """No more than three themes, whose pages are looked at for the words of their reasons."""
    pages = pypdfium2.PdfDocument(converted(tmp_path, bundled, "pdf") / "matrix.pdf")
    for number, compared in enumerate(overview(bundled)[:3]):
        text = "".join(pages[number].get_textpage().get_text_range().split())
        assert "".join(compared.theme.title.split()) in text
        for row in compared.propositions:
            for cell in row.cells:
                if cell.position is not None:
                    words = cell.position.because.split()
                    assert "".join(words[:2]) in text
                    assert "".join(words[-2:]) in text
