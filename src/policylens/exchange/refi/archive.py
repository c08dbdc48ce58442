"""A REFI-QDA file that somebody else has made, opened without trust: a project's archive, or the XML of a codebook.

What a project needs is read into memory, by the names that it has in the archive, which are never taken for paths. All
is bounded: how many members there are, how large each is once it is unpacked, and all of them together.
"""

import io
import os
import stat
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from policylens.corpus.files import FileError, read_bytes
from policylens.corpus.reading import shown
from policylens.errors import PolicylensError
from policylens.evidence.opening import MEGABYTE
from policylens.evidence.packages import MAX_RATIO, climbs_out
from policylens.exchange.refi.names import PROJECT_MEMBER, SOURCES

MAX_XML: Final = 128 * MEGABYTE
"""How large the XML of a project or a codebook may be, in bytes: over 50,000 coded passages of ours."""

MAX_TEXT: Final = 16 * MEGABYTE
"""How large one text may be, in bytes."""

MAX_TEXTS: Final = 128 * MEGABYTE
"""How large the texts may be together."""

MAX_MEMBERS: Final = 20_000
"""How many files an archive may hold."""

_MAX_DIRECTORY: Final = 4 * MEGABYTE
"""How large the list of an archive's files may be: it is read whole."""

_SMALL: Final = MEGABYTE
"""Below so many bytes it does not matter how many times smaller a member is packed."""

_ZIP: Final = (b"PK\x03\x04", b"PK\x05\x06")
_DAMAGED: Final = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError, OSError, RuntimeError)

_DISTRUST: Final = "do not trust it; export the project anew"
_AGAIN: Final = "export the project anew, or copy the file again"


class Opened:
    """A file that is open."""

    def __init__(self, file: str, xml: bytes, archive: zipfile.ZipFile | None = None) -> None:
        self.file = file
        self.xml = xml
        """The project, or the codebook."""
        self._archive = archive
        self._left = MAX_TEXTS
        self._members = _members(archive) if archive else {}

    def wrong(self, message: str, hint: str = "", line: int = 0) -> PolicylensError:
        """Return the error that something is wrong with the file, on a line of its XML if one is given."""
        return PolicylensError(f"{self.file}:{f' {PROJECT_MEMBER}:' * bool(self._archive and line)}"
                               f"{f' line {line}:' * bool(line)} {message}", hint)  # fmt: skip

    def text(self, name: str) -> bytes | None:
        """Return a text by its name among the project's sources, None if it is not there. Raises PolicylensError."""
        member = self._members.get((SOURCES + name).casefold())
        if member is None or self._archive is None:
            return None
        data = _unpacked(self._archive, member, MAX_TEXT)
        self._left -= len(data)
        if self._left < 0:
            raise self.wrong(f"its texts are larger than {MAX_TEXTS // MEGABYTE} MB together", "split the project up")
        return data


@contextmanager
def opened(path: Path) -> Iterator[Opened]:
    """Open a project's archive or a codebook, told apart by what they begin with. Raises PolicylensError."""
    try:
        with _File(_handle(path), "rb") as file:
            archive = _archive(file) if file.read(4) in _ZIP else None
            xml = read_bytes(path, MAX_XML) if archive is None else _project(archive)
            found = Opened(str(path), xml, archive)
            yield found
    except FileError as error:
        raise PolicylensError(f"{path}: {error.message}", error.hint) from None
    except _Wrong as error:
        raise PolicylensError(f"{path}: {error.message}", error.hint) from None


class _Wrong(PolicylensError):
    """Something is wrong with the archive; which file it is has not been said yet."""


class _File(io.FileIO):
    """A file of which no large piece is read at once: an archive's list of files is read so, as long as it says."""

    def read(self, size: int | None = -1, /) -> bytes:
        if size is not None and size > _MAX_DIRECTORY:
            raise _Wrong("the archive's list of files is too long", _DISTRUST)
        return super().read(size)


def _handle(path: Path) -> int:
    """Open a regular file, without waiting for a pipe. Raises FileError."""
    try:
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    except (OSError, ValueError) as error:
        why = (error.strerror if isinstance(error, OSError) else "") or str(error)
        raise FileError("unreadable", f"the file cannot be read: {why}", "see that it is there") from None
    if not stat.S_ISREG(os.fstat(handle).st_mode):
        os.close(handle)
        raise FileError("unreadable", "this is not a regular file", "name a project (.qdpx) or a codebook (.qdc)")
    return handle


def _archive(file: _File) -> zipfile.ZipFile:
    """Open an archive, and refuse one in which something is as no program writes it."""
    try:
        archive = zipfile.ZipFile(file)
    except _DAMAGED:
        raise _Wrong("the archive is damaged or only part of one", _AGAIN) from None
    _check(archive)
    return archive


def _check(archive: zipfile.ZipFile) -> None:
    """Refuse an archive in which something is as no program writes it."""
    members = archive.infolist()
    if len(members) > MAX_MEMBERS:
        raise _Wrong(f"the archive holds more than {MAX_MEMBERS:,} files", "take the media out")
    if len({member.filename.casefold() for member in members}) != len(members):
        raise _Wrong("the archive holds two files of the same name", _DISTRUST)
    for member in members:
        if climbs_out(member):
            raise _Wrong(f"{shown(member.orig_filename)} would lie outside of the archive", _DISTRUST)
        if member.flag_bits & 1:
            raise _Wrong("the archive is locked with a password", "export the project without one")


def _members(archive: zipfile.ZipFile) -> dict[str, zipfile.ZipInfo]:
    """Return the members by their names; as some programs name them `Sources/A.TXT`, capitals make no difference."""
    return {member.filename.casefold(): member for member in archive.infolist()}


def _project(archive: zipfile.ZipFile) -> bytes:
    member = _members(archive).get(PROJECT_MEMBER)
    if member is None:
        raise _Wrong(f"the archive holds no {PROJECT_MEMBER}", "name a REFI-QDA project, which ends in .qdpx")
    return _unpacked(archive, member, MAX_XML)


def _unpacked(archive: zipfile.ZipFile, member: zipfile.ZipInfo, most: int) -> bytes:
    """Return what a member holds. What it says of its size is not believed."""
    name = shown(member.filename)
    if member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise _Wrong(f"{name} is packed in a way that is not read", "export the project anew")
    if member.file_size > max(_SMALL, MAX_RATIO * member.compress_size):
        raise _Wrong(f"{name} is packed to fill up memory, as no project is", _DISTRUST)
    try:
        with archive.open(member) as file:
            data = file.read(min(most, member.file_size) + 1)
    except _DAMAGED:
        raise _Wrong(f"{name} is damaged", _AGAIN) from None
    if len(data) > most:
        raise _Wrong(f"{name} is too large: only {most // MEGABYTE} MB are read", "split the project up")
    if len(data) != member.file_size:
        raise _Wrong(f"{name} is damaged", _AGAIN)
    return data
