"""The one definition of the YAML layout: what fields there are, which are required, what values they take.

`reader` compiles it into a reader; editors' schemas and the documentation are made from it too. Shapes are plain
values: they know nothing of YAML.
"""

from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import Any, NamedTuple, get_type_hints

from policylens.kinds import Kind
from policylens.model import (
    STANCES,
    Charted,
    Claim,
    Codebook,
    Coding,
    Confidence,
    Direction,
    Document,
    Evidence,
    Proposition,
    Scale,
    Theme,
)


class Text:
    """Any text that is not empty."""


class Anchor:
    """The words at one end of a passage."""


class Date:
    """A year, a month or a day of the Gregorian calendar: 2008, 2009-09, 2010-05-18."""


class Flag:
    """`true` or `false`."""


class Format:
    """The version of the layout."""


class Id(NamedTuple):
    """Lower-case letters, digits and hyphens."""

    what: str


class Whole(NamedTuple):
    """A whole number from `low` to `high`, both included."""

    low: int
    high: int


class Choice(NamedTuple):
    """One of the values of an enumeration."""

    values: type[StrEnum]


class Name(NamedTuple):
    """The name of something that stands elsewhere: a theme, proposition, sector, topic or document."""

    of: str


class ListOf(NamedTuple):
    """A list, read as a tuple."""

    item: "Shape"


class MapOf(NamedTuple):
    """A mapping. Where its values are records that have a field `id`, the key becomes that field."""

    key: Id | Name | Text
    value: "Shape"


class Field(NamedTuple):
    """A field of a record."""

    shape: "Shape"
    required: bool = False


class Record(NamedTuple):
    """A mapping with known keys, built by `build` from those that are there."""

    what: str
    build: Callable[..., Any]
    fields: Mapping[str, Field]
    id_from_key: bool = False

    @property
    def made(self) -> type:
        """The class of what it is built into."""
        if isinstance(self.build, type):
            return self.build
        found: type = get_type_hints(self.build)["return"]
        return found


Shape = Text | Anchor | Date | Flag | Format | Id | Whole | Choice | Name | ListOf | MapOf | Record


def _theme(propositions: Mapping[str, Proposition], **fields: Any) -> Theme:
    return Theme(propositions=tuple(propositions.values()), **fields)


def _codebook(*, format: str, **fields: Any) -> Codebook:
    del format  # checked by its shape; a record does not keep it
    return Codebook(**fields)


def _document(*, format: str, **fields: Any) -> Document:
    del format  # as above
    return Document(**fields)


_TEXT = Field(Text())
_TEXTS = Field(ListOf(Text()))

PROPOSITION = Record(
    "proposition",
    Proposition,
    {
        "text": Field(Text(), required=True),
        "direction": Field(Choice(Direction)),
        "include": _TEXT,
        "exclude": _TEXT,
        "cues": _TEXTS,
    },
    id_from_key=True,
)

SCALE = Record("scale", Scale, {"low": Field(Text(), required=True), "high": Field(Text(), required=True)})

THEME = Record(
    "theme",
    _theme,
    {
        "title": Field(Text(), required=True),
        "question": Field(Text(), required=True),
        "scale": Field(SCALE),
        "propositions": Field(MapOf(Id("proposition"), PROPOSITION), required=True),
    },
    id_from_key=True,
)

CODEBOOK = Record(
    "codebook",
    _codebook,
    {
        "format": Field(Format(), required=True),
        "version": Field(Text(), required=True),
        "themes": Field(MapOf(Id("theme"), THEME), required=True),
        "sectors": Field(MapOf(Id("sector"), Text())),
        "topics": Field(MapOf(Id("topic"), Text())),
    },
)

STANCE = Whole(STANCES[0], STANCES[-1])

EVIDENCE = Record(
    "piece of evidence",
    Evidence,
    {
        "source": _TEXT,
        "section": _TEXT,
        "page": _TEXT,
        "paragraph": _TEXT,
        "start": Field(Anchor()),
        "end": Field(Anchor()),
    },
)

CLAIM = Record(
    "claim",
    Claim,
    {
        "id": Field(Id("claim"), required=True),
        "kind": Field(Choice(Kind), required=True),
        "number": _TEXT,
        "headline": Field(Flag()),
        "statement": Field(Text(), required=True),
        "mechanism": _TEXT,
        "conditions": _TEXT,
        "actors": _TEXTS,
        "sectors": Field(ListOf(Name("sector"))),
        "topics": Field(ListOf(Name("topic"))),
        "speaker": _TEXT,
        "stances": Field(MapOf(Name("proposition"), STANCE)),
        "refers_to": Field(ListOf(Name("document"))),
        "evidence": Field(ListOf(EVIDENCE)),
    },
)

POSITION = Record(
    "position",
    Charted,
    {
        "stance": Field(STANCE, required=True),
        "confidence": Field(Choice(Confidence), required=True),
        "because": Field(Text(), required=True),
        "claims": Field(ListOf(Id("claim"))),
    },
)

CODING = Record(
    "coding",
    Coding,
    {
        "coder": _TEXT,
        "date": Field(Date()),
        "codebook": _TEXT,
        "themes": Field(ListOf(Name("theme"))),
    },
)

DOCUMENT = Record(
    "document",
    _document,
    {
        "format": Field(Format(), required=True),
        "id": Field(Id("document"), required=True),
        "short_name": _TEXT,
        "title": Field(Text(), required=True),
        "authors": _TEXTS,
        "publisher": _TEXT,
        "date": Field(Date()),
        "kind": _TEXT,
        "standpoint": _TEXT,
        "scope": _TEXT,
        "language": _TEXT,
        "licence": _TEXT,
        "isbn": _TEXT,
        "reference": _TEXT,
        "attributes": Field(MapOf(Text(), Text())),
        "summary": _TEXT,
        "coding": Field(CODING),
        "positions": Field(MapOf(Name("proposition"), POSITION)),
        "claims": Field(ListOf(CLAIM)),
    },
)
