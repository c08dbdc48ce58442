"""A text as its letters: what stays the same when it is set, extracted or copied in another way.

Line breaks, hyphens, ligatures, soft hyphens, quotation marks, accents set apart and capital letters come and go with
every extraction of a text. Its letters in their order do not. So anchors are looked for among the letters, and what
stands on and between them is looked at afterwards: see `anchors`.
"""

import re
import unicodedata
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import cached_property, lru_cache

_HIGH = "\u00b2\u00b3\u00b9\u2070-\u2079\u2080-\u2089"

_MARKS = "".join(
    chr(code)
    for block in (range(0x300, 0x1E00), range(0x20D0, 0x2100), range(0x302A, 0x309B), range(0xA800, 0xAC00))
    for code in block
    if unicodedata.category(chr(code)) in ("Mn", "Mc")
)
"""What stands on, under or beside a letter and belongs to it: accents, points, the vowels of Indian scripts."""

_UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff"
_UNSPACED += "\uf900-\ufaff\uff66-\uff9f\U00020000-\U0003ffff"
"""Scripts that put no blanks between words (Thai, Lao, Burmese, Khmer, Japanese, Chinese): each letter is a word."""

_TOKEN = re.compile(
    rf"(?P<digits>[\d{_HIGH}]+)"
    rf"|(?=[{_UNSPACED}])[^\W\d_][{_MARKS}]*"
    rf"|[^\W\d_{_HIGH}{_UNSPACED}]+(?:[{_MARKS}]+[^\W\d_{_HIGH}{_UNSPACED}]*)*"
)

_UPON = 200
"""Combining classes from here on are those of accents (Unicode Standard, 4.3); 10 to 36 of Semitic points."""

_LINE_END = re.compile(r"[\r\n\f\v\x1c-\x1e\x85\u2028\u2029]| {3,}|\t")
"""What ends a line, or a column's part of one."""


def _plain(token: str) -> str:
    """Return a token's letters as all copies have them: no ligatures, no accents, no capitals."""
    return token.lower() if token.isascii() else _bare(token)


@lru_cache(maxsize=100_000)
def _bare(token: str) -> str:
    letters = "".join(letter for letter in unicodedata.normalize("NFKD", token) if not _is_accent(letter)).casefold()
    return letters.replace("\u0131", "i").replace("\u0640", "") or token  # dotless i, and Arabic letters drawn out


def _is_accent(letter: str) -> bool:
    sort = unicodedata.combining(letter)
    return sort >= _UPON or 10 <= sort <= 36


def accented(text: str) -> str:
    """Return the letters of a text with their accents, however these are encoded; points that may be left out are."""
    apart = unicodedata.normalize("NFKD", text).casefold()
    kept = (letter for letter in apart if letter.isalpha() or unicodedata.combining(letter) >= _UPON)
    return "".join(kept).replace("\u0640", "")


class Words:
    """A text's words: their letters run together, and where each stands in the text.

    Numbers are kept aside, as notes put their marks anywhere. All positions in `letters` are called places here, those
    in the text offsets.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self.words: list[str] = []
        self.starts, self.ends = array("i"), array("i")
        self.places = array("i", [0])
        """Where each word begins among the letters; last, where they end."""
        self.numbers: list[tuple[int, int, int]] = []
        """For each number the place before which it stands, and its offsets."""
        place = 0
        for token in _TOKEN.finditer(text):
            start, end = token.span()
            if token.lastgroup:
                self.numbers.append((place, start, end))
                continue
            word = _plain(token[0])
            place += len(word)
            self.words.append(word)
            self.starts.append(start)
            self.ends.append(end)
            self.places.append(place)
        self.letters = "".join(self.words)

    def word_at(self, place: int) -> int:
        """Return the index of the word that the letter at a place belongs to."""
        return bisect_right(self.places, place) - 1

    def begins_word(self, place: int) -> bool:
        """Return whether a word begins at the place, or the text has ended there."""
        index = bisect_left(self.places, place)
        return index < len(self.places) and self.places[index] == place

    def word_from(self, offset: int) -> int:
        """Return the index of the first word that ends after an offset of the text."""
        return bisect_right(self.ends, offset)

    def all_of(self, letters: str, first: int = 0, last: int | None = None) -> Iterator[int]:
        """Yield the places between `first` and `last` where whole words with these letters stand."""
        stop = len(self.letters) if last is None else last
        place = self.letters.find(letters, first, stop)
        while place >= 0:
            if self.begins_word(place) and self.begins_word(place + len(letters)):
                yield place
            place = self.letters.find(letters, place + 1, stop)

    def numbers_between(self, first: int, last: int) -> list[tuple[int, str, int, int]]:
        """Return the numbers inside the letters from `first` to `last`: place, value, offsets."""
        return self._numbers(
            bisect_right(self.numbers, (first, len(self.text), 0)), bisect_left(self.numbers, (last, 0, 0))
        )

    def numbers_at(self, place: int) -> list[tuple[int, str, int, int]]:
        """Return the numbers between the letters before a place and those after it, as above."""
        return self._numbers(
            bisect_left(self.numbers, (place, 0, 0)), bisect_right(self.numbers, (place, len(self.text), 0))
        )

    def _numbers(self, low: int, high: int) -> list[tuple[int, str, int, int]]:
        return [(place, _plain(self.text[start:end]), start, end) for place, start, end in self.numbers[low:high]]

    @cached_property
    def line_bounds(self) -> Sequence[int]:
        """The places where the lines begin, and the columns' parts of lines, empty ones left out; last, the end."""
        bounds = array("i", [0])
        for end in _LINE_END.finditer(self.text):
            place = self.places[self.word_from(end.start())]
            if place != bounds[-1]:
                bounds.append(place)
        if bounds[-1] != len(self.letters):
            bounds.append(len(self.letters))
        return bounds

    @property
    def line_count(self) -> int:
        """How many lines there are."""
        return len(self.line_bounds) - 1

    def line(self, index: int) -> tuple[int, int]:
        """Return the places where a line begins and ends."""
        return self.line_bounds[index], self.line_bounds[index + 1]

    @cached_property
    def index(self) -> dict[str, list[int]]:
        """For each word where it stands among the words."""
        found: dict[str, list[int]] = {}
        for position, word in enumerate(self.words):
            found.setdefault(word, []).append(position)
        return found

    @cached_property
    def _line_ends(self) -> dict[str, list[int]]:
        found: dict[str, list[int]] = {}
        for index in range(self.line_count):
            last = self.line_bounds[index + 1]
            found.setdefault(self.letters[last - 2 : last], []).append(index)
        return found

    def lines_ending_with(self, two: str) -> list[int]:
        """Return the indices of the lines whose last two letters these are."""
        return self._line_ends.get(two, [])

    @cached_property
    def bits(self) -> dict[str, int]:
        """For each letter a number with a bit for each place where it stands."""
        found: dict[str, int] = {}
        for place, letter in enumerate(self.letters):
            found[letter] = found.get(letter, 0) | 1 << place
        return found
