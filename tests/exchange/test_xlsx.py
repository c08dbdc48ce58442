"""The matrix as a workbook, as openpyxl reads it back."""

import io
import re
import subprocess
import sys
from typing import Any

import openpyxl
import pytest
from conftest import CORPORA, ROOT
from filled import corpora
from hypothesis import given, settings
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet
from records import changed, claim, corpus, document, judged, proposition, theme, upward

from policylens.analysis.comparison import matrix, overview
from policylens.corpus.loader import load
from policylens.errors import PolicylensError
from policylens.exchange.xlsx.book import write
from policylens.exchange.xlsx.cells import LONGEST, MOST_COLUMNS, fitted
from policylens.model import Confidence, Corpus, Document, Evidence

FORMULAS = ["=1+1", "+1", "-1", "@SUM(A1)", "=HYPERLINK(1)", "\t=1", "＝1", "{=1}", "'=1"]

TOWN = corpus(
    [
        document(
            "a",
            {"p1": judged(2, claims=("a-c1", "a-c2")), "p2": judged(-1, Confidence.LOW)},
            [claim("a-c1", {"p1": 2}), claim("a-c2", {"p1": -1})],
            short_name="Town",
        ),
        document("b", claims=[claim("b-c1", {"p1": 1}), claim("b-c2", {"p1": 2}), claim("b-c3", {"p2": 1, "p3": -2})]),
        document("n", {}, themes=()),
    ],
    [upward(3)],
)


def read(name: str) -> Corpus:
    found = load(ROOT / "data" if name == "bundled" else CORPORA / name).corpus
    assert found is not None
    return found


def book(of: Corpus) -> Workbook:
    return openpyxl.load_workbook(io.BytesIO(write(matrix(of))))


def rows(sheet: Worksheet) -> list[list[Any]]:
    return [list(row) for row in sheet.iter_rows(values_only=True)]


def held(*documents: Document, text: str = "") -> Workbook:
    return book(corpus(documents, [changed(theme(), propositions=(proposition("p1", text=text),))]))


# --- the sheets


def test_there_is_a_sheet_for_each_theme_one_of_claims_and_one_of_the_method() -> None:
    found = book(read("bundled")).sheetnames
    assert len(found) == len(read("bundled").codebook.themes) + 2
    assert found[-2:] == ["Claims", "Method"]


def test_a_theme_called_claims_gets_another_name() -> None:
    of = corpus([document("a", {}, themes=("x",))], [changed(theme(None, name="x"), title="claims")])
    assert book(of).sheetnames == ["claims 2", "Claims", "Method"]


def test_documents_stand_across_and_propositions_down() -> None:
    assert rows(book(TOWN)["The theme"])[2:6] == [
        ["Proposition", "Verdict", "Speak", "Town", "Claims", "b", "Claims", "n", "Claims"],
        [
            "Something should be done about p1.",
            "agree with reservations",
            "2 of 2",
            "for (++!)\nIt says so.",
            "2 claims",
            "partly for (+)\nComputed: 2 claims for, 0 against.",
            "2 claims",
            "not coded (□)",
            None,
        ],
        [
            "Something should be done about p2.",
            "diverge, tentative",
            "2 of 2",
            "partly against (−?)\nIt says so.",
            None,
            "partly for (+)\nComputed: 1 claim for, 0 against.",
            "1 claim",
            "not coded (□)",
            None,
        ],
        [
            "Something should be done about p3.",
            "one voice",
            "1 of 2",
            "silent (·)",
            None,
            "against (−−)\nComputed: 0 claims for, 1 against.",
            "1 claim",
            "not coded (□)",
            None,
        ],
    ]


def test_sides_have_colours_and_silence_has_none_of_them() -> None:
    sheet = book(TOWN)["The theme"]
    colours = [sheet[place].fill.start_color.rgb[2:] for place in ("D4", "D5", "D6", "F4", "F6")]
    assert len(set(colours)) == 5
    parts = [[int(colour[at : at + 2], 16) for at in (0, 2, 4)] for colour in colours]
    assert [red > blue for red, _, blue in parts] == [False, True, False, False, True]


@pytest.mark.parametrize("name", ["small", "bundled"])
def test_every_cell_of_the_matrix_is_there_with_what_is_known_of_it(name: str) -> None:
    of = matrix(read(name))
    workbook = book(read(name))
    for compared, sheet in zip(overview(of), workbook.worksheets[:-2], strict=True):
        for row, found in zip(compared.propositions, rows(sheet)[3:], strict=False):
            assert found[0] == row.proposition.text
            assert found[1].split(",")[0] == row.judgement.verdict
            for cell, text in zip(row.cells, found[3::2], strict=True):
                if cell.position is None:
                    assert text.startswith(cell.state)
                else:
                    assert text.split("\n")[1] == cell.position.because or cell.position.status != "charted"


@pytest.mark.parametrize("name", ["small", "bundled"])
def test_every_position_leads_to_its_first_claim(name: str) -> None:
    of = matrix(read(name))
    workbook = book(read(name))
    for compared, sheet in zip(overview(of), workbook.worksheets[:-2], strict=True):
        for number, row in enumerate(compared.propositions, 4):
            for place, cell in enumerate(row.cells):
                found = sheet.cell(number, 5 + 2 * place)
                if cell.position is None or not cell.position.claims:
                    assert found.hyperlink is None
                    continue
                target = re.fullmatch(r"'Claims'!(A\d+)", found.hyperlink.location)
                assert target
                assert workbook["Claims"][target[1]].value == cell.position.claims[0]
                assert found.hyperlink.tooltip == fitted(", ".join(cell.position.claims), 255)


@pytest.mark.parametrize("name", ["small", "bundled"])
def test_every_claim_has_a_row(name: str) -> None:
    given = read(name)
    found = rows(book(given)["Claims"])
    assert [row[0] for row in found[1:]] == [each.id for _, each in given.claims()]
    statement = found[0].index("Statement")
    assert [row[statement] for row in found[1:]] == [each.statement for _, each in given.claims()]


def test_a_claim_has_its_passages_below_each_other() -> None:
    said = claim("c", evidence=(Evidence(page="3", start="We open", end="at night"), Evidence(paragraph="2")))
    found = rows(held(document("a", claims=[said]))["Claims"])
    assert dict(zip(*found, strict=True))["Where"] == "page 3\nparagraph 2"
    assert dict(zip(*found, strict=True))["Passage"] == "We open … at night\n"


def test_headings_stay_in_sight_rows_can_be_filtered_and_pages_are_across() -> None:
    for sheet in book(TOWN).worksheets:
        assert sheet.page_setup.orientation == "landscape"
        assert (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight) == (1, 0)
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
    theme_sheet, claims, _ = book(TOWN).worksheets
    assert (theme_sheet.freeze_panes, theme_sheet.auto_filter.ref) == ("B4", "A3:I6")
    assert (claims.freeze_panes, claims.auto_filter.ref) == ("B2", "A1:P6")
    assert theme_sheet["D4"].alignment.wrap_text


def test_places_stand_below_what_is_filtered() -> None:
    bundled = read("bundled")
    sheet = book(bundled).worksheets[0]
    places = overview(matrix(bundled))[0].places
    found = rows(sheet)[-1]
    assert found[0] == "Place on the scale"
    expected = ["no place" if each.value is None else pytest.approx(each.value, abs=0.005) for each in places]
    assert found[3::2] == expected


def test_the_method_says_what_every_sign_and_verdict_means() -> None:
    cells = [cell for row in rows(book(TOWN)["Method"]) for cell in row if cell]
    assert {"for (++)", "against (−−)", "silent (·)", "not coded (□)", "(?)", "(!)"} <= set(cells)
    assert {"agree", "diverge", "one voice", "no clear side"} <= set(cells)
    assert {"charted: 2", "computed: 3"} <= set(cells)


# --- what texts could do


@pytest.mark.parametrize("text", FORMULAS)
def test_no_text_becomes_a_formula(text: str) -> None:
    said = claim("c", statement=text, speaker=text, evidence=(Evidence(start=text),))
    workbook = held(document("a", {"p1": judged(1, because=text)}, [said], short_name=text), text=text)
    cells = [cell for sheet in workbook for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells} <= {"s", "n"}
    assert [cell.value for cell in cells].count(text) == 7


def test_a_text_that_is_too_long_is_cut_and_says_so() -> None:
    said = claim("c", statement="x" * 40_000)
    found = held(document("a", claims=[said]), text="p")["Claims"]["E2"].value
    assert len(found) == LONGEST
    assert found.endswith("x […]")


def test_what_looks_like_an_escape_or_an_address_stays_as_it_is() -> None:
    said = claim("c", statement="https://example.org/", speaker="12")
    found = rows(held(document("a", claims=[said]), text="p")["Claims"])[1]
    assert (found[4], found[11]) == ("https://example.org/", "12")
    assert held(document("a", claims=[said]), text="p")["Claims"]["E2"].hyperlink is None


@settings(max_examples=40)
@given(of=corpora())
def test_any_corpus_makes_a_workbook_and_the_same_data_the_same_bytes(of: Corpus) -> None:
    workbook = book(of)
    assert len(workbook.worksheets) == len(of.codebook.themes) + 2
    assert [row[0] for row in rows(workbook["Claims"])[1:]] == [each.id for _, each in of.claims()]
    assert {cell.data_type for sheet in workbook for row in sheet.iter_rows() for cell in row} <= {"s", "n"}
    assert write(matrix(of)) == write(matrix(of))


def test_more_documents_than_columns_are_refused() -> None:
    many = corpus([document(f"d{number}", {}) for number in range(MOST_COLUMNS // 2)], [upward(1)])
    with pytest.raises(PolicylensError, match="too many documents for a sheet, which has 16,384 columns"):
        write(matrix(many))


def test_many_documents_are_printed_on_several_pages_across() -> None:
    many = corpus([document(f"d{number}", {}) for number in range(20)], [upward(1)])
    assert book(many)["The theme"].page_setup.fitToWidth == 3


def test_without_the_extra_one_line_says_how_to_get_it() -> None:
    code = (
        "import sys; sys.modules['xlsxwriter'] = None; from policylens.cli.main import run; sys.exit(run(sys.argv[1:]))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, "export", "xlsx"], capture_output=True, text=True, check=False, timeout=60
    )
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == (
        "policylens: workbooks are written by a library that is not installed\npip install 'policylens[xlsx]'\n"
    )
