"""What the positions of several documents on one proposition amount to."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from typing import NamedTuple

from policylens.analysis.positions import Cell, Side, State, side_of
from policylens.model import STANCES


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


Kind = tuple[Side, bool]
"""What matters of a position for a verdict: its side, and whether it is taken without reservation."""


class Tally:
    """The cells of one proposition, counted one by one: none is kept, only who is of low confidence."""

    def __init__(self) -> None:
        self._stances: Counter[float | None] = Counter()
        self._states: Counter[State] = Counter()
        self._low: list[tuple[str, float | None]] = []

    def add(self, cell: Cell) -> None:
        """Count a cell."""
        self._states[cell.state] += 1
        position = cell.position
        if position is not None:
            self._stances[position.stance] += 1
            if position.low_confidence:
                self._low.append((cell.document, position.stance))

    def judgement(self) -> Judgement:
        """Return the verdict on the cells that have been counted."""
        sides: Counter[Side] = Counter()
        kinds: Counter[Kind] = Counter()
        for stance, many in self._stances.items():
            sides[side_of(stance)] += many
            kinds[_kind(stance)] += many
        verdict = _verdict(kinds, coded=bool(self._states[State.SILENT]))
        return Judgement(
            verdict=verdict,
            hangs_on=_hangs_on([(document, _kind(stance)) for document, stance in self._low], kinds, verdict),
            for_=sides[Side.FOR],
            against=sides[Side.AGAINST],
            balanced=sides[Side.BALANCED],
            mixed=sides[Side.MIXED],
            silent=self._states[State.SILENT],
            not_coded=self._states[State.NOT_CODED],
        )


def judge(cells: Iterable[Cell]) -> Judgement:
    """Return the verdict on the cells of one proposition. Their order does not matter."""
    tally = Tally()
    for cell in cells:
        tally.add(cell)
    return tally.judgement()


def _kind(stance: float | None) -> Kind:
    return side_of(stance), stance in (STANCES[0], STANCES[-1])


def _verdict(kinds: Mapping[Kind, int], *, coded: bool) -> Verdict:
    """Return the verdict on so many positions of each kind; `coded` says whether any document is silent."""
    there = [kind for kind, many in kinds.items() if many]
    if not there:
        return Verdict.SILENT if coded else Verdict.NOT_CODED
    if sum(kinds.values()) == 1:
        return Verdict.ONE_VOICE
    sides = {side for side, _ in there}
    if {Side.FOR, Side.AGAINST} <= sides:
        return Verdict.DIVERGE
    if not sides & {Side.FOR, Side.AGAINST}:
        return Verdict.UNCLEAR
    if len(sides) > 1:
        return Verdict.LEAN
    return Verdict.AGREE if all(unreserved for _, unreserved in there) else Verdict.AGREE_IN_PART


def _hangs_on(low: Sequence[tuple[str, Kind]], kinds: Mapping[Kind, int], verdict: Verdict) -> tuple[str, ...]:
    """Return the documents without which there would be another verdict; `low` has those of low confidence.

    Which of several positions of a kind is taken away makes no difference, so that each kind is tried once.
    """
    hinges = {kind for kind in kinds if _verdict({**kinds, kind: kinds[kind] - 1}, coded=True) is not verdict}
    return tuple(document for document, kind in low if kind in hinges)
