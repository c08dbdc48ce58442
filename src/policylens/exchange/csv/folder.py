"""A folder of tables, as `export` writes it and somebody may have changed it: its rows, each checked by itself."""

import os
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, NamedTuple

from policylens.analysis.positions import Status
from policylens.corpus import schema
from policylens.corpus.imported import Left
from policylens.corpus.problems import Problem
from policylens.corpus.rows import RowReader
from policylens.errors import PolicylensError
from policylens.exchange.checking import Place, problem
from policylens.exchange.csv.columns import normal
from policylens.exchange.csv.package import DESCRIPTOR
from policylens.exchange.csv.reading import MOST_NAMED, Sheet, named, opened
from policylens.exchange.csv.tables import DOCUMENTS, EVIDENCE, POSITIONS, PROPOSITIONS, TABLES, THEMES, Column, Table
from policylens.plain.cells import parted, unsafe
from policylens.watch import NOBODY, Watch

_NEEDED: Final = (DOCUMENTS, THEMES, PROPOSITIONS)
"""The tables without which there is no corpus."""

_WHOLE = re.compile(r"([+-]?[0-9]+)\.0+\Z")
"""A whole number as programs write it that take a column with gaps for one of fractions."""

_SPARED: Final = {POSITIONS.name: "status", EVIDENCE.name: "passage"}
"""Columns that are always written, and that somebody who adds a row need not fill in."""


class Entry(NamedTuple):
    """A row that is in order by itself."""

    place: Place
    values: dict[str, Any]


@dataclass
class Tables:
    """What the tables hold."""

    entries: dict[str, list[Entry]] = field(default_factory=dict)
    """By the table's name."""
    problems: list[Problem] = field(default_factory=list)
    left: list[Left] = field(default_factory=list)
    names: dict[str, Collection[str]] = field(default_factory=dict)
    """The ids of each sort, as far as all of them could be read."""
    computed: int = 0
    """How many positions were left, as they are computed from claims."""
    references: int = 0
    """How many references were left, to documents that are not there."""


def read_tables(root: Path, *, encoding: str = "", watch: Watch = NOBODY) -> Tables:
    """Read the tables in a folder. Raises PolicylensError if it has none, or one cannot be read."""
    there = _files(root)
    found = Tables()
    for table in TABLES:
        found.entries[table.name] = []
        if table.file in there:
            _read(root, table, found, encoding, watch)
        elif table in _NEEDED:
            hint = "`policylens export csv -o DIR` writes one; to import a single table, name its file"
            raise PolicylensError(f"{root} is no folder of tables: it has no {table.file}", hint)
        else:
            found.names[table.what] = ()
    known = {DESCRIPTOR, *(table.file for table in TABLES)}
    others = [name for name in there if name not in known and not name.startswith(".")]
    found.left += [Left(name, "it is none of the tables") for name in others[:MOST_NAMED]]
    return found


def _files(root: Path) -> list[str]:
    try:
        return sorted(os.listdir(root))
    except OSError as error:
        raise PolicylensError(f"the folder {root} cannot be read: {error.strerror}") from None


def _read(root: Path, table: Table, found: Tables, encoding: str, watch: Watch) -> None:
    columns = {normal(column.name): column for column in table.columns}
    path = root / table.file
    sheet = opened(path, is_known=lambda name: normal(name) in columns, encoding=encoding)
    places = {place: columns.get(normal(name)) for place, name in enumerate(sheet.columns)}
    _refuse_missing(table, sheet, [column for column in places.values() if column])
    found.left += _unknown_columns(table, sheet, places)
    reader = RowReader(sheet.file, _shape(table), found.names)
    there = {place: column for place, column in places.items() if column}
    for line, row in watch.over(f"Reading {table.file}", sheet.rows(), sheet.lines):
        cells = _cells(there, row, found)
        if table is POSITIONS and cells.get("status") in (Status.COMPUTED, Status.MIXED):
            found.computed += 1
            continue
        values = reader.read(line, cells)
        if values is not None:
            found.entries[table.name].append(Entry(Place(sheet.file, line), values))
    found.problems += [*reader.problems, *_twice(table, found.entries[table.name])]
    if table.key == ("id",) and not reader.problems:
        found.names[table.what] = {entry.values["id"] for entry in found.entries[table.name]}


def _shape(table: Table) -> schema.Record:
    """Return what a row is read as; one of positions has all that a charted position has to have."""
    fields = dict(table.record.fields)
    if table is POSITIONS:
        fields |= schema.POSITION.fields
    if spared := _SPARED.get(table.name):
        fields[spared] = fields[spared]._replace(required=False)
    return table.record._replace(fields=fields)


def _refuse_missing(table: Table, sheet: Sheet, there: Collection[Column]) -> None:
    for column in table.columns:
        if column.required and column not in there and column.name != _SPARED.get(table.name):
            raise PolicylensError(
                f"{sheet.file}: there is no column {column.name}", f"the table has: {named(sheet.columns)}"
            )


def _unknown_columns(table: Table, sheet: Sheet, places: Mapping[int, Column | None]) -> Iterator[Left]:
    for place, name in enumerate(sheet.columns):
        if places[place] is None and name:
            yield Left(f"column {name} of {table.file}", "the table has no such column")


def _cells(there: Mapping[int, Column], row: list[str], found: Tables) -> dict[str, str | list[str]]:
    """Return the cells of a row that say something, lists taken apart, by their columns."""
    cells: dict[str, str | list[str]] = {}
    for place, column in there.items():
        if row[place]:
            cell = _typed(column, unsafe(row[place]))
            cells[column.name] = _without_others(cell, found) if column.name == "refers_to" else cell
    return cells


def _typed(column: Column, cell: str) -> str | list[str]:
    """Return what a cell says, in the way in which it is said in YAML."""
    match column.shape:
        case schema.ListOf():
            return parted(cell)
        case schema.Whole():
            return _WHOLE.sub(r"\1", cell)
        case schema.Flag():
            return cell.lower()
        case _:
            return cell


def _without_others(cell: str | list[str], found: Tables) -> list[str]:
    """Return which documents of a list are there: those of a few documents may cite others."""
    known = found.names.get("document", cell)
    there = [name for name in cell if name in known]
    found.references += len(cell) - len(there)
    return there


def _twice(table: Table, entries: list[Entry]) -> Iterator[Problem]:
    """Yield a problem for every row that is told by the same key as one before it."""
    first: dict[tuple[Any, ...], Entry] = {}
    for entry in entries:
        key = tuple(entry.values.get(column) for column in table.key)
        other = first.setdefault(key, entry)
        if other is not entry and None not in key:
            what = ", ".join([table.what, *map(str, key)]).replace(", ", " ", 1)
            message = f"the {what} stands in line {other.place.line} already"
            yield problem(entry.place, "duplicate-id", message, "keep one of the two")
