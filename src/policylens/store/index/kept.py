"""A corpus out of an index: of its documents only what is asked for is read, when it is asked for."""

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, partial
from typing import Any, NamedTuple

from policylens.corpus.folder import CODEBOOK, FRAMEWORKS
from policylens.model import Codebook, Corpus
from policylens.store.index.documents import KeptDocument, kept_document
from policylens.store.index.entries import Book, book_of, of_ids
from policylens.store.index.files import known_files
from policylens.store.index.sealing import SpoiltError, all_unsealed, unsealed
from policylens.store.index.tables import Tables, guarded

Documents = Mapping[int, KeptDocument]
"""Documents by their numbers in the index, in the corpus' order."""


class _Owners(Mapping[str, str]):
    """The documents of claims, looked up one by one."""

    def __init__(self, connection: sqlite3.Connection, documents: Documents) -> None:
        self._connection = connection
        self._documents = documents

    def __getitem__(self, name: str) -> str:
        owner = self._owner(name) if isinstance(name, str) else None
        return owner.id if owner is not None else self._all[name]  # is there none, or has it been lost?

    def _owner(self, name: str) -> KeptDocument | None:
        with guarded(self._connection):
            row = self._connection.execute("SELECT document FROM claims WHERE id = ?", (name,)).fetchone()
            owner = self._documents[row[0]] if row else None
            if owner is not None and name not in owner.claim_by_id:
                raise SpoiltError
        return owner

    def __iter__(self) -> Iterator[str]:
        return iter(self._all)

    def __len__(self) -> int:
        return sum(document.claim_count for document in self._documents.values())

    @cached_property
    def _all(self) -> dict[str, str]:
        """The documents of all claims, in the corpus' order."""
        ids: dict[int, list[str]] = {number: [] for number in self._documents}
        with guarded(self._connection):
            for number, name in self._connection.execute("SELECT document, id FROM claims ORDER BY document, place"):
                ids[number].append(name)
            if any(of_ids(ids[number]) != each.head["claim_ids"] for number, each in self._documents.items()):
                raise SpoiltError
        return {name: self._documents[number].id for number, names in ids.items() for name in names}


@dataclass(frozen=True, kw_only=True)
class KeptCorpus(Corpus):
    """A corpus whose documents read the rest of themselves from an index."""

    tables: Tables = field(compare=False, repr=False)
    numbers: Documents = field(compare=False, repr=False)
    warnings: int = field(compare=False, repr=False)
    """How many there are in its files."""

    @cached_property
    def owners(self) -> Mapping[str, str]:
        """The document in which a claim stands, by the ids of both, in order."""
        return _Owners(self.tables.connection, self.numbers)

    def close(self) -> None:
        """Let go of the index: nothing more can be read."""
        self.tables.connection.close()


def kept_corpus(connection: sqlite3.Connection) -> KeptCorpus:
    """Return the corpus of an index that is up to date, as it is now, whatever is written from now on.

    Raises SpoiltError or sqlite3.Error if the index is damaged; where that shows only later, DamagedError is raised.
    """
    connection.execute("BEGIN")  # until it is closed, a state that others do not change
    book, tables = kept_book(connection), Tables(connection)
    documents = _documents(tables, book.codebook)
    return KeptCorpus(
        codebook=book.codebook,
        documents=tuple(documents.values()),
        tables=tables,
        numbers=documents,
        warnings=book.warnings + sum(document.head["warnings"] for document in documents.values()),
    )


def kept_book(connection: sqlite3.Connection) -> Book:
    """Return what the index keeps of the codebook. Raises SpoiltError if it is damaged."""
    row = connection.execute("SELECT value FROM about WHERE key = 'codebook'").fetchone()
    return unsealed(row and row[0], book_of)


def _documents(tables: Tables, codebook: Codebook) -> Documents:
    """Return the documents of the index. Raises SpoiltError if they are not those of its files."""
    rows = tables.connection.execute("SELECT number, file, id, called, head FROM documents")
    found = list(all_unsealed(((row, head) for *row, head in rows), partial(_document, tables, codebook)))
    if {each.file for each in found} != known_files(tables.connection).keys() - {CODEBOOK}:
        raise SpoiltError
    found.sort(key=lambda each: (each.document.date or "9999", each.document.id))
    tables.order([each.number for each in found])
    return {each.number: each.document for each in found}


class _Row(NamedTuple):
    """A document in the index."""

    number: int
    file: str
    """As the index calls it."""
    document: KeptDocument


def _document(tables: Tables, codebook: Codebook, row: Sequence[Any], head: Any) -> _Row:
    """Return the document of a row: number, file, names and head. Raises an error of any sort if it is none."""
    number, file, *names = row
    document = kept_document(tables, codebook, number, head)
    if names != [document.id, document.name.casefold()]:
        raise SpoiltError
    return _Row(number, f"{FRAMEWORKS}/{file}", document)
