"""The pages of `list`: documents, themes, propositions, topics."""

from collections.abc import Sequence

from policylens.analysis.comparison import Matrix, topics_of
from policylens.model import Document, Theme
from policylens.render.many import first, is_many
from policylens.render.page import Block, Column, Entries, Entry, Grid, Heading, Hint, Line, Page, Paragraph, Span, text
from policylens.render.pages.described import described
from policylens.render.wording import count


def listing_page(of: Matrix, *, propositions: bool, topics: bool, top: int | None = None) -> Page:
    """The documents, or of many the first, the themes (with their propositions if asked), and the topics if asked."""
    shown = of.documents[: first(len(of.documents), top)]
    blocks: list[Block] = [Heading(1, count(len(of.documents), "document"))]
    if is_many(of.documents):
        blocks += described(of.documents)
    blocks.append(_documents(of, shown))
    codebook = of.corpus.codebook
    every = count(len(codebook.propositions), "proposition")
    note = f"Addresses: on how many of the codebook's {every} it has a position."
    blocks.append(Paragraph(text(note, "dim")))
    if len(shown) < len(of.documents):
        more = f"The first {len(shown)} are shown: --top N shows more, --top 0 all; --where and -d choose among them."
        blocks.append(Hint(text(more, "dim")))
    themes = codebook.themes
    blocks.append(Heading(1, count(len(themes), "theme")))
    if propositions:
        for theme in themes.values():
            blocks += [Heading(2, f"{theme.title} ({theme.id})"), Paragraph(text(theme.question)), _propositions(theme)]
    else:
        blocks.append(_themes(of))
    if topics:
        blocks += [Heading(1, count(len(codebook.topics), "topic")), _topics(of)]
    return tuple(blocks)


def _documents(of: Matrix, shown: Sequence[Document]) -> Grid:
    columns = (
        Column("Document"),
        Column("Title"),
        Column("Date", whole=True),
        Column("Publisher"),
        Column("Claims", right=True),
        Column("Addresses", right=True),
    )
    rows = tuple(
        (
            _name(document),
            text(document.title),
            text(document.date),
            text(document.publisher),
            text(f"{document.claim_count:,}"),
            text(str(len(of.stances[document.id]))),
        )
        for document in shown
    )
    return Grid(columns, rows)


def _name(document: Document) -> Line:
    name = Span(document.name, "strong")
    return (name,) if document.name == document.id else (name, Span(f" ({document.id})", "name"))


def _themes(of: Matrix) -> Grid:
    columns = (
        Column("Id", whole=True),
        Column("Title"),
        Column("Propositions", right=True),
        Column("Scale, from low to high"),
    )
    rows = tuple(
        (
            text(theme.id, "name"),
            text(theme.title),
            text(str(len(theme.propositions))),
            text(
                f"{theme.scale.low} to {theme.scale.high}" if theme.scale else "no scale", "" if theme.scale else "dim"
            ),
        )
        for theme in of.corpus.codebook.themes.values()
    )
    return Grid(columns, rows)


def _propositions(theme: Theme) -> Entries:
    return Entries(
        tuple(Entry("•", (Span(p.text), Span(f" ({p.id})", "name")), style="dim") for p in theme.propositions)
    )


def _topics(of: Matrix) -> Grid:
    columns = (
        Column("Id", whole=True),
        Column("Title"),
        Column("Claims", right=True),
        Column("Documents", right=True),
    )
    rows = tuple(
        (text(topic, "name"), text(title), text(f"{claims:,}"), text(f"{documents:,}"))
        for topic, (title, claims, documents) in topics_of(of).items()
    )
    return Grid(columns, rows)
