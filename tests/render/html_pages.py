"""Briefings in HTML for the tests: of the bundled corpus, of the small one, and of corpora that mean harm."""

from collections.abc import Callable, Iterator, Sequence
from functools import cache
from itertools import count, cycle

from conftest import CORPORA

from policylens import resources
from policylens.analysis.comparison import compare_theme, matrix
from policylens.corpus.loader import load
from policylens.kinds import Kind
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
    Proposition,
    Scale,
    Theme,
)
from policylens.render.briefing import values
from policylens.render.html import page

from .building import town

RUN = "document.title = 'it ran'"
"""What every attack would run."""

ATTACKS = (
    f"<script>{RUN}</script>",
    f"</script><script>{RUN}</script>",
    f"</style><script>{RUN}</script><style>",
    f"</title><script>{RUN}</script>",
    f'"><img src=x onerror="{RUN}">',
    f"' autofocus onfocus='{RUN}",
    f'" style="position:fixed" onmouseover="{RUN}',
    f"<svg onload={RUN}>",
    f"javascript:{RUN}",
    f'<a href="javascript:{RUN}">here</a>',
    '<link rel="stylesheet" href="https://example.org/x.css">',
    '<meta http-equiv="refresh" content="0;url=https://example.org/">',
    '<base href="https://example.org/"><form action="https://example.org/">',
    '<img src="https://example.org/x.png"><iframe src="https://example.org/">',
    "url(https://example.org/x.png) @import 'https://example.org/x.css';",
    "<!-- a comment --> <![CDATA[ that is none ]]> <?php ?>",
    "&lt;b&gt; &amp; & &#x3c; &NotEqualTilde;",
    "{{ 7 * 7 }} {% raw %} {# no #} ${7 * 7} `x`",
    "a\x00b\x07\x1b[31mred\x7f\x85\u2028end",
    "\u202eright to left\u2066 and\u200b hidden\ufeff",
    "Donaudampfschifffahrtsgesellschaft" * 6,
    "https://example.org/" + "a" * 130,
    "👩\u200d👩\u200d👧\u200d👦 🏳️\u200d🌈 🙂",
    "שירותים ציבוריים, الخدمات العامة",
    "公共服務應該由市民共同生產",
)
"""Texts that are markup, that steer, that have no place to break, that are written from right to left."""


def made(corpus: Corpus, *themes: str, documents: Sequence[str] = (), short: bool = False, title: str = "") -> str:
    """Write the briefing of these themes, or of all, on these documents, or on all."""
    of = matrix(corpus, documents)
    compared = [compare_theme(of, name) for name in themes or corpus.codebook.themes]
    return page(values(of, compared, {}, title), of, compared, short=short)


def with_passages(corpus: Corpus) -> str:
    """Write the briefing of all, where every passage of claims that have a speaker is its own first words."""
    of = matrix(corpus)
    compared = [compare_theme(of, name) for name in corpus.codebook.themes]
    passages = {claim.id: [each.start for each in claim.evidence] for _, claim in corpus.claims() if claim.speaker}
    return page(values(of, compared, passages), of, compared)


@cache
def bundled() -> Corpus:
    corpus = load(resources.data(), bundled=True).corpus
    assert corpus is not None
    return corpus


@cache
def small() -> Corpus:
    corpus = load(CORPORA / "small").corpus
    assert corpus is not None
    return corpus


def filled_with(texts: Sequence[str], ids: Sequence[str] = (), documents: int = 4, propositions: int = 3) -> Corpus:
    """Make a corpus of two themes whose texts are these, in turn, each with a number after it.

    So are the ids, which no file could have.
    """
    text = _numbered(texts)
    name = _numbered(ids) if ids else (f"id-{number}" for number in count())
    themes = tuple(_theme(name, text, propositions) for _ in range(2))
    return Corpus(
        codebook=Codebook(version=next(text), themes={theme.id: theme for theme in themes}),
        documents=tuple(_document(name, text, number, themes) for number in range(documents)),
    )


def _numbered(texts: Sequence[str]) -> Iterator[str]:
    for text, number in zip(cycle(texts), count()):
        yield f"{text} {number}"


def _theme(name: Iterator[str], text: Iterator[str], propositions: int) -> Theme:
    return Theme(
        id=next(name),
        title=next(text),
        question=next(text),
        scale=Scale(low=next(text), high=next(text)),
        propositions=tuple(
            Proposition(id=next(name), text=next(text), direction=Direction.HIGH) for _ in range(propositions)
        ),
    )


def _document(name: Iterator[str], text: Iterator[str], number: int, themes: Sequence[Theme]) -> Document:
    propositions = [each.id for theme in themes for each in theme.propositions]
    claims = [_claim(name, text, number + other, each) for other, each in enumerate(propositions)]
    return Document(
        id=next(name),
        title=next(text),
        short_name=next(text),
        authors=(next(text), next(text)),
        publisher=next(text),
        date="2001",
        kind=next(text),
        standpoint=next(text),
        scope=next(text),
        licence=next(text),
        isbn=next(text),
        reference=next(text),
        attributes={next(text): next(text)},
        summary=next(text),
        coding=Coding(themes=tuple(theme.id for theme in themes)),
        positions={
            each: Charted(
                stance=(number + other) % 5 - 2,
                confidence=list(Confidence)[(number + other) % 3],
                because=next(text),
                claims=(claim.id, claims[0].id),
            )
            for other, (each, claim) in enumerate(zip(propositions, claims, strict=True))
            if (number + other) % 6 != 5
        },
        claims=tuple(claims),
    )


def _claim(name: Iterator[str], text: Iterator[str], number: int, proposition: str) -> Claim:
    return Claim(
        id=next(name),
        kind=list(Kind)[number % len(Kind)],
        number=next(text),
        statement=next(text),
        mechanism=next(text),
        conditions=next(text),
        speaker=next(text) if number % 2 else "",
        stances={proposition: number % 5 - 2},
        evidence=(
            Evidence(
                source=next(text),
                section=next(text),
                page=next(text),
                paragraph=next(text),
                start=next(text),
                end=next(text),
            ),
        ),
    )


PAGES: dict[str, Callable[[], str]] = {
    "one theme": lambda: made(bundled(), "markets"),
    "all themes": lambda: made(bundled()),
    "short": lambda: made(bundled(), short=True),
    "one document": lambda: made(bundled(), documents=["demos"]),
    "small": lambda: made(small()),
    "hardly coded": lambda: made(small(), "hours", documents=["letter"]),
    "hostile": lambda: made(filled_with(ATTACKS), title=ATTACKS[3]),
    "hostile with passages": lambda: with_passages(filled_with(ATTACKS)),
    "hostile ids": lambda: made(filled_with(ATTACKS, ATTACKS)),
    "sixty documents": lambda: made(town(60)),
    "forty documents": lambda: made(town(40)),
    "sixty hostile documents": lambda: made(filled_with(ATTACKS, documents=60, propositions=2)),
}
"""The pages that are looked at."""


@cache
def written(name: str) -> str:
    """Return one of `PAGES`."""
    return PAGES[name]()
