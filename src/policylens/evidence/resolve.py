"""Holding recorded evidence against a reader's copy: which passages it finds there, and how surely."""

from collections.abc import Iterable, Sequence
from enum import StrEnum
from functools import cached_property
from typing import Final, NamedTuple

from policylens.evidence.anchors import Passage, Searched
from policylens.evidence.layout import Layout
from policylens.evidence.source import Source
from policylens.model import Document, Evidence


class Status(StrEnum):
    """What came of looking for an anchor in a copy."""

    EXACT = "exact"
    """Its words are there, where the record says."""
    MOVED = "moved"
    """They are there, but not on the page, in the paragraph or in the section that the record names."""
    FUZZY = "fuzzy"
    """Something very like them is there; the differences are shown."""
    AMBIGUOUS = "ambiguous"
    """They are there in several places, and nothing says which is meant."""
    MISSING = "missing"
    """They are not there."""


TOO_LONG: Final = "the text is very long or repeats itself"
"""Why what differs from the record may not be looked for everywhere in it."""


class Found(NamedTuple):
    """A passage in a copy."""

    start: int
    """Offset of its first letter in the text."""
    end: int
    """Offset after its last letter."""
    page: str
    """"" where the copy has no pages."""
    paragraph: str
    """"" where its paragraphs have no numbers, or the record names none."""
    section: str
    """The headings that it stands under, as in records; "" where the copy marks none."""
    differences: tuple[str, ...] = ()


class Resolved(NamedTuple):
    """What came of looking for one piece of evidence."""

    evidence: Evidence
    status: Status
    found: tuple[Found, ...]
    """One passage, or several if it is ambiguous, or none if it is missing."""
    elsewhere: str = ""
    """Where it was found, if that is not where the record says."""
    cut_short: bool = False
    """Whether words that differ a little were not, or not everywhere, looked for: in a text that is `TOO_LONG`."""

    @property
    def word_for_word(self) -> bool:
        """Whether it is called missing, though only its very words were looked for."""
        return self.cut_short and not self.found

    @property
    def reach(self) -> str:
        """How far it was looked for, if not as far as others are; "" if it was."""
        if not self.cut_short:
            return ""
        return "looked for word for word only" if self.word_for_word else "not looked for everywhere"

    @property
    def note(self) -> str:
        """The same with the reason."""
        return f"{self.reach}: {TOO_LONG}" if self.reach else ""


def anchored(document: Document) -> list[tuple[str, int, Evidence]]:
    """Return the evidence that can be looked for in the document's text: claim, its number in the claim, evidence.

    Evidence without an anchor is left out, and so is what stands in another text than the document's own.
    """
    return [
        (claim.id, number, evidence)
        for claim in document.claims
        for number, evidence in enumerate(claim.evidence)
        if (evidence.start or evidence.end) and not evidence.source
    ]


class Copy:
    """A reader's copy of a document, in which its evidence can be looked for.

    `evidence` is all that is recorded of the document: where headings and page numbers stand in the copy is settled
    from it as a whole.
    """

    def __init__(self, source: Source, evidence: Iterable[Evidence]) -> None:
        self.source = source
        self.evidence = tuple(evidence)
        self._has_paragraphs = any(each.paragraph for each in self.evidence)

    @cached_property
    def _searched(self) -> Searched:
        return Searched(self.source.text)

    @cached_property
    def layout(self) -> Layout:
        """The layout of the copy."""
        titles = [part for evidence in self.evidence for part in evidence.section.split(" > ") if part]
        layout = Layout(self.source, self._searched.words, list(dict.fromkeys(titles)))
        self._searched.leave_out(layout.furniture())
        noted = []
        for evidence in self.evidence:
            passages = self._searched.passages(evidence.start, evidence.end) if evidence.page else []
            noted += [(evidence.page, passages[0].start)] if len(passages) == 1 else []
        layout.settle_pages(noted)
        return layout

    def resolve(self, evidence: Evidence) -> Resolved:
        """Look for one piece of evidence."""
        layout = self.layout
        passages, cut_short = self._searched.search(evidence.start, evidence.end)
        resolved = self._resolved(evidence, passages, layout)
        return resolved._replace(cut_short=True) if cut_short else resolved

    def _resolved(self, evidence: Evidence, passages: list[Passage], layout: Layout) -> Resolved:
        if not passages:
            return Resolved(evidence, Status.MISSING, ())
        chosen = passages if len(passages) == 1 else _meant(evidence, passages, layout)
        if len(chosen) > 1:
            return Resolved(evidence, Status.AMBIGUOUS, tuple(self._found(passage) for passage in chosen))
        elsewhere = _elsewhere(evidence, chosen[0], layout)
        found = (self._found(chosen[0]),)
        if chosen[0].differences:
            return Resolved(evidence, Status.FUZZY, found, elsewhere)
        return Resolved(evidence, Status.MOVED if elsewhere else Status.EXACT, found, elsewhere)

    def _found(self, passage: Passage) -> Found:
        layout = self.layout
        pages = layout.pages_at(passage.start)
        paragraphs = layout.paragraphs_at(passage.start, passage.start) if self._has_paragraphs else []
        return Found(
            start=passage.start,
            end=passage.end,
            page=pages[0] if pages else "",
            paragraph=paragraphs[0] if paragraphs else "",
            section=" > ".join(layout.path_at(passage.start)) if self.source.headings else "",
            differences=passage.differences,
        )


def _meant(evidence: Evidence, passages: Sequence[Passage], layout: Layout) -> list[Passage]:
    """Return which of several passages the record can mean: those in their place, or the one nearest its heading."""
    there = [passage for passage in passages if not _elsewhere(evidence, passage, layout)]
    if len(there) <= 1:
        return there or list(passages)
    distances = [layout.nearest(evidence.section, passage.start) for passage in there]
    nearest = [passage for passage, far in zip(there, distances, strict=True) if far == min(distances)]
    return nearest if min(distances) < len(layout.source.text) else there


def _elsewhere(evidence: Evidence, passage: Passage, layout: Layout) -> str:
    """Say where a passage is, if that is not where the record says; "" if it is, or if nobody can tell."""
    first, last = passage.start, passage.end - 1
    pages = layout.pages_at(first)
    if evidence.page and pages and not _within(evidence.page, [*pages, *layout.pages_at(last)]):
        return f"on page {pages[0]}"
    paragraphs = layout.paragraphs_at(first, last)
    if evidence.paragraph and paragraphs and not _within(evidence.paragraph, paragraphs):
        return f"in paragraph {paragraphs[0]}"
    if evidence.section and layout.under(evidence.section, passage.start) is False:
        path = layout.path_at(passage.start)
        return f"in {path[-1]}" if path else "before the first heading"
    return ""


def _within(recorded: str, names: Sequence[str]) -> bool:
    """Return whether a number as it is recorded, `12` or `12-13`, is one of these."""
    return any(part.strip() in names for part in recorded.replace("–", "-").split("-"))
