"""Several processes at once, killed ones, and a cache that cannot be written: the answer is the right one."""

import os
import shlex
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from cli.support import PROGRAM, Cli, Outcome, environment, generated, small, start
from faults import user

from policylens.store.cache import folder
from policylens.store.index.places import place_of
from store import indexes

from .support import edit

LIMITED = """
import resource, signal, sys
from policylens.cli.main import run

resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[1]),) * 2)
signal.signal(signal.SIGXFSZ, signal.SIG_DFL if sys.argv[2] == "killed" else signal.SIG_IGN)
sys.exit(run(sys.argv[3:]))
"""
"""Runs the program in a process that can write no file beyond so many bytes, and is killed if it tries, or told."""

KILLED = """
import os, signal, sys
from policylens.cli.main import run

left = [int(sys.argv[1])]

def count(event, arguments):
    if event == "open" and "frameworks" in str(arguments[0]) or event.startswith("sqlite3.connect"):
        left[0] -= 1
        if not left[0]:
            os.kill(os.getpid(), signal.SIGKILL)

sys.addaudithook(count)
sys.exit(run(sys.argv[2:]))
"""
"""Runs the program in a process that is killed at the so-manyth opening of a document or an index."""


def python(code: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run a program in a process that keeps no compiled modules: they could be cut off, for all who come after."""
    return subprocess.run(
        [sys.executable, "-c", code, *arguments],
        capture_output=True,
        text=True,
        encoding="utf-8",
        env=environment(PYTHONDONTWRITEBYTECODE="1"),
        check=False,
    )


def index_of(root: Path) -> Path:
    """Return where the program keeps the index of a corpus."""
    place = folder()
    assert place is not None
    return place_of(place, root)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return small(tmp_path / "corpus")


def right(cli: Cli, line: str, root: Path) -> Outcome:
    """Return what the program says without the index."""
    outcome = cli(*asked(line, root), "--no-cache")
    assert (outcome.code, outcome.err) == (0, "")
    return outcome


def asked(line: str, root: Path) -> list[str]:
    return [*shlex.split(line), "--corpus", str(root)]


def assert_right(cli: Cli, line: str, root: Path) -> None:
    """Assert that the program says what it says without the index, and leaves a sound one."""
    assert cli(*asked(line, root)) == right(cli, line, root)
    assert indexes.is_whole(indexes.alone(index_of(root)))


@pytest.mark.parametrize("line", ["export json", "search roof"])
@pytest.mark.parametrize("most", [0, 5_000, 60_000])
def test_killed_at_a_write_it_is_right_the_next_time(cli: Cli, root: Path, line: str, most: int) -> None:
    done = python(LIMITED, str(most), "killed", *asked(line, root))
    assert done.returncode == -signal.SIGXFSZ
    assert_right(cli, line, root)


@pytest.mark.parametrize("most", [1, 20_000])
def test_killed_at_a_write_of_what_has_changed_it_is_right_the_next_time(cli: Cli, root: Path, most: int) -> None:
    assert start(*asked("search roof", root)).returncode == 0
    edit(root, "letter", "The Mill Road roof leaks.", "The Mill Road roof leaks still.")
    python(LIMITED, str(most), "killed", *asked("search roof", root))
    assert_right(cli, "search roof", root)


@pytest.mark.parametrize("number", [1, 2, 4])
def test_killed_while_it_reads_it_is_right_the_next_time(cli: Cli, root: Path, number: int) -> None:
    done = python(KILLED, str(number), *asked("export json", root))
    assert done.returncode == -signal.SIGKILL
    assert_right(cli, "export json", root)


@pytest.mark.parametrize("line", ["export json", "search roof"])
@pytest.mark.parametrize("most", [0, 20_000])
def test_with_a_full_disk_the_answer_is_the_same(cli: Cli, root: Path, line: str, most: int) -> None:
    done = python(LIMITED, str(most), "told", *asked(line, root))
    assert (done.returncode, done.stdout, done.stderr) == (0, right(cli, line, root).out, "")


def test_two_that_build_it_at_once_both_have_the_answer(cli: Cli, tmp_path: Path) -> None:
    root = generated(tmp_path / "corpus", 60, propositions=2)
    command = [PROGRAM, *asked("show borough-007", root)]
    both = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment()) for _ in range(2)]
    told = [process.communicate()[0] for process in both]
    assert [process.returncode for process in both] == [0, 0]
    assert told[0] == told[1] == right(cli, "show borough-007", root).out
    assert indexes.is_whole(indexes.alone(index_of(root)))


def test_one_that_reads_does_not_wait_for_one_that_writes(cli: Cli, root: Path) -> None:
    assert_right(cli, "export json", root)
    with indexes.opened(index_of(root)) as writing:
        writing.execute("PRAGMA journal_mode = WAL")
        writing.execute("BEGIN IMMEDIATE")
        writing.execute("DELETE FROM documents")
        assert start(*asked("export json", root)).stdout == right(cli, "export json", root).out
        writing.execute("ROLLBACK")


@pytest.fixture
def closed() -> Iterator[Path]:
    """Make a folder with a corpus and its index that everybody can read, and nobody else can write."""
    place = Path(tempfile.mkdtemp())
    small(place / "corpus")
    start(*asked("search roof", place / "corpus"), XDG_CACHE_HOME=str(place / "cache"))
    for path in (place, *place.rglob("*")):
        path.chmod(0o555 if path.is_dir() else 0o444)
    yield place
    for path in (place, *place.rglob("*")):
        path.chmod(0o755)
    shutil.rmtree(place)


@pytest.mark.skipif(not user.python(), reason="no user without privileges can run this Python")
@pytest.mark.parametrize("line", ["export json", "search roof", "search volunteers"])
def test_an_index_that_one_cannot_write_costs_only_time(cli: Cli, closed: Path, line: str) -> None:
    done = user.run(f"{line} --corpus corpus", closed, XDG_CACHE_HOME=str(closed / "cache"))
    assert (done.code, done.out, done.err) == (0, right(cli, line, closed / "corpus").out, "")


def test_no_process_is_left_of_one_that_was_killed(cli: Cli, tmp_path: Path) -> None:
    root = generated(tmp_path / "corpus", 60, propositions=2)
    done = python(KILLED, "1", *asked("list", root))
    assert done.returncode == -signal.SIGKILL
    assert os.fsencode(root) not in b"".join(_command_lines())
    assert_right(cli, "list", root)


def _command_lines() -> Iterator[bytes]:
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            yield path.read_bytes()
        except OSError:
            continue
