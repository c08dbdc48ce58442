"""Which column of a long table holds what: by its name, a name that means the same, or as the command line says."""

import re
import shlex
from collections.abc import Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from policylens.corpus.reading import shown, suggest
from policylens.errors import PolicylensError
from policylens.exchange.csv.reading import Sheet, named
from policylens.exchange.wording import listed


class Field(NamedTuple):
    """Something that a row of a long table may say."""

    name: str
    """The name of its column."""
    meaning: str
    also: tuple[str, ...] = ()
    """Other names that mean it."""
    needed: bool = False


FIELDS: Final = (
    Field(
        "document",
        "whose statement it is: a document, party or body, by its name",
        ("document id", "document name", "doc", "party", "organisation", "organization", "actor"),
        needed=True,
    ),
    Field("title", "the document's title, if that is not its name", ("document title",)),
    Field("date", "the document's date: 2008, 2009-09 or 2010-05-18", ("document date", "year")),
    Field("publisher", "who brought the document out"),
    Field("theme", "the theme of the proposition, by its title", ("category", "policy area", "area", "domain")),
    Field(
        "proposition",
        "what is supported or opposed, by its sentence, a name or an id",
        ("proposition id", "item", "issue", "question", "thesis", "concept"),
        needed=True,
    ),
    Field("proposition text", "its sentence, if the column above has names", ("text of proposition", "wording")),
    Field(
        "stance",
        "-2 to 2, or words such as strongly agree, agree, neutral, disagree, yes, no",
        ("position", "agreement", "answer", "response", "vote"),
        needed=True,
    ),
    Field(
        "because",
        "the reason in a sentence, where somebody has judged the document as a whole",
        ("reason", "justification", "rationale", "explanation"),
    ),
    Field("confidence", "how well the text bears the judgement out: high, medium or low", ("certainty",)),
    Field("claim text", "what the document says, in the coder's words", ("claim", "statement")),
    Field("claim kind", "principle, recommendation, criticism ...", ("kind of claim",)),
    Field("source", "the text in which the passage stands, if not the document itself", ("source text",)),
    Field("section", "where the passage stands", ("chapter",)),
    Field("page", "as printed", ("pages", "page number")),
    Field("paragraph", "where paragraphs are numbered", ("para", "paragraph number")),
    Field("start", "the first words of the passage", ("first words",)),
    Field("end", "the last words of the passage", ("last words",)),
)
"""What a row may say, in the order of the documentation."""

BY_NAME: Final = {field.name: field for field in FIELDS}


class Columns(NamedTuple):
    """Which column is which, by their places."""

    fields: Mapping[str, int]
    """By the field's name."""
    attributes: Mapping[str, int]
    """By the attribute's name."""
    left: tuple[str, ...]
    """The names of the others."""


def normal(name: str) -> str:
    """Return a column's name in the form in which names are compared: small, with single blanks."""
    return re.sub(r"[\s_-]+", " ", name).strip().casefold()


_KNOWN: Final = frozenset(name for field in FIELDS for name in (field.name, *field.also))


def is_known(name: str, given: Mapping[str, str]) -> bool:
    """Whether a column's name means something; `given` are the columns that the command line names, by field."""
    return normal(name) in _KNOWN or normal(name) in map(normal, given.values())


def matched(sheet: Sheet, given: Mapping[str, str], attributes: Sequence[str]) -> Columns:
    """Return which column is which; `given` says it for some fields ("" for none), `attributes` names columns.

    Raises PolicylensError if a column is not there, may be two things, or is missing.
    """
    places: dict[str, list[int]] = {}
    for place, name in enumerate(sheet.columns):
        places.setdefault(normal(name), []).append(place)
    fields = {name: _place(sheet, places, column) for name, column in given.items() if column}
    own = {sheet.columns[place]: place for place in (_place(sheet, places, name) for name in attributes)}
    taken = {*fields.values(), *own.values()}
    free = [field for field in FIELDS if field.name not in given]
    for field in free:  # a column's own name comes before the names that mean another field
        if found := [place for place in places.get(field.name, ()) if place not in taken]:
            fields[field.name] = _only(sheet, field, found)
    taken |= set(fields.values())
    for field in free:
        found = [place for name in field.also for place in places.get(name, ()) if place not in taken]
        if field.name not in fields and found:
            fields[field.name] = _only(sheet, field, found)
    _refuse_missing(sheet, fields)
    taken |= set(fields.values())
    left = tuple(name for place, name in enumerate(sheet.columns) if place not in taken and name)
    return Columns(fields, own, left)


def _place(sheet: Sheet, places: Mapping[str, list[int]], column: str) -> int:
    exact = [place for place, name in enumerate(sheet.columns) if name == column.strip()]
    found = exact or places.get(normal(column), [])
    if not found:
        hint = suggest(normal(column), places.keys()) or f"there are: {named(sheet.columns)}"
        raise PolicylensError(f"{sheet.file}: there is no column {shown(column)}", hint)
    return found[0]


def _only(sheet: Sheet, field: Field, found: Sequence[int]) -> int:
    if len(found) > 1:
        names = [shown(sheet.columns[place]) for place in found]
        hint = f"say which it is, as with {_option(field, names[0])}, or {field.name}= for none"
        raise PolicylensError(f"{sheet.file}: {' and '.join(names)} may both be the column {field.name}", hint)
    return found[0]


def _refuse_missing(sheet: Sheet, fields: Mapping[str, int]) -> None:
    missing = [field for field in FIELDS if field.needed and field.name not in fields]
    if missing:
        free = [name for place, name in enumerate(sheet.columns) if name and place not in fields.values()]
        example = _option(missing[0], free[0] if free else "COLUMN")
        raise PolicylensError(
            f"{sheet.file}: there is no column for {listed([field.name for field in missing])}; "
            f"there are: {named(sheet.columns)}",
            f"say which it is, as with {example}",
        )


def _option(field: Field, column: str) -> str:
    return f"--column {shlex.quote(f'{field.name}={column}')}"


def unused(columns: Columns) -> Iterator[tuple[str, str]]:
    """Yield each column that is left, and what can be done about it."""
    for name in columns.left:
        yield f"column {shown(name)}", f"--attribute {shlex.quote(name)} makes it an attribute of the documents"
