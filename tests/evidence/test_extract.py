"""Files of any sort: what they are taken for, and what is said where they are not read."""

import os
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from policylens.errors import PolicylensError
from policylens.evidence.extract import extract
from policylens.evidence.markup import read_html
from policylens.evidence.opening import MAX_DOCUMENT, MAX_TEXT_FILE, SUFFIXES
from policylens.evidence.source import Source, from_plain, to_plain
from policylens.evidence.writing import Writer

from .making import lines, packed, paragraphs, pdf, refused, with_body


def test_a_source_has_the_name_of_its_file_without_the_folder(tmp_path: Path) -> None:
    path = tmp_path / "report.TXT"
    path.write_text("A text.")
    assert extract(path).name == "report.TXT"


# --- what a file is


def test_a_pdf_is_read_as_one_whatever_its_name(tmp_path: Path) -> None:
    for name in ("a.pdf", "a.txt", "a.docx", "a.html", "a"):
        assert extract(pdf(tmp_path / name, lines("The public services"))).text == "The public services\n"


def test_a_docx_is_read_as_one_whatever_its_name(tmp_path: Path) -> None:
    for name in ("a.docx", "a.txt", "a.pdf"):
        assert extract(with_body(tmp_path / name, paragraphs(["The public services"]))).text == "The public services\n"


def test_a_web_page_is_read_as_one_with_the_name_of_a_text(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("<!-- saved --><!DOCTYPE html><p>Public &amp; free</p>")
    assert extract(path).text == "Public & free\n"


@pytest.mark.parametrize("name", ["a.pdf", "a.docx"])
def test_a_web_page_that_was_sent_in_place_of_a_document_is_refused(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_text("<html><h1>Please log in</h1></html>")
    assert "web page" in refused(path).message


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.pdf", b"Only some text", "name of a PDF but is none"),
        ("a.docx", b"Only some text", "name of a DOCX but is none"),
        ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "old Word file, or one with a password"),
        ("a.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "old Word file, or one with a password"),
        ("a.txt", b"{\\rtf1 some text}", "an RTF file"),
        ("a.txt", b"\x89PNG\r\n\x1a\n" + bytes(100), "a picture"),
        ("a.txt.gz", b"\x1f\x8b\x08" + bytes(100), "a compressed file"),
        ("a.txt", bytes(range(32)) * 100, "it is no text"),
        ("a.txt", "UTF-16 without a mark".encode("utf-16-le"), "it is no text"),
        ("a.odt", b"Text of some sort", "files that end in .odt are not known here"),
        ("a", b"Text of some sort", "files whose name has no ending are not known here"),
        ("a.txt", b"", "it is empty"),
        ("a.txt", b" \n\f\n", "it holds no text"),
        ("a.html", b"<p><script>text</script>", "it holds no text"),
    ],
)
def test_what_is_not_read_is_named(tmp_path: Path, name: str, content: bytes, said: str) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    assert said in refused(path).message


def test_an_unknown_format_is_told_which_are_known(tmp_path: Path) -> None:
    path = tmp_path / "a.odt"
    path.write_text("Text")
    assert refused(path).hint == "texts are read from .txt, .md, .html, .docx and .pdf files"


def test_every_format_that_is_named_in_the_hint_is_known() -> None:
    assert {".txt", ".md", ".html", ".docx", ".pdf"} <= set(SUFFIXES)


# --- what is there in place of a file


@pytest.mark.parametrize("suffix", sorted(SUFFIXES))
def test_a_file_that_is_not_there_is_named(tmp_path: Path, suffix: str) -> None:
    assert "no such file" in refused(tmp_path / f"gone{suffix}").message


def test_a_folder_is_refused(tmp_path: Path) -> None:
    assert "it is a folder" in refused(tmp_path).message


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="named pipes are of Unix")
@pytest.mark.parametrize("suffix", [".txt", ".pdf", ".html"])
def test_a_named_pipe_is_refused_without_waiting_for_a_writer(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"pipe{suffix}"
    os.mkfifo(path)
    errors: list[PolicylensError] = []
    reading = threading.Thread(target=lambda: errors.append(refused(path)), daemon=True)
    reading.start()
    reading.join(20)
    assert "not a regular file" in errors[0].message


def test_a_link_to_nothing_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.symlink_to(tmp_path / "gone")
    assert "no such file" in refused(path).message


def test_a_name_that_no_file_can_have_is_refused(tmp_path: Path) -> None:
    with pytest.raises(PolicylensError):
        extract(tmp_path / "a\0.txt")


@pytest.mark.parametrize(
    ("name", "start", "most"),
    [
        ("a.txt", b"Text ", MAX_TEXT_FILE),
        ("a.md", b"Text ", MAX_TEXT_FILE),
        ("a.html", b"<p>Text", MAX_TEXT_FILE),
        ("a.pdf", b"%PDF-1.7\n", MAX_DOCUMENT),
        ("a.docx", b"PK\x03\x04", MAX_DOCUMENT),
    ],
)
def test_a_file_of_70_megabytes_is_too_large(tmp_path: Path, name: str, start: bytes, most: int) -> None:
    path = tmp_path / name
    path.write_bytes(start + b" text" * 1000)
    os.truncate(path, 70 * 1024 * 1024)
    assert f"it is larger than {most // 1024 // 1024} MB" in refused(path).message


def test_a_text_that_is_longer_than_any_document_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"text " * 2_000_000)
    assert "more than 8,000,000 characters" in refused(path).message


# --- any file at all

_PIECES = st.sampled_from(
    [
        *(b"<p> </p> <![x <!-- --> &amp &#0; * _ [a](b) ``` <h1> <head> <td ' > word \xff\xfe \xe9 #".split()),
        *(b"</h1 hidden>", b'"', b" ", b"\f", b"\0", b"\r", b"\n", b"\n# a\n", b"\n==\n", b"\n\n"),
    ]
)
_CONTENT = st.one_of(st.binary(max_size=400), st.lists(_PIECES, max_size=60).map(b"".join))


def _ends_well(outcome: Source | PolicylensError) -> None:
    if isinstance(outcome, PolicylensError):
        assert outcome.message
        assert outcome.hint
        return
    assert not any(ord(sign) < 32 and sign not in "\n\t" for sign in outcome.text)
    for places in (outcome.pages, outcome.headings):
        offsets = [place.offset for place in places]
        assert offsets == sorted(offsets)
        assert all(0 <= offset <= len(outcome.text) for offset in offsets)
    outcome.text.encode()  # no halves of characters
    assert from_plain(to_plain(outcome)) == outcome


def _outcome(read: Callable[[], Source]) -> Source | PolicylensError:
    try:
        return read()
    except PolicylensError as error:
        return error


def _html(content: bytes) -> Source:
    writer = Writer()
    read_html(content, writer)
    return writer.source()


@given(content=_CONTENT, suffix=st.sampled_from([".txt", ".md", ".markdown", ".TXT", ".rtf", ""]))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_any_file_ends_in_a_sound_source_or_in_an_error(tmp_path: Path, content: bytes, suffix: str) -> None:
    path = tmp_path / f"any{suffix}"
    path.write_bytes(b"Any " + content)
    _ends_well(_outcome(lambda: extract(path)))


@given(content=_CONTENT)
@settings(deadline=None)
def test_any_web_page_ends_in_a_sound_source_or_in_an_error(content: bytes) -> None:
    _ends_well(_outcome(lambda: _html(content)))


@given(content=_CONTENT, start=st.sampled_from([b"%PDF-1.7\n", b"PK\x03\x04", b"<html>"]))
@settings(max_examples=9, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_any_file_behind_a_good_beginning_ends_well(tmp_path: Path, content: bytes, start: bytes) -> None:
    path = tmp_path / "any.txt"
    path.write_bytes(start + content)
    _ends_well(_outcome(lambda: extract(path)))


def test_any_zip_file_that_is_no_docx_is_refused(tmp_path: Path) -> None:
    path = packed(tmp_path / "a.docx", {"mimetype": b"application/epub+zip", "text.xhtml": b"<p>"})
    assert "it is a zip file but no DOCX" in refused(path).message
