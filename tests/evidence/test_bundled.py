"""The anchors of the five documents, in the texts themselves where these are at hand."""

from pathlib import Path

import pytest

from policylens import resources
from policylens.corpus.loader import load
from policylens.evidence.coverage import coverage
from policylens.evidence.report import Checked, check, is_another, passages_of, plainly_found
from policylens.evidence.resolve import Status
from policylens.evidence.source import Source
from policylens.model import Document

loaded = load(resources.data(), bundled=True)
assert loaded.corpus is not None
DOCUMENTS = loaded.corpus.documents

each_document = pytest.mark.parametrize("of", DOCUMENTS, ids=lambda of: of.id)


def source(folder: Path, name: str) -> Source:
    return Source(text=(folder / f"{name}.txt").read_text(encoding="utf-8"), name=f"{name}.txt")


def checked(folder: Path, of: Document) -> Checked:
    return check(of, source(folder, of.id))


@each_document
def test_every_anchor_is_exact_or_has_moved(sources: Path, of: Document) -> None:
    found = checked(sources, of)
    assert set(found.counts) <= {Status.EXACT, Status.MOVED}
    assert found.counts[Status.EXACT] >= 0.95 * found.anchors > 100


@each_document
def test_every_passage_begins_and_ends_with_the_words_of_its_anchor(sources: Path, of: Document) -> None:
    def letters(words: str) -> str:
        return "".join(letter for letter in words.casefold() if letter.isalpha())

    passages = passages_of(checked(sources, of))
    for claim in of.claims:
        for evidence, passage in zip(claim.evidence, passages[claim.id], strict=True):
            assert letters(passage).startswith(letters(evidence.start)), claim.id
            assert letters(passage).endswith(letters(evidence.end)), claim.id


@each_document
def test_the_other_documents_are_plainly_others(sources: Path, of: Document) -> None:
    for other in DOCUMENTS:
        found = plainly_found(of, source(sources, other.id))
        assert is_another(of, found) == (other is not of)


@each_document
def test_most_of_the_text_lies_behind_claims(sources: Path, of: Document) -> None:
    found = checked(sources, of)
    assert found.copy is not None
    sections = coverage(found.copy, found.resolved)
    assert sum(each.covered for each in sections) >= 0.7 * sum(each.words for each in sections)
    assert {claim for each in sections for claim in each.claims} == {claim.id for claim in of.claims}
