"""`policylens export`."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from policylens.cli.corpus import check_command, is_bundled, open_corpus
from policylens.cli.options import CorpusOption, DocumentsOption, NoCacheOption
from policylens.cli.output import Target, say_warnings, write, write_pieces
from policylens.cli.writing import create, refuse_unless_empty, replace_all
from policylens.corpus.folder import files
from policylens.errors import PolicylensError

if TYPE_CHECKING:
    from policylens.exchange.interface import Exporter, FolderExporter, Outgoing


def complete_format(incomplete: str) -> list[str]:
    """Return the formats whose name begins so."""
    from policylens.exchange.interface import EXPORTERS

    return [name for name in EXPORTERS if name.startswith(incomplete)]


def export(
    format: Annotated[
        str,
        typer.Argument(
            metavar="FORMAT",
            help="json: everything in one object; csv: tables for spreadsheets; jsonl: rows for data tools; "
            "bibtex, csl-json: the references.",
            autocompletion=complete_format,
        ),
    ],
    document: DocumentsOption = None,
    corpus: CorpusOption = None,
    output: Annotated[
        str,
        typer.Option(
            "--output",
            "-o",
            metavar="PATH",
            show_default=False,
            help="The file; - is standard output. csv: the folder.",
        ),
    ] = "",
    force: Annotated[
        bool, typer.Option("--force", help="Write over what is there; in a folder, over files of the same names alone.")
    ] = False,
    no_cache: NoCacheOption = False,
) -> None:
    """Write everything, or the references, for other programs.

    \b
    policylens export json -o corpus.json
    policylens export json -d demos -d fabian | jq .agreement
    policylens export csv -o tables
    policylens export jsonl -o rows.jsonl
    policylens export bibtex -o references.bib

    csv writes a folder of tables, which spreadsheets open and `policylens import csv` takes back, and a description of
    them (a Data Package). docs/json.md and docs/spreadsheets.md describe the layouts.

    jsonl writes a row for each position and for each stance that a claim takes, one JSON object a line, however many
    there are. docs/exchange.md describes them, with queries for DuckDB and Spark.

    bibtex (for LaTeX, with BibTeX or biber) and csl-json (for Zotero, pandoc and the like) write what is known of each
    document as a reference, under its id. docs/references.md says how.
    """
    from policylens.analysis.comparison import matrix
    from policylens.analysis.names import documents
    from policylens.exchange.interface import Outgoing

    exporter = _exporter(format)
    opened = open_corpus(corpus, cached=not no_cache)
    given = Outgoing(matrix(opened.corpus, documents(opened.corpus, document)), bundled=is_bundled(corpus))
    _write(exporter, given, Target(file=output, force=force), files(opened.root))
    say_warnings(opened.warnings, check_command(corpus))


def _exporter(name: str) -> "Exporter":
    from policylens.exchange.interface import EXPORTERS

    if name not in EXPORTERS:
        raise PolicylensError(f"unknown format: {name}", f"there are: {', '.join(EXPORTERS)}")
    return EXPORTERS[name]


def _write(exporter: "Exporter", given: "Outgoing", target: Target, inputs: Sequence[Path]) -> None:
    from policylens.exchange.interface import FileExporter, StreamExporter

    match exporter:
        case FileExporter():
            write(exporter.write(given), target, inputs)
        case StreamExporter():
            write_pieces(exporter.pieces(given), target, inputs)
        case _:
            _write_folder(exporter, given, target.file, target.force)


def _write_folder(exporter: "FolderExporter", given: "Outgoing", output: str, force: bool) -> None:
    if output in ("", "-"):
        raise PolicylensError(f"{exporter.name} is a folder of files", "name it with -o DIR")
    folder = Path(output)
    if force:
        replace_all(folder, exporter.files(given))
    else:
        refuse_unless_empty(folder, "; --force writes over the tables in it")
        create(folder, exporter.files(given))
