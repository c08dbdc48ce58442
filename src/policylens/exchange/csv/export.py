"""A corpus as tidy tables in CSV, with a description that other programs read."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import fields
from typing import Any, Final

from policylens.analysis.comparison import Matrix
from policylens.analysis.positions import Status, positions_of
from policylens.errors import PolicylensError
from policylens.exchange.csv.package import DESCRIPTOR, descriptor
from policylens.exchange.csv.tables import TABLES, Charting, Table
from policylens.model import Claim, Codebook, Document
from policylens.plain.cells import joined, safe
from policylens.plain.writing import number

Row = Mapping[str, Any]
"""The values of a row by their columns; those that are missing are empty."""

Rows = Iterator[Row]

_QUOTE: Final = '"'
_QUOTED = re.compile(r'[",\r\n]')


def pieces(of: Matrix, *, bundled: bool) -> Iterator[tuple[str, bytes]]:
    """Yield the tables and their description, piece by piece, each with the name of its file.

    A file's pieces come in their order, with those of others between them: all that a document has is written before
    the next one is looked at. The same data make the same bytes. `bundled` says whether it is the corpus that
    policylens ships, whose licence is known. Raises PolicylensError where a text is such as no table can hold.
    """
    yield DESCRIPTOR, descriptor(bundled=bundled)
    codebook = of.corpus.codebook
    for table in TABLES:
        yield table.file, _heading(table)
        if table.name in _OF_CODEBOOK:
            yield table.file, _csv(table, _OF_CODEBOOK[table.name](codebook))
    for document in of.documents:
        for table in TABLES:
            if table.name in _OF_DOCUMENT:
                yield table.file, _csv(table, _OF_DOCUMENT[table.name](document, codebook))
        document.let_go()


# --- rows


def _values(record: Any, prefix: str = "") -> dict[str, Any]:
    return {prefix + field.name: getattr(record, field.name) for field in fields(record)}


def _codebook(codebook: Codebook) -> Rows:
    yield _values(codebook)


def _themes(codebook: Codebook) -> Rows:
    for theme in codebook.themes.values():
        yield _values(theme) | (_values(theme.scale, "scale_") if theme.scale else {})


def _propositions(codebook: Codebook) -> Rows:
    for theme in codebook.themes.values():
        for proposition in theme.propositions:
            yield _values(proposition) | {"theme": theme.id}


def _listed(titles: Mapping[str, str]) -> Rows:
    return ({"id": name, "title": title} for name, title in titles.items())


_OF_CODEBOOK: Final[Mapping[str, Callable[[Codebook], Rows]]] = {
    "codebook": _codebook,
    "themes": _themes,
    "propositions": _propositions,
    "sectors": lambda codebook: _listed(codebook.sectors),
    "topics": lambda codebook: _listed(codebook.topics),
}
"""For each table of what stands in the codebook what yields its rows."""


def _document(document: Document, _codebook: Codebook) -> Rows:
    charting = Charting.COMPUTED if document.positions is None else Charting.CHARTED
    yield _values(document) | _values(document.coding, "coding_") | {"positions": charting}


def _attributes(document: Document, _codebook: Codebook) -> Rows:
    for name, value in document.attributes.items():
        yield {"document": document.id, "name": name, "value": value}


def _positions(document: Document, codebook: Codebook) -> Rows:
    """Yield the positions as the document's coder charted them, or else those that are computed."""
    name = {"document": document.id}
    if document.positions is None:
        for proposition, computed in positions_of(document, codebook).items():
            yield name | {"proposition": proposition, **computed._asdict()}
    else:
        for proposition, charted in document.positions.items():
            yield name | {"proposition": proposition, "status": Status.CHARTED, **_values(charted)}


def _of_claims(rows: Callable[[Claim], Rows]) -> Callable[[Document, Codebook], Rows]:
    """Return a function that yields the rows of a document's claims."""

    def all_rows(document: Document, _codebook: Codebook) -> Rows:
        for claim in document.claims:
            yield from ({"document": document.id, **row} for row in rows(claim))

    return all_rows


def _stances(claim: Claim) -> Rows:
    return ({"claim": claim.id, "proposition": name, "stance": stance} for name, stance in claim.stances.items())


def _evidence(claim: Claim) -> Rows:
    return ({"claim": claim.id, "passage": n, **_values(passage)} for n, passage in enumerate(claim.evidence, 1))


_OF_DOCUMENT: Final[Mapping[str, Callable[[Document, Codebook], Rows]]] = {
    "documents": _document,
    "attributes": _attributes,
    "claims": _of_claims(lambda claim: iter([_values(claim)])),
    "stances": _of_claims(_stances),
    "evidence": _of_claims(_evidence),
    "positions": _positions,
}
"""For each table of what stands in the documents what yields the rows of one of them."""

# --- CSV


def _heading(table: Table) -> bytes:
    return _line(column.name for column in table.columns).encode()


def _csv(table: Table, rows: Rows) -> bytes:
    """Return rows as CSV: RFC 4180, but with plain newlines, in UTF-8. Raises PolicylensError for a NUL in one."""
    names = [column.name for column in table.columns]
    lines = []
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
