"""The page of `import`: what the new corpus has, what was understood, and what was left."""

from collections.abc import Iterator, Sequence
from typing import Final

from policylens.corpus.imported import Report, Understood
from policylens.model import Corpus
from policylens.render.page import Block, Column, Entries, Entry, Grid, Heading, Page, Paragraph, Span, text
from policylens.render.wording import count

MOST_ROWS: Final = 30
"""So many words are shown with what they were taken for, and the others counted."""


def imported_page(folder: str, corpus: Corpus, report: Report) -> Page:
    """The new corpus in numbers; what words were taken for; what was left, and why; what else there is to know."""
    return (Paragraph(text(f"{folder} is a corpus now: {_counts(corpus)}.")), *_blocks(report))


def _counts(corpus: Corpus) -> str:
    codebook, documents = corpus.codebook, corpus.documents
    claims = sum(len(document.claims) for document in documents)
    positions = sum(len(document.positions or {}) for document in documents)
    computed = sum(document.positions is None and bool(document.stances) for document in documents)
    parts = [
        f"{count(len(documents), 'document')}, {count(len(codebook.propositions), 'proposition')} in "
        f"{count(len(codebook.themes), 'theme')}, {count(claims, 'claim')} and {count(positions, 'position')}"
    ]
    if computed:
        parts.append(f"the positions of {count(computed, 'document')} are computed from the claims")
    return "; ".join(parts)


def _blocks(report: Report) -> Iterator[Block]:
    for understood in report.understood:
        yield _grid(understood)
        if len(understood.words) > MOST_ROWS:
            yield Paragraph(text(f"And {len(understood.words) - MOST_ROWS:,} more."))
    if report.left:
        yield Heading(2, "Left")
        yield _list([(each.what, each.why) for each in report.left])
    if report.notes:
        yield Heading(2, "To know")
        yield _list([(note, "") for note in report.notes])


def _grid(understood: Understood) -> Grid:
    rows = tuple((text(word), text(meaning)) for word, meaning in understood.words[:MOST_ROWS])
    return Grid((Column(understood.what), Column("Taken for")), rows)


def _list(items: Sequence[tuple[str, str]]) -> Entries:
    lines = [(Span(what, "strong"), Span(f": {why}")) if why else (Span(what),) for what, why in items[:MOST_ROWS]]
    more = [text(f"and {len(items) - MOST_ROWS:,} more")] if len(items) > MOST_ROWS else []
    return Entries(tuple(Entry("•", line) for line in (*lines, *more)))
