"""Which pandoc is taken, what is said where there is none, and that its time, memory and output are bounded."""

import os
import shutil
import sys
from pathlib import Path

import pytest

from policylens.errors import PolicylensError
from policylens.render.word import pandoc
from policylens.render.word.document import document

SITE = "pypandoc"
"""The folder in which the extra keeps its program."""


def program(folder: Path, code: str, name: str = "pandoc") -> Path:
    """Write a program that runs some Python, in a folder of its own."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    path.write_text(f"#!{sys.executable} -I\nimport sys, time\n{code}\n", encoding="utf-8")
    path.chmod(0o755)
    return path


def says(version: str) -> str:
    return f"print('pandoc {version}')"


def without_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take away the folders in which packages are found; what is loaded stays so."""
    monkeypatch.setattr(sys, "path", [each for each in sys.path if not (Path(each) / SITE).is_dir()])


def test_the_systems_own_is_taken_first(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    own = program(tmp_path / "bin", says("2.15"))
    monkeypatch.setenv("PATH", str(own.parent))
    assert pandoc.found() == str(own)


@pytest.mark.parametrize("said", ["2.14.2", "1.19", "nonsense", ""])
def test_one_that_is_too_old_is_passed_over_for_that_of_the_extra(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, said: str
) -> None:
    monkeypatch.setenv("PATH", str(program(tmp_path / "bin", says(said)).parent))
    assert SITE in Path(pandoc.found()).parts


def test_one_that_lies_in_the_working_folder_is_never_run(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    program(tmp_path, says("3.0"))
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PATH", os.pathsep.join([".", ""]))
    assert SITE in Path(pandoc.found()).parts


def test_without_any_it_is_said_how_to_get_one(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    without_the_extra(monkeypatch)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(PolicylensError) as raised:
        document("# Parks\n", "Parks")
    assert raised.value.message == "a Word file is written with pandoc, which is not installed"
    assert raised.value.hint == (
        "install pandoc (pandoc.org), or: pip install 'policylens[word]'; HTML and Markdown need neither"
    )


def test_one_that_is_too_old_is_named_where_there_is_no_other(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    without_the_extra(monkeypatch)
    old = program(tmp_path / "bin", says("2.9.2.1"))
    monkeypatch.setenv("PATH", str(old.parent))
    with pytest.raises(PolicylensError) as raised:
        pandoc.found()
    assert raised.value.message == f"a Word file is written with pandoc 2.15 or newer, and {old} is older"


def test_one_that_cannot_be_started_is_none(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    broken = program(tmp_path / "bin", "")
    broken.write_bytes(b"#!/no/such/program\n")
    monkeypatch.setenv("PATH", str(broken.parent))
    assert SITE in Path(pandoc.found()).parts
    with pytest.raises(PolicylensError, match=r"^pandoc cannot be started: "):
        pandoc.converted(str(broken), [], b"")


def test_it_gets_what_is_given_and_no_shell(tmp_path: Path) -> None:
    echo = program(tmp_path, "sys.stdout.write(sys.argv[1] + sys.stdin.read())")
    assert pandoc.converted(str(echo), ["$(touch x);`touch x`"], b" given") == b"$(touch x);`touch x` given"


@pytest.mark.tool("pandoc")
def test_texts_are_read_in_the_sandbox_and_within_limits(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    real, said = shutil.which("pandoc"), tmp_path / "said"
    code = f"import os; print(sys.argv[1:], file=open({str(said)!r}, 'a')); os.execv({real!r}, sys.argv)"
    monkeypatch.setenv("PATH", str(program(tmp_path / "bin", code).parent))
    document("# Parks\n", "Parks")
    _, reading, writing = said.read_text(encoding="utf-8").splitlines()
    assert "'--sandbox'" in reading
    assert "'--from=json'" in writing
    assert all("'+RTS', '-M1024m', '-RTS'" in each for each in (reading, writing))


def refusal(path: Path) -> PolicylensError:
    with pytest.raises(PolicylensError) as raised:
        pandoc.converted(str(path), [], b"text")
    return raised.value


def test_one_that_takes_too_long_is_ended(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(pandoc, "SECONDS", 1)
    error = refusal(program(tmp_path, "time.sleep(600)"))
    assert error.message == "pandoc takes more than 1 seconds over this briefing"
    assert error.hint == "choose fewer themes or documents, or --format html"


def test_one_that_has_too_much_to_say_is_ended(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(pandoc, "MOST", 1000)
    error = refusal(program(tmp_path, "while True: print('x' * 1000)"))
    assert error.message == "the briefing is too long for a Word file"


@pytest.mark.parametrize("name", [pytest.param("system", marks=pytest.mark.tool("pandoc")), "extra"])
def test_its_memory_is_limited(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, name: str) -> None:
    if name == "extra":
        monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(pandoc, "MEGABYTES", 16)
    with pytest.raises(PolicylensError, match=r"^the briefing is too long for a Word file$"):
        document("# Parks\n\n" + "Some *words* and `more` of them.\n\n" * 40_000, "Parks")


def test_what_it_complains_of_is_told(tmp_path: Path) -> None:
    error = refusal(program(tmp_path, "print('first\\nUnknown option --sandbox.', file=sys.stderr); sys.exit(6)"))
    assert error.message == "pandoc has made no Word file: Unknown option --sandbox."
    assert refusal(program(tmp_path, "sys.exit(6)")).message == "pandoc has made no Word file: exit status 6"
