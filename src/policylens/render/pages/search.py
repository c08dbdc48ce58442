"""The page of `search`: claims by their words, grouped by document, matches marked."""

import re
from collections.abc import Sequence

from policylens.model import Document
from policylens.render.page import Block, Entries, Entry, Heading, Page, Paragraph, Span, text
from policylens.render.wording import claim_place, count
from policylens.store.search import CLOSE, OPEN, Found, Hit

_MARKED = re.compile(f"{OPEN}([^{CLOSE}]*){CLOSE}")


def search_page(found: Found, words: Sequence[str]) -> Page:
    """What was found: the documents in the order of their best claim, each with its claims, best first."""
    what = " ".join(words)
    if not found.hits:
        return (Heading(1, f"Claims on {what}"), Paragraph(text("None found.")))
    groups: dict[str, list[Hit]] = {}
    documents: dict[str, Document] = {}
    for hit in found.hits:
        groups.setdefault(hit.document.id, []).append(hit)
        documents[hit.document.id] = hit.document
    told = f"{count(len(found.hits), 'claim')} in {count(len(groups), 'document')}."
    if found.any_word:
        told += " No claim has all the words; these have some of them."
    blocks: list[Block] = [Heading(1, f"Claims on {what}"), Paragraph(text(told))]
    for name, hits in groups.items():
        blocks.append(Heading(2, f"{documents[name].name} ({len(hits)})"))
        blocks.append(Entries(tuple(_entry(hit) for hit in hits), apart=True))
    return tuple(blocks)


def _entry(hit: Hit) -> Entry:
    speaker = Span(f"{hit.claim.speaker}: " if hit.claim.speaker else "", "dim")
    line = (Span(claim_place(hit.claim), "name"), Span(f" {hit.claim.kind}. ", "dim"), speaker, *marked(hit.statement))
    under = (Entry("", (Span("How: ", "dim"), *marked(hit.mechanism))),) if hit.mechanism else ()
    return Entry("•", line, under, "dim")


def marked(words: str) -> tuple[Span, ...]:
    """Turn a text with marked matches into spans, the matches in a style of their own."""
    parts = _MARKED.split(words)
    return tuple(Span(part, "match" if index % 2 else "") for index, part in enumerate(parts) if part)
