"""How much of a text lies behind claims, section by section: what the coding drew on, and what it passed over."""

from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from policylens.evidence.layout import Layout
from policylens.evidence.resolve import Copy, Resolved

LEAST_WORDS: Final = 20
"""A section of fewer words, a line in a list of contents mostly, is counted to the one before it."""


class Section(NamedTuple):
    """A stretch of a text."""

    title: str
    """Its heading, or its page where the copy has no headings; "" for what stands before the first."""
    words: int
    covered: int
    """How many of the words lie in passages behind claims."""
    claims: tuple[str, ...]
    """Ids of the claims with a passage that begins in it."""


def coverage(copy: Copy, resolved: Iterable[tuple[str, Resolved]]) -> list[Section]:
    """Return the sections of the copy in order, with what of them lies behind claims.

    `resolved` holds claim ids with their evidence as it was resolved in this copy; what is missing or ambiguous there
    covers nothing.
    """
    found = [(claim, each.found[0]) for claim, each in resolved if len(each.found) == 1]
    words = copy.layout.words
    covered = bytearray(len(words.words))
    for _, passage in found:
        first, last = words.word_from(passage.start), words.word_from(passage.end - 1)
        covered[first : last + 1] = b"\1" * (last + 1 - first)
    return [
        Section(
            title=title,
            words=last - first,
            covered=sum(covered[first:last]),
            claims=tuple(
                dict.fromkeys(claim for claim, passage in found if first <= words.word_from(passage.start) < last)
            ),
        )
        for title, first, last in _stretches(copy.layout)
    ]


def _stretches(layout: Layout) -> list[tuple[str, int, int]]:
    """Return the sections by title and the words at which they begin and end."""
    words = layout.words
    total = len(words.words)
    begun = [("", 0), *((title, words.word_from(offset)) for title, offset in _beginnings(layout))]
    ends = [*(first for _, first in begun[1:]), total]
    found: list[tuple[str, int, int]] = []
    for (title, first), last in zip(begun, ends, strict=True):
        if found and (last - first < LEAST_WORDS or title == found[-1][0]):
            found[-1] = (found[-1][0], found[-1][1], last)
        elif last > first:
            found.append((title, first, last))
    return found


def _beginnings(layout: Layout) -> Sequence[tuple[str, int]]:
    if layout.headings:
        return [(heading.title, heading.offset) for heading in layout.headings]
    return [(f"page {name}", offset) for name, offset in layout.page_beginnings()]
