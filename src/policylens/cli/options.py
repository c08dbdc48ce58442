"""The options that several commands share, so that each is worded once."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from policylens.cli.complete import complete_document


class Format(StrEnum):
    """What a result is written as."""

    TABLE = "table"
    MARKDOWN = "markdown"
    JSON = "json"
    CSV = "csv"
    SVG = "svg"
    """A picture; of `compare` and `crossref` only."""
    PNG = "png"
    """The same picture in dots."""


CorpusOption = Annotated[
    Path | None,
    typer.Option(
        "--corpus",
        metavar="DIR",
        envvar="POLICYLENS_CORPUS",
        show_default=False,
        help="Read another corpus than the bundled one: a folder with codebook.yaml and frameworks/.",
    ),
]
DocumentsOption = Annotated[
    list[str] | None,
    typer.Option(
        "--document",
        "-d",
        metavar="ID",
        show_default=False,
        autocompletion=complete_document,
        help="Only this document; give it again for more.",
    ),
]
WhereOption = Annotated[
    list[str] | None,
    typer.Option(
        "--where",
        metavar="CONDITION",
        show_default=False,
        help="Only documents that are so, as in party=labour or 'date>=2010': an attribute, or date, kind, publisher "
        "..., with =, !=, <, <=, > or >=. Give it again for more; all must hold.",
    ),
]
FormatOption = Annotated[
    Format | None,
    typer.Option(
        "--format",
        show_default=False,
        help="How to write the result; by default as the name of the output file ends, else a table. svg and png are "
        "pictures, of compare and crossref only.",
    ),
]
OutputOption = Annotated[
    str,
    typer.Option("--output", "-o", metavar="FILE", show_default=False, help="Write to a file; - is standard output."),
]
SourcesOption = Annotated[
    Path | None,
    typer.Option(
        "--sources",
        metavar="DIR",
        envvar="POLICYLENS_SOURCES",
        show_default=False,
        help="Take the documents' texts from this folder (ID.pdf, .txt, .html, .docx or .md), not from those kept.",
    ),
]
TopOption = Annotated[
    int | None,
    typer.Option(
        "--top",
        metavar="N",
        min=0,
        show_default=False,
        help="Of many documents or pairs, how many to show of either end; 0 for all. CSV and JSON have all in any "
        "case.",
    ),
]
FirstOption = Annotated[
    int | None,
    typer.Option(
        "--top",
        metavar="N",
        min=0,
        show_default=False,
        help="Of many documents, how many to show, the first or best ones; 0 for all. CSV and JSON have all in any "
        "case.",
    ),
]
NoCacheOption = Annotated[
    bool,
    typer.Option(
        "--no-cache",
        envvar="POLICYLENS_NO_CACHE",
        help="Make the answer anew, and keep it nowhere; `policylens cache` says what is kept.",
    ),
]
ForceOption = Annotated[bool, typer.Option("--force", help="Write over the output file if there is one.")]
