"""Digests: the same for the same content wherever it lies, another for whatever makes a difference."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from hashlib import blake2b
from pathlib import Path

import pytest
from conftest import CORPORA, ROOT
from hypothesis import example, given
from hypothesis import strategies as st

from policylens.corpus.folder import files
from policylens.errors import PolicylensError
from policylens.store.fingerprint import digest, of_contents, of_corpus, of_program, of_records

Change = Callable[[Path], object]


def test_a_digest_can_name_a_file() -> None:
    assert digest([b"a"]).isalnum()
    assert len(digest([b"a"])) == len(digest([])) == 40


def test_a_digest_is_blake2b_of_the_parts_with_their_lengths() -> None:
    """So that it is the same on every machine, and in every process."""
    whole = (2).to_bytes(8, "big") + b"ab" + bytes(8) + (1).to_bytes(8, "big") + b"c"
    assert digest([b"ab", b"", b"c"]) == blake2b(whole, digest_size=20).hexdigest()


@given(one=st.lists(st.binary(max_size=4), max_size=4), other=st.lists(st.binary(max_size=4), max_size=4))
@example(one=[b"ab"], other=[b"a", b"b"])
@example(one=[b"a", b"b"], other=[b"b", b"a"])
@example(one=[], other=[b""])
def test_other_parts_have_another_digest(one: list[bytes], other: list[bytes]) -> None:
    assert (digest(one) == digest(other)) == (one == other)


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    return shutil.copytree(CORPORA / "small", tmp_path / "corpus")


def rewritten(path: Path, change: Callable[[bytes], bytes]) -> None:
    """Change what a file holds, but not its times."""
    about = path.stat()
    path.write_bytes(change(path.read_bytes()))
    os.utime(path, ns=(about.st_atime_ns, about.st_mtime_ns))


def one_byte(path: Path) -> None:
    """Change a byte in the middle of a file: neither its size nor its times tell."""
    rewritten(path, lambda data: data[: len(data) // 2] + b"~" + data[len(data) // 2 + 1 :])


def swapped(root: Path) -> None:
    """Let two documents stand in each other's file."""
    first, second = root / "frameworks" / "council.yaml", root / "frameworks" / "union.yaml"
    first.rename(root / "between")
    second.rename(first)
    (root / "between").rename(second)


def in_place_of(path: Path, make: Change) -> None:
    path.unlink()
    make(path)


DIFFERENT: dict[str, Change] = {
    "a byte of the codebook": lambda root: one_byte(root / "codebook.yaml"),
    "a byte of a document": lambda root: one_byte(root / "frameworks" / "union.yaml"),
    "a byte at the end of a document": lambda root: rewritten(root / "frameworks" / "union.yaml", lambda d: d[:-1]),
    "a document more": lambda root: (root / "frameworks" / "new.yaml").touch(),
    "a document more, of the other ending": lambda root: (root / "frameworks" / "new.YML").touch(),
    "a document less": lambda root: (root / "frameworks" / "union.yaml").unlink(),
    "a document of another name": lambda root: (root / "frameworks" / "union.yaml").rename(
        root / "frameworks" / "z.yaml"
    ),
    "documents in each other's file": swapped,
    "a document that is a folder": lambda root: in_place_of(root / "frameworks" / "union.yaml", Path.mkdir),
    "a document that is a pipe": lambda root: in_place_of(root / "frameworks" / "union.yaml", os.mkfifo),
    "a document that is a link to nothing": lambda root: in_place_of(
        root / "frameworks" / "union.yaml", lambda path: path.symlink_to("nothing")
    ),
    "a codebook that is a folder": lambda root: in_place_of(root / "codebook.yaml", Path.mkdir),
    "no documents": lambda root: shutil.rmtree(root / "frameworks"),
}

ALIKE: dict[str, Change] = {
    "nothing": lambda root: None,
    "times": lambda root: os.utime(root / "codebook.yaml", (0, 0)),
    "permissions": lambda root: (root / "codebook.yaml").chmod(0o400),
    "a file that is no document": lambda root: (root / "frameworks" / "notes.txt").touch(),
    "a hidden file": lambda root: (root / "frameworks" / ".union.yaml").touch(),
    "a file beside the codebook": lambda root: (root / "README.yaml").touch(),
    "a link in a document's place": lambda root: (
        (root / "frameworks" / "union.yaml").rename(root / "elsewhere"),
        (root / "frameworks" / "union.yaml").symlink_to(root / "elsewhere"),
    ),
}


@pytest.mark.parametrize("change", DIFFERENT.values(), ids=DIFFERENT)
def test_a_corpus_that_differs_has_another_digest(corpus: Path, change: Change) -> None:
    before = of_corpus(corpus)
    change(corpus)
    assert of_corpus(corpus) != before


@pytest.mark.parametrize("change", ALIKE.values(), ids=ALIKE)
def test_what_is_not_read_as_part_of_a_corpus_makes_no_difference(corpus: Path, change: Change) -> None:
    before = of_corpus(corpus)
    change(corpus)
    assert of_corpus(corpus) == before


def test_all_that_differ_have_digests_of_their_own(tmp_path: Path) -> None:
    found = set()
    for number, change in enumerate(DIFFERENT.values()):
        change(shutil.copytree(CORPORA / "small", tmp_path / str(number)))
        found.add(of_corpus(tmp_path / str(number)))
    # a folder and a pipe in a document's place are told apart by nothing, and need not be
    assert len(found) == len(DIFFERENT) - 1


def test_a_corpus_has_its_digest_wherever_it_lies(corpus: Path) -> None:
    assert of_corpus(corpus) == of_corpus(CORPORA / "small")


def test_files_have_the_digest_of_the_folder_in_which_they_would_stand(corpus: Path) -> None:
    there = {path.relative_to(corpus).as_posix(): path.read_bytes() for path in files(corpus)}
    assert of_contents(there, there.__getitem__) == of_corpus(corpus)


def test_a_changed_corpus_that_is_changed_back_has_its_old_digest(corpus: Path) -> None:
    before = of_corpus(corpus)
    shutil.rmtree(corpus / "frameworks")
    assert of_corpus(corpus) != before
    for name in sorted(os.listdir(CORPORA / "small" / "frameworks"), reverse=True):
        (corpus / "frameworks").mkdir(exist_ok=True)
        shutil.copy(CORPORA / "small" / "frameworks" / name, corpus / "frameworks")
    assert of_corpus(corpus) == before


@pytest.mark.parametrize("name", ["nowhere", "corpus/frameworks", "corpus/codebook.yaml"])
def test_what_is_no_corpus_has_no_digest(corpus: Path, name: str) -> None:
    with pytest.raises(PolicylensError):
        of_corpus(corpus.parent / name)


TELL = "from policylens.store.fingerprint import of_program, of_records; print(of_program(), of_records())"


def told(checkout: Path) -> tuple[str, str]:
    """Return the digests of the program in a checkout and of its records, as it tells them itself."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    done = subprocess.run(
        [sys.executable, "-c", TELL],
        capture_output=True,
        text=True,
        check=False,
        env=environment | {"PYTHONPATH": str(checkout / "src")},
    )
    assert done.stderr == ""
    program, records = done.stdout.split()
    return program, records


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """Return a copy of what the program is made of."""
    leave_out = shutil.ignore_patterns("__pycache__", "prepared")
    for name in ("src", "templates"):
        shutil.copytree(ROOT / name, tmp_path / "checkout" / name, ignore=leave_out)
    return tmp_path / "checkout"


def later(path: Path) -> None:
    """Let a file be as if written anew, with the same content."""
    about = path.stat()
    os.utime(path, ns=(about.st_atime_ns, about.st_mtime_ns + 1))


ANOTHER_PROGRAM: dict[str, Change] = {
    "a module written anew": lambda package: later(package / "render" / "wording.py"),
    "a module of another size": lambda package: rewritten(package / "errors.py", lambda data: data + b"\n"),
    "a module more": lambda package: (package / "analysis" / "more.py").touch(),
    "a module less": lambda package: (package / "analysis" / "crossref.py").unlink(),
    "a module of another name": lambda package: (package / "kinds.py").rename(package / "sorts.py"),
    "a package more": lambda package: shutil.copytree(package / "store", package / "store2"),
    "a template written anew": lambda package: later(package.parents[1] / "templates" / "page.md.j2"),
}

THE_SAME_PROGRAM: dict[str, Change] = {
    "nothing": lambda package: None,
    "compiled modules": lambda package: (
        (package / "__pycache__").mkdir(exist_ok=True),
        (package / "__pycache__" / "more.pyc").touch(),
    ),
    "a prepared corpus": lambda package: ((package / "prepared").mkdir(), (package / "prepared" / "a.json").touch()),
    "data": lambda package: ((package / "shipped").mkdir(), (package / "shipped" / "a.yaml").touch()),
    "a lock of an editor": lambda package: (package / ".#main.py").symlink_to("somebody@somewhere.4711"),
    "a pipe": lambda package: os.mkfifo(package / "pipe"),
}


@pytest.mark.parametrize("change", ANOTHER_PROGRAM.values(), ids=ANOTHER_PROGRAM)
def test_another_program_has_another_digest(checkout: Path, change: Change) -> None:
    before, _ = told(checkout)
    change(checkout / "src" / "policylens")
    assert told(checkout)[0] != before


@pytest.mark.parametrize("change", THE_SAME_PROGRAM.values(), ids=THE_SAME_PROGRAM)
def test_what_is_not_of_the_program_makes_no_difference(checkout: Path, change: Change) -> None:
    before = told(checkout)
    change(checkout / "src" / "policylens")
    assert told(checkout) == before


OF_RECORDS = ["model.py", "kinds.py", "store/snapshot.py", "corpus/reader.py", "corpus/checks.py", "corpus/schema.py"]


@pytest.mark.parametrize("name", OF_RECORDS)
def test_other_records_have_another_digest(checkout: Path, name: str) -> None:
    """So that no snapshot outlives the reading of the files that it was made by."""
    _, before = told(checkout)
    rewritten(checkout / "src" / "policylens" / name, lambda data: data.replace(b'"""', b'""" ', 1))
    assert told(checkout)[1] != before


def test_the_records_have_their_digest_on_every_machine(checkout: Path) -> None:
    """The place and the times of the modules make no difference, nor do those that make no records."""
    for path in (checkout / "src").rglob("*.py"):
        os.utime(path, (0, 0))
    rewritten(checkout / "src" / "policylens" / "render" / "wording.py", lambda data: data + b"\n")
    assert told(checkout)[1] == of_records()


def test_the_digests_are_the_same_when_asked_again() -> None:
    assert (of_program(), of_records()) == (of_program(), of_records())
