"""The records: what a codebook, a document, a position and a claim are."""

import dataclasses
import inspect

import pytest
from records import claim, corpus, document, theme

from policylens import model
from policylens.model import Direction, Document, Kind

HIGH, LOW, NONE = Direction.HIGH, Direction.LOW, Direction.NONE

RECORDS = [each for _, each in inspect.getmembers(model, dataclasses.is_dataclass)]


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: record.__name__)
def test_records_are_frozen_and_keyword_only(record: type) -> None:
    assert record.__dataclass_params__.frozen  # type: ignore[attr-defined]
    assert all(field.kw_only for field in dataclasses.fields(record))


def test_a_record_cannot_be_changed() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        claim().statement = "Something else."  # type: ignore[misc]


def test_stances_run_from_rejection_to_support() -> None:
    assert model.STANCES == (-2, -1, 0, 1, 2)


def test_only_propositions_with_a_direction_count_on_a_scale() -> None:
    of = theme(HIGH, NONE, LOW, None)
    assert [each.id for each in of.directed] == ["p1", "p3"]


def test_no_proposition_counts_where_there_is_no_scale() -> None:
    assert theme(HIGH, LOW, scale=None).directed == ()


def test_a_codebook_knows_its_propositions_and_their_themes_in_order() -> None:
    codebook = corpus(themes=[theme(HIGH, LOW, name="b", prefix="x"), theme(HIGH, name="a", prefix="y")]).codebook
    assert list(codebook.propositions) == list(codebook.theme_of) == ["x1", "x2", "y1"]
    assert [each.id for each in codebook.theme_of.values()] == ["b", "b", "a"]
    assert all(each.id == name for name, each in codebook.propositions.items())


@pytest.mark.parametrize(("short_name", "name"), [("The Council", "The Council"), ("", "council")])
def test_a_document_is_called_by_its_short_name_or_else_its_id(short_name: str, name: str) -> None:
    assert document("council", short_name=short_name).name == name


def test_a_document_finds_its_claims_by_id() -> None:
    first, second = claim("c1"), claim("c2", kind=Kind.CRITICISM)
    assert document(claims=[first, second]).claim_by_id == {"c1": first, "c2": second}


def test_a_document_knows_the_stances_of_its_claims_by_proposition() -> None:
    text = document(claims=[claim("c2", {"p1": 1, "p2": -1}), claim("c3"), claim("c1", {"p1": 0})])
    assert text.stances == {"p1": {"c2": 1, "c1": 0}, "p2": {"c2": -1}}
    assert list(text.stances["p1"]) == ["c2", "c1"]


def test_a_document_has_nothing_charted_unless_something_is() -> None:
    assert Document(id="a", title="A").positions is None


def test_a_corpus_finds_its_documents_and_gives_every_claim_with_its_document() -> None:
    one, two = document("one", claims=[claim("c1"), claim("c2")]), document("two", claims=[claim("c3")])
    of = corpus([one, two])
    assert of.document_by_id == {"one": one, "two": two}
    assert [(text.id, each.id) for text, each in of.claims()] == [("one", "c1"), ("one", "c2"), ("two", "c3")]
