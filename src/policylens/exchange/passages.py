"""Anchors of passages that somebody else has marked: their first and last words, which find them in any copy."""

from typing import Final

from policylens.exchange.naming import one_line
from policylens.model import ANCHOR_WORDS

LONGEST_END: Final = 120
"""How many characters an end of an anchor may have: a text without blanks between its words has no anchors."""

LOOKED_AT: Final = 1_000
"""So many characters at each end of a passage are looked at for its words.

A long passage is not taken out whole: thousands that overlap would take hours.
"""


def ends(head: str, tail: str = "") -> tuple[str, str] | None:
    """Return the first and the last words of a passage, but not all of it; None if it has none that will do.

    `head` is the passage, or how it begins; `tail` how it ends, where that is not all of it.
    """
    first = one_line(head).split()
    last = one_line(tail).split() if tail else first
    most = min(ANCHOR_WORDS, max(1, (len(first) - 1) // 2))
    start, end = " ".join(first[:most]), " ".join(last[-most:])
    return (start, end) if start and end and max(len(start), len(end)) <= LONGEST_END else None
