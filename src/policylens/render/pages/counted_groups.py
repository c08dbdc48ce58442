"""Pages of many documents by what they are: positions of groups, and who speaks on a topic."""

from collections import Counter
from collections.abc import Iterable, Sequence

from policylens.analysis.attributes import tallies, value_of
from policylens.analysis.comparison import Matrix, PropositionComparison, TopicComparison
from policylens.analysis.groups import Grouped
from policylens.analysis.positions import Cell
from policylens.analysis.verdicts import judge
from policylens.model import Document
from policylens.render.counts import bar_legend
from policylens.render.majorities import parted
from policylens.render.many import FEW_TOP, TOP
from policylens.render.page import (
    Block,
    Column,
    CountRow,
    CountTable,
    Entries,
    Entry,
    Grid,
    Heading,
    Hint,
    Page,
    Paragraph,
    text,
)
from policylens.render.pages.claims import claim_entry
from policylens.render.pages.comparison import notes, titled
from policylens.render.pages.described import MOST_VALUES
from policylens.render.wording import PLURALS, code, count, listed


def groups_page(of: Matrix, found: Grouped, top: int | None = None) -> Page:
    """How the positions of groups of documents are distributed: a table of the groups for each proposition."""
    groups = f"{count(len(of.documents), 'document')} in {count(len(found.groups), 'group')}."
    blocks: list[Block] = [Heading(1, f"Positions by {found.by}"), Paragraph(text(groups))]
    rows: list[CountRow] = []
    theme = ""
    for each in found.rows:
        row = each.comparison
        if row.theme.id != theme:
            theme = row.theme.id
            blocks.append(Heading(2, f"{row.theme.title} ({theme})"))
        there = by_group(row, found.groups, found.by, top)
        rows += [line for block in there if isinstance(block, CountTable) for line in block.rows]
        blocks += [Heading(3, f"{row.proposition.text} ({row.proposition.id})"), *there]
    legend = [Paragraph(text(bar_legend(rows), "dim"))] if rows else []
    return (*blocks, *legend, *notes(of, [each.comparison.theme.id for each in found.rows]))


def topic_page(topic: TopicComparison, top: int | None = None) -> Page:
    """A topic: how many claims there are of each kind, in documents of which sort, and those of who says most."""
    speaking = [(document, claims) for document, claims in topic.claims if claims]
    all_ = [claim for _, claims in speaking for claim in claims]
    kinds = Counter(claim.kind for claim in all_)
    told = f"Topic {topic.id}: {count(len(all_), 'claim')} in {len(speaking):,} of {len(topic.claims):,} documents."
    by_kind = listed([f"{kinds[kind]:,} {plural}" for kind, plural in PLURALS.items() if kinds[kind]])
    blocks: list[Block] = [Heading(1, topic.title), Paragraph(text(f"{told} {by_kind}.".replace(" .", "")))]
    for name, values in tallies([document for document, _ in topic.claims]).items():
        there = Counter(value_of(document, name) for document, _ in speaking)
        blocks += [Heading(2, f"By {name}"), _speaking(name, there, values)]
    first = sorted(speaking, key=lambda pair: -len(pair[1]))[: (TOP if top is None else top) or len(speaking)]
    if first:
        blocks.append(Heading(2, "Who says most" if len(first) < len(speaking) else "Who says what"))
    for document, claims in first:
        shown = claims[:FEW_TOP] if top is None else claims
        entries = [claim_entry(claim) for claim in shown]
        if len(claims) > len(shown):
            entries.append(Entry("", text(f"{len(claims) - len(shown)} more", "dim")))
        blocks += [Heading(3, titled(document)), Entries(tuple(entries), apart=True)]
    return (*blocks, Hint(text("--top 0 shows the claims of all documents, -d those of one.", "dim")))


def by_group(row: PropositionComparison, groups: dict[str, tuple[str, ...]], by: str, top: int | None) -> list[Block]:
    """Return what each group of documents holds on a proposition: of very many groups the largest."""
    most = (MOST_VALUES if top is None else top) or len(groups)
    largest = set(sorted(groups, key=lambda value: -len(groups[value]))[:most])
    cells = {cell.document: cell for cell in row.cells}
    rows = []
    for value in (each for each in groups if each in largest):
        there = [cells[name] for name in groups[value]]
        rows.append(CountRow(value or "not given", "", codes(there), (parted(judge(there)),)))
    rest = len(groups) - len(rows)
    told = f"{count(rest, 'smaller group is', 'smaller groups are')} left out: --top 0 shows all."
    more = [Paragraph(text(told, "dim"))] if rest else []
    return [CountTable(by.capitalize(), tuple(rows), "Of a side"), *more]


def members(documents: Sequence[Document], name: str) -> dict[str, tuple[str, ...]]:
    """Return the ids of the documents by what they have for an attribute, those without it last."""
    found: dict[str, list[str]] = {}
    for document in documents:
        found.setdefault(value_of(document, name), []).append(document.id)
    return {value: tuple(found[value]) for value in sorted(found, key=lambda value: (not value, value.casefold()))}


def codes(cells: Iterable[Cell]) -> tuple[tuple[str, int], ...]:
    """Return how many cells there are of each key of `signs.SIGNS`."""
    return tuple(Counter(map(code, cells)).items())


def _speaking(name: str, there: Counter[str], values: Counter[str]) -> Grid:
    """Return how many documents of each group have claims on something."""
    columns = (Column(name.capitalize()), Column("Documents with claims", right=True), Column("of", right=True))
    shown = [value for value, _ in values.most_common(MOST_VALUES)]
    rows = sorted(shown, key=lambda value: (not value, value.casefold()))
    return Grid(columns, tuple((text(v or "not given"), text(f"{there[v]:,}"), text(f"{values[v]:,}")) for v in rows))
