"""The program as a process: its streams, signals and pipes."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from .support import PROGRAM, SMALL, environment, generated, start

SLOW_DISK = """
import os, sys, time

def wait(event, arguments):
    if event == "open" and "frameworks" in str(arguments[0]):
        os.write({told}, b"reading")
        time.sleep(60)

sys.addaudithook(wait)
"""
"""A `sitecustomize` that makes the first document take a minute to open, and says so."""


def heeds_ctrl_c() -> None:
    """Heed Ctrl-C, also where the tests themselves were started not to: in the background of a shell."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return generated(tmp_path_factory.mktemp("large") / "corpus", 100)


@pytest.mark.parametrize("command", ["compare --all", "check"])
def test_ctrl_c_while_reading_ends_quietly(tmp_path: Path, command: str) -> None:
    some = generated(tmp_path / "some", 20)  # few enough for one process to read them all
    told, tell = os.pipe()
    (tmp_path / "sitecustomize.py").write_text(SLOW_DISK.format(told=tell), encoding="utf-8")
    with subprocess.Popen(
        [PROGRAM, *command.split(), "--corpus", str(some)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment(PYTHONPATH=str(tmp_path)),
        pass_fds=[tell],
        preexec_fn=heeds_ctrl_c,  # noqa: PLW1509 - the tests have one thread
    ) as process:
        os.close(tell)
        assert os.read(told, 7) == b"reading"
        os.close(told)
        process.send_signal(signal.SIGINT)
        assert process.communicate(timeout=30) == (b"", b"")
    assert process.returncode == 130


def test_ctrl_c_while_writing_ends_quietly(large: Path) -> None:
    """Nobody reads the pipe, so that the program waits in the middle of its result."""
    with subprocess.Popen(
        [PROGRAM, "compare", "--all", "--format", "json", "--corpus", str(large)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment(),
        preexec_fn=heeds_ctrl_c,  # noqa: PLW1509 - the tests have one thread
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        assert os.read(process.stdout.fileno(), 1) == b"{"
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=30) == 130
        assert process.stderr.read() == b""


@pytest.mark.parametrize(
    "command", ["list", "compare --all --format json", "export jsonl", "check", "compare --help", "--version"]
)
def test_a_reader_that_has_gone_is_no_error(command: str) -> None:
    read, write = os.pipe()
    os.close(read)
    done = subprocess.run(
        [PROGRAM, *command.split()], stdout=write, stderr=subprocess.PIPE, env=environment(), check=False
    )
    os.close(write)
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.tool("bash")
@pytest.mark.parametrize("command", ["list", "compare --all --format json"])
def test_head_takes_the_first_line_and_nothing_complains(command: str) -> None:
    line = f'"$0" {command} | head -n 1; echo "${{PIPESTATUS[@]}}"'
    done = subprocess.run(
        ["bash", "-c", line, PROGRAM], capture_output=True, text=True, encoding="utf-8", env=environment(), check=False
    )
    assert done.stderr == ""
    first, codes = done.stdout.splitlines()
    assert first in ("5 documents", "{")
    assert codes == "0 0"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
@pytest.mark.parametrize("command", ["list", "show fabian --format json"])
def test_a_full_disk_is_told_in_a_line(command: str) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [PROGRAM, *command.split()], stdout=full, stderr=subprocess.PIPE, env=environment(), check=False
        )
    assert done.stderr.decode() == "policylens: cannot write to standard output: No space left on device\n"
    assert done.returncode == 2


@pytest.mark.tool("bash")
@pytest.mark.parametrize(
    ("streams", "command", "code"), [(">&-", "list", 0), (">&-", "show nobody", 2), ("2>&-", "show nobody", 2)]
)
def test_closed_streams_do_no_harm(streams: str, command: str, code: int) -> None:
    done = subprocess.run(
        ["bash", "-c", f'"$0" {command} {streams}', PROGRAM], capture_output=True, env=environment(), check=False
    )
    assert done.returncode == code
    assert b"Traceback" not in done.stderr


def test_the_result_is_utf8_where_that_is_understood_and_ascii_in_the_c_locale() -> None:
    arguments = ("compare", "hours", "--corpus", str(SMALL))
    assert "−−" in start(*arguments, PYTHONIOENCODING="utf-8").stdout
    plain = start(*arguments, LC_ALL="C").stdout
    assert plain.isascii()
    assert "--" in plain


@pytest.mark.parametrize("form", ["markdown", "json", "csv"])
def test_what_other_programs_read_is_utf8_in_every_locale(form: str) -> None:
    done = start("compare", "hours", "--corpus", str(SMALL), "--format", form, LC_ALL="C", PYTHONIOENCODING="ascii")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == start("compare", "hours", "--corpus", str(SMALL), "--format", form).stdout


def test_python_m_policylens_is_the_program() -> None:
    arguments = ["compare", "hours", "--corpus", str(SMALL)]
    done = subprocess.run(
        [sys.executable, "-m", "policylens", *arguments],
        capture_output=True,
        text=True,
        encoding="utf-8",
        env=environment(),
        check=False,
    )
    assert (done.returncode, done.stdout) == (0, start(*arguments).stdout)


def test_python_m_policylens_calls_itself_policylens() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "policylens", "shwo"], capture_output=True, text=True, env=environment(), check=False
    )
    assert done.stderr.splitlines()[0] == "policylens: No such command 'shwo'. Did you mean 'show'?"


def test_the_width_is_that_of_columns() -> None:
    for columns in ("72", "100"):
        lines = start("compare", "hours", "--corpus", str(SMALL), COLUMNS=columns).stdout.splitlines()
        assert int(columns) - 8 <= max(len(line) for line in lines) <= int(columns)
