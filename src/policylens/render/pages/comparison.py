"""Pages of comparisons: a theme, a proposition, a topic, all themes, the whole matrix."""

from collections import Counter
from collections.abc import Iterator, Sequence

from policylens.analysis.comparison import Matrix, PropositionComparison, ThemeComparison, TopicComparison
from policylens.analysis.groups import KEYS, Grouped
from policylens.analysis.positions import Cell, Position
from policylens.analysis.verdicts import Verdict
from policylens.model import Document
from policylens.render.many import is_many
from policylens.render.page import (
    Block,
    Column,
    Entries,
    Entry,
    Grid,
    Heading,
    Hint,
    Line,
    MatrixRow,
    MatrixTable,
    Page,
    Paragraph,
    Span,
    code_style,
    text,
)
from policylens.render.pages.claims import claim_entry
from policylens.render.prose import GROUPS, MOST_NAMED, order, sides, tentative_because
from policylens.render.scale import scale_line
from policylens.render.signs import SIGNS
from policylens.render.wording import (
    cell_style,
    claim_place,
    code,
    count,
    listed,
    marks,
    matrix_cell,
    of_how_many,
    position_words,
    used_signs,
)

LEADING = 3
"""How many claims a position names where not all are asked for."""


def overview_page(of: Matrix, themes: Sequence[ThemeComparison], top: int | None = None) -> Page:
    """All themes: the scale of each, and how many propositions have each verdict."""
    if is_many(of.documents):
        from policylens.render.pages import counted

        return counted.overview_page(of, themes, top)
    blocks: list[Block] = [
        Heading(1, "Where the documents stand"),
        Paragraph(text(f"{count(len(of.documents), 'document')}: {_names(of.documents)}.")),
    ]
    for theme in themes:
        blocks += [
            Heading(2, f"{theme.theme.title} ({theme.theme.id})"),
            scale_line(theme, of.documents),
            Paragraph(text(verdict_counts(theme))),
        ]
    example = themes[0].theme.id if themes else "THEME"
    return (
        *blocks,
        *notes(of, [theme.theme.id for theme in themes]),
        Hint(text(f"`policylens compare {example}` shows a theme's positions and their reasons.", "dim")),
    )


def theme_page(of: Matrix, comparison: ThemeComparison, *, all_claims: bool = False, top: int | None = None) -> Page:
    """A theme: its scale, its propositions by documents, and where the documents agree and diverge, with reasons."""
    if is_many(of.documents):
        from policylens.render.pages import counted

        return counted.theme_page(of, comparison, all_claims=all_claims, top=top)
    theme = comparison.theme
    rows = comparison.propositions
    blocks: list[Block] = [
        Heading(1, theme.title),
        Paragraph(text(theme.question)),
        scale_line(comparison, of.documents),
        *_matrix(rows, of.documents),
        *notes(of, [theme.id]),
    ]
    for title, verdicts in GROUPS:
        there = [row for row in rows if row.judgement.verdict in verdicts]
        if there:
            items = tuple(_told(row, of, all_claims) for row in there)
            blocks += [Heading(2, title), Entries(items, apart=True)]
    return (*blocks, *_more(rows, all_claims))


def proposition_page(
    of: Matrix, row: PropositionComparison, *, all_claims: bool = False, top: int | None = None
) -> Page:
    """A proposition: each document's position with its reason and all its claims.

    Of many documents it is how many hold what, and those at the ends, their claims with `all_claims`.
    """
    if is_many(of.documents):
        from policylens.render.pages import counted

        return counted.proposition_page(of, row, _head(row), all_claims=all_claims, top=top)
    return (
        *_head(row),
        *_matrix((row,), of.documents),
        *notes(of, [row.theme.id]),
        Entries((_told(row, of, True, most=len(of.documents)),), apart=True),
    )


def _head(row: PropositionComparison) -> Iterator[Block]:
    proposition = row.proposition
    yield Heading(1, proposition.text)
    yield Paragraph((Span(proposition.id, "name"), Span(f" in {row.theme.title} ({row.theme.id})", "dim")))
    if proposition.include:
        yield Paragraph((Span("Counts: ", "strong"), Span(proposition.include)))
    if proposition.exclude:
        yield Paragraph((Span("Does not count: ", "strong"), Span(proposition.exclude)))


def topic_page(topic: TopicComparison, top: int | None = None) -> Page:
    """A topic: what each document says on it."""
    if is_many(topic.claims):
        from policylens.render.pages import counted_groups

        return counted_groups.topic_page(topic, top)
    speaking = [(document, claims) for document, claims in topic.claims if claims]
    silent = [document for document, claims in topic.claims if not claims]
    blocks: list[Block] = [
        Heading(1, topic.title),
        Paragraph(
            text(
                f"Topic {topic.id}: {count(sum(len(c) for _, c in speaking), 'claim')} "
                f"in {len(speaking)} of {count(len(topic.claims), 'document')}."
            )
        ),
    ]
    for document, claims in speaking:
        blocks += [Heading(2, titled(document)), Entries(tuple(claim_entry(c) for c in claims), apart=True)]
    if silent:
        blocks.append(Paragraph(text(f"No claims on it: {_names(silent)}.", "dim")))
    return tuple(blocks)


def matrix_page(of: Matrix, themes: Sequence[ThemeComparison]) -> Page:
    """The whole matrix: every proposition of every theme by documents."""
    if is_many(of.documents):
        from policylens.render.pages import counted

        return counted.matrix_page(of, themes)
    blocks: list[Block] = [Heading(1, "All positions")]
    for theme in themes:
        blocks += [
            Heading(2, f"{theme.theme.title} ({theme.theme.id})"),
            _table(theme.propositions, of.documents),
        ]
    cells = [cell for theme in themes for row in theme.propositions for cell in row.cells]
    return (*blocks, *_legend(cells), *notes(of, [theme.theme.id for theme in themes]))


MOST_ACROSS = 6
"""With more groups than this each has a row instead of a column."""


def groups_page(of: Matrix, found: Grouped, top: int | None = None) -> Page:
    """How the positions of groups of documents are distributed, proposition by proposition."""
    if is_many(of.documents) or len(found.groups) > MOST_ACROSS:
        from policylens.render.pages import counted_groups

        return counted_groups.groups_page(of, found, top)
    names = {document.id: document.name for document in of.documents}
    blocks: list[Block] = [Heading(1, f"Positions by {found.by}")]
    groups = [(value or "not given", documents) for value, documents in found.groups.items()]
    members: list[Span] = []  # a paragraph, and no list: a picture leaves lists out, and must say who is counted
    for value, documents in groups:
        members += [Span("; " if members else ""), Span(value, "strong")]
        members.append(Span(f": {_listed([names[document] for document in documents])}"))
    blocks.append(Paragraph((*members, Span("."))))
    columns = (Column("Proposition"), *(Column(f"{value} ({len(documents)})") for value, documents in groups))
    for theme in dict.fromkeys(row.comparison.theme.id for row in found.rows):
        there = [row for row in found.rows if row.comparison.theme.id == theme]
        rows = tuple(
            (
                (Span(row.comparison.proposition.text), Span(f" ({row.comparison.proposition.id})", "name")),
                *(_distribution(row.counts[value]) for value in found.groups),
            )
            for row in there
        )
        title = f"{there[0].comparison.theme.title} ({theme})"
        blocks += [Heading(2, title), Grid(columns, rows, apart=True)]
    note = "How many documents of each group are for the proposition, against it, take both sides, are mixed or silent."
    return (*blocks, Paragraph(text(note, "dim")), *notes(of, [row.comparison.theme.id for row in found.rows]))


def _distribution(counts: Counter[str]) -> Line:
    spans: list[Span] = []
    for key in KEYS:
        if counts[key]:
            word = "both" if key == "balanced" else key
            spans += [Span(", " if spans else ""), Span(f"{counts[key]:,} {word}", code_style(key))]
    return tuple(spans)


def _matrix(rows: Sequence[PropositionComparison], documents: Sequence[Document]) -> list[Block]:
    cells = [cell for row in rows for cell in row.cells]
    return [_table(rows, documents), *_legend(cells)]


def _table(rows: Sequence[PropositionComparison], documents: Sequence[Document]) -> MatrixTable:
    return MatrixTable(tuple(map(_row, rows)), tuple(document.name for document in documents))


def _row(row: PropositionComparison) -> MatrixRow:
    return MatrixRow(
        text=row.proposition.text,
        id=row.proposition.id,
        cells=tuple(map(matrix_cell, row.cells)),
        verdict=row.judgement.verdict.value,
        speaking="" if row.judgement.verdict is Verdict.NOT_CODED else of_how_many(row.judgement),
        tentative=row.judgement.tentative,
    )


def _legend(cells: Sequence[Cell]) -> list[Block]:
    signs = used_signs(cells)
    if not signs:
        return []
    spans: list[Span] = []
    for sign, meaning in signs:
        spans += [Span("; " if spans else "", "dim"), Span(sign, "strong"), Span(f" {meaning}", "dim")]
    return [Paragraph((*spans, Span(".", "dim")))]


def notes(of: Matrix, themes: Sequence[str]) -> list[Block]:
    """Say below a table what a reader must know of its positions."""
    note = computed_note(of, themes)
    return [Paragraph(text(note, "dim"))] if note else []


def computed_note(of: Matrix, themes: Sequence[str]) -> str:
    """Say what a reader must know of the positions on these themes: which are computed; "" if none is."""
    there = [document for document in of.computed if any(theme in document.coding.themes for theme in themes)]
    if is_many(there):
        return f"Of {count(len(there), 'document')} no position is charted: theirs are computed from claims."
    return f"Positions computed from claims, as none is charted: {_names(there)}." if there else ""


def _names(documents: Sequence[Document]) -> str:
    return _listed([document.name for document in documents])


def _listed(names: Sequence[str]) -> str:
    shown = [*names[:MOST_NAMED]]
    rest = len(names) - len(shown)
    return listed([*shown, f"{rest} more"] if rest else shown)


def titled(document: Document) -> str:
    """Write a document's name, title and date."""
    return f"{document.name}: {document.title}" + (f" ({document.date})" if document.date else "")


def verdict_counts(theme: ThemeComparison) -> str:
    """Say how many propositions of a theme have each verdict."""
    counts = ", ".join(f"{n} {verdict}" for verdict, n in theme.verdicts.items())
    number_of = count(theme.tentative, "verdict is", "verdicts are")
    tentative = f" {number_of} tentative." if theme.tentative else ""
    return f"{count(len(theme.propositions), 'proposition')}: {counts}.{tentative}"


def _told(row: PropositionComparison, of: Matrix, all_claims: bool, most: int = MOST_NAMED) -> Entry:
    """Tell one proposition: its verdict, its sides in a sentence, and each position with its reason."""
    tentative = tentative_because(row, of.documents)
    head: Line = (
        Span(row.proposition.text, "strong"),
        Span(f" ({row.proposition.id})", "name"),
    )
    verdict = row.judgement.verdict.value.capitalize()
    if row.judgement.verdict is not Verdict.NOT_CODED:
        verdict += f", {of_how_many(row.judgement)}"
    sentence = f"{verdict}. {sides(row, of.documents)} {tentative}".strip()
    under: list[Entry] = [Entry("", text(sentence))]
    if len([cell for cell in row.cells if cell.position is not None]) <= most:
        # from one end to the other, so that each side stands together
        for cell in sorted(row.cells, key=order):
            if cell.position is not None:
                under.append(reason(row, cell, cell.position, of, all_claims))
    return Entry("", head, tuple(under))


def reason(row: PropositionComparison, cell: Cell, position: Position, of: Matrix, all_claims: bool) -> Entry:
    """Return a document's position with its reason, and the claims it rests on, shortly or all."""
    document = of.corpus.document_by_id[cell.document]
    line: Line = (
        Span(document.name, "strong"),
        Span(f" ({position_words(position)}). ", cell_style(cell)),
        Span(position.because),
    )
    mark = SIGNS[code(cell)] + marks(position)
    known = document.claim_by_id
    if all_claims:
        claims = [known[claim] for claim in position.claims if claim in known]
        under = tuple(claim_entry(claim, proposition=row.proposition.id) for claim in claims)
        return Entry(mark, line, under, cell_style(cell))
    return Entry(mark, line, _cited(document, position), cell_style(cell))


def _cited(document: Document, position: Position) -> tuple[Entry, ...]:
    """Name the claims that a position leads with, and those that are contrary to it, each with its place."""
    known = document.claim_by_id
    bearing = [known[c] for c in position.claims if c in known and c not in position.contrary]
    parts = [claim_place(claim) for claim in bearing[:LEADING]]
    if len(bearing) > LEADING:
        parts.append(f"{len(bearing) - LEADING} more")
    lines = [Entry("", text("; ".join(parts), "name"))] if parts else []
    if position.contrary:
        contrary = "; ".join(claim_place(known[c]) for c in position.contrary[:LEADING])
        more = len(position.contrary) - LEADING
        lines.append(Entry("", (Span("Contrary: "), Span(contrary + (f"; {more} more" if more > 0 else ""), "name"))))
    return tuple(lines)


def _more(rows: Sequence[PropositionComparison], all_claims: bool) -> list[Block]:
    """Say how to see more, where not everything was shown."""
    if all_claims or not rows:
        return []
    example = rows[0].proposition.id
    return [Hint(text(f"All claims: --claims, or `policylens compare {example}` for one proposition.", "dim"))]
