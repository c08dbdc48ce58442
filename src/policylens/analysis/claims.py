"""Choosing claims: by kind, theme, proposition, topic, sector and speaker."""

from collections.abc import Collection
from typing import NamedTuple

from policylens.kinds import Kind
from policylens.model import Claim, Codebook, Document


class Filter(NamedTuple):
    """Which claims are wanted. An empty field sets no condition; all that are set must hold."""

    kinds: tuple[Kind, ...] = ()
    theme: str = ""
    topic: str = ""
    sector: str = ""
    speaker: str = ""
    """Any part of the speaker's name, in either case."""

    def __bool__(self) -> bool:
        """Whether any condition is set."""
        return bool(self.kinds or self.theme or self.topic or self.sector or self.speaker)


def select(document: Document, codebook: Codebook, wanted: Filter) -> tuple[Claim, ...]:
    """Return the document's claims that meet the filter, in the document's order.

    A claim belongs to a theme if it takes a side on one of its propositions or if a position on one rests on it.
    """
    on_theme = claims_on(document, [p.id for p in codebook.themes[wanted.theme].propositions]) if wanted.theme else ()
    return tuple(
        claim
        for claim in document.claims
        if (not wanted.kinds or claim.kind in wanted.kinds)
        and (not wanted.theme or claim.id in on_theme)
        and (not wanted.topic or wanted.topic in claim.topics)
        and (not wanted.sector or wanted.sector in claim.sectors)
        and (not wanted.speaker or wanted.speaker.casefold() in claim.speaker.casefold())
    )


def claims_on(document: Document, propositions: Collection[str]) -> set[str]:
    """Return the ids of the claims that take a side on one of the propositions, or on which a position on one rests."""
    found = {claim.id for claim in document.claims if any(p in claim.stances for p in propositions)}
    for proposition, position in (document.positions or {}).items():
        if proposition in propositions:
            found.update(position.claims)
    return found
