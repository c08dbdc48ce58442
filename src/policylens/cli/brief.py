"""`policylens brief`."""

from pathlib import Path
from typing import Annotated

import typer

from policylens.cli.complete import complete_theme
from policylens.cli.corpus import check_command, open_corpus
from policylens.cli.options import CorpusOption, DocumentsOption, ForceOption, OutputOption
from policylens.cli.output import Target, say_warnings, write
from policylens.corpus.folder import files
from policylens.errors import PolicylensError


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
    document: DocumentsOption = None,
    corpus: CorpusOption = None,
    output: OutputOption = "",
    force: ForceOption = False,
) -> None:
    """Write a briefing in Markdown, each finding with its claims.

    \b
    policylens brief markets -o briefing.md
    policylens brief markets autonomy -d demos -d fabian -o two.md
    policylens brief --template mine.md.j2 -o briefing.md
    """
    from policylens.analysis.comparison import compare_theme, matrix
    from policylens.analysis.names import Sort, documents, resolve
    from policylens.render.briefing import BUNDLED, briefing
    from policylens.resources import templates

    opened = open_corpus(corpus)
    of = matrix(opened.corpus, documents(opened.corpus, document))
    named = [resolve(opened.corpus, word, [Sort.THEME]).id for word in themes or opened.corpus.codebook.themes]
    compared = [compare_theme(of, theme) for theme in dict.fromkeys(named)]
    used = template or templates() / BUNDLED
    written = briefing(of, compared, _read(used), str(used))
    write(written.encode(), Target(file=output, force=force), [*files(opened.root), used])
    say_warnings(opened.warnings, check_command(corpus))


def _read(path: Path) -> str:
    from policylens.corpus.files import FileError, read_bytes

    try:
        return read_bytes(path).decode("utf-8-sig")
    except FileError as error:
        raise PolicylensError(f"the template {path} cannot be used: {error.message}", error.hint) from None
    except UnicodeDecodeError:
        raise PolicylensError(f"the template {path} is not UTF-8 text", "save it as UTF-8") from None
