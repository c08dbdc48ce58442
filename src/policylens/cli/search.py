"""`policylens search`."""

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
from policylens.kinds import Kind

if TYPE_CHECKING:
    from policylens.model import Corpus
    from policylens.store.search import Found, Wanted


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
    top: FirstOption = None,
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
    given = {"words": words, "kind": kind, "top": top, "document": document, "where": where}
    answer(
        Asked("search", given, corpus, not no_cache),
        Target(format, output, force),
        lambda known: _found(known, words, kind, chosen_documents(known, document, where), top),
    )


def _found(
    corpus: "Corpus", words: list[str], kind: list[Kind] | None, chosen: Sequence[str], top: int | None
) -> Result:
    from policylens.plain import records
    from policylens.plain import search as plain
    from policylens.render.many import MOST_SHOWN, is_many
    from policylens.render.pages.search import search_page
    from policylens.store.search import Wanted

    all_ = Wanted(frozenset(chosen), frozenset(kind or ()))
    most = top or None
    if top is None and is_many(chosen):
        most = MOST_SHOWN
    return Result(
        page=lambda: search_page(_sought(corpus, words, all_._replace(most=most)), words, top),
        json=lambda: plain.search_object(_sought(corpus, words, all_)),
        csv=lambda: records.claims_csv((hit.document, hit.claim) for hit in _sought(corpus, words, all_).hits),
    )


def _sought(corpus: "Corpus", words: list[str], wanted: "Wanted") -> "Found":
    from policylens.cli.progress import progress
    from policylens.store.index.kept import KeptCorpus
    from policylens.store.index.words import search_kept
    from policylens.store.search import search as find

    if isinstance(corpus, KeptCorpus):
        return search_kept(corpus, words, wanted, progress)
    return find(corpus.claims(), corpus.codebook.topics, words, wanted)
