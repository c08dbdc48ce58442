"""Making a corpus of what an importer read: shown, refused or written, in one place."""

import shlex
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from policylens.cli.folders import create_folder, refuse_unless_empty
from policylens.cli.output import Answer, Target, emit, say
from policylens.cli.progress import progress
from policylens.errors import PolicylensError

if TYPE_CHECKING:
    from policylens.corpus.imported import Imported
    from policylens.corpus.problems import Problem
    from policylens.watch import Watch

MOST_SHOWN = 20
"""So many problems are shown, and the others counted."""


def usual_next(folder: Path, imported: "Imported") -> Iterator[str]:  # noqa: ARG001 - others look at what came of it
    """Yield the commands with which one goes on from a corpus that has just been made."""
    named = shlex.quote(str(folder))
    yield f"policylens check --corpus {named}"
    yield f"policylens compare --corpus {named}"


def make_corpus(
    folder: Path,
    read: "Callable[[Watch], Imported]",
    following: "Callable[[Path, Imported], Iterator[str]]" = usual_next,
) -> None:
    """Write what an importer reads as a corpus into a new or empty folder, and say what came of it.

    `following` yields the commands with which one goes on. Nothing is written before all has been read and is in
    order. Raises PolicylensError otherwise.
    """
    from policylens.render.pages.importing import imported_page

    refuse_unless_empty(folder)
    with progress() as watch:
        imported = read(watch)
        if imported.corpus is None:
            raise _refused(imported.problems)
        create_folder(folder, watch.over("Writing", _files(imported), len(imported.corpus.documents)))
    emit(Answer(page=imported_page(str(folder), imported.corpus, imported.report)), Target())
    typer.echo("\nNext:\n\n" + "\n".join(following(folder, imported)))


def _refused(problems: "Sequence[Problem]") -> PolicylensError:
    """Show problems, and return the error with which the command ends."""
    for each in problems[:MOST_SHOWN]:
        where = f"{each.file}:{each.line}: {f'{each.field}: ' if each.field else ''}"
        line = f"{where}{each.message}{f'; {each.hint}' if each.hint else ''}"
        say("".join(sign if sign.isprintable() else "?" for sign in line))
    if len(problems) > MOST_SHOWN:
        say(f"and {len(problems) - MOST_SHOWN:,} more")
    errors = "is 1 error" if len(problems) == 1 else f"are {len(problems):,} errors"
    return PolicylensError(f"nothing was imported: there {errors}", "mend the table, or say how it is to be read")


def _files(imported: "Imported") -> "Iterator[tuple[str, bytes]]":
    """Yield the files of the new corpus. Raises PolicylensError if one would be too large to be read again."""
    from policylens.corpus.files import MAX_BYTES
    from policylens.exchange.json_schema import FILES, text
    from policylens.render.starting import schema_file, written_files

    assert imported.corpus is not None  # noqa: S101 - the caller has seen to it
    yield from ((schema_file(kind), text(kind).encode()) for kind in FILES)
    for name, data in written_files(imported.corpus, imported.files):
        if len(data) > MAX_BYTES:
            raise PolicylensError(f"{name} would be larger than {MAX_BYTES // 1024 // 1024} MB", "split it up")
        yield name, data
