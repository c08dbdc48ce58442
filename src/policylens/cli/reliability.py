"""`policylens reliability`."""

from pathlib import Path
from typing import Annotated

import typer

from policylens.cli.corpus import Opened, check_command, open_corpus
from policylens.cli.options import DocumentsOption, ForceOption, FormatOption, NoCacheOption, OutputOption
from policylens.cli.output import Result, Target, emit, form_of, formed, refuse_overwriting, say_warnings
from policylens.corpus.folder import files
from policylens.errors import PolicylensError


def reliability(
    a: Annotated[Path, typer.Argument(metavar="CODING_A", help="A corpus folder: the first coder's.")],
    b: Annotated[Path, typer.Argument(metavar="CODING_B", help="Another coder's, of the same documents.")],
    document: DocumentsOption = None,
    format: FormatOption = None,
    output: OutputOption = "",
    force: ForceOption = False,
    no_cache: NoCacheOption = False,
) -> None:
    """Say how far two coders agree, and where they differ.

    \b
    policylens reliability mine theirs
    policylens reliability mine theirs -d council
    policylens reliability mine theirs --format csv -o differences.csv

    Agreement is counted over cells, a document and a proposition each, and not over characters of text: where a
    passage begins and ends says little about whether two people draw the same conclusion from it.

    Krippendorff's alpha (2011), nominal for speaking or silent, ordinal for stances, with a bootstrap interval.
    """
    from policylens.analysis.comparison import matrix
    from policylens.analysis.names import documents
    from policylens.analysis.reliability import compare
    from policylens.plain import reliability as plain
    from policylens.render.pages.reliability import reliability_page

    opened = [open_corpus(folder, cached=not no_cache) for folder in (a, b)]
    target = Target(format, output, force)
    refuse_overwriting(target, [file for each in opened for file in files(each.root)])
    chosen = documents(opened[0].corpus, document)
    compared = compare(
        matrix(opened[0].corpus, chosen),
        matrix(opened[1].corpus, [name for name in opened[1].corpus.document_by_id if not document or name in chosen]),
    )
    if not compared.documents:
        raise PolicylensError("the two codings have no document in common", "documents are known by their ids")
    names = {name: opened[0].corpus.document_by_id[name].name for name in compared.documents}
    first, second = _names(opened)
    result = Result(
        page=lambda: reliability_page(compared, names, first, second),
        json=lambda: plain.reliability_object(compared),
        csv=lambda: plain.cells_csv(compared.cells),
    )
    emit(formed(result, form_of(target)), target)
    for folder, each in zip((a, b), opened, strict=True):
        say_warnings(each.warnings, check_command(folder))


def _names(opened: list[Opened]) -> tuple[str, str]:
    """Return what to call the coders: as their documents name them, if they do so alike, or else A and B."""
    coders = [{document.coding.coder for document in each.corpus.documents} for each in opened]
    named = [next(iter(each)) if len(each) == 1 else "" for each in coders]
    return (named[0], named[1]) if all(named) and named[0] != named[1] else ("A", "B")
