"""The layout agrees with the records that it is read into."""

import dataclasses
from collections.abc import Iterator

import pytest

from policylens import model
from policylens.corpus import schema

RECORDS = [
    (schema.PROPOSITION, model.Proposition),
    (schema.SCALE, model.Scale),
    (schema.THEME, model.Theme),
    (schema.CODEBOOK, model.Codebook),
    (schema.EVIDENCE, model.Evidence),
    (schema.CLAIM, model.Claim),
    (schema.POSITION, model.Charted),
    (schema.CODING, model.Coding),
    (schema.DOCUMENT, model.Document),
]
NAMES = [record.what for record, _ in RECORDS]


def fields_of(record: schema.Record) -> set[str]:
    """Return what the record is built from: all its keys but the format, and its id if that is a key above it."""
    return set(record.fields) - {"format"} | ({"id"} if record.id_from_key else set())


@pytest.mark.parametrize(("record", "built"), RECORDS, ids=NAMES)
def test_every_field_of_a_record_can_be_written_and_no_other(record: schema.Record, built: type) -> None:
    assert fields_of(record) == {field.name for field in dataclasses.fields(built)}


@pytest.mark.parametrize(("record", "built"), RECORDS, ids=NAMES)
def test_a_field_is_required_if_the_record_cannot_do_without_it(record: schema.Record, built: type) -> None:
    required = {name for name, field in record.fields.items() if field.required} - {"format"}
    missing = dataclasses.MISSING
    needed = {f.name for f in dataclasses.fields(built) if f.default is missing and f.default_factory is missing}
    assert required | ({"id"} if record.id_from_key else set()) == needed


@pytest.mark.parametrize("record", [schema.CODEBOOK, schema.DOCUMENT], ids=["codebook", "document"])
def test_every_file_says_its_format_first(record: schema.Record) -> None:
    assert next(iter(record.fields)) == "format"
    assert record.fields["format"].required


def shapes(shape: schema.Shape) -> Iterator[schema.Shape]:
    yield shape
    match shape:
        case schema.ListOf(item):
            yield from shapes(item)
        case schema.MapOf(key, value):
            yield from shapes(key)
            yield from shapes(value)
        case schema.Record(fields=fields):
            for field in fields.values():
                yield from shapes(field.shape)


def every_shape() -> list[schema.Shape]:
    return [*shapes(schema.CODEBOOK), *shapes(schema.DOCUMENT)]


def test_every_name_is_of_a_sort_that_a_corpus_knows() -> None:
    sorts = {shape.of for shape in every_shape() if isinstance(shape, schema.Name)}
    assert sorts == {"theme", "proposition", "sector", "topic", "document"}


def test_stances_run_from_minus_two_to_two() -> None:
    wholes = {shape for shape in every_shape() if isinstance(shape, schema.Whole)}
    assert wholes == {schema.Whole(-2, 2)}


def test_no_value_of_the_layout_lies_so_deep_that_reading_would_refuse_it() -> None:
    def depth(shape: schema.Shape) -> int:
        match shape:
            case schema.ListOf(item):
                return 1 + depth(item)
            case schema.MapOf(_, value):
                return 1 + depth(value)
            case schema.Record(fields=fields):
                return 1 + max(depth(field.shape) for field in fields.values())
        return 0

    assert max(depth(schema.CODEBOOK), depth(schema.DOCUMENT)) < 32
