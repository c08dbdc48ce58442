"""`policylens import refi-qda`."""

import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from policylens.cli.making import make_corpus, usual_next

if TYPE_CHECKING:
    from policylens.corpus.imported import Imported
    from policylens.watch import Watch


def import_refi(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A project (.qdpx) or a codebook (.qdc).")],
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="A folder that is not there yet, or is empty.")],
) -> None:
    """Make a corpus of a REFI-QDA project or codebook.

    \b
    policylens import refi-qda project.qdpx study
    policylens import refi-qda codebook.qdc study

    NVivo, MAXQDA, ATLAS.ti, QualCoder, Taguette and others write such files. Codes become themes and propositions that
    await their wording; the texts of a project become documents, and what is coded in them claims without a stance, as
    a code says what a passage is about and not on which side it is. Their topics say how they were coded. The texts
    are put into DIR/texts, where commands find them with --sources.

    What `policylens export refi-qda` has written comes back as it was, with all that has been changed elsewhere.
    docs/refi-qda.md says what becomes of what.
    """
    make_corpus(folder, lambda watch: _read(file, watch), _next)


def _read(file: Path, watch: "Watch") -> "Imported":
    from policylens.exchange.refi.reading import read_refi

    return read_refi(file, watch)


def _next(folder: Path, imported: "Imported") -> Iterator[str]:
    """Yield what there is to be done: stances are what a project of another program has none of."""
    from policylens.exchange.refi.assembling import TEXTS

    corpus = imported.corpus
    assert corpus is not None  # noqa: S101 - it has been written
    if any(document.stances for document in corpus.documents):
        yield from usual_next(folder, imported)
        return
    named = shlex.quote(str(folder))
    yield f"policylens check --corpus {named}"
    if not corpus.documents:
        yield f'policylens new my-document --title "My document" --corpus {named}'
    found = ((each, claim) for each, claim in corpus.claims() if claim.evidence)
    there = (claim.id for each, claim in found if f"{TEXTS}/{each.id}.txt" in imported.files)
    if claim := next(there, ""):
        yield f"policylens trace {claim} --corpus {named} --sources {shlex.quote(str(folder / TEXTS))}"
