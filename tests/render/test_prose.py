"""Sentences about comparisons: who is on which side."""

from collections.abc import Sequence

import pytest
from records import document, not_coded, silent, speaks, upward

from policylens.analysis.comparison import PropositionComparison
from policylens.analysis.positions import Cell
from policylens.analysis.verdicts import Verdict, judge
from policylens.model import Confidence, Document
from policylens.render.prose import GROUPS, MOST_NAMED, sides, tentative_because

NAMES = {"a": "Apple", "b": "Bread", "c": "Cheese", "d": "Dates"}
FOUR = [document(name, short_name=short_name) for name, short_name in NAMES.items()]


def row(cells: Sequence[Cell]) -> PropositionComparison:
    theme = upward(1)
    return PropositionComparison(
        theme=theme, proposition=theme.propositions[0], cells=tuple(cells), judgement=judge(cells)
    )


def many(number: int) -> tuple[list[Cell], list[Document]]:
    """Make so many documents of low confidence, one of them on the other side, and as many silent ones."""
    cells = [speaks(f"d{n}", 1, Confidence.LOW) for n in range(number)]
    documents = [document(cell.document, short_name=f"Doc {n}") for n, cell in enumerate(cells)]
    return [*cells, silent("z")], [*documents, document("z")]


def test_each_side_is_told_with_its_documents() -> None:
    cells = [speaks("a", 2), speaks("b", -2), speaks("c", 2), silent("d")]
    assert sides(row(cells), FOUR) == "Apple and Cheese are for it; Bread is against it; Dates is silent."


def test_sides_are_told_from_support_to_rejection_whatever_the_order_of_documents() -> None:
    cells = [not_coded("a"), speaks("b", -1), speaks("c", 0), speaks("d", 1)]
    assert sides(row(cells), FOUR) == (
        "Dates is for it in part; Cheese takes both sides; Bread is against it in part; Apple is not coded."
    )


def test_mixed_documents_are_told_apart_from_balanced_ones() -> None:
    assert sides(row([speaks("a", None), speaks("b", 0)]), FOUR) == "Bread takes both sides; Apple is mixed."


@pytest.mark.parametrize(
    ("cell", "one", "two"),
    [
        (lambda name: speaks(name, 2), "Apple is for it.", "Apple and Bread are for it."),
        (lambda name: speaks(name, 1), "Apple is for it in part.", "Apple and Bread are for it in part."),
        (lambda name: speaks(name, 0), "Apple takes both sides.", "Apple and Bread take both sides."),
        (lambda name: speaks(name, None), "Apple is mixed.", "Apple and Bread are mixed."),
        (lambda name: speaks(name, -1), "Apple is against it in part.", "Apple and Bread are against it in part."),
        (lambda name: speaks(name, -2), "Apple is against it.", "Apple and Bread are against it."),
        (silent, "Apple is silent.", "Apple and Bread are silent."),
        (not_coded, "Apple is not coded.", "Apple and Bread are not coded."),
    ],
)
def test_every_side_is_told_in_singular_and_plural(cell, one: str, two: str) -> None:  # type: ignore[no-untyped-def]
    assert sides(row([cell("a")]), FOUR) == one
    assert sides(row([cell("a"), cell("b")]), FOUR) == two


def test_nothing_is_said_of_no_documents() -> None:
    assert sides(row([]), []) == ""


def test_many_documents_are_counted_instead_of_named() -> None:
    cells, documents = many(MOST_NAMED)
    assert sides(row(cells), documents) == "12 documents are for it in part; 1 document is silent."


def test_as_many_documents_as_a_sentence_holds_are_named() -> None:
    cells, documents = many(MOST_NAMED - 1)
    assert sides(row(cells), documents).startswith("Doc 0, Doc 1, Doc 2")


def test_a_firm_verdict_needs_no_reason() -> None:
    assert tentative_because(row([speaks("a", 1), speaks("b", 1)]), FOUR) == ""


def test_a_tentative_verdict_names_the_document_on_which_it_hangs() -> None:
    cells = [speaks("a", 1), speaks("b", 1), speaks("c", -1, Confidence.LOW)]
    assert tentative_because(row(cells), FOUR) == (
        "Tentative: without the low-confidence position of Cheese, the verdict would change."
    )


def test_documents_on_any_of_which_a_verdict_hangs_are_alternatives() -> None:
    cells = [speaks("a", 1, Confidence.LOW), speaks("b", 1, Confidence.LOW)]
    assert "the low-confidence position of Apple or Bread, " in tentative_because(row(cells), FOUR)


def test_every_verdict_stands_under_exactly_one_heading() -> None:
    grouped = [verdict for _, verdicts in GROUPS for verdict in verdicts]
    assert sorted(grouped) == sorted(Verdict)
