"""A corpus out of an index is exactly the one out of its files, and of it no more is read than is asked for."""

import dataclasses
from pathlib import Path
from tempfile import TemporaryDirectory

import filled
import pytest
import strategies
from cli.support import NO_EVIDENCE, small
from conftest import CORPORA
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from pieced import as_json

from policylens import resources
from policylens.analysis.comparison import compare_theme, matrix
from policylens.corpus.loader import load
from policylens.model import Charted, Claim, Codebook, Confidence, Corpus, Document
from policylens.store.index.opening import kept
from store import indexes

from .support import assert_as_loaded, assert_same, corpus_of, edit, index_of, opened, whole, write

SMALL = CORPORA / "small"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return small(tmp_path / "corpus")


@st.composite
def sound(draw: st.DrawFn) -> Corpus:
    """A corpus with any texts, whose documents hold what their claims do."""
    codebook = draw(filled.codebooks())
    names = draw(st.lists(filled.ids, min_size=1, max_size=3, unique=True))
    documents = [_document(draw, codebook, name, names) for name in names]
    documents.sort(key=lambda each: (each.date or "9999", each.id))
    return Corpus(codebook=codebook, documents=tuple(documents))


def _document(draw: st.DrawFn, codebook: Codebook, name: str, names: list[str]) -> Document:
    ids = [f"{name}-c{number}" for number in range(draw(st.integers(0, 3)))]
    claims = tuple(draw(filled.claims(each, codebook, names)) for each in ids)
    drawn = draw(filled.documents_of(name, codebook, names, []))
    positions = draw(st.sampled_from([None, _positions(draw, claims)]))
    coding = dataclasses.replace(drawn.coding, themes=tuple(codebook.themes))
    return dataclasses.replace(drawn, short_name="", claims=claims, positions=positions, coding=coding)


def _positions(draw: st.DrawFn, claims: tuple[Claim, ...]) -> dict[str, Charted]:
    names = dict.fromkeys(proposition for claim in claims for proposition in claim.stances)
    return {
        name: _charted(draw, {each.id: each.stances[name] for each in claims if name in each.stances}) for name in names
    }


def _charted(draw: st.DrawFn, stances: dict[str, int]) -> Charted:
    return Charted(
        stance=draw(st.sampled_from([*stances.values()])),
        confidence=draw(st.sampled_from(Confidence)),
        because=draw(filled.texts()),
        claims=tuple(stances),
    )


@settings(max_examples=10)
@given(corpus=sound())
def test_a_corpus_with_any_texts_is_the_one_out_of_its_files(corpus: Corpus) -> None:
    with TemporaryDirectory() as folder:
        root = write(Path(folder) / "corpus", corpus)
        assume(not load(root).errors)
        assert opened(root) is not None
        assert_as_loaded(root)


@settings(max_examples=10)
@given(corpus=strategies.corpora(), other=strategies.corpora())
def test_a_corpus_that_becomes_another_is_the_other_then(corpus: Corpus, other: Corpus) -> None:
    """Most of them have errors, which the index has to tell as the loader does."""
    with TemporaryDirectory() as folder:
        for each in (corpus, other, corpus):
            assert_as_loaded(write(Path(folder) / "corpus", each))


@pytest.mark.parametrize("source", [resources.data(), SMALL], ids=["bundled", "small"])
def test_a_real_corpus_is_the_one_out_of_its_files(tmp_path: Path, source: Path) -> None:
    found = kept(tmp_path / "index.sqlite", source)
    assert found is not None
    assert found.corpus is not None
    assert_same(found.corpus, whole(source))
    found.corpus.close()


def test_all_that_is_said_of_a_corpus_is_said_of_the_kept_one(root: Path) -> None:
    with corpus_of(root) as found:
        assert as_json(matrix(found)) == as_json(matrix(whole(root)))


def test_warnings_are_counted_with_the_corpus(tmp_path: Path) -> None:
    root = small(tmp_path / "corpus", NO_EVIDENCE)
    for _ in range(2):
        with corpus_of(root) as found:
            assert found.warnings == load(root).warnings == 1


def test_a_corpus_without_documents_is_read_anew_for_its_warning(root: Path) -> None:
    for path in (root / "frameworks").iterdir():
        path.unlink()
    assert load(root).warnings == 1
    assert opened(root) is None


def test_positions_to_be_computed_are_none_and_no_positions_are_not(tmp_path: Path) -> None:
    left_out = ("frameworks/letter.yaml", "positions: {}\n", "")
    with corpus_of(small(tmp_path / "corpus", left_out)) as found:
        assert found.document_by_id["letter"].positions is None
    with corpus_of(small(tmp_path / "other")) as found:
        assert found.document_by_id["letter"].positions == {}


def test_a_document_equals_one_that_holds_the_same_and_no_other(root: Path) -> None:
    with corpus_of(root) as found:
        (first, *_), (right, *_) = found.documents, whole(root).documents
        assert first == right
        assert right == first
        assert first != dataclasses.replace(right, title="Another")
        assert first != dataclasses.replace(right, claims=right.claims[1:])
        assert first != "a document"


def test_what_is_not_there_is_not_found(root: Path) -> None:
    with corpus_of(root) as found:
        document = found.document_by_id["council"]
        assert document.positions is not None
        for mapping in (document.positions, document.stances, found.owners):
            assert "nothing" not in mapping
            assert 5 not in mapping
            assert mapping.get("nothing") is None
            with pytest.raises(KeyError):
                mapping["nothing"]


def test_what_a_document_lets_go_of_is_read_again(root: Path) -> None:
    with corpus_of(root) as found:
        for document in found.documents:
            before = document.claims, list(document.stances.items())
            document.let_go()
            assert "claims" not in vars(document)
            assert (document.claims, list(document.stances.items())) == before


@pytest.mark.parametrize("table", ["bodies", "claims", "words"])
def test_a_theme_is_compared_without_reading_the_claims(root: Path, table: str) -> None:
    opened(root)
    with indexes.opened(index_of(root)) as connection:
        connection.execute(f"DELETE FROM {table}")
    with corpus_of(root) as found:
        assert compare_theme(matrix(found), "hours") == compare_theme(matrix(whole(root)), "hours")
        assert sum(document.claim_count for document in found.documents) == len(list(whole(root).claims())) > 0


def test_a_theme_is_compared_without_reading_what_is_kept_of_others(root: Path) -> None:
    opened(root)
    with indexes.opened(index_of(root)) as connection:
        connection.execute("DELETE FROM held WHERE theme != 'hours'")
    with corpus_of(root) as found:
        compared = compare_theme(matrix(found, themes=["hours"]), "hours")
        assert compared == compare_theme(matrix(whole(root)), "hours")


def test_a_corpus_stays_as_it_was_opened_whatever_is_written_meanwhile(root: Path) -> None:
    before = whole(root)
    with corpus_of(root) as found:
        edit(root, "union", "short_name: Staff Union", "short_name: Onion")
        with corpus_of(root) as later:
            assert later.documents != before.documents
            assert_same(found, before)
            assert_same(later, whole(root))
