"""Projects and codebooks are valid by the published schema, whatever is in them.

The schema is that of projects. A codebook's has the same codes, in a namespace of its own.
"""

from pathlib import Path
from typing import Any

import pytest
from conftest import CORPORA
from filled import corpora
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree
from records import claim, corpus, document, judged, upward
from refi_projects import project
from strategies import hostile

from policylens import resources
from policylens.corpus.loader import load
from policylens.evidence.source import Source
from policylens.exchange.refi.export import write_codebook
from policylens.model import Codebook, Coding, Corpus, Document, Evidence, Proposition, Theme

Schema = etree.XMLSchema

PROJECT, CODEBOOK = "urn:QDA-XML:project:1.0", "urn:QDA-XML:codebook:1.0"


@pytest.fixture(scope="module")
def schema() -> Schema:
    from conftest import PEERS

    if not PEERS:
        pytest.skip("POLICYLENS_PEERS does not name a folder with real files from other programs")
    return etree.XMLSchema(etree.parse(Path(PEERS) / "refi-qda-project.xsd"))


def read(folder: Path, *, bundled: bool = False) -> Corpus:
    found = load(folder, bundled=bundled).corpus
    assert found is not None
    return found


def test_the_small_corpus_is_valid(schema: Schema) -> None:
    schema.assertValid(etree.fromstring(project(read(CORPORA / "small")).xml))


def test_the_bundled_corpus_is_valid(schema: Schema) -> None:
    schema.assertValid(etree.fromstring(project(read(resources.data(), bundled=True)).xml))


@pytest.mark.parametrize(
    "of",
    [
        corpus(),
        corpus(themes=[upward(1)]),
        corpus([document()]),
        corpus([document("a", {}), document("b", {"p1": judged(2)})], [upward(1)]),
        corpus([document(claims=[claim(stances={"p1": 0})])], [upward(1)], sectors={"s": "S"}, topics={"t": "T"}),
    ],
    ids=["nothing", "no documents", "no themes", "no claims", "lists that no claim uses"],
)
def test_what_is_hardly_anything_is_valid_too(schema: Schema, of: Corpus) -> None:
    schema.assertValid(etree.fromstring(project(of).xml))


@given(corpora(), st.text(max_size=40))
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_is_in_the_fields_a_project_is_valid(schema: Schema, of: Corpus, text: str) -> None:
    schema.assertValid(etree.fromstring(project(of).xml))
    schema.assertValid(etree.fromstring(project(of, lambda _: Source(text=text)).xml))


def awkward(text: str) -> Corpus:
    """A corpus that has this text wherever one can stand."""
    said = claim("c1", {"p": 1}, statement=text, number=text, speaker=text, evidence=(Evidence(start="so it begins"),))
    about = Document(
        id="d",
        title=text,
        short_name=text,
        authors=(text, text),
        publisher=text,
        attributes={text: text},
        summary=text,
        coding=Coding(coder=text, themes=("t",)),
        positions={"p": judged(1, because=text)},
        claims=(said,),
    )
    proposition = Proposition(id="p", text=text, include=text, cues=(text,))
    theme = Theme(id="t", title=text, question=text, propositions=(proposition,))
    codebook = Codebook(version=text, themes={"t": theme}, sectors={"s": text}, topics={"w": text})
    return Corpus(codebook=codebook, documents=(about,))


@given(hostile())
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_texts_that_are_markup_or_steer_a_terminal_are_only_texts(schema: Schema, text: str) -> None:
    copied = Source(text=f"{text}\r\nso it begins 😀\x00\x1b")
    for found in (project(awkward(text)), project(awkward(text), lambda _: copied)):
        schema.assertValid(etree.fromstring(found.xml))


def test_a_codebook_has_the_codes_of_its_project_in_its_own_namespace(schema: Schema) -> None:
    of = read(resources.data(), bundled=True)
    root = etree.fromstring(write_codebook(of.codebook))
    assert (root.tag, dict(root.attrib)) == (f"{{{CODEBOOK}}}CodeBook", {"origin": "policylens"})
    assert [child.tag for child in root] == [f"{{{CODEBOOK}}}Codes"]
    codes = etree.fromstring(write_codebook(of.codebook).replace(CODEBOOK.encode(), PROJECT.encode()))
    (in_project,) = etree.fromstring(project(of).xml).iter(f"{{{PROJECT}}}Codes")
    assert said(codes[0]) == said(in_project)
    assert not list(codes.iter(f"{{{PROJECT}}}NoteRef")), "a codebook has no notes to refer to"
    del codes.attrib["origin"]
    whole = etree.Element(f"{{{PROJECT}}}Project", name="x")
    whole.append(codes)
    schema.assertValid(whole)


def said(element: Any) -> list[tuple[str, dict[str, str], str]]:
    return [(each.tag, dict(each.attrib), (each.text or "").strip()) for each in element.iter()]
