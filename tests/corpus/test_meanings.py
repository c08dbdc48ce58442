"""What fields mean is taken from the docstrings, wherever a record is built."""

from policylens.corpus import schema
from policylens.corpus.meanings import fields_told, id_told, told


def test_a_field_means_what_the_docstring_under_it_says() -> None:
    assert fields_told(schema.POSITION)["because"] == "The reason in one sentence."


def test_a_constant_is_told_by_its_value() -> None:
    assert fields_told(schema.EVIDENCE)["start"] == "The first words of the passage, at most 6."


def test_a_field_that_no_record_keeps_means_what_its_shape_does() -> None:
    assert fields_told(schema.DOCUMENT)["format"] == told(schema.Format()) == "The version of the layout."


def test_a_record_that_a_function_builds_is_told_as_what_comes_of_it() -> None:
    assert told(schema.THEME).startswith("A question on which documents are compared")


def test_a_choice_means_what_its_enumeration_does() -> None:
    assert told(schema.CLAIM.fields["kind"].shape) == "What sort of thing a claim says."


def test_an_id_is_told_of_wherever_it_stands() -> None:
    assert id_told(schema.CLAIM) == fields_told(schema.CLAIM)["id"]
    assert id_told(schema.THEME) == "Unique in the codebook."
