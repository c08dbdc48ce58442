"""Help: examples first, no wider than the terminal, and every example works."""

import shlex
from pathlib import Path

import pytest
from dna_files import project
from refi_files import codebook
from refi_files import project as qdpx
from reportlab.pdfgen.canvas import Canvas
from repositories import committed

from policylens import __version__

from .support import Cli, small
from .texts import BRANCHES, anchors_alone

COMMANDS = [
    "",
    *"list show compare crossref search trace sources brief export import".split(),
    *"init new suggest schema check reliability diff cache".split(),
]

BELOW = ["import csv", "import dna", "import refi-qda"]
"""Commands of commands that have examples of their own."""


def examples(shown: str) -> list[str]:
    """Return the command lines among the lines of a help text, without what is said of them or made of their output."""
    lines = (line.strip() for line in shown.splitlines())
    return [line.split("  ")[0].split(" | ")[0] for line in lines if line.startswith("policylens ")]


@pytest.mark.parametrize("command", [*COMMANDS, *BELOW])
def test_help_leads_with_examples(cli: Cli, command: str) -> None:
    """After the usage and a sentence on what the command is for."""
    first = cli(*command.split(), "--help").out.splitlines()[:7]
    assert first[0].startswith(f"Usage: policylens {command}".rstrip())
    assert any(line.startswith(f"  policylens {command}".rstrip()) for line in first)


@pytest.mark.parametrize("command", [*COMMANDS, *BELOW])
def test_help_has_several_examples(cli: Cli, command: str) -> None:
    assert len(examples(cli(*command.split(), "--help").out)) >= 2


@pytest.mark.parametrize("command", [*COMMANDS, *BELOW])
def test_help_fits_the_terminal(cli: Cli, command: str) -> None:
    lines = cli(*command.split(), "--help").out.splitlines()
    assert [line for line in lines if len(line) > 80] == []


@pytest.mark.parametrize("command", [*COMMANDS, *BELOW])
def test_every_example_of_the_help_works(
    cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    for number, example in enumerate(examples(cli(*command.split(), "--help").out)):
        folder = tmp_path / str(number)
        for name in ("my-corpus", "mine", "theirs"):
            small(folder / name)
        if "HEAD" in example:
            committed(folder)
            committed(folder)
        _copies(folder, monkeypatch)
        _tables(cli, folder)
        project(folder / "project.dna")
        qdpx(folder / "project.qdpx")
        (folder / "codebook.qdc").write_bytes(codebook())
        (folder / "report.html").write_text("<title>Our parks</title><p>They are green.</p>\n", encoding="utf-8")
        _reports(folder)
        (folder / "mine.md.j2").write_text("{{ documents | length }} documents\n", encoding="utf-8")
        monkeypatch.chdir(folder)
        outcome = cli(*shlex.split(example)[1:])
        assert outcome.err == TOLD.get(example, ""), example
        assert outcome.code == 0 or example == "policylens check --sources", example
        assert outcome.out or " -o " in example


TOLD = {
    "policylens export refi-qda -o debate.qdpx": (
        "policylens: 10 passages are not found in the copies: a claim that has no other is coded in its note; "
        "`policylens check --sources` lists them\n"
    )
}
"""What is said of an example beside what it writes: the copies here are such that some passages stand there twice."""


def _tables(cli: Cli, folder: Path) -> None:
    """Put tables into the folder, as a spreadsheet might have written them."""
    cli("export", "csv", "-o", str(folder / "my-tables"), corpus=folder / "my-corpus")
    rows = {
        "statements.csv": "document,proposition,stance\nTown,open-late,agree\nTown,fees,disagree\n",
        "parties.csv": "Party;proposition;stance\nGreens;open-late;2\n",
        "answers.csv": "document,proposition,stance\nTown,open-late,rather not\n",
    }
    for name, text in rows.items():
        (folder / name).write_text(text, encoding="utf-8")


def _reports(folder: Path) -> None:
    """Put a text that is not coded yet into the folder."""
    (folder / "report.txt").write_text(BRANCHES, encoding="utf-8")
    page = Canvas(str(folder / "report.pdf"))
    for number, line in enumerate(BRANCHES.splitlines()):
        page.drawString(20, 800 - 10 * number, line)
    page.save()


def _copies(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Put copies of the bundled documents into the folder, as a reader might have them."""
    texts = folder / "my-texts"
    texts.mkdir()
    for name in ("demos", "cabinet-office", "fabian", "housden", "lsis"):
        (texts / f"{name}.txt").write_text(anchors_alone(name), encoding="utf-8")
    monkeypatch.setenv("POLICYLENS_SOURCES", str(texts))
    pages = Canvas(str(folder / "demos.pdf"))
    for first, line in enumerate(anchors_alone("demos").splitlines()):
        if first and first % 50 == 0:
            pages.showPage()
        pages.drawString(20, 800 - 15 * (first % 50), line)
    pages.save()


@pytest.mark.parametrize("command", [*COMMANDS, *BELOW])
def test_minus_h_is_help(cli: Cli, command: str) -> None:
    assert cli(*command.split(), "-h") == cli(*command.split(), "--help")


def test_the_program_without_a_command_shows_its_help(cli: Cli) -> None:
    assert cli() == cli("--help")


def test_the_program_names_every_command(cli: Cli) -> None:
    commands = cli("--help").out.split("Commands:\n")[1].splitlines()
    assert [line.split()[0] for line in commands] == COMMANDS[1:]


def test_the_exit_codes_stand_in_the_help(cli: Cli) -> None:
    shown = " ".join(cli("--help").out.split())
    assert (
        "Exit codes: 0 done; 1 check found errors, or diff --exit-code a difference; 2 wrong usage or unreadable "
        "input; 3 a bug in policylens; 130 interrupted."
    ) in shown


def test_the_version_is_that_of_the_package(cli: Cli) -> None:
    assert cli("--version").out == f"policylens {__version__}\n"
