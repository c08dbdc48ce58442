"""`policylens brief`."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

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
from policylens.cli.output import Target, say, say_warnings, write
from policylens.corpus.folder import files
from policylens.errors import PolicylensError

if TYPE_CHECKING:
    from policylens.model import Document


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
    template: Annotated[
        Path | None, typer.Option("--template", metavar="FILE", show_default=False, help="Your own Jinja template.")
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
    """Write a briefing in Markdown, each finding with its claims.

    \b
    policylens brief markets -o briefing.md
    policylens brief markets autonomy -d demos -d fabian -o two.md
    policylens brief markets --passages -o with-passages.md
    policylens brief --template mine.md.j2 -o briefing.md
    """
    from policylens.analysis.comparison import compare_theme, matrix
    from policylens.analysis.names import Sort, resolve
    from policylens.render.briefing import BUNDLED, briefing
    from policylens.resources import templates

    opened = open_corpus(corpus, cached=not no_cache)
    of = matrix(opened.corpus, chosen_documents(opened.corpus, document, where))
    named = [resolve(opened.corpus, word, [Sort.THEME]).id for word in themes or opened.corpus.codebook.themes]
    compared = [compare_theme(of, theme) for theme in dict.fromkeys(named)]
    used = template or templates() / BUNDLED
    found = _passages(opened, of.documents, sources) if passages else {}
    written = briefing(of, compared, _read(used), str(used), found)
    write(written.encode(), Target(file=output, force=force), [*files(opened.root), used])
    say_warnings(opened.warnings, check_command(corpus))


def _passages(opened: Opened, documents: "Sequence[Document]", sources: Path | None) -> dict[str, list[str]]:
    """Return the passages behind each claim from the reader's copies. Raises PolicylensError if there is no copy."""
    from policylens.cli.copies import reader
    from policylens.evidence.report import check, passages_of

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
    return {claim: found for each in checked for claim, found in passages_of(each).items()}


def _read(path: Path) -> str:
    from policylens.corpus.files import FileError, read_bytes

    try:
        return read_bytes(path).decode("utf-8-sig")
    except FileError as error:
        raise PolicylensError(f"the template {path} cannot be used: {error.message}", error.hint) from None
    except UnicodeDecodeError:
        raise PolicylensError(f"the template {path} is not UTF-8 text", "save it as UTF-8") from None
