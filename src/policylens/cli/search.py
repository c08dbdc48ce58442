"""`policylens search`."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from policylens.cli.answer import Asked, answer
from policylens.cli.corpus import chosen_documents
from policylens.cli.options import (
    CorpusOption,
    DocumentsOption,
    ForceOption,
    FormatOption,
    NoCacheOption,
    OutputOption,
    WhereOption,
)
from policylens.cli.output import Result, Target
from policylens.kinds import Kind

if TYPE_CHECKING:
    from policylens.model import Corpus


def search(
    words: Annotated[list[str], typer.Argument(metavar="WORDS...", help="Words, or a phrase in quotes.")],
    kind: Annotated[
        list[Kind] | None,
        typer.Option(
            "--kind",
            metavar="KIND",
            show_default=False,
            help=f"Only claims of this kind: {', '.join(Kind)}. Give it again for more.",
        ),
    ] = None,
    document: DocumentsOption = None,
    where: WhereOption = None,
    corpus: CorpusOption = None,
    format: FormatOption = None,
    output: OutputOption = "",
    force: ForceOption = False,
    no_cache: NoCacheOption = False,
) -> None:
    """Find claims by their words, in any form, best first.

    \b
    policylens search inspection
    policylens search "personal budgets"
    policylens search school choice --kind criticism -d fabian

    All the words must be there; if no claim has them all, claims with some of them are shown.
    """
    answer(
        Asked("search", {"words": words, "kind": kind, "document": document, "where": where}, corpus, not no_cache),
        Target(format, output, force),
        lambda known: _found(known, words, kind, chosen_documents(known, document, where)),
    )


def _found(corpus: "Corpus", words: list[str], kind: list[Kind] | None, chosen: Sequence[str]) -> Result:
    from policylens.analysis.comparison import matrix
    from policylens.plain import records
    from policylens.plain import search as plain
    from policylens.render.pages.search import search_page
    from policylens.store.search import search as find

    claims = ((d, c) for d in matrix(corpus, chosen).documents for c in d.claims if not kind or c.kind in kind)
    found = find(claims, dict(corpus.codebook.topics), words)
    return Result(
        page=lambda: search_page(found, words),
        json=lambda: plain.search_object(found),
        csv=lambda: records.claims_csv((hit.document, hit.claim) for hit in found.hits),
    )
