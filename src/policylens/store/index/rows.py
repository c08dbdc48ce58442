"""All that an index keeps of a document, put in and taken out."""

import sqlite3

from policylens.corpus.folder import FRAMEWORKS
from policylens.store.index import database
from policylens.store.index.changes import know
from policylens.store.index.entries import Kept, NotKeptError
from policylens.store.index.files import Known
from policylens.store.index.reading import Read
from policylens.store.index.sealing import unsealed


def forget(connection: sqlite3.Connection, name: str) -> None:
    """Take out all that is kept of the document in the file of this name in `frameworks/`.

    Raises SpoiltError if the index is damaged.
    """
    connection.execute("DELETE FROM files WHERE name = ?", (f"{FRAMEWORKS}/{name}",))
    select = "SELECT d.number, b.claims FROM documents d LEFT JOIN bodies b ON b.document = d.number WHERE d.file = ?"
    number, claims = connection.execute(select, (name,)).fetchone() or (None, None)
    if number is None:
        return
    ids = unsealed(claims, lambda values: [(claim["id"],) for claim in values])
    connection.executemany("DELETE FROM claims WHERE id = ?", ids)
    for statement in (
        "DELETE FROM documents WHERE number = ?",
        "DELETE FROM held WHERE document = ?",
        "DELETE FROM bodies WHERE document = ?",
        "DELETE FROM worded WHERE document = ?",
    ):
        connection.execute(statement, (number,))
    connection.execute("DELETE FROM words WHERE rowid BETWEEN ? AND ?", database.rows_of(number))


def keep(connection: sqlite3.Connection, read: Read, kept: Kept) -> None:
    """Keep a document. Raises NotKeptError if it shares an id or a name with another."""
    try:
        number = _insert(connection, read.file, kept)
        rows = [(theme, number, body) for theme, body in kept.held]
        connection.executemany("INSERT INTO held VALUES (?, ?, ?)", rows)
        connection.execute("INSERT INTO bodies VALUES (?, ?)", (number, kept.claims))
        claims = [(name, number, place) for place, name in enumerate(kept.claim_ids)]
        connection.executemany("INSERT INTO claims VALUES (?, ?, ?)", claims)
    except (sqlite3.IntegrityError, UnicodeEncodeError) as error:
        raise NotKeptError from error
    know(connection, {f"{FRAMEWORKS}/{read.file}": Known(read.digest, read.state)})


def _insert(connection: sqlite3.Connection, file: str, kept: Kept) -> int:
    values = (file, kept.id, kept.called, kept.head, kept.settled, kept.named)
    columns = "file, id, called, head, settled, named"
    done = connection.execute(f"INSERT INTO documents ({columns}) VALUES (?, ?, ?, ?, ?, ?)", values)  # noqa: S608
    assert done.lastrowid is not None  # noqa: S101 - it was inserted
    return done.lastrowid
