"""`policylens schema`."""

from typing import Annotated

import typer

from policylens.cli.corpus import with_codebook
from policylens.cli.options import CorpusOption, ForceOption, OutputOption
from policylens.cli.output import Target, write
from policylens.corpus.folder import files
from policylens.errors import PolicylensError

SORTS = ("document", "codebook")


def complete_sort(incomplete: str) -> list[str]:
    """Return the sorts of files whose name begins so."""
    return [sort for sort in SORTS if sort.startswith(incomplete)]


def schema(
    sort: Annotated[
        str,
        typer.Argument(
            metavar="document|codebook", help="Which of a corpus' files it is for.", autocompletion=complete_sort
        ),
    ],
    corpus: CorpusOption = None,
    output: OutputOption = "",
    force: ForceOption = False,
) -> None:
    """Write the JSON Schema by which editors check your files.

    \b
    policylens schema document
    policylens schema document --corpus my-corpus -o document.schema.json
    policylens schema codebook -o codebook.schema.json

    Editors complete and check while you type. With --corpus the schema of documents lists the themes, propositions,
    sectors and topics of that codebook: make it anew when the codebook changes. docs/data-format.md says how an editor
    is told of it.
    """
    from policylens.exchange.json_schema import text

    if sort not in SORTS:
        raise PolicylensError(f"there is no schema of {sort}", f"there are: {', '.join(SORTS)}")
    loaded = with_codebook(corpus) if corpus and sort == "document" else None
    codebook = loaded.corpus.codebook if loaded and loaded.corpus else None
    write(text(sort, codebook).encode(), Target(file=output, force=force), files(loaded.root) if loaded else [])
