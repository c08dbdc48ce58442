"""Propositions as parts of sentences."""

from dataclasses import replace

import pytest
from records import claim, corpus, document, proposition, theme

from policylens.model import Corpus
from policylens.render.clauses import THIS, View, view_of


def known(*statements: str, question: str = "What now?", **of_proposition: object) -> Corpus:
    """Make a corpus in which these texts stand."""
    claims = [claim(f"c{number}", statement=text) for number, text in enumerate(statements)]
    made = replace(theme(), question=question, propositions=(replace(proposition(text="One."), **of_proposition),))  # type: ignore[arg-type]
    return corpus([document("a", {}, claims)], [made])


SMALL = View("that trees grow", "that trees grow", "the view that trees grow", "That trees grow")
QUOTED = View("that “Trees grow”", "that “Trees grow”", "the view “Trees grow”", "“Trees grow”")


@pytest.mark.parametrize(
    "where",
    [
        known("It wants more trees."),
        known(question="How many trees?"),
        known(text="Many trees."),
        known(include="It speaks of trees."),
        known(exclude="It speaks of trees."),
        known(cues=("trees",)),
    ],
    ids=["a claim", "a question", "a proposition", "what counts", "what does not", "a cue"],
)
def test_a_word_that_stands_small_somewhere_loses_its_capital(where: Corpus) -> None:
    assert view_of("Trees grow.", where) == SMALL


@pytest.mark.parametrize(
    "where", [known(), known("Trees stand here."), known("Treesome, streettrees, oak-trees, trees’s")]
)
def test_a_word_that_never_does_may_be_a_name_and_keeps_it_in_quotation_marks(where: Corpus) -> None:
    assert view_of("Trees grow.", where) == QUOTED


@pytest.mark.parametrize(
    ("text", "that"),
    [
        ("More trees.", "that more trees"),
        ("The town should plant.", "that the town should plant"),
        ("12 trees are enough.", "that 12 trees are enough"),
        ("trees grow", "that trees grow"),
        ("  The trees grow.  ", "that the trees grow"),
        ("Élan is needed.", "that “Élan is needed”"),
        ("“Trees” is a word.", "that “Trees” is a word"),
        ("The U.S. should act.", "that the U.S. should act"),
        ("樹木應該多種。", "that “樹木應該多種。”"),
    ],
)
def test_a_proposition_stands_in_a_sentence_without_its_full_stop(text: str, that: str) -> None:
    assert view_of(text, known()).that == that


def test_a_word_with_signs_of_searching_is_only_a_word() -> None:
    assert view_of("(a+)+ should stay.", known("aaaa")).that == "that (a+)+ should stay"


def test_a_view_that_has_been_named_is_stood_for_by_a_word() -> None:
    assert THIS.is_named
    assert not SMALL.is_named
    assert not QUOTED.is_named
