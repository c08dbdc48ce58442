"""`policylens import csv`."""

from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from policylens.cli.making import make_corpus
from policylens.errors import PolicylensError

if TYPE_CHECKING:
    from policylens.corpus.imported import Imported
    from policylens.exchange.csv.long import How
    from policylens.model import Codebook
    from policylens.watch import Watch


class Coded(StrEnum):
    """For which themes a document counts as read."""

    ROWS = "rows"
    ALL = "all"


def import_csv(
    source: Annotated[
        Path, typer.Argument(metavar="SOURCE", help="A folder as `policylens export csv` writes it, or one table.")
    ],
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="A folder that is not there yet, or is empty.")],
    column: Annotated[
        list[str] | None,
        typer.Option(
            "--column",
            metavar="FIELD=COLUMN",
            show_default=False,
            help="Which column of the table holds a field; FIELD= for none. Give it again for more.",
        ),
    ] = None,
    attribute: Annotated[
        list[str] | None,
        typer.Option(
            "--attribute",
            metavar="COLUMN",
            show_default=False,
            help="A column that tells of the document, such as its region; give it again for more.",
        ),
    ] = None,
    stance: Annotated[
        list[str] | None,
        typer.Option(
            "--stance",
            metavar="VALUE=STANCE",
            show_default=False,
            help="What a value means, from -2 to 2; VALUE= for no stance. Give it again for more.",
        ),
    ] = None,
    codebook: Annotated[
        Path | None,
        typer.Option(
            "--codebook",
            metavar="PATH",
            show_default=False,
            help="Find the propositions, by id or exact text, in this codebook (a file, or a corpus), and make none.",
        ),
    ] = None,
    coded: Annotated[
        Coded,
        typer.Option(
            "--coded",
            help="For which themes a document counts as read: those in which it has a row, or all. There it is silent "
            "on propositions without a row; in other themes it is not coded.",
        ),
    ] = Coded.ROWS,
    encoding: Annotated[
        str,
        typer.Option("--encoding", metavar="NAME", show_default=False, help="If it is not UTF-8: cp1252, utf-16 ..."),
    ] = "",
) -> None:
    """Make a corpus of tables in CSV.

    \b
    policylens import csv my-tables trees
    policylens import csv statements.csv my-statements
    policylens import csv parties.csv parties --column document=Party
    policylens import csv answers.csv answers --stance "rather not=-1"
    policylens import csv statements.csv towns --codebook my-corpus

    One table has a row for each statement, and columns for document, proposition and stance. It may have theme,
    proposition text, claim text, because, confidence, section, page, start, end and others; docs/spreadsheets.md lists
    them, and what a row becomes. Stances are -2 to 2, or words such as agree, neutral and disagree.

    A row with a reason (because) becomes a position, any other a claim, from which positions are computed.
    """
    given = _Given(column or (), attribute or (), stance or (), codebook, coded)
    make_corpus(folder, lambda watch: _read(source, given, encoding, watch))


class _Given(NamedTuple):
    """How one table is to be read, as it was typed."""

    columns: Sequence[str]
    attributes: Sequence[str]
    stances: Sequence[str]
    codebook: Path | None
    coded: Coded


def _read(source: Path, given: _Given, encoding: str, watch: "Watch") -> "Imported":
    if not source.is_dir():
        from policylens.exchange.csv.long import read_long

        return read_long(source, _how(given, encoding), watch)
    from policylens.exchange.csv.assembling import read_folder

    if given != _Given((), (), (), None, Coded.ROWS):
        hint = "leave --column, --attribute, --stance, --codebook and --coded out"
        raise PolicylensError(f"{source} is a folder of tables, which say all of this themselves", hint)
    return read_folder(source, encoding=encoding, watch=watch)


def _how(given: _Given, encoding: str) -> "How":
    from policylens.exchange.csv.long import How

    codebook, file = _codebook(given.codebook) if given.codebook else (None, b"")
    return How(
        columns=dict(map(_column, given.columns)),
        attributes=given.attributes,
        stances=dict(map(_stance, given.stances)),
        codebook=codebook,
        codebook_file=file,
        all_coded=given.coded is Coded.ALL,
        encoding=encoding,
    )


def _column(typed: str) -> tuple[str, str]:
    """Return the field and the column of `--column FIELD=COLUMN`."""
    from policylens.corpus.reading import suggest
    from policylens.exchange.csv.columns import BY_NAME, normal

    field, sign, column = typed.partition("=")
    if not sign:
        raise PolicylensError(f"--column {typed} names no column", "write --column FIELD=COLUMN")
    if normal(field) not in BY_NAME:
        hint = suggest(normal(field), BY_NAME) or f"there are: {', '.join(BY_NAME)}"
        raise PolicylensError(f"a row has no field {field}", hint)
    return normal(field), column.strip()


def _stance(typed: str) -> tuple[str, int | None]:
    """Return the value, as values are compared, and the stance of `--stance VALUE=STANCE`."""
    from policylens.exchange.csv.stances import key
    from policylens.model import STANCES

    value, sign, stance = typed.rpartition("=")
    known = {"": None, **{form: number for number in STANCES for form in (f"{number}", f"{number:+d}")}}
    if not sign or stance.strip() not in known:
        hint = "write a number from -2 to 2 behind the last =, or nothing if the value is no stance"
        raise PolicylensError(f"--stance {typed} says no stance", hint)
    return key(value), known[stance.strip()]


def _codebook(path: Path) -> "tuple[Codebook, bytes]":
    """Return a codebook and its file, from that file or a corpus. Raises PolicylensError if there is an error in it."""
    from policylens.corpus.files import FileError, read_bytes
    from policylens.corpus.folder import CODEBOOK
    from policylens.corpus.loader import load_from

    file = path / CODEBOOK if path.is_dir() else path
    try:
        data = read_bytes(file)
    except FileError as problem:
        raise PolicylensError(f"{file}: {problem.message}", problem.hint) from None
    loaded = load_from(file.parent, (), lambda _: data)
    for each in loaded.problems:
        if each.severity == "error":
            raise PolicylensError(f"{file}:{each.line}: {each.message}", each.hint)
    assert loaded.corpus is not None  # noqa: S101 - or there is an error
    return loaded.corpus.codebook, data
