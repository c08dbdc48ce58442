"""Looking into indexes, and doing to them what a failing disk or a stray program might."""

import gc
import json
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from hashlib import blake2b
from pathlib import Path
from typing import Any

BLOBS = [
    ("about", "value"),
    ("documents", "head"),
    ("documents", "settled"),
    ("documents", "named"),
    ("held", "body"),
    ("bodies", "claims"),
]
"""The tables and columns of an index in which something is kept behind a checksum."""


def sealed(body: bytes) -> bytes:
    """Return what an index keeps of this body, with the checksum that goes with it."""
    return blake2b(body, digest_size=8).digest() + body


@contextmanager
def opened(path: Path) -> Iterator[sqlite3.Connection]:
    """Open an index as any program would, and keep what is changed."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        yield connection


def alone(path: Path) -> Path:
    """Return the index, whole in its one file: with nothing of it left beside it, and nobody who has it open."""
    gc.collect()
    with opened(path) as connection:
        connection.execute("PRAGMA journal_mode = DELETE")
    return path


def changed(path: Path, table: str, column: str, change: Callable[[bytes], bytes]) -> None:
    """Change every value of a column."""
    with opened(path) as connection:
        keys = "key" if table == "about" else "theme, document" if table == "held" else "rowid"
        where = " AND ".join(f"{key} = ?" for key in keys.split(", "))
        for *key, value in connection.execute(f"SELECT {keys}, {column} FROM {table}").fetchall():
            connection.execute(f"UPDATE {table} SET {column} = ? WHERE {where}", (change(value), *key))


def resealed(old: str, new: str) -> Callable[[bytes], bytes]:
    """Return what puts a text in another's place, behind the right checksum."""
    return lambda value: sealed(value[8:].replace(old.encode(), new.encode()))


def forge(path: Path, old: str, new: str) -> None:
    """Change what an index says of a corpus, so that it shows where an answer comes from."""
    for table, column in BLOBS:
        changed(path, table, column, resealed(old, new))


def values(path: Path, table: str, column: str) -> list[Any]:
    """Return what the index keeps in a column. Fails if a checksum is wrong."""
    with opened(path) as connection:
        found = [value for (value,) in connection.execute(f"SELECT {column} FROM {table}")]
    assert all(value == sealed(value[8:]) for value in found)
    return [json.loads(value[8:]) for value in found]


def is_whole(path: Path) -> bool:
    """Whether SQLite and the checksums find nothing wrong, and there is something in it."""
    with opened(path) as connection:
        sound = connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        rows = [row for table, column in BLOBS for row in connection.execute(f"SELECT {column} FROM {table}")]
    return sound and len(rows) >= len(BLOBS) and all(value == sealed(value[8:]) for (value,) in rows)
