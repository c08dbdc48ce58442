"""Finding an anchor in a reader's copy of a text.

An anchor is a passage's first and last words. This is the range of the W3C Web Annotation Data Model (2017, section
4.2.9) with text quotes at its ends (4.2.4), written as URL text fragments write it (`text=first,last`; WICG, URL
Fragment Text Directives). As copies differ, each end is looked for in four ways, and what each finds is told apart:

1. among the letters of the text (see `words`), so that line breaks, hyphenation, ligatures, soft hyphens, quotation
   marks and the marks of notes do not matter: this is exact;
2. the same without page furniture, the running heads and page numbers that stand inside a passage: exact too;
3. over other lines that stand between, as where columns are interleaved: a small difference, and shown;
4. with small differences in the letters: wherever one of its rarer words stands (if there are fewer differences than
   words, one is whole: Baeza-Yates and Perleberg 1992, Fast and practical approximate string matching), the edit
   distance to the text around it is worked out by dynamic programming (Sellers 1980, The theory and computation of
   evolutionary distances). One difference for every `TOLERANCE` letters is allowed, and shown.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Final, NamedTuple

from policylens.evidence.words import Words

LONGEST: Final = 600
"""The most words that a passage may have, other lines and columns among it."""

TOLERANCE: Final = 7
"""One differing letter is allowed for so many letters of an end."""

MOST_SKIPPED: Final = 4
"""How many lines of another column, or of furniture, may stand inside an end."""

_COMMON: Final = 200
"""A word that stands in more places than this says too little of where an anchor is."""

_FAINT = re.compile(r"[\W_]*\Z")
_BREAKING = re.compile(r"[\u00ad\u200b-\u200d\u2060\ufeff\u0300-\u036f]*\Z")
_HYPHENS = re.compile(r"\s*[-\u00ad\u2010-\u2015\u2212]\s*\Z")


class End(NamedTuple):
    """One end of an anchor in a text: offsets, and what is not as the anchor has it ("" if nothing)."""

    start: int
    end: int
    difference: str = ""


class Passage(NamedTuple):
    """A passage in a text, by the offsets of its first and its last letter, and how its ends differ."""

    start: int
    end: int
    differences: tuple[str, ...] = ()


class Searched:
    """A text made ready for looking up anchors; `furniture` are the offsets of its running heads and page numbers."""

    def __init__(self, text: str, furniture: Sequence[tuple[int, int]] = ()) -> None:
        self.text = text
        self.words = Words(text)
        self.bare = Words(_without(text, furniture)) if furniture else self.words

    def exact(self, words: str) -> list[End]:
        """Return where the words of one end stand, as in ways 1 and 2."""
        wanted = _wanted(words)
        found = [end for end in _spelled(self.words, wanted) if not end.difference]
        if not found and self.bare is not self.words:
            found = [end for end in _spelled(self.bare, wanted) if not end.difference]
        return found

    def near(self, words: str) -> list[End]:
        """Return where something like the words of one end stands, as in ways 3 and 4, the best of them."""
        wanted = _wanted(words)
        if not wanted.letters:
            return []
        return (
            [end for end in _spelled(self.words, wanted) if end.difference]
            or list(_over_lines(self.words, wanted))
            or _alike(self.words, wanted)
        )

    def passages(self, start: str, end: str) -> list[Passage]:
        """Return the passages that begin and end so: those without differences, or else those with small ones.

        Of an anchor that has only one end, the words of this end are the passage.
        """
        firsts, lasts = (self.exact(words) if words else [] for words in (start, end))
        found = _paired(firsts, lasts, self.words) if start and end else _alone(firsts or lasts)
        if found:
            return found
        near_firsts, near_lasts = (self.near(words) if words else [] for words in (start, end))
        if not (start and end):
            return _alone(near_firsts or near_lasts)
        return (
            _paired(firsts, near_lasts, self.words)
            or _paired(near_firsts, lasts, self.words)
            or _paired(near_firsts, near_lasts, self.words)
        )


def _without(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """Return the text with blanks in place of these spans, so that all offsets stay."""
    parts, at = [], 0
    for start, end in spans:
        parts += [text[at:start], " " * (end - start)]
        at = end
    return "".join([*parts, text[at:]])


@lru_cache(maxsize=4096)
def _wanted(words: str) -> Words:
    return Words(words)


def _alone(ends: Iterable[End]) -> list[Passage]:
    return [Passage(end.start, end.end, (end.difference,) if end.difference else ()) for end in ends]


def _paired(firsts: Sequence[End], lasts: Sequence[End], words: Words) -> list[Passage]:
    """Pair each beginning with the next ending after it, if it is the last beginning before that ending."""
    found: dict[int, Passage] = {}
    for first in sorted(firsts):
        last = min((last for last in lasts if last.start >= first.start and last.end >= first.end), default=None)
        if last is None or words.word_from(last.end - 1) - words.word_from(first.start) >= LONGEST:
            continue
        differences = tuple(part for part in (first.difference, last.difference) if part)
        found[last.end] = Passage(first.start, last.end, differences)
    return list(found.values())


# --- ways 1 and 2: the same letters


def _spelled(words: Words, wanted: Words) -> Iterator[End]:
    """Yield where the letters stand, each with what differs between them."""
    if not wanted.letters:
        yield from _only_numbers(words, wanted)
        return
    before = [value for _, value, _, _ in wanted.numbers_at(0)]
    after = [value for _, value, _, _ in wanted.numbers_at(len(wanted.letters))]
    for place in words.all_of(wanted.letters):
        last = place + len(wanted.letters)
        found = _end(words, place, last, _difference(words, place, wanted))
        # numbers at the rims are no letters, and tell passages apart that are the same but for them
        rims = (words.numbers_at(place)[-len(before) :] if before else [], words.numbers_at(last)[: len(after)])
        if [[value for _, value, _, _ in rim] for rim in rims] != [before, after]:
            continue
        start = rims[0][0][2] if before else found.start
        yield End(start, rims[1][-1][3] if after else found.end, found.difference)


def _only_numbers(words: Words, wanted: Words) -> Iterator[End]:
    """Yield where the numbers of an end without letters stand in a row."""
    values = [wanted.text[start:end] for _, start, end in wanted.numbers]
    for index in range(len(words.numbers) - len(values) + 1 if values else 0):
        there = words.numbers[index : index + len(values)]
        if [words.text[start:end] for _, start, end in there] == values and there[0][0] == there[-1][0]:
            yield End(there[0][1], there[-1][2])


def _end(words: Words, first: int, last: int, difference: str) -> End:
    return End(words.starts[words.word_at(first)], words.ends[words.word_at(last - 1)], difference)


def _difference(words: Words, place: int, wanted: Words) -> str:
    """Say what stands otherwise between the same letters: "" where only a typesetter's hand shows."""
    last = place + len(wanted.letters)
    if not (_same_words(words, place, wanted) and _same_numbers(words, place, wanted)):
        end = _end(words, place, last, "")
        return f"the copy has “{' '.join(words.text[end.start : end.end].split())}”"
    return ""


def _same_words(words: Words, place: int, wanted: Words) -> bool:
    """Return whether words end at the same letters, but for hyphens and what cannot be seen."""
    mine = {boundary - place: (words, boundary) for boundary in _inner(words, place, place + len(wanted.letters))}
    theirs = {boundary: (wanted, boundary) for boundary in _inner(wanted, 0, len(wanted.letters))}
    return all(_slight(*side[boundary]) for side in (mine, theirs) for boundary in mine.keys() ^ theirs.keys() if boundary in side)


def _inner(words: Words, first: int, last: int) -> list[int]:
    low, high = words.word_at(first) + 1, words.word_at(last - 1) + 1
    return words.places[low:high]


def _slight(words: Words, boundary: int) -> bool:
    """Return whether two words are parted by a hyphen, at the end of a line or not, or by nothing that is seen."""
    index = words.word_at(boundary)
    between = words.text[words.ends[index - 1] : words.starts[index]]
    return bool(_BREAKING.match(between) or _HYPHENS.match(between))


def _same_numbers(words: Words, place: int, wanted: Words) -> bool:
    """Return whether the same numbers stand between the letters, but for the marks of notes."""
    asked = [(at, value) for at, value, _, _ in wanted.numbers_between(0, len(wanted.letters))]
    there = words.numbers_between(place, place + len(wanted.letters))
    left = list(asked)
    for at, value, start, end in there:
        if left and left[0] == (at - place, value):
            left.pop(0)
        elif not _is_mark(words.text, start, end):
            return False
    return not left


def _is_mark(text: str, start: int, end: int) -> bool:
    """Return whether a number is the mark of a note, or a page number on a line of its own."""
    if end - start > 3:
        return False
    before, after = text[start - 1 : start], text[end : end + 1]
    glued = bool(before) and not before.isspace() and before not in "£$€-–.,/(" and not after.isalpha()
    bracketed = before in ("[", "(") and after in ("]", ")")
    high = not text[start:end].isascii()
    own_line = "\n" in text[max(0, start - 4) : start] and text[end : end + 4].lstrip(" ")[:1] == "\n"
    return glued or bracketed or high or own_line


# --- way 3: over other lines


def _over_lines(words: Words, wanted: Words) -> Iterator[End]:
    """Yield where the letters stop at the end of a line and go on at the beginning of one of the next few."""
    letters = wanted.letters
    for index, (first, last) in enumerate(words.lines):
        line = words.letters[first:last]
        for cut in _overlaps(line, letters):
            if not words.begins_word(last - cut):
                continue
            for begin, _ in words.lines[index + 2 : index + 2 + MOST_SKIPPED]:
                stop = begin + len(letters) - cut
                if words.letters.startswith(letters[cut:], begin) and words.begins_word(stop):
                    skipped = " ".join(words.text[words.starts[words.word_at(last)] : words.starts[words.word_at(begin)]].split())
                    yield _end(words, last - cut, stop, f"other lines stand between: “{skipped}”")
                    break


def _overlaps(line: str, letters: str) -> Iterator[int]:
    """Yield how many letters at the end of a line are the first ones that are looked for."""
    for cut in range(min(len(line), len(letters) - 1), 1, -1):
        if line.endswith(letters[:cut]):
            yield cut


# --- way 4: small differences


def _alike(words: Words, wanted: Words) -> list[End]:
    """Return where the letters stand with the fewest differences, if these are few enough."""
    letters = wanted.letters
    allowed = len(letters) // TOLERANCE
    if not allowed:
        return []
    best, found = allowed, {}
    for first, last in _windows(words, wanted, allowed):
        distance, start, stop = _closest(letters, words.letters[first:last], best)
        if distance > best:
            continue
        if distance < best:
            best, found = distance, {}
        low, high = words.word_at(first + start), words.word_at(first + stop - 1)
        shown = " ".join(words.text[words.starts[low] : words.ends[high]].split())
        found[words.starts[low]] = End(words.starts[low], words.ends[high], f"the copy has “{shown}”")
    return list(found.values())


def _windows(words: Words, wanted: Words, allowed: int) -> Iterator[tuple[int, int]]:
    """Yield the stretches of letters that hold one of the rarer words where the end would have it."""
    known = sorted(
        (len(words.index.get(word, ())), position) for position, word in enumerate(wanted.words) if len(word) > 1
    )
    for count, position in known[: allowed + 1]:
        if count > _COMMON:
            break
        for index in words.index.get(wanted.words[position], ()):
            first = words.places[index] - wanted.places[position]
            yield max(0, first - allowed), min(len(words.letters), first + len(wanted.letters) + allowed)


def _closest(wanted: str, text: str, most: int) -> tuple[int, int, int]:
    """Return the least edit distance of `wanted` to a part of `text`, and where that part begins and stops.

    Sellers 1980: dynamic programming in which the part may begin anywhere. More than `most` is given as `most` + 1.
    """
    row = [(0, place) for place in range(len(text) + 1)]
    for number, letter in enumerate(wanted, 1):
        above, row = row, [(number, 0)]
        for place, other in enumerate(text, 1):
            row.append(
                min(
                    (above[place - 1][0] + (letter != other), above[place - 1][1]),
                    (above[place][0] + 1, above[place][1]),
                    (row[place - 1][0] + 1, row[place - 1][1]),
                )
            )
        if min(row)[0] > most:
            return most + 1, 0, 0
    distance, stop = min((cell[0], place) for place, cell in enumerate(row))
    return distance, row[stop][1], stop
