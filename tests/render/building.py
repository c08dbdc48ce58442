"""Corpora and pages for the tests of the formats, and how wide a text is."""

import unicodedata
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path

from hypothesis import strategies as st

from policylens.analysis.agreement import pairs
from policylens.analysis.change import Version, changes
from policylens.analysis.claims import Filter
from policylens.analysis.comparison import Matrix, compare_proposition, compare_theme, compare_topic, matrix, overview
from policylens.analysis.crossref import cross_reference
from policylens.corpus.census import census_of
from policylens.corpus.loader import Loaded
from policylens.corpus.problems import Problem, Severity
from policylens.model import (
    Charted,
    Claim,
    Codebook,
    Coding,
    Confidence,
    Corpus,
    Direction,
    Document,
    Evidence,
    Kind,
    Proposition,
    Scale,
    Theme,
)
from policylens.render.page import Page
from policylens.render.pages.change import change_page
from policylens.render.pages.check import check_page
from policylens.render.pages.claims import claim_page
from policylens.render.pages.comparison import matrix_page, overview_page, proposition_page, theme_page, topic_page
from policylens.render.pages.crossref import pair_page, pairs_page
from policylens.render.pages.document import claims_page, document_page
from policylens.render.pages.listing import listing_page
from policylens.render.pages.search import search_page
from policylens.render.terminal import Terminal, render
from policylens.store.search import search


def columns(line: str) -> int:
    """Return how many columns of a terminal the line takes."""
    return sum(_columns(character) for character in line)


def _columns(character: str) -> int:
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def plain(page: Page, width: int = 80, *, unicode: bool = True) -> str:
    return render(page, Terminal(width=width, unicode=unicode))


def town(documents: int, propositions: int = 8, *, scaled: bool = True) -> Corpus:
    """Make a corpus of so many documents that hold every sort of position on so many propositions of one theme."""
    theme = _theme(propositions, Scale(low="shorter", high="longer") if scaled else None)
    return Corpus(
        codebook=Codebook(version="1", themes={"hours": theme}),
        documents=tuple(_resident(number, propositions) for number in range(documents)),
    )


def _theme(propositions: int, scale: Scale | None) -> Theme:
    return Theme(
        id="hours",
        title="Opening hours",
        question="When should it be open?",
        scale=scale,
        propositions=tuple(
            Proposition(id=f"open-{number}", text=f"It should be open at hour {number}.", direction=Direction.HIGH)
            for number in range(propositions)
        ),
    )


def _resident(number: int, propositions: int) -> Document:
    """Make a document; which position it has where follows from its number, and every seventh is not coded."""
    positions = {}
    claims = []
    for other in range(propositions):
        stance = (number * 3 + other * 2) % 7 - 2
        if stance <= 2:
            name = f"d{number}-c{other}"
            against = -1 if (number + other) % 5 == 0 and stance > 0 else stance
            claims.append(
                Claim(id=name, kind=Kind.PRINCIPLE, statement="It says so.", stances={f"open-{other}": against})
            )
            sure = list(Confidence)[(number + other) % 3]
            positions[f"open-{other}"] = Charted(stance=stance, confidence=sure, because="It says so.", claims=(name,))
    return Document(
        id=f"d{number}",
        title=f"Text {number}",
        short_name=f"Paper {number}",
        coding=Coding(themes=() if number % 7 == 6 else ("hours",)),
        positions=None if number % 7 == 5 else positions,
        claims=tuple(claims),
    )


@cache
def town_page(documents: int, propositions: int = 8, *, scaled: bool = True) -> Page:
    of = matrix(town(documents, propositions, scaled=scaled))
    return theme_page(of, compare_theme(of, "hours"))


def _of_first(build: Callable[[Matrix, Document], Page]) -> Callable[[Corpus], Page]:
    def page(corpus: Corpus) -> Page:
        first = corpus.documents[0]
        return build(matrix(corpus, [first.id]), first)

    return page


def _checked(corpus: Corpus) -> Page:
    problems = tuple(
        Problem(
            file=text.title,
            line=3,
            column=1,
            rule="empty",
            severity=Severity.ERROR,
            claim=text.claims[0].id,
            field="statement",
            message=text.summary,
            hint=text.standpoint,
        )
        for text in corpus.documents
    )
    return check_page(census_of(Loaded(root=Path(), corpus=corpus, problems=problems, files=3)))


def _searched(corpus: Corpus, words: list[str]) -> Page:
    return search_page(search(corpus.claims(), dict(corpus.codebook.topics), words), words)


def _changed(corpus: Corpus) -> Page:
    """Every sort of change, in both directions."""
    old, new = matrix(corpus), matrix(_later(corpus))
    name = corpus.documents[0].title
    there = changes(old, new, (Version(name), Version(name, "0123456789")))
    back = changes(new, old, (Version(name, "0123456789"), Version(name)))
    return (*change_page(there), *change_page(back, None))


def _later(corpus: Corpus) -> Corpus:
    """Let a document go, and say in the others, and in the codebook, some things in other words of the corpus."""
    documents = tuple(_recoded(document) for document in corpus.documents[: max(1, len(corpus.documents) - 1)])
    codebook = corpus.codebook
    themes = {name: _reworded(theme) for name, theme in codebook.themes.items()}
    return Corpus(
        codebook=replace(codebook, version="2", themes=themes, topics={"u": codebook.topics["topic"]}),
        documents=tuple(
            replace(document, claims=tuple(replace(claim, topics=()) for claim in document.claims))
            for document in documents
        ),
    )


def _reworded(theme: Theme) -> Theme:
    first, *others = theme.propositions
    kept = (replace(first, text=first.include, exclude=first.text, direction=None), *others[:-1])
    return replace(theme, title=theme.question, scale=None, propositions=kept)


def _recoded(document: Document) -> Document:
    first, *others = document.claims
    recoded = replace(first, statement=first.mechanism, evidence=(), stances={"p1": -2}, headline=True)
    positions = {
        name: replace(each, stance=-each.stance, because=document.title, claims=each.claims[1:])
        for name, each in (document.positions or {}).items()
        if name in ("p1", "p2")
    }
    return replace(
        document,
        title=document.scope,
        attributes={document.title: document.scope},
        positions=positions if document.positions else None,
        claims=(recoded, *others[1:]),
    )


PAGES: dict[str, Callable[[Corpus], Page]] = {
    "overview": lambda of: overview_page(matrix(of), overview(matrix(of))),
    "theme": lambda of: theme_page(matrix(of), compare_theme(matrix(of), "theme")),
    "theme with all claims": lambda of: theme_page(matrix(of), compare_theme(matrix(of), "theme"), all_claims=True),
    "proposition": lambda of: proposition_page(matrix(of), compare_proposition(matrix(of), "p1")),
    "topic": lambda of: topic_page(compare_topic(matrix(of), "topic")),
    "matrix": lambda of: matrix_page(matrix(of), overview(matrix(of))),
    "listing": lambda of: listing_page(matrix(of), propositions=False, topics=True),
    "propositions": lambda of: listing_page(matrix(of), propositions=True, topics=False),
    "document": _of_first(document_page),
    "claims": _of_first(lambda _, text: claims_page(text, text.claims, Filter(kinds=(Kind.RECOMMENDATION,)))),
    "claim": lambda of: claim_page(of.documents[0], of.documents[0].claims[0], of.codebook),
    "pairs": lambda of: pairs_page(matrix(of), tuple(pairs(matrix(of)))),
    "pair": lambda of: pair_page(cross_reference(matrix(of), of.documents[0], of.documents[-1])),
    "search": lambda of: _searched(of, [of.documents[0].claims[0].statement, "it"]),
    "check": _checked,
    "changes": _changed,
}
"""Every page that the program shows, made from a corpus."""


def corpora(words: st.SearchStrategy[str]) -> st.SearchStrategy[Corpus]:
    """Corpora whose every free text is drawn from `words`."""
    return st.tuples(st.lists(words, min_size=8, max_size=8), st.sampled_from([1, 2, 5, 13]), st.integers(1, 60)).map(
        lambda drawn: written(*drawn)
    )


def written(texts: list[str], documents: int = 3, long_id: int = 5) -> Corpus:
    """Make a corpus of these texts, with an id of `long_id` characters among its propositions and topics."""
    words = [*texts, *texts]
    propositions = [
        Proposition(id=name, text=words[number], direction=Direction.HIGH, include=words[3], exclude=words[4])
        for number, name in enumerate(["p1", "p2", "p" * (long_id + 2)])
    ]
    scale = Scale(low=words[5], high=words[6])
    theme = Theme(id="theme", title=words[0], question=words[1], propositions=tuple(propositions), scale=scale)
    topics = {"topic": words[2], "t" * (long_id + 1): words[3]}
    return Corpus(
        codebook=Codebook(version="1", themes={"theme": theme}, sectors={"sector": words[4]}, topics=topics),
        documents=tuple(
            _author(number, words[number % 8 :], [each.id for each in propositions]) for number in range(documents)
        ),
    )


def _author(number: int, words: list[str], propositions: list[str]) -> Document:
    evidence = Evidence(source=words[0], section=words[1], page=words[2], start=words[3], end=words[4])
    claims = [
        Claim(
            id=f"d{number}-r{other}",
            kind=Kind.RECOMMENDATION,
            number=("", "1", words[5])[other],
            statement=words[other],
            mechanism=words[6],
            conditions=words[7],
            actors=(words[1], words[2]),
            sectors=("sector",),
            topics=("topic",),
            speaker=words[3] if other else "",
            stances={"p1": 1 - 2 * (other % 2), "p2": other - 1},
            refers_to=(f"d{number}",),
            evidence=(evidence,),
        )
        for other in range(3)
    ]
    names = tuple(each.id for each in claims)
    charted = {
        name: Charted(
            stance=(number + other) % 5 - 2, confidence=list(Confidence)[other], because=words[4], claims=names
        )
        for other, name in enumerate(propositions)
    }
    return Document(
        id=f"d{number}",
        title=words[0],
        short_name=words[1],
        authors=(words[2], words[3]),
        publisher=words[4],
        date="2001",
        kind=words[5],
        standpoint=words[6],
        scope=words[7],
        licence=words[0],
        isbn="1",
        attributes={words[1]: words[2]},
        summary=words[3],
        coding=Coding(coder=words[4], date="2002", codebook="1", themes=() if number % 6 == 4 else ("theme",)),
        positions=None if number % 6 == 3 else charted,
        claims=tuple(claims),
    )
