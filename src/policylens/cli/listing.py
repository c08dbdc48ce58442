"""`policylens list`."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from policylens.cli.answer import Asked, answer
from policylens.cli.corpus import chosen_documents
from policylens.cli.options import (
    CorpusOption,
    DocumentsOption,
    FirstOption,
    ForceOption,
    FormatOption,
    NoCacheOption,
    OutputOption,
    WhereOption,
)
from policylens.cli.output import Result, Target

if TYPE_CHECKING:
    from policylens.model import Corpus


def list_(
    propositions: Annotated[bool, typer.Option("--propositions", help="The propositions of each theme.")] = False,
    topics: Annotated[bool, typer.Option("--topics", help="The topics that claims are filed under.")] = False,
    top: FirstOption = None,
    document: DocumentsOption = None,
    where: WhereOption = None,
    corpus: CorpusOption = None,
    format: FormatOption = None,
    output: OutputOption = "",
    force: ForceOption = False,
    no_cache: NoCacheOption = False,
) -> None:
    """List the documents and the themes on which they are compared.

    \b
    policylens list
    policylens list --propositions
    policylens list --topics --format csv -o topics.csv
    """
    given = {"propositions": propositions, "topics": topics, "top": top, "document": document, "where": where}
    answer(
        Asked("list", given, corpus, not no_cache),
        Target(format, output, force),
        lambda known: _listing(known, chosen_documents(known, document, where), (propositions, topics, top)),
    )


def _listing(corpus: "Corpus", chosen: Sequence[str], how: tuple[bool, bool, int | None]) -> Result:
    from policylens.analysis.comparison import matrix
    from policylens.plain import listing as plain
    from policylens.render.pages.listing import listing_page

    of = matrix(corpus, chosen)
    propositions, topics, top = how
    return Result(
        page=lambda: listing_page(of, propositions=propositions, topics=topics, top=top),
        json=lambda: plain.listing_object(of),
        csv=lambda: plain.listing_csv(of, propositions=propositions, topics=topics),
    )
