"""A corpus as tidy tables in CSV, with a description that other programs read."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import fields
from typing import Any, Final

from policylens.analysis.comparison import Matrix
from policylens.analysis.positions import Status
from policylens.errors import PolicylensError
from policylens.exchange.csv.package import DESCRIPTOR, descriptor
from policylens.exchange.csv.tables import TABLES, Charting, Table
from policylens.model import Claim
from policylens.plain.cells import joined, safe
from policylens.plain.writing import number

Row = Mapping[str, Any]
"""The values of a row by their columns; those that are missing are empty."""

Rows = Iterator[Row]

_QUOTE: Final = '"'
_QUOTED = re.compile(r'[",\r\n]')


def files(of: Matrix, *, bundled: bool) -> dict[str, bytes]:
    """Return the tables and their description by the names of the files; the same bytes for the same data.

    `bundled` says whether it is the corpus that policylens ships, whose licence is known.
    """
    written = {table.file: _csv(table, _ROWS[table.name](of)) for table in TABLES}
    return {DESCRIPTOR: descriptor(bundled=bundled), **written}


# --- rows


def _values(record: Any, prefix: str = "") -> dict[str, Any]:
    return {prefix + field.name: getattr(record, field.name) for field in fields(record)}


def _codebook(of: Matrix) -> Rows:
    yield _values(of.corpus.codebook)


def _themes(of: Matrix) -> Rows:
    for theme in of.corpus.codebook.themes.values():
        yield _values(theme) | (_values(theme.scale, "scale_") if theme.scale else {})


def _propositions(of: Matrix) -> Rows:
    for theme in of.corpus.codebook.themes.values():
        for proposition in theme.propositions:
            yield _values(proposition) | {"theme": theme.id}


def _listed(titles: Mapping[str, str]) -> Rows:
    return ({"id": name, "title": title} for name, title in titles.items())


def _documents(of: Matrix) -> Rows:
    for document in of.documents:
        charting = Charting.COMPUTED if document.positions is None else Charting.CHARTED
        yield _values(document) | _values(document.coding, "coding_") | {"positions": charting}


def _attributes(of: Matrix) -> Rows:
    for document in of.documents:
        for name, value in document.attributes.items():
            yield {"document": document.id, "name": name, "value": value}


def _positions(of: Matrix) -> Rows:
    """Yield the positions as each document's coder charted them, or else those that are computed."""
    for document in of.documents:
        name = {"document": document.id}
        if document.positions is None:
            for proposition, computed in of.positions[document.id].items():
                yield name | {"proposition": proposition, **computed._asdict()}
        else:
            for proposition, charted in document.positions.items():
                yield name | {"proposition": proposition, "status": Status.CHARTED, **_values(charted)}


def _of_claims(rows: Callable[[Claim], Rows]) -> Callable[[Matrix], Rows]:
    """Return a function that yields the rows of every claim."""

    def all_rows(of: Matrix) -> Rows:
        for document in of.documents:
            for claim in document.claims:
                yield from ({"document": document.id, **row} for row in rows(claim))

    return all_rows


def _stances(claim: Claim) -> Rows:
    return ({"claim": claim.id, "proposition": name, "stance": stance} for name, stance in claim.stances.items())


def _evidence(claim: Claim) -> Rows:
    return ({"claim": claim.id, "passage": n, **_values(passage)} for n, passage in enumerate(claim.evidence, 1))


_ROWS: Final[Mapping[str, Callable[[Matrix], Rows]]] = {
    "codebook": _codebook,
    "themes": _themes,
    "propositions": _propositions,
    "sectors": lambda of: _listed(of.corpus.codebook.sectors),
    "topics": lambda of: _listed(of.corpus.codebook.topics),
    "documents": _documents,
    "attributes": _attributes,
    "claims": _of_claims(lambda claim: iter([_values(claim)])),
    "stances": _of_claims(_stances),
    "evidence": _of_claims(_evidence),
    "positions": _positions,
}
"""For each table what yields its rows."""

# --- CSV


def _csv(table: Table, rows: Rows) -> bytes:
    """Return a table as CSV: RFC 4180, but with plain newlines, in UTF-8. Raises PolicylensError for a NUL in it."""
    names = [column.name for column in table.columns]
    lines = [_line(names)]
    for row in rows:
        line = _line(_cell(row.get(name)) for name in names)
        if "\0" in line:
            known = ", ".join(str(row[name]) for name in table.key)
            raise PolicylensError(f"a text of the {table.what} {known} holds a NUL, which no table can", "take it out")
        lines.append(line)
    return "".join(lines).encode()


def _line(cells: Iterable[str]) -> str:
    """Return a row; a carriage return is quoted, too, as Python's own writer does not do before 3.13."""
    quoted = (f'"{cell.replace(_QUOTE, 2 * _QUOTE)}"' if _QUOTED.search(cell) else cell for cell in cells)
    return ",".join(quoted) + "\n"


def _cell(value: Any) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case int() | float():
            return str(number(value))
        case tuple():
            return safe(joined(value))
        case _:
            return safe(value)
