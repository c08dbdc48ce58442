"""Archives that are none, that are not whole, or that are made to do harm: refused, in bounded time and memory."""

import os
import struct
import tracemalloc
import zipfile
from contextlib import suppress
from io import BytesIO
from pathlib import Path

import pytest
from refi_files import LETTER_GUID, PAPER_GUID, archive, codebook, project, qde, source

from policylens.errors import PolicylensError
from policylens.exchange.refi import archive as limits
from policylens.exchange.refi.reading import read_refi

MEGABYTE = 1024 * 1024
GUIDS = (PAPER_GUID, LETTER_GUID)


def refused(path: Path) -> str:
    """Return why a file is refused; it is named, it is said what to do, and nothing beside it has come or gone."""
    before = {each: each.stat().st_size for each in path.parent.iterdir()}
    with pytest.raises(PolicylensError) as caught:
        read_refi(path)
    assert str(caught.value).startswith(f"{path}:")
    assert caught.value.hint
    assert {each: each.stat().st_size for each in path.parent.iterdir()} == before
    return str(caught.value).removeprefix(f"{path}:").strip()


def packed(path: Path, *members: tuple[str, bytes]) -> Path:
    """Write a project, with further members in its archive."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("project.qde", qde())
        for name, data in members:
            made.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    return path


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "neither a REFI-QDA project nor a codebook"),
        (b"PK", "neither a REFI-QDA project nor a codebook"),
        (b"PK\x03\x04", "the archive is damaged"),
        (b"PK\x05\x06", "the archive is damaged"),
        (b"Rar!\x1a\x07", "neither a REFI-QDA project nor a codebook"),
        (bytes(range(256)) * 64, "neither a REFI-QDA project nor a codebook"),
        (b"SQLite format 3\0", "neither a REFI-QDA project nor a codebook"),
    ],
)
def test_what_is_neither_archive_nor_xml_is_said_to_be_none(tmp_path: Path, content: bytes, said: str) -> None:
    path = tmp_path / "p.qdpx"
    path.write_bytes(content)
    assert said in refused(path)


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(PolicylensError, match=r"none\.qdpx: the file cannot be read: No such file"):
        read_refi(tmp_path / "none.qdpx")


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    (tmp_path / "p.qdpx").mkdir()
    assert "not a regular file" in refused(tmp_path / "p.qdpx")


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "p.qdpx")
    assert "not a regular file" in refused(tmp_path / "p.qdpx")


@pytest.mark.parametrize("part", [0.1, 0.5, 0.9, 0.999])
def test_an_archive_that_is_cut_off_is_refused(tmp_path: Path, part: float) -> None:
    path = project(tmp_path / "p.qdpx")
    data = path.read_bytes()
    path.write_bytes(data[: int(len(data) * part)])
    assert "the archive is damaged or only part of one" in refused(path)


@pytest.mark.parametrize("first", range(0, 90, 30))
def test_any_byte_may_be_wrong(tmp_path: Path, first: int) -> None:
    """Damaged files are read or refused, never with another error, whatever byte of them it is."""
    path = project(tmp_path / "p.qdpx")
    data = path.read_bytes()
    for place in range(first, len(data), 90):
        path.write_bytes(data[:place] + bytes([data[place] ^ 0xFF]) + data[place + 1 :])
        with suppress(PolicylensError):
            assert read_refi(path).corpus is not None


def test_an_archive_without_a_project_is_refused(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "p.qdpx", "w") as made:
        made.writestr("word/document.xml", "<a/>")
    assert "holds no project.qde" in refused(tmp_path / "p.qdpx")


@pytest.mark.parametrize(
    "name",
    ["../evil.txt", "sources/../../evil.txt", "/etc/evil", "C:/evil.txt", "c:evil", "..\\evil.txt", "\\\\host\\evil"],
)
def test_a_member_that_climbs_out_is_refused(tmp_path: Path, name: str) -> None:
    assert "would lie outside of the archive" in refused(packed(tmp_path / "p.qdpx", (name, b"x")))
    assert sorted(os.listdir(tmp_path)) == ["p.qdpx"]


def test_a_name_with_a_nul_in_it_is_refused(tmp_path: Path) -> None:
    path = packed(tmp_path / "p.qdpx", ("sources/aXb.txt", b"x"))
    path.write_bytes(path.read_bytes().replace(b"sources/aXb.txt", b"sources/a\0b.txt"))
    assert "would lie outside of the archive" in refused(path)


@pytest.mark.parametrize("other", ["project.qde", "PROJECT.QDE"])
def test_two_members_of_one_name_are_refused(tmp_path: Path, other: str) -> None:
    path = packed(tmp_path / "p.qdpx", (other.replace("p", "q").replace("P", "Q"), qde().encode()))
    changed = other.replace("p", "q").replace("P", "Q").encode()
    path.write_bytes(path.read_bytes().replace(changed, other.encode()))
    assert "two files of the same name" in refused(path)


def test_a_locked_archive_is_refused(tmp_path: Path) -> None:
    path = project(tmp_path / "p.qdpx")
    data = bytearray(path.read_bytes())
    for mark, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = data.find(mark)
        while place >= 0:
            data[place + flags] |= 1
            place = data.find(mark, place + 4)
    path.write_bytes(data)
    assert "locked with a password" in refused(path)


def test_a_bomb_is_not_unpacked(tmp_path: Path) -> None:
    path = tmp_path / "p.qdpx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made, made.open("project.qde", "w") as file:
        for _ in range(300):
            file.write(b" " * MEGABYTE)
    assert "packed to fill up memory" in refused(path)


def test_what_a_member_says_of_its_size_is_not_believed(tmp_path: Path) -> None:
    path = tmp_path / "p.qdpx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("project.qde", b" " * 200 * MEGABYTE)
    data = path.read_bytes()
    path.write_bytes(data.replace(struct.pack("<I", 200 * MEGABYTE), struct.pack("<I", 1000)))
    tracemalloc.start()
    assert "project.qde is damaged" in refused(path)
    assert tracemalloc.get_traced_memory()[1] < 5 * MEGABYTE
    tracemalloc.stop()


def test_archives_in_the_archive_are_left_as_they_are(tmp_path: Path) -> None:
    inner = BytesIO()
    with zipfile.ZipFile(inner, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("more.zip", b"\0" * 50 * MEGABYTE)
    assert read_refi(packed(tmp_path / "p.qdpx", ("sources/a.zip", inner.getvalue()))).corpus is not None


def test_too_many_members_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MAX_MEMBERS", 1000)
    path = packed(tmp_path / "p.qdpx", *((f"sources/{number}", b"") for number in range(1000)))
    assert "more than 1,000 files" in refused(path)


def test_a_list_of_members_without_end_is_not_read(tmp_path: Path) -> None:
    path = project(tmp_path / "p.qdpx")
    data = path.read_bytes()
    end = data.rindex(b"PK\x05\x06")
    size = 40 * MEGABYTE  # as long a list as the file says that there is
    listed = data[end - struct.unpack("<I", data[end + 12 : end + 16])[0] : end]
    many = listed * (size // len(listed) + 1)
    head = data[: end - len(listed)]
    tail = struct.pack("<4s4H2IH", b"PK\x05\x06", 0, 0, 65535, 65535, len(many), len(head), 0)
    path.write_bytes(head + many + tail)
    tracemalloc.start()
    assert "list of files is too long" in refused(path)
    assert tracemalloc.get_traced_memory()[1] < 10 * MEGABYTE
    tracemalloc.stop()


@pytest.mark.parametrize("how", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_what_is_packed_in_another_way_is_refused(tmp_path: Path, how: int) -> None:
    with zipfile.ZipFile(tmp_path / "p.qdpx", "w", how) as made:
        made.writestr("project.qde", qde())
    assert "packed in a way that is not read" in refused(tmp_path / "p.qdpx")


def test_a_text_that_is_too_large_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MAX_TEXT", MEGABYTE)
    path = project(tmp_path / "p.qdpx", paper=os.urandom(MEGABYTE // 2).hex() + ".")
    assert f"sources/{PAPER_GUID}.txt is too large: only 1 MB are read" in refused(path)


def test_texts_that_are_too_large_together_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MAX_TEXTS", MEGABYTE)
    blank = " " * (MEGABYTE // 2 + 1)
    path = project(tmp_path / "p.qdpx", qde(sources="".join(map(source, GUIDS, GUIDS))), paper=blank, letter=blank)
    assert "its texts are larger than 1 MB together" in refused(path)


def test_a_codebook_that_is_too_large_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MAX_XML", MEGABYTE)
    path = tmp_path / "c.qdc"
    path.write_bytes(codebook() + b" " * MEGABYTE)
    assert "larger than 1 MB" in refused(path)


@pytest.mark.parametrize("where", ["../../etc/passwd", "/etc/passwd", "C:\\x.txt", "file:///etc/passwd", "a\0b", ""])
def test_a_path_in_the_xml_leads_nowhere_but_into_the_archive(tmp_path: Path, where: str) -> None:
    text = source(PAPER_GUID, "Paper", path=f"internal://{where}".replace("\0", " "))
    imported = read_refi(archive(tmp_path / "p.qdpx", qde(sources=text)))
    assert imported.files == {}
    assert [each.what for each in imported.report.left] == ["the text of Paper"]


@pytest.mark.parametrize("scheme", ["relative:///", "absolute:///", "absolute://", "file://"])
def test_a_text_outside_of_the_file_is_left_and_told(tmp_path: Path, scheme: str) -> None:
    (tmp_path / "secret.txt").write_text("The words of another file.", encoding="utf-8")
    where = f"{scheme}{tmp_path / 'secret.txt'}"
    imported = read_refi(archive(tmp_path / "p.qdpx", qde(sources=source(PAPER_GUID, "Paper", path=where))))
    assert imported.files == {}
    assert [(each.what, each.why) for each in imported.report.left] == [("the text of Paper", "it is not in the file")]


@pytest.mark.parametrize("name", ["with space.qdpx", "é.zip", "-p", "p.txt"])
def test_a_file_is_known_by_what_is_in_it(tmp_path: Path, name: str) -> None:
    assert len(read_refi(project(tmp_path / name)).corpus.documents) == 2  # type: ignore[union-attr]


def test_capitals_in_names_make_no_difference(tmp_path: Path) -> None:
    """As the standard's own example has `Project.qde`, `Sources/` and `.TXT`."""
    with zipfile.ZipFile(tmp_path / "p.qdpx", "w") as made:
        made.writestr("Project.qde", qde(sources=source(PAPER_GUID, "Paper")))
        made.writestr(f"Sources/{PAPER_GUID.upper()}.TXT", "All the words.")
    assert list(read_refi(tmp_path / "p.qdpx").files.values()) == [b"All the words."]
