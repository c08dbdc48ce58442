"""The tables of an index as they are read: a part of each document at a time, when it is asked for."""

import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from typing import Any, NamedTuple

from policylens.model import Claim
from policylens.store.damage import DamagedError
from policylens.store.index import database, paths
from policylens.store.index.sealing import SpoiltError, unsealed
from policylens.store.snapshot import claim

_ODD = (SpoiltError, sqlite3.Error, ValueError, TypeError, LookupError, AttributeError)
"""What comes of reading what we did not write."""


@contextmanager
def guarded(connection: sqlite3.Connection) -> Iterator[None]:
    """Raise DamagedError where the index cannot be read, or holds what it should not; then take it away, too."""
    try:
        yield
    except _ODD as error:
        if database.is_damage(error):
            with suppress(OSError, sqlite3.Error):
                paths.remove(database.place(connection))
        raise DamagedError from None


class Summary(NamedTuple):
    """What is known of a document's positions without reading them."""

    settled: dict[str, float | None]
    """The stance of each, null where it is mixed."""
    positions: list[str]
    """Which propositions have a charted one."""
    stances: list[str]
    """On which a claim takes a side."""


class Held(NamedTuple):
    """What a document has on the propositions of a theme."""

    positions: Mapping[str, Any]
    """Its charted positions, as plain values."""
    stances: Mapping[str, dict[str, int]]
    """Its claims' stances."""


class _Table:
    """Values of a table by documents' numbers. The first is fetched alone; with the second come all the others."""

    def __init__(
        self, connection: sqlite3.Connection, make: Callable[[Any], Any], select: str, given: Sequence[Any] = ()
    ) -> None:
        self._connection = connection
        self._make = make
        self._select = select
        self._given = tuple(given)
        self._found: dict[int, Any] = {}
        self._whole = False

    def __getitem__(self, document: int) -> Any:
        if not self._whole and document not in self._found:
            self._whole = bool(self._found)
            self._found = self._fetched("") if self._whole else self._fetched(" AND document = ?", document)
        with guarded(self._connection):
            return self._found[document]

    def _fetched(self, condition: str, *more: int) -> dict[int, Any]:
        with guarded(self._connection):
            rows = self._connection.execute(f"{self._select}{condition}", (*self._given, *more))
            return {number: unsealed(body, self._make) for number, body in rows}


class Tables:
    """What an index keeps of all documents. What is asked for must be there: else DamagedError is raised."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection
        self._themes: dict[str, _Table] = {}
        select = "SELECT number AS document, stances FROM documents WHERE TRUE"
        self._summaries = _Table(connection, _summary, select)

    def summary(self, document: int) -> Summary:
        """Return what is known of a document's positions."""
        found: Summary = self._summaries[document]
        return found

    def held(self, theme: str, document: int) -> Held:
        """Return what a document has on a theme's propositions."""
        if theme not in self._themes:
            select = "SELECT document, body FROM held WHERE theme = ?"
            self._themes[theme] = _Table(self.connection, _held, select, [theme])
        found: Held = self._themes[theme][document]
        return found

    def claims(self, document: int) -> tuple[Claim, ...]:
        """Return the claims of a document."""
        with guarded(self.connection):
            row = self.connection.execute("SELECT claims FROM bodies WHERE document = ?", (document,)).fetchone()
            return unsealed(row and row[0], lambda values: tuple(map(claim, values)))


def _summary(values: Any) -> Summary:
    settled, positions, stances = values
    return Summary(dict(settled), list(positions), list(stances))


def _held(values: Any) -> Held:
    positions, stances = values
    if not all(isinstance(each, dict) for each in (positions, stances, *stances.values())):
        raise TypeError
    return Held(positions, stances)
