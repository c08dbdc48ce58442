"""`policylens export`."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from policylens.cli.copies import reader
from policylens.cli.corpus import Opened, check_command, is_bundled, open_corpus
from policylens.cli.folders import create_folder, refuse_unless_empty, replace_all
from policylens.cli.options import CorpusOption, DocumentsOption, NoCacheOption, SourcesOption
from policylens.cli.output import Target, refuse_terminal, say, say_warnings, write, write_pieces
from policylens.corpus.folder import files
from policylens.errors import PolicylensError
from policylens.exchange.choices import Network

if TYPE_CHECKING:
    from policylens.exchange.interface import CopyOf, Exporter, FileExporter, FolderExporter, Outgoing, StreamExporter
    from policylens.model import Document


def complete_format(incomplete: str) -> list[str]:
    """Return the formats whose name begins so."""
    from policylens.exchange.interface import EXPORTERS

    return [name for name in EXPORTERS if name.startswith(incomplete)]


def export(
    format: Annotated[
        str,
        typer.Argument(
            metavar="FORMAT",
            help="json: everything in one object; csv: tables for spreadsheets; xlsx: the matrix as a workbook; "
            "jsonl, parquet: rows for data tools; graphml: networks; refi-qda: codes and coded texts; bibtex, "
            "csl-json: the references.",
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
            help="The file; - is standard output. csv: the folder. refi-qda: ends in .qdpx or .qdc.",
        ),
    ] = "",
    force: Annotated[
        bool, typer.Option("--force", help="Write over what is there; in a folder, over files of the same names alone.")
    ] = False,
    network: Annotated[
        Network | None,
        typer.Option("--network", show_default=False, help="graphml: which network; documents unless it is given."),
    ] = None,
    sources: SourcesOption = None,
    no_cache: NoCacheOption = False,
) -> None:
    """Write everything, or the references, for other programs.

    \b
    policylens export json -o corpus.json
    policylens export json -d demos -d fabian | jq .agreement
    policylens export csv -o tables
    policylens export xlsx -o matrix.xlsx
    policylens export jsonl -o rows.jsonl
    policylens export graphml --network positions -o positions.graphml
    policylens export refi-qda -o debate.qdpx
    policylens export refi-qda -o codes.qdc
    policylens export bibtex -o references.bib

    csv writes a folder of tables, which spreadsheets open and `policylens import csv` takes back, and a description of
    them (a Data Package). docs/json.md and docs/spreadsheets.md describe the layouts.

    xlsx writes the framework matrix as a workbook: a sheet for each theme, one with all claims, one with the method. It
    needs the extra `xlsx`.

    jsonl writes a row for each position and for each stance that a claim takes, one JSON object a line, however many
    there are; parquet the same rows by columns, with the extra `parquet`. docs/exchange.md describes them, with queries
    for DuckDB and Spark.

    graphml (for Gephi, igraph, R) writes who agrees with whom, or, with --network positions, who holds what: a tie
    from each document to each proposition, with the sign of its side. It needs the extra `network`. docs/exchange.md
    says what the ties carry.

    refi-qda (for NVivo, MAXQDA, ATLAS.ti and the like) writes a project, .qdpx, or the codebook alone, .qdc: themes and
    propositions as codes, with the sides below them. A project has the texts that you have copies of (--sources, or
    those that `policylens sources add` keeps), with the claims' passages coded in them; of other documents it has a
    list of their claims. The texts belong to their publishers: mind to whom you give it. docs/exchange.md says more.

    bibtex (for LaTeX, with BibTeX or biber) and csl-json (for Zotero, pandoc and the like) write what is known of each
    document as a reference, under its id. docs/references.md says how.
    """
    from policylens.analysis.comparison import matrix
    from policylens.analysis.names import documents
    from policylens.exchange.interface import Outgoing

    exporter = _exporter(format)
    if network and format != "graphml":
        raise PolicylensError(f"{format} has no networks", "leave --network out, or export graphml")
    opened = open_corpus(corpus, cached=not no_cache)
    of = matrix(opened.corpus, documents(opened.corpus, document))
    target = Target(file=output, force=force)
    remarks: list[str] = []
    given = Outgoing(
        of,
        bundled=is_bundled(corpus),
        network=network or Network.DOCUMENTS,
        file="" if target.is_stdout else output,
        copy_of=_copies(format, opened, sources, of.documents),
        tell=remarks.append,
    )
    _write(exporter, given, target, files(opened.root))
    for remark in remarks:
        say(f"policylens: {remark}")
    say_warnings(opened.warnings, check_command(corpus))


def _exporter(name: str) -> "Exporter":
    from policylens.exchange.interface import EXPORTERS

    if name not in EXPORTERS:
        raise PolicylensError(f"unknown format: {name}", f"there are: {', '.join(EXPORTERS)}")
    return EXPORTERS[name]


def _copies(format: str, opened: Opened, folder: Path | None, documents: "Sequence[Document]") -> "CopyOf":
    """Return how the readers' copies of these documents are read, if the format has texts."""
    from policylens.exchange.interface import no_copy

    return reader(opened, folder, [each.id for each in documents]) if format == "refi-qda" else no_copy


def _write(exporter: "Exporter", given: "Outgoing", target: Target, inputs: Sequence[Path]) -> None:
    from policylens.exchange.interface import FileExporter, FolderExporter, StreamExporter

    if not isinstance(exporter, FolderExporter) and target.is_stdout and not exporter.is_text:
        _refuse_terminal(exporter)
    match exporter:
        case FileExporter():
            write(exporter.write(given), target, inputs)
        case StreamExporter():
            write_pieces(exporter.pieces(given), target, inputs)
        case FolderExporter():
            _write_folder(exporter, given, target.file, target.force)


def _refuse_terminal(exporter: "FileExporter | StreamExporter") -> None:
    from policylens.exchange.interface import FileExporter

    ending = exporter.ending if isinstance(exporter, FileExporter) else ""
    refuse_terminal(exporter.name, f"corpus.{ending or exporter.name}")


def _write_folder(exporter: "FolderExporter", given: "Outgoing", output: str, force: bool) -> None:
    if output in ("", "-"):
        raise PolicylensError(f"{exporter.name} is a folder of files", "name it with -o DIR")
    folder = Path(output)
    if force:
        replace_all(folder, exporter.pieces(given))
    else:
        refuse_unless_empty(folder, "; --force writes over the tables in it")
        create_folder(folder, exporter.pieces(given))
