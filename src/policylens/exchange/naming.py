"""Ids for things that somebody else has named: readable, and each given once."""

import re
import unicodedata
from collections.abc import Collection, Iterator
from typing import Final

LONGEST: Final = 48
"""How many characters an id has at most, without the number that tells it from others."""

_LETTERS: Final = str.maketrans(
    {"æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "ł": "l", "þ": "th", "ħ": "h", "ı": "i", "&": " and "}
)
"""Latin letters that are none with a mark on it."""


_INVISIBLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ufffe\uffff]")


def one_line(text: str) -> str:
    """Return a text on one line, without what cannot be seen."""
    return " ".join(_INVISIBLE.sub(" ", text).split())


def slug(name: str) -> str:
    """Return a name in small Latin letters, digits and hyphens, cut where a word ends; "" if nothing is left of it."""
    plain = unicodedata.normalize("NFKD", name[: 4 * LONGEST].casefold().translate(_LETTERS))
    letters = "".join(sign for sign in plain if not unicodedata.combining(sign))
    found = "-".join(re.findall(r"[a-z0-9]+", re.sub(r"(?<=\w)['’](?=\w)", "", letters)))
    if len(found) <= LONGEST:
        return found
    return found[: LONGEST + 1].rpartition("-")[0] or found[:LONGEST]


class Ids:
    """Ids of one sort of thing, given by the names that the things have."""

    def __init__(self, otherwise: str, taken: Collection[str] = ()) -> None:
        """`otherwise` is the id of what has a name without Latin letters; ids that are `taken` are not given."""
        self._otherwise = otherwise
        self._taken = set(taken)
        self._numbers: dict[str, int] = {}

    def of(self, name: str) -> str:
        """Return a new id for something of this name."""
        base = slug(name) or self._otherwise
        found = base
        while found in self._taken:
            self._numbers[base] = self._numbers.get(base, 1) + 1
            found = f"{base}-{self._numbers[base]}"
        self._taken.add(found)
        return found


class Names:
    """Names as they come, each with an id; those that differ in capitals and blanks alone are one."""

    def __init__(self, ids: Ids) -> None:
        self._ids = ids
        self._known: dict[str, tuple[str, str]] = {}
        self._spelled: dict[str, str] = {}

    def id(self, name: str) -> str:
        """Return the id of a name."""
        found = self._spelled.get(name)
        if found is None:
            known = same(name)
            if known not in self._known:
                self._known[known] = (self._ids.of(name), name)
            found = self._spelled[name] = self._known[known][0]
        return found

    @property
    def merged(self) -> Iterator[tuple[str, str]]:
        """Names that were taken for another one, each with that one."""
        for name in self._spelled:
            first = self._known[same(name)][1]
            if name != first:
                yield name, first


def same(name: str) -> str:
    """Return the form of a name by which it is compared with others."""
    return " ".join(name.split()).casefold()
