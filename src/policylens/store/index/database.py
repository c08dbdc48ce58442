"""The database of an index: its tables, and how it is opened.

Its readers see it as it was when they began, and one process at a time writes (SQLite's write-ahead log). A process
that is killed leaves what was there before.
"""

import sqlite3
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, Final

from policylens.store.index import paths
from policylens.store.index.sealing import sealed, unsealed

WAIT: Final = 600.0
"""So many seconds a process waits for another one that is writing: as long as a very large corpus takes."""

_SCHEMA: Final = (
    "CREATE TABLE about (key TEXT PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID",
    "CREATE TABLE files (name TEXT PRIMARY KEY, digest BLOB NOT NULL, state TEXT NOT NULL) WITHOUT ROWID",
    "CREATE TABLE documents (number INTEGER PRIMARY KEY, file TEXT NOT NULL UNIQUE, id TEXT NOT NULL UNIQUE, "
    "called TEXT NOT NULL UNIQUE, head BLOB NOT NULL, settled BLOB NOT NULL, named BLOB NOT NULL)",
    "CREATE TABLE held (theme TEXT NOT NULL, document INTEGER NOT NULL, body BLOB NOT NULL, "
    "PRIMARY KEY (theme, document)) WITHOUT ROWID",
    "CREATE TABLE bodies (document INTEGER PRIMARY KEY, claims BLOB NOT NULL)",
    "CREATE TABLE claims (id TEXT PRIMARY KEY, document INTEGER NOT NULL, place INTEGER NOT NULL) WITHOUT ROWID",
    "CREATE TABLE worded (document INTEGER PRIMARY KEY)",
    "CREATE VIRTUAL TABLE words USING fts5 (statement, mechanism, conditions, speaker, actors, topics, kind UNINDEXED, "
    "tokenize = 'porter unicode61')",
)

_OF_WORDS: Final = "CREATE TABLE 'words_"
"""How the tables begin that SQLite makes for the index of words."""

TABLES: Final = ("about", "files", "documents", "held", "bodies", "claims", "worded", "words")


class OtherVersionError(Exception):
    """What is there is of another version of the program, or nothing of ours."""


def opened(path: Path) -> sqlite3.Connection:
    """Open an index, made if it is not there.

    Raises OSError or sqlite3.Error if that cannot be done, OtherVersionError if what is there is no index of ours.
    """
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    _refuse_irregular(path)
    connection = sqlite3.connect(path, timeout=WAIT, isolation_level=None)
    try:
        _prepare(connection)
    except BaseException:
        connection.close()
        raise
    return connection


def _refuse_irregular(path: Path) -> None:
    """Raise OtherVersionError if a pipe, a link or the like stands in the place of one of an index' files."""
    for each in paths.all_files(path):
        try:
            there = each.lstat()
        except FileNotFoundError:
            continue
        if not stat.S_ISREG(there.st_mode):
            raise OtherVersionError


def _prepare(connection: sqlite3.Connection) -> None:
    for pragma in ("trusted_schema = OFF", "cell_size_check = ON", "synchronous = NORMAL", "cache_size = -32768"):
        connection.execute(f"PRAGMA {pragma}")
    if not _schema(connection):
        # what a power cut leaves of a new index shows, as all in it is sealed; `let_read` ends this
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute("PRAGMA page_size = 16384")  # claims come by the 50 KB: fewer pages a document
        with writing(connection):
            if not _schema(connection):  # nobody else has made it meanwhile
                for statement in _SCHEMA:
                    connection.execute(statement)
    if sorted(_schema(connection)) != sorted(_SCHEMA):
        raise OtherVersionError


def _schema(connection: sqlite3.Connection) -> list[str]:
    """Return the statements that make what there is, but for what SQLite makes of itself."""
    rows = connection.execute("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL")
    return [str(sql) for (sql,) in rows if not str(sql).startswith(_OF_WORDS)]


@contextmanager
def writing(connection: sqlite3.Connection) -> Iterator[None]:
    """Hold the right to write, and keep all that is written, or nothing."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        with suppress(sqlite3.Error):
            connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")


@contextmanager
def not_waiting(connection: sqlite3.Connection) -> Iterator[None]:
    """Give up at once what another process stands in the way of, without a word: it can be done some other time."""
    connection.execute("PRAGMA busy_timeout = 0")
    try:
        yield
    except sqlite3.OperationalError:
        pass
    finally:
        connection.execute(f"PRAGMA busy_timeout = {WAIT * 1000:.0f}")


def let_read(connection: sqlite3.Connection) -> None:
    """From now on let others read while one writes.

    Not before there is something to read: what is written into a new database need not be written twice. If somebody
    reads it right now, the next one to write comes by again.
    """
    connection.execute("PRAGMA synchronous = NORMAL")
    with not_waiting(connection):
        connection.execute("PRAGMA journal_mode = WAL")


def about(connection: sqlite3.Connection, key: str) -> Any:
    """Return what is told of the index under a key; None if nothing. Raises SpoiltError if that is damaged."""
    found = connection.execute("SELECT value FROM about WHERE key = ?", (key,)).fetchone()
    return unsealed(found[0], lambda value: value) if found else None


def tell(connection: sqlite3.Connection, key: str, value: Any) -> None:
    """Say something of the index under a key."""
    connection.execute("INSERT OR REPLACE INTO about VALUES (?, ?)", (key, sealed(value)))


def place(connection: sqlite3.Connection) -> Path:
    """Return where the database of a connection lies. Raises sqlite3.Error."""
    return Path(connection.execute("PRAGMA database_list").fetchone()[2])


ROWS: Final = 1 << 24
"""In the index of words a claim's row is the number of its document times this, and its place in the document."""


def rows_of(number: int) -> tuple[int, int]:
    """Return the first and the last row that a document's claims can have in the index of words."""
    return number * ROWS, number * ROWS + ROWS - 1


_NOT_NOW: Final = tuple(
    f"SQLITE_{each}"
    for each in ("BUSY", "LOCKED", "FULL", "READONLY", "CANTOPEN", "IOERR", "PERM", "NOMEM", "NOLFS", "PROTOCOL")
)


def is_damage(error: Exception) -> bool:
    """Return whether an error says that the index is not what it should be; else it only cannot be used just now."""
    return not str(getattr(error, "sqlite_errorname", "")).startswith(_NOT_NOW)
