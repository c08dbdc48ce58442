"""Every command that reads a file, given everything that is no such file: one clear error in time, and nothing lost."""

import os
import signal
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest
from dna_files import project

from .support import Cli, Outcome, small

STEERING = {chr(code) for code in (*range(0x20), *range(0x7F, 0xA0), *range(0x202A, 0x202F), 0x2028, 0x2029)} - {"\n"}


@pytest.fixture(autouse=True)
def _in_time() -> Iterator[None]:
    """End what waits for ever, and so fail."""
    if not hasattr(signal, "alarm"):
        yield
        return
    signal.alarm(120)
    yield
    signal.alarm(0)


def _symlink_loop(path: Path) -> None:
    other = path.with_name("there-and-back")
    other.symlink_to(path)
    path.symlink_to(other)


DEEP = 20_000
HUGE = 300_000

FILES: Mapping[str, Callable[[Path], object]] = {
    "nothing": lambda path: None,
    "an empty file": lambda path: path.write_bytes(b""),
    "a byte order mark": lambda path: path.write_bytes(b"\xef\xbb\xbf"),
    "NULs": lambda path: path.write_bytes(b"\0" * 5000),
    "a NUL in a text": lambda path: path.write_bytes(b"title: a\0b\n"),
    "no UTF-8": lambda path: path.write_bytes(b"title: \xff\xfe\xed\xa0\x80\n"),
    "every byte": lambda path: path.write_bytes(bytes(range(256)) * 20),
    "every line break": lambda path: path.write_bytes("a: b\r\nc\rd\x0be\x0cf\x85g\u2028h\u2029i\n".encode()),
    "lists in lists": lambda path: path.write_bytes(b"[" * DEEP),
    "mappings in mappings": lambda path: path.write_bytes(b"{a: " * DEEP),
    "elements in elements": lambda path: path.write_bytes(b"<div>" * DEEP + b"a"),
    "brackets in brackets": lambda path: path.write_bytes(b"{{ " + b"(" * DEEP),
    "one long word": lambda path: path.write_bytes(b"a" * HUGE),
    "one long cell": lambda path: path.write_bytes(b'"' + b"a\n" * (HUGE // 2)),
    "codes of a terminal": lambda path: path.write_bytes("\x1b]0;gone\x07\x1b[2J\u202etxet\n".encode()),
    "half a package": lambda path: path.write_bytes(b"PK\x03\x04" + bytes(500)),
    "half a PDF": lambda path: path.write_bytes(b"%PDF-1.7\n1 0 obj\n<</Type/Catalog"),
    "half a database": lambda path: path.write_bytes(b"SQLite format 3\0" + bytes(200)),
    "a folder": Path.mkdir,
    "a link that leads to itself": _symlink_loop,
    "a link to nothing": lambda path: path.symlink_to(path.with_name("gone")),
    **({"a named pipe": os.mkfifo} if hasattr(os, "mkfifo") else {}),
    **({"a device without end": lambda path: path.symlink_to("/dev/zero")} if Path("/dev/zero").exists() else {}),
}
"""What may stand where a file should be: how each is made."""


def _in_corpus(name: str) -> Callable[[Path], tuple[Path, list[str]]]:
    def given(folder: Path) -> tuple[Path, list[str]]:
        corpus = small(folder / "corpus")
        (corpus / name).unlink(missing_ok=True)
        return corpus / name, ["check", "--corpus", str(corpus)]

    return given


def _copy(suffix: str) -> Callable[[Path], tuple[Path, list[str]]]:
    def given(folder: Path) -> tuple[Path, list[str]]:
        (folder / "texts").mkdir()
        corpus = ["--corpus", str(small(folder / "corpus"))]
        return folder / "texts" / f"letter{suffix}", ["check", "--sources", str(folder / "texts"), *corpus]

    return given


def _table(folder: Path) -> tuple[Path, list[str]]:
    for name in ("documents", "themes", "propositions"):
        text = (Path(__file__).parents[1] / "golden" / "csv" / f"{name}.csv").read_bytes()
        (folder / "tables").mkdir(exist_ok=True)
        (folder / "tables" / f"{name}.csv").write_bytes(text)
    return folder / "tables" / "claims.csv", ["import", "csv", str(folder / "tables"), str(folder / "made")]


def _argument(name: str, *command: str) -> Callable[[Path], tuple[Path, list[str]]]:
    """Return what puts a file of this name into a command, where it says FILE; NEW is a folder that is not there."""

    def given(folder: Path) -> tuple[Path, list[str]]:
        corpus = str(small(folder / "corpus"))
        there = {"FILE": str(folder / name), "NEW": str(folder / "made"), "CORPUS": corpus}
        return folder / name, [there.get(word, word) for word in command]

    return given


READERS: Mapping[str, Callable[[Path], tuple[Path, list[str]]]] = {
    "codebook": _in_corpus("codebook.yaml"),
    "document": _in_corpus("frameworks/letter.yaml"),
    "text": _copy(".txt"),
    "Markdown": _copy(".md"),
    "HTML": _copy(".html"),
    "DOCX": _copy(".docx"),
    "PDF": _copy(".pdf"),
    "suggest": _argument("a.txt", "suggest", "FILE", "--corpus", "CORPUS"),
    "sources add": _argument("a.txt", "sources", "add", "letter", "FILE", "--corpus", "CORPUS"),
    "new": _argument("a.md", "new", "mine", "--from", "FILE", "--corpus", "CORPUS"),
    "table": _argument("a.csv", "import", "csv", "FILE", "NEW"),
    "table in a folder": _table,
    "codebook of an import": _argument("c.yaml", "import", "csv", "a.csv", "NEW", "--codebook", "FILE"),
    "DNA": _argument("a.dna", "import", "dna", "FILE", "NEW"),
    "REFI-QDA": _argument("a.qdpx", "import", "refi-qda", "FILE", "NEW"),
    "REFI-QDA codebook": _argument("a.qdc", "import", "refi-qda", "FILE", "NEW"),
    "template": _argument("t.md.j2", "brief", "--template", "FILE", "--corpus", "CORPUS"),
}
"""What reads a file: makes what stands around it, and returns where the file goes and the command."""


def _all_files(folder: Path) -> dict[str, tuple[int, float]]:
    return {str(path): (path.lstat().st_size, path.lstat().st_mtime) for path in sorted(folder.rglob("*"))}


@pytest.mark.parametrize("file", FILES)
@pytest.mark.parametrize("reader", READERS)
def test_whatever_a_file_is_a_command_ends_well(cli: Cli, tmp_path: Path, reader: str, file: str) -> None:
    path, command = READERS[reader](tmp_path)
    FILES[file](path)
    before = _all_files(tmp_path)
    outcome = cli(*command)
    assert outcome.code in (0, 1, 2)
    _said_well(outcome)
    made = {name for name in _all_files(tmp_path) if name not in before}
    assert {name: state for name, state in _all_files(tmp_path).items() if name not in made} == before
    assert outcome.code == 0 or not made


def _said_well(outcome: Outcome) -> None:
    assert "Traceback" not in outcome.err
    assert "this is a bug" not in outcome.err
    assert not STEERING & set(outcome.out + outcome.err)
    if outcome.code == 2:
        assert outcome.err.startswith("policylens")
        assert len(outcome.err.splitlines()) <= 3


NAMES = ["a\nb", "\x1b[31mred", "\u202etxt", " ", "a b", "-x", "--force", "'; rm -rf x", "ä" * 60, "%s{0}", "[bold]"]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(
    "command", ["suggest FILE.txt", "import csv FILE.csv made", "import dna FILE.dna made", "brief --template FILE.j2"]
)
def test_a_name_of_a_file_that_is_not_there_is_shown_on_one_line(cli: Cli, name: str, command: str) -> None:
    words = [f"./{word}".replace("FILE", name) if "FILE" in word else word for word in command.split()]
    outcome = cli(*words)
    assert outcome.code == 2
    _said_well(outcome)


@pytest.mark.parametrize("name", NAMES)
def test_a_corpus_may_lie_in_a_folder_of_any_name(cli: Cli, tmp_path: Path, name: str) -> None:
    outcome = cli("compare", corpus=small(tmp_path / name))
    assert outcome.code == 0
    _said_well(outcome)
    broken = small(tmp_path / f"{name}2", ("codebook.yaml", "format: 1", "format: 9"))
    outcome = cli("compare", corpus=broken)
    assert outcome.code == 2
    _said_well(outcome)


@pytest.mark.parametrize("name", [name for name in NAMES if name.strip()])
def test_a_project_of_any_name_is_imported(cli: Cli, tmp_path: Path, name: str) -> None:
    outcome = cli("import", "dna", str(project(tmp_path / f"{name}.dna")), str(tmp_path / "made"))
    assert outcome.code == 0
    _said_well(outcome)


def test_a_document_that_vanishes_while_the_corpus_is_read_is_said_to_be_gone(cli: Cli, tmp_path: Path) -> None:
    corpus = small(tmp_path / "corpus")
    (corpus / "frameworks" / "gone.yaml").symlink_to(tmp_path / "was-here")  # listed, and not there when it is opened
    outcome = cli("check", corpus=corpus)
    assert outcome.code == 1
    assert "frameworks/gone.yaml" in outcome.out
    assert "the file cannot be read: No such file or directory" in " ".join(outcome.out.split())
