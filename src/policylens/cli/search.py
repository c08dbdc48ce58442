"""`policylens search`."""

from typing import Annotated

import typer

from policylens.cli.corpus import check_command, open_corpus
from policylens.cli.options import CorpusOption, DocumentsOption, ForceOption, FormatOption, OutputOption
from policylens.cli.output import Result, Target, emit, say_warnings
from policylens.kinds import Kind


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
    corpus: CorpusOption = None,
    format: FormatOption = None,
    output: OutputOption = "",
    force: ForceOption = False,
) -> None:
    """Find claims by their words, in any form of the word, best first.

    \b
    policylens search inspection
    policylens search "personal budgets"
    policylens search school choice --kind criticism -d fabian

    All the words must be there; if no claim has them all, claims with some of them are shown.
    """
    from policylens import plain
    from policylens.analysis.comparison import matrix
    from policylens.analysis.names import documents
    from policylens.render.pages.search import search_page
    from policylens.store.search import search as find

    opened = open_corpus(corpus)
    chosen = matrix(opened.corpus, documents(opened.corpus, document)).documents
    claims = ((d, c) for d in chosen for c in d.claims if not kind or c.kind in kind)
    found = find(claims, dict(opened.corpus.codebook.topics), words)
    result = Result(
        page=lambda: search_page(found, words),
        json=lambda: plain.search_object(found),
        csv=lambda: plain.claims_csv((hit.document, hit.claim) for hit in found.hits),
    )
    emit(result, Target(format=format, file=output, force=force), opened.loaded)
    say_warnings(opened.loaded, check_command(corpus))
