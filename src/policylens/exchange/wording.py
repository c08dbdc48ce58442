"""Words that reports of importers share."""

from collections.abc import Sequence
from typing import Final

MOST_LINES: Final = 5
"""So many lines are named of rows that have something in common."""


def counted(number: int, word: str) -> str:
    """Return a number with its word: `1 row`, `2,000 rows`."""
    return f"{number:,} {word}{'s' * (number != 1)}"


def listed(words: Sequence[str]) -> str:
    """Return words as a list in a sentence: `a, b and c`."""
    return " and ".join(filter(None, (", ".join(words[:-1]), words[-1])))


def rows_at(lines: Sequence[int]) -> str:
    """Name rows by their lines, the first of them where there are many."""
    some = ", ".join(map(str, lines[:MOST_LINES]))
    return f"{counted(len(lines), 'row')} (line {some}{' ...' if len(lines) > MOST_LINES else ''})"
