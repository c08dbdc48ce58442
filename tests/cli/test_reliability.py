"""`reliability`: how far two coders agree, through the command line."""

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from .support import SMALL, Change, Cli, generated, small

FILE = "frameworks/union.yaml"
OTHERWISE: list[Change] = [
    (FILE, "stance: -2\n    confidence: high\n    because: Ev", "stance: -1\n    confidence: high\n    because: Ev"),
    (FILE, "stances: {open-late: -2}\n    speaker: Branch", "stances: {open-late: -1}\n    speaker: Branch"),
]
"""Another coder finds the refusal of evening shifts less than whole."""


@pytest.fixture
def other(tmp_path: Path) -> Path:
    return small(tmp_path / "other", *OTHERWISE)


def test_a_coding_agrees_with_itself(cli: Cli) -> None:
    outcome = cli("reliability", str(SMALL), str(SMALL))
    assert outcome.code == 0
    assert "They differ in no cell." in outcome.out


def test_a_differing_cell_is_shown_with_both_reasons(cli: Cli, other: Path) -> None:
    outcome = cli("reliability", str(SMALL), str(other))
    assert outcome.code == 0
    assert "Where they differ (1)" in outcome.out
    shown = " ".join(outcome.out.split("Where they differ")[1].split())
    assert "−− A: against" in shown
    assert "− B: partly against" in shown


def test_as_data_every_cell_is_there(cli: Cli, other: Path) -> None:
    found = json.loads(cli("reliability", str(SMALL), str(other), "--format", "json").out)
    table = list(csv.DictReader(io.StringIO(cli("reliability", str(SMALL), str(other), "--format", "csv").out)))
    assert found["all"]["cells"] == len(found["cells"]) == len(table)
    assert [(row["a"], row["b"]) for row in table if row["differs"] == "true"] == [("-2", "-1")]
    assert sum(each["cells"] for each in found["themes"].values()) == len(table)
    assert sum(each["cells"] for each in found["by_document"].values()) == len(table)


def test_documents_can_be_chosen(cli: Cli, other: Path) -> None:
    found = json.loads(cli("reliability", str(SMALL), str(other), "-d", "council", "--format", "json").out)
    assert found["documents"] == ["council"]
    assert found["only_b"] == []


def test_codings_without_a_document_in_common_are_refused(cli: Cli, tmp_path: Path) -> None:
    outcome = cli("reliability", str(SMALL), str(Path(__file__).parents[2] / "data"))
    assert (outcome.code, outcome.out) == (2, "")
    assert "the two codings have no document in common" in outcome.err


@pytest.mark.parametrize("columns", [80, 160])
def test_no_line_is_wider_than_the_terminal(cli: Cli, other: Path, columns: int) -> None:
    lines = cli("reliability", str(SMALL), str(other), columns=columns).out.splitlines()
    assert [line for line in lines if len(line) > columns] == []


def test_the_table_reads_as_it_was_read(cli: Cli, other: Path, golden) -> None:  # type: ignore[no-untyped-def]
    golden("cli/reliability-80.txt", cli("reliability", str(SMALL), str(other)).out)


# --- many documents


def recode(file: Path, change: Callable[[int], int]) -> None:
    """Change every stance of a document, of its positions and of its claims."""
    record = json.loads(file.read_text(encoding="utf-8"))
    for position in record["positions"].values():
        position["stance"] = str(change(int(position["stance"])))
    for claim in record["claims"]:
        claim["stances"] = {name: str(change(int(stance))) for name, stance in claim["stances"].items()}
    file.write_text(json.dumps(record), encoding="utf-8")


@pytest.fixture(scope="module")
def two_codings(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Two codings of sixty documents: the second coder finds two of three less decided, and turns the last round."""
    folder = tmp_path_factory.mktemp("codings")
    first, second = generated(folder / "first", 60), generated(folder / "second", 60)
    for number, file in enumerate(sorted((second / "frameworks").iterdir()), 1):
        if number % 3:
            recode(file, lambda stance: max(-1, min(1, stance)))
    recode(second / "frameworks" / "borough-060.yaml", lambda stance: -stance)
    return first, second


def test_of_many_documents_those_are_shown_on_which_coders_differ_most(
    cli: Cli, two_codings: tuple[Path, Path]
) -> None:
    out = cli("reliability", *map(str, two_codings), columns=160).out
    told, _, rest = out.partition("The 10 on which they differ most:")
    assert "Two codings of 60 documents" in told
    assert "They differ on 41 of 60 documents." in told
    first = next(line for line in rest.splitlines() if line.startswith("Borough"))
    assert first.startswith("Borough 060"), "on opposite sides, and so before all others"
    listed, _, cells = rest.partition("A cell is a document")
    assert len([line for line in listed.splitlines() if line.startswith("Borough")]) == 10
    assert "Borough 001" in cells


@pytest.mark.parametrize("columns", [80, 160])
def test_the_table_of_many_reads_as_it_was_read(cli: Cli, two_codings: tuple[Path, Path], columns: int, golden) -> None:  # type: ignore[no-untyped-def]
    out = cli("reliability", *map(str, two_codings), columns=columns).out
    assert max(map(len, out.splitlines())) <= columns
    golden(f"cli/reliability-many-{columns}.txt", out)
