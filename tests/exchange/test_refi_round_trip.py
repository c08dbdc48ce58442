"""What comes back of a corpus that was written as a REFI-QDA project or codebook: all that both sides can hold."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from records import changed
from refi_files import project
from strategies import confidences, corpora, directions, hostile, stances

from policylens.analysis.comparison import matrix
from policylens.cli.copies import extracted
from policylens.corpus.imported import Imported
from policylens.corpus.loader import load
from policylens.evidence.source import Source
from policylens.exchange.interface import no_copy
from policylens.exchange.refi.export import write_codebook, write_project
from policylens.exchange.refi.fields import END, Fields, read, written
from policylens.exchange.refi.reading import read_refi
from policylens.kinds import Kind
from policylens.model import (
    Charted,
    Claim,
    Codebook,
    Coding,
    Corpus,
    Document,
    Evidence,
    Proposition,
    Scale,
    Theme,
)
from policylens.plain.xml import holdable
from policylens.resources import data

CopyOf = Callable[[str], Source | None]


def through(path: Path, of: Corpus, copy_of: CopyOf = no_copy) -> tuple[Imported, bytes]:
    """Return what comes back of a corpus, and the file in between."""
    made, _ = write_project(matrix(of), copy_of)
    path.write_bytes(made)
    return read_refi(path), made


def same_again(path: Path, of: Corpus, copy_of: CopyOf = no_copy) -> None:
    """See that a corpus comes back as it was, and is written as the same bytes again, by the texts that came back."""
    imported, made = through(path, of, copy_of)
    assert imported.corpus == of
    assert imported.report.left == ()
    texts = {name.removeprefix("texts/").removesuffix(".txt"): each for name, each in imported.files.items()}

    def copy_again(document: str) -> Source | None:
        if document not in texts:
            return None
        (path.parent / "again.txt").write_bytes(texts[document])
        return extracted(path.parent / "again.txt")

    assert write_project(matrix(imported.corpus), copy_again)[0] == made


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("refi") / "p.qdpx"


# --- corpora that there are


def bundled() -> Corpus:
    corpus = load(data()).corpus
    assert corpus is not None
    return corpus


def test_the_bundled_corpus_comes_back_without_its_texts(place: Path) -> None:
    same_again(place, bundled())


def test_the_bundled_corpus_comes_back_with_its_texts(place: Path, sources: Path) -> None:
    same_again(place, bundled(), lambda document: extracted(sources / f"{document}.txt"))


def test_the_bundled_codebook_comes_back(place: Path) -> None:
    place.write_bytes(write_codebook(bundled().codebook))
    imported = read_refi(place)
    assert imported.corpus is not None
    assert imported.corpus.codebook == bundled().codebook
    assert write_codebook(imported.corpus.codebook) == place.read_bytes()


@pytest.mark.parametrize("with_texts", [False, True])
def test_the_small_corpus_comes_back(place: Path, small_corpus: Corpus, with_texts: bool) -> None:
    same_again(place, small_corpus, small_copy if with_texts else no_copy)


def small_copy(document: str) -> Source | None:
    return {
        "council": Source(text=COUNCIL),
        "letter": Source(text="Last week the roof of the hall in Mill Road leaked. Last week it was dry."),
    }.get(document)


COUNCIL = (
    "Our hours were drawn up in 1962 and do not fit how people live now. Nobody will ever pay to borrow a book. "
    "We shall begin with the branch at Mill Road in April."
)


@pytest.fixture
def small_corpus() -> Corpus:
    corpus = load(Path(__file__).parents[1] / "corpora" / "small").corpus
    assert corpus is not None
    return corpus


def test_what_came_from_another_program_goes_out_and_comes_back(place: Path) -> None:
    imported = read_refi(project(place))
    assert imported.corpus is not None
    texts = {name: data.decode() for name, data in imported.files.items()}
    same_again(place, imported.corpus, lambda document: Source(text=texts[f"texts/{document}.txt"]))


# --- corpora that there might be


def _held(text: str) -> str:
    """Return a text as a corpus and XML can both hold it."""
    return holdable(text).strip()


TEXTS = hostile().map(_held).filter(bool)
MAYBE = st.just("") | TEXTS


def _list(of: st.SearchStrategy[str]) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(of, max_size=2, unique=True).map(tuple)


@st.composite
def codebooks(draw: st.DrawFn) -> Codebook:
    """A codebook of texts of every sort; an id may be that of a theme, a proposition, a sector and a topic."""
    names = draw(st.lists(st.sampled_from(IDS), min_size=2, max_size=5, unique=True))
    cut = draw(st.integers(1, len(names) - 1))
    groups = {"one": names[:cut], draw(st.sampled_from(IDS)): names[cut:]}
    themes = {name: draw(_theme(name, group)) for name, group in groups.items()}
    lists = st.dictionaries(st.sampled_from(IDS), TEXTS, max_size=3)
    return Codebook(version=draw(TEXTS), themes=themes, sectors=draw(lists), topics=draw(lists))


IDS = ["open-late", "fees", "a", "1", "for", "kinds", "codes", "kind-principle", "a-2", "x" * 60]


@st.composite
def _theme(draw: st.DrawFn, name: str, ids: list[str]) -> Theme:
    scale = draw(st.none() | st.builds(Scale, low=TEXTS, high=TEXTS))
    propositions = tuple(draw(_proposition(each)) for each in ids)
    return Theme(id=name, title=draw(TEXTS), question=draw(TEXTS), propositions=propositions, scale=scale)


def _proposition(name: str) -> st.SearchStrategy[Proposition]:
    return st.builds(
        Proposition,
        id=st.just(name),
        text=TEXTS,
        direction=st.none() | directions,
        include=MAYBE,
        exclude=MAYBE,
        cues=_list(TEXTS),
    )


@st.composite
def coded(draw: st.DrawFn) -> Corpus:
    """A corpus in which every field of every record may hold anything that XML can hold."""
    codebook = draw(codebooks())
    ids = draw(st.lists(st.sampled_from(IDS), min_size=1, max_size=3, unique=True))
    documents = [draw(_document(codebook, name, tuple(ids))) for name in ids]
    names = [each.name.casefold() for each in documents]
    if len(set(names)) < len(names):
        documents = [changed(each, short_name="") for each in documents]
    return Corpus(codebook=codebook, documents=tuple(sorted(documents, key=lambda d: (d.date or "9999", d.id))))


@st.composite
def _document(draw: st.DrawFn, of: Codebook, name: str, names: tuple[str, ...]) -> Document:
    claims = tuple(draw(_claim(of, f"{name}-c{number}", names)) for number in range(draw(st.integers(0, 3))))
    taken = {of.theme_of[each].id for claim in claims for each in claim.stances}
    themes = tuple(each for each in of.themes if each in taken or draw(st.booleans()))
    words = {field: draw(MAYBE) for field in ("publisher", "kind", "standpoint", "scope", "licence", "isbn", "summary")}
    open_to = [p.id for theme in themes for p in of.themes[theme].propositions]
    charted = st.dictionaries(st.sampled_from(open_to), _charted(claims), max_size=3) if open_to else st.just({})
    return Document(
        id=name,
        title=draw(TEXTS),
        short_name=draw(MAYBE),
        authors=draw(_list(TEXTS)),
        date=draw(st.sampled_from(["", "2010", "2010-05", "2010-05-18"])),
        attributes=draw(st.dictionaries(TEXTS | st.sampled_from(["date", "id", "is", "attribute"]), TEXTS, max_size=3)),
        coding=Coding(coder=draw(MAYBE), date="2011-01", codebook=draw(MAYBE), themes=themes),
        positions=draw(st.none() | charted),
        claims=claims,
        **words,
    )


def _charted(claims: tuple[Claim, ...]) -> st.SearchStrategy[Charted]:
    names = _list(st.sampled_from([each.id for each in claims])) if claims else st.just(())
    return st.builds(Charted, stance=stances, confidence=confidences, because=TEXTS, claims=names)


@st.composite
def _claim(draw: st.DrawFn, of: Codebook, name: str, documents: tuple[str, ...]) -> Claim:
    words: dict[str, Any] = {field: draw(MAYBE) for field in ("number", "mechanism", "conditions", "speaker")}
    return Claim(
        id=name,
        kind=draw(st.sampled_from(Kind)),
        statement=draw(TEXTS),
        headline=draw(st.booleans()),
        actors=draw(_list(TEXTS)),
        sectors=draw(_list(st.sampled_from(sorted(of.sectors)))) if of.sectors else (),
        topics=draw(_list(st.sampled_from(sorted(of.topics)))) if of.topics else (),
        stances=draw(st.dictionaries(st.sampled_from(sorted(of.propositions)), stances, max_size=3)),
        refers_to=draw(_list(st.sampled_from(documents))),
        evidence=tuple(draw(st.lists(_EVIDENCE, max_size=2))),
        **words,
    )


_ENDS = st.sampled_from(["", "the first of the words", "and the last of them"])
_EVIDENCE = st.builds(
    Evidence, source=MAYBE, section=MAYBE, page=st.sampled_from(["", "3", "xii"]), start=_ENDS, end=_ENDS
).filter(lambda each: each != Evidence())


@given(of=corpora())
def test_corpora_of_every_sort_come_back(place: Path, of: Corpus) -> None:
    imported, _ = through(place, of)
    assert imported.corpus == of


@settings(max_examples=50)
@given(of=coded())
def test_whatever_is_written_in_a_corpus_it_comes_back(place: Path, of: Corpus) -> None:
    same_again(place, of)


@settings(max_examples=50)
@given(of=coded())
def test_it_comes_back_with_texts_in_which_passages_are_found(place: Path, of: Corpus) -> None:
    text = "Here are the first of the words, then others and the last of them."
    same_again(place, of, lambda document: Source(text=text) if len(document) < 5 else None)


@given(of=codebooks())
def test_codebooks_come_back(place: Path, of: Codebook) -> None:
    place.write_bytes(write_codebook(of))
    imported = read_refi(place)
    assert imported.corpus is not None
    assert imported.corpus.codebook == of


# --- fields

KEYS = st.from_regex(r"[a-z][a-z0-9 -]{0,10}[a-z0-9]", fullmatch=True).filter(lambda key: key != END)
VALUES = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r"), min_size=1, max_size=30)


@given(st.lists(st.tuples(KEYS, VALUES)), st.lists(VALUES))
def test_fields_are_read_as_they_were_written(pairs: list[tuple[str, str]], remarks: list[str]) -> None:
    assert read(written(pairs, remarks)) == pairs


@given(st.lists(st.tuples(KEYS, VALUES)))
def test_line_ends_of_other_systems_make_no_difference(pairs: list[tuple[str, str]]) -> None:
    assert read(written(pairs).replace("\n", "\r\n")) == pairs


@pytest.mark.parametrize(
    ("text", "pairs"),
    [
        ("", []),
        ("no field", []),
        ("a memo: with a colon\nand more", [("a memo", "with a colon")]),
        ("  indented: no", []),
        ("a:\nb: ", [("a", ""), ("b", "")]),
        ("a: 1\n---\nb: 2", [("a", "1")]),
        ("https://example.org: x", []),
    ],
)
def test_what_is_no_field_is_passed_over(text: str, pairs: list[tuple[str, str]]) -> None:
    assert [pair for pair in read(text) if pair[0] != "https"] == pairs


@pytest.mark.parametrize("date", ["2010-13", "2010-02-30", "10", "2010-5", "soon", "0000"])
def test_what_is_no_date_is_none(date: str) -> None:
    assert Fields(f"date: {date}").date("date") == ""
