"""The passages of a text that are most worth reading for each proposition.

Passages are ranked by BM25 (Robertson, S. and Zaragoza, H. (2009), The probabilistic relevance framework: BM25 and
beyond, Foundations and Trends in Information Retrieval 3(4)) over stemmed words (Porter, M. F. (1980), An algorithm for
suffix stripping, Program 14(3)), both as SQLite's FTS5 has them. A proposition's query is the words of its sentence and
of its cues, and the cues once more as phrases, any of which may match: so a cue counts by its words, and by more where
it stands as a whole. Words that most passages have count next to nothing in BM25, and need no list.
"""

import re
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from typing import NamedTuple
from unicodedata import normalize

from policylens.evidence.anchors import Searched
from policylens.evidence.layout import Layout
from policylens.evidence.passages import Stretch, anchor, stretches
from policylens.evidence.source import Source
from policylens.model import Evidence, Proposition

_WORD = re.compile(r"[^\W_]+")


class Place(NamedTuple):
    """A passage of a text."""

    number: int
    """Among the text's passages, from 1."""
    offset: int
    """Of its first character in the text."""
    end: int
    """One after its last."""
    evidence: Evidence
    """Its section and page, as far as they are known, and an anchor that finds it and nothing else."""
    text: str
    """Its words, on one line."""


class Suggested(NamedTuple):
    """A passage that is worth reading for a proposition."""

    proposition: str
    rank: int
    """From 1, the best."""
    score: float
    """BM25, the higher the better; comparable among the passages of one proposition and text only."""
    place: Place


class Suggestions(NamedTuple):
    """What is worth reading in a text."""

    name: str
    """The name of the file."""
    words: int
    passages: int
    """In how many passages the text was looked at."""
    found: dict[str, tuple[Suggested, ...]]
    """For each proposition asked for its passages, best first; empty where none has any of its words."""


def suggest(source: Source, propositions: Iterable[Proposition], top: int) -> Suggestions:
    """Return for each proposition the `top` passages of a text that are most worth reading."""
    searched = Searched(source.text)
    layout = Layout(source, searched.words)
    searched.leave_out(layout.furniture())
    there = stretches(searched.bare, layout.headings)
    texts = [_line(searched.bare.text[each.start : each.end]) for each in there]
    ranked = dict(_ranked(texts, propositions, top))
    shown = sorted({index for hits in ranked.values() for index, _ in hits})
    places = {index: _place(index, there[index], texts[index], searched, layout) for index in shown}
    found = {
        proposition: tuple(Suggested(proposition, rank, score, places[at]) for rank, (at, score) in enumerate(hits, 1))
        for proposition, hits in ranked.items()
    }
    return Suggestions(source.name, len(searched.bare.words), len(there), found)


def _ranked(
    texts: Sequence[str], propositions: Iterable[Proposition], top: int
) -> Iterator[tuple[str, list[tuple[int, float]]]]:
    """Yield each proposition's id with its best passages: index and score."""
    with closing(sqlite3.connect(":memory:")) as index:
        index.execute("CREATE VIRTUAL TABLE passages USING fts5(words, tokenize='porter unicode61')")
        index.executemany("INSERT INTO passages(rowid, words) VALUES (?, ?)", enumerate(texts))
        select = "SELECT rowid, -bm25(passages) FROM passages WHERE passages MATCH ? ORDER BY 2 DESC, 1 LIMIT ?"
        for proposition in propositions:
            terms = query(proposition)
            yield proposition.id, index.execute(select, (terms, top)).fetchall() if terms else []


def query(proposition: Proposition) -> str:
    """Return the query of a proposition, as FTS5 writes it; "" if there is no word in it."""
    cues = [_words(cue) for cue in proposition.cues]
    words = dict.fromkeys(_words(proposition.text) + [word for cue in cues for word in cue])
    terms = [*words, *(" ".join(cue) for cue in cues if cue)]
    return " OR ".join(f'"{term}"' for term in terms)


def _words(text: str) -> list[str]:
    return [word.lower() for word in _WORD.findall(normalize("NFC", text))]


def _place(index: int, stretch: Stretch, text: str, searched: Searched, layout: Layout) -> Place:
    pages = layout.pages_at(stretch.start)
    start, end = anchor(searched, stretch)
    section = " > ".join(layout.path_at(stretch.start))
    evidence = Evidence(section=section, page=pages[0] if pages else "", start=start, end=end)
    return Place(index + 1, stretch.start, stretch.end, evidence, text)


def _line(text: str) -> str:
    return " ".join(text.split())
