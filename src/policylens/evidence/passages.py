"""A text in passages: of about as many words as are read at a glance, ended where sentences end."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
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

_ENDS = re.compile(r"[.!?…。！？][\"'”’»)\]*_]*(?=\s)|\n[ \t]*\n|[。！？][」』”’）]*")
"""The end of a sentence or a paragraph."""

_PIECE = re.compile(r"\S+")
_BLANK = re.compile(r"\s")


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
    ends = _sentence_ends(words)
    order = list(ends)
    found: list[Stretch] = []
    start = before = 0
    for first, last in _parts(words, headings):
        if first != before:
            start = _behind_title(words, first)
        for bound in _cuts(first, last, order):
            end = _cut(words, bound, ends)
            found.append(_without_blanks(words.text, start, end))
            start = end
        before = last
    return found


def _sentence_ends(words: Words) -> dict[int, int]:
    """Return for each word before which a sentence ends the offset at which it does, in order."""
    found: dict[int, int] = {}
    for end in _ENDS.finditer(words.text):
        found.setdefault(words.word_from(end.end() - 1), end.end())
    return found


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


def _cut(words: Words, bound: int, ends: Mapping[int, int]) -> int:
    """Return the offset at which a passage ends before a word; what stands between two words is in one of both."""
    if bound == len(words.words):
        return len(words.text)
    if bound in ends:
        return ends[bound]
    first = words.starts[bound]
    blank = _BLANK.search(words.text, words.ends[bound - 1], first)
    return blank.start() if blank else first


def _behind_title(words: Words, word: int) -> int:
    """Return the offset at which the line of the title ends that stands before a word, or else the title itself."""
    last, first = words.ends[word - 1], words.starts[word]
    line = words.text.find("\n", last, first)
    blank = _BLANK.search(words.text, last, first)
    return line if line >= 0 else blank.start() if blank else first


def _without_blanks(text: str, start: int, end: int) -> Stretch:
    whole = text[start:end]
    return Stretch(end - len(whole.lstrip()), start + len(whole.rstrip()))


def anchor(searched: Searched, stretch: Stretch) -> tuple[str, str]:
    """Return the shortest anchor of a passage: a start and an end of three to six words that stand nowhere else.

    Where all that the passage begins or ends with stands elsewhere too, as what a summary repeats does, the anchor
    begins later or ends earlier. ("", "") if there is nothing in the passage that stands nowhere else.
    """
    pieces = _worded(_PIECE.findall(searched.bare.text, stretch.start, stretch.end))
    return _alone(searched, pieces), _alone(searched, pieces[::-1], backwards=True)


def _worded(pieces: Sequence[str]) -> Sequence[str]:
    """Return the pieces from the first to the last with a word: other copies have other numbers and signs there."""
    there = [index for index, piece in enumerate(pieces) if Words(piece).words]
    return pieces[there[0] : there[-1] + 1]


def _alone(searched: Searched, pieces: Sequence[str], *, backwards: bool = False) -> str:
    """Return the fewest words from the beginning of `pieces` on that stand in one place only."""

    def joined(first: int, stop: int) -> str:
        taken = pieces[first:stop]
        return " ".join(taken[::-1] if backwards else taken)

    first, total = 0, len(pieces)
    while first + LEAST_ANCHOR <= total:
        longest = min(first + ANCHOR_WORDS, total)
        if searched.stands_again(joined(first, longest)):
            # a whole page may stand twice: as far as it does, nothing in it needs to be looked at
            stops = range(longest, total + 1)
            over = bisect_left(stops, True, key=lambda stop: not searched.stands_again(joined(first, stop)))
            first = max(first + 1, longest + over - ANCHOR_WORDS)
            continue
        for stop in range(first + LEAST_ANCHOR, longest + 1):
            if searched.is_alone(joined(first, stop)):
                return joined(first, stop)
        first += 1
    return ""
