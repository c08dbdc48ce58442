"""Records that are written as YAML are read as the same records, by us and by every other reader of YAML."""

import io
from pathlib import Path
from typing import Any

import pytest
import yaml
from filled import corpora
from hypothesis import given, settings
from hypothesis import strategies as st
from records import claim, corpus, document, judged, upward
from ruamel.yaml import YAML
from strategies import hostile
from written import CORPORA, ROOT, write
from written_out import plain_codebook, plain_document

from policylens.corpus.loader import load
from policylens.corpus.writing import WIDTH, codebook_text, document_text
from policylens.model import Codebook, Coding, Corpus, Document, Evidence, Theme

WORDS = (
    "The council wants four of its libraries to stay open until eight in the evening on two days of the week".split()
)


def as_read(text: str) -> Any:
    """Read a text as three readers do, which must agree: libyaml and PyYAML (YAML 1.1), ruamel.yaml (YAML 1.2)."""
    every = [yaml.load(text, loader) for loader in (yaml.CSafeLoader, yaml.SafeLoader)]
    every.append(YAML(typ="safe", pure=True).load(io.StringIO(text)))
    assert every[0] == every[1] == every[2]
    return every[0]


def written_and_read(folder: Path, of: Corpus) -> Corpus | None:
    files = {each.id: document_text(each) for each in of.documents}
    return load(write(folder, codebook_text(of.codebook), **files)).corpus


@settings(max_examples=60)
@given(of=corpora())
def test_a_corpus_that_is_written_is_read_back(tmp_path_factory: pytest.TempPathFactory, of: Corpus) -> None:
    assert written_and_read(tmp_path_factory.mktemp("written"), of) == of


@settings(max_examples=60)
@given(of=corpora())
def test_every_reader_sees_the_same_values(of: Corpus) -> None:
    assert as_read(codebook_text(of.codebook)) == plain_codebook(of.codebook)
    for each in of.documents:
        assert as_read(document_text(each)) == plain_document(each)


long_texts = st.lists(
    st.sampled_from([*WORDS, "a: b", "#", "- ", '"', "\\", "a\xa0b", "—", "\n", "x" * 130]), min_size=30
)


@given(st.lists(hostile() | long_texts.map(" ".join), min_size=1, max_size=4), st.dictionaries(hostile(), hostile()))
def test_any_text_is_read_as_it_was(texts: list[str], attributes: dict[str, str]) -> None:
    of = Document(id="plan", title=texts[0], authors=tuple(texts), summary=texts[-1], attributes=attributes)
    assert as_read(document_text(of)) == plain_document(of)


@pytest.mark.parametrize("root", [CORPORA / "small", ROOT / "data"], ids=["small", "bundled"])
def test_a_real_corpus_is_written_and_read_back(root: Path, tmp_path: Path) -> None:
    of = load(root).corpus
    assert of is not None
    assert written_and_read(tmp_path, of) == of


def test_the_bundled_corpus_is_written_on_lines_that_fit() -> None:
    of = load(ROOT / "data").corpus
    assert of is not None
    lines = [line for each in of.documents for line in document_text(each).splitlines()]
    assert max(map(len, lines)) == WIDTH


def test_fields_stand_in_the_order_of_the_schema_and_empty_ones_are_left_out() -> None:
    said = claim("plan-c1", {"p1": -1}, evidence=(Evidence(start="We open", page="12"), Evidence()))
    of = document("plan", {"p1": judged(-1, claims=("plan-c1",))}, [said], date="2019")
    assert document_text(of) == (
        "format: 1\n"
        "id: plan\n"
        "title: A text\n"
        'date: "2019"\n'
        "coding:\n"
        "  themes: [theme]\n"
        "positions:\n"
        "  p1:\n"
        "    stance: -1\n"
        "    confidence: high\n"
        "    because: It says so.\n"
        "    claims: [plan-c1]\n"
        "claims:\n"
        "  - id: plan-c1\n"
        "    kind: principle\n"
        "    statement: Something is said.\n"
        "    stances: {p1: -1}\n"
        "    evidence:\n"
        '      - {page: "12", start: We open}\n'
        "      - {}\n"
    )


def test_a_codebook_is_written_with_its_propositions_below_their_themes() -> None:
    of = corpus(themes=[upward(1)]).codebook
    assert codebook_text(of) == (
        "format: 1\n"
        'version: "1"\n'
        "themes:\n"
        "  theme:\n"
        "    title: The theme\n"
        "    question: What should be done?\n"
        "    scale: {low: low, high: high}\n"
        "    propositions:\n"
        "      p1:\n"
        "        text: Something should be done about p1.\n"
        "        direction: high\n"
    )


@pytest.mark.parametrize("name", ["no", "1997", "1e5", "true", "012", "y", "12-05"])
def test_an_id_that_looks_like_something_else_is_read_as_a_text(name: str) -> None:
    of = document(name, {name: judged(2, claims=(name,))}, [claim(name, {name: 2})], themes=(name,))
    assert as_read(document_text(of)) == plain_document(of)


def test_nothing_charted_and_nothing_to_chart_are_told_apart() -> None:
    assert "positions: {}\n" in document_text(document("a", {}))
    assert "positions" not in document_text(document("a"))


def test_a_theme_without_propositions_has_an_empty_mapping() -> None:
    of = Codebook(version="1", themes={"a": Theme(id="a", title="A", question="What?", propositions=())})
    assert "    propositions: {}\n" in codebook_text(of)


@pytest.mark.parametrize("length", [900, 1100, 3000])
def test_a_key_may_be_long(length: int) -> None:
    of = Document(id="a", title="A", attributes={"k" * length: "v", "# " * (length // 2) + "x": "w"})
    assert as_read(document_text(of)) == plain_document(of)


def test_a_list_that_is_too_long_for_a_line_has_a_line_for_each_item() -> None:
    of = Document(id="a", title="A", authors=tuple(f"{word} {word}" for word in WORDS), coding=Coding(coder="-"))
    text = document_text(of)
    assert "authors:\n  - The The\n  - council council\n" in text
    assert as_read(text) == plain_document(of)


def test_a_long_text_is_folded_and_one_of_several_lines_keeps_them() -> None:
    of = Document(id="a", title=" ".join(WORDS * 2), summary="One line.\n\nAnother: yes.")
    assert document_text(of) == (
        "format: 1\n"
        "id: a\n"
        "title: >-\n"
        f"  {' '.join(WORDS)} The council\n"
        f"  {' '.join((WORDS * 2)[len(WORDS) + 2 :])}\n"
        "summary: |-\n"
        "  One line.\n"
        "\n"
        "  Another: yes.\n"
    )
