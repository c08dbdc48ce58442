"""`policylens brief`."""

import sys
from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from policylens.cli.complete import complete_theme
from policylens.cli.corpus import Opened, check_command, chosen_documents, open_corpus
from policylens.cli.options import (
    CorpusOption,
    DocumentsOption,
    ForceOption,
    NoCacheOption,
    OutputOption,
    SourcesOption,
    WhereOption,
)
from policylens.cli.output import Target, put, refuse_overwriting, say, say_warnings
from policylens.corpus.folder import files
from policylens.errors import PolicylensError

if TYPE_CHECKING:
    from policylens.analysis.comparison import Matrix, ThemeComparison
    from policylens.model import Document
    from policylens.render.filling import Values


class BriefFormat(StrEnum):
    """What a briefing is written as."""

    MARKDOWN = "markdown"
    HTML = "html"
    DOCX = "docx"


class Length(StrEnum):
    """How much a briefing says."""

    SHORT = "short"
    FULL = "full"


SUFFIXES = {
    ".md": BriefFormat.MARKDOWN,
    ".markdown": BriefFormat.MARKDOWN,
    ".html": BriefFormat.HTML,
    ".htm": BriefFormat.HTML,
    ".docx": BriefFormat.DOCX,
}
"""How the names of output files end."""


def brief(
    themes: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[THEME]...",
            show_default=False,
            help="The themes that it is about; without any, all.",
            autocompletion=complete_theme,
        ),
    ] = None,
    format: Annotated[
        BriefFormat | None,
        typer.Option(
            "--format",
            show_default=False,
            help="How to write it; by default as the name of the output file ends, else Markdown. docx needs pandoc.",
        ),
    ] = None,
    title: Annotated[
        str, typer.Option("--title", metavar="TEXT", show_default=False, help="Its title; else what it compares.")
    ] = "",
    length: Annotated[
        Length, typer.Option("--length", help="The whole, or one page: the question, the picture, three findings.")
    ] = Length.FULL,
    template: Annotated[
        Path | None,
        typer.Option("--template", metavar="FILE", show_default=False, help="Your own Jinja template, of Markdown."),
    ] = None,
    passages: Annotated[
        bool, typer.Option("--passages", help="Put the passages behind each claim in, from your copies of the texts.")
    ] = False,
    sources: SourcesOption = None,
    document: DocumentsOption = None,
    where: WhereOption = None,
    corpus: CorpusOption = None,
    output: OutputOption = "",
    force: ForceOption = False,
    no_cache: NoCacheOption = False,
) -> None:
    """Write a briefing in Markdown, HTML or Word, with its claims.

    \b
    policylens brief markets -o briefing.md
    policylens brief markets --length short
    policylens brief markets autonomy -d demos -d fabian -o two.html
    policylens brief markets --length short -o one-page.docx
    policylens brief markets --passages -o with-passages.md
    policylens brief --template mine.md.j2 -o briefing.md
    """
    from policylens.analysis.comparison import compare_theme, matrix
    from policylens.analysis.names import Sort, resolve
    from policylens.render.briefing import values

    opened = open_corpus(corpus, cached=not no_cache)
    of = matrix(opened.corpus, chosen_documents(opened.corpus, document, where))
    named = [resolve(opened.corpus, word, [Sort.THEME]).id for word in themes or opened.corpus.codebook.themes]
    compared = [compare_theme(of, theme) for theme in dict.fromkeys(named)]
    wanted = format or SUFFIXES.get(Path(output).suffix.lower(), BriefFormat.MARKDOWN)
    target = Target(file=output, force=force)
    _refuse_to_show(wanted, target)
    refuse_overwriting(target, [*files(opened.root), *_templates(template)])
    given = values(of, compared, _passages(opened, of.documents, sources) if passages else {}, title.strip())
    put(_written(given, of, compared, wanted, _Chosen(length, template)), target)
    say_warnings(opened.warnings, check_command(corpus))


def _templates(own: Path | None) -> list[Path]:
    """Return the files that a briefing is made from, apart from the corpus."""
    from policylens.resources import templates

    return [own] if own else [path for path in templates().rglob("*") if path.is_file()]


class _Chosen(NamedTuple):
    """Which template is filled in."""

    length: Length
    template: Path | None


def _written(
    given: "Values", of: "Matrix", themes: "Sequence[ThemeComparison]", format: BriefFormat, chosen: _Chosen
) -> bytes:
    if format is BriefFormat.HTML:
        from policylens.render.html import page

        if chosen.template:
            raise PolicylensError("a template of your own is Markdown", "leave --format html out, or --template")
        return page(given, of, themes, short=chosen.length is Length.SHORT).encode()
    if chosen.template and chosen.length is Length.SHORT:
        raise PolicylensError("a template of your own decides how much it says", "leave --length out, or --template")
    written = _own(given, chosen.template) if chosen.template else _ours(given, chosen.length)
    if format is BriefFormat.DOCX:
        from policylens.render.word.document import document

        return document(written, given["title"])
    return written.encode()


def _own(given: "Values", template: Path) -> str:
    """Fill in a template of the user's own, which may have come from anybody."""
    from policylens.render.filling_apart import filled_apart

    return filled_apart(given, _read(template), str(template))


def _ours(given: "Values", length: Length) -> str:
    from policylens.render.briefing import FULL, SHORT
    from policylens.render.filling import filled
    from policylens.resources import templates

    used = templates() / (SHORT if length is Length.SHORT else FULL)
    return filled(given, _read(used), str(used))


def _refuse_to_show(format: BriefFormat, target: Target) -> None:
    """Raise PolicylensError if what is no text would go to a terminal."""
    if format is BriefFormat.DOCX and target.is_stdout and sys.stdout.isatty():
        raise PolicylensError("a Word file cannot be shown in a terminal", "name a file: -o briefing.docx")


def _passages(opened: Opened, documents: "Sequence[Document]", sources: Path | None) -> dict[str, list[str]]:
    """Return the passages behind each claim from the reader's copies. Raises PolicylensError if there is no copy."""
    from policylens.cli.copies import reader
    from policylens.evidence.report import check, passages_of
    from policylens.render.pages.evidence import only_word_for_word

    read = reader(opened, sources, [document.id for document in documents])
    checked = [check(document, read(document.id)) for document in documents]
    if all(each.copy is None for each in checked):
        raise PolicylensError(
            "there is no copy of any of these documents",
            f"give one with `policylens sources add {documents[0].id} FILE`, or leave out --passages",
        )
    without = [each.document.name for each in checked if each.copy is None]
    if without:
        say(f"policylens: no copy of {', '.join(without)}: its claims have their anchors instead of passages")
    if told := only_word_for_word(checked):
        say(f"policylens: {told}")
    return {claim: found for each in checked for claim, found in passages_of(each).items()}


def _read(path: Path) -> str:
    from policylens.corpus.files import FileError, read_bytes

    try:
        return read_bytes(path).decode("utf-8-sig")
    except FileError as error:
        raise PolicylensError(f"the template {path} cannot be used: {error.message}", error.hint) from None
    except UnicodeDecodeError:
        raise PolicylensError(f"the template {path} is not UTF-8 text", "save it as UTF-8") from None
