"""What hypothesis draws whole records from: any field may be filled, with any text that YAML can hold."""

from collections.abc import Collection
from typing import Any

import strategies as drawn  # sets the profile too
from hypothesis import strategies as st

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

# Every character but halves of one, and but the line ends of YAML 1.1 that PyYAML does not write as they are
CHARACTERS = st.characters(exclude_categories=["Cs"], exclude_characters="\x85\u2028\u2029\ufeff")
LIKE_YAML = [
    "no",
    "012",
    "1.10",
    "12:30",
    "2010-05-18",
    "~",
    "null",
    "- a",
    "a: b",
    "# a",
    "'",
    '"',
    "%a",
    "[]",
    "!a",
    "&a",
]


def texts() -> st.SearchStrategy[str]:
    """Texts that are not blank and have no blanks around them; many are such as YAML takes for something else."""
    free = st.text(CHARACTERS, max_size=30).map(lambda text: text.strip() or "x")
    return st.one_of(st.sampled_from(LIKE_YAML), free)


def some(strategy: st.SearchStrategy[Any], most: int = 3) -> st.SearchStrategy[tuple[Any, ...]]:
    return st.lists(strategy, max_size=most).map(tuple)


ids = st.from_regex(r"[a-z0-9]{1,8}(-[a-z0-9]{1,4}){0,2}", fullmatch=True)
text = st.just("") | texts()
anchors = st.just("") | st.lists(texts().map(lambda t: t.split()[0]), min_size=1, max_size=6).map(" ".join)
dates = st.sampled_from(["", "2008", "2009-09", "2010-05-18"])
evidence = st.builds(Evidence, source=text, section=text, page=text, paragraph=text, start=anchors, end=anchors)


@st.composite
def codebooks(draw: st.DrawFn) -> Codebook:
    names = draw(st.lists(ids, min_size=1, max_size=6, unique=True))
    themes: dict[str, Theme] = {}
    for name in draw(st.lists(ids, min_size=1, max_size=3, unique=True)):
        own, names = names[:2], names[2:]
        themes[name] = Theme(
            id=name,
            title=draw(texts()),
            question=draw(texts()),
            scale=draw(st.none() | st.builds(Scale, low=texts(), high=texts())),
            propositions=tuple(draw(propositions(each)) for each in own),
        )
    lists = st.dictionaries(ids, texts(), max_size=3)
    return Codebook(version=draw(texts()), themes=themes, sectors=draw(lists), topics=draw(lists))


def propositions(name: str) -> st.SearchStrategy[Proposition]:
    return st.builds(
        Proposition,
        id=st.just(name),
        text=texts(),
        direction=st.none() | st.sampled_from(Direction),
        include=text,
        exclude=text,
        cues=some(texts()),
    )


def some_of(names: Collection[str]) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(st.sampled_from(list(names)), max_size=3, unique=True).map(tuple) if names else st.just(())


def for_some_of(names: Collection[str], values: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    return st.dictionaries(st.sampled_from(list(names)), values, max_size=3) if names else st.just({})


@st.composite
def claims(draw: st.DrawFn, name: str, codebook: Codebook, documents: list[str]) -> Claim:
    return Claim(
        id=name,
        kind=draw(st.sampled_from(Kind)),
        statement=draw(texts()),
        number=draw(text),
        headline=draw(st.booleans()),
        mechanism=draw(text),
        conditions=draw(text),
        actors=draw(some(texts())),
        sectors=draw(some_of(codebook.sectors)),
        topics=draw(some_of(codebook.topics)),
        speaker=draw(text),
        stances=draw(for_some_of(codebook.propositions, drawn.stances)),
        refers_to=draw(some_of(documents)),
        evidence=draw(some(evidence, 2)),
    )


@st.composite
def documents_of(draw: st.DrawFn, name: str, codebook: Codebook, names: list[str], claim_ids: list[str]) -> Document:
    judged = st.builds(
        Charted,
        stance=drawn.stances,
        confidence=st.sampled_from(Confidence),
        because=texts(),
        claims=some_of(claim_ids),
    )
    return Document(
        id=name,
        title=draw(texts()),
        short_name=draw(text),
        authors=draw(some(texts())),
        publisher=draw(text),
        date=draw(dates),
        kind=draw(text),
        standpoint=draw(text),
        scope=draw(text),
        language=draw(text),
        licence=draw(text),
        isbn=draw(text),
        reference=draw(text),
        attributes=draw(st.dictionaries(texts(), texts(), max_size=2)),
        summary=draw(text),
        coding=draw(st.builds(Coding, coder=text, date=dates, codebook=text, themes=some_of(codebook.themes))),
        positions=draw(st.none() | for_some_of(codebook.propositions, judged)),
        claims=tuple(draw(claims(each, codebook, names)) for each in claim_ids),
    )


@st.composite
def corpora(draw: st.DrawFn) -> Corpus:
    codebook = draw(codebooks())
    names = draw(st.lists(ids, max_size=2, unique=True))
    made = []
    for number, name in enumerate(names):
        own = [f"{name}-c{number}{letter}" for letter in "ab"[: draw(st.integers(0, 2))]]
        made.append(draw(documents_of(name, codebook, names, own)))
    made.sort(key=lambda document: (document.date or "9999", document.id))
    return Corpus(codebook=codebook, documents=tuple(made))
