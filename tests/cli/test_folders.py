"""Folders that are written whole: what others put there meanwhile stays, and nobody sees a part."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from policylens.cli.folders import create_folder, refuse_unless_empty, replace_all
from policylens.errors import PolicylensError

FILES = [("README.md", b"Read me.\n"), ("codebook.yaml", b"format: 1\n"), ("frameworks/a.yaml", b"id: a\n")]


def there(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture(params=["new", "empty", "deep", "linked"])
def root(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """Return a folder that is not there, or empty, or below others that are not there, or a link to an empty one."""
    match request.param:
        case "new":
            return tmp_path / "made"
        case "deep":
            return tmp_path / "a" / "b" / "made"
        case "empty":
            (tmp_path / "made").mkdir()
        case _:
            (tmp_path / "elsewhere").mkdir()
            (tmp_path / "made").symlink_to("elsewhere")
    return tmp_path / "made"


def test_nothing_is_seen_before_all_is_there(root: Path) -> None:
    def files() -> Iterator[tuple[str, bytes]]:
        for each in FILES:
            assert [name for name in (os.listdir(root) if root.exists() else []) if not name.startswith(".")] == []
            yield each

    create_folder(root, files())
    assert there(root) == dict(FILES)
    assert [name for name in os.listdir(root.parent) if name.startswith(".")] == []


def test_what_others_put_there_meanwhile_stays_and_is_told(root: Path) -> None:
    def files() -> Iterator[tuple[str, bytes]]:
        yield from FILES
        root.mkdir(exist_ok=True)
        (root / "codebook.yaml").write_bytes(b"mine\n")

    with pytest.raises(PolicylensError, match="is there already"):
        create_folder(root, files())
    assert there(root) == {"codebook.yaml": b"mine\n"}


def test_a_file_that_appears_in_its_place_stays(tmp_path: Path) -> None:
    root = tmp_path / "made"

    def files() -> Iterator[tuple[str, bytes]]:
        yield from FILES
        root.write_bytes(b"mine\n")

    with pytest.raises(PolicylensError, match="made is there already"):
        create_folder(root, files())
    assert there(tmp_path) == {"made": b"mine\n"}


@pytest.mark.parametrize("error", [KeyboardInterrupt(), PolicylensError("too large"), ValueError()])
def test_where_the_files_do_not_all_come_nothing_stays(root: Path, tmp_path: Path, error: BaseException) -> None:
    before = sorted(tmp_path.rglob("*"))

    def files() -> Iterator[tuple[str, bytes]]:
        yield from FILES
        raise error

    with pytest.raises(type(error)):
        create_folder(root, files())
    assert sorted(tmp_path.rglob("*")) == before


@pytest.mark.parametrize("umask", [0o022, 0o077, 0o002])
def test_folders_and_files_get_the_permissions_that_the_user_wants(tmp_path: Path, umask: int) -> None:
    before = os.umask(umask)
    try:
        create_folder(tmp_path / "made", FILES)
    finally:
        os.umask(before)
    for name, mode in (("made", 0o777), ("made/frameworks", 0o777), ("made/codebook.yaml", 0o666)):
        assert (tmp_path / name).stat().st_mode & 0o777 == mode & ~umask


def test_what_a_killed_process_left_in_an_empty_folder_does_not_count(tmp_path: Path) -> None:
    (tmp_path / "made" / ".made.0123abcd.part" / "frameworks").mkdir(parents=True)
    refuse_unless_empty(tmp_path / "made")
    create_folder(tmp_path / "made", FILES)
    assert there(tmp_path / "made") == dict(FILES)


@pytest.mark.parametrize("name", [".other.0123abcd.part", ".made.txt", "made.part", ".git"])
def test_what_others_hide_there_counts(tmp_path: Path, name: str) -> None:
    (tmp_path / "made" / name).mkdir(parents=True)
    with pytest.raises(PolicylensError, match="is not empty"):
        refuse_unless_empty(tmp_path / "made")


PIECES = [
    ("a.csv", b"id\n"),
    ("b.csv", b"name\n"),
    ("a.csv", b"1\n"),
    ("c.csv", b""),
    ("b.csv", b"x\n"),
    ("a.csv", b"2\n"),
]
WHOLE = {"a.csv": b"id\n1\n2\n", "b.csv": b"name\nx\n", "c.csv": b""}


def test_files_may_come_in_pieces_by_turns(root: Path) -> None:
    create_folder(root, PIECES)
    assert there(root) == WHOLE


@pytest.mark.parametrize("mode", [0o644, 0o600, 0o444])
def test_files_in_pieces_replace_what_is_there_and_keep_its_permissions(tmp_path: Path, mode: int) -> None:
    (tmp_path / "a.csv").write_bytes(b"old\n")
    (tmp_path / "a.csv").chmod(mode)
    replace_all(tmp_path, PIECES)
    assert there(tmp_path) == WHOLE
    assert (tmp_path / "a.csv").stat().st_mode & 0o777 == mode


def test_none_is_replaced_where_the_pieces_do_not_all_come(tmp_path: Path) -> None:
    def pieces() -> Iterator[tuple[str, bytes]]:
        yield from PIECES
        raise PolicylensError("no more")

    (tmp_path / "a.csv").write_bytes(b"old\n")
    with pytest.raises(PolicylensError, match="no more"):
        replace_all(tmp_path, pieces())
    assert there(tmp_path) == {"a.csv": b"old\n"}
