"""The words of a corpus' claims, kept in its index once somebody has searched.

The texts that a search gives back are held against the claims. What SQLite itself does not see of damage to its lists
of words has no checksum of ours: to check these would take longer than to search.
"""

import sqlite3
from collections.abc import Mapping, Sequence
from contextlib import nullcontext
from typing import Any, Final

from policylens.model import Claim, Document
from policylens.store.damage import DamagedError
from policylens.store.index import database
from policylens.store.index.kept import KeptCorpus
from policylens.store.index.sealing import SpoiltError
from policylens.store.index.tables import Tables, guarded
from policylens.store.search import CLOSE, COLUMNS, OPEN, Found, Row, Wanted, bare, columns, found_in, search, terms_of
from policylens.watch import ENOUGH, NOBODY, Watching

FILLING: Final = "Taking up words"


class _Rows:
    """The claims of a kept corpus by their rows."""

    def __init__(self, corpus: KeptCorpus) -> None:
        self._documents = corpus.numbers
        self._order = {number: place for place, number in enumerate(corpus.numbers)}

    def document(self, row: int) -> Document | None:
        return self._documents.get(row // database.ROWS)

    def claim(self, row: int) -> Claim:
        return self._documents[row // database.ROWS].claims[row % database.ROWS]

    def place(self, row: int) -> tuple[int, int]:
        return self._order[row // database.ROWS], row % database.ROWS


def search_kept(corpus: KeptCorpus, words: Sequence[str], wanted: Wanted, watching: Watching | None = None) -> Found:
    """Search the claims of a corpus as `search` does, in its index.

    Raises PolicylensError if there is nothing to search for.
    """
    terms = terms_of(words)
    try:
        index = _with_words(corpus, watching)
        with guarded(index):
            return _held_against_claims(found_in(index, _Rows(corpus), terms, wanted))
    except sqlite3.Error:  # the disk is full, say: then without the index
        return search(corpus.claims(), corpus.codebook.topics, words, wanted)


def _held_against_claims(found: Found) -> Found:
    """Return what was found. Raises SpoiltError if the words of a claim in the index are not its own."""
    for hit in found.hits:
        statement, mechanism = (each.replace(OPEN, "").replace(CLOSE, "") for each in (hit.statement, hit.mechanism))
        if statement != bare(hit.claim.statement) or mechanism not in ("", bare(hit.claim.mechanism)):
            raise SpoiltError
    return found


def _with_words(corpus: KeptCorpus, watching: Watching | None) -> sqlite3.Connection:
    """Return the index of a corpus with the words of all its claims. Raises sqlite3.Error if it cannot have them.

    The row of a claim is the number of its document times `database.ROWS`, and its place in the document.
    """
    connection = corpus.tables.connection
    with guarded(connection):
        missing = _missing(connection)
    if missing:
        before = _state(connection)
        connection.execute("ROLLBACK")
        try:
            _fill(connection, corpus, watching)
        finally:
            connection.execute("BEGIN")
            changed = _state(connection) != before
        if changed:
            raise DamagedError  # what was read of the corpus before does not go with what would be read from now on
    return connection


def _missing(connection: sqlite3.Connection) -> list[int]:
    select = "SELECT number FROM documents WHERE number NOT IN (SELECT document FROM worded)"
    return [number for (number,) in connection.execute(select)]


def _state(connection: sqlite3.Connection) -> Any:
    return connection.execute("SELECT name, digest FROM files ORDER BY name").fetchall()


def _fill(connection: sqlite3.Connection, corpus: KeptCorpus, watching: Watching | None) -> None:
    with database.writing(connection):
        missing = _missing(connection)
        showing = watching() if watching and len(missing) >= ENOUGH else nullcontext(NOBODY)
        with showing as watch:
            for number in watch.over(FILLING, missing, len(missing)):
                connection.executemany(_INSERT, _rows(connection, number, corpus.codebook.topics))
                connection.execute("INSERT INTO worded VALUES (?)", (number,))


_INSERT: Final = f"INSERT INTO words (rowid, {', '.join(COLUMNS)}) VALUES (?{', ?' * len(COLUMNS)})"  # noqa: S608


def _rows(connection: sqlite3.Connection, number: int, topics: Mapping[str, str]) -> list[Row]:
    first = database.rows_of(number)[0]
    claims = Tables(connection).claims(number)
    return [columns(first + place, each, topics) for place, each in enumerate(claims)]
