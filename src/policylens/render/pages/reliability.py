"""The page of `reliability`: how far two coders agree, and where they differ."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from policylens.analysis.positions import Position
from policylens.analysis.reliability import Cell, Compared, Reliability
from policylens.render.many import TOP, is_many
from policylens.render.page import (
    Block,
    Column,
    Entries,
    Entry,
    Grid,
    Heading,
    Line,
    Page,
    Paragraph,
    Span,
    code_style,
    text,
)
from policylens.render.pages.crossref import score
from policylens.render.signs import SIGNS
from policylens.render.wording import count, listed, marks, position_words, stance_code

MOST_LISTED = 200
"""So many differing cells are shown one by one."""

HOW_TO_READ = (
    "A cell is a document and a proposition that both have read it for. Spoken: both say that the document speaks on "
    "it, or both that it is silent; alpha is nominal. Stance: over the cells in which both have one; alpha is ordinal, "
    "with the 95% interval of a bootstrap over cells. Krippendorff's alpha is 1 where two agree fully and 0 where they "
    "agree no better than chance; he asks for 0.8, and for 0.667 where conclusions are tentative (Krippendorff 2019, "
    "chapter 12). With few cells it is hardly worth a look."
)


def reliability_page(compared: Compared, names: Mapping[str, str], a: str, b: str) -> Page:
    """Two codings, called `a` and `b`: agreement in all, by theme, by document; then each cell in which they differ."""
    blocks: list[Block] = [
        Heading(1, f"Two codings of {count(len(compared.documents), 'document')}"),
        Paragraph(text(f"{a} and {b}: {count(len(compared.cells), 'cell')} that both have coded.")),
        *_left_out(compared, a, b),
    ]
    if not compared.cells:
        return tuple(blocks)
    themes = {cell.theme.id: cell.theme.title for cell in compared.cells}
    rows = [("All", compared.whole), *((themes[theme], each) for theme, each in compared.by_theme.items())]
    blocks += [_grid("Theme", rows)]
    if len(compared.by_document) > 1:
        blocks += _documents(compared, names)
    blocks.append(Paragraph(text(HOW_TO_READ, "dim")))
    return (*blocks, *_differing(compared.differing, names, a, b))


def _documents(compared: Compared, names: Mapping[str, str]) -> list[Block]:
    """Return how far the two agree on each document, or of many on those on which they differ most."""
    if not is_many(compared.by_document):
        return [_grid("Document", [(names[name], each) for name, each in compared.by_document.items()])]
    opposite = Counter(cell.document for cell in compared.differing if cell.opposite)
    differing = Counter(cell.document for cell in compared.differing)
    worst = sorted(differing, key=lambda name: (-opposite[name], -differing[name], name))[:TOP]
    told = (
        f"They differ on {len(differing):,} of {count(len(compared.by_document), 'document')}. "
        + (f"The {len(worst)} on which they differ most:" if len(worst) > 1 else "")
    ).strip()
    grid = [_grid("Document", [(names[name], compared.by_document[name]) for name in worst])] if worst else []
    return [Paragraph(text(told)), *grid]


def _who(documents: Sequence[str]) -> str:
    return listed(documents) if not is_many(documents) else f"{len(documents):,} of the documents"


def _left_out(compared: Compared, a: str, b: str) -> list[Block]:
    parts = [
        f"Only {name} has {_who(documents)}."
        for name, documents in ((a, compared.only_a), (b, compared.only_b))
        if documents
    ]
    if compared.left_out:
        what = count(len(compared.left_out), "proposition is", "propositions are")
        parts.append(f"{what} not the same in both codebooks and left out: {listed(compared.left_out)}.")
    return [Paragraph(text(" ".join(parts)))] if parts else []


def _grid(what: str, rows: Iterable[tuple[str, Reliability]]) -> Grid:
    columns = (
        Column(what),
        Column("Cells", right=True),
        Column("Spoken", right=True),
        Column("Alpha", right=True),
        Column("Both", right=True),
        Column("Same stance", right=True),
        Column("Opposite", right=True),
        Column("Alpha", right=True),
        Column("95% interval", right=True, whole=True),
    )
    return Grid(columns, tuple(_row(name, each) for name, each in rows))


def _row(name: str, each: Reliability) -> tuple[Line, ...]:
    interval = f"{score(each.interval[0])} to {score(each.interval[1])}" if each.interval else "–"
    return (
        text(name, "strong" if name == "All" else ""),
        text(f"{each.cells:,}"),
        text(_share(each.same_silence, each.cells)),
        text(score(each.silence_alpha)),
        text(f"{each.both:,}"),
        text(_share(each.same_stance, each.both)),
        text(str(each.opposite), "error" if each.opposite else ""),
        text(score(each.stance_alpha)),
        text(interval),
    )


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.0%}" if whole else "–"


def _differing(cells: list[Cell], names: Mapping[str, str], a: str, b: str) -> list[Block]:
    if not cells:
        return [Paragraph(text("They differ in no cell."))]
    shown = cells[:MOST_LISTED]
    blocks: list[Block] = [
        Heading(2, f"Where they differ ({len(cells)})"),
        Entries(tuple(_entry(cell, names, a, b) for cell in shown), apart=True),
    ]
    if len(cells) > len(shown):
        blocks.append(Paragraph(text(f"{len(cells) - len(shown):,} more: --format json or csv has all.", "dim")))
    return blocks


def _entry(cell: Cell, names: Mapping[str, str], a: str, b: str) -> Entry:
    head = (
        Span(f"{names[cell.document]}: ", "strong"),
        Span(cell.proposition.text),
        Span(f" ({cell.proposition.id})", "name"),
    )
    return Entry("", head, (_side(a, cell.a), _side(b, cell.b)))


def _side(coder: str, position: Position | None) -> Entry:
    if position is None:
        return Entry(SIGNS["silent"], (Span(f"{coder}: ", "strong"), Span("silent", "silent")), (), "silent")
    key = stance_code(position)
    words = Span(f"{position_words(position)}. ", code_style(key))
    return Entry(
        SIGNS[key] + marks(position),
        (Span(f"{coder}: ", "strong"), words, Span(position.because)),
        (),
        code_style(key),
    )
