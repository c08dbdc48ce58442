"""`policylens list`."""

from typing import Annotated

import typer

from policylens.cli.corpus import check_command, open_corpus
from policylens.cli.options import CorpusOption, DocumentsOption, ForceOption, FormatOption, OutputOption
from policylens.cli.output import Result, Target, emit, say_warnings


def list_(
    propositions: Annotated[bool, typer.Option("--propositions", help="The propositions of each theme.")] = False,
    topics: Annotated[bool, typer.Option("--topics", help="The topics that claims are filed under.")] = False,
    document: DocumentsOption = None,
    corpus: CorpusOption = None,
    format: FormatOption = None,
    output: OutputOption = "",
    force: ForceOption = False,
) -> None:
    """List the documents and the themes on which they are compared.

    \b
    policylens list
    policylens list --propositions
    policylens list --topics --format csv -o topics.csv
    """
    from policylens import plain
    from policylens.analysis.comparison import matrix
    from policylens.analysis.names import documents
    from policylens.render.pages.listing import listing_page

    opened = open_corpus(corpus)
    of = matrix(opened.corpus, documents(opened.corpus, document))
    result = Result(
        page=lambda: listing_page(of, propositions=propositions, topics=topics),
        json=lambda: plain.listing_object(of),
        csv=lambda: plain.listing_csv(of, propositions=propositions, topics=topics),
    )
    emit(result, Target(format=format, file=output, force=force), opened.loaded)
    say_warnings(opened.loaded, check_command(corpus))
