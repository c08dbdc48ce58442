"""`policylens export`."""

from typing import Annotated

import typer

from policylens.cli.corpus import check_command, open_corpus
from policylens.cli.options import CorpusOption, DocumentsOption, ForceOption, NoCacheOption, OutputOption
from policylens.cli.output import Target, say_warnings, write
from policylens.corpus.folder import files
from policylens.errors import PolicylensError


def complete_format(incomplete: str) -> list[str]:
    """Return the formats whose name begins so."""
    from policylens.exchange.interface import EXPORTERS

    return [name for name in EXPORTERS if name.startswith(incomplete)]


def export(
    format: Annotated[str, typer.Argument(metavar="FORMAT", help="json: everything.", autocompletion=complete_format)],
    document: DocumentsOption = None,
    corpus: CorpusOption = None,
    output: OutputOption = "",
    force: ForceOption = False,
    no_cache: NoCacheOption = False,
) -> None:
    """Write everything for other programs.

    \b
    policylens export json -o corpus.json
    policylens export json -d demos -d fabian | jq .agreement

    docs/json.md describes the layout, which has a version.
    """
    from policylens.analysis.comparison import matrix
    from policylens.analysis.names import documents
    from policylens.exchange.interface import EXPORTERS

    if format not in EXPORTERS:
        raise PolicylensError(f"unknown format: {format}", f"there are: {', '.join(EXPORTERS)}")
    opened = open_corpus(corpus, cached=not no_cache)
    of = matrix(opened.corpus, documents(opened.corpus, document))
    write(EXPORTERS[format].write(of), Target(file=output, force=force), files(opened.root))
    say_warnings(opened.warnings, check_command(corpus))
