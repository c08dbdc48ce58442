"""`policylens check`."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperCommand

from policylens.cli.answer import Asked, answer_with
from policylens.cli.copies import all_checked, tell
from policylens.cli.corpus import Opened, folder_of, is_bundled, read_corpus
from policylens.cli.options import CorpusOption, ForceOption, FormatOption, NoCacheOption, OutputOption
from policylens.cli.output import Result, Target, emit, form_of, formed, refuse_overwriting
from policylens.corpus.folder import files
from policylens.errors import ExitCode, PolicylensError

if TYPE_CHECKING:
    from policylens.corpus.census import Census
    from policylens.corpus.loader import Loaded
    from policylens.evidence.report import Checked

KEPT = ""
"""The value of `--sources` without a folder: the texts that are kept, or those that POLICYLENS_SOURCES names."""


class _Check(TyperCommand):
    """A command whose option `--sources` can do without its value."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Give `--sources` its empty value where no folder follows."""
        given = list(args)
        if "--sources" in given:
            after = given.index("--sources") + 1
            if after == len(given) or given[after].startswith("-"):
                given.insert(after, KEPT)
        return super().parse_args(ctx, given)


app = typer.Typer(rich_markup_mode=None, add_completion=False, pretty_exceptions_enable=False)


@app.command(cls=_Check)
def check(
    strict: Annotated[bool, typer.Option("--strict", help="Count warnings as errors.")] = False,
    sources: Annotated[
        str | None,
        typer.Option(
            "--sources",
            metavar="[DIR]",
            show_default=False,
            help="Look for every anchor in the documents' texts too: those kept by `policylens sources add`, "
            "or those in a folder (also named by POLICYLENS_SOURCES).",
        ),
    ] = None,
    corpus: CorpusOption = None,
    format: FormatOption = None,
    output: OutputOption = "",
    force: ForceOption = False,
    no_cache: NoCacheOption = False,
) -> None:
    """Check the data, and its positions against its claims.

    \b
    policylens check
    policylens check --corpus my-corpus --strict
    policylens check --corpus my-corpus --format json
    policylens check --sources

    Prints every problem with its place, and what was checked. Exits with 1 if there is an error, or if an anchor is
    missing or ambiguous, and with 2 if a copy cannot be read.
    """
    target = Target(format, output, force)
    if sources is None:
        asked = Asked("check", {"strict": strict}, corpus, cached=not no_cache)
        failed = bool(answer_with(asked, target, lambda: _data_checked(corpus, strict)))
    else:
        loaded = read_corpus(corpus)
        failed = _with_sources(loaded.strict() if strict else loaded, target, sources)
    if failed:
        raise typer.Exit(ExitCode.FINDINGS)


def _data_checked(corpus: Path | None, strict: bool) -> tuple[Result, int]:
    """Return what there is to show, and how many errors there are."""
    from policylens.cli.progress import progress
    from policylens.corpus.census import census

    found = census(folder_of(corpus), bundled=is_bundled(corpus), watching=progress)
    checked = found.strict() if strict else found
    return _result(checked, []), checked.errors


def _with_sources(loaded: "Loaded", target: Target, sources: str) -> bool:
    """Check the evidence against the copies too; return whether anything is wrong."""
    from policylens.corpus.census import census_of

    held, refused = _held(loaded, sources) if loaded.corpus is not None else ([], [])
    refuse_overwriting(target, files(loaded.root))
    emit(formed(_result(census_of(loaded), held), form_of(target)), target)
    tell(refused)
    return bool(loaded.errors) or any(each.failed for each in held)


def _held(loaded: "Loaded", sources: str) -> "tuple[list[Checked], list[PolicylensError]]":
    """Hold the evidence against the copies; return why copies cannot be read, too.

    Raises PolicylensError if there is no copy of any document.
    """
    import os

    named = sources or os.environ.get("POLICYLENS_SOURCES") or None
    assert loaded.corpus is not None  # noqa: S101 - the caller's to ask
    opened = Opened(loaded.corpus, loaded.root, loaded.warnings)
    held, refused = all_checked(opened, Path(named) if named else None)
    if held and all(each.copy is None for each in held):
        first = held[0].document.id
        where = f"in {named}" if named else "yet"
        raise PolicylensError(
            f"there is no copy of any document {where}",
            f"give one with `policylens sources add {first} FILE`, or name a folder with files like {first}.pdf",
        )
    return held, refused


def _result(census: "Census", held: "list[Checked]") -> Result:
    from policylens.plain import check as plain
    from policylens.render.pages.check import check_page

    if not held:
        return Result(
            page=lambda: check_page(census),
            json=lambda: plain.check_object(census),
            csv=lambda: plain.check_csv(census),
        )
    from policylens.plain import evidence
    from policylens.render.pages.evidence import check_blocks

    return Result(
        page=lambda: (*check_page(census), *check_blocks(held)),
        json=lambda: {
            **plain.check_object(census),
            "sources": [evidence.source_object(each) for each in held],
            "passages": [found for each in held for found in evidence.passage_objects(each)],
        },
        csv=lambda: evidence.passages_csv(held),
    )
