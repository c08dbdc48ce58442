"""The documents of a long table, put together from its rows."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from policylens.corpus import schema
from policylens.corpus.problems import Problem
from policylens.corpus.reading import shown
from policylens.corpus.rows import RowReader
from policylens.exchange.checking import Place, Places
from policylens.exchange.csv.agreed import Agreed
from policylens.exchange.csv.coding import Coder
from policylens.exchange.csv.propositions import Coded
from policylens.exchange.csv.statements import Statement, Statements
from policylens.exchange.naming import Ids, Names
from policylens.model import Coding, Document, builder

_document = builder(Document)

_IDENTITY = ("title", "date", "publisher")
"""What rows may say of their document, beside its name and attributes."""

_MIDNIGHT = re.compile(r"(?P<date>[0-9]{4}(-[0-9]{2}){0,2})(?:\.0|[T ]00:00(:00(\.0+)?)?Z?)\Z")
"""A date as programs write it that take every date for a time, or every year for a number."""


class Made(NamedTuple):
    """What became of the rows."""

    documents: list[Document]
    places: Places
    """Where each document, claim and position came from."""
    coder: Coder
    """What was left and changed on the way."""
    problems: tuple[Problem, ...]
    notes: tuple[str, ...]


def documents(of: Statements, coded: Coded, *, all_coded: bool) -> Made:
    """Return the documents of a table; `all_coded` says that each has been read for all themes."""
    names = Names(Ids("document"))
    rows: dict[str, list[Statement]] = {}
    for row in of.rows:
        rows.setdefault(names.id(row.document), []).append(row)
    identity = _Identity(of.file, rows)
    coder = Coder(of.file, coded)
    made = []
    for name, own in rows.items():
        coder.places.documents[name] = Place(of.file, own[0].line)
        themes = tuple(coded.codebook.themes) if all_coded else tuple(_themes(own, coded))
        coding = Coding(codebook=coded.codebook.version, themes=themes)
        made.append(_document({**identity.of(name), "coding": coding, **coder.coded(name, own)}))
    notes = tuple(f"the document {shown(one)} was taken for {shown(other)}" for one, other in names.merged)
    return Made(made, coder.places, coder, (*identity.problems, *coder.problems), notes)


def _themes(rows: Iterable[Statement], coded: Coded) -> Iterator[str]:
    """Yield the themes of a document's propositions, those without a stance among them, in the codebook's order."""
    named = {coded.propositions[row.proposition] for row in rows if row.proposition}
    there = {coded.codebook.theme_of[name].id for name in named}
    return (theme for theme in coded.codebook.themes if theme in there)


class _Identity:
    """What the rows of a file say of their documents."""

    def __init__(self, file: str, rows: Mapping[str, list[Statement]]) -> None:
        self._file = file
        self._names = {name: own[0].document for name, own in rows.items()}
        self._fields = {field: Agreed(file, field) for field in _IDENTITY}
        self._attributes: dict[str, Agreed] = {}
        for name, own in rows.items():
            for row in own:
                self._hear(name, row)
        self._reader = RowReader(file, schema.Record("document", dict, {"date": schema.DOCUMENT.fields["date"]}), {})

    def _hear(self, name: str, row: Statement) -> None:
        for field, agreed in self._fields.items():
            if field in row.said:
                agreed.hear(name, row.document, row.said[field], row.line)
        for attribute, value in row.attributes.items():
            agreed = self._attributes.setdefault(attribute, Agreed(self._file, attribute))
            agreed.hear(name, row.document, value, row.line)

    def of(self, name: str) -> dict[str, Any]:
        """Return the fields of a document that say what it is."""
        called = self._names[name]
        found = {field: agreed.found[name] for field, agreed in self._fields.items() if name in agreed.found}
        if "date" in found:
            midnight = _MIDNIGHT.match(found["date"])
            date = midnight["date"] if midnight else found["date"]
            found |= self._reader.read(self._fields["date"].lines[name], {"date": date}) or {}
        attributes = {each: agreed.found[name] for each, agreed in self._attributes.items() if name in agreed.found}
        return {
            "id": name,
            **({"short_name": called} if called != name else {}),
            "title": called,
            **found,
            **({"attributes": attributes} if attributes else {}),
        }

    @property
    def problems(self) -> Iterator[Problem]:
        """Where rows of one document say different things, or no date."""
        for agreed in (*self._fields.values(), *self._attributes.values()):
            yield from agreed.problems
        yield from self._reader.problems
