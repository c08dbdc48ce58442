"""`policylens sources`."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from policylens.cli.complete import complete_document
from policylens.cli.copies import all_checked, copies_of, extracted, reader, tell
from policylens.cli.corpus import Opened, check_command, open_corpus
from policylens.cli.document_or_command import ABOUT, DocumentOrCommand
from policylens.cli.options import (
    CorpusOption,
    ForceOption,
    FormatOption,
    NoCacheOption,
    OutputOption,
    SourcesOption,
)
from policylens.cli.output import Result, Target, emit, form_of, formed, refuse_overwriting, say, say_warnings
from policylens.corpus.folder import files
from policylens.errors import PolicylensError

if TYPE_CHECKING:
    from policylens.evidence.report import Checked

app = typer.Typer(
    cls=DocumentOrCommand,
    rich_markup_mode=None,
    add_completion=False,
    pretty_exceptions_enable=False,
    subcommand_metavar="[DOCUMENT | COMMAND [ARGS]...]",
)

DocumentArgument = Annotated[
    str, typer.Argument(metavar="DOCUMENT", help="A document's id or short name.", autocompletion=complete_document)
]


@app.callback(invoke_without_command=True)
def sources(
    context: typer.Context,
    sources: SourcesOption = None,
    corpus: CorpusOption = None,
    format: FormatOption = None,
    output: OutputOption = "",
    force: ForceOption = False,
    no_cache: NoCacheOption = False,
) -> None:
    """Say where the texts can be had, and which of them you have.

    \b
    policylens sources                      the documents, your copies of them
    policylens sources add demos demos.pdf  keep the text of your copy
    policylens sources demos                what of it lies behind claims
    policylens sources remove demos         forget it

    The documents' words belong to their publishers, so policylens ships none of them: passages are shown from your own
    copy, which stays on this machine.
    """
    if context.invoked_subcommand is not None:
        return
    from policylens.plain import evidence as plain
    from policylens.render.pages.evidence import sources_page

    opened = open_corpus(corpus, cached=not no_cache)
    checked, refused = all_checked(opened, sources)
    result = Result(
        page=lambda: sources_page(checked),
        json=lambda: {"sources": [plain.source_object(each) for each in checked]},
        csv=lambda: plain.sources_csv(checked),
    )
    _show(opened, result, Target(format, output, force), corpus)
    tell(refused)


@app.command()
def add(
    document: DocumentArgument,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Your copy: PDF, text, HTML, Word (.docx) or Markdown.")],
    corpus: CorpusOption = None,
    no_cache: NoCacheOption = False,
) -> None:
    """Keep the text of your copy of a document, so that its passages can be shown.

    \b
    policylens sources add demos demos.pdf

    The text is taken out of the file and kept in your data directory; the file itself is left as it is. A file in
    which hardly any of the document's anchors are found is refused.
    """
    from policylens.evidence.report import check, is_another, plainly_found
    from policylens.render.pages.evidence import only_word_for_word

    opened = open_corpus(corpus, cached=not no_cache)
    name = _document(opened, document)
    coded = opened.corpus.document_by_id[name]
    source = extracted(file)
    found = plainly_found(coded, source)
    if is_another(coded, found):
        anchors = check(coded, None).anchors
        raise PolicylensError(
            f"{file} is plainly another document than {name}: it has {found} of its {anchors} anchors",
            "name the right file",
        )
    checked = check(coded, source)
    copies_of(opened).put(name, source)
    typer.echo(f"{name}: the text of {file.name} is kept; {checked.found} of {checked.anchors} anchors are found in it")
    if checked.found < checked.anchors:
        typer.echo("`policylens check --sources` lists the others")
    if told := only_word_for_word([checked]):
        say(f"policylens: {told}")


@app.command()
def remove(document: DocumentArgument, corpus: CorpusOption = None, no_cache: NoCacheOption = False) -> None:
    """Forget the text of your copy of a document.

    \b
    policylens sources remove demos
    """
    opened = open_corpus(corpus, cached=not no_cache)
    name = _document(opened, document)
    gone = copies_of(opened).remove(name)
    typer.echo(f"{name}: the text is no longer kept" if gone else f"{name}: no text is kept")


@app.command(name=ABOUT)
def about(
    document: DocumentArgument,
    sources: SourcesOption = None,
    corpus: CorpusOption = None,
    format: FormatOption = None,
    output: OutputOption = "",
    force: ForceOption = False,
    no_cache: NoCacheOption = False,
) -> None:
    """Say, section by section, how much of a text lies behind claims; `policylens sources DOCUMENT` means this.

    \b
    policylens sources demos
    """
    from policylens.evidence.coverage import coverage
    from policylens.evidence.report import check
    from policylens.plain import evidence as plain
    from policylens.render.pages.evidence import coverage_page, only_word_for_word, where_to_get

    opened = open_corpus(corpus, cached=not no_cache)
    name = _document(opened, document)
    checked: Checked = check(opened.corpus.document_by_id[name], reader(opened, sources, [name])(name))
    if checked.copy is None:
        raise PolicylensError(
            f"there is no copy of {name}: {where_to_get(checked.document)}",
            f"give yours with `policylens sources add {name} FILE`",
        )
    sections = coverage(checked.copy, checked.resolved)
    result = Result(
        page=lambda: coverage_page(checked, sections),
        json=lambda: {**plain.source_object(checked), "sections": [plain.section_object(each) for each in sections]},
        csv=lambda: plain.sections_csv(sections),
    )
    target = Target(format, output, force)
    _show(opened, result, target, corpus)
    told = only_word_for_word([checked])
    if told and form_of(target) == "csv":  # rows of sections have no place for it
        say(f"policylens: {told}")


def _document(opened: Opened, word: str) -> str:
    from policylens.analysis.names import Sort, resolve

    return resolve(opened.corpus, word, [Sort.DOCUMENT]).id


def _show(opened: Opened, result: Result, target: Target, corpus: Path | None) -> None:
    refuse_overwriting(target, files(opened.root))
    emit(formed(result, form_of(target)), target)
    say_warnings(opened.warnings, check_command(corpus))
