"""Putting a source together, piece by piece, while offsets are counted and limits are kept."""

import re
from typing import Final

from policylens.errors import PolicylensError
from policylens.evidence.source import Heading, Page, Source

MAX_TEXT: Final = 8_000_000
"""How many characters a text may have: some 4000 pages, more than one document ever has."""

MAX_PAGES: Final = 20_000
"""How many pages a copy may have: far more than a document, and few enough to be told over."""

MAX_HEADINGS: Final = 20_000
"""How many headings are kept: what comes after is a file made to tire its reader."""

MAX_TITLE: Final = 300
"""How many characters of a heading are kept: a longer one is a text that a file marks as a heading."""

_BREAKS = re.compile(r"\r\n?|[\v\f\x1c-\x1e\x85\u2028\u2029]")
_NOTHING = re.compile(r"[\x00-\x08\x0e-\x1b\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def plain(text: str) -> str:
    """Return a text with newlines at the ends of its lines, and without what stands for no character.

    Words stay as they are: what hyphens, ligatures and the like mean is for `words` and `anchors` to judge.
    """
    return _NOTHING.sub("", _BREAKS.sub("\n", text))


class Writer:
    """A source that is being written."""

    def __init__(self) -> None:
        self.length = 0
        """How many characters the text has so far."""
        self.headings: list[Heading] = []
        self._parts: list[str] = []
        self._pages: list[Page] = []

    def write(self, text: str) -> None:
        """Add to the text. Raises PolicylensError when it gets too long."""
        text = plain(text)
        self._parts.append(text)
        self.length += len(text)
        if self.length > MAX_TEXT:
            raise PolicylensError(f"it holds more than {MAX_TEXT:,} characters", "give the document alone")

    def page(self, label: str) -> None:
        """Begin a page."""
        if len(self._pages) == MAX_PAGES:
            raise PolicylensError(f"it has more than {MAX_PAGES:,} pages", "give the document alone")
        self._pages.append(Page(self.length, label))

    def heading(self, level: int, title: str, offset: int | None = None) -> None:
        """Note a heading: at an offset, or where the text ends so far."""
        short = " ".join(plain(title[: 4 * MAX_TITLE]).split())[:MAX_TITLE]
        if short and len(self.headings) < MAX_HEADINGS:
            self.headings.append(Heading(self.length if offset is None else offset, level, short))

    def source(self) -> Source:
        """Return what was written. Raises PolicylensError if it holds no letter and no number."""
        text = "".join(self._parts)
        if not any(map(str.isalnum, text)):
            raise PolicylensError("it holds no text", "get the copy again, or another one")
        headings = sorted(self.headings, key=lambda heading: heading.offset)
        return Source(text=text, pages=tuple(self._pages), headings=tuple(headings))
