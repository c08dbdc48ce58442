"""The tables in which a corpus is written: their columns, made from `corpus.schema`, and how they hang together."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import Final, NamedTuple

from policylens.analysis.positions import Status
from policylens.corpus import schema
from policylens.corpus.meanings import fields_told, id_told, told


class Charting(StrEnum):
    """Whether the document's positions are charted by its coder, or computed from its claims."""

    CHARTED = "charted"
    COMPUTED = "computed"


class Column(NamedTuple):
    """A column of a table."""

    name: str
    shape: schema.Shape
    meaning: str
    required: bool = False
    """Whether every row has a value in it."""
    halves: bool = False
    """Whether its numbers may be halves, as a median is."""


@dataclass(frozen=True, kw_only=True)
class Table:
    """A table with a row for each of something."""

    name: str
    """As its file is called, without `.csv`."""
    what: str
    """What a row is, in a word or two."""
    meaning: str
    """What it holds, in a sentence."""
    columns: tuple[Column, ...]
    key: tuple[str, ...] = ()
    """The columns by which a row is told from every other."""
    refers: Mapping[str, str] = field(default_factory=dict)
    """Columns that hold ids of another table, and which."""

    @property
    def file(self) -> str:
        """The name of its file."""
        return f"{self.name}.csv"

    @cached_property
    def record(self) -> schema.Record:
        """What a row is read as: a dictionary of its values."""
        return schema.Record(self.what, dict, {c.name: schema.Field(c.shape, c.required) for c in self.columns})


def _columns(shape: schema.Record, prefix: str = "", without: Collection[str] = ()) -> Iterator[Column]:
    """Yield a column for each field of a record, but for some, named with a prefix."""
    means = fields_told(shape)
    for name, item in shape.fields.items():
        if name not in without:
            yield Column(prefix + name, item.shape, means[name], item.required and not prefix)


def _id(shape: schema.Record, what: str) -> Column:
    """Return the column for the id of a record."""
    return Column("id", schema.Id(what), id_told(shape), required=True)


def _reference(sort: str, table: str) -> Column:
    """Return the column that names something of another table."""
    return Column(sort, schema.Name(sort), f"The {sort}'s id, as in {table}.csv.", required=True)


def _listed(sort: str) -> Table:
    """Return the table of one of the codebook's lists, each an id and a title."""
    name = f"{sort}s"
    columns = (
        Column("id", schema.Id(sort), "Unique in the list.", required=True),
        Column("title", schema.Text(), "What it stands for.", required=True),
    )
    return Table(name=name, what=sort, meaning=fields_told(schema.CODEBOOK)[name], columns=columns, key=("id",))


CODEBOOK: Final = Table(
    name="codebook",
    what="codebook",
    meaning="The codebook as a whole, in one row; its parts are the tables below.",
    columns=tuple(_columns(schema.CODEBOOK, without=("format", "themes", "sectors", "topics"))),
)
THEMES: Final = Table(
    name="themes",
    what="theme",
    meaning=told(schema.THEME),
    columns=(
        _id(schema.THEME, "theme"),
        *_columns(schema.THEME, without=("scale", "propositions")),
        *_columns(schema.SCALE, "scale_"),
    ),
    key=("id",),
)
PROPOSITIONS: Final = Table(
    name="propositions",
    what="proposition",
    meaning=told(schema.PROPOSITION),
    columns=(
        _id(schema.PROPOSITION, "proposition"),
        _reference("theme", "themes"),
        *_columns(schema.PROPOSITION),
    ),
    key=("id",),
    refers={"theme": "themes"},
)
SECTORS: Final = _listed("sector")
TOPICS: Final = _listed("topic")
DOCUMENTS: Final = Table(
    name="documents",
    what="document",
    meaning=told(schema.DOCUMENT),
    columns=(
        *_columns(schema.DOCUMENT, without=("format", "attributes", "coding", "positions", "claims")),
        *_columns(schema.CODING, "coding_"),
        Column("positions", schema.Choice(Charting), told(schema.Choice(Charting))),
    ),
    key=("id",),
)
ATTRIBUTES: Final = Table(
    name="attributes",
    what="attribute",
    meaning=fields_told(schema.DOCUMENT)["attributes"],
    columns=(
        _reference("document", "documents"),
        Column("name", schema.Text(), "What is told of the document, such as party.", required=True),
        Column("value", schema.Text(), "What it is, such as labour.", required=True),
    ),
    key=("document", "name"),
    refers={"document": "documents"},
)
CLAIMS: Final = Table(
    name="claims",
    what="claim",
    meaning=told(schema.CLAIM),
    columns=(
        _id(schema.CLAIM, "claim"),
        _reference("document", "documents"),
        *_columns(schema.CLAIM, without=("id", "stances", "evidence")),
    ),
    key=("id",),
    refers={"document": "documents"},
)
STANCES: Final = Table(
    name="stances",
    what="stance",
    meaning=fields_told(schema.CLAIM)["stances"],
    columns=(
        _reference("claim", "claims"),
        _reference("proposition", "propositions"),
        Column("stance", schema.STANCE, fields_told(schema.POSITION)["stance"], required=True),
    ),
    key=("claim", "proposition"),
    refers={"claim": "claims", "proposition": "propositions"},
)
EVIDENCE: Final = Table(
    name="evidence",
    what="passage",
    meaning=told(schema.EVIDENCE),
    columns=(
        _reference("claim", "claims"),
        Column("passage", schema.Whole(1, 9999), "Its number among the claim's passages.", required=True),
        *_columns(schema.EVIDENCE),
    ),
    key=("claim", "passage"),
    refers={"claim": "claims"},
)
POSITIONS: Final = Table(
    name="positions",
    what="position",
    meaning="What each document as a whole holds on a proposition; without a row it is silent, or not coded.",
    columns=(
        _reference("document", "documents"),
        _reference("proposition", "propositions"),
        Column("status", schema.Choice(Status), told(schema.Choice(Status)), required=True),
        *(c._replace(required=False, halves=c.name == "stance") for c in _columns(schema.POSITION)),
    ),
    key=("document", "proposition"),
    refers={"document": "documents", "proposition": "propositions"},
)

TABLES: Final = (
    CODEBOOK, THEMES, PROPOSITIONS, SECTORS, TOPICS, DOCUMENTS, ATTRIBUTES, CLAIMS, STANCES, EVIDENCE, POSITIONS,
)  # fmt: skip
"""All of them, each after those to which it refers."""
