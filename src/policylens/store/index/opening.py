"""The index of a corpus, made, mended or brought up to date by whoever opens it."""

import os
import sqlite3
import time
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from policylens.corpus.folder import document_files
from policylens.store.index import database
from policylens.store.index.changes import changes, edition, refresh
from policylens.store.index.entries import NotKeptError
from policylens.store.index.kept import KeptCorpus, kept_corpus
from policylens.store.index.places import Indexes, taken_away
from policylens.store.index.sealing import SpoiltError
from policylens.watch import Watching

if TYPE_CHECKING:
    from policylens.corpus.problems import Problem

_USED: Final = 3600
"""That an index is in use is noted once in so many seconds."""


class Kept(NamedTuple):
    """What came of opening an index."""

    corpus: KeptCorpus | None
    """None where there is an error in a file."""
    problems: "tuple[Problem, ...]"
    """What is wrong in files with errors."""


def kept(path: Path, root: Path, *, bundled: bool = False, watching: Watching | None = None) -> Kept | None:
    """Return the corpus in `root` out of its index, which is brought up to date; None if that cannot be done.

    Raises PolicylensError if the folder is no corpus.
    """
    for _ in range(2):  # the second time from nothing
        try:
            return _kept(path, root, bundled, watching)
        except (NotKeptError, OSError, UnicodeEncodeError):  # SQLite has no halves of characters, as in odd file names
            return None
        except (database.OtherVersionError, SpoiltError, sqlite3.Error, ValueError, TypeError, LookupError) as error:
            if not database.is_damage(error) or not taken_away(path):
                return None
    return None


def _kept(path: Path, root: Path, bundled: bool, watching: Watching | None) -> Kept:
    is_new = not path.exists()
    connection = database.opened(path)
    try:
        problems = _brought_up_to_date(connection, root, bundled, watching)
        found = Kept(None if problems else _whole(connection, root), problems)
    except BaseException:
        connection.close()
        raise
    if is_new:
        Indexes(path.parent.parent).drop_oldest()
    else:
        _note_use(path)
    return found


def _whole(connection: sqlite3.Connection, root: Path) -> KeptCorpus:
    """Return the corpus of the index. Raises NotKeptError if it has not all documents."""
    corpus = kept_corpus(connection)
    if len(corpus.documents) != len(document_files(root)) or not corpus.documents:
        raise NotKeptError  # there are none, of which reading warns, or another process has just found one to be wrong
    return corpus


def _brought_up_to_date(
    connection: sqlite3.Connection, root: Path, bundled: bool, watching: Watching | None
) -> "tuple[Problem, ...]":
    found = changes(connection, root, document_files(root), edition(bundled=bundled))
    if not found.any:
        refresh(connection, found.looked_at)
        return ()
    from policylens.store.index.updating import update  # with all that reads YAML

    return update(connection, root, bundled=bundled, watching=watching)


def _note_use(path: Path) -> None:
    with suppress(OSError):
        if time.time() - path.stat().st_mtime > _USED:
            os.utime(path)
