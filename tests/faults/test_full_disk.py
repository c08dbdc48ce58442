"""A full disk: what is there stays, nothing half-written appears, and it is said; if only the cache is on it, not."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from cli.support import Cli, generated, small
from cli.texts import COUNCIL, texts
from repositories import committed

from .cases import CASES, made, product, state
from .disk import PAGE, SmallDisk, mounted, why_not
from .tracing import Run

FREE = [0, 3 * PAGE]
"""So many bytes are free."""

WRITTEN = [
    *("an old file", "a briefing in HTML", "export json", "export xlsx", "new tables", "tables in an empty folder"),
    *("old tables", "import csv", "init", "init in an empty folder", "a new document"),
]


@pytest.fixture(scope="module")
def mounted_disk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SmallDisk]:
    if why_not():
        pytest.skip(why_not())
    with mounted(tmp_path_factory.mktemp("disk")) as disk:
        yield disk


@pytest.fixture
def disk(mounted_disk: SmallDisk) -> SmallDisk:
    mounted_disk.clear()
    return mounted_disk


def assert_told(done: Run) -> None:
    """Assert that it is said in two lines what went wrong and what one can do."""
    assert (done.code, done.out) == (2, "")
    assert "No space left on device" in done.err
    assert len(done.err.splitlines()) == 2


@pytest.mark.parametrize("name", WRITTEN)
def test_what_is_written_is_written_whole_or_not_at_all(disk: SmallDisk, name: str) -> None:
    case = CASES[name]
    seen = made(case, disk.seen / "here")
    before = state(seen)
    for free in FREE:
        disk.fill(free)
        done = disk.run(case.line, disk.place / "here", POLICYLENS_NO_CACHE="1")
        if done.code == 2 or free == 0:
            assert_told(done)
            assert state(seen) == before
        else:
            assert (done.code, done.err) == (0, "")
            assert product(case, state(seen)) != product(case, before)


ASKED = ["list", "compare hours", "search volunteers", "show council", "crossref", "check"]


@pytest.mark.parametrize("free", FREE)
def test_a_cache_that_is_full_is_done_without(disk: SmallDisk, cli: Cli, tmp_path: Path, free: int) -> None:
    corpus = small(tmp_path / "corpus")
    disk.fill(free)
    for asked in ASKED:
        done = disk.run(f"{asked} --corpus {corpus}", tmp_path, XDG_CACHE_HOME=str(disk.place))
        assert done == (0, cli(*asked.split(), corpus=corpus).out, "")


@pytest.mark.parametrize("free", FREE)
def test_a_cache_that_fills_up_gives_no_old_answer(disk: SmallDisk, cli: Cli, tmp_path: Path, free: int) -> None:
    corpus = generated(tmp_path / "corpus", 40, propositions=2)
    asked = f"compare street --corpus {corpus}"
    before = disk.run(asked, tmp_path, XDG_CACHE_HOME=str(disk.place))
    disk.fill(free)
    for document in sorted((corpus / "frameworks").iterdir())[:30]:
        changed = document.read_text(encoding="utf-8").replace('"2"', '"1"')
        document.write_text(changed, encoding="utf-8")
    after = disk.run(asked, tmp_path, XDG_CACHE_HOME=str(disk.place))
    assert after == (0, cli(*asked.split(), "--no-cache").out, "") != before


@pytest.mark.parametrize("free", FREE[:1])
def test_a_copy_that_cannot_be_kept_leaves_the_old_one(disk: SmallDisk, tmp_path: Path, free: int) -> None:
    corpus = small(tmp_path / "corpus")
    folder = texts(tmp_path / "texts")
    home = {"XDG_DATA_HOME": str(disk.place)}
    add = f"sources add council {folder / 'council.txt'} --corpus {corpus}"
    trace = f"trace council-r01 --corpus {corpus}"
    assert disk.run(add, tmp_path, **home).code == 0
    before = disk.run(trace, tmp_path, **home)
    (folder / "council.txt").write_text(COUNCIL.replace("until eight", "until nine"), encoding="utf-8")
    disk.fill(free)
    there = state(disk.seen)
    assert_told(disk.run(add, tmp_path, **home))
    assert state(disk.seen) == there
    assert disk.run(trace, tmp_path, **home) == before


@pytest.mark.parametrize("free", FREE)
@pytest.mark.parametrize("line", ["compare", "diff HEAD~1", "brief", "sources add council page.html"])
def test_a_folder_for_temporary_files_that_is_full_does_no_harm(
    disk: SmallDisk, tmp_path: Path, line: str, free: int
) -> None:
    corpus = small(tmp_path / "corpus")
    committed(corpus)
    (corpus / "codebook.yaml").write_text((corpus / "codebook.yaml").read_text(encoding="utf-8") + "\n")
    committed(corpus)
    (tmp_path / "page.html").write_text(f"<pre>{COUNCIL}</pre>", encoding="utf-8")
    disk.fill(free)
    done = disk.run(f"{line} --corpus {corpus}", tmp_path, TMPDIR=str(disk.place))
    assert (done.code, done.err) == (0, "")


@pytest.mark.tool("pandoc")
@pytest.mark.parametrize("free", [PAGE, 3 * PAGE])
def test_too_little_room_for_a_temporary_file_is_told(disk: SmallDisk, tmp_path: Path, free: int) -> None:
    """Where there is none at all, another folder is taken."""
    corpus = small(tmp_path / "corpus")
    disk.fill(free)
    assert_told(disk.run(f"brief --corpus {corpus} -o b.docx", tmp_path, TMPDIR=str(disk.place)))
    assert not (tmp_path / "b.docx").exists()
