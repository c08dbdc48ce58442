"""DOCX as a package: what is looked at before anything reads it."""

import io
import zipfile
import zlib
from typing import Final
from xml.parsers import expat

from policylens.errors import PolicylensError
from policylens.evidence.opening import MEGABYTE, TAKEN

MAX_MEMBERS: Final = 5000
"""How many files a package may hold: a document has a few dozen, and one for each picture."""

MAX_UNPACKED: Final = 256 * MEGABYTE
"""How large the files may be together once they are unpacked, in bytes: four times the largest package."""

MAX_PART: Final = 48 * MEGABYTE
"""How large one part of XML may be, in bytes; read, it takes some ten times as much memory."""

MAX_RATIO: Final = 250
"""How many times smaller than its content a large member may be: XML gets 10 to 50 times smaller, a bomb 1000 times."""

_SMALL: Final = MEGABYTE
"""Below so many bytes the ratio does not matter."""

_CHUNK: Final = 64 * 1024

_DISTRUST: Final = "do not trust it; get another copy"
_SAVE: Final = "open it in Word or LibreOffice and save it anew"


def checked(data: bytes) -> None:
    """Raise PolicylensError unless `data` is a DOCX that can be unpacked, and read, without harm.

    What members say of their size is not believed: each is unpacked once. Of each that is XML the beginning is read, as
    a document type, and with it all entities, can only stand there (XML 1.0, 2.8); in a package there may be none
    (ISO/IEC 29500-2, on the use of XML).
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            members = package.infolist()
            _check_names(members)
            _check_sizes(members)
            for member in members:
                _check_content(package, member)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError, OSError, RuntimeError):
        raise PolicylensError("it is damaged or only part of it", "get the whole copy again") from None


def climbs_out(member: zipfile.ZipInfo) -> bool:
    """Return whether the name of a member is one that leads out of the folder into which somebody might unpack it."""
    parts = member.orig_filename.replace("\\", "/").split("/")
    return ".." in parts or not parts[0] or ":" in parts[0] or "\0" in member.orig_filename


def _check_names(members: list[zipfile.ZipInfo]) -> None:
    if len(members) > MAX_MEMBERS:
        raise PolicylensError(f"it holds more than {MAX_MEMBERS:,} files", _SAVE)
    names = [member.filename for member in members]
    if "[Content_Types].xml" not in names or not any(name.startswith("word/") for name in names):
        raise PolicylensError("it is a zip file but no DOCX", TAKEN)
    if len(set(names)) != len(names):
        raise PolicylensError("it holds two files of the same name", _SAVE)
    for member in members:
        if climbs_out(member):
            raise PolicylensError("it holds a file that would lie outside of it", _DISTRUST)
        if member.flag_bits & 1:
            raise PolicylensError("it is locked with a password", "save a copy without the password")
        if member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise PolicylensError("it is packed in a way that no DOCX is", _SAVE)


def _check_sizes(members: list[zipfile.ZipInfo]) -> None:
    if sum(member.file_size for member in members) > MAX_UNPACKED:
        raise PolicylensError(f"unpacked it is larger than {MAX_UNPACKED // MEGABYTE} MB", "take the pictures out")
    for member in members:
        if member.file_size > max(_SMALL, MAX_RATIO * member.compress_size):
            raise PolicylensError("it is packed to fill up memory, as no document is", _DISTRUST)


def _check_content(package: zipfile.ZipFile, member: zipfile.ZipInfo) -> None:
    """Unpack a member, as far as it says that it goes, and refuse XML with a document type."""
    is_xml = member.filename.lower().endswith((".xml", ".rels"))
    if is_xml and member.file_size > MAX_PART:
        raise PolicylensError(f"one of its parts is larger than {MAX_PART // MEGABYTE} MB", "save it as PDF or as text")
    beginning = _Beginning()
    size = 0
    with package.open(member) as file:
        while chunk := file.read(_CHUNK):
            size += len(chunk)
            beginning.feed(chunk)
    if size != member.file_size or (is_xml and beginning.broken):
        raise zipfile.BadZipFile


class _Beginning:
    """An XML file up to its first element."""

    def __init__(self) -> None:
        self.broken = False
        """Whether this is no XML."""
        self._over = False
        self._parser = expat.ParserCreate()
        self._parser.StartElementHandler = self._element
        self._parser.StartDoctypeDeclHandler = self._doctype

    def feed(self, chunk: bytes) -> None:
        if not self._over and not self.broken:
            try:
                self._parser.Parse(chunk, False)
            except (expat.ExpatError, LookupError, ValueError):  # the latter over encodings that there are not
                self.broken = not self._over

    def _element(self, name: str, attributes: dict[str, str]) -> None:  # noqa: ARG002 - expat gives them
        self._over = True
        self._parser.StartElementHandler = None
        self._parser.StartDoctypeDeclHandler = None

    def _doctype(self, *declared: object) -> None:  # noqa: ARG002 - expat gives what it says
        raise PolicylensError("its XML declares entities, as no DOCX does", _DISTRUST)
