"""The files of a corpus as they are now, against what the index knows of them."""

import os
import sqlite3
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from time import time_ns
from typing import Final, NamedTuple

from policylens.corpus.files import read_bytes
from policylens.corpus.folder import FRAMEWORKS
from policylens.store.fingerprint import of_file

TICK: Final = 2_000_000_000
"""So many nanoseconds after a change a file may change again without its time telling: FAT counts no finer."""


class Known(NamedTuple):
    """What the index knows of a file."""

    digest: bytes
    """Of its content when it was read."""
    state: str
    """What it was like before it was read, as `states` says; "" where that does not tell whether it has changed."""


def known_files(connection: sqlite3.Connection) -> dict[str, Known]:
    """Return what the index knows of files, by their names in the corpus' folder."""
    rows = connection.execute("SELECT name, digest, state FROM files")
    return {name: Known(digest, state) for name, digest, state in rows}


def telling(state: str) -> str:
    """Return a state that was taken right now if a later change of the file will show in it, else "".

    What has just been changed may be changed again, at the same size, without its times telling.
    """
    if not state:
        return ""
    modified, changed = (int(each) for each in state.split()[1:3])
    return state if max(modified, changed) + TICK < time_ns() else ""


def states(root: Path, names: Iterable[str]) -> dict[str, str]:
    """Return what tells, without reading them, whether documents' files have changed; "" if nothing does.

    `names` are those in `frameworks/`; by the names in the corpus' folder.
    """
    found = dict.fromkeys((f"{FRAMEWORKS}/{name}" for name in names), "")
    with suppress(OSError), os.scandir(root / FRAMEWORKS) as there:
        for entry in there:
            name = f"{FRAMEWORKS}/{entry.name}"
            if name in found:
                found[name] = state(entry)
    return found


def state(entry: "os.DirEntry[str] | Path") -> str:
    """Return the same of one file."""
    try:
        about = entry.stat()
    except OSError:  # it has gone, or is a loop of links
        return ""
    return f"{about.st_size} {about.st_mtime_ns} {about.st_ctime_ns} {about.st_ino}"


def is_as_known(state: str, known: Known | None) -> bool:
    """Return whether a file is, without doubt, as it was when it was read."""
    return known is not None and state == known.state != ""


class Content(NamedTuple):
    """Whether a file in doubt is as it was, from its content."""

    digest: bytes
    same: bool


def looked_into(path: Path, known: Known | None) -> Content:
    """Read a file and say whether it is as it was."""
    found = of_file(str(path), lambda _: read_bytes(path))
    return Content(found, same=known is not None and found == known.digest)
