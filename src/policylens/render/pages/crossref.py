"""Pages of documents read across in pairs."""

from collections.abc import Sequence

from policylens.analysis.agreement import Pair
from policylens.analysis.comparison import Matrix
from policylens.analysis.crossref import CrossReference, Shared
from policylens.analysis.positions import Position
from policylens.analysis.ranking import CLASSES, Ranking
from policylens.model import Document, Proposition
from policylens.render.page import (
    Block,
    Column,
    Entries,
    Entry,
    Grid,
    Heading,
    Hint,
    Line,
    Page,
    Paragraph,
    Span,
    code_style,
    text,
)
from policylens.render.pages.claims import claim_entry
from policylens.render.signs import SIGNS
from policylens.render.wording import count, listed, marks, position_words, stance_code

HOW_TO_READ = (
    "Agreement is city-block proximity, 1 - mean(|a - b|)/4 over the shared propositions, from 0 to 1. Documents that "
    "say yes to most things agree by habit; Krippendorff's ordinal alpha takes that out: 1 is full agreement, 0 no "
    "better than chance, below 0 less than chance. Read the counts first: both figures leave silence out."
)


def pairs_page(of: Matrix, pairs: Sequence[Pair]) -> Page:
    """Every pair of documents: counts, then agreement, then alpha."""
    blocks: list[Block] = [Heading(1, "The documents in pairs")]
    if not pairs:
        return (*blocks, Paragraph(text("It takes two documents to make a pair.")))
    return (*blocks, _grid(of, pairs), _explained(), _example(pairs[0]))


def ranking_page(of: Matrix, found: Ranking, document: Document | None = None) -> Page:
    """Many pairs of documents, or of one with others: how their agreement is spread, who agrees most and who least."""
    with_ = f" with {document.name}" if document else ""
    blocks: list[Block] = [
        Heading(1, f"{document.name} and the other documents" if document else "The documents in pairs"),
        Paragraph(text(_how_many(of, found))),
    ]
    if not any(found.classes):
        return tuple(blocks)
    blocks.append(_spread(found.classes))
    for word, pairs in (("most", found.most), ("least", found.least)):
        if pairs:
            blocks += [Heading(2, f"Who agrees {word}{with_}"), _grid(of, pairs)]
    more = Hint(text("--top N shows more of either end, --top 0 every pair; CSV and JSON have them all.", "dim"))
    return (*blocks, _explained(), more, *map(_example, found.most[:1]))


def _spread(classes: Sequence[int]) -> Grid:
    """Return how many pairs agree how far, in tenths."""
    tenths = [sum(classes[place : place + CLASSES // 10]) for place in range(0, CLASSES, CLASSES // 10)]
    rows = tuple(
        (
            text(f"{place / 10:.1f} to {(place + 1) / 10:.1f}"),
            text(f"{many:,}"),
            text("█" * round(WIDEST * many / max(tenths))),
        )
        for place, many in enumerate(tenths)
        if many
    )
    return Grid((Column("Agreement", whole=True), Column("Pairs", right=True), Column("")), rows)


WIDEST = 40
"""So many characters long is the longest bar of a spread."""


def _how_many(of: Matrix, found: Ranking) -> str:
    """Say how many pairs there are, and how many are not ranked, and why."""
    told = f"{count(found.number, 'pair')} of {count(len(of.documents), 'document')}."
    if found.few:
        they = "shares" if found.few == 1 else "share"
        told += f" {found.few:,} {they} fewer than {found.enough} propositions: too few to be named below."
    if found.nothing:
        told += f" {found.nothing:,} {'shares' if found.nothing == 1 else 'share'} none."
    return told


def _grid(of: Matrix, pairs: Sequence[Pair]) -> Grid:
    names = {document.id: document.name for document in of.documents}
    columns = (
        Column("Pair"),
        Column("Same", right=True),
        Column("Opposite", right=True),
        Column("0 or mixed", right=True),
        Column("One only", right=True),
        Column("Shared", right=True),
        Column("Agreement", right=True),
        Column("Alpha", right=True),
    )
    rows = tuple(
        (
            text(f"{names[pair.a]} and {names[pair.b]}"),
            text(str(pair.same)),
            text(str(pair.opposite)),
            text(str(pair.neutral)),
            text(str(pair.one_silent)),
            text(str(pair.shared)),
            text(score(pair.agreement)),
            text(score(pair.alpha)),
        )
        for pair in pairs
    )
    return Grid(columns, rows)


def _explained() -> Paragraph:
    counts = (
        "Same and opposite: sides, on propositions on which both speak. One only: only one speaks. Shared: both have a "
        "stance."
    )
    return Paragraph(text(f"{counts} {HOW_TO_READ}", "dim"))


def _example(pair: Pair) -> Hint:
    return Hint(text(f"`policylens crossref {pair.a} {pair.b}` shows what is behind a pair.", "dim"))


def score(value: float | None) -> str:
    """Write a coefficient to two places; a dash where there is none."""
    return "–" if value is None else f"{value:z.2f}".replace("-", "−")


def pair_page(across: CrossReference) -> Page:
    """Two documents: where they agree and diverge with both reasons, what only one says, topics, citations."""
    a, b = across.a, across.b
    blocks: list[Block] = [
        Heading(1, f"{a.name} and {b.name}"),
        Paragraph(text(counts_sentence(across))),
        *([Paragraph(text(HOW_TO_READ, "dim"))] if across.pair.shared else []),
        *_shared("Where they agree", across.same, a, b),
        *_shared("Where they diverge", across.opposite, a, b),
        *_shared("Where one takes both sides or is mixed", across.neutral, a, b),
        *_only(a, b, across.only_a),
        *_only(b, a, across.only_b),
    ]
    if across.topics:
        blocks += [Heading(2, "Topics that both discuss"), _topics(across)]
    if across.cites:
        entries = tuple(_citation(document, across, claim_entry(claim)) for document, claim in across.cites)
        blocks += [Heading(2, "Where one cites the other"), Entries(entries)]
    return tuple(blocks)


def counts_sentence(across: CrossReference) -> str:
    """Say on how many propositions two documents agree, diverge and so on, and the scores over them."""
    pair = across.pair
    parts = [
        f"Same side on {count(pair.same, 'proposition')}",
        f"opposite sides on {pair.opposite}",
        f"one or both neutral or mixed on {pair.neutral}",
        f"only one speaks on {pair.one_silent}",
    ]
    if pair.agreement is None:
        return f"{'; '.join(parts)}. Nothing is shared, so there is no score."
    return (
        f"{'; '.join(parts)}. Over the {count(pair.shared, 'shared proposition')}: agreement {score(pair.agreement)}, "
        f"Krippendorff's ordinal alpha {score(pair.alpha)}."
    )


def _shared(title: str, rows: Sequence[Shared], a: Document, b: Document) -> list[Block]:
    if not rows:
        return []
    grid = Grid(
        (Column("Proposition"), Column(a.name), Column(b.name)),
        tuple((_proposition(row.proposition), _side(row.a), _side(row.b)) for row in rows),
        apart=True,
    )
    return [Heading(2, f"{title} ({len(rows)})"), grid]


def _proposition(proposition: Proposition) -> Line:
    return (Span(proposition.text), Span(f" ({proposition.id})", "name"))


def _side(position: Position) -> Line:
    key = stance_code(position)
    sign = f"{SIGNS[key]}{marks(position)} "
    words = position_words(position)
    return (Span(sign + words, code_style(key)), Span(f". {position.because}" if position.because else ""))


def _only(speaks: Document, silent: Document, propositions: Sequence[Proposition]) -> list[Block]:
    if not propositions:
        return []
    title = f"Only {speaks.name} speaks, {silent.name} is silent ({len(propositions)})"
    return [Heading(2, title), Paragraph(text(listed([p.id for p in propositions]) + "."))]


def _topics(across: CrossReference) -> Grid:
    columns = (
        Column("Topic"),
        Column(f"Claims, {across.a.name}", right=True),
        Column(f"Claims, {across.b.name}", right=True),
    )
    rows = tuple(
        ((Span(title), Span(f" ({topic})", "name")), text(str(mine)), text(str(other)))
        for topic, title, mine, other in across.topics
    )
    return Grid(columns, rows)


def _citation(document: Document, across: CrossReference, claim: Entry) -> Entry:
    cited = across.b if document is across.a else across.a
    return Entry("•", (Span(f"{document.name} cites {cited.name}: ", "strong"), *claim.line))
