"""Snapshots: a corpus read back is exactly the one that was written, and nothing else is ever taken for one."""

import dataclasses
import json
from pathlib import Path
from typing import Any

import filled
import pytest
import strategies
from conftest import CORPORA
from hypothesis import given, settings
from hypothesis import strategies as st
from pieced import as_json
from records import claim, corpus, document, judged, theme

from policylens import resources
from policylens.analysis.comparison import matrix
from policylens.corpus.loader import load
from policylens.model import Corpus, Direction
from policylens.store.cache import Cache
from policylens.store.snapshot import find, key, read, write

from .damage import DAMAGES, NOT_JSON, OTHER_JSON, Damage, entry

KEY = "0" * 40


def loaded(root: Path) -> Corpus:
    found = load(root).corpus
    assert found is not None
    return found


SMALL = loaded(CORPORA / "small")


def assert_exact(one: Corpus, other: Corpus) -> None:
    """Assert that two corpora are equal, down to what `==` lets pass: an enum and its text, the order of a mapping."""
    assert one == other
    assert repr(one) == repr(other)


def kept(folder: Path, body: bytes) -> Cache:
    cache = Cache(folder, most=8)
    cache.put(KEY, body)
    return cache


@pytest.mark.parametrize("root", [resources.data(), CORPORA / "small"], ids=["bundled", "small"])
def test_a_corpus_is_read_back_exactly(root: Path) -> None:
    whole = loaded(root)
    assert len(list(whole.claims())) > 10
    assert_exact(read(write(whole)), whole)


@settings(max_examples=60)
@given(whole=filled.corpora())
def test_any_corpus_that_can_be_written_is_read_back_exactly(whole: Corpus) -> None:
    assert_exact(read(write(whole)), whole)


@given(whole=strategies.corpora())
def test_any_corpus_that_can_be_compared_is_read_back_exactly(whole: Corpus) -> None:
    assert_exact(read(write(whole)), whole)


@settings(max_examples=20)
@given(whole=strategies.corpora())
def test_all_that_is_said_of_a_corpus_is_said_of_its_snapshot(whole: Corpus) -> None:
    assert as_json(matrix(read(write(whole)))) == as_json(matrix(whole))


def one(**fields: Any) -> Corpus:
    """Make a corpus of one document with these fields."""
    return corpus([dataclasses.replace(document(), **fields)], [theme(Direction.NONE, Direction.HIGH, None)])


EDGES = {
    "no documents": corpus([], [theme(Direction.LOW)]),
    "a theme without propositions": corpus([], [theme()]),
    "a theme without a scale": corpus([document()], [theme(Direction.NONE, scale=None)]),
    "positions to be computed": one(positions=None, claims=(claim(stances={"p1": 0, "p2": -2}),)),
    "charted, but on nothing": one(positions={}),
    "a position of 0": one(positions={"p1": judged(0)}),
    "nothing coded": one(coding=dataclasses.replace(document().coding, themes=())),
    "a headline": one(claims=(dataclasses.replace(claim(), headline=True),)),
    "texts that look like JSON": one(title='"}', summary="\\u0041\x00\x7f\u2028", attributes={"": "", "null": "0"}),
    "half a character": one(title="a \ud800 b"),
}


@pytest.mark.parametrize("whole", EDGES.values(), ids=EDGES)
def test_what_is_nearly_nothing_is_read_back_exactly(whole: Corpus) -> None:
    assert_exact(read(write(whole)), whole)


def test_positions_to_be_computed_are_not_positions_on_nothing() -> None:
    assert read(write(one(positions=None))).documents[0].positions is None
    assert read(write(one(positions={}))).documents[0].positions == {}


def test_a_snapshot_is_json_in_utf8() -> None:
    written = write(one(title="Straße"))
    assert json.loads(written)["documents"][0]["title"] == "Straße"
    assert "Straße".encode() in written


def test_a_snapshot_is_the_same_each_time() -> None:
    assert write(SMALL) == write(loaded(CORPORA / "small")) == write(read(write(SMALL)))


def test_records_of_a_snapshot_share_nothing() -> None:
    first, second = read(write(corpus([document("a"), document("b")], [theme()]))).documents
    assert first.attributes is not second.attributes
    assert first.coding is not second.coding


def test_records_of_a_snapshot_cannot_be_changed() -> None:
    found = read(write(SMALL)).documents[0].claims[0]
    with pytest.raises(dataclasses.FrozenInstanceError):
        found.statement = "Something else."  # type: ignore[misc]


def test_what_is_kept_is_found(tmp_path: Path) -> None:
    assert_exact(find(KEY, [kept(tmp_path, write(SMALL))]) or one(), SMALL)


def test_what_is_not_kept_is_not_found(tmp_path: Path) -> None:
    assert find("1" * 40, [kept(tmp_path, write(SMALL))]) is None
    assert find(KEY, []) is None


def test_the_first_cache_that_has_it_is_asked(tmp_path: Path) -> None:
    first, second = kept(tmp_path / "1", write(one(title="First"))), kept(tmp_path / "2", write(one(title="Second")))
    assert find(KEY, [first, second]) == one(title="First")
    assert find(KEY, [second, first]) == one(title="Second")


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)
def test_a_damaged_snapshot_is_not_found(tmp_path: Path, damage: Damage) -> None:
    cache = kept(tmp_path, write(SMALL))
    (tmp_path / f"{KEY}.json").write_bytes(damage(entry(write(SMALL))))
    assert find(KEY, [cache]) is None


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)
def test_a_damaged_snapshot_hides_no_other(tmp_path: Path, damage: Damage) -> None:
    damaged, whole = kept(tmp_path / "1", write(SMALL)), kept(tmp_path / "2", write(SMALL))
    (tmp_path / "1" / f"{KEY}.json").write_bytes(damage(entry(write(SMALL))))
    assert find(KEY, [damaged, whole]) == SMALL


@pytest.mark.parametrize("body", [*NOT_JSON, *OTHER_JSON], ids=lambda body: body[:12].decode("latin-1"))
def test_what_is_no_snapshot_is_not_found_though_it_is_whole(tmp_path: Path, body: bytes) -> None:
    assert find(KEY, [kept(tmp_path, body)]) is None


@given(data=st.data())
def test_a_snapshot_with_other_bytes_in_it_never_raises(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    """Even if its checksum is right."""
    whole = write(SMALL)
    place = data.draw(st.integers(0, len(whole)))
    other = data.draw(st.binary(max_size=6) | st.sampled_from([b'"', b"}", b"]", b"null", b"{}", b",", b":"]))
    changed = whole[:place] + other + whole[place + data.draw(st.integers(0, 40)) :]
    found = find(KEY, [kept(tmp_path_factory.getbasetemp() / "changed", changed)])
    assert found is None or isinstance(found, Corpus)


@pytest.mark.parametrize("lacking", ["codebook", "codebook.version", "codebook.themes", "documents.id"])
def test_a_snapshot_that_lacks_what_every_corpus_has_is_not_found(tmp_path: Path, lacking: str) -> None:
    values = json.loads(write(SMALL))
    *way, last = lacking.split(".")
    inside = values[way[0]] if way else values
    for record in inside if isinstance(inside, list) else [inside]:
        del record[last]
    assert find(KEY, [kept(tmp_path, json.dumps(values).encode())]) is None


def test_a_snapshot_with_a_field_that_no_record_has_is_not_found(tmp_path: Path) -> None:
    values = json.loads(write(SMALL))
    values["codebook"]["colour"] = "blue"
    assert find(KEY, [kept(tmp_path, json.dumps(values).encode())]) is None


def test_the_key_is_a_name_of_its_own_for_each_corpus() -> None:
    """The bundled corpus is held to a stricter rule, so that the same files somewhere else are another corpus."""
    keys = [key(corpus, bundled=bundled) for corpus in ("a" * 40, "b" * 40) for bundled in (True, False)]
    assert len(set(keys)) == 4
    assert all(len(each) == 40 for each in keys)
