"""Where things stand in a text: pages, numbered paragraphs, sections, and what is printed on every page."""

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Final, NamedTuple

from policylens.evidence.source import Heading, Source
from policylens.evidence.words import Words

LEAST_NUMBERS: Final = 4
"""Numbers on lines of their own are taken for pages', and numbers before paragraphs for theirs, if so many go up."""

_GAP = 10
"""How many numbers may be missing between two that go up."""

_LEAST_PAGE = 300
"""Page numbers are at least so many characters apart; those of notes hardly ever are."""

MOST_NUMBERS: Final = 100_000
"""With more numbers than this, on lines of their own or before paragraphs, a text is a table, and they say nothing."""

_MOST_TITLES = 1000
"""So many lines of a list of contents are taken for titles: more, and it is none."""

_MOST_TIMES = 2_000
"""A title is looked for on lines of its own in so many places: it stands there once, or at the head of every page."""

_CLOSE = 3
"""Two lines of a list of contents have at most so many line ends between them."""

LEAST_IN_LINE: Final = 3
"""With fewer words in a line than this on the whole, an extraction has lost the lines, and they say nothing."""

_NEAR_EDGE = 3
"""A running head or a page number stands among so many lines at the top or the foot of its page."""

_RECURRING = 3
"""A line is furniture if it stands at the edge of at least so many pages."""

_BARE_NUMBER = re.compile(
    r"^[ \t]*(?:page[ \t]+|[-–—|•][ \t]*)?(\d{1,4})(?:[ \t]*[-–—|•])?[ \t]*$", re.MULTILINE | re.IGNORECASE
)
_NUMBERED = re.compile(
    r"(?:^[ \t]{0,8}(?:[-*•][ \t]+)?(?P<first>\d{1,3})(?:[.)]|[ \t])[ \t]*"
    r"|(?<=[.!?'”’*)] )(?P<inside>\d{1,3})\.[ \t]+)(?=[^\W\d_]|[“\"'‘(*_])",
    re.MULTILINE,
)
"""A number before a paragraph, which an extraction may have run on after the one before."""

_CONTENTS = re.compile(r"^[ \t]*(\S.{2,100}?)(?:[ \t.…]{2,200}|\t|[ \t])([ivxlc]{1,6}|\d{1,3})[ \t]*$", re.MULTILINE)
_LABEL = re.compile(
    r"^(?:(?:chapter|part|section|box|figure|table|annex|appendix)[ ]+[\divxlc]+|\d+)[ ]*[:.–-]?[ ]+", re.IGNORECASE
)
_BEFORE_HEADING = " \t*#_0123456789.:–—•|“”\"‘’'()[]"


class Mark(NamedTuple):
    """A number that the text itself gives to a page or a paragraph."""

    offset: int
    end: int
    number: int


def bare_numbers(text: str) -> list[Mark]:
    """Return the numbers that stand on lines of their own and go up: the pages' numbers, in all likelihood."""
    marks = (Mark(found.start(1), found.end(1), int(found[1])) for found in _BARE_NUMBER.finditer(text))
    return _going_up(_of_a_text(marks), apart=_LEAST_PAGE)


def numbered_paragraphs(text: str) -> list[Mark]:
    """Return the numbers before paragraphs, if they go up."""
    numbers = ((found, "first" if found["first"] else "inside") for found in _NUMBERED.finditer(text))
    marks = (Mark(found.start(which), found.end(which), int(found[which])) for found, which in numbers)
    return _going_up(_of_a_text(marks))


def _of_a_text(marks: Iterable[Mark]) -> list[Mark]:
    """Return the marks; none if there are more than a text has."""
    found = list(islice(marks, MOST_NUMBERS + 1))
    return found if len(found) <= MOST_NUMBERS else []


def _going_up(marks: Iterable[Mark], apart: int = 0) -> list[Mark]:
    """Return the run of marks whose numbers go up furthest by ones, with a few missing where need be.

    They stand at least `apart` characters from each other. Each mark counts one, less a half for each number that is
    missing before it, so that no number of another sort, further up, is worth a leap.
    """
    best: dict[int, tuple[float, Mark]] = {}  # for each number: the worth of the best run that ends with it
    before: dict[Mark, Mark | None] = {}
    for mark in marks:
        worth, last = 1.0, None
        for step in range(1, _GAP + 1):
            run = best.get(mark.number - step)
            if run and mark.offset - run[1].offset >= apart and run[0] + 1 - (step - 1) / 2 > worth:
                worth, last = run[0] + 1 - (step - 1) / 2, run[1]
        before[mark] = last
        if worth >= best.get(mark.number, (0.0, mark))[0]:
            best[mark.number] = (worth, mark)
    last = max(best.values(), key=lambda run: (run[0], -run[1].offset))[1] if best else None
    found: list[Mark] = []
    while last is not None:
        found.append(last)
        last = before[last]
    return found[::-1] if len(found) >= LEAST_NUMBERS else []


class Layout:
    """What is known of the layout of a source.

    `titles` are headings that are to be looked for where the file marks none: those that the record names. `noted` are
    pages as they are recorded and offsets at which the passages were found, by which it is settled whether a page's
    number stands at its head or at its foot.
    """

    def __init__(self, source: Source, words: Words, titles: Sequence[str] = ()) -> None:
        self.source = source
        self.words = words
        self._numbers = bare_numbers(source.text)
        self._paragraphs = numbered_paragraphs(source.text)
        self._numbers_below = True
        self._has_lines = len(words.words) >= LEAST_IN_LINE * words.line_count
        self.headings = list(source.headings)
        self._contents: list[tuple[int, int]] = []
        """Where the lines of a list of contents stand: its titles are headings found, but nothing stands under them."""
        if not self.headings and self._has_lines:
            listed = _contents(source.text)
            self.headings = _found_headings(source.text, words, [*titles, *(title for title, _, _ in listed)])
            self._contents = [(start, end) for _, start, end in listed]
        self._headed: dict[str, list[int]] = {}
        """For the letters of each heading the offsets at which it stands."""
        self._above: list[int] = []
        """For each heading the index of the one that it stands under, -1 for none."""
        for index, heading in enumerate(self.headings):
            self._headed.setdefault(_letters(heading.title), []).append(heading.offset)
            above = index - 1
            while above >= 0 and self.headings[above].level >= heading.level:
                above = self._above[above]
            self._above.append(above)

    def furniture(self) -> list[tuple[int, int]]:
        """Return the offsets of running heads and page numbers."""
        edges = self._edges() if self._has_lines else []
        heads = Counter(_letters(self.source.text[start:end]) for start, end in edges)
        numbers = {(mark.offset, mark.end) for mark in self._numbers}
        recurring = {span for span in edges if self._recurs(span, heads)}
        return sorted(_apart(numbers | recurring))

    def _recurs(self, span: tuple[int, int], heads: Counter[str]) -> bool:
        letters = _letters(self.source.text[span[0] : span[1]])
        return heads[letters] >= _RECURRING if letters else self.source.text[span[0] : span[1]].strip().isdigit()

    def _edges(self) -> list[tuple[int, int]]:
        """Return the lines at the heads and the feet of pages."""
        bounds = [page.offset for page in self.source.pages] or [0, *(mark.end for mark in self._numbers)]
        found: set[tuple[int, int]] = set()
        for bound in bounds:
            found.update(_lines_before(self.source.text, bound))
            found.update(_lines_after(self.source.text, bound))
        if self.source.pages:
            found.update(_lines_before(self.source.text, len(self.source.text)))
        return sorted(found)

    # --- pages

    def settle_pages(self, noted: Sequence[tuple[str, int]]) -> None:
        """Settle whether pages' numbers stand at their feet or at their heads, from pages as they are recorded."""
        below, above = (
            sum(page in self._numbered_pages(offset, below=below) for page, offset in noted) for below in (True, False)
        )
        self._numbers_below = below >= above

    def pages_at(self, offset: int) -> list[str]:
        """Return what the page at an offset may be called, the likeliest first: as printed, as the file names it."""
        page = self._page_at(offset)
        if page is None:
            return self._numbered_pages(offset, below=self._numbers_below)
        first, stop = (bisect_left(self._numbers, bound, key=lambda mark: mark.offset) for bound in page[:2])
        printed = [str(mark.number) for mark in self._numbers[first:stop]]
        names = [*printed, self.source.pages[page[2]].label, str(page[2] + 1)]
        return [name for name in dict.fromkeys(names) if name]

    def page_beginnings(self) -> list[tuple[str, int]]:
        """Return each page's name and where it begins, as far as pages are known."""
        if self.source.pages:
            return [(self.pages_at(page.offset)[0], page.offset) for page in self.source.pages]
        if self._numbers_below:  # the number of a page stands at its end
            begun = [0, *(mark.end for mark in self._numbers[:-1])]
        else:
            begun = [mark.offset for mark in self._numbers]
        return [(str(mark.number), offset) for mark, offset in zip(self._numbers, begun, strict=False)]

    def _page_at(self, offset: int) -> tuple[int, int, int] | None:
        """Return where the file's page at an offset begins and ends, and its index."""
        pages = self.source.pages
        index = bisect_right(pages, (offset, "\U0010ffff")) - 1
        if index < 0:
            return None
        end = pages[index + 1].offset if index + 1 < len(pages) else len(self.source.text)
        return pages[index].offset, end, index

    def _numbered_pages(self, offset: int, *, below: bool) -> list[str]:
        """Return the pages that the printed numbers around an offset leave open: one, unless numbers are missing."""
        first, last = _around(self._numbers, offset)
        if below:
            return _numbers_from(last.number, first.number if first else last.number - 1, -1) if last else []
        return _numbers_from(first.number, last.number if last else first.number + 1, 1) if first else []

    # --- paragraphs

    def paragraphs_at(self, start: int, end: int) -> list[str]:
        """Return the numbers of the paragraphs that a passage may run over; none where paragraphs have none.

        More than it runs over, where numbers are missing in the copy.
        """
        first, last = _around(self._paragraphs, start)[0], _around(self._paragraphs, end)[1]
        if first is None:
            return []
        return _numbers_from(first.number, last.number if last else first.number + 1, 1)

    # --- sections

    def path_at(self, offset: int) -> list[str]:
        """Return the headings that an offset stands under, the highest first."""
        index = bisect_right(self.headings, offset, key=lambda heading: heading.offset) - 1
        if index >= 0 and self._is_listed(self.headings[index].offset):
            return []
        path: list[str] = []
        while index >= 0:
            path.append(self.headings[index].title)
            index = self._above[index]
        return path[::-1]

    def _is_listed(self, offset: int) -> bool:
        line = bisect_right(self._contents, offset, key=lambda span: span[0]) - 1
        return line >= 0 and offset < self._contents[line][1]

    def under(self, section: str, offset: int) -> bool | None:
        """Return whether an offset stands in a section as it is recorded, `Chapter > Section`; None if nobody can tell.

        Where the file marks its headings, one of the section's has to be over the passage. Where it does not, headings
        are guesses, and only a passage that stands before the first that could be the section's is not in it.
        """
        wanted = [letters for part in section.split(" > ") for letters in (_letters(part), _unlabelled(part))]
        there = [letters for letters in wanted if letters in self._headed]
        if not there:
            return None
        if self.source.headings:
            return bool({_letters(title) for title in self.path_at(offset)} & set(there))
        last = _letters(section.rsplit(" > ", 1)[-1]), _unlabelled(section.rsplit(" > ", 1)[-1])
        wanted = [letters for letters in last if letters in self._headed] or there
        return any(self._headed[letters][0] <= offset for letters in wanted)

    def nearest(self, section: str, offset: int) -> int:
        """Return how far above an offset the next heading of a recorded section is; the text's length if none is."""
        wanted = {letters for part in section.split(" > ") for letters in (_letters(part), _unlabelled(part))}
        places = (self._headed.get(letters, []) for letters in wanted)
        above = [there[index - 1] for there in places if (index := bisect_right(there, offset))]
        return offset - max(above) if above else len(self.source.text)


def _around(marks: Sequence[Mark], offset: int) -> tuple[Mark | None, Mark | None]:
    """Return the marks before and after an offset."""
    index = bisect_right(marks, offset, key=lambda mark: mark.offset)
    return (marks[index - 1] if index else None), (marks[index] if index < len(marks) else None)


def _numbers_from(first: int, stop: int, step: int) -> list[str]:
    return [str(number) for number in range(first, stop, step)]


def _letters(title: str) -> str:
    return Words(title).letters


def _unlabelled(title: str) -> str:
    """Return the letters of a title without its label: `Chapter 2: Trust` as `Trust`."""
    return _letters(_LABEL.sub("", title))


def _lines_before(text: str, offset: int) -> Iterator[tuple[int, int]]:
    """Yield the last lines before an offset that are not empty."""
    end = offset
    for _ in range(_NEAR_EDGE):
        end = len(text[max(0, end - 500) : end].rstrip()) + max(0, end - 500)
        start = text.rfind("\n", max(0, end - 200), end) + 1
        if end <= 0 or end - start >= 200:
            return
        yield start, end
        end = start


def _lines_after(text: str, offset: int) -> Iterator[tuple[int, int]]:
    """Yield the first lines after an offset that are not empty."""
    start = offset
    for _ in range(_NEAR_EDGE):
        gap = text[start : start + 500]
        start += len(gap) - len(gap.lstrip())
        end = text.find("\n", start, start + 200)
        if end < 0:
            return
        yield start, end
        start = end


def _apart(spans: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Yield spans in order, those inside another left out."""
    last = 0
    for start, end in sorted(spans, key=lambda span: (span[0], -span[1])):
        if start >= last:
            yield start, end
            last = end


def _found_headings(text: str, words: Words, titles: Sequence[str]) -> list[Heading]:
    """Find headings in a text that marks none, by titles that are known."""
    known = {_letters(title): title for title in reversed(titles)}
    found: dict[int, Heading] = {}
    for title in reversed(known.values()):
        for name in dict.fromkeys((title, _LABEL.sub("", title))):  # a chapter's number may stand on another line
            for offset in _on_lines_of_their_own(text, words, name):
                found.setdefault(offset, Heading(offset, 1, title))
    return [found[offset] for offset in sorted(found)]


def _contents(text: str) -> list[tuple[str, int, int]]:
    """Return the titles in a text's list of contents: lines that end with a page's number, one below the other.

    Each with where its line begins and ends.
    """
    found: list[tuple[str, int, int]] = []
    together: list[re.Match[str]] = []
    for line in [*_CONTENTS.finditer(text), None]:
        if line and together and text.count("\n", together[-1].end(), line.start()) <= _CLOSE:
            together.append(line)
            continue
        if len(together) >= LEAST_NUMBERS:
            found += [(each[1].strip(" .…\t"), *each.span()) for each in together[: _MOST_TITLES - len(found)]]
        together = [line] if line else []
    return found


def _on_lines_of_their_own(text: str, words: Words, title: str) -> list[int]:
    """Return where a title stands with nothing but numbers and signs beside it on its lines."""
    letters = _letters(title)
    found: list[int] = []
    for place in islice(words.all_of(letters), _MOST_TIMES) if len(letters) > 3 else ():
        start = words.starts[words.word_at(place)]
        end = words.ends[words.word_at(place + len(letters) - 1)]
        before = text[max(0, start - 80) : start].rstrip(_BEFORE_HEADING)
        after = text[end : end + 80].lstrip(_BEFORE_HEADING)
        if before[-1:] in ("", "\n") and after[:1] in ("", "\n"):
            found.append(start)
    return found
