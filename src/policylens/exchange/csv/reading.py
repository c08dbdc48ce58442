"""A CSV file as somebody's spreadsheet wrote it: bytes to rows, each with its line.

Nothing is guessed but what the file itself shows: its byte order mark, and what separates its cells.
"""

import csv
import re
from collections import Counter
from collections.abc import Callable, Iterator
from io import StringIO
from pathlib import Path
from typing import Final, NamedTuple

from policylens.corpus.reading import shown
from policylens.errors import PolicylensError
from policylens.exchange.csv.decoding import text_of, wrong
from policylens.exchange.wording import counted

MAX_ROWS: Final = 200_000
"""How many rows a table may have."""

MAX_COLUMNS: Final = 1_000
"""How many columns a table may have."""

MAX_CELL: Final = 1_000_000
"""How many characters a cell may have."""

MAX_LINES: Final = 2_000_000
"""How many lines a table may have: of its rows, of the texts in them, and blank ones."""

MAX_LINE: Final = 4 * MAX_CELL
"""How many characters a line may have."""

MOST_NAMED: Final = 20
"""So many columns are named in a message."""

_SEPARATORS: Final = (",", ";", "\t", "|")
_BEGINNING: Final = 100_000
"""In so many characters it shows what separates the cells."""

_SEPARATOR_LINE = re.compile(r"sep=([,;|:^~\t])\r?\n", re.IGNORECASE)
"""The line by which spreadsheets may be told what separates the cells."""


class Row(NamedTuple):
    """A row of cells."""

    line: int
    """The line on which it begins, from 1."""
    cells: list[str]
    """One for each column, without blanks around them."""


class Sheet(NamedTuple):
    """A table: the names of its columns, and its rows."""

    file: str
    """What to call it in messages."""
    columns: tuple[str, ...]
    """As they are written, without blanks around them; "" where one has no name."""
    rows: Callable[[], Iterator[Row]]
    """Yields the rows, but for blank ones. Raises PolicylensError where one cannot be read."""
    lines: int
    """How many lines there are, at least."""


def opened(path: Path, *, is_known: Callable[[str], bool], encoding: str = "", file: str = "") -> Sheet:
    """Read a table. Raises PolicylensError, with the line, if that cannot be done.

    `is_known` says whether a column's name means something: by that, what separates the cells is found. The file is
    called `file` in messages, or by its path. It is UTF-8 (or UTF-16 with a byte order mark), unless `encoding` says
    otherwise.
    """
    name = file or str(path)
    text = text_of(path, name, encoding)
    if text.count("\n") + text.count("\r") > 2 * MAX_LINES:  # a line may end with both
        raise PolicylensError(f"{name}: the table has more than {MAX_LINES:,} lines", "split it up")
    told = _SEPARATOR_LINE.match(text)
    separator = told[1] if told else _separator(text, is_known)
    skipped = 1 if told else 0
    text = text[told.end() :] if told else text
    head = next(_records(name, text, separator, skipped), None) if text.strip() else None
    if head is None:
        raise PolicylensError(f"{name}: the file is empty", "a table has a line with the names of its columns")
    columns = tuple(cell.strip() for cell in head.cells)
    if len(columns) > MAX_COLUMNS:
        raise wrong(name, head.line, f"the table has more than {MAX_COLUMNS:,} columns", "leave some out")
    _refuse_twice(name, columns, head.line)
    return Sheet(name, columns, lambda: _rows(name, text, separator, skipped, columns), text.count("\n"))


def named(columns: tuple[str, ...]) -> str:
    """Name the columns of a table, in a message."""
    there = [shown(column) for column in columns if column]
    more = f" and {len(there) - MOST_NAMED} more" if len(there) > MOST_NAMED else ""
    return ", ".join(there[:MOST_NAMED]) + more


def _separator(text: str, is_known: Callable[[str], bool]) -> str:
    """Return what separates the cells: by which the first line has the most columns that are known, or else columns."""
    beginning = text.lstrip("\r\n ")[:_BEGINNING]

    def found(separator: str) -> tuple[int, int]:
        try:
            cells = next(csv.reader(StringIO(beginning, newline=""), delimiter=separator, strict=True), [])
        except csv.Error:
            return (-1, 0)
        return sum(map(is_known, cells)), len(cells)

    return max(_SEPARATORS, key=found)


def _records(name: str, text: str, separator: str, skipped: int) -> Iterator[Row]:
    """Yield the rows as they stand, and none for a blank line. Raises PolicylensError."""
    before = csv.field_size_limit(MAX_CELL)
    line = 0
    try:
        reader = csv.reader(_lines(name, text, skipped), delimiter=separator, strict=True)
        for cells in reader:
            if cells:
                yield Row(skipped + line + 1, cells)
            line = reader.line_num
    except csv.Error as error:
        raise wrong(name, skipped + line + 1, *_explained(str(error))) from None
    finally:
        csv.field_size_limit(before)


def _lines(name: str, text: str, skipped: int) -> Iterator[str]:
    for number, line in enumerate(StringIO(text, newline=""), skipped + 1):
        if len(line) > MAX_LINE:
            raise wrong(name, number, f"this line has more than {MAX_LINE:,} characters", "see whether it is a table")
        yield line


def _explained(error: str) -> tuple[str, str]:
    if "field larger" in error:
        return f"a cell of this row has more than {MAX_CELL:,} characters", "see whether a quotation mark is not closed"
    if "unexpected end" in error:
        return "a quotation mark is opened in this row and never closed", "close it, or write it twice if it is text"
    return "a quotation mark stands inside a quoted cell of this row", "write it twice there"


def _rows(name: str, text: str, separator: str, skipped: int, columns: tuple[str, ...]) -> Iterator[Row]:
    records = _records(name, text, separator, skipped)
    next(records)  # the columns' names
    number = 0
    for line, cells in records:
        if len(cells) != len(columns):
            if not any(map(str.strip, cells)):
                continue
            what = f"this row has {counted(len(cells), 'cell')}, and the table {counted(len(columns), 'column')}"
            raise wrong(name, line, what, "see whether a cell is missing, or one with a separator in it is not quoted")
        stripped = [cell.strip() for cell in cells]
        if any(stripped):
            number += 1
            if number > MAX_ROWS:
                raise wrong(name, line, f"the table has more than {MAX_ROWS:,} rows", "split it up")
            yield Row(line, stripped)


def _refuse_twice(name: str, columns: tuple[str, ...], line: int) -> None:
    twice = [column for column, number in Counter(columns).items() if number > 1 and column]
    if twice:
        raise wrong(name, line, f"two columns are called {shown(twice[0])}", "give each a name of its own")
