"""Pages of comparisons of many documents: counted, with those at the ends, where the others show each document."""

from collections.abc import Iterable, Sequence

from policylens.analysis.attributes import tallies
from policylens.analysis.comparison import Matrix, PropositionComparison, ThemeComparison
from policylens.analysis.positions import Side
from policylens.analysis.shares import agreements, clearest, divisions
from policylens.analysis.verdicts import Verdict
from policylens.model import Document
from policylens.render.counts import bar_legend
from policylens.render.majorities import majorities, parted
from policylens.render.many import FEW_TOP, TOP
from policylens.render.page import (
    Block,
    Column,
    CountRow,
    CountTable,
    Entries,
    Grid,
    Heading,
    Hint,
    Page,
    Paragraph,
    Span,
    text,
)
from policylens.render.pages.comparison import notes, reason, verdict_counts
from policylens.render.pages.counted_groups import by_group, codes, members
from policylens.render.pages.described import described
from policylens.render.scale import by_place, place_short, scale_line
from policylens.render.wording import count, listed, meanings, of_how_many


def overview_page(of: Matrix, themes: Sequence[ThemeComparison], top: int | None = None) -> Page:
    """All themes: the scale of each, how far its propositions divide the documents, and which do most and least."""
    blocks: list[Block] = [
        Heading(1, "Where the documents stand"),
        Paragraph(text(f"{count(len(of.documents), 'document')}.")),
        *described(of.documents),
    ]
    for theme in themes:
        blocks += [
            Heading(2, f"{theme.theme.title} ({theme.theme.id})"),
            scale_line(theme, of.documents),
            Paragraph(text(f"{verdict_counts(theme)} {majorities(theme.propositions)}".strip())),
        ]
    rows = [row for theme in themes for row in theme.propositions]
    blocks += _divisions(rows, FEW_TOP if top is None else top or len(rows))
    example = themes[0].theme.id if themes else "THEME"
    hint = f"`policylens compare {example}` shows a theme's propositions. {_by(of.documents, example)}"
    return (*blocks, *notes(of, [theme.theme.id for theme in themes]), Hint(text(hint.strip(), "dim")))


def theme_page(of: Matrix, theme: ThemeComparison, *, all_claims: bool = False, top: int | None = None) -> Page:
    """A theme: its scale and who is at its ends, and its propositions by how many documents hold what.

    With `all_claims`, or a number asked for, each proposition is told too, with those at either end.
    """
    rows = theme.propositions
    blocks: list[Block] = [
        Heading(1, theme.theme.title),
        Paragraph(text(theme.theme.question)),
        scale_line(theme, of.documents),
        *_scale_ends(of, theme, top),
        *_table(rows),
        *notes(of, [theme.theme.id]),
    ]
    if all_claims or top is not None:
        for row in rows:
            blocks += [Heading(2, row.proposition.text), *_ends(of, row, all_claims, FEW_TOP if top is None else top)]
    example = rows[0].proposition.id if rows else "PROPOSITION"
    hint = f"`policylens compare {example}` shows who is at either end of a proposition, and why."
    return (*blocks, Hint(text(f"{hint} {_by(of.documents, theme.theme.id)}".strip(), "dim")))


def proposition_page(
    of: Matrix, row: PropositionComparison, head: Iterable[Block], *, all_claims: bool = False, top: int | None = None
) -> Page:
    """A proposition, under its `head`: how many documents hold what, by each attribute too, and those at the ends."""
    blocks: list[Block] = [*head, *_table([row]), *notes(of, [row.theme.id])]
    for name in tallies(of.documents):
        blocks.append(Heading(2, f"By {name}"))
        blocks += by_group(row, members(of.documents, name), name, None if top else top)
    blocks += _ends(of, row, all_claims, TOP if top is None else top)
    return (*blocks, Hint(text("--top 0 shows all documents that take a side, --claims what they rest on.", "dim")))


def matrix_page(of: Matrix, themes: Sequence[ThemeComparison]) -> Page:
    """The whole matrix: every proposition of every theme by how many documents hold what."""
    blocks: list[Block] = [Heading(1, "All positions")]
    for theme in themes:
        blocks += [Heading(2, f"{theme.theme.title} ({theme.theme.id})"), _counts(theme.propositions)]
    rows = [row for block in blocks if isinstance(block, CountTable) for row in block.rows]
    return (*blocks, *_legend(rows), *notes(of, [theme.theme.id for theme in themes]))


def _divisions(rows: Sequence[PropositionComparison], most: int) -> list[Block]:
    """Return which propositions divide the documents most, and on which most are on one side."""
    divided, agreed = divisions(rows)[:most], agreements(rows)[:most]
    if not divided:
        return []
    return [
        Heading(2, "Where they divide most"),
        _sides(divided),
        Heading(2, "Where most are on one side"),
        _sides(agreed),
    ]


def _sides(rows: Sequence[PropositionComparison]) -> Grid:
    columns = (Column("Proposition"), Column("For", right=True), Column("Against", right=True), Column("Of a side"))
    return Grid(
        columns,
        tuple(
            (
                (Span(row.proposition.text), Span(f" ({row.proposition.id})", "name")),
                text(f"{row.judgement.for_:,}", "for"),
                text(f"{row.judgement.against:,}", "against"),
                text(parted(row.judgement)),
            )
            for row in rows
        ),
        apart=True,
    )


def _table(rows: Sequence[PropositionComparison]) -> list[Block]:
    counts = _counts(rows)
    return [counts, *_legend(counts.rows)]


def _counts(rows: Sequence[PropositionComparison]) -> CountTable:
    return CountTable("Proposition", tuple(map(_row, rows)), "Verdict")


def _row(row: PropositionComparison) -> CountRow:
    judgement = row.judgement
    spoken = "" if judgement.verdict is Verdict.NOT_CODED else of_how_many(judgement)
    told = (judgement.verdict.value, parted(judgement), spoken, "tentative" if judgement.tentative else "")
    return CountRow(row.proposition.text, row.proposition.id, codes(row.cells), tuple(filter(None, told)))


def _legend(rows: Sequence[CountRow]) -> list[Block]:
    signs = [f"{sign} {meaning}" for sign, meaning in meanings({key for row in rows for key, _ in row.counts})]
    told = [f"{'; '.join(signs)}."] if signs else []
    bars = bar_legend(rows)
    return [Paragraph(text(" ".join([*told, bars]), "dim"))] if told and bars else []


def _scale_ends(of: Matrix, theme: ThemeComparison, top: int | None) -> list[Block]:
    """Return who is at either end of the scale."""
    placed = by_place(theme, of.documents) if theme.places else []
    if not placed or theme.theme.scale is None:
        return []
    most = (TOP if top is None else top) or len(placed)
    most = min(most, (len(placed) + 1) // 2)
    ends = theme.theme.scale
    low, high = f"Nearest to −2, {ends.low}", f"Nearest to +2, {ends.high}"
    columns = (Column(low), Column("Place"), Column(high), Column("Place"))
    turned = sorted(placed, key=lambda pair: (-(pair[1].value or 0.0), -pair[1].addressed, pair[0].name))
    rows = tuple(
        (text(one.name), text(place_short(there)), text(other.name), text(place_short(here)))
        for (one, there), (other, here) in zip(placed[:most], turned[:most], strict=True)
    )
    told = "In brackets: on how many of the scale's propositions a document has a stance."
    if any(place.sign_hangs or place.rank_hangs for _, place in (*placed[:most], *turned[:most])):
        told += " ~ Its sign or rank hangs on one of them."
    return [Grid(columns, rows), Paragraph(text(told, "dim"))]


def _ends(of: Matrix, row: PropositionComparison, all_claims: bool, top: int) -> list[Block]:
    """Return who is most clearly for a proposition and who against, with their reasons; with 0 all, the others too."""
    blocks: list[Block] = []
    for title, sides in _ENDS if top else _ALL:
        there = clearest(row.cells, sides)
        shown = there[: top or len(there)]
        if shown:
            many = f"{len(shown):,} of {len(there):,}" if len(shown) < len(there) else f"{len(there):,}"
            entries = (reason(row, c, c.position, of, all_claims) for c in shown if c.position)
            blocks += [Heading(3, f"{title} ({many})"), Entries(tuple(entries))]
    return blocks


_ENDS = (("Most clearly for", (Side.FOR,)), ("Most clearly against", (Side.AGAINST,)))
_ALL = (("For", (Side.FOR,)), ("At 0 or mixed", (Side.BALANCED, Side.MIXED)), ("Against", (Side.AGAINST,)))


def _by(documents: Sequence[Document], what: str) -> str:
    """Say how to count by groups; "" where documents have no attributes."""
    names = [*tallies(documents)]
    return f"--by counts by {listed(names, 'or')}: `policylens compare {what} --by {names[0]}`." if names else ""
