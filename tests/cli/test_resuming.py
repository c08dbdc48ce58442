"""What is printed of a command that has to begin anew in the middle: all of it, and nothing twice."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from store import indexes

from policylens.cli.resuming import begin_anew, forget, not_twice
from policylens.errors import PolicylensError
from policylens.store.cache import folder
from policylens.store.index.places import place_of

from .support import Cli, generated


@pytest.fixture(autouse=True)
def _nothing_before() -> Iterator[None]:
    forget()
    yield
    forget()


def cut(whole: bytes, places: list[int]) -> list[bytes]:
    """Return the same in pieces."""
    ends = sorted(place % (len(whole) + 1) for place in places)
    return [whole[a:b] for a, b in zip([0, *ends], [*ends, len(whole)], strict=True)]


PLACES = st.lists(st.integers(0, 99), max_size=5)


@given(st.binary(max_size=40), PLACES, PLACES, st.integers(0, 5))
def test_all_is_given_out_once_wherever_it_breaks_off_and_however_it_is_cut(
    whole: bytes, first: list[int], second: list[int], broken_off_after: int
) -> None:
    forget()
    before = b"".join(not_twice_of(cut(whole, first), broken_off_after))
    begin_anew()
    assert before + b"".join(not_twice(cut(whole, second))) == whole


def not_twice_of(pieces: list[bytes], many: int) -> Iterator[bytes]:
    """Yield so many of the pieces, after which making them breaks off."""

    def broken() -> Iterator[bytes]:
        yield from pieces[:many]
        raise KeyError

    try:
        yield from not_twice(broken())
    except KeyError:
        return


@pytest.mark.parametrize("other", [b"onX and two", b"o", b""])
def test_what_does_not_begin_with_what_was_given_out_is_refused(other: bytes) -> None:
    assert list(not_twice_of([b"one", b" and two"], 1)) == [b"one"]
    begin_anew()
    with pytest.raises(PolicylensError, match="have changed while they were read"):
        list(not_twice([other]))


def damaged(root: Path) -> Path:
    """Damage what the index of a corpus keeps of its last document's claims, which are read last."""
    kept = folder()
    assert kept is not None
    index = place_of(kept, root, bundled=False)
    with indexes.opened(index) as connection:
        changed = "UPDATE bodies SET claims = x'00' WHERE document = (SELECT MAX(document) FROM bodies)"
        assert connection.execute(changed).rowcount == 1
    return index


@pytest.mark.parametrize("format", ["json", "jsonl"])
def test_what_is_printed_is_whole_and_nothing_is_there_twice(cli: Cli, tmp_path: Path, format: str) -> None:
    root = generated(tmp_path / "corpus", 20)
    right = cli("export", format, "--no-cache", corpus=root)
    assert cli("list", corpus=root).code == 0
    index = damaged(root)
    assert cli("export", format, corpus=root) == right
    assert right.code == 0
    assert not index.exists()  # it has been found to be damaged


def test_tables_are_whole_too(cli: Cli, tmp_path: Path) -> None:
    root = generated(tmp_path / "corpus", 20)
    assert cli("export", "csv", "--no-cache", "-o", str(tmp_path / "right"), corpus=root).code == 0
    assert cli("list", corpus=root).code == 0
    index = damaged(root)
    assert cli("export", "csv", "-o", str(tmp_path / "found"), corpus=root).code == 0
    assert not index.exists()
    right, found = (
        {path.name: path.read_bytes() for path in (tmp_path / name).iterdir()} for name in ("right", "found")
    )
    assert found == right
    assert sorted(path.name for path in tmp_path.iterdir()) == ["corpus", "found", "right"]
