"""Where a document's claims stand in the text that goes with a project: the reader's copy, or else a list of them."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from typing import Final, NamedTuple

from policylens.evidence.report import check
from policylens.evidence.source import Source
from policylens.model import Document


class Passage(NamedTuple):
    """A passage on which a claim rests."""

    claim: str
    number: int
    """Which of the claim's passages it is, from 1."""
    start: int
    """How many characters (code points) stand before it in the text."""
    end: int
    """How many stand before what follows it."""
    line: int
    """How many lines end before it."""


class Placed(NamedTuple):
    """A document's text, with its claims in it."""

    text: str
    passages: tuple[Passage, ...]
    """In the claims' order."""
    is_copy: bool
    """Whether it is the reader's copy, and not a list of claims."""
    missing: int = 0
    """How many passages are not found in it, or in several places."""


def placed(document: Document, copy: Source | None) -> Placed:
    """Return the text of a document with its claims in it."""
    return _listed(document) if copy is None else _in_copy(document, copy)


def _in_copy(document: Document, copy: Source) -> Placed:
    checked = check(document, copy)
    found = [(claim, *each.found[0][:2]) for claim, each in checked.resolved if len(each.found) == 1]
    text = _parted(plain(copy.text), sorted({start for _, start, _ in found}))
    return Placed(text, tuple(_numbered(text, found)), True, checked.failed)


def _parted(text: str, starts: list[int]) -> str:
    """Return the text with a line end for a blank before each passage that would begin on the line of another one.

    Some programs code lines, and two passages that begin on one line would be one to them.
    """
    signs = list(text)
    for before, start in pairwise(starts):
        if text.find("\n", before, start) < 0:
            blank = max((place for place in range(before, start) if signs[place].isspace()), default=None)
            if blank is not None:
                signs[blank] = "\n"
    return "".join(signs)


def _listed(document: Document) -> Placed:
    """Return a text of a paragraph for each claim; the document's title stands above, so that it is never empty."""
    parts, found = [f"{_line(document.title)}\n"], []
    offset = len(parts[0])
    for claim in document.claims:
        part = f"[{claim.id}] {_line(claim.statement)}"
        found.append((claim.id, offset + 1, offset + 1 + len(part)))
        parts.append(f"\n{part}\n")
        offset += len(parts[-1])
    text = plain("".join(parts))
    return Placed(text, tuple(_numbered(text, found)), False)


def _numbered(text: str, found: list[tuple[str, int, int]]) -> Iterator[Passage]:
    ends = [end.start() for end in re.finditer("\n", text)]
    numbers: Counter[str] = Counter()
    for claim, start, end in found:
        numbers[claim] += 1
        yield Passage(claim, numbers[claim], start, end, bisect_left(ends, start))


def _line(text: str) -> str:
    return " ".join(text.split())


_ODD: Final = re.compile("\\A\ufeff|\r\n?|[\ud800-\udfff]")


def plain(text: str) -> str:
    """Return a text that is the same characters to whoever reads it from a file in UTF-8: nothing moves.

    Halves of characters cannot be written, a byte order mark at the beginning is not read as a character, and a
    carriage return is read as a line end of its own, or not at all: each is exchanged for one character.
    """
    return _ODD.sub(_exchanged, text)


def _exchanged(odd: re.Match[str]) -> str:
    match odd[0]:
        case "\r\n":
            return " \n"
        case "\r":
            return "\n"
        case "\ufeff":
            return " "
        case _:
            return "\ufffd"
