"""The documentation against the program: what the README shows is what the program prints, and nothing is left out."""

import os
import re
import runpy
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import ROOT, Cli

from policylens.corpus.problems import RULES
from policylens.corpus.schema import CLAIM, CODEBOOK, CODING, DOCUMENT, EVIDENCE, POSITION, PROPOSITION, THEME, Record
from policylens.errors import ExitCode

README = ROOT / "README.md"
DOCS = ROOT / "docs"
CUT = "[...]"


def shown() -> list[tuple[str, str]]:
    """Return each command that the README shows, and the output that it gives."""
    blocks = re.findall(r"```console\n\$ (.+)\n((?:.*\n)*?)```", README.read_text(encoding="utf-8"))
    return [(command, output) for command, output in blocks]


def test_the_readme_shows_output() -> None:
    assert len(shown()) >= 5


@pytest.mark.parametrize(("command", "output"), shown(), ids=[command for command, _ in shown()])
def test_the_readme_shows_what_the_program_prints(cli: Cli, command: str, output: str) -> None:
    program, *arguments = command.split()
    assert program == "policylens"
    outcome = cli(*arguments)
    assert outcome.code == 0
    assert len(output.splitlines()) > 10, "an example shows enough to judge by"
    position = 0
    for part in output.split(f"{CUT}\n"):
        found = outcome.out.find(part, position)
        assert found >= 0, f"the program does not print:\n{part}"
        assert found == 0 or position > 0, "an example begins with the first line of the output"
        position = found + len(part)
    assert output.endswith(f"{CUT}\n") or position == len(outcome.out)


def test_the_readme_begins_with_its_two_commands() -> None:
    commands = re.findall(r"^make (\w+)", README.read_text(encoding="utf-8"), re.MULTILINE)
    assert commands[:2] == ["demo", "test"]


@pytest.mark.parametrize("page", [README, DOCS / "commands.md"], ids=lambda page: page.name)
def test_every_exit_code_is_listed(page: Path) -> None:
    codes = re.findall(r"^\| (\d+) \| ", page.read_text(encoding="utf-8"), re.MULTILINE)
    assert [int(code) for code in codes] == sorted(ExitCode)


def test_the_command_reference_is_what_the_program_says() -> None:
    made = runpy.run_path(str(DOCS / "generate.py"))["reference"]()
    assert (DOCS / "commands.md").read_text(encoding="utf-8") == made, "run: make docs"


def test_the_manual_page_is_what_the_program_says() -> None:
    made = runpy.run_path(str(DOCS / "generate.py"))["manual"]()
    assert (DOCS / "policylens.1").read_text(encoding="utf-8") == made, "run: make docs"


@pytest.mark.tool("groff")
def test_the_manual_page_is_sound_and_names_every_command(cli: Cli) -> None:
    done = subprocess.run(
        ["groff", "-man", "-Tutf8", "-ww", "-z", str(DOCS / "policylens.1")], capture_output=True, text=True, check=True
    )
    assert done.stderr == ""
    shown = subprocess.run(
        ["groff", "-man", "-Tascii", "-P-c", str(DOCS / "policylens.1")], capture_output=True, text=True, check=True
    ).stdout
    for command in re.findall(r"^  (\w+)  ", cli("--help").out.split("Commands:")[1], re.MULTILINE):
        assert f"policylens {command}" in shown


COMMANDS = [
    *"list show compare crossref search trace sources brief export".split(),
    *"init new suggest schema check reliability diff".split(),
]


@pytest.mark.parametrize("command", [*COMMANDS, "import csv", "import dna"])
def test_every_option_of_the_help_is_in_the_reference(cli: Cli, command: str) -> None:
    section = (DOCS / "commands.md").read_text(encoding="utf-8").split(f"## policylens {command}\n")[1]
    section = section.split("\n## ")[0]
    options = set(re.findall(r"^ +(?:-\w, )?(--[a-z-]+)", cli(*command.split(), "--help").out, re.MULTILINE)) - {
        "--help"
    }
    assert options
    assert {option for option in options if option not in section} == set()


def test_every_rule_is_documented_as_it_is() -> None:
    rows = re.findall(r"^\| `([a-z0-9-]+)` \| (\w+) \| (.+) \|$", (DOCS / "check.md").read_text("utf-8"), re.MULTILINE)
    assert {rule: (severity, what) for rule, severity, what in rows} == RULES


@pytest.mark.parametrize(
    "record", [CODEBOOK, THEME, PROPOSITION, DOCUMENT, CODING, POSITION, CLAIM, EVIDENCE], ids=lambda r: r.what
)
def test_every_field_is_documented(record: Record) -> None:
    text = (DOCS / "data-format.md").read_text(encoding="utf-8")
    assert [name for name in record.fields if f"`{name}`" not in text] == []


def test_links_between_pages_lead_somewhere() -> None:
    for page in [README, *DOCS.glob("*.md")]:
        for target in re.findall(r"\]\(([^)#]+)\)", page.read_text(encoding="utf-8")):
            assert target.startswith("https://") or (page.parent / target).exists(), f"{page.name}: {target}"


@pytest.mark.tool("make")
def test_make_says_what_it_can_do() -> None:
    environment = {**os.environ, "MAKEFLAGS": ""}
    done = subprocess.run(
        ["make", "help"], cwd=ROOT, capture_output=True, text=True, check=True, env=environment, timeout=60
    )
    assert "make demo" in done.stdout
    assert "make test" in done.stdout


def test_the_reference_can_be_made_anew(tmp_path: Path) -> None:
    script = tmp_path / "generate.py"
    script.write_bytes((DOCS / "generate.py").read_bytes())
    subprocess.run([sys.executable, str(script)], check=True, timeout=60)
    assert (tmp_path / "commands.md").read_bytes() == (DOCS / "commands.md").read_bytes()
