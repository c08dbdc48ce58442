"""The process in which files are read: its limits, its surroundings, its end."""

import os
import signal
import subprocess
import sys
import time
import venv
from collections.abc import Callable
from pathlib import Path

import pytest

import policylens
from policylens.errors import PolicylensError
from policylens.evidence.confined import Limits
from policylens.evidence.extract import extract
from policylens.evidence.metadata import metadata
from policylens.evidence.processes import run

from .making import lines, paragraphs, pdf, with_body

HOME = Path(policylens.__file__).parents[1]
READ = "import sys; from pathlib import Path; from policylens.evidence.extract import extract;"
READ += "print(extract(Path(sys.argv[1])).text, end='')"
SLOW_PAGE = b"<a " * 100_000
"""What the parser of the standard library is busy with for many minutes."""


Read = Callable[[Path, Limits], object]

each_reader = pytest.mark.parametrize("read", [extract, metadata])
"""For what must hold whatever is read from a file: its text, or what it says of itself."""


def _message(path: Path, limits: Limits, read: Read = extract) -> str:
    with pytest.raises(PolicylensError) as caught:
        read(path, limits)
    assert caught.value.hint
    return caught.value.message


def _slow(folder: Path) -> Path:
    path = folder / "slow.html"
    path.write_bytes(b"<html>" + SLOW_PAGE)
    return path


# --- limits


@each_reader
def test_a_file_that_takes_too_long_is_given_up(tmp_path: Path, read: Read) -> None:
    assert "takes more than 1 seconds" in _message(_slow(tmp_path), Limits(clock=1), read)


@each_reader
def test_a_file_that_takes_too_much_of_the_processor_is_given_up(tmp_path: Path, read: Read) -> None:
    assert "takes more than 1 seconds" in _message(_slow(tmp_path), Limits(processor=1), read)


def test_a_file_that_takes_too_much_memory_is_given_up(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_bytes(b"<p>" + b"word " * 3_000_000)
    assert "takes more than 60 MB of memory" in _message(path, Limits(memory=60 << 20))


def test_a_native_reader_that_gets_no_memory_is_given_up(tmp_path: Path) -> None:
    path = with_body(tmp_path / "a.docx", paragraphs(["Text. " * 10] * 100_000))
    message = _message(path, Limits(memory=150 << 20))
    assert "memory" in message or "damaged" in message


@each_reader
def test_an_answer_that_is_too_long_is_not_taken(tmp_path: Path, read: Read) -> None:
    path = pdf(tmp_path / "a.pdf", lines(*["Some text"] * 50))
    assert "it holds too much text" in _message(path, Limits(answer=20), read)


@each_reader
def test_where_no_process_can_be_started_it_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, read: Read
) -> None:
    path = pdf(tmp_path / "a.pdf", lines("Some text"))
    monkeypatch.setattr(sys, "executable", str(tmp_path / "no-python"))
    with pytest.raises(PolicylensError) as caught:
        read(path, Limits())
    assert caught.value.message.startswith(f"{path} cannot be read: no process can be started to read it: ")


# --- what is run in it


def _run(code: str, given: Path, seconds: float = 20, most: int = 1000) -> tuple[bytes, int, bool, bool]:
    with given.open("rb") as file:
        ended = run([sys.executable, "-c", code], file, seconds, most)
    return ended.output, ended.code, ended.late, ended.long


@pytest.fixture
def given(tmp_path: Path) -> Path:
    path = tmp_path / "given"
    path.write_bytes(b"what is given")
    return path


def test_a_process_gets_the_file_and_its_output_comes_back(given: Path) -> None:
    code = "import sys; print(sys.stdin.read(), end=''); print('noise', file=sys.stderr); sys.exit(3)"
    assert _run(code, given) == (b"what is given", 3, False, False)


def test_a_process_cannot_say_more_than_it_may(given: Path) -> None:
    output, code, late, long = _run("while True: print('a' * 1000)", given)
    assert (len(output), late, long) == (1000, False, True)
    assert code < 0


def test_a_process_that_stops_talking_is_ended_all_the_same(given: Path) -> None:
    code = "import os, time; os.close(1); time.sleep(600)"
    assert _run(code, given, seconds=1)[2]


def test_what_a_process_has_started_ends_with_it(given: Path, tmp_path: Path) -> None:
    note = tmp_path / "child"
    code = f"""
import subprocess, sys, time
child = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(600)'])
open({str(note)!r}, 'w').write(str(child.pid))
time.sleep(600)
"""
    assert _run(code, given, seconds=2)[2]
    assert _is_gone(int(note.read_text()))


def test_ctrl_c_ends_the_worker_too(tmp_path: Path) -> None:
    reading = subprocess.Popen(
        [sys.executable, "-c", READ, str(_slow(tmp_path))],
        stderr=subprocess.DEVNULL,
        preexec_fn=_heeds_ctrl_c,  # noqa: PLW1509 - the tests have one thread
    )
    worker = _child_of(reading.pid)
    reading.send_signal(signal.SIGINT)
    assert reading.wait(20) == -signal.SIGINT
    assert _is_gone(worker)


def _heeds_ctrl_c() -> None:
    """Heed Ctrl-C, also where the tests themselves were started not to: in the background of a shell."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def _child_of(process: int) -> int:
    listing = Path(f"/proc/{process}/task/{process}/children")
    if not listing.parent.exists():
        pytest.skip("processes are looked up in /proc")
    for _ in range(500):
        if children := listing.read_text().split():
            return int(children[0])
        time.sleep(0.02)
    raise AssertionError("no worker was started")


def _is_gone(process: int) -> bool:
    for _ in range(500):
        try:
            os.kill(process, 0)
        except ProcessLookupError:
            return True
        state = Path(f"/proc/{process}/stat")
        if state.exists() and state.read_text().rpartition(")")[2].split()[0] == "Z":
            return True  # nobody has asked after it yet
        time.sleep(0.02)
    return False


# --- where it finds its modules


def _read(path: Path, folder: Path, *python: str, **environment: str) -> "subprocess.CompletedProcess[str]":
    command = [*(python or (sys.executable,)), "-c", READ, str(path)]
    known = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    return subprocess.run(
        command, cwd=folder, env=known | environment, capture_output=True, text=True, timeout=60, check=False
    )


def test_modules_of_the_working_folder_are_never_loaded(tmp_path: Path) -> None:
    path = pdf(tmp_path / "a.pdf", lines("Some text"))
    folder = tmp_path / "folder"
    folder.mkdir()
    for name in ("pypdfium2", "ctypes", "policylens", "sitecustomize", "markupbase"):
        (folder / f"{name}.py").write_text("import os; open('/dev/null'); os._exit(9)")
    # with -P the reading program itself does not look there
    done = _read(path, folder, sys.executable, "-P")
    assert (done.returncode, done.stdout) == (0, "Some text\n")


def test_the_worker_looks_past_the_working_folder_where_the_program_does_not(tmp_path: Path) -> None:
    path = pdf(tmp_path / "a.pdf", lines("Some text"))
    (tmp_path / "pypdfium2.py").write_text("raise SystemExit(9)")
    done = _read(path, tmp_path)
    assert (done.returncode, done.stdout) == (0, "Some text\n")


def test_the_environment_cannot_change_what_the_worker_loads(tmp_path: Path) -> None:
    path = pdf(tmp_path / "a.pdf", lines("Some text"))
    done = _read(path, tmp_path, PYTHONSTARTUP="/nowhere", PYTHONINSPECT="1", PYTHONVERBOSE="", PYTHONUTF8="1")
    assert done.stdout == "Some text\n"


def test_a_package_that_is_only_on_the_python_path_is_found(tmp_path: Path) -> None:
    venv.create(tmp_path / "bare", with_pip=False, symlinks=True)
    python = tmp_path / "bare" / "bin" / "python"
    page = tmp_path / "a.html"
    page.write_text("<p>Some text")
    assert _read(page, tmp_path, str(python), PYTHONPATH=str(HOME)).stdout == "Some text\n"
    assert _read(page, HOME, str(python)).stdout == "Some text\n"


def test_without_the_extra_one_line_says_what_to_install(tmp_path: Path) -> None:
    venv.create(tmp_path / "bare", with_pip=False, symlinks=True)
    python = tmp_path / "bare" / "bin" / "python"
    files = {
        pdf(tmp_path / "a.pdf", lines("Some text")): "PDF",
        with_body(tmp_path / "a.docx", paragraphs(["A"])): "DOCX",
    }
    for path, form in files.items():
        done = _read(path, tmp_path, str(python), PYTHONPATH=str(HOME))
        assert f"this is a {form}, and reading one needs py" in done.stderr.splitlines()[-1]
    hint = _read(next(iter(files)), tmp_path, sys.executable, "-c", _HINT)
    assert hint.stdout.strip() == "pip install 'policylens[sources]'"


_HINT = """
import sys
from pathlib import Path
sys.path.insert(0, str(Path(sys.argv[-1]).parent / "blocked"))
Path(sys.path[0]).mkdir()
Path(sys.path[0], "pypdfium2.py").write_text("raise ImportError('blocked')")
from policylens.errors import PolicylensError
from policylens.evidence.extract import extract
try:
    extract(Path(sys.argv[-1]))
except PolicylensError as error:
    print(error.hint)
"""


def test_a_file_with_any_name_is_read_in_any_locale(tmp_path: Path) -> None:
    names = {"ä ö – 字.pdf": "C", "-x.pdf": "C.UTF-8", "a\nb.pdf": "POSIX"}
    for name, locale in names.items():
        path = pdf(tmp_path / name, lines("Some text"))
        assert _read(path, tmp_path, LC_ALL=locale).stdout == "Some text\n"


def test_nothing_is_written_beside_the_file(tmp_path: Path) -> None:
    path = pdf(tmp_path / "a.pdf", lines("Some text"))
    before = path.stat()
    path.chmod(0o400)
    extract(path)
    assert list(tmp_path.iterdir()) == [path]
    assert path.stat().st_mtime_ns == before.st_mtime_ns
