"""`policylens import dna`."""

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from policylens.cli.making import make_corpus

if TYPE_CHECKING:
    from policylens.corpus.imported import Imported


class Actor(StrEnum):
    """Whose statements make a document."""

    PERSON = "person"
    ORGANIZATION = "organization"


def import_dna(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A project of DNA 3, a file that ends in .dna.")],
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="A folder that is not there yet, or is empty.")],
    actor: Annotated[Actor, typer.Option("--actor", help="Whose statements make a document.")] = Actor.ORGANIZATION,
    statement_type: Annotated[
        str,
        typer.Option(
            "--statement-type",
            metavar="LABEL",
            show_default=False,
            help="Which statements, where several types of them say who agrees with what.",
        ),
    ] = "",
) -> None:
    """Make a corpus of a project of Discourse Network Analyzer.

    \b
    policylens import dna project.dna debate
    policylens import dna project.dna speakers --actor person

    Organizations or persons become documents, concepts propositions, and statements claims with a stance: 2 if they
    agree and -2 if they disagree, as DNA has no grades. Positions are computed from them. A claim names its text, and
    the first and last words of its passage; statements without an actor, a concept or agreement are left, and counted.

    DNA: Leifeld (2017), Discourse network analysis, in The Oxford Handbook of Political Networks.
    """
    make_corpus(folder, lambda _: _read(file, actor, statement_type))


def _read(file: Path, actor: Actor, statement_type: str) -> "Imported":
    from policylens.exchange.dna.reading import read_dna

    return read_dna(file, actor.value, statement_type)
