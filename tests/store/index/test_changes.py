"""Every change of a corpus' files is seen, and only what has changed is read again."""

import os
import shutil
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from cli.support import STANCE_OUT_OF_RANGE, generated, small

from policylens.corpus.loader import load
from policylens.errors import PolicylensError
from policylens.store.fingerprint import of_corpus
from policylens.store.index import files
from policylens.store.index.changes import current_digest

from .support import assert_as_loaded, corpus_of, edit, file_of, files_read, heard, index_of, opened, whole


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Return a corpus that is in its index."""
    root = small(tmp_path / "corpus")
    assert_as_loaded(root)
    return root


def replace(root: Path, name: str, old: str, new: str) -> None:
    """Change a document at the same size, and set its times back."""
    path = file_of(root, name)
    about = path.stat()
    assert len(old) == len(new)
    edit(root, name, old, new)
    os.utime(path, ns=(about.st_atime_ns, about.st_mtime_ns))
    assert (path.stat().st_size, path.stat().st_mtime_ns) == (about.st_size, about.st_mtime_ns)


def put(root: Path, name: str, make: Callable[[Path], object]) -> None:
    """Put something else in the place of a document."""
    file_of(root, name).unlink()
    make(file_of(root, name))


def write(root: Path, name: str, text: str) -> None:
    file_of(root, name).write_text(text, encoding="utf-8")


def call(root: Path, name: str) -> None:
    """Give the union another name."""
    edit(root, "union", "short_name: Staff Union", f"short_name: {name}")


MAYOR = "format: 1\nid: mayor\ntitle: A speech\n"


def cite(root: Path) -> None:
    """Let the letter refer to the mayor's speech."""
    edit(root, "letter", "topics: [mill-road]", "topics: [mill-road]\n    refers_to: [mayor]")


def rename(root: Path) -> None:
    file_of(root, "letter").rename(file_of(root, "note"))
    edit(root, "note", "id: letter\n", "id: note\n")


def swap_names(root: Path) -> None:
    edit(root, "council", "short_name: Council", "short_name: Staff Union")
    call(root, "Council")


CHANGES: dict[str, Callable[[Path], object]] = {
    "edited": lambda root: call(root, "The union"),
    "edited at the same size, its times set back": lambda root: replace(
        root, "union", "name: Staff Union", "name: Staff Onion"
    ),
    "touched": lambda root: file_of(root, "union").touch(),
    "its times set back to before all": lambda root: os.utime(file_of(root, "union"), (1, 1)),
    "closed to all others": lambda root: file_of(root, "union").chmod(0o600),
    "added": lambda root: write(root, "mayor", MAYOR),
    "removed": lambda root: file_of(root, "letter").unlink(),
    "renamed with its id": rename,
    "renamed without": lambda root: file_of(root, "letter").rename(file_of(root, "note")),
    "renamed so that it ends otherwise": lambda root: file_of(root, "letter").rename(root / "frameworks/letter.yml"),
    "hidden": lambda root: file_of(root, "letter").rename(root / "frameworks/.letter.yaml"),
    "emptied": lambda root: file_of(root, "letter").write_bytes(b""),
    "no longer text": lambda root: file_of(root, "letter").write_bytes(b"\xff\xfe\x00"),
    "a folder": lambda root: put(root, "letter", Path.mkdir),
    "a pipe": lambda root: put(root, "letter", os.mkfifo),
    "a link to itself": lambda root: put(root, "letter", lambda path: path.symlink_to(path)),
    "a link to another": lambda root: put(root, "letter", lambda path: path.symlink_to("union.yaml")),
    "a link to nothing": lambda root: put(root, "letter", lambda path: path.symlink_to("nothing")),
    "a codebook that has changed": lambda root: (root / "codebook.yaml").write_text(
        (root / "codebook.yaml").read_text(encoding="utf-8").replace("Opening hours", "Hours"), encoding="utf-8"
    ),
    "a codebook that is wrong": lambda root: (root / "codebook.yaml").write_text("format: 1\n", encoding="utf-8"),
    "a codebook without a theme": lambda root: (root / "codebook.yaml").write_text(
        (root / "codebook.yaml").read_text(encoding="utf-8").replace("  money:", "  funds:"), encoding="utf-8"
    ),
    "names that two have swapped": swap_names,
    "two of one name": lambda root: call(root, "Council"),
    "two of one name in other letters": lambda root: edit(
        root, "union", "short_name: Staff Union", "short_name: COUNCIL"
    ),
    "two claims of one id": lambda root: edit(root, "union", "id: union-p01", "id: council-r02"),
    "a claim twice in one file": lambda root: edit(root, "letter", "claims:\n", "claims:\n  - {id: letter-d01}\n"),
    "two documents of one id": lambda root: shutil.copy(file_of(root, "letter"), file_of(root, "note")),
    "an error": lambda root: edit(root, "union", "stance: -2", "stance: -3"),
    "an error, and the id of another's claim": lambda root: (
        edit(root, "union", "stance: -2", "stance: -3"),
        edit(root, "union", "id: union-p01", "id: council-r02"),
    ),
    "an error, and the name of another": lambda root: (
        edit(root, "union", "stance: -2", "stance: -3"),
        call(root, "Council"),
    ),
    "errors in two of one name": lambda root: (
        edit(root, "union", "short_name: Staff Union", "short_name: Council\nodd: key"),
        edit(root, "council", "short_name: Council", "short_name: Council\nodd: key"),
    ),
    "a name that is no text": lambda root: shutil.copy(
        file_of(root, "letter"), os.fsencode(root) + b"/frameworks/\xff.yaml"
    ),
    "a name with a line's end": lambda root: shutil.copy(file_of(root, "letter"), root / "frameworks/a\nb.yaml"),
    "no documents": lambda root: [path.unlink() for path in (root / "frameworks").iterdir()],
    "no folder of documents": lambda root: shutil.rmtree(root / "frameworks"),
    "another document that is referred to": lambda root: (write(root, "mayor", MAYOR), cite(root)),
    "a document that is referred to, but not there": cite,
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_a_change_is_seen(root: Path, change: Callable[[Path], object]) -> None:
    change(root)
    assert_as_loaded(root)
    assert_as_loaded(root)


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_a_change_is_seen_in_files_that_have_long_been_known(
    root: Path, monkeypatch: pytest.MonkeyPatch, change: Callable[[Path], object]
) -> None:
    """Which are told apart by size and times alone, as they are not so young that these could deceive."""
    monkeypatch.setattr(files, "TICK", -(10**18))
    opened(root)
    change(root)
    assert_as_loaded(root)
    assert_as_loaded(root)


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_a_change_that_is_taken_back_is_seen_too(root: Path, tmp_path: Path, change: Callable[[Path], object]) -> None:
    shutil.copytree(root, tmp_path / "before")
    change(root)
    assert_as_loaded(root)
    shutil.rmtree(root)
    shutil.copytree(tmp_path / "before", root)
    assert_as_loaded(root)


def test_a_document_that_is_referred_to_is_missed_when_it_goes(root: Path) -> None:
    write(root, "mayor", MAYOR)
    cite(root)
    assert_as_loaded(root)
    file_of(root, "mayor").unlink()
    found = opened(root)
    assert found is not None
    assert [(each.file, each.rule) for each in found.problems] == [("frameworks/letter.yaml", "unknown-name")]
    assert_as_loaded(root)
    write(root, "mayor", MAYOR)
    assert_as_loaded(root)


def test_what_is_wrong_is_told_each_time_and_the_rest_is_kept(root: Path) -> None:
    edit(root, "union", *STANCE_OUT_OF_RANGE[1:])
    told = [opened(root) for _ in range(2)]
    assert told[0] == told[1]
    assert told[0] is not None
    assert [each for each in told[0].problems if each.severity == "error"] == [
        each for each in load(root).problems if each.severity == "error"
    ]


def test_a_folder_that_is_no_corpus_any_more_is_refused(root: Path) -> None:
    (root / "codebook.yaml").unlink()
    with pytest.raises(PolicylensError, match="is no corpus"):
        opened(root)


# What is read


@pytest.fixture
def known(root: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the corpus when its files have long been known."""
    monkeypatch.setattr(files, "TICK", -(10**18))  # as if the clock were far ahead of every file
    opened(root)
    return root


def test_nothing_is_read_of_files_that_are_known(known: Path) -> None:
    with files_read(known) as read:
        assert_kept(known)
    assert read == []


def assert_kept(root: Path) -> None:
    found = opened(root)
    assert found is not None
    assert found.corpus is not None


def test_files_that_are_younger_than_doubt_are_looked_into_each_time(root: Path) -> None:
    for path in root.rglob("*.yaml"):
        path.touch()
    for _ in range(2):
        with files_read(root) as read:
            assert_kept(root)
        assert sorted(read) == ["codebook.yaml", "council.yaml", "friends-report.yaml", "letter.yaml", "union.yaml"]


def test_a_file_that_is_changed_right_after_it_was_read_is_seen_though_its_times_are_the_same(tmp_path: Path) -> None:
    """As on a system that counts time in whole seconds, or two."""
    root = small(tmp_path / "corpus")
    now = time.time_ns()
    for path in root.rglob("*.yaml"):
        os.utime(path, ns=(now, now))
    assert_as_loaded(root)
    edit(root, "union", "name: Staff Union", "name: Staff Onion")
    os.utime(file_of(root, "union"), ns=(now, now))
    assert_as_loaded(root)


CHANGED: dict[str, tuple[Callable[[Path], object], list[str]]] = {
    "edited": (CHANGES["edited"], ["union.yaml"]),
    "touched": (CHANGES["touched"], ["union.yaml"]),
    "added": (CHANGES["added"], ["mayor.yaml"]),
    "removed": (CHANGES["removed"], []),
    "two edited": (swap_names, ["council.yaml", "union.yaml"]),
    "the codebook": (
        CHANGES["a codebook that has changed"],
        ["codebook.yaml", "council.yaml", "friends-report.yaml", "letter.yaml", "union.yaml"],
    ),
}


@pytest.mark.parametrize(("change", "changed"), CHANGED.values(), ids=CHANGED)
def test_only_files_that_have_changed_are_read_and_only_once(
    known: Path, change: Callable[[Path], object], changed: list[str]
) -> None:
    change(known)
    with files_read(known) as read:
        assert_kept(known)
    assert sorted(set(read)) == changed
    with files_read(known) as read:
        assert_kept(known)
    assert read == []


def test_a_file_with_an_error_is_read_until_it_is_right_and_no_other(known: Path) -> None:
    edit(known, "union", "stance: -2", "stance: -3")
    for _ in range(2):
        with files_read(known) as read:
            assert_refused(known)
        assert set(read) == {"union.yaml"}
    edit(known, "union", "stance: -3", "stance: -2")
    assert_kept(known)
    with files_read(known) as read:
        assert_as_loaded_from_index(known)
    assert read == []


def assert_refused(root: Path) -> None:
    found = opened(root)
    assert found is not None
    assert found.corpus is None


def assert_as_loaded_from_index(root: Path) -> None:
    with corpus_of(root) as found:
        assert list(found.claims())


def test_a_document_is_read_again_when_one_that_it_refers_to_has_gone(known: Path) -> None:
    write(known, "mayor", MAYOR)
    cite(known)
    assert_kept(known)
    file_of(known, "mayor").unlink()
    with files_read(known) as read:
        assert_refused(known)
    assert set(read) == {"letter.yaml"}


def test_a_file_that_changes_while_others_are_read_is_read_again_the_next_time(root: Path) -> None:
    call(root, "Onion")
    at_once = Once(lambda: edit(root, "council", "short_name: Council", "short_name: The council"))
    with heard(lambda path: at_once() if path.endswith("union.yaml") else None):
        opened(root)
    assert at_once.done
    assert_as_loaded(root)


def test_a_file_that_changes_as_soon_as_it_is_read_is_read_again_the_next_time(root: Path) -> None:
    call(root, "Onion")
    at_once = Once(lambda: call_again(root))
    with heard(lambda path: at_once() if path.endswith("letter.yaml") else None):
        assert_as_loaded(root)
    assert at_once.done
    assert_as_loaded(root)
    with corpus_of(root) as found:
        assert found.document_by_id["union"].name == "Leek"


def call_again(root: Path) -> None:
    replace(root, "union", "Onion", "Leeks")
    edit(root, "union", "Leeks", "Leek")


class Once:
    """Does something the first time it is called."""

    def __init__(self, do: Callable[[], object]) -> None:
        self.do, self.done = do, False

    def __call__(self) -> None:
        if not self.done:
            self.done = True
            self.do()


# The digest of all files


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_the_digest_with_the_help_of_the_index_is_the_one_of_the_files(
    known: Path, change: Callable[[Path], object]
) -> None:
    before = current_digest(index_of(known), known)
    assert before == of_corpus(known)
    change(known)
    assert current_digest(index_of(known), known) == of_corpus(known)


def test_for_the_digest_only_files_in_doubt_are_read(known: Path) -> None:
    with files_read(known) as read:
        current_digest(index_of(known), known)
    assert read == []
    call(known, "Onion")
    with files_read(known) as read:
        current_digest(index_of(known), known)
    assert read == ["union.yaml"]


def test_without_an_index_there_is_no_digest_and_none_is_made(tmp_path: Path) -> None:
    root = small(tmp_path / "corpus")
    assert current_digest(index_of(root), root) is None
    assert not index_of(root).exists()


# Many documents


def test_many_documents_are_read_alike_in_several_processes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """From 48 on, where there are two processors; and then the few that have changed in this one."""
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0, 1}, raising=False)
    root = generated(tmp_path / "corpus", 60, propositions=2)
    with files_read(root) as read:
        assert_kept(root)
    assert set(read) == {"codebook.yaml"}
    assert_as_loaded(root)
    edit(root, "borough-007", "It says so.", "It says it.")
    file_of(root, "borough-011").unlink()
    assert_as_loaded(root)


def test_what_is_wrong_with_many_documents_is_told_alike(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = generated(tmp_path / "corpus", 60, propositions=2)
    for number in (3, 30, 60):
        edit(root, f"borough-{number:03}", "It says so.", "")
    told = []
    for processors in ({0}, {0, 1}):
        monkeypatch.setattr(os, "sched_getaffinity", lambda _, given=processors: given, raising=False)
        told.append(opened(root))
        index_of(root).unlink()
    assert told[0] == told[1]
    assert told[0] is not None
    assert list(told[0].problems) == list(load(root).problems)


def test_the_corpus_of_a_link_is_the_one_of_its_folder(root: Path) -> None:
    (root.parent / "link").symlink_to(root)
    assert index_of(root.parent / "link") == index_of(root)
    assert whole(root.parent / "link") == whole(root)
