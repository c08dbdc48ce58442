"""`policylens compare`."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from policylens.cli.answer import Asked, answer
from policylens.cli.complete import complete_compared
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

if TYPE_CHECKING:
    from policylens.analysis.comparison import Matrix
    from policylens.analysis.names import Named
    from policylens.model import Corpus
    from policylens.render.charts.parts import Spec


def compare(
    what: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[WHAT]...",
            show_default=False,
            help="Themes, propositions or topics; without any, an overview of all themes.",
            autocompletion=complete_compared,
        ),
    ] = None,
    all_: Annotated[bool, typer.Option("--all", help="The whole matrix: every proposition of every theme.")] = False,
    claims: Annotated[bool, typer.Option("--claims", help="All claims behind each position.")] = False,
    by: Annotated[
        str,
        typer.Option(
            "--by",
            metavar="ATTRIBUTE",
            show_default=False,
            help="How the positions of groups are distributed: the documents of each party, period, type ...",
        ),
    ] = "",
    top: TopOption = None,
    document: DocumentsOption = None,
    where: WhereOption = None,
    corpus: CorpusOption = None,
    format: FormatOption = None,
    output: OutputOption = "",
    force: ForceOption = False,
    no_cache: NoCacheOption = False,
) -> None:
    """Say where the documents agree, where they diverge, and why.

    \b
    policylens compare                             all themes at a glance
    policylens compare markets                     one theme
    policylens compare provider-competition        one proposition, all claims
    policylens compare topic:academies             what each says on a topic
    policylens compare markets -d demos -d fabian  two documents only
    policylens compare --where 'date<2010'         the older documents only
    policylens compare markets --by party          each party's documents, counted
    policylens compare markets -o markets.md       as Markdown
    policylens compare markets -o markets.svg      as a picture
    """
    if what and all_:
        raise PolicylensError("--all is the whole matrix", "leave out --all, or the names before it")
    if by and (claims or all_):
        raise PolicylensError("--by counts positions", "leave out --claims and --all")
    if claims and not what:
        raise PolicylensError("--claims goes with a theme or a proposition", "name one before it")
    answer(
        Asked(
            "compare",
            {"what": what, "all": all_, "claims": claims, "by": by, "top": top, "document": document, "where": where},
            corpus,
            not no_cache,
        ),
        Target(format, output, force),
        lambda known: _compared(known, what or [], (all_, claims, by, top), chosen_documents(known, document, where)),
    )


_How = tuple[bool, bool, str, int | None]
"""Whether everything, whether all claims, by which groups, how many of either end."""


def _compared(corpus: "Corpus", what: list[str], how: _How, chosen: Sequence[str]) -> Result:
    from policylens.analysis.comparison import matrix
    from policylens.analysis.names import Sort, resolve

    sorts = [Sort.THEME, Sort.PROPOSITION, Sort.TOPIC]
    named = list(dict.fromkeys(resolve(corpus, word, sorts) for word in what))
    of = matrix(corpus, chosen, _themes(corpus, named))
    whole, claims, by, top = how
    if by:
        return _grouped(of, named, by, top)
    return _named(of, named, claims, top) if named else _everything(of, whole, top)


def _themes(corpus: "Corpus", named: "Sequence[Named]") -> set[str]:
    """Return the themes of what is named: with those alone no more is read than is shown."""
    from policylens.analysis.names import Sort

    theme_of = corpus.codebook.theme_of
    inside = {theme_of[name.id].id for name in named if name.sort is Sort.PROPOSITION}
    return inside | {name.id for name in named if name.sort is Sort.THEME}


def _grouped(of: "Matrix", named: "Sequence[Named]", by: str, top: int | None) -> Result:
    from policylens.analysis.comparison import compare_proposition, compare_theme, overview
    from policylens.analysis.groups import grouped
    from policylens.analysis.names import Sort
    from policylens.plain import groups as plain
    from policylens.render.pages.comparison import groups_page

    if any(name.sort is Sort.TOPIC for name in named):
        raise PolicylensError("--by counts positions, and a topic has none", "name themes or propositions")
    rows = [] if named else [row for theme in overview(of) for row in theme.propositions]
    for name in named:
        theme = name.sort is Sort.THEME
        rows += compare_theme(of, name.id).propositions if theme else [compare_proposition(of, name.id)]
    found = grouped(of, by, rows)

    def picture(corpus: str) -> "Spec":
        from policylens.render.charts.groups import groups_picture

        return groups_picture(of, found, corpus)

    return Result(
        page=lambda: groups_page(of, found, top),
        json=lambda: plain.groups_object(found),
        csv=lambda: plain.groups_csv(found),
        picture=picture,
    )


def _everything(of: "Matrix", whole: bool, top: int | None) -> Result:
    from policylens.analysis.comparison import overview
    from policylens.plain import comparison as plain
    from policylens.render.pages.comparison import matrix_page, overview_page

    themes = overview(of)

    def picture(corpus: str) -> "Spec":
        from policylens.render.charts.comparison import matrix_picture, overview_picture

        return (matrix_picture if whole else overview_picture)(of, themes, corpus)

    return Result(
        page=lambda: matrix_page(of, themes) if whole else overview_page(of, themes, top),
        json=lambda: plain.comparison_object(of, themes, (), ()),
        csv=lambda: plain.positions_csv(row for theme in themes for row in theme.propositions),
        picture=picture,
    )


def _named(of: "Matrix", named: "Sequence[Named]", all_claims: bool, top: int | None) -> Result:
    from policylens.analysis.comparison import compare_proposition, compare_theme, compare_topic
    from policylens.analysis.names import Sort
    from policylens.plain import comparison as plain
    from policylens.plain.records import claims_csv
    from policylens.render.pages.comparison import proposition_page, theme_page, topic_page

    themes = {name.id: compare_theme(of, name.id) for name in named if name.sort is Sort.THEME}
    rows = {name.id: compare_proposition(of, name.id) for name in named if name.sort is Sort.PROPOSITION}
    topics = {name.id: compare_topic(of, name.id) for name in named if name.sort is Sort.TOPIC}
    pages = {
        Sort.THEME: lambda name: theme_page(of, themes[name], all_claims=all_claims, top=top),
        Sort.PROPOSITION: lambda name: proposition_page(of, rows[name], all_claims=all_claims, top=top),
        Sort.TOPIC: lambda name: topic_page(topics[name], top),
    }

    def csv() -> str:
        if topics and (themes or rows):
            raise PolicylensError("a topic's claims and positions do not go into one CSV table", "ask for one of them")
        if topics:
            return claims_csv((d, c) for topic in topics.values() for d, found in topic.claims for c in found)
        inside = [row for theme in themes.values() for row in theme.propositions]
        alone = [row for row in rows.values() if row.theme.id not in themes]
        return plain.positions_csv([*inside, *alone])

    def picture(corpus: str) -> "Spec":
        from policylens.render.charts.comparison import named_picture

        return named_picture(of, [(themes | rows)[name.id] for name in named], corpus)

    return Result(
        page=lambda: tuple(block for name in named for block in pages[name.sort](name.id)),
        json=lambda: plain.comparison_object(of, [*themes.values()], [*rows.values()], [*topics.values()]),
        csv=csv,
        picture=None if topics else picture,
    )
