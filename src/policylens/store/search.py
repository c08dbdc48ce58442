"""Full-text search over claims: SQLite's FTS5, ranked by BM25.

The index lives in memory and is made for each search: a few hundred claims take a few milliseconds. Words are stemmed
(Porter, M. F. (1980), An algorithm for suffix stripping, Program 14(3)); results are ranked by BM25 (Robertson, S. and
Zaragoza, H. (2009), The probabilistic relevance framework: BM25 and beyond), a word in the statement counting more than
one in the mechanism, and that more than one in the conditions or among the actors.
"""

import re
import sqlite3
from collections.abc import Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass
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


def search(claims: Iterable[tuple[Document, Claim]], topics: dict[str, str], words: Sequence[str]) -> Found:
    """Search the claims for words.

    Each item of `words` is a word, or a phrase where it holds blanks or stands in double quotes; all must be there, in
    any form of the word. `topics` gives the titles of topics, which are searched too. Raises PolicylensError if there
    is nothing to search for.
    """
    parts = [part for word in words for part in _parts(word)]
    if not parts:
        raise PolicylensError("there is no word to search for", "name words, or a phrase in quotes")
    entries = list(claims)
    with closing(sqlite3.connect(":memory:")) as index:
        _fill(index, entries, topics)
        rows = _matches(index, " AND ".join(parts))
        any_word = not rows and len(parts) > 1
        if any_word:
            rows = _matches(index, " OR ".join(parts))
    hits = tuple(
        Hit(
            document=entries[row][0],
            claim=entries[row][1],
            score=-rank,
            statement=statement,
            mechanism=mechanism if OPEN in mechanism else "",
        )
        for row, rank, statement, mechanism in rows
    )
    return Found(hits=hits, any_word=any_word and bool(hits))


def _parts(given: str) -> list[str]:
    """Turn what was typed into terms of an FTS5 query: nothing in it is syntax but quotes."""
    given = normalize("NFC", given)  # an accent of its own would part the word
    terms = []
    for piece in _PART.findall(given) if '"' in given else [given]:
        tokens = _WORD.findall(piece)
        if tokens:
            terms.append(f'"{" ".join(tokens)}"')
    return terms


_CREATE = (
    "CREATE VIRTUAL TABLE claims USING fts5"
    "(statement, mechanism, conditions, speaker, actors, topics, tokenize='porter unicode61')"
)
_INSERT = (
    "INSERT INTO claims(rowid, statement, mechanism, conditions, speaker, actors, topics) VALUES (?, ?, ?, ?, ?, ?, ?)"
)
_SELECT = (
    "SELECT rowid, bm25(claims, 8, 4, 2, 2, 2, 2) AS rank, highlight(claims, 0, ?, ?), highlight(claims, 1, ?, ?) "
    "FROM claims WHERE claims MATCH ? ORDER BY rank, rowid"
)


def _fill(index: sqlite3.Connection, entries: Sequence[tuple[Document, Claim]], topics: dict[str, str]) -> None:
    def columns(row: int, claim: Claim) -> tuple[int | str, ...]:
        titles = ", ".join(topics.get(topic, topic) for topic in claim.topics)
        actors = ", ".join(claim.actors)
        statement, mechanism = (words.translate(_BARE) for words in (claim.statement, claim.mechanism))
        return (row, statement, mechanism, claim.conditions, claim.speaker, actors, titles)

    index.execute(_CREATE)
    index.executemany(_INSERT, (columns(row, claim) for row, (_, claim) in enumerate(entries)))


def _matches(index: sqlite3.Connection, query: str) -> list[tuple[int, float, str, str]]:
    return index.execute(_SELECT, (OPEN, CLOSE, OPEN, CLOSE, query)).fetchall()
