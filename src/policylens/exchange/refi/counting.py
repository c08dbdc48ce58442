"""How positions in a text count its characters.

They count Unicode's code points from 0, and the last one stands after the passage (REFI-QDA 1.5, 10.2 and the examples
in A.2). Programs differ: some count the two characters at the end of a line in a file from Windows as one, and some
count as UTF-16 does.
"""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable
from itertools import product
from typing import Final, NamedTuple

from policylens.evidence.writing import plain

_LEFT_OUT: Final = re.compile(r"\r(?=\n)|[\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
"""What `plain` takes out of a text; all else it leaves, or changes into one character."""

_ASTRAL: Final = re.compile("[\U00010000-\U0010ffff]")


class Counting(NamedTuple):
    """How a program counts the characters of a text."""

    lines_as_one: bool = False
    """Whether a carriage return and a line feed are one."""
    as_utf16: bool = False
    """Whether a character beyond U+FFFF is two."""


STANDARD: Final = Counting()


def differing(raw: str) -> list[Counting]:
    """Return the ways of counting that differ in a text as it is in its file; the standard's is the first."""
    lines = (False, True) if "\r\n" in raw else (False,)
    wide = (False, True) if _ASTRAL.search(raw) else (False,)
    return [Counting(*way) for way in product(lines, wide)]


def longest(raw: str) -> int:
    """Return how long a text is, counted in the way that gives most."""
    return len(raw) + len(_ASTRAL.findall(raw))


def offsets(raw: str, way: Counting) -> Callable[[int], int]:
    """Return what turns a position in a text as it is in its file into an offset in what `plain` makes of it."""
    counted = raw.replace("\r\n", "\n") if way.lines_as_one else raw
    second = _seconds(counted) if way.as_utf16 else []
    out = [found.start() for found in _LEFT_OUT.finditer(counted)]
    length = len(plain(raw))

    def offset(position: int) -> int:
        point = position - bisect_left(second, position)
        return min(point - bisect_left(out, point), length)

    return offset


def _seconds(text: str) -> list[int]:
    """Return where, counted as UTF-16 does, the second half of each character stands that has two."""
    return [found.start() + number + 1 for number, found in enumerate(_ASTRAL.finditer(text))]


def told(counts: Iterable[Counting]) -> str:
    """Say how positions count, where that is not as the standard has it; "" if all do as it has."""
    found = set(counts)
    lines = ["the ends of lines as one character"] * any(each.lines_as_one for each in found)
    return " and ".join(lines + ["some characters as two"] * any(each.as_utf16 for each in found))
