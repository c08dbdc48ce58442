"""What documents amount to that are gone through one by one: the same as of comparing them all."""

from pathlib import Path

import pytest
from conftest import CORPORA, ROOT
from hypothesis import given
from strategies import corpora

from policylens.analysis.comparison import Matrix, matrix, overview
from policylens.analysis.outcomes import all_places, judgements
from policylens.corpus.loader import load
from policylens.model import Corpus


def assert_as_compared(of: Matrix) -> None:
    """Assert that verdicts, counts, what they hang on, and places are those of the comparisons, in their order."""
    themes = overview(of)
    compared = {row.proposition.id: row.judgement for theme in themes for row in theme.propositions}
    assert list(judgements(of).items()) == list(compared.items())
    assert all_places(of) == {each.theme.id: each.places for each in themes if each.theme.scale}


@given(corpora())
def test_of_any_corpus_they_are_as_compared(known: Corpus) -> None:
    assert_as_compared(matrix(known))


@pytest.mark.parametrize("root", [CORPORA / "small", ROOT / "data"], ids=["small", "bundled"])
def test_of_a_real_corpus_and_of_a_part_of_it_they_are_as_compared(root: Path) -> None:
    known = load(root).corpus
    assert known is not None
    assert_as_compared(matrix(known))
    assert_as_compared(matrix(known, [known.documents[0].id, known.documents[-1].id]))


def test_every_document_is_let_go() -> None:
    known = load(CORPORA / "small").corpus
    assert known is not None
    judgements(matrix(known))
    all_places(matrix(known))
    assert not any("stances" in vars(each) for each in known.documents)
