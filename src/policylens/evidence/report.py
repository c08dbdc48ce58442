"""A document's evidence held against a copy of it, as a whole."""

import re
from collections import Counter
from typing import Final, NamedTuple

from policylens.evidence.anchors import Searched
from policylens.evidence.resolve import Copy, Resolved, Status, anchored
from policylens.evidence.source import Source
from policylens.model import Document

LEAST_SHARE: Final = 0.2
"""A file in which fewer of a document's anchors are found than this share is plainly another document."""


class Checked(NamedTuple):
    """A document, and what came of looking for its evidence."""

    document: Document
    copy: Copy | None
    """None where the reader has given none."""
    resolved: tuple[tuple[str, Resolved], ...]
    """Claim ids with their evidence, in the claims' order; empty without a copy."""
    anchors: int
    """How many pieces of evidence there are to be looked for."""
    unread: bool = False
    """Whether the reader has given a copy that cannot be read."""

    @property
    def counts(self) -> Counter[Status]:
        """How many pieces of evidence have each status."""
        return Counter(each.status for _, each in self.resolved)

    @property
    def found(self) -> int:
        """How many are found in one place, as they are recorded or nearly so."""
        return sum(self.counts[status] for status in (Status.EXACT, Status.MOVED, Status.FUZZY))

    @property
    def failed(self) -> int:
        """How many are ambiguous or missing."""
        return self.counts[Status.AMBIGUOUS] + self.counts[Status.MISSING]

    @property
    def word_for_word(self) -> int:
        """How many are missing, and were looked for word for word only."""
        return sum(each.word_for_word for _, each in self.resolved)

    def only(self, claim: str) -> "Checked":
        """Return the same with the evidence of one claim only."""
        there = tuple(pair for pair in self.resolved if pair[0] == claim)
        return self._replace(resolved=there, anchors=len(there))

    def of_claim(self, claim: str) -> list[Resolved]:
        """Return the evidence of one claim."""
        return [each for name, each in self.resolved if name == claim]


def check(document: Document, source: Source | None) -> Checked:
    """Look for all of a document's evidence in a copy of it, or say how much there would be to look for."""
    evidence = anchored(document)
    if source is None:
        return Checked(document, None, (), len(evidence))
    copy = Copy(source, [each for _, _, each in evidence])
    return Checked(document, copy, tuple((claim, copy.resolve(each)) for claim, _, each in evidence), len(evidence))


def plainly_found(document: Document, source: Source) -> int:
    """Return how many of a document's anchors stand in a copy word for word, wherever: a quick look."""
    searched = Searched(source.text)
    return sum(searched.holds(each.start, each.end) for _, _, each in anchored(document))


def is_another(document: Document, found: int) -> bool:
    """Return whether a copy with so many of a document's anchors is plainly of another document."""
    return found < LEAST_SHARE * len(anchored(document))


def passages_of(checked: Checked) -> dict[str, list[str]]:
    """Return for each claim the passages that its evidence stands for in the copy, in order.

    "" for evidence that is missing, ambiguous or not of the document's own text.
    """
    copy = checked.copy
    if copy is None:
        return {}
    by_evidence = {id(each.evidence): each for _, each in checked.resolved}
    found: dict[str, list[str]] = {}
    for claim in checked.document.claims:
        there = [by_evidence.get(id(evidence)) for evidence in claim.evidence]
        found[claim.id] = [
            context(copy, *each.found[0][:2], 0).passage if each and len(each.found) == 1 else "" for each in there
        ]
    return found


class Context(NamedTuple):
    """A passage as it stands in a copy, with some words on either side: the three together are one line."""

    before: str
    passage: str
    after: str


def context(copy: Copy, start: int, end: int, words: int) -> Context:
    """Return the passage between two offsets, with so many words before and after it."""
    text, index = copy.source.text, copy.layout.words
    first, last = index.word_from(start), index.word_from(end - 1)
    if not index.words:
        return Context("", _line(text[start:end]), "")
    begin = index.starts[max(0, first - words)] if words else start
    stop = index.ends[min(len(index.ends) - 1, last + words)] if words else end
    return Context(_line(text[min(begin, start) : start]), _line(text[start:end]), _line(text[end : max(stop, end)]))


def _line(text: str) -> str:
    """Return a text with every white space a single blank, at its ends too, and without hyphens that are not seen."""
    return _BLANKS.sub(" ", text.replace("\u00ad", ""))


_BLANKS = re.compile(r"\s+")
