"""Sentences about comparisons: who is on which side."""

from collections.abc import Sequence

from policylens.analysis.comparison import PropositionComparison
from policylens.analysis.positions import Cell
from policylens.analysis.verdicts import Verdict
from policylens.model import Document
from policylens.render.wording import code, count, listed

GROUPS = (
    ("Where they agree", (Verdict.AGREE, Verdict.AGREE_IN_PART, Verdict.LEAN)),
    ("Where they diverge", (Verdict.DIVERGE,)),
    ("No clear side", (Verdict.UNCLEAR,)),
    ("One voice", (Verdict.ONE_VOICE,)),
    ("Nobody speaks", (Verdict.SILENT,)),
    ("Not coded", (Verdict.NOT_CODED,)),
)
"""The headings under which propositions are told, and the verdicts that stand under each."""

_PHRASES = {
    "strongly for": ("is for it", "are for it"),
    "for": ("is for it in part", "are for it in part"),
    "balanced": ("takes both sides", "take both sides"),
    "mixed": ("is mixed", "are mixed"),
    "against": ("is against it in part", "are against it in part"),
    "strongly against": ("is against it", "are against it"),
    "silent": ("is silent", "are silent"),
    "not coded": ("is not coded", "are not coded"),
}


def order(cell: Cell) -> float:
    """Return where a cell stands in a telling that goes from one side to the other, so that each side is together."""
    if cell.position is None or cell.position.stance is None:
        return 0.25  # mixed ones after those that take both sides explicitly
    return -cell.position.stance


MOST_NAMED = 12
"""A sentence that would name more documents than this gives their number instead."""


def sides(row: PropositionComparison, documents: Sequence[Document]) -> str:
    """Say in one sentence which documents are on which side of a proposition."""
    names = {document.id: document.name for document in documents}
    holding: dict[str, list[str]] = {}
    for cell in row.cells:
        holding.setdefault(code(cell), []).append(names[cell.document])
    parts: list[str] = []
    for key, (one, many) in _PHRASES.items():
        there = holding.get(key, [])
        if there:
            who = listed(there) if len(row.cells) <= MOST_NAMED else count(len(there), "document")
            parts.append(f"{who} {one if len(there) == 1 else many}")
    return "; ".join(parts) + "." if parts else ""


def tentative_because(row: PropositionComparison, documents: Sequence[Document]) -> str:
    """Say why a verdict is tentative; "" if it is not."""
    if not row.judgement.tentative:
        return ""
    names = {document.id: document.name for document in documents}
    hangs_on = [names[document] for document in row.judgement.hangs_on]
    which = listed(hangs_on, "or") if len(hangs_on) <= MOST_NAMED else f"any of {len(hangs_on)} documents"
    return f"Tentative: without the low-confidence position of {which}, the verdict would change."
