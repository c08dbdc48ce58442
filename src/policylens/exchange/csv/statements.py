"""The rows of a long table, each a statement: what its cells say, before anything is made of it."""

import shlex
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from itertools import chain
from typing import Any, Final, NamedTuple

from policylens.corpus.problems import Problem
from policylens.corpus.reading import shown, suggest
from policylens.exchange.checking import Place, problem
from policylens.exchange.csv.columns import Columns
from policylens.exchange.csv.reading import Sheet
from policylens.exchange.csv.stances import understand
from policylens.exchange.wording import counted
from policylens.kinds import Kind
from policylens.model import Confidence
from policylens.plain.cells import unsafe
from policylens.watch import Watch

_NAMES: Final = frozenset({"document", "title", "theme", "proposition", "proposition text"})
"""The fields in which `NA` may be a name; in others it stands for an empty cell, as R writes it."""

MOST_SUGGESTED: Final = 20
"""For so many unknown words the one is looked for that may have been meant: each look takes time."""

_LINE_ENDS: Final = str.maketrans({"\v": "\n", "\f": "\n"})


class Statement(NamedTuple):
    """A row."""

    line: int
    said: Mapping[str, str]
    """What its cells say, by the fields of `columns`; those that are empty are not there."""
    attributes: Mapping[str, str]
    """What it says of its document, by the attribute's name."""
    stance: int | None = None
    confidence: Confidence = Confidence.MEDIUM
    kind: Kind = Kind.PRINCIPLE

    @property
    def document(self) -> str:
        """The name of its document."""
        return self.said["document"]

    @property
    def proposition(self) -> str:
        """The name of its proposition; "" if it has none."""
        return self.said.get("proposition", "")

    @property
    def says(self) -> bool:
        """Whether it says something: takes a side, or has a claim's words."""
        return self.stance is not None or "claim text" in self.said


class Statements(NamedTuple):
    """The rows of a table."""

    file: str
    rows: list[Statement]
    understood: tuple[tuple[str, str], ...]
    """The stances as they are written, and what they were taken for."""
    problems: tuple[Problem, ...]


def statements(sheet: Sheet, columns: Columns, stances: Mapping[str, int | None], watch: Watch) -> Statements:
    """Read the rows; `stances` says of some stances, by their key, what they mean.

    Raises PolicylensError where a row cannot be read at all.
    """
    rows = [_statement(line, cells, columns) for line, cells in watch.over("Reading", sheet.rows(), sheet.lines)]
    problems = list(chain.from_iterable(_nameless(sheet.file, row) for row in rows))
    counts = Counter(row.said["stance"] for row in rows if "stance" in row.said)
    meaning = understand(counts, stances)
    problems += _unknown_stances(sheet.file, rows, meaning.unknown, meaning.why)
    confidences, unknown = _choices(sheet.file, rows, "confidence", Confidence)
    kinds, more = _choices(sheet.file, rows, "claim kind", Kind)
    judged = [
        row._replace(
            stance=meaning.stances.get(row.said.get("stance", "")),
            confidence=confidences.get(row.said.get("confidence", ""), Confidence.MEDIUM),
            kind=kinds.get(row.said.get("claim kind", ""), Kind.PRINCIPLE),
        )
        for row in rows
    ]
    understood = tuple((value, _told(meaning.stances[value], counts[value])) for value in meaning.stances)
    return Statements(sheet.file, judged, understood, (*problems, *unknown, *more))


def _statement(line: int, cells: list[str], columns: Columns) -> Statement:
    said = {name: text for name, place in columns.fields.items() if (text := _text(name, cells[place]))}
    attributes = {name: unsafe(cells[place]) for name, place in columns.attributes.items() if cells[place]}
    return Statement(line, said, attributes)


def _text(name: str, cell: str) -> str:
    if cell == "NA" and name not in _NAMES:
        return ""
    text = unsafe(cell)
    return text if text.isprintable() else text.replace("\r\n", "\n").replace("\r", "\n").translate(_LINE_ENDS).strip()


def _nameless(file: str, row: Statement) -> Iterator[Problem]:
    for name in ("document", "proposition"):
        if name not in row.said and (name == "document" or "stance" in row.said):
            hint = "fill it in; of cells that are merged only the first has a text"
            yield problem(Place(file, row.line), "missing-key", f"this row has no {name}", hint, name)


def _unknown_stances(file: str, rows: Iterable[Statement], unknown: tuple[str, ...], why: str) -> Iterator[Problem]:
    first = _first_lines(rows, "stance", unknown)
    for value in unknown:
        line, number = first[value]
        options = (shlex.quote(f"{shown(value)}={stance}") for stance in ("2", ""))
        hint = "say what it means, as with --stance {}, or with --stance {} if it is none".format(*options)
        because = f": {why}" if why else ""
        message = f"{shown(value)} is not understood ({counted(number, 'row')}){because}"
        yield problem(Place(file, line), "unknown-name", message, hint, "stance")


def _choices(
    file: str, rows: Iterable[Statement], column: str, of: type[StrEnum]
) -> tuple[Mapping[str, Any], list[Problem]]:
    """Return which value of an enumeration each text of a column is, and what those are that are none."""
    known = {str(member): member for member in of}
    texts = {row.said[column] for row in rows if column in row.said}
    found = {text: known[text.casefold()] for text in texts if text.casefold() in known}
    lines = _first_lines(rows, column, texts - found.keys())
    problems: list[Problem] = []
    for text, (line, number) in lines.items():
        near = f"{suggest(text.casefold(), known)}, or " if len(problems) < MOST_SUGGESTED else ""
        hint = f"{near}leave the column out with --column {shlex.quote(f'{column}=')}"
        message = f"{shown(text)} is no {column} ({counted(number, 'row')})"
        problems.append(problem(Place(file, line), "unknown-name", message, hint, column))
    return found, problems


def _first_lines(rows: Iterable[Statement], column: str, texts: Iterable[str]) -> dict[str, tuple[int, int]]:
    """Return of each of these texts the first line with it, and how many there are."""
    wanted = set(texts)
    found: dict[str, tuple[int, int]] = {}
    for row in rows if wanted else ():
        text = row.said.get(column, "")
        if text in wanted:
            line, number = found.get(text, (row.line, 0))
            found[text] = line, number + 1
    return found


def _told(stance: int | None, number: int) -> str:
    sign = "no stance" if stance is None else f"{stance:+d}" if stance else "0"
    return f"{sign} ({counted(number, 'row')})"
