"""Plain data as text: JSON and CSV."""

import csv
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from io import StringIO
from typing import Any

from policylens.plain.cells import joined, safe

FORMAT = 1
"""The version of the JSON layout; docs/json.md describes it."""

Object = dict[str, Any]


def to_json(value: Mapping[str, Any] | Sequence[Object]) -> str:
    """Write an object, with the layout's version, or a list of them as JSON, indented, ended by a newline."""
    return _dumped({"format": FORMAT, **value} if isinstance(value, Mapping) else value) + "\n"


def json_pieces(value: Mapping[str, Any]) -> Iterator[str]:
    """Yield what `to_json` returns of an object, piece by piece.

    A value may be an iterator, which stands for a list: each of its items is asked for when its turn comes.
    """
    before = "{"
    for key, each in {"format": FORMAT, **value}.items():
        yield f"{before}\n  {_dumped(key)}: "
        yield from _items(each) if isinstance(each, Iterator) else (_dumped(each, 1),)
        before = ","
    yield "\n}\n"


def _items(items: Iterator[Any]) -> Iterator[str]:
    before = "["
    for item in items:
        yield f"{before}\n    {_dumped(item, 2)}"
        before = ","
    yield "[]" if before == "[" else "\n  ]"


def _dumped(value: Any, depth: int = 0) -> str:
    """Return a value as JSON that stands so deep in another: newlines are nowhere but between its parts."""
    written = json.dumps(value, ensure_ascii=False, indent=_INDENT)
    escaped = _STEERING.sub(lambda sign: f"\\u{ord(sign[0]):04x}", written)
    return escaped.replace("\n", "\n" + " " * _INDENT * depth)


_INDENT = 2


_STEERING = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")
"""Codes that JSON need not escape, and that would steer a terminal; they only stand inside texts."""


def to_csv(columns: Sequence[str], rows: Iterable[Mapping[str, Any]]) -> str:
    """Write rows as CSV (RFC 4180, but with plain newlines), with a heading.

    Lists are joined by semicolons, and texts get an apostrophe where a spreadsheet might run them: see `cells`.
    """
    out = StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    for row in rows:
        writer.writerow([_cell(row.get(column)) for column in columns])
    return out.getvalue()


def _cell(value: Any) -> Any:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list | tuple):
        value = joined(value)
    if not isinstance(value, str):
        return value
    # a carriage return would end the row: Python before 3.13 does not quote it
    return safe(value.replace("\r\n", "\n").replace("\r", "\n"))


def number(value: float | None) -> float | int | None:
    """Write whole numbers without a point, and others without the noise of their last digits."""
    if value is None:
        return None
    rounded = round(value, 12)
    return int(rounded) if rounded == int(rounded) else rounded
