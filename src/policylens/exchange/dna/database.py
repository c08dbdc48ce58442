"""An SQLite database that somebody else has made, read without trust.

It is opened read-only, and nothing that it brings is run: no trigger, view, virtual table or function. Only the tables
that are asked for are read, row by row, in bounded time, and every value has to be of the sort that it should be.
"""

import sqlite3
import stat
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path
from time import monotonic
from types import UnionType
from typing import Any, Final

from policylens.corpus.files import FileError, too_large
from policylens.corpus.reading import shown
from policylens.errors import PolicylensError

MAX_BYTES: Final = 1024 * 1024 * 1024
"""How large a database may be."""

MAX_TEXT: Final = 16 * 1024 * 1024
"""How many bytes a value may have, and a row."""

MAX_ROWS: Final = 500_000
"""How many rows a table may have."""

MAX_SECONDS: Final = 60.0
"""How long the database may take to answer, all in all."""

_MAGIC: Final = b"SQLite format 3\0"
_HEAD: Final = 100
"""How many bytes the head of a database has (sqlite.org/fileformat.html, section 1.3)."""

_LIMITS: Final = {
    sqlite3.SQLITE_LIMIT_LENGTH: MAX_TEXT,
    sqlite3.SQLITE_LIMIT_SQL_LENGTH: 100_000,
    sqlite3.SQLITE_LIMIT_COLUMN: 200,
    sqlite3.SQLITE_LIMIT_EXPR_DEPTH: 50,
    sqlite3.SQLITE_LIMIT_ATTACHED: 0,
    sqlite3.SQLITE_LIMIT_TRIGGER_DEPTH: 1,
}
_PRAGMAS: Final = ("trusted_schema = OFF", "query_only = ON", "cell_size_check = ON", "mmap_size = 0")

Sort = type | UnionType
"""Of which sort a value has to be: `int`, `str`, or `int | None`."""


class Database:
    """A database that is open."""

    def __init__(self, file: str, connection: sqlite3.Connection) -> None:
        self.file = file
        self._connection = connection
        self._tables = self._ordinary()

    def wrong(self, message: str, hint: str = "") -> PolicylensError:
        """Return the error that something is wrong with the database."""
        return PolicylensError(f"{self.file}: {message}", hint)

    def rows(self, table: str, columns: Mapping[str, Sort]) -> Iterator[tuple[Any, ...]]:
        """Yield the rows of a table: the values of these columns, each of its sort. Raises PolicylensError."""
        if table not in self._tables:
            raise self.wrong(f"there is no table {table}", "name a project of Discourse Network Analyzer 3")
        if not self._tables[table]:
            raise self.wrong(f"{table} is a view or the like, where a project has a table", "do not use this file")
        select = f"SELECT {', '.join(columns)} FROM {table} NOT INDEXED"  # noqa: S608 - the names are our own
        for number, row in enumerate(self._found(select, table), 1):
            if number > MAX_ROWS:
                raise self.wrong(f"{table} has more than {MAX_ROWS:,} rows", "split the project up")
            for (name, sort), value in zip(columns.items(), row, strict=True):
                if not isinstance(value, sort):
                    wanted = "text" if sort is str else "whole number"
                    raise self.wrong(f"{table}, row {number:,}: {name} is no {wanted}", "mend it in DNA")
            yield row

    def _found(self, select: str, what: str) -> Iterator[tuple[Any, ...]]:
        try:
            yield from self._connection.execute(select)
        except (sqlite3.Error, UnicodeDecodeError) as error:  # what is damaged may be in SQLite's message, too
            if "interrupted" in str(error):
                raise self.wrong(f"{what} takes longer to read than {MAX_SECONDS:.0f} seconds") from None
            hint = "the file is damaged, or no project of Discourse Network Analyzer 3; open it there, and save it anew"
            raise self.wrong(f"{what} cannot be read: {shown(str(error))}", hint) from None

    def _ordinary(self) -> dict[str, bool]:
        """Return the names of tables and the like, in capitals, and whether each is an ordinary table."""
        found: dict[str, bool] = {}
        for sort, name, root in self._found("SELECT type, name, rootpage FROM sqlite_master", "its list of tables"):
            if sort in ("table", "view") and isinstance(name, str):
                is_table = sort == "table" and bool(root)  # a virtual table has no page of its own
                found[name.upper()] = is_table and name.upper() not in found
        return found


@contextmanager
def opened(path: Path) -> Iterator[Database]:
    """Open a database. Raises PolicylensError if it is none, or cannot be trusted to be whole."""
    try:
        _refuse_others(path)
        connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True)
    except FileError as problem:
        raise PolicylensError(f"{path}: {problem.message}", problem.hint) from None
    except (OSError, ValueError, sqlite3.Error) as error:
        raise PolicylensError(f"{path} cannot be read: {error}", "see that it is there and can be read") from None
    with closing(connection):
        _guard(connection)
        yield Database(str(path), connection)


def _refuse_others(path: Path) -> None:
    """Raise FileError if this is no database, or one of which some is missing."""
    found = path.stat()
    if not stat.S_ISREG(found.st_mode):
        raise FileError("unreadable", "this is not a regular file", "name a .dna file")
    if found.st_size > MAX_BYTES:
        raise too_large(MAX_BYTES)
    with path.open("rb") as file:
        head = file.read(_HEAD)
    if not head.startswith(_MAGIC) or len(head) < _HEAD:
        raise FileError("unreadable", "this is no SQLite database, or it is encrypted", "name a .dna file of DNA 3")
    if (whole := _size(head)) > found.st_size:
        message = f"the file is cut off: {found.st_size:,} of its {whole:,} bytes are there"
        raise FileError("unreadable", message, "copy it anew")
    for ending in ("-wal", "-journal"):
        beside = path.with_name(path.name + ending)
        if beside.exists() and beside.stat().st_size:
            hint = "close the project in DNA, or open it there once more"
            raise FileError("unreadable", f"some of it is in {beside.name} still", hint)


def _size(head: bytes) -> int:
    """Return how many bytes a database says that it has; 0 where what it says does not count."""
    if head[24:28] != head[92:96]:  # written by a version that did not say
        return 0
    page = int.from_bytes(head[16:18], "big")
    return (65536 if page == 1 else page) * int.from_bytes(head[28:32], "big")


def _guard(connection: sqlite3.Connection) -> None:
    """Set limits, and let nothing be done but reading tables."""
    for limit, most in _LIMITS.items():
        connection.setlimit(limit, most)
    for pragma in _PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")
    if hasattr(connection, "setconfig"):  # from Python 3.12 on
        connection.setconfig(sqlite3.SQLITE_DBCONFIG_DEFENSIVE, True)  # type: ignore[attr-defined,unused-ignore]
    until = monotonic() + MAX_SECONDS
    connection.set_progress_handler(lambda: monotonic() > until, 10_000)
    connection.set_authorizer(_may)


def _may(action: int, *_: str | None) -> int:
    """Allow reading; deny functions, which a column that is computed could call, and all else."""
    return sqlite3.SQLITE_OK if action in (sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ) else sqlite3.SQLITE_DENY
