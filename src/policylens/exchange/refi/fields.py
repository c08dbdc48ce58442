"""Fields of a record as lines that people read in any program and that are read back: `key: value`.

REFI-QDA has descriptions and notes where it has no field of its own. They are texts, so what stands in them has to be
plain to who reads it there, and exact for who takes it back.
"""

import re
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Final

Pair = tuple[str, str]
"""A key, without a colon or a line's end in it, and what it has."""

END: Final = "---"
"""After a line of these, nothing is read: what stands there is for people."""

_FURTHER: Final = "  "
"""What a further line of a value begins with."""

_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*\Z")
_DATE = re.compile(r"[0-9]{4}(?:-[0-9]{2}(?:-[0-9]{2})?)?\Z")
_PAIR = re.compile(r"([^\s:][^:\n]*):(?: (.*))?\Z")


def written(pairs: Iterable[Pair], remarks: Sequence[str] = ()) -> str:
    """Return fields as lines, those without a value left out; below them lines that are not read back."""
    lines = [f"{key}: {value.replace(chr(10), chr(10) + _FURTHER)}" for key, value in pairs if value]
    return "\n".join([*lines, *([END, *remarks] if remarks else [])])


def read(text: str) -> list[Pair]:
    """Return the fields that stand in a text, in their order; lines that are none are passed over."""
    found: list[Pair] = []
    for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n"):
        if line.rstrip() == END:
            break
        if line.startswith(_FURTHER) and found:
            found[-1] = (found[-1][0], f"{found[-1][1]}\n{line[len(_FURTHER) :]}")
        elif pair := _PAIR.match(line):
            found.append((pair[1], pair[2] or ""))
    return found


class Fields:
    """The fields of one record, as they were read."""

    def __init__(self, text: str) -> None:
        self._values: dict[str, list[str]] = {}
        for key, value in read(text):
            if value.strip():  # no text of a corpus has blanks at its ends
                self._values.setdefault(key, []).append(value.strip())

    def __contains__(self, key: str) -> bool:
        return key in self._values

    def one(self, key: str) -> str:
        """Return the first value of a key, "" if there is none."""
        return self._values.get(key, [""])[0]

    def all(self, key: str) -> tuple[str, ...]:
        """Return the values of a key, in order."""
        return tuple(self._values.get(key, ()))

    def date(self, key: str) -> str:
        """Return the first value of a key if it is a year, a month or a day of the calendar, otherwise ""."""
        value = self.one(key)
        return value if _is_date(value) else ""

    def ids(self, key: str) -> tuple[str, ...]:
        """Return the values of a key that are ids, each once."""
        return tuple(dict.fromkeys(filter(is_id, self.all(key))))


def is_id(text: str) -> bool:
    """Return whether a text has the form of an id."""
    return bool(_ID.match(text))


def _is_date(text: str) -> bool:
    try:
        return bool(_DATE.match(text) and date(int(text[:4]), int(text[5:7] or 1), int(text[8:10] or 1)))
    except ValueError:
        return False
