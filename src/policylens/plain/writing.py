"""Plain data as text: JSON and CSV."""

import csv
import json
from collections.abc import Iterable, Mapping, Sequence
from io import StringIO
from typing import Any

FORMAT = 1
"""The version of the JSON layout; docs/json.md describes it."""

Object = dict[str, Any]


def to_json(value: Mapping[str, Any]) -> str:
    """Write an object as JSON, indented, ended by a newline."""
    return json.dumps({"format": FORMAT, **value}, ensure_ascii=False, indent=2) + "\n"


def to_csv(columns: Sequence[str], rows: Iterable[Mapping[str, Any]]) -> str:
    """Write rows as CSV (RFC 4180, but with plain newlines), with a heading; lists are joined by semicolons."""
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
        value = "; ".join(str(item) for item in value)
    # a carriage return would end the row: Python before 3.13 does not quote it
    return value.replace("\r\n", "\n").replace("\r", "\n") if isinstance(value, str) else value


def number(value: float | None) -> float | int | None:
    """Write whole numbers without a point, and others without the noise of their last digits."""
    if value is None:
        return None
    rounded = round(value, 12)
    return int(rounded) if rounded == int(rounded) else rounded
