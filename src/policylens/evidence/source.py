"""A document's own text, as it was extracted from a reader's copy."""

import re
from dataclasses import dataclass
from typing import Any, NamedTuple

_NEVER = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]")
"""What `writing.plain` leaves in no text: control codes, line ends but newlines, halves of characters."""


class Page(NamedTuple):
    """Where a page begins."""

    offset: int
    label: str
    """Its number as the file names it; pages may have roman numbers, or none but their count."""


class Heading(NamedTuple):
    """A heading that the file marks as one."""

    offset: int
    level: int
    """1 for the highest."""
    title: str


@dataclass(frozen=True, kw_only=True)
class Source:
    """The text of one copy. Offsets count its characters."""

    text: str
    """Plain text: no markup, lines ended by newlines."""
    pages: tuple[Page, ...] = ()
    """In order; empty where the file has no pages."""
    headings: tuple[Heading, ...] = ()
    """In order; empty where the file marks none."""
    name: str = ""
    """The name of the file that it came from, without its folder."""


def to_plain(source: Source) -> dict[str, Any]:
    """Return a source as what JSON can hold."""
    return {
        "text": source.text,
        "pages": [list(page) for page in source.pages],
        "headings": [list(heading) for heading in source.headings],
        "name": source.name,
    }


def from_plain(values: Any) -> Source:
    """Return the source of which `to_plain` made this. Raises KeyError, TypeError or ValueError if it made it not."""
    text, name = values["text"], values["name"]
    if not (isinstance(text, str) and isinstance(name, str)):
        raise TypeError("a source has a text and a name")
    if _NEVER.search(text):
        raise ValueError("there is no such character in a text")
    found = Source(
        text=text,
        pages=tuple(Page(_whole(offset), str(label)) for offset, label in values["pages"]),
        headings=tuple(
            Heading(_whole(offset), _whole(level), str(title)) for offset, level, title in values["headings"]
        ),
        name=name,
    )
    for places in (found.pages, found.headings):
        bounds = [0, *(place.offset for place in places), len(text)]
        if bounds != sorted(bounds):
            raise ValueError("a page or a heading stands outside the text, or before another")
    return found


def _whole(value: Any) -> int:
    if type(value) is not int:
        raise TypeError("offsets and levels are whole numbers")
    return value
