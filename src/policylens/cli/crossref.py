"""`policylens crossref`."""

from typing import TYPE_CHECKING, Annotated

import typer

from policylens.cli.answer import Asked, answer
from policylens.cli.complete import complete_document
from policylens.cli.corpus import chosen_documents
from policylens.cli.options import (
    CorpusOption,
    DocumentsOption,
    ForceOption,
    FormatOption,
    NoCacheOption,
    OutputOption,
    WhereOption,
)
from policylens.cli.output import Result, Target
from policylens.errors import PolicylensError

if TYPE_CHECKING:
    from policylens.analysis.comparison import Matrix
    from policylens.model import Corpus

PAIR = 2


def crossref(
    named: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[DOCUMENT]...",
            show_default=False,
            help="Two documents to read across; one to hold against all others; none for every pair.",
            autocompletion=complete_document,
        ),
    ] = None,
    document: DocumentsOption = None,
    where: WhereOption = None,
    corpus: CorpusOption = None,
    format: FormatOption = None,
    output: OutputOption = "",
    force: ForceOption = False,
    no_cache: NoCacheOption = False,
) -> None:
    """Hold documents against each other in pairs.

    \b
    policylens crossref                every pair
    policylens crossref demos          Demos against all others
    policylens crossref demos fabian   these two: where they agree and diverge

    Agreement is city-block proximity: 1 - mean(|a - b|)/4 over the propositions on which both have a stance
    (Gower 1971). Documents that say yes to most things agree by habit; Krippendorff's ordinal alpha
    (Krippendorff 2011) takes that out.
    """
    answer(
        Asked("crossref", {"named": named, "document": document, "where": where}, corpus, not no_cache),
        Target(format, output, force),
        lambda known: _crossed(known, named or [], document or [], where or []),
    )


def _crossed(corpus: "Corpus", named: list[str], document: list[str], where: list[str]) -> Result:
    from policylens.analysis.comparison import matrix
    from policylens.analysis.names import documents

    chosen = list(dict.fromkeys(documents(corpus, named))) if named else []
    among = chosen_documents(corpus, document, where) if document or where else []
    of = matrix(corpus, [*among, *chosen] if among else ())
    if len(chosen) > PAIR or (named and len(named) > len(chosen)):
        raise PolicylensError("crossref takes one document or two different ones", "choose from many with -d")
    if len(chosen) == PAIR and (document or where):
        raise PolicylensError(
            "two documents are named: -d and --where have nothing left to choose", "leave them out, or one of them"
        )
    return _two(matrix(corpus, chosen), chosen) if len(chosen) == PAIR else _many(of, chosen)


def _many(of: "Matrix", chosen: list[str]) -> Result:
    from policylens.analysis.agreement import pairs
    from policylens.plain import crossref as plain
    from policylens.render.pages.crossref import pairs_page

    found = [pair for pair in pairs(of) if not chosen or chosen[0] in (pair.a, pair.b)]
    return Result(
        page=lambda: pairs_page(of, found),
        json=lambda: {"agreement": [plain.pair_object(pair) for pair in found]},
        csv=lambda: plain.pairs_csv(found),
        pictured=True,
    )


def _two(of: "Matrix", chosen: list[str]) -> Result:
    from policylens.analysis.crossref import cross_reference
    from policylens.plain import crossref as plain
    from policylens.render.pages.crossref import pair_page

    a, b = (of.corpus.document_by_id[name] for name in chosen)
    across = cross_reference(of, a, b)
    return Result(
        page=lambda: pair_page(across),
        json=lambda: plain.crossref_object(across),
        csv=lambda: plain.pairs_csv([across.pair]),
        pictured=True,
    )
