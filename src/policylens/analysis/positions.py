"""A document's positions: charted by its coder, or computed from its claims."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from enum import StrEnum
from typing import NamedTuple

from policylens.model import Charted, Codebook, Confidence, Document, Theme


class Status(StrEnum):
    """Where a position comes from."""

    CHARTED = "charted"
    """The coder's judgement of the whole document."""
    COMPUTED = "computed"
    """The median of the stances of its claims, all on one side or balanced."""
    MIXED = "mixed"
    """Its claims take both sides and nobody has judged between them: there is no stance."""


class Side(StrEnum):
    """The side that a position takes."""

    FOR = "for"
    AGAINST = "against"
    BALANCED = "balanced"
    """Stance 0: both sides, explicitly."""
    MIXED = "mixed"
    """No stance, see `Status.MIXED`."""


class State(StrEnum):
    """What is known of a document and a proposition."""

    POSITION = "position"
    SILENT = "silent"
    """The document has been read for the theme and says nothing on the proposition."""
    NOT_CODED = "not coded"
    """Nobody has read the document for the theme."""


class Position(NamedTuple):
    """What a document as a whole holds on a proposition."""

    status: Status
    stance: float | None
    """-2 to 2: a whole number if charted, possibly a half if computed, None if mixed."""
    confidence: Confidence | None
    """None if it is not charted."""
    because: str
    """The coder's reason; "" if it is not charted."""
    claims: tuple[str, ...]
    """Ids of the claims that it rests on, in the coder's order."""
    contrary: tuple[str, ...]
    """Those of its claims whose stance is on the other side: with any, it is contested within the document."""
    claims_for: int
    """How many claims of the document support the proposition."""
    claims_against: int
    """How many claims of the document oppose it."""

    @property
    def side(self) -> Side:
        """The side that it takes."""
        return side_of(self.stance)

    @property
    def low_confidence(self) -> bool:
        """Whether the coder says that the text hardly bears it out."""
        return self.confidence is Confidence.LOW


class Cell(NamedTuple):
    """One cell of the framework matrix: a document and a proposition."""

    document: str
    """The document's id."""
    state: State
    position: Position | None = None
    """None unless the state is `position`."""


def positions_of(document: Document, codebook: Codebook, themes: Collection[str] = ()) -> dict[str, Position]:
    """Return the document's positions by proposition, in the codebook's order: of these themes, or of all.

    They are the charted ones; a document without any has positions computed from the stances of its claims. Only the
    themes count for which the document has been read.
    """
    read = set(document.coding.themes)
    if themes:
        read.intersection_update(themes)
    found: dict[str, Position] = {}
    for theme in codebook.themes.values():
        if theme.id in read:
            found.update(_on(theme, document))
    return found


def _on(theme: Theme, document: Document) -> dict[str, Position]:
    """Return the document's positions on a theme's propositions."""
    held, taken = document.charted_on(theme.id), document.taken_on(theme.id)
    names = [each.id for each in theme.propositions]
    if held is None:
        return {name: computed(taken[name]) for name in names if taken.get(name)}
    return {name: charted(held[name], taken.get(name, {})) for name in names if name in held}


def stances_of(document: Document, codebook: Codebook) -> Mapping[str, float | None]:
    """Return the stance of each of the document's positions, in the codebook's order; None where it is mixed."""
    if document.settled is not None:
        return document.settled
    read = [theme for theme in codebook.themes.values() if theme.id in document.coding.themes]
    return {name: stance for theme in read for name, stance in _stances_on(theme, document)}


def _stances_on(theme: Theme, document: Document) -> Iterator[tuple[str, float | None]]:
    """Yield the stances of the document's positions on a theme's propositions, without making these."""
    held, taken = document.charted_on(theme.id), document.taken_on(theme.id)
    for proposition in theme.propositions:
        name = proposition.id
        if held is not None:
            if name in held:
                yield name, held[name].stance
        elif taken.get(name):
            yield name, _settled(taken[name])


def side_of(stance: float | None) -> Side:
    """Return the side that a position of this stance takes; None is a mixed one."""
    if stance is None:
        return Side.MIXED
    if stance == 0:
        return Side.BALANCED
    return Side.FOR if stance > 0 else Side.AGAINST


def charted(position: Charted, stances: Mapping[str, int]) -> Position:
    """Return the coder's position, held against `stances`: those of the document's claims on the same proposition."""
    claims_for, claims_against = _counted(stances)
    against = claims_against if position.stance > 0 else claims_for
    contrary = [claim for claim in position.claims if stances.get(claim, 0) * position.stance < 0] if against else ()
    return Position(
        status=Status.CHARTED,
        stance=position.stance,
        confidence=position.confidence,
        because=position.because,
        claims=position.claims,
        contrary=tuple(contrary),
        claims_for=claims_for,
        claims_against=claims_against,
    )


def computed(stances: Mapping[str, int]) -> Position:
    """Return the position that the claims amount to: their median stance if no two are on opposite sides, else mixed.

    `stances` maps at least one claim id to a stance from -2 to 2; the result does not depend on its order, but for the
    order in which the claims are named.
    """
    claims_for, claims_against = _counted(stances)
    stance = _settled(stances)
    return Position(
        status=Status.MIXED if stance is None else Status.COMPUTED,
        stance=stance,
        confidence=None,
        because="",
        claims=tuple(stances),
        contrary=(),
        claims_for=claims_for,
        claims_against=claims_against,
    )


def _settled(stances: Mapping[str, int]) -> float | None:
    """Return the median of stances of which no two are on opposite sides; else None."""
    ordered = sorted(stances.values())
    return None if ordered[0] < 0 < ordered[-1] else _median(ordered)


def _median(ordered: Sequence[int]) -> float:
    """Return the one in the middle, or the mean of the two: `statistics` would bring more along than it spares."""
    middle = len(ordered) // 2
    return float(ordered[middle]) if len(ordered) % 2 else (ordered[middle - 1] + ordered[middle]) / 2


def _counted(stances: Mapping[str, int]) -> tuple[int, int]:
    """Return how many stances are for and against."""
    claims_for = claims_against = 0
    for stance in stances.values():
        if stance > 0:
            claims_for += 1
        elif stance < 0:
            claims_against += 1
    return claims_for, claims_against


def cell_of(document: Document, positions: Mapping[str, Position], proposition: str, theme: str) -> Cell:
    """Return the cell of a document and a proposition of a theme."""
    if theme not in document.coding.themes:
        return Cell(document.id, State.NOT_CODED)
    position = positions.get(proposition)
    if position is None:
        return Cell(document.id, State.SILENT)
    return Cell(document.id, State.POSITION, position)
