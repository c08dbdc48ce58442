"""Thirty documents and more: tables stay within the terminal, briefings stay readable, and nobody is left out."""

import json
import re
from pathlib import Path

import pytest

from .support import Cli, generated


@pytest.fixture(scope="module")
def thirty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return generated(tmp_path_factory.mktemp("thirty") / "corpus", 30)


@pytest.fixture(scope="module")
def forty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return generated(tmp_path_factory.mktemp("forty") / "corpus", 40)


@pytest.fixture(scope="module")
def sixty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return generated(tmp_path_factory.mktemp("sixty") / "corpus", 60)


@pytest.fixture(scope="module")
def hundreds(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return generated(tmp_path_factory.mktemp("hundreds") / "corpus", 200)


@pytest.mark.parametrize("columns", [80, 160])
@pytest.mark.parametrize(
    "command",
    ["list", "compare", "compare street", "compare street --claims", "compare proposition-1", "compare --all"],
)
def test_thirty_documents_stay_within_the_terminal(cli: Cli, thirty: Path, command: str, columns: int) -> None:
    outcome = cli(*command.split(), corpus=thirty, columns=columns)
    assert (outcome.code, outcome.err) == (0, "")
    assert [line for line in outcome.out.splitlines() if len(line) > columns] == []


@pytest.mark.parametrize("columns", [80, 160])
@pytest.mark.parametrize("command", ["compare", "compare street"])
def test_two_hundred_documents_stay_within_the_terminal(cli: Cli, hundreds: Path, command: str, columns: int) -> None:
    outcome = cli(*command.split(), corpus=hundreds, columns=columns)
    assert (outcome.code, outcome.err) == (0, "")
    assert [line for line in outcome.out.splitlines() if len(line) > columns] == []


@pytest.mark.parametrize("columns", [80, 160])
@pytest.mark.parametrize("command", ["list", "compare street", "compare proposition-1", "compare --all"])
def test_thirty_documents_are_all_named(cli: Cli, thirty: Path, command: str, columns: int) -> None:
    out = cli(*command.split(), corpus=thirty, columns=columns).out
    assert [number for number in range(1, 31) if f"Borough {number:03}" not in out] == []


@pytest.mark.parametrize("columns", [80, 160])
def test_each_of_thirty_documents_has_a_row_with_a_sign_for_each_proposition(
    cli: Cli, thirty: Path, columns: int
) -> None:
    lines = cli("compare", "street", corpus=thirty, columns=columns).out.splitlines()
    rows = {line[:11]: line[11:].split() for line in lines if line.startswith("Borough ")}
    assert len(rows) == 30
    # borough 1 stands at -1 on the first proposition, at 0 on the second ...; seven falls to silence
    assert rows["Borough 001"] == ["−", "±", "+", "++", "−−", "−", "·", "+"]
    assert {len(signs) for signs in rows.values()} == {8}


def test_the_propositions_of_thirty_documents_are_told_by_number(cli: Cli, thirty: Path) -> None:
    lines = cli("compare", "street", corpus=thirty).out.splitlines()
    heading = next(line for line in lines if line.startswith("Document"))
    assert heading.split()[1:] == [str(number) for number in range(1, 9)]
    assert [line.split()[0] for line in lines if "petition number" in line and line[:1].isdigit()] == [
        f"{number}." for number in range(1, 9)
    ]


@pytest.mark.parametrize("columns", [80, 160])
def test_two_hundred_documents_are_counted(cli: Cli, hundreds: Path, columns: int) -> None:
    """On each proposition 172 of 200 speak: all but every seventh."""
    out = cli("compare", "street", corpus=hundreds, columns=columns).out
    assert len(re.findall(r"17[12] of 200 speak", out)) == 8
    table = out.split("Proposition ")[1]
    assert "Borough" not in table


def test_the_counts_of_two_hundred_documents_add_up(cli: Cli, hundreds: Path) -> None:
    found = json.loads(cli("compare", "street", "--format", "json", corpus=hundreds).out)
    names = ("for", "against", "balanced", "mixed", "silent", "not_coded")
    assert [sum(row[name] for name in names) for row in found["themes"][0]["propositions"]] == [200] * 8


def test_a_table_of_counts_says_the_same_as_json(cli: Cli, hundreds: Path) -> None:
    found = json.loads(cli("compare", "proposition-1", "--format", "json", corpus=hundreds).out)
    row = found["propositions"][0]
    out = cli("compare", "proposition-1", corpus=hundreds, columns=160).out
    line = next(line for line in out.splitlines() if "petition" in line and "diverge" in line)
    numbers = [int(word) for word in line.split("petition")[1].split() if word.isdigit()]
    stances = [cell.get("stance") for cell in row["positions"].values()]
    assert numbers == [stances.count(each) for each in (2, 1, 0, -1, -2, None)]
    assert sum(numbers) == 200


# --- briefings ---------------------------------------------------------------------------------------------------


def brief(cli: Cli, corpus: Path, *options: str) -> str:
    outcome = cli("brief", "street", *options, corpus=corpus)
    assert (outcome.code, outcome.err) == (0, "")
    return outcome.out


def section(text: str, heading: str) -> str:
    """Return what stands below a heading, up to the next one."""
    return re.split(r"\n#+ ", text.split(f" {heading}\n", 1)[1])[0]


def test_a_briefing_of_forty_documents_has_no_table_of_more_columns_than_a_page_has_room_for(
    cli: Cli, forty: Path
) -> None:
    rows = [line for line in brief(cli, forty).splitlines() if line.startswith("|")]
    assert max(line.count(" |") for line in rows) == 1 + 8  # the document and the propositions
    assert max(map(len, rows)) < 120


def test_a_briefing_of_forty_documents_leaves_nobody_out(cli: Cli, forty: Path) -> None:
    text = brief(cli, forty)
    names = [f"Borough {number:03}" for number in range(1, 41)]
    assert re.findall(r"^\| (Borough \d+) \|", text, re.MULTILINE) == names
    assert re.findall(r"^### (Borough \d+)$", text, re.MULTILINE) == names
    assert sorted(re.findall(r"(Borough \d+) [−+0]", section(text, "The high street").split("Scale from")[1])) == names


def test_the_row_of_a_document_has_its_signs(cli: Cli, forty: Path) -> None:
    """Borough 1 stands at -1 on the first proposition, at 0 on the second ...; seven falls to silence."""
    (row,) = re.findall(r"^\| Borough 001 \| (.+) \|$", brief(cli, forty), re.MULTILINE)
    assert row.replace("\\", "").split(" | ") == ["−", "±", "+", "++", "−−", "−", "·", "+"]


def test_findings_of_sixty_documents_count_them(cli: Cli, sixty: Path) -> None:
    findings = [line for line in section(brief(cli, sixty), "Summary").splitlines() if line.startswith("- ")]
    assert len(findings) == 6
    for line in findings:
        told = re.sub(r" \(\[.*?\)\)", "", line)
        assert "Borough" not in told
        assert len(told) < 350


def test_one_page_of_sixty_documents_counts_them(cli: Cli, sixty: Path) -> None:
    text = brief(cli, sixty, "--length", "short")
    rows = [line.split(" | ") for line in text.splitlines() if line.startswith("| The council")]
    assert len(rows) == 8
    for _, sides, _ in rows:
        assert sum(map(int, re.findall(r"(\d+) documents?", sides))) == 60
    assert len(text) < 6000


def test_a_briefing_of_two_hundred_documents_counts_them(cli: Cli, hundreds: Path) -> None:
    text = brief(cli, hundreds)
    assert text.startswith("# The high street: where 200 documents stand\n")
    rows = [line.split(" | ") for line in text.splitlines() if line.startswith("| The council")]
    assert [sum(map(int, row[1:7])) for row in rows] == [200] * 8
    assert "| Borough" not in text
    assert len(brief(cli, hundreds, "--length", "short")) < 6000


def test_a_briefing_does_not_grow_with_the_documents(cli: Cli, sixty: Path, hundreds: Path) -> None:
    some, many = (brief(cli, corpus).count("\n") for corpus in (sixty, hundreds))
    assert abs(many - some) < 0.1 * some


def test_every_claim_that_a_briefing_of_many_documents_names_stands_in_its_appendix(cli: Cli, hundreds: Path) -> None:
    text = brief(cli, hundreds)
    named, told = (
        set(re.findall(r"\]\(#(b\d+-[a-z0-9-]+)\)", text)),
        set(re.findall(r"^#### (b.+)$", text, re.MULTILINE)),
    )
    assert named
    assert named == told
