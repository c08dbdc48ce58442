"""How the files of a corpus differ from what its index knows of them."""

import sqlite3
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from policylens.corpus.folder import CODEBOOK, FRAMEWORKS, document_files, file_names
from policylens.store.fingerprint import digest, of_files, of_records
from policylens.store.index import database
from policylens.store.index.files import Known, is_as_known, known_files, looked_into, state, states, telling
from policylens.store.index.sealing import SpoiltError


class Changes(NamedTuple):
    """How files differ from what the index knows."""

    codebook: bool
    changed: tuple[str, ...]
    """Documents' files that have to be read."""
    gone: tuple[str, ...]
    looked_at: Mapping[str, Known]
    """What was in doubt, and is as it was."""

    @property
    def any(self) -> bool:
        """Whether anything has to be read or taken out."""
        return self.codebook or bool(self.changed or self.gone)


def edition(*, bundled: bool) -> str:
    """Return what changes where the program reads or keeps documents otherwise, or more strictly."""
    return digest([of_records().encode(), str(bundled).encode()])


def changes(connection: sqlite3.Connection, root: Path, names: Sequence[str], edition: str) -> Changes:
    """Return how the files of the corpus in `root` differ from what its index knows; `names` are those of documents.

    Raises sqlite3.Error if the index cannot be read.
    """
    known = known_files(connection) if database.about(connection, "edition") == edition else {}
    found = _states(root, names)
    changed = []
    looked_at = {}
    for name, now_is in found.items():
        there = known.get(name)
        if is_as_known(now_is, there):
            continue
        before = telling(now_is)
        if there is not None and looked_into(root / name, there).same:
            looked_at[name] = there._replace(state=before)
        else:
            changed.append(name)
    documents = tuple(name.removeprefix(f"{FRAMEWORKS}/") for name in changed if name != CODEBOOK)
    gone = tuple(name.removeprefix(f"{FRAMEWORKS}/") for name in known if name not in found)
    return Changes(CODEBOOK in changed, documents, gone, looked_at)


def _states(root: Path, names: Sequence[str]) -> dict[str, str]:
    """Return the states of all files, by their names in the corpus' folder."""
    return {CODEBOOK: state(root / CODEBOOK), **states(root, names)}


def refresh(connection: sqlite3.Connection, looked_at: Mapping[str, Known]) -> None:
    """Note that files were looked into, so that they need not be again; this can wait where somebody is writing."""
    if any(each.state for each in looked_at.values()):
        with database.not_waiting(connection), database.writing(connection):
            know(connection, looked_at)


def know(connection: sqlite3.Connection, files: Mapping[str, Known]) -> None:
    """Note what is known of files."""
    rows = [(name, *known) for name, known in files.items()]
    connection.executemany("INSERT OR REPLACE INTO files VALUES (?, ?, ?)", rows)


def contents_digest(connection: sqlite3.Connection, root: Path) -> str:
    """Return what `fingerprint.of_corpus` does of the corpus' files, of which only those in doubt are read.

    Raises PolicylensError if the folder is no corpus.
    """
    names = document_files(root)
    known = known_files(connection)
    there = _states(root, names)

    def found(name: str) -> bytes:
        before = known.get(name)
        if before is not None and is_as_known(there[name], before):
            return before.digest
        return looked_into(root / name, before).digest

    return of_files((name, found(name)) for name in file_names(names))


def current_digest(path: Path, root: Path) -> str | None:
    """Return a digest of the corpus' files as they are, with the help of its index; None if there is none.

    Raises PolicylensError if the folder is no corpus.
    """
    try:
        if not path.exists():
            return None
        connection = database.opened(path)
        try:
            return contents_digest(connection, root)
        finally:
            connection.close()
    except (database.OtherVersionError, SpoiltError, OSError, sqlite3.Error, ValueError, TypeError):
        return None
