"""The texts of a project: what each is called, and how the passages in it begin and end."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime, timedelta
from typing import Final, NamedTuple

from policylens.exchange.dna.database import Database
from policylens.exchange.dna.project import Statement
from policylens.exchange.naming import one_line
from policylens.exchange.passages import LOOKED_AT, ends

_FIRST: Final = datetime(1970, 1, 1, tzinfo=UTC)
"""From here DNA counts the seconds of a date."""


class Text(NamedTuple):
    """A text of the project."""

    title: str
    """Its own, with its number where another text has the same, or none."""
    date: str
    anchors: Mapping[int, tuple[str, str]]
    """The first and the last words of its passages, by statement; without those that cannot have an anchor."""


def read_texts(database: Database, statements: Iterable[Statement]) -> dict[int, Text]:
    """Return the texts in which there are statements, by id. Raises PolicylensError."""
    below: dict[int, list[Statement]] = {}
    for each in statements:
        below.setdefault(each.text, []).append(each)
    found: dict[int, Text] = {}
    titles: set[str] = set()
    for number, title, text, seconds in database.rows("DOCUMENTS", {"ID": int, "Title": str, "Text": str, "Date": int}):
        called = one_line(title)
        if not called or called in titles:
            called = f"{called} (text {number})".strip()
        titles.add(called)
        if number in below:
            found[number] = Text(called, _date(database, number, seconds), dict(_anchors(text, below[number])))
    return found


def _date(database: Database, number: int, seconds: int) -> str:
    try:
        return (_FIRST + timedelta(seconds=seconds)).date().isoformat()
    except OverflowError:
        raise database.wrong(f"DOCUMENTS, ID {number}: {seconds} is no date", "mend it in DNA") from None


def _anchors(text: str, statements: Iterable[Statement]) -> Iterator[tuple[int, tuple[str, str]]]:
    units = text.encode("utf-16-le")
    for each in statements:
        if 2 * each.stop <= len(units) and (ends := _ends(units, 2 * each.start, 2 * each.stop)):
            yield each.id, ends


def _ends(units: bytes, begin: int, stop: int) -> tuple[str, str] | None:
    """Return the first and the last words of a passage, but not all of it; None if it has none that will do."""
    if stop - begin > 4 * LOOKED_AT:
        return ends(_text(units[begin : begin + 2 * LOOKED_AT]), _text(units[stop - 2 * LOOKED_AT : stop]))
    return ends(_text(units[begin:stop]))


def _text(units: bytes) -> str:
    return units.decode("utf-16-le", "replace")
