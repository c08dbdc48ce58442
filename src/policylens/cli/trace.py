"""`policylens trace`."""

from typing import Annotated

import typer

from policylens.cli.complete import complete_shown
from policylens.cli.copies import reader
from policylens.cli.corpus import check_command, open_corpus
from policylens.cli.options import CorpusOption, ForceOption, FormatOption, NoCacheOption, OutputOption, SourcesOption
from policylens.cli.output import Result, Target, emit, form_of, formed, refuse_overwriting, say_warnings
from policylens.corpus.folder import files

CONTEXT = 40
"""So many words are shown before and after a passage."""

MOST_CONTEXT = 2000


def trace(
    claim: Annotated[str, typer.Argument(metavar="CLAIM", help="A claim's id.", autocompletion=complete_shown)],
    context: Annotated[
        int,
        typer.Option(
            "--context", metavar="N", min=0, max=MOST_CONTEXT, help="How many words to show before and after a passage."
        ),
    ] = CONTEXT,
    sources: SourcesOption = None,
    corpus: CorpusOption = None,
    format: FormatOption = None,
    output: OutputOption = "",
    force: ForceOption = False,
    no_cache: NoCacheOption = False,
) -> None:
    """Show a claim with its passage, from your copy of the text.

    \b
    policylens trace fabian-r05
    policylens trace demos-r05 --context 100
    policylens trace demos-r05 --sources my-texts

    Without a copy it shows the anchor, the passage's first and last words, and where the document can be had;
    `policylens sources add` keeps a copy.
    """
    from policylens.analysis.names import Sort, resolve
    from policylens.evidence.report import check
    from policylens.plain import evidence as plain
    from policylens.render.pages.evidence import trace_page

    opened = open_corpus(corpus, cached=not no_cache)
    target = Target(format, output, force)
    refuse_overwriting(target, files(opened.root))
    named = resolve(opened.corpus, claim, [Sort.CLAIM]).id
    document, found = opened.corpus.claim(named)
    checked = check(document, reader(opened, sources, [document.id])(document.id))
    result = Result(
        page=lambda: trace_page(document, found, checked.of_claim(named), checked.copy, context),
        json=lambda: plain.trace_object(checked, found, context),
        csv=lambda: plain.passages_csv([checked.only(named)]),
    )
    emit(formed(result, form_of(target)), target)
    say_warnings(opened.warnings, check_command(corpus))
