"""`policylens check`."""

from typing import Annotated

import typer

from policylens.cli.corpus import read_corpus
from policylens.cli.options import CorpusOption, ForceOption, FormatOption, OutputOption
from policylens.cli.output import Result, Target, emit, form_of, formed, refuse_overwriting
from policylens.corpus.folder import files
from policylens.errors import ExitCode


def check(
    strict: Annotated[bool, typer.Option("--strict", help="Count warnings as errors.")] = False,
    corpus: CorpusOption = None,
    format: FormatOption = None,
    output: OutputOption = "",
    force: ForceOption = False,
) -> None:
    """Check the data, and its positions against its claims.

    \b
    policylens check
    policylens check --corpus my-corpus --strict
    policylens check --corpus my-corpus --format json

    Prints every problem with its place, and what was checked. Exits with 1 if there is an error.
    """
    from policylens import plain
    from policylens.render.pages.check import check_page

    found = read_corpus(corpus)
    loaded = found.strict() if strict else found
    result = Result(
        page=lambda: check_page(loaded),
        json=lambda: plain.check_object(loaded),
        csv=lambda: plain.check_csv(loaded),
    )
    target = Target(format, output, force)
    refuse_overwriting(target, files(loaded.root))
    emit(formed(result, form_of(target)), target)
    if loaded.errors:
        raise typer.Exit(ExitCode.FINDINGS)
