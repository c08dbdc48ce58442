"""A text of a project, and the passages that positions in it stand for."""

import re
from collections.abc import Callable, Sequence
from functools import cached_property
from typing import Final, NamedTuple

from policylens.evidence.anchors import LONGEST, Searched
from policylens.evidence.decoding import decoded
from policylens.evidence.passages import Stretch, anchor
from policylens.evidence.writing import plain
from policylens.exchange.passages import LOOKED_AT, ends
from policylens.exchange.refi.counting import STANDARD, Counting, differing, longest, offsets

LEAST_NAME: Final = 8
"""So many letters and digits a name has at least, for a passage to be known by it."""

MOST_ALONE: Final = 2 * LOOKED_AT
"""A passage of more characters is not gone through for words in it that stand nowhere else."""

MOST_WORDS: Final = LONGEST - 100
"""A passage of more words is given in parts: whole, it would not be found by its ends."""

MOST_PARTS: Final = 20
"""A passage of more parts is no passage, and is given by its ends alone."""

MOST_LETTERS: Final = 20_000_000_000
"""So many letters at most are gone through to see that anchors are alone, over all texts: some seconds."""

_READY: Final = 2000
"""How many times as long it takes to make a text ready for searching than to go through it once."""

_OTHERS: Final = 100
"""About how many times it is gone through to look for words of a passage that stand nowhere else."""

_WORDLESS: Final = re.compile(r"[\W_]+")


class Span(NamedTuple):
    """A passage by its positions, as they are in the file, and what it is called."""

    start: int
    end: int
    name: str


class Budget:
    """How much may be done still."""

    def __init__(self, most: int = MOST_LETTERS) -> None:
        self._left = most

    def spend(self, letters: int) -> bool:
        """Return whether so much may be done, and take it off."""
        self._left -= letters
        return self._left >= 0


class SourceText:
    """A text of a project."""

    def __init__(self, data: bytes | str, budget: Budget) -> None:
        self._budget = budget
        self._raw = data.removeprefix("\ufeff") if isinstance(data, str) else decoded(data)
        self.text = plain(self._raw)
        """As it is read from a reader's copy, and so what anchors are looked for in."""
        self._offset: Callable[[int], int] = lambda position: min(position, len(self.text))
        self.counting = STANDARD

    def settle(self, spans: Sequence[Span], otherwise: Counting) -> None:
        """Find out how its positions count: so that most passages begin as they are called; else as `otherwise`."""
        ways = [otherwise, *(way for way in differing(self._raw) if way != otherwise)]
        named = [span for span in spans if len(_letters(span.name)) >= LEAST_NAME]
        found = {way: offsets(self._raw, way) for way in ways}
        fits = {way: sum(self._begins(span, found[way]) for span in named) for way in ways}
        self.counting = max(ways, key=lambda way: fits[way])  # the first of the best
        self._offset = found[self.counting]

    def passage(self, start: int, end: int) -> Stretch | None:
        """Return where a passage stands in `text`, without the blanks at its ends; None if it is not in it."""
        if end > self._length:
            return None
        first, last = self._offset(start), self._offset(end)
        head = self.text[first : min(last, first + LOOKED_AT)]
        first += len(head) - len(head.lstrip())
        tail = self.text[max(first, last - LOOKED_AT) : last]
        return Stretch(first, last - len(tail) + len(tail.rstrip()))

    def anchors(self, where: Stretch) -> list[tuple[str, str]]:
        """Return the first and the last words of a passage, if possible such as find it alone; none if it has none.

        A passage that is longer than what is looked for by its ends is given in parts.
        """
        if not self._may_search():
            return list(filter(None, [self._ends(where)]))
        return list(filter(None, map(self._anchor, self._parts(where))))

    def _anchor(self, where: Stretch) -> tuple[str, str] | None:
        found = self._ends(where)
        if not found or not self._may_search() or self._is_alone(found, where):
            return found
        wordless = not any(map(str.isalpha, self.text[where.start : where.start + LOOKED_AT]))
        if wordless or where.end - where.start > MOST_ALONE or not self._may_search(_OTHERS):
            return found
        alone = anchor(self._searched, where)
        return alone if all(alone) else found

    def _ends(self, where: Stretch) -> tuple[str, str] | None:
        """Return the first and the last words of a passage, wherever else they stand; None without any word."""
        start, end = where
        head = self.text[start : end if end - start <= 2 * LOOKED_AT else start + LOOKED_AT]
        tail = "" if end - start <= 2 * LOOKED_AT else self.text[end - LOOKED_AT : end]
        found = ends(head, tail)
        return found if found and all(map(_letters, found)) else None

    def _parts(self, where: Stretch) -> list[Stretch]:
        words = self._searched.words
        first, last = words.word_from(where.start), words.word_from(where.end - 1)
        cuts = range(first + MOST_WORDS, last, MOST_WORDS)
        if not cuts or len(cuts) >= MOST_PARTS:
            return [where]
        starts = [where.start, *(words.starts[cut] for cut in cuts)]
        stops = [*(words.ends[cut - 1] for cut in cuts), where.end]
        return list(map(Stretch, starts, stops))

    def holds(self, name: str, where: Stretch) -> bool:
        """Return whether a name is but words of the passage, so that nobody has put it into words of their own."""
        called = _letters(name)
        passage = self.text[where.start : min(where.end, where.start + len(name) + LOOKED_AT)]
        return bool(called) and called in _letters(passage)

    def _may_search(self, times: int = 1) -> bool:
        """Return whether there is time to look for an anchor, and to make the text ready for it if it is not yet."""
        made = "_searched" in self.__dict__
        return self._budget.spend(len(self.text) * (times if made else _READY))

    def _is_alone(self, found: tuple[str, str], where: Stretch) -> bool:
        """Return whether the ends of a passage find it and nothing else."""
        alone = [self._searched.is_alone(each) for each in found]
        if all(alone) or not any(alone) or where.end - where.start > MOST_ALONE:
            return all(alone)
        other = found[alone.index(False)]
        return _letters(self.text[where.start : where.end]).count(_letters(other)) == 1

    @cached_property
    def _searched(self) -> Searched:
        return Searched(self.text)

    @cached_property
    def _length(self) -> int:
        """How long the text is, counted in the way that gives most."""
        return longest(self._raw)

    def _begins(self, span: Span, offset: Callable[[int], int]) -> bool:
        """Return whether a passage begins as it is called, letter by letter."""
        first, last = offset(span.start), offset(span.end)
        passage = self.text[first : min(last, first + 2 * len(span.name) + LEAST_NAME)]
        return passage[:1] == span.name[:1] and _letters(passage).startswith(_letters(span.name))


def _letters(text: str) -> str:
    return _WORDLESS.sub("", text.casefold())
