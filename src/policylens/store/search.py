"""Full-text search over claims: SQLite's FTS5, ranked by BM25.

The words of a corpus that is kept are in its index (see `index.words`); of another one an index is made in memory for
each search, which takes a few milliseconds for a few hundred claims. Words are stemmed (Porter, M. F. (1980), An
algorithm for suffix stripping, Program 14(3)); results are ranked by BM25 (Robertson, S. and Zaragoza, H. (2009), The
probabilistic relevance framework: BM25 and beyond), a word in the statement counting more than one in the mechanism,
and that more than one in the conditions or among the actors. How rare a word is, is judged by all claims of the corpus,
so that a claim has the same score whatever others are looked through.
"""

import re
import sqlite3
from collections.abc import Collection, Iterable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from typing import Final, NamedTuple, Protocol
from unicodedata import normalize

from policylens.errors import PolicylensError
from policylens.model import Claim, Document

OPEN, CLOSE = "\x02", "\x03"
"""What stands before and after a match in a marked text; where data hold either, a blank stands for it."""

_BARE = str.maketrans(OPEN + CLOSE, "  ")
_WORD = re.compile(r"[^\W_]+")
_PART = re.compile(r'"[^"]*"|\S+')


@dataclass(frozen=True, kw_only=True, slots=True)
class Hit:
    """A claim that a search found."""

    document: Document
    claim: Claim
    score: float
    """BM25 with weighted fields, the higher the better; comparable within one search only."""
    statement: str
    """The statement with `OPEN` and `CLOSE` around each match."""
    mechanism: str
    """The same of the mechanism; "" where nothing in it matches."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Found:
    """What a search found."""

    hits: tuple[Hit, ...]
    """Best first."""
    any_word: bool
    """Whether no claim has all the words, so that claims with any of them were taken."""
    total: int
    """How many claims were found: more than there are hits, where not all were asked for."""
    documents: int
    """In how many documents."""


class Wanted(NamedTuple):
    """Which claims are looked through, and how many are given back."""

    documents: Collection[str] | None = None
    """The ids of documents; None for all."""
    kinds: Collection[str] = ()
    """Kinds of claims; all if there are none."""
    most: int | None = None
    """At most so many, the best ones; None for all."""


class Entries(Protocol):
    """The claims that an index is of."""

    def document(self, row: int) -> Document | None:
        """Return the document of the claim in a row; None if it is not looked through."""

    def claim(self, row: int) -> Claim:
        """Return the claim in a row."""

    def place(self, row: int) -> tuple[int, ...]:
        """Return what orders the claims in rows as the corpus does."""


class _Listed:
    """Claims of a list, each in the row that its place in the list says."""

    def __init__(self, entries: Sequence[tuple[Document, Claim]]) -> None:
        self._entries = entries

    def document(self, row: int) -> Document:
        return self._entries[row][0]

    def claim(self, row: int) -> Claim:
        return self._entries[row][1]

    def place(self, row: int) -> tuple[int, ...]:
        return (row,)


def search(
    claims: Iterable[tuple[Document, Claim]],
    topics: Mapping[str, str],
    words: Sequence[str],
    wanted: Wanted = Wanted(),  # noqa: B008 - it cannot be changed
) -> Found:
    """Search the claims for words.

    Each item of `words` is a word, or a phrase where it holds blanks or stands in double quotes; all must be there, in
    any form of the word. `topics` gives the titles of topics, which are searched too. Raises PolicylensError if there
    is nothing to search for.
    """
    terms = terms_of(words)
    entries = list(claims)
    with closing(sqlite3.connect(":memory:")) as index:
        index.execute(_CREATE)
        index.executemany(_INSERT, (columns(row, claim, topics) for row, (_, claim) in enumerate(entries)))
        return found_in(index, _Listed(entries), terms, wanted)


def terms_of(words: Sequence[str]) -> list[str]:
    """Return the terms of an FTS5 query for what was typed. Raises PolicylensError if there are none."""
    terms = [term for word in words for term in _terms(word)]
    if not terms:
        raise PolicylensError("there is no word to search for", "name words, or a phrase in quotes")
    return terms


def _terms(given: str) -> list[str]:
    """Turn what was typed into terms of an FTS5 query: nothing in it is syntax but quotes."""
    given = normalize("NFC", given)  # an accent of its own would part the word
    terms = []
    for piece in _PART.findall(given) if '"' in given else [given]:
        tokens = _WORD.findall(piece)
        if tokens:
            terms.append(f'"{" ".join(tokens)}"')
    return terms


COLUMNS: Final = ("statement", "mechanism", "conditions", "speaker", "actors", "topics", "kind")
"""What of a claim is searched, and its kind."""

Row = tuple[int | str, ...]
"""The number of a row, and its columns."""

_CREATE: Final = (
    "CREATE VIRTUAL TABLE words USING fts5"
    "(statement, mechanism, conditions, speaker, actors, topics, kind UNINDEXED, tokenize='porter unicode61')"
)
_INSERT: Final = f"INSERT INTO words(rowid, {', '.join(COLUMNS)}) VALUES (?{', ?' * len(COLUMNS)})"  # noqa: S608
_MATCHES: Final = "SELECT rowid, bm25(words, 8, 4, 2, 2, 2, 2), kind FROM words WHERE words MATCH ?"
_MARKED: Final = (
    "SELECT highlight(words, 0, ?, ?), highlight(words, 1, ?, ?) FROM words WHERE words MATCH ? AND rowid = ?"
)


def columns(row: int, claim: Claim, topics: Mapping[str, str]) -> Row:
    """Return a claim's row in an index of words."""
    titles = ", ".join(topics.get(topic, topic) for topic in claim.topics)
    statement, mechanism = bare(claim.statement), bare(claim.mechanism)
    actors = ", ".join(claim.actors)
    return (row, statement, mechanism, claim.conditions, claim.speaker, actors, titles, claim.kind.value)


def bare(words: str) -> str:
    """Return a text without anything that could be taken for the mark of a match."""
    return words.translate(_BARE)


def found_in(index: sqlite3.Connection, entries: Entries, terms: Sequence[str], wanted: Wanted) -> Found:
    """Return what is found in an index of words. Raises sqlite3.Error if it cannot be read."""
    query = " AND ".join(terms)
    rows = _matches(index, entries, query, wanted)
    any_word = not rows and len(terms) > 1
    if any_word:
        query = " OR ".join(terms)
        rows = _matches(index, entries, query, wanted)
    best = rows if wanted.most is None else rows[: wanted.most]
    return Found(
        hits=tuple(_hit(index, entries, query, row, rank) for rank, row in best),
        any_word=any_word and bool(rows),
        total=len(rows),
        documents=len({document.id for _, row in rows if (document := entries.document(row)) is not None}),
    )


def _matches(index: sqlite3.Connection, entries: Entries, query: str, wanted: Wanted) -> list[tuple[float, int]]:
    """Return the ranks and rows of the claims that are wanted and match: best first, else in the corpus' order."""
    found = []
    for row, rank, kind in index.execute(_MATCHES, (query,)):
        document = entries.document(row)
        if document is None or (wanted.documents is not None and document.id not in wanted.documents):
            continue
        if not wanted.kinds or kind in wanted.kinds:
            found.append((rank, row))
    return sorted(found, key=lambda each: (each[0], entries.place(each[1])))


def _hit(index: sqlite3.Connection, entries: Entries, query: str, row: int, rank: float) -> Hit:
    (statement, mechanism) = index.execute(_MARKED, (OPEN, CLOSE, OPEN, CLOSE, query, row)).fetchone()
    document, claim = entries.document(row), entries.claim(row)
    assert document is not None  # noqa: S101 - it is one of those that are looked through
    return Hit(
        document=document,
        claim=claim,
        score=-rank,
        statement=statement,
        mechanism=mechanism if OPEN in mechanism else "",
    )
