"""`policylens init`."""

import shlex
from pathlib import Path
from typing import Annotated

import typer

from policylens.cli.folders import create_folder, refuse_unless_empty


def init(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="A folder that is not there yet, or is empty.")],
    from_bundled: Annotated[
        bool, typer.Option("--from-bundled", help="Begin with the codebook that policylens comes with.")
    ] = False,
) -> None:
    """Begin a corpus of your own, with examples to work from.

    \b
    policylens init trees
    policylens init reforms --from-bundled

    Makes a codebook, an example of a document, and the schemas by which an editor checks both. docs/data-format.md
    describes them.
    """
    from policylens.exchange.json_schema import FILES, text
    from policylens.render.starting import corpus_files, schema_file

    refuse_unless_empty(folder)
    files = {schema_file(kind): text(kind) for kind in FILES}
    files |= corpus_files(bundled=from_bundled)
    create_folder(folder, ((name, content.encode()) for name, content in files.items()))
    named = shlex.quote(str(folder))
    typer.echo(f"{folder} is a corpus now, with a codebook and one example of a document. Next:\n")
    typer.echo(f"policylens check --corpus {named}")
    typer.echo(f"policylens compare --corpus {named}")
    typer.echo(f'policylens new my-document --title "A title" --corpus {named}')
