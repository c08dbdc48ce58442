"""The page of `suggest`: for each proposition the passages of a text that are most worth reading."""

from collections.abc import Sequence

from policylens.model import Codebook, Proposition
from policylens.render.page import Block, Entries, Entry, Heading, Hint, Page, Paragraph, Span, text
from policylens.render.wording import anchor, count, full_place
from policylens.store.suggest import Suggested, Suggestions

WHAT_A_RANK_SAYS = (
    "The first has most of the words of the proposition and of its cues; whether a passage takes a side is for you to "
    "judge, and what stands nowhere here may matter too."
)


def suggest_page(found: Suggestions, codebook: Codebook, top: int) -> Page:
    """The propositions asked for, by theme, each with its passages, their places and anchors."""
    read = f"{count(found.words, 'word')} in {count(found.passages, 'passage')}"
    told = f"{read}. For each proposition up to {top} of them, best first. {WHAT_A_RANK_SAYS}"
    blocks: list[Block] = [Heading(1, f"What to read in {found.name}"), Paragraph(text(told))]
    theme = ""
    for name, hits in found.found.items():
        if codebook.theme_of[name].id != theme:
            theme = codebook.theme_of[name].id
            blocks.append(Heading(2, codebook.theme_of[name].title))
        blocks += _of_proposition(codebook.propositions[name], hits)
    without = sum(not codebook.propositions[name].cues for name in found.found)
    if without:
        words = (
            f"{count(without, 'proposition has', 'propositions have')} no cues in the codebook: words by which a "
            "passage is found that does not use those of the proposition."
        )
        blocks.append(Hint(text(words, "dim")))
    return tuple(blocks)


def _of_proposition(proposition: Proposition, hits: Sequence[Suggested]) -> list[Block]:
    heading = Heading(3, f"{proposition.text} ({proposition.id})")
    if not hits:
        return [heading, Paragraph(text("No passage has any of its words.", "silent"))]
    return [heading, Entries(tuple(_entry(hit) for hit in hits), apart=True)]


def _entry(hit: Suggested) -> Entry:
    there = hit.place.evidence
    where = full_place(there)
    place = (Span(f"{where}. " if where else "", "name"),)
    under = (Entry("", text(f"Anchor: {anchor(there)}", "dim")),) if there.start else ()
    return Entry(f"{hit.rank}.", (*place, Span(hit.place.text)), under, "dim")
