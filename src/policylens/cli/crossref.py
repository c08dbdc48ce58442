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
    TopOption,
    WhereOption,
)
from policylens.cli.output import Result, Target
from policylens.errors import PolicylensError
from policylens.measures import Duplicates, Measure

if TYPE_CHECKING:
    from policylens.analysis.comparison import Matrix
    from policylens.model import Corpus
    from policylens.render.charts.parts import Spec
    from policylens.render.page import Page

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
    measure: Annotated[
        Measure | None,
        typer.Option("--measure", show_default=False, help="Count claims for and against the same, instead."),
    ] = None,
    duplicates: Annotated[
        Duplicates | None,
        typer.Option(
            "--duplicates",
            show_default=False,
            help="With --measure: count all claims of a document (include, unless said otherwise), or those on the "
            "same side of a proposition once (concept).",
        ),
    ] = None,
    top: TopOption = None,
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
    policylens crossref -o pairs.png   every pair as a picture
    policylens crossref --measure congruence
    policylens crossref --top 3        the three that agree most, and least

    Agreement is city-block proximity: 1 - mean(|a - b|)/4 over the propositions on which both have a stance
    (Gower 1971). Documents that say yes to most things agree by habit; Krippendorff's ordinal alpha
    (Krippendorff 2011) takes that out.

    --measure counts claims as the networks of Discourse Network Analyzer do (Leifeld 2017), not normalized. Of each
    proposition, F and A are how many claims of a document are for and against it; a stance of 0 is neither. Summed
    over the propositions, congruence is F1·F2 + A1·A2, conflict is F1·A2 + A1·F2, and subtract is congruence minus
    conflict. --duplicates concept takes at most 1 for F and for A, as DNA does where it ignores duplicates across the
    date range.
    """
    if duplicates and not measure:
        raise PolicylensError("--duplicates says how claims are counted, and nothing counts them", "add --measure")
    chosen = {"named": named, "document": document, "where": where}
    given = {**chosen, "measure": measure, "duplicates": duplicates, "top": top}
    how = (measure, duplicates or Duplicates.INCLUDE) if measure else None
    answer(
        Asked("crossref", given, corpus, not no_cache),
        Target(format, output, force),
        lambda known: _crossed(known, named or [], document or [], where or [], how, top),
    )


def _crossed(
    corpus: "Corpus",
    named: list[str],
    document: list[str],
    where: list[str],
    how: tuple[Measure, Duplicates] | None,
    top: int | None,
) -> Result:
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
    if how:
        return _counted(of, chosen, how, top)
    return _two(matrix(corpus, chosen), chosen) if len(chosen) == PAIR else _many(of, chosen, top)


def _counted(of: "Matrix", chosen: list[str], how: tuple[Measure, Duplicates], top: int | None) -> Result:
    from policylens.analysis.strongest import strongest
    from policylens.analysis.ties import ties
    from policylens.plain import ties as plain
    from policylens.render.many import ends
    from policylens.render.pages.ties import strongest_page, tie_page, ties_page

    both = len(chosen) == PAIR
    documents = [of.corpus.document_by_id[name] for name in chosen] if both else of.documents
    one = "" if both or not chosen else chosen[0]
    codebook = of.corpus.codebook

    def page() -> "Page":
        if both:
            return tie_page(of.corpus, next(ties(codebook, documents, *how)), *how)
        shown = ends(_how_many(len(documents), one), top)
        if shown is not None:
            return strongest_page(of.corpus, strongest(codebook, documents, *how, top=shown, one=one), *how)
        return ties_page(of.corpus, list(ties(codebook, documents, *how, one)), *how)

    return Result(
        page=page,
        json=lambda: plain.ties_object(ties(codebook, documents, *how, one), *how),
        csv=lambda: plain.ties_csv(ties(codebook, documents, *how, one), *how),
    )


def _how_many(documents: int, one: object) -> int:
    """Return how many pairs there are, of all documents or of one with the others."""
    return documents - 1 if one else documents * (documents - 1) // 2


def _many(of: "Matrix", chosen: list[str], top: int | None) -> Result:
    from policylens.analysis.agreement import pairs
    from policylens.analysis.ranking import ranking
    from policylens.plain import crossref as plain
    from policylens.render.many import ends
    from policylens.render.pages.crossref import pairs_page, ranking_page

    one = of.corpus.document_by_id[chosen[0]] if chosen else None
    shown = ends(_how_many(len(of.documents), one), top)

    def page() -> "Page":
        if shown is None:
            return pairs_page(of, list(pairs(of, one)))
        return ranking_page(of, ranking(of, shown, one), one)

    def picture(corpus: str) -> "Spec":
        from policylens.render.charts.crossref import against_picture, pairs_picture

        if one:
            return against_picture(of, one, corpus)
        return pairs_picture(of, corpus)

    return Result(
        page=page,
        json=lambda: {"agreement": [plain.pair_object(pair) for pair in pairs(of, one)]},
        csv=lambda: plain.pairs_csv(pairs(of, one)),
        picture=picture,
    )


def _two(of: "Matrix", chosen: list[str]) -> Result:
    from policylens.analysis.crossref import cross_reference
    from policylens.plain import crossref as plain
    from policylens.render.pages.crossref import pair_page

    a, b = (of.corpus.document_by_id[name] for name in chosen)
    across = cross_reference(of, a, b)

    def picture(corpus: str) -> "Spec":
        from policylens.render.charts.crossref import pair_picture

        return pair_picture(of, across, corpus)

    return Result(
        page=lambda: pair_page(across),
        json=lambda: plain.crossref_object(across),
        csv=lambda: plain.pairs_csv([across.pair]),
        picture=picture,
    )
