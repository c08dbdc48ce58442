"""The readers' copies of the documents' texts, as they were extracted: kept in the user's data directory.

Copies are kept for each corpus on its own, so that documents of one name in two corpora never swap texts, and under a
digest of their content, so that what was cut off or changed is not taken for the text. They are the user's own and
nobody else's: nothing is ever sent anywhere.
"""

import json
import os
import re
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Final

from policylens.errors import PolicylensError
from policylens.evidence.source import Source, from_plain, to_plain
from policylens.store.fingerprint import digest

MOST_BYTES: Final = 256 * 1024 * 1024
"""How large a kept text may be: far more than any book."""

_NAME = re.compile(r"(?P<document>[a-z0-9-]+)\.(?P<digest>[0-9a-f]{40})\.json\Z")

_UNFINISHED = re.compile(r"\.(?P<document>[a-z0-9-]+)\.[0-9a-f]{40}\.json\.[0-9]+\.part\Z")
"""What is left of a copy when a process is killed that was about to keep it."""


def folder() -> Path | None:
    """Return policylens' folder in the user's data directory; None where the user has none.

    That is in XDG_DATA_HOME or `~/.local/share` (XDG Base Directory Specification 0.8), in
    `~/Library/Application Support` on macOS and in LOCALAPPDATA on Windows.
    """
    base = Path(os.environ.get("LOCALAPPDATA" if os.name == "nt" else "XDG_DATA_HOME", ""))
    if not base.is_absolute():
        try:
            base = Path.home() / ("Library/Application Support" if sys.platform == "darwin" else ".local/share")
        except RuntimeError:
            return None
    return base / "policylens"


def of_corpus(place: Path, root: Path | None) -> "Copies":
    """Return the copies of the documents of the corpus in the folder `root`, or of the bundled one if that is None."""
    name = "bundled" if root is None else digest([os.fsencode(root.resolve())])
    return Copies(place / "sources" / name)


class Copies:
    """The copies of one corpus' documents, in a folder of their own."""

    def __init__(self, place: Path) -> None:
        self.place = place

    def get(self, document: str) -> Source | None:
        """Return the copy of a document, or None if there is none. Raises PolicylensError if it is damaged."""
        for path, kept in self._files():
            if kept["document"] == document:
                return self._read(document, path, kept["digest"])
        return None

    def _read(self, document: str, path: Path, wanted: str) -> Source:
        try:
            if path.stat().st_size > MOST_BYTES:
                raise ValueError("it is too large")
            body = path.read_bytes()
            if digest([body]) != wanted:
                raise ValueError("it is not what it was")
            return from_plain(json.loads(body))
        except (OSError, ValueError, KeyError, TypeError, RecursionError):
            raise PolicylensError(
                f"the kept copy of {document} is damaged", f"give it again: `policylens sources add {document} FILE`"
            ) from None

    def put(self, document: str, source: Source) -> None:
        """Keep a copy of a document in place of any other. Raises PolicylensError if it cannot be written."""
        body = json.dumps(to_plain(source), ensure_ascii=False).encode("utf-8", "surrogatepass")
        others = [path for path, kept in self._files() if kept["document"] == document]
        path = self.place / f"{document}.{digest([body])}.json"
        beside = path.with_name(f".{path.name}.{os.getpid()}.part")
        try:
            self.place.mkdir(mode=0o700, parents=True, exist_ok=True)
            beside.write_bytes(body)
            beside.replace(path)
            for other in others:
                if other != path:
                    other.unlink(missing_ok=True)
        except OSError as error:
            with suppress(OSError):
                beside.unlink(missing_ok=True)
            raise PolicylensError(
                f"the copy cannot be kept in {self.place}: {error.strerror or error}",
                "see that you can write there, or name a folder of texts with --sources",
            ) from None

    def remove(self, document: str) -> bool:
        """Take the copy of a document away, and what is left of unfinished ones; return whether there was anything.

        Raises PolicylensError if it cannot.
        """
        files = [*self._files(), *self._files(_UNFINISHED)]
        there = [path for path, kept in files if kept["document"] == document]
        for path in there:
            try:
                path.unlink(missing_ok=True)
            except OSError as error:
                raise PolicylensError(f"{path} cannot be removed: {error.strerror or error}") from None
        return bool(there)

    def _files(self, called: re.Pattern[str] = _NAME) -> Iterator[tuple[Path, re.Match[str]]]:
        try:
            names = sorted(os.listdir(self.place))
        except OSError:
            return
        for name in names:
            kept = called.match(name)
            if kept:
                yield self.place / name, kept
