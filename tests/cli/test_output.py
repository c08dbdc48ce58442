"""Where a result is written, as what, and what is never written over."""

import json
import os
import stat
import threading
from pathlib import Path

import pytest

from .support import SMALL, Cli, small, start

FORMS = {
    ".md": "# Opening hours\n",
    ".markdown": "# Opening hours\n",
    ".MD": "# Opening hours\n",
    ".json": '{\n  "format": 1,\n',
    ".csv": "theme,proposition,text,document,",
    ".txt": "Opening hours\n━━━━━━━━━━━━━\n",
    "": "Opening hours\n━━━━━━━━━━━━━\n",
    ".yaml": "Opening hours\n━━━━━━━━━━━━━\n",
}


@pytest.mark.parametrize("suffix", FORMS)
def test_the_name_of_the_file_decides_what_is_written(cli: Cli, tmp_path: Path, suffix: str) -> None:
    file = tmp_path / f"hours{suffix}"
    outcome = cli("compare", "hours", "-o", str(file), corpus=SMALL)
    assert (outcome.code, outcome.out, outcome.err) == (0, "", "")
    assert file.read_text(encoding="utf-8").startswith(FORMS[suffix])


def test_a_format_that_is_named_comes_before_the_name_of_the_file(cli: Cli, tmp_path: Path) -> None:
    file = tmp_path / "hours.md"
    cli("compare", "hours", "--format", "json", "-o", str(file), corpus=SMALL)
    assert "themes" in json.loads(file.read_text(encoding="utf-8"))


@pytest.mark.parametrize("format", ["table", "markdown", "json", "csv"])
def test_a_file_gets_what_standard_output_would_get(cli: Cli, tmp_path: Path, format: str) -> None:
    file = tmp_path / "out"
    cli("compare", "hours", "--format", format, "-o", str(file), corpus=SMALL)
    assert file.read_text(encoding="utf-8") == cli("compare", "hours", "--format", format, corpus=SMALL).out


@pytest.mark.parametrize("name", ["-", "", "/dev/stdout"])
def test_some_names_are_standard_output(cli: Cli, name: str) -> None:
    assert cli("compare", "hours", "-o", name, corpus=SMALL) == cli("compare", "hours", corpus=SMALL)


def test_a_file_is_utf8_whatever_the_terminal_can_show(cli: Cli, tmp_path: Path) -> None:
    file = tmp_path / "hours.txt"
    cli("compare", "hours", "-o", str(file), corpus=SMALL, encoding="ascii")
    assert "−−" in file.read_text(encoding="utf-8")


def test_no_colours_go_into_a_file(cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    file = tmp_path / "hours.txt"
    cli("compare", "hours", "-o", str(file), corpus=SMALL)
    assert b"\x1b" not in file.read_bytes()


def test_a_file_that_is_there_is_left_alone(cli: Cli, tmp_path: Path) -> None:
    file = tmp_path / "mine.md"
    file.write_text("mine\n", encoding="utf-8")
    outcome = cli("list", "-o", str(file), corpus=SMALL)
    assert outcome.code == 2
    assert outcome.err.splitlines() == [
        f"policylens: {file} is there already",
        "name another file, or add --force to write over it",
    ]
    assert file.read_text(encoding="utf-8") == "mine\n"


def test_force_writes_over_a_file(cli: Cli, tmp_path: Path) -> None:
    file = tmp_path / "mine.md"
    file.write_text("mine\n" * 1000, encoding="utf-8")
    assert cli("list", "-o", str(file), "--force", corpus=SMALL).code == 0
    assert file.read_text(encoding="utf-8") == cli("list", "--format", "markdown", corpus=SMALL).out


@pytest.mark.parametrize("mode", [0o600, 0o640, 0o666, 0o755])
def test_a_file_that_is_written_over_keeps_its_permissions(cli: Cli, tmp_path: Path, mode: int) -> None:
    file = tmp_path / "mine.md"
    file.touch()
    file.chmod(mode)
    cli("list", "-o", str(file), "--force", corpus=SMALL)
    assert stat.S_IMODE(file.stat().st_mode) == mode


@pytest.mark.parametrize(("umask", "mode"), [(0o022, 0o644), (0o077, 0o600), (0o002, 0o664)])
def test_a_new_file_gets_the_permissions_that_the_user_wants(cli: Cli, tmp_path: Path, umask: int, mode: int) -> None:
    file = tmp_path / "new.md"
    before = os.umask(umask)
    try:
        cli("list", "-o", str(file), corpus=SMALL)
        assert os.umask(umask) == umask
    finally:
        os.umask(before)
    assert stat.S_IMODE(file.stat().st_mode) == mode


@pytest.mark.parametrize("name", ["codebook.yaml", "frameworks/council.yaml"])
@pytest.mark.parametrize("way", ["itself", "symlink", "hard link", "another way"])
@pytest.mark.parametrize("command", ["list", "check"])
def test_the_corpus_is_never_written_over(cli: Cli, tmp_path: Path, command: str, name: str, way: str) -> None:
    corpus = small(tmp_path / "corpus")
    file = corpus / name
    before = file.read_bytes()
    link = tmp_path / "link"
    match way:
        case "itself":
            link = file
        case "symlink":
            link.symlink_to(file)
        case "hard link":
            link.hardlink_to(file)
        case _:
            link = corpus / "frameworks" / ".." / name
    outcome = cli(command, "-o", str(link), "--force", corpus=corpus)
    assert outcome.code == 2
    assert outcome.err.splitlines() == [
        f"policylens: {link} is read here and is never written over",
        "name another file",
    ]
    assert file.read_bytes() == before


def test_a_file_of_a_broken_corpus_is_not_written_over_either(cli: Cli, tmp_path: Path) -> None:
    corpus = small(tmp_path / "corpus")
    broken = corpus / "frameworks" / "union.yaml"
    broken.write_text("[", encoding="utf-8")
    assert cli("check", "-o", str(broken), "--force", corpus=corpus).code == 2
    assert broken.read_text(encoding="utf-8") == "["


def test_a_symlink_is_followed(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    target = tmp_path / "elsewhere" / "target.md"
    target.write_text("mine\n", encoding="utf-8")
    link = tmp_path / "link.md"
    link.symlink_to(target)
    assert cli("list", "-o", str(link), corpus=SMALL).code == 2
    assert cli("list", "-o", str(link), "--force", corpus=SMALL).code == 0
    assert link.is_symlink()
    assert target.read_text(encoding="utf-8").startswith("# 4 documents")


def test_a_symlink_to_a_file_that_is_not_there_makes_it(cli: Cli, tmp_path: Path) -> None:
    link = tmp_path / "link.md"
    link.symlink_to(tmp_path / "target.md")
    assert cli("list", "-o", str(link), corpus=SMALL).code == 0
    assert link.is_symlink()
    assert (tmp_path / "target.md").read_text(encoding="utf-8").startswith("# 4 documents")


def test_a_symlink_that_leads_to_itself_is_refused(cli: Cli, tmp_path: Path) -> None:
    link = tmp_path / "link.md"
    link.symlink_to(link)
    outcome = cli("list", "-o", str(link), corpus=SMALL)
    assert outcome.code == 2
    assert outcome.err.startswith(f"policylens: cannot write {link}: ")
    assert link.is_symlink()


def test_a_named_pipe_is_written_to_and_stays(cli: Cli, tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    read: list[bytes] = []
    reader = threading.Thread(target=lambda: read.append(pipe.read_bytes()), daemon=True)
    reader.start()
    outcome = cli("list", "--format", "markdown", "-o", str(pipe), corpus=SMALL)
    reader.join(30)
    assert outcome.code == 0, outcome.err
    assert b"".join(read).startswith(b"# 4 documents")
    assert stat.S_ISFIFO(pipe.stat().st_mode)


def test_a_device_is_written_to(cli: Cli) -> None:
    assert cli("list", "-o", os.devnull, corpus=SMALL).code == 0


def test_a_pipe_that_only_has_a_number_is_written_to() -> None:
    """As in `policylens list -o >(less)`."""
    done = start("list", "--corpus", str(SMALL), "-o", "/dev/fd/1")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("4 documents")


@pytest.mark.parametrize("there", [True, False])
def test_nothing_is_left_behind_when_writing_fails(
    cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, there: bool
) -> None:
    file = tmp_path / "mine.md"
    if there:
        file.write_text("mine\n", encoding="utf-8")
    before = sorted(tmp_path.iterdir())

    def replace(*arguments: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", replace)
    outcome = cli("list", "-o", str(file), "--force", corpus=SMALL)
    assert outcome.code == 2
    assert outcome.err.splitlines()[0] == f"policylens: cannot write {file}: No space left on device"
    assert sorted(tmp_path.iterdir()) == before
    assert not there or file.read_text(encoding="utf-8") == "mine\n"


def test_nothing_is_left_behind_when_writing_is_interrupted(
    cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def replace(*arguments: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Path, "replace", replace)
    assert cli("list", "-o", str(tmp_path / "new.md"), corpus=SMALL).code == 130
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("sign", ["a", "é", "表", "𝄞"])
def test_a_name_may_be_as_long_as_the_system_lets_it(cli: Cli, tmp_path: Path, sign: str) -> None:
    longest = sign * ((255 - len(".md")) // len(sign.encode())) + ".md"
    assert cli("list", "-o", str(tmp_path / longest), corpus=SMALL).code == 0
    assert [file.name for file in tmp_path.iterdir()] == [longest]


def test_nothing_is_left_beside_a_file_that_was_written(cli: Cli, tmp_path: Path) -> None:
    cli("list", "-o", str(tmp_path / "new.md"), corpus=SMALL)
    assert [file.name for file in tmp_path.iterdir()] == ["new.md"]


@pytest.mark.parametrize("command", ["list", "show council", "show council-r01", "compare", "compare hours", "check"])
@pytest.mark.parametrize("suffix", ["md", "json", "csv", "txt"])
def test_every_command_writes_every_format_to_a_file(cli: Cli, tmp_path: Path, command: str, suffix: str) -> None:
    file = tmp_path / f"out.{suffix}"
    assert cli(*command.split(), "-o", str(file), corpus=SMALL).code == 0
    assert file.read_text(encoding="utf-8").endswith("\n")
