"""`policylens init`."""

import os
import shlex
from pathlib import Path
from typing import Annotated

import typer

from policylens.cli.output import create
from policylens.errors import PolicylensError


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

    _refuse_unless_empty(folder)
    files = {schema_file(kind): text(kind) for kind in FILES}
    files |= corpus_files(bundled=from_bundled)
    create(folder, {name: content.encode() for name, content in files.items()})
    named = shlex.quote(str(folder))
    typer.echo(f"{folder} is a corpus now, with a codebook and one example of a document. Next:\n")
    typer.echo(f"policylens check --corpus {named}")
    typer.echo(f"policylens compare --corpus {named}")
    typer.echo(f'policylens new my-document --title "A title" --corpus {named}')


def _refuse_unless_empty(folder: Path) -> None:
    """Raise PolicylensError unless the folder is empty or can be made."""
    hint = "name a folder that is not there yet, or an empty one"
    try:
        there = os.listdir(folder)
    except FileNotFoundError:
        if folder.is_symlink():
            raise PolicylensError(f"{folder} is a link that leads nowhere", hint) from None
        return
    except NotADirectoryError:
        raise PolicylensError(f"{folder} is no folder, or lies in something that is none", hint) from None
    except (OSError, ValueError) as error:
        raise PolicylensError(f"the folder {folder} cannot be read: {error}", hint) from None
    if there:
        raise PolicylensError(f"{folder} is not empty", hint)
