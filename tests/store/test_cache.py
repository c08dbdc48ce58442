"""Entries by key in a folder: what is put can be got, and nothing that is wrong with the folder does any harm."""

import os
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policylens.corpus.files import MAX_BYTES
from policylens.store.cache import Cache, Contents, answers, corpora, folder

from .damage import DAMAGES, Damage, entry

BODY = '{"page": "−−"}'.encode()


def key(number: int) -> str:
    return f"{number:040x}"


def path(cache: Cache, number: int) -> Path:
    return cache.place / f"{key(number)}.json"


def names(cache: Cache) -> list[str]:
    return sorted(each.name for each in cache.place.iterdir())


def filled(cache: Cache, entries: int) -> Cache:
    """Put so many entries, each a minute younger than the one before."""
    for number in range(entries):
        cache.put(key(number), BODY)
        os.utime(path(cache, number), (60 * number, 60 * number))
    return cache


@pytest.fixture
def cache(tmp_path: Path) -> Cache:
    return Cache(tmp_path / "deep" / "kept", most=100)


def test_what_is_put_is_got(cache: Cache) -> None:
    cache.put(key(1), BODY)
    cache.put(key(2), b"")
    assert (cache.get(key(1)), cache.get(key(2))) == (BODY, b"")


@given(body=st.binary(max_size=200))
def test_any_bytes_are_got_as_they_were_put(tmp_path_factory: pytest.TempPathFactory, body: bytes) -> None:
    cache = Cache(tmp_path_factory.getbasetemp() / "any", most=2)
    cache.put(key(1), body)
    assert cache.get(key(1)) == body


def test_what_was_not_put_is_not_there(cache: Cache) -> None:
    assert cache.get(key(1)) is None
    cache.put(key(1), BODY)
    assert cache.get(key(2)) is None


def test_the_latest_stands_under_a_key(cache: Cache) -> None:
    cache.put(key(1), b"old")
    cache.put(key(1), b"new")
    assert cache.get(key(1)) == b"new"
    assert cache.contents().entries == 1


def test_looking_makes_no_folder(cache: Cache) -> None:
    assert cache.get(key(1)) is None
    assert cache.contents() == cache.clear() == Contents(0, 0)
    assert not cache.place.exists()


def test_an_entry_is_a_line_with_a_checksum_and_the_body(cache: Cache) -> None:
    cache.put(key(1), BODY)
    assert path(cache, 1).read_bytes() == entry(BODY)


def test_nothing_unfinished_is_left(cache: Cache) -> None:
    filled(cache, 3)
    assert names(cache) == [f"{key(number)}.json" for number in range(3)]


@pytest.mark.skipif(os.name == "nt", reason="permissions are POSIX's")
def test_what_is_kept_is_the_users_own(cache: Cache) -> None:
    cache.put(key(1), BODY)
    assert stat.S_IMODE(cache.place.stat().st_mode) == 0o700


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)
def test_a_damaged_entry_is_not_there(cache: Cache, damage: Damage) -> None:
    cache.put(key(1), BODY)
    path(cache, 1).write_bytes(damage(entry(BODY)))
    assert cache.get(key(1)) is None


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)
def test_a_damaged_entry_is_put_anew(cache: Cache, damage: Damage) -> None:
    cache.put(key(1), BODY)
    path(cache, 1).write_bytes(damage(entry(BODY)))
    cache.put(key(1), BODY)
    assert cache.get(key(1)) == BODY


@given(data=st.data())
def test_no_single_byte_of_an_entry_can_change_unseen(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    cache = Cache(tmp_path_factory.getbasetemp() / "bytes", most=2)
    cache.put(key(1), BODY)
    whole = bytearray(entry(BODY))
    place = data.draw(st.integers(0, len(whole) - 1))
    whole[place] = data.draw(st.integers(0, 255).filter(lambda byte: byte != whole[place]))
    path(cache, 1).write_bytes(whole)
    assert cache.get(key(1)) is None


def make_folder(place: Path) -> None:
    place.mkdir()
    (place / "mine").touch()


def link_to_itself(place: Path) -> None:
    place.symlink_to(place)


OBSTACLES: dict[str, Callable[[Path], None]] = {
    "a folder": make_folder,
    "a pipe": os.mkfifo,
    "a link to itself": link_to_itself,
    "a link to nothing": lambda place: place.symlink_to(place.parent / "nothing"),
    "a link to a device": lambda place: place.symlink_to("/dev/zero"),
}


@pytest.mark.parametrize("obstacle", OBSTACLES.values(), ids=OBSTACLES)
def test_what_stands_in_an_entrys_place_is_no_entry(cache: Cache, obstacle: Callable[[Path], None]) -> None:
    """And reading it neither waits nor runs on for ever."""
    cache.place.mkdir(parents=True)
    obstacle(path(cache, 1))
    assert cache.get(key(1)) is None


@pytest.mark.parametrize("name", [name for name in OBSTACLES if name != "a folder"])
def test_what_stands_in_an_entrys_place_gives_way(cache: Cache, name: str) -> None:
    cache.place.mkdir(parents=True)
    OBSTACLES[name](path(cache, 1))
    cache.put(key(1), BODY)
    assert cache.get(key(1)) == BODY
    assert path(cache, 1).is_file()
    assert not path(cache, 1).is_symlink()


def test_a_folder_in_an_entrys_place_stays(cache: Cache) -> None:
    cache.place.mkdir(parents=True)
    make_folder(path(cache, 1))
    cache.put(key(1), BODY)
    assert cache.get(key(1)) is None
    assert (path(cache, 1) / "mine").exists()
    assert len(names(cache)) == 1


def test_a_folder_in_an_entrys_place_is_not_counted(cache: Cache) -> None:
    cache.place.mkdir(parents=True)
    make_folder(path(cache, 1))
    assert cache.contents() == cache.clear() == Contents(0, 0)


@pytest.mark.parametrize("where", ["kept", "deep"])
@pytest.mark.parametrize("name", ["a file", *[name for name in OBSTACLES if name != "a folder"]])
def test_a_folder_that_cannot_be_made_does_no_harm(cache: Cache, where: str, name: str) -> None:
    place = cache.place if where == "kept" else cache.place.parent
    place.parent.mkdir(exist_ok=True)
    {"a file": Path.touch, **OBSTACLES}[name](place)
    cache.put(key(1), BODY)
    assert cache.get(key(1)) is None
    assert cache.contents() == cache.clear() == Contents(0, 0)


def test_a_body_that_is_too_large_to_be_read_is_not_kept(cache: Cache) -> None:
    cache.put(key(1), bytes(MAX_BYTES))
    assert not cache.place.exists()


def test_the_largest_body_that_is_kept_can_be_read(cache: Cache) -> None:
    largest = bytes(MAX_BYTES - 64)
    cache.put(key(1), largest)
    assert cache.get(key(1)) == largest


def test_an_entry_that_has_become_too_large_is_not_there(cache: Cache) -> None:
    cache.put(key(1), BODY)
    os.truncate(path(cache, 1), 1 << 40)
    assert cache.get(key(1)) is None


@pytest.mark.parametrize("raised", [OSError(28, "No space left on device"), KeyboardInterrupt()])
def test_nothing_is_left_of_an_entry_that_could_not_be_finished(
    cache: Cache, monkeypatch: pytest.MonkeyPatch, raised: BaseException
) -> None:
    cache.put(key(1), b"old")

    def replace(*arguments: object) -> None:
        raise raised

    monkeypatch.setattr(Path, "replace", replace)
    try:
        cache.put(key(1), b"new")
    except KeyboardInterrupt:
        assert isinstance(raised, KeyboardInterrupt)
    else:
        assert isinstance(raised, OSError)
    assert names(cache) == [f"{key(1)}.json"]
    assert cache.get(key(1)) == b"old"


def test_the_oldest_give_way(cache: Cache) -> None:
    cache.most = 3
    filled(cache, 3)
    cache.put(key(3), BODY)
    assert names(cache) == [f"{key(number)}.json" for number in (1, 2, 3)]


def test_an_unfinished_entry_gives_way_too(cache: Cache) -> None:
    """A process that is killed cannot take it away."""
    cache.most = 2
    filled(cache, 1)
    unfinished = cache.place / f"{key(9)}.4711.part"
    unfinished.touch()
    os.utime(unfinished, (-1, -1))
    filled(cache, 2)
    assert names(cache) == [f"{key(number)}.json" for number in (0, 1)]


def test_a_full_cache_takes_nothing_away_for_an_entry_that_is_put_again(cache: Cache) -> None:
    cache.most = 3
    filled(cache, 3)
    cache.put(key(1), BODY)
    assert cache.contents().entries == 3


def test_the_contents_are_counted(cache: Cache) -> None:
    filled(cache, 3)
    assert cache.contents() == Contents(3, 3 * len(entry(BODY)))


def test_clearing_tells_what_there_was_and_leaves_nothing(cache: Cache) -> None:
    before = filled(cache, 3).contents()
    (cache.place / f"{key(9)}.4711.part").touch()
    assert cache.clear() == Contents(before.entries + 1, before.bytes)
    assert names(cache) == []
    assert cache.contents() == Contents(0, 0)


FOREIGN = ["notes.json", "notes.part", "README", f"{key(1)}.txt", f"{key(1)}.json.bak", f"a{key(1)}.json", ".json"]


@pytest.mark.parametrize("name", FOREIGN)
def test_a_file_of_somebody_else_is_neither_counted_nor_taken_away(cache: Cache, name: str) -> None:
    cache.most = 1
    cache.place.mkdir(parents=True)
    (cache.place / name).write_bytes(b"mine")
    os.utime(cache.place / name, (-1, -1))
    filled(cache, 2)
    assert cache.contents().entries == 1
    cache.clear()
    assert names(cache) == [name]
    assert (cache.place / name).read_bytes() == b"mine"


def test_clearing_takes_a_link_away_and_not_what_it_leads_to(cache: Cache, tmp_path: Path) -> None:
    mine = tmp_path / "mine"
    mine.write_bytes(b"mine")
    cache.place.mkdir(parents=True)
    path(cache, 1).symlink_to(mine)
    assert cache.clear().entries == 1
    assert names(cache) == []
    assert mine.read_bytes() == b"mine"


AT_ONCE = """
import sys
from pathlib import Path
from policylens.store.cache import Cache

place, most, clears = sys.argv[1:]
cache = Cache(Path(place), int(most))
for turn in range(40):
    for number in range(6):
        body = b"%d " % number * 20_000
        cache.put(f"{number:040x}", body)
        found = cache.get(f"{number:040x}")
        assert found == body or (found is None and int(most) < 6)
    if clears == "clears":
        cache.clear()
"""


def at_once(cache: Cache, most: int, *clears: str) -> None:
    """Let as many processes as there are words put and get at the same time, and assert that none finds a fault."""
    started = [
        subprocess.Popen(
            [sys.executable, "-c", AT_ONCE, str(cache.place), str(most), word],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for word in clears
    ]
    for process in started:
        assert (*process.communicate(), process.returncode) == ("", "", 0)
    assert [name for name in names(cache) if not name.endswith(".json")] == []


def test_processes_do_not_disturb_each_other(cache: Cache) -> None:
    at_once(cache, 100, "", "", "", "")
    assert cache.contents().entries == 6


@pytest.mark.parametrize("fourth", ["", "clears"])
def test_processes_never_see_anything_but_whole_entries(cache: Cache, fourth: str) -> None:
    """Though each takes away what another has put."""
    at_once(cache, 3, "", "", "", fourth)


def users_folder(home: Path) -> Path:
    return home / ("Library/Caches" if sys.platform == "darwin" else ".cache") / "policylens"


def test_the_folder_is_where_the_user_wants_caches(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "caches"))
    assert folder() == tmp_path / "caches" / "policylens"


@pytest.mark.parametrize("given", ["", "relative", "./relative", "~/caches"])
def test_a_relative_path_is_ignored(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, given: str) -> None:
    """As the XDG Base Directory Specification says."""
    monkeypatch.setenv("XDG_CACHE_HOME", given)
    monkeypatch.setenv("HOME", str(tmp_path))
    assert folder() == users_folder(tmp_path)


def test_without_the_variable_the_folder_is_in_the_home(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    assert folder() == users_folder(tmp_path)


def test_answers_and_corpora_lie_apart(tmp_path: Path) -> None:
    answers(tmp_path).put(key(1), b"answer")
    corpora(tmp_path).put(key(1), b"corpus")
    assert (answers(tmp_path).get(key(1)), corpora(tmp_path).get(key(1))) == (b"answer", b"corpus")
    answers(tmp_path).clear()
    assert corpora(tmp_path).get(key(1)) == b"corpus"
