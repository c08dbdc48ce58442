"""A search in the index finds what one without it finds: the same claims, scores, marks and order."""

from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from cli.support import generated, small
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from policylens.corpus.loader import load
from policylens.errors import PolicylensError
from policylens.kinds import Kind
from policylens.store.index.kept import KeptCorpus
from policylens.store.index.words import search_kept
from policylens.store.search import Found, Wanted, search

from .support import corpus_of, edit, file_of, whole, write
from .test_kept import sound

LINES = [
    ["volunteers"],
    ["roof"],
    ["mill road"],
    ["evenings", "branches"],
    ["the", "zebra"],
    ["zebra"],
    ["book"],
    ["a*"],
]

WANTED = [
    Wanted(),
    Wanted(documents=["council"]),
    Wanted(documents=["union", "letter"]),
    Wanted(documents=[]),
    Wanted(kinds=["criticism"]),
    Wanted(kinds=["criticism", "principle"], documents=["union"]),
    Wanted(most=2),
    Wanted(most=0),
]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return small(tmp_path / "corpus")


def told(found: Found) -> object:
    """Return what was found, but not where it came from."""
    hits = [(hit.document.id, hit.claim, hit.score, hit.statement, hit.mechanism) for hit in found.hits]
    return hits, found.any_word, found.total, found.documents


def assert_found_alike(root: Path, lines: Sequence[Sequence[str]] = LINES) -> None:
    right = whole(root)
    with corpus_of(root) as found:
        for words in lines:
            for wanted in WANTED:
                expected = search(right.claims(), right.codebook.topics, words, wanted)
                assert told(search_kept(found, words, wanted)) == told(expected)


def test_what_is_found_is_what_is_found_without_the_index(root: Path) -> None:
    assert_found_alike(root)
    assert_found_alike(root)  # the words are in the index now


def test_what_is_found_comes_out_of_the_index(root: Path) -> None:
    with corpus_of(root) as found:
        search_kept(found, ["roof"], Wanted())
        number = next(number for number, document in found.numbers.items() if document.id == "letter")
        select = "SELECT count(*) FROM words WHERE rowid / (1 << 24) = ?"
        assert found.tables.connection.execute(select, (number,)).fetchone() == (1,)
        found.tables.connection.execute("DELETE FROM words")
        assert search_kept(found, ["roof"], Wanted()).total == 0


@pytest.mark.parametrize("fill", [True, False], ids=["searched before", "not searched before"])
def test_changed_documents_are_found_by_their_new_words_alone(root: Path, fill: bool) -> None:
    if fill:
        assert_found_alike(root)
    edit(root, "letter", "The Mill Road roof leaks.", "A zebra grazes on the roof.")
    file_of(root, "union").unlink()
    assert_found_alike(root)
    with corpus_of(root) as found:
        assert [hit.claim.id for hit in search_kept(found, ["zebra"], Wanted()).hits] == ["letter-d01"]


def test_the_titles_of_topics_are_searched_as_the_codebook_has_them_now(root: Path) -> None:
    assert_found_alike(root, [["watermill"]])
    path = root / "codebook.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("mill-road: ", "mill-road: Watermill, "), encoding="utf-8")
    assert_found_alike(root, [["watermill"]])
    with corpus_of(root) as found:
        assert search_kept(found, ["watermill"], Wanted()).total > 0


def test_claims_that_match_alike_come_in_the_corpus_order_whatever_was_read_first(tmp_path: Path) -> None:
    root = generated(tmp_path / "corpus", 4, propositions=3)
    assert_found_alike(root, [["part"]])
    edit(root, "borough-001", "It says so.", "It says it.")  # so that it is read last
    assert_found_alike(root, [["part"]])
    with corpus_of(root) as found:
        hits = search_kept(found, ["part"], Wanted()).hits
        assert len({hit.score for hit in hits}) < len(hits)
        assert [hit.document.id for hit in hits] == sorted(hit.document.id for hit in hits)


@pytest.mark.parametrize("words", [[], [""], ["*"], ['"']])
def test_nothing_to_search_for_is_said_alike(root: Path, words: list[str]) -> None:
    with corpus_of(root) as found, pytest.raises(PolicylensError, match="no word to search for"):
        search_kept(found, words, Wanted())


@settings(max_examples=10)
@given(data=st.data(), corpus=sound())
def test_any_words_are_found_alike(data: st.DataObject, corpus: object) -> None:
    with TemporaryDirectory() as folder:
        root = write(Path(folder) / "corpus", corpus)
        assume(not load(root).errors)
        right = whole(root)
        texts = [word for _, claim in right.claims() for word in claim.statement.split()] or ["x"]
        words = data.draw(st.lists(st.sampled_from(texts) | st.text(max_size=5), min_size=1, max_size=3))
        kinds = data.draw(st.lists(st.sampled_from([kind.value for kind in Kind]), max_size=2))
        wanted = Wanted(kinds=kinds, documents=data.draw(st.sampled_from([None, [right.documents[0].id]])))
        with corpus_of(root) as found:
            assert outcome(found, words, wanted) == outcome(right, words, wanted)


def outcome(corpus: object, words: Sequence[str], wanted: Wanted) -> object:
    """Return what is found, or what is wrong with the words."""
    try:
        if isinstance(corpus, KeptCorpus):
            return told(search_kept(corpus, words, wanted))
        return told(search(corpus.claims(), corpus.codebook.topics, words, wanted))
    except PolicylensError as error:
        return error.message
