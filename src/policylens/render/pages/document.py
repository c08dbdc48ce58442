"""The page of one document: identity, summary, positions, claims."""

from collections.abc import Sequence

from policylens.analysis.claims import Filter
from policylens.analysis.comparison import Matrix, PropositionComparison, compare_theme
from policylens.analysis.positions import Cell, Position, State
from policylens.model import Claim, Document
from policylens.render.page import Block, Entries, Entry, Heading, Page, Paragraph, Span, facts, text
from policylens.render.pages.claims import claim_entry, claims_blocks
from policylens.render.scale import place_words
from policylens.render.signs import SIGNS
from policylens.render.wording import PLURALS, cell_style, claim_place, code, count, listed, marks, position_words


def document_page(of: Matrix, document: Document) -> Page:
    """Everything about a document: identity, summary, positions by theme, claims by kind."""
    blocks: list[Block] = [
        Heading(1, document.name),
        _identity(document),
    ]
    if document.summary:
        blocks.append(Paragraph(text(document.summary)))
    for theme in of.corpus.codebook.themes:
        blocks += _theme(of, document, theme)
    for kind, plural in PLURALS.items():
        claims = [claim for claim in document.claims if claim.kind is kind]
        if claims:
            title = f"{plural[:1].upper()}{plural[1:]} ({len(claims)})"
            blocks += [Heading(2, title), Entries(tuple(claim_entry(claim) for claim in claims))]
    return tuple(blocks)


def claims_page(document: Document, claims: Sequence[Claim], wanted: Filter) -> Page:
    """Those of a document's claims that were asked for, in full."""
    heading = Heading(1, f"{document.name}: {document.title}")
    if not claims:
        return (heading, Paragraph(text(f"It has no {_asked(wanted)}.")))
    told = [] if wanted == Filter(kinds=wanted.kinds) else [Paragraph(text(f"Only {_asked(wanted)}.", "dim"))]
    return (heading, *told, *claims_blocks(claims))


def _asked(wanted: Filter) -> str:
    """Write what was asked for: `criticisms on the theme targets`."""
    what = listed([PLURALS[kind] for kind in wanted.kinds], "or") or "claims"
    parts = [("on the theme", wanted.theme), ("on the topic", wanted.topic), ("on the sector", wanted.sector)]
    parts.append(("by", wanted.speaker))
    return " ".join([what, *(f"{word} {name}" for word, name in parts if name)])


def _identity(document: Document) -> Entries:
    identifier = f"ISBN {document.isbn}" if document.isbn else document.reference
    rows = [
        ("Title", document.title),
        ("Authors", listed(document.authors)),
        ("Published", ", ".join(part for part in (document.publisher, document.date, identifier) if part)),
        ("Kind", document.kind),
        ("Standpoint", document.standpoint),
        ("Scope", document.scope),
        ("Licence", document.licence),
        ("Attributes", ", ".join(f"{key}: {value}" for key, value in document.attributes.items())),
        ("Coded", _coded(document)),
    ]
    return facts(rows)


def _coded(document: Document) -> str:
    coding = document.coding
    who = [f"by {coding.coder}" if coding.coder else "", coding.date]
    who += [f"codebook version {coding.codebook}" if coding.codebook else ""]
    themes = f"{count(len(coding.themes), 'theme')}, {count(len(document.claims), 'claim')}"
    return ", ".join(part for part in (*who, themes) if part)


def _theme(of: Matrix, document: Document, theme: str) -> list[Block]:
    comparison = compare_theme(of, theme)
    blocks: list[Block] = [Heading(2, f"{comparison.theme.title} ({theme})")]
    blocks += [Paragraph(text(place_words(place), "dim")) for place in comparison.places if not place.not_coded]
    silent: list[str] = []
    entries: list[Entry] = []
    for row in comparison.propositions:
        cell = row.cells[0]
        if cell.state is State.NOT_CODED:
            return [*blocks, Paragraph(text("Not coded: nobody has read it for this theme yet.", "dim"))]
        if cell.position is None:
            silent.append(row.proposition.id)
        else:
            entries.append(_position(document, row, cell, cell.position))
    if entries:
        blocks.append(Entries(tuple(entries)))
    if silent:
        blocks.append(Paragraph(text(f"Silent on {listed(silent)}.", "dim")))
    return blocks


def _position(document: Document, row: PropositionComparison, cell: Cell, position: Position) -> Entry:
    known = document.claim_by_id
    cited = "; ".join(claim_place(known[claim]) for claim in position.claims if claim in known)
    under = [Entry("", (Span(f"{position_words(position)}. ", cell_style(cell)), Span(position.because)))]
    if cited:
        under.append(Entry("", text(cited, "name")))
    line = (Span(row.proposition.text, "strong"), Span(f" ({row.proposition.id})", "name"))
    return Entry(SIGNS[code(cell)] + marks(position), line, tuple(under), cell_style(cell))
