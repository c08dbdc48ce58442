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
   evolutionary distances; in the bits of numbers as Myers 1999 does it). One difference for every `TOLERANCE` letters
   is allowed, and shown.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property, lru_cache
from typing import Final, NamedTuple

from policylens.evidence.words import Words, accented

LONGEST: Final = 600
"""The most words that a passage may have, other lines and columns among it."""

TOLERANCE: Final = 7
"""One differing letter is allowed for so many letters of an end."""

MOST_SKIPPED: Final = 4
"""How many lines of another column, or of furniture, may stand inside an end."""

MOST_PLACES: Final = 1000
"""So many passages at most are looked at for one anchor: more, and the text is no text."""

MOST_LOOKED_AT: Final = 20_000_000
"""So many letters of one text are looked at in ways 3 and 4, for all anchors together: some five seconds.

Of a real document a few hundred thousand are. In a text that was made to tire its reader, or is by far too long, what
is looked for after that is found in ways 1 and 2 alone, and what comes of it says so.
"""

_LINE: Final = 4
"""To look at a line costs as much as at so many letters."""

_MOST_SHOWN: Final = 300
"""How many characters are shown of what differs."""

_COMMON: Final = 200
"""A word that stands in more places than this says too little of where an anchor is."""

_AFTER_WORD = re.compile(r"(?<![^\W\d_])[a-z][.,;:!?)\]”’\"'*_]*\Z|[^\W\d_]{2}[.,;:!?)\]”’\"'*_]*\Z")
"""A word, and what may stand between it and the mark of its note. A single capital has none: `G8`, `A4`."""

_LOW = re.compile("[\u2080-\u2089]")
"""Subscripts, which no note is marked with: `CO₂`."""

_LINE_BEFORE = re.compile(r"[\r\n\f][ \t]*\Z")
_LINE_AFTER = re.compile(r"[ \t]*[\r\n\f]")
_BREAKING = re.compile(r"[\u00ad\u200b-\u200d\u2060\ufeff\u0300-\u036f]*\Z")
_SIGNS = re.compile(r"[$%£¥€‰]")
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


class Search(NamedTuple):
    """What came of looking for an anchor."""

    passages: list[Passage]
    cut_short: bool
    """Whether there was more to look at in ways 3 and 4 than could be: see `MOST_LOOKED_AT`."""


class Effort:
    """How much may still be looked at, and how often it was not enough."""

    def __init__(self, most: int) -> None:
        self.left = most
        self.refused = 0

    def spend(self, amount: int) -> bool:
        """Take off what is to be looked at next; return whether it may be: nothing always may."""
        self.left -= amount
        may = self.left >= 0 or not amount
        self.refused += not may
        return may


class Searched:
    """A text made ready for looking up anchors."""

    def __init__(self, text: str) -> None:
        self.words = Words(text)
        self._furniture: Sequence[tuple[int, int]] = ()
        self._effort = Effort(MOST_LOOKED_AT)

    def leave_out(self, furniture: Sequence[tuple[int, int]]) -> None:
        """Say at which offsets running heads and page numbers stand, in order and apart."""
        self._furniture = furniture

    @cached_property
    def bare(self) -> Words:
        """The words of the text without its furniture; offsets stay."""
        return Words(_without(self.words.text, self._furniture)) if self._furniture else self.words

    def exact(self, words: str) -> list[End]:
        """Return where the words of one end stand, as in ways 1 and 2."""
        wanted = _wanted(words)
        found = [end for end in _spelled(self.words, wanted) if not end.difference]
        if not found and self._furniture:
            found = [end for end in _spelled(self.bare, wanted) if not end.difference]
        return found

    def is_alone(self, words: str) -> bool:
        """Return whether the words of one end stand in one place, and their letters nowhere else, in other words."""
        return bool(_wanted(words).letters) and not self.stands_again(words) and len(self.exact(words)) == 1

    def stands_again(self, words: str) -> bool:
        """Return whether the letters of words stand in more than one place, in whatever words."""
        letters = _wanted(words).letters
        place = self.words.letters.find(letters) if letters else -1
        return place >= 0 and self.words.letters.find(letters, place + 1) >= 0

    def holds(self, start: str, end: str) -> bool:
        """Return whether there is a passage that begins and ends so, without differences."""
        firsts, lasts = (self.exact(words) if words else [] for words in (start, end))
        return bool(_paired(firsts, lasts, self.words) if start and end else firsts or lasts)

    def near(self, words: str) -> list[End]:
        """Return where something like the words of one end stands, as in ways 3 and 4, the best of them."""
        wanted = _wanted(words)
        if not wanted.letters:
            return []
        return (
            [end for end in _spelled(self.words, wanted) if end.difference]
            or list(_over_lines(self.words, wanted, self._effort))
            or _alike(self.words, wanted, self._effort)
        )

    def search(self, start: str, end: str) -> Search:
        """Return the passages that begin and end so, as below, and whether looking for them was cut short."""
        before = self._effort.refused
        found = self.passages(start, end)
        return Search(found, self._effort.refused > before)

    def passages(self, start: str, end: str) -> list[Passage]:
        """Return the passages that begin and end so: those without differences, or else those with small ones.

        Of an anchor that has only one end, the words of this end are the passage.
        """
        firsts, lasts = (self.exact(words) if words else [] for words in (start, end))
        found = _paired(firsts, lasts, self.words) if start and end else _alone(firsts or lasts)
        if found:
            return found
        if not (start and end):
            return _alone(self.near(start or end))
        near_lasts = self.near(end)
        found = _paired(firsts, near_lasts, self.words)
        if found or not (lasts or near_lasts):
            return found
        near_firsts = self.near(start)
        return _paired(near_firsts, lasts, self.words) or _paired(near_firsts, near_lasts, self.words)


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


def _alone(ends: Sequence[End]) -> list[Passage]:
    differences = [((end.difference,) if end.difference else ()) for end in ends[:MOST_PLACES]]
    return [Passage(end.start, end.end, differs) for end, differs in zip(ends, differences, strict=False)]


def _paired(firsts: Sequence[End], lasts: Sequence[End], words: Words) -> list[Passage]:
    """Pair each beginning with the next ending after it, if it is the last beginning before that ending."""
    found: dict[int, Passage] = {}
    lasts = sorted(lasts)
    for first in sorted(firsts):
        after = range(bisect_left(lasts, first.start, key=lambda last: last.start), len(lasts))
        last = next((lasts[index] for index in after if lasts[index].end >= first.end), None)
        if last is None or words.word_from(last.end - 1) - words.word_from(first.start) >= LONGEST:
            continue
        differences = tuple(part for part in (first.difference, last.difference) if part)
        found[last.end] = Passage(first.start, last.end, differences)
        if len(found) > MOST_PLACES:
            break
    return list(found.values())[:MOST_PLACES]


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
        ahead, behind = words.numbers_at(place) if before else [], words.numbers_at(last) if after else []
        rims = (ahead[-len(before) :], behind[: len(after)])
        if [[value for _, value, _, _ in rim] for rim in rims] != [before, after]:
            continue
        if _is_cut(words.text, ahead, len(ahead) - len(before)) or _is_cut(words.text, behind, len(after)):
            continue
        start = rims[0][0][2] if before else found.start
        yield End(start, rims[1][-1][3] if after else found.end, found.difference)


def _is_cut(text: str, numbers: Sequence[tuple[int, str, int, int]], index: int) -> bool:
    """Return whether one number was taken apart before the part at an index: `3,000`, `3.5`; `2010.7` has a note."""
    if not 0 < index < len(numbers):
        return False
    (_, _, start, end), (_, _, next_start, next_end) = numbers[index - 1 : index + 1]
    between = text[end:next_start]
    return (between == "," and next_end - next_start == 3) or (between == "." and end - start < 4)


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
    alike = _same_words(words, place, wanted) and _same_numbers(words, place, wanted)
    end = _end(words, place, place + len(wanted.letters), "")
    if alike and _same_signs(words.text[end.start : end.end], wanted.text[wanted.starts[0] : wanted.ends[-1]]):
        return ""
    return f"the copy has “{_shown(words.text, end.start, end.end)}”"


def _shown(text: str, start: int, end: int) -> str:
    """Return a stretch of a text as one line, cut off where it is too long to be shown."""
    shown = " ".join(text[start : min(end, start + 10 * _MOST_SHOWN)].split())
    return shown if len(shown) <= _MOST_SHOWN else f"{shown[:_MOST_SHOWN]} …"


def _same_signs(mine: str, theirs: str) -> bool:
    """Return whether letters have the same accents, which capitals may go without, and sums the same signs."""
    if _SIGNS.findall(mine) != _SIGNS.findall(theirs):
        return False
    plain = mine.isascii() and theirs.isascii()
    return plain or mine.isupper() or theirs.isupper() or accented(mine) == accented(theirs)


def _same_words(words: Words, place: int, wanted: Words) -> bool:
    """Return whether words end at the same letters, but for hyphens and what cannot be seen."""
    mine = {boundary - place: (words, boundary) for boundary in _inner(words, place, place + len(wanted.letters))}
    theirs = {boundary: (wanted, boundary) for boundary in _inner(wanted, 0, len(wanted.letters))}
    return all(
        _slight(*side[boundary])
        for side in (mine, theirs)
        for boundary in mine.keys() ^ theirs.keys()
        if boundary in side
    )


def _inner(words: Words, first: int, last: int) -> Sequence[int]:
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
    if end - start > 3 or _LOW.search(text, start, end):
        return False
    before, after = text[max(0, start - 8) : start], text[end : end + 4]
    high = not text[start:end].isascii()
    glued = _AFTER_WORD.search(before) is not None and not after[:1].isalpha()
    bracketed = before[-1:] in ("[", "(") and after[:1] in ("]", ")")
    own_line = bool(_LINE_BEFORE.search(before) and _LINE_AFTER.match(after))
    return high or glued or bracketed or own_line


# --- way 3: over other lines


def _over_lines(words: Words, wanted: Words, effort: Effort) -> Iterator[End]:
    """Yield where the letters stop at the end of a line and go on at the beginning of one of the next few."""
    letters, bounds = wanted.letters, words.line_bounds
    for cut in range(len(letters) - 1, 1, -1):
        ending = words.lines_ending_with(letters[cut - 2 : cut])
        if not effort.spend(_LINE * len(ending)):
            return
        for index in ending:
            first, last = bounds[index], bounds[index + 1]
            if last - first < cut or not words.letters.startswith(letters[:cut], last - cut):
                continue
            if words.begins_word(last - cut):
                for stop, between in _going_on(words, letters[cut:], index):
                    skipped = " ".join(_text_of_line(words, line) for line in between)
                    yield _end(words, last - cut, stop, f"other lines stand between: “{skipped}”")


def _going_on(words: Words, letters: str, index: int) -> Iterator[tuple[int, tuple[int, ...]]]:
    """Yield where letters end that go on after a line, and the lines that they pass over: at most `MOST_SKIPPED`."""
    begun: list[tuple[int, int, tuple[int, ...]]] = [
        (0, index, ())
    ]  # letters found, the line they end in, lines passed
    seen = set()
    for found, line, passed in begun:
        for other in range(line + 1, min(line + 2 + MOST_SKIPPED - len(passed), words.line_count)):
            first, last = words.line(other)
            over = (*passed, *range(line + 1, other))
            left = len(letters) - found
            if left <= last - first:
                if words.letters.startswith(letters[found:], first) and words.begins_word(first + left):
                    yield first + left, over
            elif (found, other) not in seen and letters.startswith(words.letters[first:last], found):
                seen.add((found, other))
                begun.append((found + last - first, other, over))


def _text_of_line(words: Words, line: int) -> str:
    end = _end(words, *words.line(line), "")
    return _shown(words.text, end.start, end.end)


# --- way 4: small differences


def _alike(words: Words, wanted: Words, effort: Effort) -> list[End]:
    """Return where the letters stand with the fewest differences, if these are few enough."""
    letters = wanted.letters
    allowed = len(letters) // TOLERANCE
    if not allowed:
        return []
    best = allowed
    places: list[tuple[int, int]] = []
    for first, last in _windows(words, wanted, allowed):
        if not effort.spend(last - first):
            break
        distance = _least_distance(wanted, words.letters[first:last])
        if distance < best:
            best, places = distance, []
        if distance == best:
            places.append((first, last))
    found: dict[int, End] = {}
    for first, last in places:
        start, stop = _closest(letters, words.letters[first:last])
        low, high = words.word_at(first + start), words.word_at(first + stop - 1)
        start, stop = words.starts[low], words.ends[high]
        found[start] = End(start, stop, f"the copy has “{_shown(words.text, start, stop)}”")
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


def _least_distance(wanted: Words, text: str) -> int:
    """Return the least edit distance of the letters to any part of `text`.

    Myers 1999, A fast bit-vector algorithm for approximate string matching based on dynamic programming: a column of
    Sellers' table in the bits of two numbers.
    """
    full = (1 << len(wanted.letters)) - 1
    high = full ^ (full >> 1)
    up, down, distance = full, 0, len(wanted.letters)
    least = distance
    for letter in text:
        same = wanted.bits.get(letter, 0)
        level = (((same & up) + up) ^ up) | same
        rising, falling = down | (~(level | up) & full), up & level
        distance += bool(rising & high) - bool(falling & high)
        least = min(least, distance)
        rising, falling = (rising << 1) & full, (falling << 1) & full
        up, down = falling | (~((same | down) | rising) & full), rising & (same | down)
    return least


def _closest(wanted: str, text: str) -> tuple[int, int]:
    """Return where the part of `text` begins and stops that has the least edit distance to `wanted` (Sellers 1980)."""
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
    _, stop = min((cell[0], place) for place, cell in enumerate(row))
    return row[stop][1], stop
