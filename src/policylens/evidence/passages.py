"""A text in passages: of about as many words as are read at a glance, ended where sentences end."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final, NamedTuple

from policylens.evidence.anchors import Searched
from policylens.evidence.source import Heading
from policylens.evidence.words import Words
from policylens.model import ANCHOR_WORDS

USUAL: Final = 80
"""About so many words make a passage: half as many more, or fewer, where a sentence ends there."""

LEAST: Final = 25
"""What stands between two headings is taken to the part after it if it has fewer words."""

LEAST_ANCHOR: Final = 3
"""The fewest words that each end of an anchor has: fewer are seldom in one place only."""

_ENDS = re.compile(r"[.!?…。！？][\"'”’»)\]*_]*(?=\s)|\n[ \t]*\n|[。！？]")
"""The end of a sentence or a paragraph."""

_PIECE = re.compile(r"\S+")


class Stretch(NamedTuple):
    """A passage, by offsets in its text."""

    start: int
    """Of its first character, which is no blank."""
    end: int
    """One after its last, which is no blank."""


def stretches(words: Words, headings: Sequence[Heading]) -> list[Stretch]:
    """Return a text in passages of about `USUAL` words, in order and apart; only blanks and headings are left out.

    `headings` are in order: no passage runs over one, but where there is too little between two for a passage of its
    own. Where sentences are longer than a passage, it ends inside one.
    """
    ends = sorted({words.word_from(found.end() - 1) for found in _ENDS.finditer(words.text)})
    return [
        Stretch(_beginning(words.text, words.starts[first]), _ending(words.text, words.ends[last - 1]))
        for part in _parts(words, headings)
        for first, last in pairwise([part[0], *_cuts(*part, ends)])
    ]


def _parts(words: Words, headings: Sequence[Heading]) -> Iterator[tuple[int, int]]:
    """Yield the words with which the parts between headings begin, and end before."""
    total, first = len(words.words), 0
    for heading in headings:
        word = words.word_from(heading.offset)
        after = _after_title(words, word, heading.title)
        if word - first >= LEAST and total - after >= LEAST:
            yield first, word
            first = after
        elif first == word:
            first = after
    if first < total:
        yield first, total


def _after_title(words: Words, word: int, title: str) -> int:
    """Return the word after the title that begins at a word; this word itself if it does not."""
    wanted = Words(title).words
    return word + len(wanted) if words.words[word : word + len(wanted)] == wanted else word


def _cuts(first: int, last: int, ends: Sequence[int]) -> Iterator[int]:
    """Yield the words after which the passages between two words end, the last one included."""
    while last - first > USUAL + USUAL // 2:
        low = bisect_left(ends, first + USUAL // 2)
        near = ends[low : bisect_left(ends, first + USUAL + USUAL // 2)]
        aim = first + USUAL
        first = min(near, key=lambda end: abs(end - aim)) if near else aim
        yield first
    yield last


def _beginning(text: str, offset: int) -> int:
    """Return where the run of signs begins in which an offset stands: with its bracket or quotation mark."""
    while offset and not text[offset - 1].isspace():
        offset -= 1
    return offset


def _ending(text: str, offset: int) -> int:
    while offset < len(text) and not text[offset].isspace():
        offset += 1
    return offset


def anchor(searched: Searched, stretch: Stretch) -> tuple[str, str]:
    """Return the shortest anchor of a passage: a start and an end of three to six words that stand nowhere else.

    Where all that the passage begins or ends with stands elsewhere too, as what a summary repeats does, the anchor
    begins later or ends earlier. ("", "") if there is nothing in the passage that stands nowhere else.
    """
    pieces = _PIECE.findall(searched.words.text, stretch.start, stretch.end)
    return _alone(searched, pieces), _alone(searched, pieces[::-1], backwards=True)


def _alone(searched: Searched, pieces: Sequence[str], *, backwards: bool = False) -> str:
    """Return the fewest words from the beginning of `pieces` on that stand in one place only."""
    for skipped in range(len(pieces) - LEAST_ANCHOR + 1):
        for length in range(LEAST_ANCHOR, ANCHOR_WORDS + 1):
            taken = pieces[skipped : skipped + length]
            words = " ".join(taken[::-1] if backwards else taken)
            if len(taken) == length and searched.is_alone(words):
                return words
    return ""
