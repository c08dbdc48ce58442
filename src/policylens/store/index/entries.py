"""What an index keeps of a codebook and of a document."""

from collections.abc import Iterable, Mapping
from dataclasses import fields
from hashlib import blake2b
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from policylens.analysis.positions import stances_of
from policylens.model import Codebook, Document
from policylens.store.index.sealing import sealed
from policylens.store.snapshot import codebook, to_plain

if TYPE_CHECKING:  # it brings all that reads YAML along
    from policylens.corpus.loader import ReadCodebook

_APART: Final = ("positions", "claims")
"""The fields of a document that are kept apart from its head."""


class Kept(NamedTuple):
    """A document in parts, each as it stands in the index."""

    id: str
    called: str
    """Its name without regard to capitals, as no two documents may have the same."""
    head: bytes
    """Its fields but for positions and claims, and what must be there of it elsewhere: see `_head`."""
    settled: bytes
    """The stance of each position, for what needs no more of them, null where it is mixed."""
    named: bytes
    """Which propositions have a charted position, and which a claim's stance, in the document's order."""
    held: tuple[tuple[str, bytes], ...]
    """For each theme its charted positions and its claims' stances."""
    claims: bytes
    claim_ids: tuple[str, ...]


class NotKeptError(Exception):
    """This corpus cannot be kept as it is: something is wrong with it as a whole, which reading all of it will tell."""


def kept(document: Document, of: Codebook, warnings: int) -> Kept:
    """Return the parts of a document in whose file there are so many warnings."""
    held = tuple(_held(document, of))
    claim_ids = tuple(claim.id for claim in document.claims)
    return Kept(
        id=document.id,
        called=document.name.casefold(),
        head=sealed(_head(document, [theme for theme, _ in held], warnings)),
        settled=sealed([dict(stances_of(document, of))]),
        named=sealed([list(document.positions or ()), list(document.stances)]),
        held=held,
        claims=sealed(document.claims),
        claim_ids=claim_ids,
    )


def _head(document: Document, held: list[str], warnings: int) -> dict[str, Any]:
    """Return a document's fields but for positions and claims, and what is known of these and of its file.

    `charted`: whether positions are; `held`: the themes of which something is kept; `claim_ids`: a digest of these.
    """
    fields_ = {
        item.name: to_plain(value)
        for item in fields(document)
        if item.name not in _APART and (value := getattr(document, item.name))
    }
    return fields_ | {
        "warnings": warnings,
        "charted": document.positions is not None,
        "held": held,
        "claim_count": len(document.claims),
        "claim_ids": of_ids(claim.id for claim in document.claims),
        "cites": sorted({name for claim in document.claims for name in claim.refers_to}),
    }


def of_ids(ids: Iterable[str]) -> str:
    """Return a digest of the ids of a document's claims, in their order."""
    return blake2b("\n".join(ids).encode(), digest_size=8).hexdigest()


def _held(document: Document, of: Codebook) -> Iterable[tuple[str, bytes]]:
    for theme in of.themes.values():
        body = [_of(theme.propositions, document.positions or {}), _of(theme.propositions, document.stances)]
        if any(body):
            yield theme.id, sealed(body)


def _of(propositions: Iterable[Any], items: Mapping[str, Any]) -> dict[str, Any]:
    return {each.id: items[each.id] for each in propositions if each.id in items}


class Book(NamedTuple):
    """What is kept of a codebook."""

    codebook: Codebook
    known: Mapping[str, list[str]]
    """The names that documents may use."""
    warnings: int
    """How many there are in its file."""


def plain_book(book: "ReadCodebook") -> Any:
    """Return what is to be kept of a codebook in which nothing is wrong, as what JSON can hold."""
    known = {sort: list(names) for sort, names in book.known.items()}
    return [to_plain(book.codebook), known, len(book.problems)]


def book_of(values: Any) -> Book:
    """Return the codebook of which `plain_book` made this."""
    kept, known, warnings = values
    return Book(codebook(kept), known, warnings)
