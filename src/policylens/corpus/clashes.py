"""Documents held against each other: no two may have the same name, and no two claims the same id."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from policylens.corpus.checks import Finding
from policylens.corpus.reading import shown
from policylens.model import Document


class Side(NamedTuple):
    """What of a document is held against others."""

    file: str
    """As problems call it."""
    id: str
    name: str
    has_short_name: bool
    """Whether the name is its `short_name`; else it goes by its id."""
    claims: tuple[str, ...]
    """The ids of its claims, in its order."""


def side_of(document: Document, file: str) -> Side:
    """Return what of a document is held against others."""
    claims = tuple(claim.id for claim in document.claims)
    return Side(file, document.id, document.name, bool(document.short_name), claims)


def clashes(sides: Iterable[Side]) -> Iterator[list[Finding]]:
    """Yield for each document what it has that others before it, or the document itself, have already."""
    owner: dict[str, str] = {}
    called: dict[str, str] = {}
    for side in sides:
        yield [*_ids(side, owner), *_name(side, called)]


def _ids(side: Side, owner: dict[str, str]) -> Iterator[Finding]:
    for index, claim in enumerate(side.claims):
        if claim in owner:
            where = "in this file" if owner[claim] == side.file else f"in {owner[claim]}"
            yield Finding(
                "duplicate-id",
                ("claims", index, "id"),
                f"another claim {where} is called {claim}",
                "give each claim an id of its own",
            )
        owner.setdefault(claim, side.file)


def _name(side: Side, called: dict[str, str]) -> Iterator[Finding]:
    other = called.setdefault(side.name.casefold(), side.id)
    if other != side.id:  # two of one id are a matter of the files' names
        yield Finding(
            "duplicate-name",
            ("short_name" if side.has_short_name else "id",),
            f"the document {other} is called {shown(side.name)} too",
            "give each document a short_name of its own",
        )
