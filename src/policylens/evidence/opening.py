"""A reader's copy as a file: opened without trust in its sort, its size or its name."""

import os
import re
import stat
from enum import StrEnum
from pathlib import Path
from typing import BinaryIO, Final

from policylens.errors import PolicylensError

MEGABYTE: Final = 1024 * 1024

MAX_DOCUMENT: Final = 64 * MEGABYTE
"""How large a PDF or a DOCX may be, in bytes: most of one is pictures, and the longest of reports stay below."""

MAX_TEXT_FILE: Final = 16 * MEGABYTE
"""How large a file of text, Markdown or HTML may be, in bytes: about twenty times the Bible."""

_HEAD: Final = 4096
"""How many bytes at the beginning of a file tell what it is."""

_SIGNS: Final = 0.1
"""What part of a text's beginning may be control characters, which no text needs."""


class Format(StrEnum):
    """What a copy may be."""

    TEXT = "text"
    MARKDOWN = "Markdown"
    HTML = "HTML"
    PDF = "PDF"
    DOCX = "DOCX"

    @property
    def most_bytes(self) -> int:
        """How large a file of this format may be."""
        return MAX_DOCUMENT if self in (Format.PDF, Format.DOCX) else MAX_TEXT_FILE


SUFFIXES: Final = {
    ".txt": Format.TEXT,
    ".md": Format.MARKDOWN,
    ".markdown": Format.MARKDOWN,
    ".html": Format.HTML,
    ".htm": Format.HTML,
    ".xhtml": Format.HTML,
    ".pdf": Format.PDF,
    ".docx": Format.DOCX,
}
"""What the end of a file's name says of it."""

TAKEN: Final = "texts are read from .txt, .md, .html, .docx and .pdf files"

_PICTURES: Final = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\0", b"MM\0*")

_FOREIGN: Final = (
    ((b"\xd0\xcf\x11\xe0",), "an old Word file, or one with a password", "save it as .docx without a password"),
    ((b"{\\rtf",), "an RTF file", "save it as .docx or as PDF"),
    ((b"%!PS",), "a PostScript file", "make a PDF of it, for example with ps2pdf"),
    (_PICTURES, "a picture", "have its text recognised first, for example with ocrmypdf"),
    ((b"\x1f\x8b", b"7z\xbc\xaf"), "a compressed file", "unpack it first"),
)
"""Other sorts of files that people have documents in: how they begin, what they are, what to do with them."""

_HTML = re.compile(
    rb"(?:<\?xml[^>]*+>|(?><!--.*?-->)|\s)*+<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL
)
_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
_CONTROL = re.compile(rb"[\x00-\x06\x0e-\x1a\x1c-\x1f\x7f]")


def opened(path: Path) -> BinaryIO:
    """Open a regular file that is not empty, for reading.

    Raises PolicylensError, which says why but not which file. Never waits: a named pipe is refused without being read.
    """
    try:
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    except (OSError, ValueError) as error:  # a name with a NUL in it is a ValueError
        why = (error.strerror if isinstance(error, OSError) else None) or str(error)
        raise PolicylensError(why[:1].lower() + why[1:], "see that it is there and can be read") from None
    status = os.fstat(handle)
    if not stat.S_ISREG(status.st_mode):
        os.close(handle)
        sort = "a folder" if stat.S_ISDIR(status.st_mode) else "not a regular file"
        raise PolicylensError(f"it is {sort}", "name the file that holds the text")
    if not status.st_size:
        os.close(handle)
        raise PolicylensError("it is empty", "get the copy again")
    return os.fdopen(handle, "rb")


def content(file: BinaryIO, most: int) -> bytes:
    """Return all that is in a file. Raises PolicylensError if it cannot be read or is larger than `most` bytes."""
    try:
        file.seek(0)
        data = file.read(most + 1)
    except OSError as error:
        raise PolicylensError(error.strerror or str(error), "get the copy again") from None
    if len(data) > most:
        hint = "take the pictures out, or give its text alone" if most == MAX_DOCUMENT else "give the document alone"
        raise PolicylensError(f"it is larger than {most // MEGABYTE} MB", hint)
    return data


def format_of(file: BinaryIO, suffix: str) -> Format:
    """Return what a file is: what it begins with counts first, the end of its name second.

    Raises PolicylensError for everything that is not read here.
    """
    head = content_head(file)
    named = SUFFIXES.get(suffix.lower())
    found = _by_content(head, named)
    if found is None:
        return _by_name(head, named, suffix)
    if found is Format.HTML and named in (Format.PDF, Format.DOCX):
        # what a site sends in place of the document: "please log in", "not found"
        hint = "get the document itself, or name it .html"
        raise PolicylensError(f"it is a web page with the name of a {named}", hint)
    return found


def content_head(file: BinaryIO) -> bytes:
    """Return the beginning of a file."""
    try:
        return file.read(_HEAD)
    except OSError as error:
        raise PolicylensError(error.strerror or str(error), "get the copy again") from None


def _by_content(head: bytes, named: Format | None) -> Format | None:
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n\0")
    # readers of PDF look for its mark in the first 1024 bytes (Adobe, PDF Reference 1.7, appendix H)
    if start.startswith(b"%PDF-") or (named is Format.PDF and b"%PDF-" in head[:1024]):
        return Format.PDF
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return Format.DOCX
    for signs, sort, hint in _FOREIGN:
        if head.startswith(signs):
            raise PolicylensError(f"it is {sort}", hint)
    return Format.HTML if _HTML.match(start) else None


def _by_name(head: bytes, named: Format | None, suffix: str) -> Format:
    if named is None:
        sort = f"files that end in {suffix}" if suffix else "files whose name has no ending"
        raise PolicylensError(f"{sort} are not known here", TAKEN)
    if named in (Format.PDF, Format.DOCX):
        raise PolicylensError(f"it has the name of a {named} but is none", "get the copy again, or rename it")
    if not head.startswith(_MARKS) and len(_CONTROL.findall(head)) > len(head) * _SIGNS:
        raise PolicylensError("it is no text", "if it is one, save it as UTF-8")
    return named
