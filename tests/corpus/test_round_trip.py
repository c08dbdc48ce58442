"""Whatever a file holds, reading it ends well; and records that are written out are read back."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from filled import corpora
from hypothesis import example, given, settings
from hypothesis import strategies as st
from written import CODEBOOK, CORPORA, write
from written_out import plain_codebook, plain_document

from policylens.corpus.loader import Loaded, load
from policylens.corpus.problems import RULES
from policylens.model import Corpus

BETWEEN_RECORDS = {
    # what can be wrong with records each of which is in order
    "no-direction", "no-documents", "duplicate-name", "no-evidence", "half-anchor", "codebook-version",
    "theme-not-coded", "position-without-claims", "position-unsupported", "stance-outside-claims",
    "stance-without-position", "contrary-unlisted",
}  # fmt: skip


def sound(loaded: Loaded) -> None:
    """Assert that a result is one: located, ordered, of known rules."""
    assert list(loaded.problems) == sorted(loaded.problems)
    for problem in loaded.problems:
        assert problem.rule in RULES
        assert problem.file in ("codebook.yaml", "frameworks/plan.yaml")
        assert problem.line >= 1
        assert problem.column >= 1
        assert problem.message


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("corpus")


SEEDS = [path.read_bytes() for path in sorted(CORPORA.rglob("*.yaml"))]
PIECES = [
    b"&a ", b"*a", b"<<: ", b"!", b"!!str ", b"!<x> ", b"!%ED%A0%80 ", b"%YAML 1.1\n", b"%TAG ! x:\n", b"---\n",
    b"...\n", b"[", b"]", b"{", b"}", b"? ", b": ", b"- ", b", ", b"#", b'"', b"'", b"|\n", b">-\n", b"\n", b"\r",
    b"\t", b"  ", b"\\", b"\\x41", b"\\ud800", b"@", b"`", b"~", b"no", b"\x00", b"\x07", b"\xff", b"\xef\xbb\xbf",
    b"\xc2\x85", b"\xe2\x80\xa8", b"\xf0\x9f\x99\x82", b"\xed\xa0\x80", b"\xef\xbf\xbe", b"format", b"claims:\n",
    b"id: a\n",
]  # fmt: skip


@st.composite
def mutilated(draw: st.DrawFn) -> bytes:
    """A file of a corpus out of which pieces are cut and into which others are put."""
    data = draw(st.sampled_from(SEEDS))[:3000]
    for _ in range(draw(st.integers(1, 5))):
        place = draw(st.integers(0, len(data)))
        data = data[:place] + draw(st.sampled_from(PIECES)) + data[place + draw(st.integers(0, 12)) :]
    return data


def contents() -> st.SearchStrategy[bytes]:
    return st.one_of(
        st.binary(max_size=100),
        st.text(max_size=100).map(lambda text: text.encode("utf-8", "surrogatepass")),
        st.lists(st.sampled_from(PIECES), max_size=12).map(b"".join),
        mutilated(),
    )


@given(data=contents())
@example(data=b"a: !%ED%A0%80 b")
@example(data=b"\xef\xbb\xbf\xef\xbb\xbfformat: 1")
@example(data=b"? - a\n: b")
@example(data=b"claims: {a: {id: a}}")
def test_any_bytes_make_a_document_or_problems(folder: Path, data: bytes) -> None:
    loaded = load(write(folder, plan=data))
    sound(loaded)
    assert loaded.corpus is not None
    assert loaded.problems or len(loaded.corpus.documents) == 1


@given(data=contents())
def test_any_bytes_make_a_codebook_or_problems(folder: Path, data: bytes) -> None:
    loaded = load(write(folder, data, plan="format: 1\nid: plan\ntitle: A plan\n"))
    sound(loaded)
    assert loaded.corpus is not None or loaded.problems


@given(data=contents())
@example(data=b'"\\U00110000"')
@example(data=b'id: "\\ud800"')
def test_without_libyaml_any_bytes_make_a_document_or_problems_too(folder: Path, data: bytes) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(yaml, "__with_libyaml__", False)
        sound(load(write(folder, plan=data)))


def dumped(value: Any) -> str:
    return yaml.safe_dump(value, allow_unicode=True, sort_keys=False)


@settings(max_examples=40)
@given(corpus=corpora())
def test_a_corpus_that_is_written_out_is_read_back(tmp_path_factory: pytest.TempPathFactory, corpus: Corpus) -> None:
    folder = tmp_path_factory.mktemp("written")
    files = {document.id: dumped(plain_document(document)) for document in corpus.documents}
    loaded = load(write(folder, dumped(plain_codebook(corpus.codebook)), **files))
    assert {problem.rule for problem in loaded.problems} <= BETWEEN_RECORDS
    assert loaded.corpus == corpus


@pytest.mark.parametrize("name", ["small"])
def test_a_corpus_that_is_read_and_written_out_is_the_same(name: str, tmp_path: Path) -> None:
    corpus = load(CORPORA / name).corpus
    assert corpus is not None
    files = {document.id: dumped(plain_document(document)) for document in corpus.documents}
    assert load(write(tmp_path, dumped(plain_codebook(corpus.codebook)), **files)).corpus == corpus


def test_the_codebook_of_these_tests_is_sound(tmp_path: Path) -> None:
    assert {problem.rule for problem in load(write(tmp_path, CODEBOOK)).problems} == {"no-documents"}
