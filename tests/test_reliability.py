"""How far two coders agree: what the documentation says is what the data give, and the data are whole."""

import json
import re
import runpy
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any, Literal

import krippendorff
import pytest
import yaml
from conftest import ROOT, Cli
from records import theme

from policylens.analysis.positions import Position, charted
from policylens.analysis.reliability import Cell
from policylens.model import Charted, Confidence, Corpus, Direction

SCRIPT = ROOT / "docs" / "reliability.py"
RELIABILITY: dict[str, Any] = runpy.run_path(str(SCRIPT))
CORPUS: Corpus = RELIABILITY["bundled"]()
DOCUMENTS = [document.id for document in CORPUS.documents]
CELLS = RELIABILITY["settled"]()
PAGES: dict[Path, str] = RELIABILITY["pages"]()
THEMES = {**RELIABILITY["by_theme"](CELLS), "in all": CELLS}

each_charting = pytest.mark.parametrize(
    ("folder", "document"), [(folder, document) for folder in ("first", "second") for document in DOCUMENTS]
)


@cache
def raw(folder: str, document: str) -> dict[str, Any]:
    text = (ROOT / "data" / "reliability" / folder / f"{document}.yaml").read_text(encoding="utf-8")
    made: dict[str, Any] = yaml.safe_load(text)
    return made


# ---- the documentation


@pytest.mark.parametrize("page", PAGES, ids=lambda page: f"{page.parent.name}/{page.name}")
def test_the_documentation_says_what_the_data_give(page: Path) -> None:
    assert page.read_text(encoding="utf-8") == PAGES[page], "run: make docs"


def test_the_script_writes_both_pages(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "data", tmp_path / "data")
    (tmp_path / "docs").mkdir()
    pages = [page.relative_to(ROOT) for page in PAGES]
    for page in pages:
        text = (ROOT / page).read_text(encoding="utf-8")
        (tmp_path / page).write_text(text.replace("<!-- up", "Old figures.\n<!-- up"), encoding="utf-8")
    script = tmp_path / "docs" / "reliability.py"
    script.write_bytes(SCRIPT.read_bytes())
    subprocess.run([sys.executable, str(script)], check=True, timeout=60)
    assert {page: (tmp_path / page).read_text(encoding="utf-8") for page in pages} == {
        page: (ROOT / page).read_text(encoding="utf-8") for page in pages
    }


def test_the_section_has_no_figure_but_those_that_are_made_and_how_to_read_them() -> None:
    section = (ROOT / "docs" / "method.md").read_text(encoding="utf-8").split("## How far two coders agree\n")[1]
    by_hand = re.sub(r"<!-- from.*<!-- up to here -->", "", section.split("\n## ")[0], flags=re.DOTALL)
    assert set(re.findall(r"\d[\d.%]*\b", by_hand)) == {"0", "1", "2", "12", "2019", "0.667", "0.800"}


def test_a_page_without_its_marks_is_refused() -> None:
    with pytest.raises(ValueError, match="does not mark"):
        RELIABILITY["written"]("# A page\n", "a part")


# ---- the two chartings


def test_both_coders_charted_every_document_and_no_other() -> None:
    for folder in ("first", "second"):
        files = sorted(path.name for path in (ROOT / "data" / "reliability" / folder).iterdir())
        assert files == sorted(f"{document}.yaml" for document in DOCUMENTS)


@each_charting
def test_a_charting_is_in_the_format_of_positions_and_knows_its_propositions(folder: str, document: str) -> None:
    charting = RELIABILITY["charting"](folder, document, CORPUS.codebook)  # which raises if anything is wrong
    assert charting.id == document
    assert len(charting.positions) > 20
    for proposition, position in charting.positions.items():
        assert len(position.because) > 40, proposition
        assert position.because.endswith("."), proposition
        assert bool(position.claims) != bool(position.evidence), proposition


@pytest.mark.parametrize("document", DOCUMENTS)
def test_the_first_coder_names_claims_of_the_document(document: str) -> None:
    known = CORPUS.document_by_id[document].claim_by_id
    named = {claim for position in raw("first", document)["positions"].values() for claim in position["claims"]}
    assert named - set(known) == set()


@pytest.mark.parametrize("document", DOCUMENTS)
def test_the_second_coder_gives_passages_and_judges_every_proposition(document: str) -> None:
    charting = RELIABILITY["charting"]("second", document, CORPUS.codebook)
    assert set(charting.positions) | set(charting.silent) == set(CORPUS.codebook.propositions)
    assert set(charting.positions) & set(charting.silent) == set()
    for proposition, position in charting.positions.items():
        for piece in position.evidence:
            assert piece.section or piece.paragraph, proposition
            assert piece.start, proposition
            assert piece.end, proposition


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        ({"positions": {"no-such-proposition": {"stance": 1}}}, "unknown-name"),
        ({"positions": {"co-production": {"stance": 3, "confidence": "high", "because": "So."}}}, "out-of-range"),
        ({"positions": {"co-production": {"stance": 1, "because": "So."}}}, "missing-key"),
        ({"positions": {}, "notes": "mine"}, "unknown-key"),
        ({"id": "fabian", "positions": {}}, "no charting of demos"),
    ],
)
def test_a_charting_that_is_not_in_the_format_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, wrong: dict[str, Any], why: str
) -> None:
    (tmp_path / "first").mkdir()
    (tmp_path / "first" / "demos.yaml").write_text(yaml.safe_dump({"id": "demos", **wrong}), encoding="utf-8")
    charting = RELIABILITY["charting"]
    monkeypatch.setitem(charting.__globals__, "CHARTINGS", tmp_path)
    with pytest.raises(ValueError, match=why):
        charting("first", "demos", CORPUS.codebook)


# ---- the figures


def test_every_cell_is_counted_once() -> None:
    assert len({(each.cell.document, each.cell.proposition.id) for each in CELLS}) == len(CELLS)
    assert len(CELLS) == len(DOCUMENTS) * len(CORPUS.codebook.propositions)
    rows = [RELIABILITY["figures"](some) for title, some in THEMES.items() if title != "in all"]
    whole = RELIABILITY["figures"](CELLS)
    for field in ("cells", "same_silence", "both", "same_stance", "opposite"):
        assert sum(getattr(row, field) for row in rows) == getattr(whole, field), field


@pytest.mark.parametrize("title", THEMES)
def test_the_counts_are_those_of_the_files(title: str) -> None:
    """Counted anew from the bare YAML."""
    some = THEMES[title]
    keys = {(each.cell.document, each.cell.proposition.id) for each in some}
    stances = {
        key: tuple(raw(folder, key[0])["positions"].get(key[1], {}).get("stance") for folder in ("first", "second"))
        for key in keys
    }
    both = [pair for pair in stances.values() if None not in pair]
    row = RELIABILITY["figures"](some)
    assert (row.cells, row.both) == (len(keys), len(both))
    assert row.same_silence == sum((a is None) == (b is None) for a, b in stances.values())
    assert row.same_stance == sum(a == b for a, b in both)
    assert row.opposite == sum({(a > 0) - (a < 0), (b > 0) - (b < 0)} == {1, -1} for a, b in both)


def other_program(pairs: list[tuple[int, int]], level: Literal["nominal", "ordinal"]) -> float:
    return float(krippendorff.alpha(list(zip(*pairs, strict=True)), level_of_measurement=level))


@pytest.mark.parametrize("title", THEMES)
def test_alpha_is_what_another_program_finds(title: str) -> None:
    row = RELIABILITY["figures"](THEMES[title])
    cells = [each.cell for each in THEMES[title]]
    stances = [(cell.a.stance, cell.b.stance) for cell in cells if cell.a and cell.b]
    speaks = [(int(cell.a is not None), int(cell.b is not None)) for cell in cells]
    assert row.stance_alpha == pytest.approx(other_program(stances, "ordinal"), abs=1e-9)
    assert row.silence_alpha == pytest.approx(other_program(speaks, "nominal"), abs=1e-9)


def test_the_table_has_what_the_command_says_of_the_two_chartings(cli: Cli, tmp_path: Path) -> None:
    folders = [corpus_of(tmp_path / folder, folder) for folder in ("first", "second")]
    outcome = cli("reliability", *map(str, folders), "--format", "json")
    assert outcome.code == 0, outcome.err
    said = json.loads(outcome.out)
    rows = {
        **{CORPUS.codebook.themes[name].title: row for name, row in said["themes"].items()},
        "**in all**": said["all"],
    }
    page = (ROOT / "docs" / "method.md").read_text(encoding="utf-8")
    for title, row in rows.items():
        (line,) = re.findall(rf"^\| {re.escape(title)} \| (.+) \|$", page, re.MULTILINE)
        shown = [float(cell.split()[0]) for cell in line.split(" | ")]
        counts = [row["cells"], row["same_silence"], row["both"], row["same_stance"], row["opposite"]]
        assert [shown[place] for place in (0, 1, 3, 4, 6)] == counts, title
        assert [shown[2], shown[5]] == [round(row["silence_alpha"], 3), round(row["stance_alpha"], 3)], title


def corpus_of(folder: Path, coder: str) -> Path:
    """Write what one coder charted as a corpus of its own, as somebody would who codes with policylens."""
    (folder / "frameworks").mkdir(parents=True)
    shutil.copy(ROOT / "data" / "codebook.yaml", folder)
    for document in DOCUMENTS:
        positions = raw(coder, document)["positions"]
        kept = {name: {key: one[key] for key in ("stance", "confidence", "because")} for name, one in positions.items()}
        coding = {"themes": list(CORPUS.codebook.themes)}
        made = {"format": 1, "id": document, "title": document, "coding": coding, "positions": kept}
        (folder / "frameworks" / f"{document}.yaml").write_text(yaml.safe_dump(made), encoding="utf-8")
    return folder


# ---- on cells made up

THEME = theme(Direction.HIGH, name="theme")


def judged(stance: int | None, because: str = "It says so.", confidence: str = "high") -> Position | None:
    if stance is None:
        return None
    return charted(Charted(stance=stance, confidence=Confidence(confidence), because=because, claims=()), {})


def cell(first: int | None, second: int | None, settled: int | None, silent: str = "", **words: str) -> Any:
    return RELIABILITY["Settled"](
        cell=Cell(
            document="paper",
            theme=THEME,
            proposition=THEME.propositions[0],
            a=judged(first, words.get("a", "First reason.")),
            b=judged(second, words.get("b", "Second reason."), "low"),
        ),
        document="Paper",
        settled=judged(settled, "Settled reason."),
        silent=silent,
    )


def test_what_cannot_be_measured_is_said_not_to_be() -> None:
    table = RELIABILITY["agreement"]([cell(None, None, None)])
    assert "| The theme | 1 | 1 (100.0%) | not defined | 0 | 0 | not defined | 0 |" in table
    assert "in no theme" in table


def test_how_the_cells_were_settled_is_said_in_words() -> None:
    some = [cell(1, 2, 2), cell(1, -1, 0), cell(2, 1, 2), cell(None, 1, None), cell(2, 2, 2), cell(None, None, 1)]
    said = " ".join(RELIABILITY["agreement"](some).split())
    assert "differ in 4 of 6 cells. In 1 of these" in said
    assert "(with low confidence in 1); in 3 the stances differ, by at most 2." in said
    assert "has 2 of them as the first coder had them, 1 as the second and 1 as neither" in said
    assert "Of the 2 others it keeps 1." in said


def test_opposite_sides_are_listed_first_and_each_difference_has_its_reason() -> None:
    silent = [cell(None, 1, None, b="B."), cell(1, None, None, silent="nothing said")]
    some = [cell(1, 2, 2), cell(2, -1, 0), *silent, cell(0, 0, 0)]
    assert RELIABILITY["differences"](some).splitlines() == [
        "## On opposite sides: 1",
        "",
        "- Paper, `p1`: +2 and -1, settled as 0. Settled reason.",
        "",
        "## Other differences: 3",
        "",
        "- Paper, `p1`: +1 and +2, settled as +2. Settled reason.",
        "- Paper, `p1`: silent and +1, settled as silent. The position that was dropped read: B.",
        "- Paper, `p1`: +1 and silent, settled as silent. Left silent because: nothing said.",
    ]


@pytest.mark.parametrize(
    ("a", "b", "words"),
    [
        ("", "", 0),
        ("One two three.", "Four five.", 0),
        ("Firms, it says, may stay.", "It says: firms may stay", 2),
        ("No default; co-operatives LEAD the way", "co operatives lead the way", 5),
    ],
)
def test_shared_words_are_counted_without_what_stands_between_them(a: str, b: str, words: int) -> None:
    assert RELIABILITY["shared"](a, b) == RELIABILITY["shared"](b, a) == words


def test_reasons_that_share_many_words_are_counted() -> None:
    run = "one two three four five six seven eight nine"
    some = [cell(1, 1, 1, a=f"Here {run}.", b=f"There {run}."), cell(1, 1, 1, a=run, b=run[4:])]
    said = " ".join(RELIABILITY["agreement"](some).split())
    assert "In 1 of the 2 cells in which both have the document speak, their reasons share 9 or more words" in said
    assert said.endswith("at most 9.")
