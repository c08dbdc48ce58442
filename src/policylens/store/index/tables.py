"""The tables of an index as they are read: a part of each document at a time, when it is asked for."""

import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from typing import Any, Final, NamedTuple

from policylens.model import Claim
from policylens.store.damage import DamagedError
from policylens.store.index import database, paths
from policylens.store.index.sealing import SpoiltError, all_unsealed, unsealed
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


class Named(NamedTuple):
    """On which propositions a document has something."""

    positions: list[str]
    """Which have a charted position."""
    stances: list[str]
    """On which a claim takes a side."""


class Held(NamedTuple):
    """What a document has on the propositions of a theme."""

    positions: Mapping[str, Any]
    """Its charted positions, as plain values."""
    stances: Mapping[str, dict[str, int]]
    """Its claims' stances."""


_AT_ONCE: Final = 256
"""Of so many documents a table's rows are fetched together."""


class _Table:
    """Values of a table by documents' numbers.

    The first is fetched alone, as a command may be about one document; then those come along that stand after it in the
    corpus, as most commands go through all.
    """

    def __init__(self, tables: "Tables", make: Callable[[Any], Any], select: str, given: Sequence[Any] = ()) -> None:
        self._tables = tables
        self._make = make
        self._select = select
        self._given = tuple(given)
        self._found: dict[int, Any] = {}
        self._begun = False

    def __getitem__(self, document: int) -> Any:
        with guarded(self._tables.connection):
            if document not in self._found:
                self._found.update(self._fetched(self._wanted(document)))
            return self._found[document]

    def let_go(self, document: int) -> None:
        self._found.pop(document, None)

    def _wanted(self, document: int) -> Sequence[int]:
        if self._begun:
            after = self._tables.from_on(document, _AT_ONCE)
            return [each for each in after if each not in self._found]
        self._begun = True
        return [document]

    def _fetched(self, documents: Sequence[int]) -> Iterator[tuple[int, Any]]:
        places = ", ".join("?" * len(documents))
        rows = self._tables.connection.execute(f"{self._select} IN ({places})", (*self._given, *documents))
        return all_unsealed(rows, lambda number, value: (number, self._make(value)))


_OF_ALL: Final = "SELECT number, {} FROM documents WHERE number"


class Tables:
    """What an index keeps of all documents. What is asked for must be there: else DamagedError is raised."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection
        self._numbers: Sequence[int] = ()
        self._places: Mapping[int, int] = {}
        self._themes: dict[str, _Table] = {}
        self._settled = _Table(self, _settled, _OF_ALL.format("settled"))
        self._named = _Table(self, _named, _OF_ALL.format("named"))

    def order(self, numbers: Sequence[int]) -> None:
        """Say in which order documents stand in the corpus."""
        self._numbers = numbers
        self._places = {number: place for place, number in enumerate(numbers)}

    def from_on(self, document: int, most: int) -> Sequence[int]:
        """Return the numbers of a document and of those after it, at most so many."""
        place = self._places[document]
        return self._numbers[place : place + most]

    def let_go(self, document: int) -> None:
        """Forget what has been read of a document; it is read again when it is asked for."""
        for table in (self._settled, self._named, *self._themes.values()):
            table.let_go(document)

    def settled(self, document: int) -> dict[str, float | None]:
        """Return the stance of each of a document's positions, None where it is mixed."""
        found: dict[str, float | None] = self._settled[document]
        return found

    def named(self, document: int) -> Named:
        """Return on which propositions a document has something."""
        found: Named = self._named[document]
        return found

    def held(self, theme: str, document: int) -> Held:
        """Return what a document has on a theme's propositions."""
        if theme not in self._themes:
            select = "SELECT document, body FROM held WHERE theme = ? AND document"
            self._themes[theme] = _Table(self, _held, select, [theme])
        found: Held = self._themes[theme][document]
        return found

    def claims(self, document: int) -> tuple[Claim, ...]:
        """Return the claims of a document."""
        with guarded(self.connection):
            row = self.connection.execute("SELECT claims FROM bodies WHERE document = ?", (document,)).fetchone()
            return unsealed(row and row[0], lambda values: tuple(map(claim, values)))


def _settled(values: Any) -> dict[str, float | None]:
    (settled,) = values
    if not isinstance(settled, dict):
        raise TypeError
    return settled


def _named(values: Any) -> Named:
    positions, stances = values
    return Named(list(positions), list(stances))


def _held(values: Any) -> Held:
    positions, stances = values
    if not all(isinstance(each, dict) for each in (positions, stances, *stances.values())):
        raise TypeError
    return Held(positions, stances)
