"""The page of `search`: claims by their words, grouped by document, matches marked."""

import re
from collections.abc import Sequence

from policylens.model import Document
from policylens.render.many import TOP
from policylens.render.page import Block, Entries, Entry, Heading, Hint, Page, Paragraph, Span, text
from policylens.render.wording import claim_place, count
from policylens.store.search import CLOSE, OPEN, Found, Hit

_MARKED = re.compile(f"{OPEN}([^{CLOSE}]*){CLOSE}")


def search_page(found: Found, words: Sequence[str], top: int | None = None) -> Page:
    """What was found: the documents in the order of their best claim, each with its claims, best first.

    Where not all that were found are at hand, or `top` are asked for, it is the best ones.
    """
    what = " ".join(words)
    if not found.hits:
        return (Heading(1, f"Claims on {what}"), Paragraph(text("None found.")))
    groups: dict[str, list[Hit]] = {}
    documents: dict[str, Document] = {}
    shown = found.hits if len(found.hits) == found.total else found.hits[: top or TOP]
    for hit in shown:
        groups.setdefault(hit.document.id, []).append(hit)
        documents[hit.document.id] = hit.document
    told = f"{count(found.total, 'claim')} in {count(found.documents, 'document')}."
    if found.any_word:
        told += " No claim has all the words; these have some of them."
    if len(shown) < found.total:
        told += f" The {len(shown):,} best:"
    blocks: list[Block] = [Heading(1, f"Claims on {what}"), Paragraph(text(told))]
    for name, hits in groups.items():
        blocks.append(Heading(2, f"{documents[name].name} ({len(hits)})"))
        blocks.append(Entries(tuple(_entry(hit) for hit in hits), apart=True))
    if len(shown) < found.total:
        more = "--top N shows more, --top 0 all; -d, --where and --kind choose among them."
        blocks.append(Hint(text(more, "dim")))
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
