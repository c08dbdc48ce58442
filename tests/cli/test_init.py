"""`policylens init`: a corpus to begin with."""

import json
import os
from pathlib import Path
from typing import Any

import pytest

from policylens import resources

from .support import Cli, start

EVERY = pytest.mark.parametrize("given", [[], ["--from-bundled"]], ids=["own", "from-bundled"])


def made(cli: Cli, folder: Path, *given: str) -> Path:
    outcome = cli("init", str(folder), *given)
    assert (outcome.code, outcome.err) == (0, "")
    return folder


def files(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())


@EVERY
def test_a_new_corpus_is_in_order(cli: Cli, tmp_path: Path, given: list[str]) -> None:
    corpus = made(cli, tmp_path / "mine", *given)
    assert files(corpus) == [
        ".policylens/codebook.schema.json",
        ".policylens/document.schema.json",
        "README.md",
        "codebook.yaml",
        "frameworks/example.yaml",
    ]
    outcome = cli("check", "--strict", corpus=corpus)
    assert (outcome.code, outcome.err) == (0, "")
    assert outcome.out.endswith("No problems.\n")


@EVERY
@pytest.mark.parametrize("command", ["list", "compare", "brief", "show example", "crossref", "export json"])
def test_every_command_works_on_it(cli: Cli, tmp_path: Path, given: list[str], command: str) -> None:
    corpus = made(cli, tmp_path / "mine", *given)
    outcome = cli(*command.split(), corpus=corpus)
    assert outcome.code == 0, outcome.err
    assert "Example" in outcome.out or command == "crossref"


@EVERY
def test_the_schemas_that_its_files_name_are_there(cli: Cli, tmp_path: Path, given: list[str]) -> None:
    corpus = made(cli, tmp_path / "mine", *given)
    for name, kind in (("codebook.yaml", "codebook"), ("frameworks/example.yaml", "document")):
        first = (corpus / name).read_text(encoding="utf-8").splitlines()[0]
        before, _, path = first.partition("$schema=")
        assert before == "# yaml-language-server: "
        assert json.loads(((corpus / name).parent / path).read_text(encoding="utf-8"))["title"] == kind


def test_the_bundled_codebook_is_taken_as_it_is(cli: Cli, tmp_path: Path) -> None:
    corpus = made(cli, tmp_path / "mine", "--from-bundled")
    copied = (corpus / "codebook.yaml").read_text(encoding="utf-8").partition("\n")[2]
    assert copied == (resources.data() / "codebook.yaml").read_text(encoding="utf-8")


@EVERY
def test_what_is_said_next_can_be_typed(cli: Cli, tmp_path: Path, given: list[str]) -> None:
    """On the screen, and in the README inside the folder."""
    said = cli("init", str(tmp_path / "my corpus"), *given).out
    read = (tmp_path / "my corpus" / "README.md").read_text(encoding="utf-8")
    for text, folder in ((said, tmp_path), (read, tmp_path / "my corpus")):
        commands = [line.strip() for line in text.splitlines() if line.strip().startswith("policylens ")]
        assert len(commands) >= 3
        for number, command in enumerate(commands):
            shown = command.replace("my-document", f"document-{folder.name[0]}{number}")
            script = f"cd '{folder}' && {shown}"
            assert os.system(f"({script}) > '{tmp_path}/out' 2>&1") == 0, (tmp_path / "out").read_text("utf-8")


@pytest.mark.parametrize("given", ["empty", "below/there"])
def test_an_empty_folder_will_do_and_folders_above_are_made(cli: Cli, tmp_path: Path, given: str) -> None:
    (tmp_path / "empty").mkdir()
    assert cli("check", corpus=made(cli, tmp_path / given)).code == 0


def test_the_folder_that_one_is_in_will_do(cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    made(cli, Path())
    assert cli("check", "--strict", corpus=Path()).code == 0


@pytest.mark.parametrize("name", ["full", "file", "file/below", "link"])
def test_what_is_there_is_left_alone(cli: Cli, tmp_path: Path, name: str) -> None:
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "notes.txt").write_text("mine", encoding="utf-8")
    (tmp_path / "file").write_text("mine", encoding="utf-8")
    (tmp_path / "link").symlink_to(tmp_path / "nowhere")
    before = files(tmp_path)
    outcome = cli("init", str(tmp_path / name))
    assert outcome.code == 2
    assert outcome.err.splitlines()[1] == "name a folder that is not there yet, or an empty one"
    assert files(tmp_path) == before


def test_where_writing_fails_nothing_stays(cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As on a disk that is full after the first files."""
    really = Path.open

    def full(path: Path, mode: str = "r", *given: Any, **named: Any) -> Any:
        if path.name == "example.yaml" and not mode.startswith("r"):
            raise OSError(28, "No space left on device")
        return really(path, mode, *given, **named)

    monkeypatch.setattr(Path, "open", full)
    outcome = cli("init", str(tmp_path / "a" / "b"))
    assert outcome.code == 2
    assert "No space left on device" in outcome.err
    assert list(tmp_path.iterdir()) == []


def test_the_installed_program_begins_a_corpus(tmp_path: Path) -> None:
    done = start("init", str(tmp_path / "mine"))
    assert (done.returncode, done.stderr) == (0, "")
    assert start("check", "--strict", "--corpus", str(tmp_path / "mine")).returncode == 0
