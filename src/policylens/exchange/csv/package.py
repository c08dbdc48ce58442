"""The tables' description as a Data Package with Table Schemas (Frictionless Data, version 1), made from `tables`."""

import json
from typing import Any, Final

from policylens.corpus import schema
from policylens.exchange.csv.tables import TABLES, Column, Table
from policylens.model import ANCHOR_WORDS

Object = dict[str, Any]

DESCRIPTOR: Final = "datapackage.json"

_DESCRIPTION: Final = (
    "A corpus of coded policy documents as tidy tables, written by policylens, which reads them back. "
    "Several values in a cell are separated by '; '; a semicolon or a backslash of their own has a backslash before "
    "it. A text that a spreadsheet might run as a formula has an apostrophe before it. An empty cell says nothing; "
    "where positions.csv has no row, a document is silent on the proposition, or has not been coded for its theme "
    "(coding_themes in documents.csv)."
)

_LICENCE: Final = {
    "name": "CC-BY-4.0",
    "title": "Creative Commons Attribution 4.0",
    "path": "https://creativecommons.org/licenses/by/4.0/",
}
"""Of the corpus that policylens ships. What licence another one has, only its owner knows."""

_DIALECT: Final = {
    "delimiter": ",",
    "lineTerminator": "\n",
    "quoteChar": '"',
    "doubleQuote": True,
    "skipInitialSpace": False,
    "header": True,
}

_PATTERNS: Final[dict[type, str]] = {
    schema.Id: "[a-z0-9]+(-[a-z0-9]+)*",
    schema.Name: "[a-z0-9]+(-[a-z0-9]+)*",
    schema.Date: "[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?",
    schema.Anchor: rf"\S+(\s+\S+){{0,{ANCHOR_WORDS - 1}}}",
}
"""What texts of some shapes look like."""


def descriptor(*, bundled: bool) -> bytes:
    """Return `datapackage.json`; `bundled` says whether it describes the corpus that policylens ships."""
    whole: Object = {
        "profile": "tabular-data-package",
        "name": "policylens-corpus",
        "title": "Policy documents, coded with policylens",
        "description": _DESCRIPTION,
        **({"licenses": [_LICENCE]} if bundled else {}),
        "resources": [_resource(table) for table in TABLES],
    }
    return (json.dumps(whole, ensure_ascii=False, indent=2) + "\n").encode()


def _resource(table: Table) -> Object:
    return {
        "profile": "tabular-data-resource",
        "name": table.name,
        "path": table.file,
        "description": table.meaning,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": _DIALECT,
        "schema": table_schema(table),
    }


def table_schema(table: Table) -> Object:
    """Return the Table Schema of a table."""
    references = [
        {"fields": [column], "reference": {"resource": other, "fields": ["id"]}}
        for column, other in table.refers.items()
    ]
    return {
        "fields": [_field(column, unique=table.key == (column.name,)) for column in table.columns],
        "missingValues": [""],
        **({"primaryKey": list(table.key)} if table.key else {}),
        **({"foreignKeys": references} if references else {}),
    }


def _field(column: Column, *, unique: bool) -> Object:
    shape = column.shape
    several = isinstance(shape, schema.ListOf)
    meaning = column.meaning + (" Several are separated by '; '." if several else "")
    constraints = {"required": True} if column.required else {}
    constraints |= {"unique": True} if unique else {}
    kind, more = _type(shape)
    constraints |= more
    return {
        "name": column.name,
        "type": "number" if column.halves else kind,
        "description": meaning,
        **({"constraints": constraints} if constraints else {}),
    }


def _type(shape: schema.Shape) -> tuple[str, Object]:
    """Return a column's type, and what else holds of its values."""
    match shape:
        case schema.Whole(low, high):
            return "integer", {"minimum": low, "maximum": high}
        case schema.Choice(values):
            return "string", {"enum": [member.value for member in values]}
        case schema.Flag():
            return "boolean", {}
        case _:
            pattern = _PATTERNS.get(type(shape))
            return "string", {"pattern": pattern} if pattern else {}
