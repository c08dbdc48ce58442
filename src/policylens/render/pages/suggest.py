"""The page of `suggest`: for each proposition the passages of a text that are most worth reading."""

from collections.abc import Sequence

from policylens.model import Codebook, Proposition
from policylens.render.page import Block, Entries, Entry, Heading, Hint, Page, Paragraph, text
from policylens.render.wording import anchor, count, full_place
from policylens.store.suggest import Suggested, Suggestions

AGAIN = 12
"""So many words are shown of a passage that stands on the page already."""

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
    shown: dict[int, str] = {}
    for name, hits in found.found.items():
        if codebook.theme_of[name].id != theme:
            theme = codebook.theme_of[name].id
            blocks.append(Heading(2, codebook.theme_of[name].title))
        blocks += _of_proposition(codebook.propositions[name], hits, shown)
    without = sum(not codebook.propositions[name].cues for name in found.found)
    if without:
        words = (
            f"{count(without, 'proposition has', 'propositions have')} no cues in the codebook: words by which a "
            "passage is found that does not use those of the proposition."
        )
        blocks.append(Hint(text(words, "dim")))
    return tuple(blocks)


def _of_proposition(proposition: Proposition, hits: Sequence[Suggested], shown: dict[int, str]) -> list[Block]:
    """Return the passages of a proposition; `shown` says where each passage that has been shown stands whole."""
    heading = Heading(3, f"{proposition.text} ({proposition.id})")
    if not hits:
        return [heading, Paragraph(text("No passage has any of its words.", "silent"))]
    return [heading, Entries(tuple(_entry(hit, shown) for hit in hits), apart=True)]


def _entry(hit: Suggested, shown: dict[int, str]) -> Entry:
    there = hit.place.evidence
    where = full_place(there)
    known = "; ".join(part for part in (where, f"anchor {anchor(there)}" if there.start else "") if part)
    under = (Entry("", text(known[:1].upper() + known[1:], "dim")),) if known else ()
    before = shown.setdefault(hit.place.offset, f"{hit.proposition}, {hit.rank}")
    again = f"{_beginning(hit.place.text)} … (whole above: {before})"
    mine = before == f"{hit.proposition}, {hit.rank}"
    return Entry(f"{hit.rank}.", text(hit.place.text if mine else again), under, "dim")


def _beginning(words: str) -> str:
    return " ".join(words.split(" ")[:AGAIN])
