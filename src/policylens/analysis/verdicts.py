"""What the positions of several documents on one proposition amount to."""

from collections import Counter
from collections.abc import Sequence
from enum import StrEnum
from typing import NamedTuple

from policylens.analysis.positions import Cell, Side, State


class Verdict(StrEnum):
    """The verdict on a proposition."""

    AGREE = "agree"
    """Two or more speak, all on one side and all without reservation."""
    AGREE_IN_PART = "agree with reservations"
    """Two or more speak, all on one side, at least one with reservations."""
    LEAN = "lean together"
    """Some take one side, the others are balanced or mixed; none takes the other side."""
    DIVERGE = "diverge"
    """Both sides are taken."""
    UNCLEAR = "no clear side"
    """Two or more speak, and none takes a side."""
    ONE_VOICE = "one voice"
    """Only one document speaks."""
    SILENT = "silent"
    """No document that has been read for it speaks."""
    NOT_CODED = "not coded"
    """No document has been read for it."""


class Judgement(NamedTuple):
    """A verdict and what it rests on. Each document counts in exactly one of the counts."""

    verdict: Verdict
    hangs_on: tuple[str, ...]
    """Ids of the documents whose position is of low confidence and would change the verdict if it were not there."""
    for_: int
    against: int
    balanced: int
    mixed: int
    silent: int
    not_coded: int

    @property
    def tentative(self) -> bool:
        """Whether taking away one low-confidence position would change the verdict."""
        return bool(self.hangs_on)

    @property
    def speaking(self) -> int:
        """How many documents have a position."""
        return self.for_ + self.against + self.balanced + self.mixed

    @property
    def coded(self) -> int:
        """How many documents have been read for the proposition: those that speak and those that are silent."""
        return self.speaking + self.silent


def judge(cells: Sequence[Cell]) -> Judgement:
    """Return the verdict on the cells of one proposition. Their order does not matter."""
    sides = Counter(cell.position.side for cell in cells if cell.position is not None)
    states = Counter(cell.state for cell in cells)
    return Judgement(
        verdict=_verdict(cells),
        hangs_on=_hangs_on(cells),
        for_=sides[Side.FOR],
        against=sides[Side.AGAINST],
        balanced=sides[Side.BALANCED],
        mixed=sides[Side.MIXED],
        silent=states[State.SILENT],
        not_coded=states[State.NOT_CODED],
    )


def _verdict(cells: Sequence[Cell]) -> Verdict:
    positions = [cell.position for cell in cells if cell.position is not None]
    if not positions:
        coded = any(cell.state is State.SILENT for cell in cells)
        return Verdict.SILENT if coded else Verdict.NOT_CODED
    if len(positions) == 1:
        return Verdict.ONE_VOICE
    sides = {position.side for position in positions}
    if {Side.FOR, Side.AGAINST} <= sides:
        return Verdict.DIVERGE
    if not sides & {Side.FOR, Side.AGAINST}:
        return Verdict.UNCLEAR
    if len(sides) > 1:
        return Verdict.LEAN
    unreserved = all(position.stance in (-2, 2) for position in positions)
    return Verdict.AGREE if unreserved else Verdict.AGREE_IN_PART


def _hangs_on(cells: Sequence[Cell]) -> tuple[str, ...]:
    verdict = _verdict(cells)
    found: list[str] = []
    for index, cell in enumerate(cells):
        if cell.position is not None and cell.position.low_confidence:
            without = Cell(document=cell.document, state=State.SILENT)
            if _verdict([*cells[:index], without, *cells[index + 1 :]]) is not verdict:
                found.append(cell.document)
    return tuple(found)
