"""Where indexes lie: each corpus has its own, few are kept, and nothing else is ever taken away."""

import os
from pathlib import Path

import pytest
from cli.support import small

from policylens.store.index.opening import kept
from policylens.store.index.places import MOST, Indexes, place_of, taken_away
from store import indexes

from .support import corpus_of, edit, index_of, opened


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = small(tmp_path / "corpus")
    opened(root)
    indexes.alone(index_of(root))
    return root


def there(root: Path) -> Indexes:
    return Indexes(root.parent / "kept")


def test_each_corpus_has_a_place_of_its_own(tmp_path: Path) -> None:
    places = {place_of(tmp_path, tmp_path / name, bundled=bundled) for name in "ab" for bundled in (True, False)}
    assert len(places) == 4


def test_a_corpus_has_one_place_however_it_is_named(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (root.parent / "link").symlink_to(root)
    monkeypatch.chdir(root)
    names = [root, root.parent / "link", Path(), Path("../corpus"), root / "frameworks" / ".."]
    assert {place_of(root.parent, each) for each in names} == {place_of(root.parent, root)}


def test_a_link_to_itself_has_a_place_too(tmp_path: Path) -> None:
    (tmp_path / "loop").symlink_to("loop")
    assert place_of(tmp_path, tmp_path / "loop").parent == tmp_path / "indexes"


def test_what_there_is_is_counted_with_all_its_files(root: Path) -> None:
    path = index_of(root)
    assert there(root).contents() == (1, path.stat().st_size)
    edit(root, "letter", "roof leaks", "roof leaks still")
    with corpus_of(root):
        sizes = [each.stat().st_size for each in path.parent.iterdir()]
        assert len(sizes) > 1
        assert there(root).contents() == (1, sum(sizes))


FOREIGN = ["notes.sqlite", f"{'0' * 39}.sqlite", f"{'0' * 40}.sqlite.old", f"{'0' * 40}.json", "README"]


def test_nothing_else_is_counted_or_taken_away(root: Path) -> None:
    folder = index_of(root).parent
    for name in FOREIGN:
        (folder / name).write_text("mine\n", encoding="utf-8")
    (folder / f"{'1' * 40}.sqlite").mkdir()
    assert there(root).contents().entries == 1
    assert there(root).clear().entries == 1
    assert sorted(each.name for each in folder.iterdir()) == sorted([*FOREIGN, f"{'1' * 40}.sqlite"])


def test_of_a_link_the_link_is_taken_away(root: Path) -> None:
    (root / "mine").write_text("mine\n", encoding="utf-8")
    index_of(root).unlink()
    index_of(root).symlink_to(root / "mine")
    assert there(root).clear() == (1, len(os.fsencode(root / "mine")))
    assert (root / "mine").exists()


def test_what_is_left_of_an_index_is_taken_away_too(root: Path) -> None:
    path = index_of(root)
    path.rename(path.with_name(f"{path.name}-journal"))
    assert there(root).clear().entries == 1
    assert list(path.parent.iterdir()) == []


@pytest.mark.parametrize("make", [Path.mkdir, Path.touch, lambda path: None], ids=["empty", "a file", "nothing"])
def test_where_there_is_nothing_nothing_is_taken_away(tmp_path: Path, make: object) -> None:
    assert callable(make)
    make(tmp_path / "indexes")
    assert Indexes(tmp_path).contents() == Indexes(tmp_path).clear() == (0, 0)


def test_what_cannot_be_taken_away_stays(tmp_path: Path) -> None:
    (tmp_path / "index.sqlite").mkdir()
    assert not taken_away(tmp_path / "index.sqlite")
    assert taken_away(tmp_path / "nothing.sqlite")


def test_of_many_corpora_those_that_were_used_last_are_kept(root: Path) -> None:
    folder = index_of(root).parent
    for number in range(MOST + 3):
        old = folder / f"{number:040x}.sqlite"
        old.write_bytes(b"")
        os.utime(old, (number, number))
    opened(small(root.parent / "other"))
    names = {each.name for each in folder.iterdir()}
    assert len(names) == MOST
    assert {index_of(root).name, index_of(root.parent / "other").name} <= names
    assert names >= {f"{number:040x}.sqlite" for number in range(MOST + 3 - (MOST - 2), MOST + 3)}


def test_an_index_that_is_used_counts_as_used(root: Path) -> None:
    os.utime(index_of(root), (1, 1))
    opened(root)
    assert index_of(root).stat().st_mtime > 1_000_000_000


@pytest.mark.parametrize("where", ["kept", "kept/indexes"])
def test_where_there_can_be_no_folder_there_is_no_index(tmp_path: Path, where: str) -> None:
    root = small(tmp_path / "corpus")
    (tmp_path / where).parent.mkdir(exist_ok=True)
    (tmp_path / where).write_text("mine\n", encoding="utf-8")
    assert kept(index_of(root), root) is None
    assert (tmp_path / where).read_text(encoding="utf-8") == "mine\n"
