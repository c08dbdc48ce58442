"""`policylens suggest`."""

import re
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from policylens.cli.complete import complete_positioned
from policylens.cli.copies import extracted
from policylens.cli.corpus import open_corpus, with_codebook
from policylens.cli.options import CorpusOption, ForceOption, Format, FormatOption, NoCacheOption, OutputOption
from policylens.cli.output import Result, Target, emit, form_of, formed, put, refuse_overwriting
from policylens.corpus.folder import CODEBOOK, files
from policylens.errors import PolicylensError

if TYPE_CHECKING:
    from policylens.corpus.problems import Problem
    from policylens.model import Corpus, Proposition
    from policylens.store.suggest import Suggestions

TOP: Final = 20
"""So many passages a proposition are given as data, if nothing else is asked for."""

TOP_SHOWN: Final = 3
"""And so many where they are to be read, or made into claims."""

MOST: Final = 200


def suggest(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The text: PDF, text, HTML, Word (.docx) or Markdown.")],
    theme: Annotated[
        list[str] | None,
        typer.Option(
            "--theme",
            "-t",
            metavar="NAME",
            show_default=False,
            autocompletion=complete_positioned,
            help="Only this theme or proposition; give it again for more.",
        ),
    ] = None,
    top: Annotated[
        int | None,
        typer.Option(
            "--top",
            metavar="N",
            min=1,
            max=MOST,
            show_default=False,
            help=f"How many passages a proposition: {TOP_SHOWN} if not said, {TOP} as JSON and CSV.",
        ),
    ] = None,
    stubs: Annotated[
        bool, typer.Option("--stubs", help="Write claims to paste and to complete: places and anchors, no judgement.")
    ] = False,
    corpus: CorpusOption = None,
    format: FormatOption = None,
    output: OutputOption = "",
    force: ForceOption = False,
    no_cache: NoCacheOption = False,
) -> None:
    """Find the passages of a text that are worth reading first.

    \b
    policylens suggest report.txt
    policylens suggest report.pdf --theme markets --top 10
    policylens suggest report.pdf --theme markets --stubs -o claims.yaml
    policylens suggest report.txt --format json

    For a document that is not coded yet. Passages of about 80 words are ranked by BM25 on the words of the proposition
    and of its cues, which are in the codebook. Each has an anchor that finds it again. To code a document is still to
    read it: this is where to begin, and a second look at what seems to be silent.
    """
    from policylens.store.suggest import suggest as find

    target = Target(format, output, force)
    if stubs and (format is not None or target.wanted is not Format.TABLE):
        raise PolicylensError("--stubs writes YAML", "leave --format out, and name a file that ends in .yaml")
    read = _corpus(corpus, cached=not no_cache)
    refuse_overwriting(target, [*files(read[1]), file])
    wanted = top or (TOP_SHOWN if stubs or form_of(target) == "page" else TOP)
    found = find(extracted(file, cached=not no_cache), _propositions(read[0], theme), wanted)
    if stubs:
        put(_stubs(found, read[0], file), target)
    else:
        emit(formed(_result(found, read[0], wanted), form_of(target)), target)


def _corpus(folder: Path | None, *, cached: bool) -> "tuple[Corpus, Path]":
    """Return the corpus and its folder; documents may be wrong. Raises PolicylensError if the codebook is."""
    try:
        opened = open_corpus(folder, cached=cached)
    except PolicylensError:
        loaded = with_codebook(folder) if folder else None
        wrong = loaded.problems if loaded else ()
        if loaded is None or loaded.corpus is None or any(_is_in_codebook(each) for each in wrong):
            raise
        return loaded.corpus, loaded.root
    return opened.corpus, opened.root


def _is_in_codebook(problem: "Problem") -> bool:
    return problem.file == CODEBOOK and problem.severity == "error"


def _propositions(corpus: "Corpus", names: Sequence[str] | None) -> "list[Proposition]":
    """Return the propositions of the themes named, and those that are named, in the codebook's order.

    Raises PolicylensError if there are none.
    """
    from policylens.analysis.names import Sort, resolve

    codebook = corpus.codebook
    named = {resolve(corpus, name, [Sort.THEME, Sort.PROPOSITION]).id for name in names or codebook.themes}
    found = [each for each in codebook.propositions.values() if named & {each.id, codebook.theme_of[each.id].id}]
    if not found:
        where = "this part of the codebook" if names else "the codebook"
        raise PolicylensError(f"{where} has no propositions to look for", "add some to its themes in codebook.yaml")
    return found


def _result(found: "Suggestions", corpus: "Corpus", top: int) -> Result:
    from policylens.plain import suggest as plain
    from policylens.render.pages.suggest import suggest_page

    return Result(
        page=lambda: suggest_page(found, corpus.codebook, top),
        json=lambda: list(plain.suggested_objects(found)),
        csv=lambda: plain.suggested_csv(found),
    )


def _stubs(found: "Suggestions", corpus: "Corpus", file: Path) -> bytes:
    from policylens.render.stubs import stubs

    name = re.sub(r"[^a-z0-9]+", "-", file.stem.lower()).strip("-")[:40].strip("-")
    return stubs(found, corpus.codebook, name or "document").encode("utf-8", "surrogatepass")
