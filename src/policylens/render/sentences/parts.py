"""A sentence, the choice between ways of building it, and the parts that all are built of."""

from collections.abc import Sequence
from typing import NamedTuple

from policylens.render.wording import count, listed

MOST_NAMED = 12
"""A sentence that would name more documents than this gives their number instead."""

MOST_CITED = 8
"""A sentence names at most so many claims."""


class Sentence(NamedTuple):
    """A sentence with what it rests on."""

    text: str
    """With its full stop."""
    claims: tuple[str, ...] = ()
    """Ids of the claims that bear it out; empty where it states nothing that a document says."""


class Teller:
    """Chooses between the ways in which a sentence can be built: always the one that was used longest ago."""

    def __init__(self) -> None:
        self._told = 0
        self._last: dict[str, int] = {}

    def choose(self, ways: Sequence[str]) -> str:
        """Return one of these ways; of several that have not been used, the first."""
        chosen = min(ways, key=lambda way: self._last.get(way, 0))
        self._told += 1
        self._last[chosen] = self._told
        return chosen


def who(names: Sequence[str]) -> str:
    """Return the documents by their names, or how many they are."""
    return listed(names) if len(names) <= MOST_NAMED else count(len(names), "document")


def do(names: Sequence[str], one: str, many: str = "") -> str:
    """Return the documents with their verb: `A holds`, `A and B hold`."""
    return f"{who(names)} {one if len(names) == 1 else many or one.removesuffix('s')}"


def joined(*parts: str) -> str:
    """Join what there is with semicolons."""
    return "; ".join(part for part in parts if part)


def ended(words: str) -> str:
    """Return the words as a sentence."""
    return f"{words[:1].upper()}{words[1:]}."
