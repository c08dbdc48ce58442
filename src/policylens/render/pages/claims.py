"""How claims are shown: shortly in a list, with their parts, or whole."""

from collections.abc import Sequence

from policylens.model import Claim, Codebook, Document
from policylens.render.page import (
    Block,
    Entries,
    Entry,
    Heading,
    Line,
    Page,
    Paragraph,
    Span,
    facts,
    stance_style,
    text,
)
from policylens.render.wording import PLURALS, anchor, claim_place, count, full_place, listed, signed


def claim_entry(claim: Claim, proposition: str = "") -> Entry:
    """Show a claim in a list: its id and place, and its statement; marked with its stance on `proposition`, if any."""
    stance = claim.stances.get(proposition)
    speaker = Span(f" {claim.speaker}:" if claim.speaker else "", "dim")
    line = (Span(claim_place(claim), "name"), speaker, Span(f" {claim.statement}"))
    return Entry("" if stance is None else signed(stance), line, style=stance_style(stance or 0))


def claims_blocks(claims: Sequence[Claim]) -> list[Block]:
    """Show claims in full by kind: first those that the document numbers, each with its parts, then the others."""
    blocks: list[Block] = []
    for kind, plural in PLURALS.items():
        there = [claim for claim in claims if claim.kind is kind]
        numbered = [claim for claim in there if claim.number]
        others = [claim for claim in there if not claim.number]
        title = f"{plural[:1].upper()}{plural[1:]}"
        if numbered:
            blocks += [Heading(2, f"{title} ({_how_many(numbered)})"), Entries(with_parts(numbered), apart=True)]
        if others:
            title += " without a number" if numbered else ""
            blocks += [Heading(2, f"{title} ({len(others)})"), Entries(with_parts(others), apart=True)]
    return blocks


def _how_many(claims: Sequence[Claim]) -> str:
    parts = sum(_whole_of(claim, claims) is not None for claim in claims)
    return count(len(claims) - parts, "numbered", "numbered") + (f", with {count(parts, 'part')}" if parts else "")


def with_parts(claims: Sequence[Claim]) -> tuple[Entry, ...]:
    """Return an entry a claim; a part of a numbered claim ("3a" of "3") stands under it."""
    parts: dict[str, list[Claim]] = {}
    for claim in claims:
        whole = _whole_of(claim, claims)
        if whole is not None:
            parts.setdefault(whole.id, []).append(claim)
    inside = {part.id for some in parts.values() for part in some}
    return tuple(_full_entry(claim, parts.get(claim.id, ())) for claim in claims if claim.id not in inside)


def _whole_of(claim: Claim, claims: Sequence[Claim]) -> Claim | None:
    """Return the claim of which this one is a part: the one with the same number but for its last letter."""
    whole = claim.number[:-1]
    if not whole or not claim.number[-1].isalpha():
        return None
    return next((other for other in claims if other.number == whole), None)


def _full_entry(claim: Claim, parts: Sequence[Claim]) -> Entry:
    line: list[Span] = [Span(claim.statement)]
    if claim.speaker:
        line.insert(0, Span(f"{claim.speaker}: ", "dim"))
    under = [_detail(label, words) for label, words in _details(claim) if words]
    under += [_full_entry(part, ()) for part in parts]
    mark = claim.number or "•"
    return Entry(mark, tuple(line), tuple(under), "strong")


def _detail(label: str, words: str) -> Entry:
    return Entry("", (Span(f"{label}: ", "dim"), Span(words)))


def _details(claim: Claim) -> list[tuple[str, str]]:
    where = "; ".join(full_place(evidence) for evidence in claim.evidence)
    return [
        ("Who", ", ".join(claim.actors)),
        ("How", claim.mechanism),
        ("Condition", claim.conditions),
        ("Where", f"{where} [{claim.id}]" if where else f"[{claim.id}]"),
    ]


def claim_page(document: Document, claim: Claim, codebook: Codebook) -> Page:
    """One claim whole."""
    what = claim.kind.value + (f" {claim.number}" if claim.number else "")
    first = ", which the document puts first" if claim.headline else ""
    blocks: list[Block] = [
        Heading(1, claim.id),
        Paragraph((Span(document.name, "strong"), Span(f": {what}{first}"))),
        Paragraph(text(claim.statement)),
    ]
    rows = [
        ("Speaker", claim.speaker),
        ("How", claim.mechanism),
        ("Condition", claim.conditions),
        ("Who", ", ".join(claim.actors)),
        ("Sectors", ", ".join(claim.sectors)),
        ("Topics", ", ".join(claim.topics)),
        ("Cites", ", ".join(claim.refers_to)),
    ]
    if any(words for _, words in rows):
        blocks.append(facts(rows))
    if claim.stances:
        blocks += [Heading(2, "Takes a side on"), Entries(tuple(_stances(claim, codebook)))]
    rests = _rests_on(document, claim)
    if rests:
        blocks.append(Paragraph(text(f"Positions that rest on it: {listed(rests)}.")))
    if claim.evidence:
        places = tuple(Entry("•", _evidence_line(full_place(e), anchor(e))) for e in claim.evidence)
        blocks += [Heading(2, "Where it stands"), Entries(places)]
    return tuple(blocks)


def _evidence_line(where: str, words: str) -> Line:
    return (Span(where), Span(f" {words}" if where else words, "dim"))


def _stances(claim: Claim, codebook: Codebook) -> list[Entry]:
    return [
        Entry(
            signed(stance),
            (Span(codebook.propositions[proposition].text), Span(f" ({proposition})", "name")),
            style=stance_style(stance),
        )
        for proposition, stance in claim.stances.items()
    ]


def _rests_on(document: Document, claim: Claim) -> list[str]:
    return [proposition for proposition, position in (document.positions or {}).items() if claim.id in position.claims]
