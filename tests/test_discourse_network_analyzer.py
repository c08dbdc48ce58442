"""`docs/discourse-network-analyzer.md`: its commands do what it says, and it lists what there is."""

import re
import shlex
from pathlib import Path

import pytest
from conftest import ROOT, Cli
from dna_files import project

from policylens.measures import Duplicates, Measure
from policylens.plain.ties import COLUMNS

PAGE = (ROOT / "docs" / "discourse-network-analyzer.md").read_text(encoding="utf-8")


def test_its_commands_work_one_after_another(cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    project(Path("project.dna"))
    commands = re.findall(r"^\$ policylens (.+)$", PAGE, re.MULTILINE)
    assert len(commands) >= 4
    for command in commands:
        outcome = cli(*shlex.split(command))
        assert (outcome.code, outcome.err) == (0, ""), command
    assert Path("conflict.csv").read_text(encoding="utf-8").startswith(",".join(COLUMNS))


def test_it_names_every_measure_and_every_choice() -> None:
    assert re.findall(r"^\| `(\w+)` \| ", PAGE, re.MULTILINE) == list(Measure)
    for name in Duplicates:
        assert f"`--duplicates {name}`" in PAGE
    for name in COLUMNS:
        assert f"`{name}`" in PAGE
