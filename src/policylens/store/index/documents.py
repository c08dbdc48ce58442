"""Documents out of an index: of each only what is asked for is read."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import fields
from functools import cached_property
from typing import Any, TypeVar

from policylens.model import Charted, Claim, Codebook, Coding, Document
from policylens.store.index.entries import of_ids
from policylens.store.index.sealing import SpoiltError
from policylens.store.index.tables import Named, Tables, guarded
from policylens.store.snapshot import charted

V = TypeVar("V")

_OF_FILE = ("warnings", "charted", "held", "claim_ids", "cites")
"""What the head of a document says that is no field of it."""


class _ByProposition(Mapping[str, V]):
    """Something of a document on each of some propositions, a theme's at a time."""

    def __init__(
        self, names: Callable[[], Sequence[str]], theme_of: Mapping[str, Any], of: Callable[[str], Mapping[str, V]]
    ) -> None:
        self._names = names
        self._theme_of = theme_of
        self._of = of

    def __getitem__(self, proposition: str) -> V:
        return self._of(self._theme_of[proposition].id)[proposition]

    def get(self, proposition: str, default: Any = None) -> Any:
        """Return the same, or the default where there is nothing."""
        theme = self._theme_of.get(proposition)
        return self._of(theme.id).get(proposition, default) if theme is not None else default

    def __contains__(self, proposition: object) -> bool:
        theme = self._theme_of.get(proposition) if isinstance(proposition, str) else None
        return theme is not None and proposition in self._of(theme.id)

    def __iter__(self) -> Iterator[str]:
        return iter(self._names())

    def __len__(self) -> int:
        return len(self._names())


class KeptDocument(Document):
    """A document of which the positions and claims are read when they are asked for."""

    _tables: Tables
    _codebook: Codebook
    _number: int
    head: Mapping[str, Any]
    """What the index says of the document and its file that is no field of it: see `entries`."""

    @cached_property
    def claims(self) -> tuple[Claim, ...]:
        """What it says, in the coder's words."""
        found = self._tables.claims(self._number)
        with guarded(self._tables.connection):
            if of_ids(claim.id for claim in found) != self.head["claim_ids"]:
                raise SpoiltError
        return found

    @cached_property
    def positions(self) -> Mapping[str, Charted] | None:
        """By proposition; None where none is charted."""
        if not self.head["charted"]:
            return None
        return _ByProposition(lambda: self._named.positions, self._codebook.theme_of, self._held_on)

    @cached_property
    def stances(self) -> Mapping[str, dict[str, int]]:  # type: ignore[override]
        """For each proposition on which a claim takes a side: claim id to stance, in the claims' order."""
        return _ByProposition(lambda: self._named.stances, self._codebook.theme_of, self.taken_on)

    @cached_property
    def settled(self) -> Mapping[str, float | None]:
        """The stance of each position."""
        return self._tables.settled(self._number)

    @cached_property
    def _named(self) -> Named:
        return self._tables.named(self._number)

    @cached_property
    def _charted(self) -> dict[str, Mapping[str, Charted]]:
        return {}

    @cached_property
    def _taken(self) -> dict[str, Mapping[str, dict[str, int]]]:
        return {}

    def charted_on(self, theme: str) -> Mapping[str, Charted] | None:
        """Return its charted positions on a theme's propositions; None where none is charted on any theme."""
        return self._held_on(theme) if self.head["charted"] else None

    def taken_on(self, theme: str) -> Mapping[str, dict[str, int]]:
        """Return its claims' stances on a theme's propositions."""
        if theme not in self._taken:
            there = theme in self.head["held"]
            self._taken[theme] = self._tables.held(theme, self._number).stances if there else {}
        return self._taken[theme]

    def _held_on(self, theme: str) -> Mapping[str, Charted]:
        if theme not in self._charted:
            held = self._tables.held(theme, self._number).positions if theme in self.head["held"] else {}
            with guarded(self._tables.connection):
                self._charted[theme] = {proposition: charted(values) for proposition, values in held.items()}
        return self._charted[theme]

    def let_go(self) -> None:
        """Forget the positions and claims that have been read; they are read again when they are asked for."""
        super().let_go()
        for name in ("claims", "settled", "_named", "_charted", "_taken"):
            self.__dict__.pop(name, None)
        self._tables.let_go(self._number)

    def __eq__(self, other: object) -> bool:
        """Return whether the other document, kept or not, holds the same."""
        if not isinstance(other, Document):
            return NotImplemented
        return all(_same(getattr(self, each.name), getattr(other, each.name)) for each in fields(Document))

    __hash__ = None  # type: ignore[assignment]


def _same(one: Any, other: Any) -> bool:
    return dict(one) == dict(other) if isinstance(one, Mapping) and isinstance(other, Mapping) else bool(one == other)


def kept_document(tables: Tables, codebook: Codebook, number: int, head: Any) -> KeptDocument:
    """Return the document of this number, of which this is the head. Raises an error of any sort if it is none."""
    coding = head["coding"]
    coding["themes"] = tuple(coding.get("themes", ()))
    of_file = {name: head.pop(name) for name in _OF_FILE}
    made = object.__new__(KeptDocument)
    made.__dict__.update(
        head,
        id=head["id"],
        title=head["title"],
        authors=tuple(head.get("authors", ())),
        attributes=dict(head.get("attributes", {})),
        coding=Coding(**coding),
        _tables=tables,
        _codebook=codebook,
        _number=number,
        head=of_file,
    )
    return made
