"""What is kept between runs, so that it need not be made again: answers, corpora and texts that have been read.

An entry is JSON under a key that is a digest of everything it was made from (see `fingerprint`). So nothing in the
cache can be out of date, and nothing in it is precious: an entry that is lost, cut off or changed costs only the time
to make it again. Entries are written beside and renamed, so that several processes can read and write at once.
"""

import os
import re
import sys
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path
from typing import Final, NamedTuple

from policylens.corpus.files import MAX_BYTES, FileError, read_bytes

MOST_ANSWERS: Final = 256
"""How many answers are kept; beyond that the oldest go."""

MOST_CORPORA: Final = 8
"""How many revisions of corpora are kept; corpora in folders have indexes instead (see `index`)."""

MOST_TEXTS: Final = 64
"""How many texts are kept that were taken out of files."""

_SUFFIX = ".json"
_UNFINISHED = ".part"
_ENTRY = re.compile(rf"[0-9a-f]{{40}}(?:\.[0-9]+{_UNFINISHED}|{_SUFFIX})")
"""The name of an entry, finished or not: a digest of `fingerprint` comes first."""


class Contents(NamedTuple):
    """What a cache holds."""

    entries: int
    bytes: int


def folder() -> Path | None:
    """Return policylens' folder in the user's cache directory; None where the user has none.

    That is in XDG_CACHE_HOME or `~/.cache` (XDG Base Directory Specification 0.8), in `~/Library/Caches` on macOS and
    in LOCALAPPDATA on Windows.
    """
    base = Path(os.environ.get("LOCALAPPDATA" if os.name == "nt" else "XDG_CACHE_HOME", ""))
    if not base.is_absolute():  # the specification: a relative path is to be ignored
        try:
            base = Path.home() / ("Library/Caches" if sys.platform == "darwin" else ".cache")
        except RuntimeError:
            return None
    return base / "policylens"


def answers(place: Path) -> "Cache":
    """Return the answers that are kept in policylens' folder."""
    return Cache(place / "answers", MOST_ANSWERS)


def corpora(place: Path) -> "Cache":
    """Return the revisions of corpora that are kept in policylens' folder."""
    return Cache(place / "corpora", MOST_CORPORA)


def texts(place: Path) -> "Cache":
    """Return the texts of readers' files that are kept in policylens' folder."""
    return Cache(place / "texts", MOST_TEXTS)


class Cache:
    """The entries in one folder. No method raises if the folder or an entry cannot be read or written."""

    def __init__(self, place: Path, most: int) -> None:
        self.place = place
        self.most = most

    def get(self, key: str) -> bytes | None:
        """Return the entry under that key, or None if there is none or it is damaged."""
        try:
            checksum, _, body = read_bytes(self.place / f"{key}{_SUFFIX}").partition(b"\n")
        except FileError:
            return None
        return body if checksum == _checksum(body) else None

    def put(self, key: str, body: bytes) -> None:
        """Keep an entry under a key, if it is not too large to be read again; the oldest ones give way."""
        if len(body) > MAX_BYTES - 64:
            return
        beside = self.place / f"{key}.{os.getpid()}{_UNFINISHED}"
        try:
            self.place.mkdir(mode=0o700, parents=True, exist_ok=True)
            beside.write_bytes(_checksum(body) + b"\n" + body)
            beside.replace(self.place / f"{key}{_SUFFIX}")
        except BaseException as error:
            with suppress(OSError):
                beside.unlink(missing_ok=True)
            if not isinstance(error, OSError):  # the user has interrupted
                raise
            return
        self._drop_oldest()

    def contents(self) -> Contents:
        """Return how many entries there are, and how large they are together."""
        sizes = [about.st_size for _, about in self._entries()]
        return Contents(len(sizes), sum(sizes))

    def clear(self) -> Contents:
        """Take all entries away, and nothing else that lies in the folder; return what there was."""
        entries = bytes_ = 0
        for entry, about in self._entries():
            try:
                entry.unlink()
            except OSError:
                continue
            entries, bytes_ = entries + 1, bytes_ + about.st_size
        return Contents(entries, bytes_)

    def _entries(self) -> list[tuple[Path, os.stat_result]]:
        """Return the files of the cache, unfinished ones too."""
        found = []
        with suppress(OSError), os.scandir(self.place) as there:
            for entry in there:
                if _ENTRY.fullmatch(entry.name) and not entry.is_dir(follow_symlinks=False):
                    with suppress(OSError):  # another process may just have taken it away
                        found.append((Path(entry.path), entry.stat(follow_symlinks=False)))
        return found

    def _drop_oldest(self) -> None:
        entries = self._entries()
        if len(entries) > self.most:
            entries.sort(key=lambda each: each[1].st_mtime_ns)
            for entry, _ in entries[: len(entries) - self.most]:
                with suppress(OSError):
                    entry.unlink()


def _checksum(body: bytes) -> bytes:
    return blake2b(body, digest_size=16).hexdigest().encode()
