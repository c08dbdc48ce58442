"""`docs/refi-qda.md`: its commands do what it says, and it lists what is."""

import re
import shlex
from pathlib import Path

import pytest
from conftest import ROOT, Cli
from refi_files import codebook, project

from policylens.exchange.refi import archive, extracting, tree

PAGE = (ROOT / "docs" / "refi-qda.md").read_text(encoding="utf-8")


def test_its_commands_work_one_after_another(cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    project(Path("project.qdpx"))
    Path("codebook.qdc").write_bytes(codebook())
    commands = re.findall(r"^\$ policylens (.+)$", PAGE, re.MULTILINE)
    named = re.findall(r"`policylens\s+((?:compare|trace)\s[^`]+--corpus[^`]+)`", PAGE)
    commands += [" ".join(each.split()) for each in named]
    assert len(commands) == 5
    for command in commands:
        outcome = cli(*shlex.split(command.replace("CLAIM", "paper-s3")))
        assert (outcome.code, outcome.err) == (0, ""), command


def test_it_says_what_a_proposition_and_a_claim_begin_as(
    cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    project(Path("project.qdpx"))
    cli("import", "refi-qda", "project.qdpx", "study")
    written = "".join(path.read_text(encoding="utf-8") for path in Path("study").rglob("*.yaml"))
    begun = re.findall(r"`(To be worded: [^`]+)`", PAGE)
    assert len(begun) == 2
    assert all(each in written for each in begun)


def test_its_limits_are_those_that_are_kept() -> None:
    megabyte = 1024 * 1024
    assert re.findall(r"^\| ([0-9,]+(?: MB)?) \| (.+) \|$", PAGE, re.MULTILINE) == [
        (f"{archive.MAX_XML // megabyte} MB", "of XML"),
        (f"{archive.MAX_TEXT // megabyte} MB", "one text"),
        (f"{archive.MAX_TEXTS // megabyte} MB", "all texts"),
        (f"{archive.MAX_MEMBERS:,}", "files in an archive"),
        (f"{extracting.MAX_CODES:,}", "codes"),
    ]
    assert f"more than {tree.MAX_DEPTH} deep" in PAGE
