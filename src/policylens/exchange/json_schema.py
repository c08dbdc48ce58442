"""The YAML layout as JSON Schema (draft 2020-12), by which editors complete and check while somebody types.

Made from `corpus.schema`, by which files are read, and with the words of the records' own docstrings. An editor has
its YAML read before it looks: it sees a bare `2008` as a number and `no` perhaps as a truth value, where our reader
sees a text. So a text may be any plain value here. Of what `check` finds, a schema sees what is wrong in one value.
"""

import json
from collections.abc import Mapping
from typing import Any, Final

from policylens.corpus import schema
from policylens.corpus.meanings import fields_told, told
from policylens.model import ANCHOR_WORDS, FORMAT, Codebook

Object = dict[str, Any]

Names = Mapping[str, Mapping[str, str]]
"""For each sort of name ("theme", "proposition" ...), the ids that are known and what each stands for."""

FILES: Final[Mapping[str, schema.Record]] = {"document": schema.DOCUMENT, "codebook": schema.CODEBOOK}
"""The sorts of files that a corpus has, by the names that they have on the command line."""

_DRAFT: Final = "https://json-schema.org/draft/2020-12/schema"

_PLAIN: Final[Object] = {
    "if": {"type": ["null", "array", "object"]},
    "then": {"type": ["string", "number", "boolean"], "errorMessage": "A text is expected here."},
}
"""Any plain value. As a bare list of types it would make editors offer `true` and `false` for every title."""

_NOT_BLANK: Final = r"\S"
_ID: Final = r"^\s*[a-z0-9]+(-[a-z0-9]+)*\s*$"
_ANCHOR: Final = rf"^\s*\S+(\s+\S+){{0,{ANCHOR_WORDS - 1}}}\s*$"
_TRUE_OR_FALSE: Final = r"^\s*(true|false)\s*$"

_LEAP_YEAR: Final = "([0-9]{2}(0[48]|[2468][048]|[13579][26])|([02468][048]|[13579][26])00)"
_MONTH: Final = "(0[1-9]|1[0-2])"
_DAY_OF_YEAR: Final = rf"({_MONTH}-(0[1-9]|1[0-9]|2[0-8])|(0[13-9]|1[0-2])-(29|30)|(0[13578]|1[02])-31)"
_DATE: Final = rf"^\s*(?!0000)([0-9]{{4}}(-({_MONTH}|{_DAY_OF_YEAR}))?|{_LEAP_YEAR}-02-29)\s*$"

_FIRST_YEAR: Final = 1000
"""The first year that stands without quotation marks: editors take those before it for shorter numbers."""


def text(kind: str, codebook: Codebook | None = None) -> str:
    """Return the schema of a sort of file (a key of `FILES`) as JSON.

    Names from the codebook may be any text; where a codebook is given, only those that it has.
    """
    return json.dumps(json_schema(kind, codebook), ensure_ascii=False, indent=2) + "\n"


def json_schema(kind: str, codebook: Codebook | None = None) -> Object:
    """Return the schema of a sort of file as an object; see `text`."""
    maker = _Maker(_names(codebook) if codebook else {})
    whole = maker.record(FILES[kind])
    # a schema that lists one corpus' names is not the one that goes by this name
    identity = {} if codebook else {"$id": f"urn:policylens:schema:{kind}:{FORMAT}"}
    return {"$schema": _DRAFT, **identity, **whole, "$defs": dict(sorted(maker.definitions.items()))}


def _names(codebook: Codebook) -> Names:
    return {
        "theme": {theme.id: theme.title for theme in codebook.themes.values()},
        "proposition": {each.id: each.text for each in codebook.propositions.values()},
        "sector": codebook.sectors,
        "topic": codebook.topics,
    }


class _Maker:
    """Turns shapes into schemas, and keeps those of records that stand inside others."""

    def __init__(self, names: Names) -> None:
        self.names = names
        self.definitions: Object = {}

    def record(self, shape: schema.Record) -> Object:
        """Return the schema of a record itself."""
        means = fields_told(shape)
        return {
            "title": shape.what,
            "description": told(shape),
            "type": "object",
            "properties": {n: {"description": means[n], **self.value(f.shape)} for n, f in shape.fields.items()},
            "required": [name for name, each in shape.fields.items() if each.required],
            "additionalProperties": False,
        }

    def value(self, shape: schema.Shape) -> Object:
        """Return the schema of a value."""
        match shape:
            case schema.Record():
                name = shape.what.replace(" ", "-")
                if name not in self.definitions:
                    self.definitions[name] = {}  # its place, should it stand in itself
                    self.definitions[name] = self.record(shape)
                return {"$ref": f"#/$defs/{name}"}
            case schema.ListOf(item):
                once = {"uniqueItems": True} if isinstance(item, schema.Name | schema.Id) else {}
                return {"type": "array", "items": self.value(item), **once}
            case schema.MapOf():
                return self.mapping(shape)
            case schema.Name(of) if of in self.names:
                return {"enum": [form for name in self.names[of] for form in _forms(name)]}
            case _:
                return _simple(shape)

    def mapping(self, shape: schema.MapOf) -> Object:
        """Return the schema of a mapping with free keys, or with those that are known."""
        value = self.value(shape.value)
        if isinstance(shape.key, schema.Name) and shape.key.of in self.names:
            known = {name: {"description": what, **value} for name, what in self.names[shape.key.of].items()}
            return {"type": "object", "properties": known, "additionalProperties": False}
        keys = _of_text(shape.key) | {"errorMessage": told(shape.key)}
        return {"type": "object", "propertyNames": keys, "additionalProperties": value}


def _simple(shape: schema.Shape) -> Object:
    """Return the schema of one plain value, however it is written."""
    match shape:
        case schema.Format():
            return {"enum": [FORMAT, str(FORMAT)]}
        case schema.Choice(values):
            return {"enum": [member.value for member in values]}
        case schema.Whole(low, high):
            return _whole(low, high)
        case schema.Date():
            years = {"minimum": _FIRST_YEAR, "maximum": 9999}
            return {"type": ["string", "integer"], **_pattern(_DATE, told(shape)), **years}
        case schema.Flag():
            return {"type": ["boolean", "string"], **_pattern(_TRUE_OR_FALSE, told(shape))}
        case _:
            return {**_PLAIN, **_of_text(shape)}


def _of_text(shape: schema.Shape) -> Object:
    """Return what holds of a text beside that it is one."""
    match shape:
        case schema.Id():
            return {**_pattern(_ID, told(shape)), "minimum": 0, "multipleOf": 1}
        case schema.Anchor():
            return _pattern(_ANCHOR, f"One to {ANCHOR_WORDS} words.")
        case _:
            return _pattern(_NOT_BLANK, "The text is empty.")


def _pattern(pattern: str, otherwise: str) -> Object:
    """Return a pattern, and what an editor says where a text has not got it."""
    return {"pattern": pattern, "patternErrorMessage": otherwise}


def _whole(low: int, high: int) -> Object:
    numbers = list(range(low, high + 1))
    spelled = "|".join(sorted({f"\\+?0*{n}" if n > 0 else f"-0*{-n}" if n < 0 else "[+-]?0+" for n in numbers}))
    return {
        "type": ["integer", "string"],
        "minimum": low,
        "maximum": high,
        **_pattern(rf"^\s*({spelled})\s*$", f"A whole number from {low} to {high}."),
        "defaultSnippets": [{"label": str(n), "body": n} for n in numbers],
    }


def _forms(name: str) -> list[str | int]:
    """Return a name as it is read: one of digits alone may come as a number."""
    return [name, int(name)] if name.isdecimal() else [name]
