"""The program as a process: its streams, signals and pipes."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
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


READS = """
import os, sys, time
from pathlib import Path

def read(event, arguments):
    if event == "open" and "frameworks" in str(arguments[0]):
        {act}

sys.addaudithook(read)
"""
"""A `sitecustomize` that does something in each process that is about to open a document."""

CTRL_C = {
    "while the program is loaded": """
import os, signal, sys

def interrupt(event, arguments):
    if event == "import" and arguments[0] == "policylens.cli.main":
        os.kill(os.getpid(), signal.SIGINT)

sys.addaudithook(interrupt)
""",
    "at its end": """
import gc, os, signal

gc.freeze = lambda: os.kill(os.getpid(), signal.SIGINT)
""",
}
"""`sitecustomize`s that do what Ctrl-C does, at a moment that they know."""

END_OF_FILE = """
import sys

def end(event, arguments):
    if event == "open" and "codebook.yaml" in str(arguments[0]):
        raise EOFError({text!r})

sys.addaudithook(end)
"""
"""A `sitecustomize` with which reading a codebook ends with an error that Typer has an answer to of its own."""


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


needs_cores = pytest.mark.skipif(
    len(os.sched_getaffinity(0)) < 2 if hasattr(os, "sched_getaffinity") else (os.cpu_count() or 1) < 2,
    reason="this machine has one core, on which one process reads all",
)


@needs_cores
@pytest.mark.parametrize("command", ["compare --all", "check --no-cache"])
def test_ctrl_c_while_several_processes_read_ends_them_all_quietly(tmp_path: Path, large: Path, command: str) -> None:
    """As a terminal does it, which tells them all."""
    reading = tmp_path / "reading"
    reading.mkdir()
    act = f"(Path({str(reading)!r}) / str(os.getpid())).touch(); time.sleep(60)"
    (tmp_path / "sitecustomize.py").write_text(READS.format(act=act), encoding="utf-8")
    with subprocess.Popen(
        [PROGRAM, *command.split(), "--corpus", str(large)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment(PYTHONPATH=str(tmp_path)),
        start_new_session=True,
        preexec_fn=heeds_ctrl_c,  # noqa: PLW1509 - the tests have one thread
    ) as process:
        wait_for(lambda: any(reading.iterdir()))
        os.killpg(process.pid, signal.SIGINT)
        assert process.communicate(timeout=30) == (b"", b"")
    assert process.returncode == 130
    assert not any(Path("/proc", path.name).exists() for path in reading.iterdir())


@needs_cores
def test_ctrl_c_while_several_processes_are_started_ends_them_all_quietly(large: Path) -> None:
    """Whenever that is: as a terminal does it, at ten moments of the time that it takes.

    At the last of them all may have been printed, and Python be about to end, when it heeds the signal no more.
    """
    right = start("check", "--no-cache", "--corpus", str(large)).stdout.encode()
    for moment in range(10):
        with subprocess.Popen(
            [PROGRAM, "check", "--no-cache", "--corpus", str(large)],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=environment(),
            start_new_session=True,
            preexec_fn=heeds_ctrl_c,  # noqa: PLW1509 - the tests have one thread
        ) as process:
            wait_for(lambda: len(list(_children(process.pid))) > 1 or process.poll() is not None)
            time.sleep(moment / 50)
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGINT)
            out, err = process.communicate(timeout=30)
        assert err == b""
        over = process.returncode in (0, -signal.SIGINT)
        assert process.returncode == 130 or (over and out == right)


@needs_cores
@pytest.mark.parametrize("form", ["table", "json"])
def test_a_process_that_is_killed_while_it_reads_for_check_costs_only_time(
    tmp_path: Path, large: Path, form: str
) -> None:
    killed = tmp_path / "killed"
    act = f"Path({str(killed)!r}).exists() or (Path({str(killed)!r}).touch(), os.kill(os.getpid(), 9))"
    (tmp_path / "sitecustomize.py").write_text(READS.format(act=act), encoding="utf-8")
    asked = ("check", "--no-cache", "--format", form, "--corpus", str(large))
    done = start(*asked, PYTHONPATH=str(tmp_path))
    assert killed.exists()
    assert (done.returncode, done.stdout, done.stderr) == (0, start(*asked).stdout, "")


def wait_for(come: Callable[[], bool]) -> None:
    """Wait until something has come, for half a minute at most."""
    end = time.monotonic() + 30
    while not come():
        assert time.monotonic() < end, "it does not come"
        time.sleep(0.01)


def _children(process: int) -> Iterator[str]:
    """Yield the processes that a process has started."""
    for path in Path(f"/proc/{process}/task").glob("*/children"):
        with suppress(OSError):
            yield from path.read_text().split()


@pytest.mark.parametrize("moment", CTRL_C)
def test_ctrl_c_before_and_after_the_command_ends_quietly_too(tmp_path: Path, moment: str) -> None:
    (tmp_path / "sitecustomize.py").write_text(CTRL_C[moment], encoding="utf-8")
    done = subprocess.run(
        [PROGRAM, "--version"],
        capture_output=True,
        env=environment(PYTHONPATH=str(tmp_path)),
        preexec_fn=heeds_ctrl_c,
        check=False,
    )
    assert (done.returncode, done.stderr) == (130, b"")


@pytest.mark.parametrize(
    ("text", "told"), [("nothing more to read", "EOFError: nothing more to read"), ("", "EOFError")]
)
def test_a_bug_of_which_typer_makes_another_error_is_named_as_what_it_was(tmp_path: Path, text: str, told: str) -> None:
    (tmp_path / "sitecustomize.py").write_text(END_OF_FILE.format(text=text), encoding="utf-8")
    done = start("list", "--no-cache", "--corpus", str(SMALL), PYTHONPATH=str(tmp_path))
    assert done.returncode == 3
    assert done.stderr.strip().splitlines() == [
        f"policylens: this is a bug: {told}",
        "please report it, with what POLICYLENS_TRACEBACK=1 prints",
    ]


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
