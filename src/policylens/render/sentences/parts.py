"""A sentence, the choice between ways of building it, and the parts that all are built of."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from policylens.render.wording import listed, number

MOST_NAMED = 12
"""A sentence that would name more documents than this gives their number instead."""

FEW = 3
"""Of more documents than `MOST_NAMED`, so many are named together."""

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


class Names(list[str]):
    """Names of documents that are told as a number where they are more than `most`."""

    def __init__(self, names: Iterable[str] = (), most: int = MOST_NAMED) -> None:
        super().__init__(names)
        self.most = most


def who(names: Sequence[str]) -> str:
    """Return the documents by their names, or how many they are."""
    most = names.most if isinstance(names, Names) else MOST_NAMED
    return listed(names) if len(names) <= most else f"{number(len(names))} documents"


def do(names: Sequence[str], one: str, many: str = "") -> str:
    """Return the documents with their verb: `A holds`, `A and B hold`."""
    return f"{who(names)} {one if len(names) == 1 else many or one.removesuffix('s')}"


def out_of(some: int, all_: int, *, known: bool = False) -> str:
    """Return how many of how many: `three of eight`, `none of eight`; of certain ones, `three of the eight`."""
    return f"{number(some) if some else 'none'} of {'the ' if known else ''}{number(all_)}"


def all_of(propositions: int) -> str:
    """Return all propositions of so many: `both propositions`, `all eight propositions`."""
    few = {1: "the one proposition", 2: "both propositions"}
    return few.get(propositions, f"all {number(propositions)} propositions")


def joined(*parts: str) -> str:
    """Join what there is with semicolons."""
    return "; ".join(part for part in parts if part)


def ended(words: str) -> str:
    """Return the words as a sentence."""
    return f"{words[:1].upper()}{words[1:]}."
