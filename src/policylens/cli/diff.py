"""`policylens diff`."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from policylens.cli.corpus import check_command
from policylens.cli.options import (
    CorpusOption,
    DocumentsOption,
    ForceOption,
    Format,
    FormatOption,
    NoCacheOption,
    OutputOption,
)
from policylens.cli.output import Result, Target, emit, form_of, formed, refuse_overwriting, say_warnings
from policylens.cli.versions import find, open_version
from policylens.errors import ExitCode, PolicylensError

if TYPE_CHECKING:
    from policylens.model import Corpus


def diff(
    old: Annotated[
        str,
        typer.Argument(
            metavar="OLD", help="A corpus folder, or a git revision of the corpus: HEAD~1, a tag, a branch."
        ),
    ],
    new: Annotated[
        str | None,
        typer.Argument(metavar="[NEW]", show_default=False, help="The same; without it, the corpus as it is now."),
    ] = None,
    document: DocumentsOption = None,
    exit_code: Annotated[bool, typer.Option("--exit-code", help="Exit with 1 if anything differs.")] = False,
    corpus: CorpusOption = None,
    format: FormatOption = None,
    output: OutputOption = "",
    force: ForceOption = False,
    no_cache: NoCacheOption = False,
) -> None:
    """Say what changed between two versions of a corpus.

    \b
    policylens diff HEAD --corpus my-corpus            what is not committed yet
    policylens diff HEAD~1 HEAD --corpus my-corpus     what was committed last
    policylens diff mine theirs                        two folders
    policylens diff HEAD~1 --corpus my-corpus -o changes.md

    Verdicts that changed, positions that moved, propositions reworded and the positions charted before (they need
    another look), documents, the codebook and claims. The terminal shows the first of each; Markdown, JSON and CSV
    have all.

    A folder that is there is that folder; any other name is a revision of the corpus that --corpus names, read from
    git as it was committed. Nothing of the repository is run. Order and layout are not compared.
    """
    from policylens.analysis.change import changes
    from policylens.analysis.comparison import matrix
    from policylens.plain.change import change_object
    from policylens.plain.change_table import change_csv
    from policylens.render.pages.change import MOST_LISTED, change_page

    found = [find(word, corpus) for word in (old, new)]
    target = Target(format, output, force)
    refuse_overwriting(target, [file for each in found for file in each.inputs])
    opened = [open_version(each, cached=not no_cache) for each in found]
    chosen = _chosen([each.corpus for each in opened], document)
    versions = found[0].version, found[1].version
    changed = changes(matrix(opened[0].corpus, chosen), matrix(opened[1].corpus, chosen), versions)
    most = None if target.wanted is Format.MARKDOWN else MOST_LISTED
    result = Result(
        page=lambda: change_page(changed, most),
        json=lambda: change_object(changed),
        csv=lambda: change_csv(changed),
    )
    emit(formed(result, form_of(target)), target)
    for place, each in zip(found, opened, strict=True):
        say_warnings(each.warnings, check_command(place.root))
    if exit_code and changed.differs:
        raise typer.Exit(ExitCode.FINDINGS)


def _chosen(versions: "Sequence[Corpus]", words: list[str] | None) -> tuple[str, ...]:
    """Return the ids of the documents that are named: they may be in one of the versions only."""
    return tuple(_document(versions, word) for word in words or ())


def _document(versions: "Sequence[Corpus]", word: str) -> str:
    from policylens.analysis.names import documents

    old, new = versions
    try:
        return documents(new, [word])[0]
    except PolicylensError as unknown:
        try:
            return documents(old, [word])[0]
        except PolicylensError:
            raise unknown from None
