"""How far two coders agree who coded the same documents: over the cells of the framework matrix, not over text.

A cell is a document and a proposition that both coders have read it for. Where passages begin and end says little about
whether two people would draw the same conclusions; whether the document speaks on the proposition, and what it holds,
is what every later figure rests on. So two things are measured: whether both say that it speaks (nominal), and, where
both do, the stance (ordinal).
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from random import Random
from typing import Final, NamedTuple

from policylens.analysis.agreement import krippendorff_alpha, nominal
from policylens.analysis.comparison import Matrix
from policylens.analysis.positions import Position, Side
from policylens.model import Proposition, Theme

RESAMPLES: Final = 1000
"""How many samples the intervals rest on."""

SEED: Final = 1
"""The seed of the samples, so that the same data give the same intervals."""

_TAIL: Final = 0.025


class Cell(NamedTuple):
    """A document and a proposition, as two coders judged them; None is silence."""

    document: str
    theme: Theme
    proposition: Proposition
    a: Position | None
    b: Position | None

    @property
    def distance(self) -> float:
        """How far apart the stances are, 0 to 4; a mixed position counts as 0, and silence is no stance."""
        if self.a is None or self.b is None:
            return 0.0
        return abs((self.a.stance or 0) - (self.b.stance or 0))

    @property
    def differs(self) -> bool:
        """Whether the coders differ: on silence, or on the stance."""
        if self.a is None or self.b is None:
            return self.a is not self.b
        return self.a.stance != self.b.stance

    @property
    def opposite(self) -> bool:
        """Whether the stances are on opposite sides."""
        return {each.side for each in (self.a, self.b) if each is not None} == {Side.FOR, Side.AGAINST}


class Reliability(NamedTuple):
    """How far two coders agree over some cells."""

    cells: int
    same_silence: int
    """In how many both say that the document speaks, or both that it is silent."""
    silence_alpha: float | None
    """Krippendorff's nominal alpha of speaking or silent; None where all cells are alike."""
    both: int
    """In how many both have a stance."""
    same_stance: int
    opposite: int
    """In how many the stances are on opposite sides."""
    stance_alpha: float | None
    """Krippendorff's ordinal alpha of the stances where both have one; None where all are alike or there are none."""
    interval: tuple[float, float] | None
    """95 per cent percentile interval of the stances' alpha, by the bootstrap over cells."""


class Compared(NamedTuple):
    """Two codings of the same documents."""

    documents: tuple[str, ...]
    """Ids of the documents that both have coded, in the first coding's order."""
    only_a: tuple[str, ...]
    only_b: tuple[str, ...]
    left_out: tuple[str, ...]
    """Propositions that only one codebook has, or that the two word differently: nothing about them is compared."""
    cells: tuple[Cell, ...]
    """Those that both have coded, by document and in the codebook's order."""
    whole: Reliability
    by_theme: dict[str, Reliability]
    by_document: Mapping[str, Reliability]
    """Of many documents it takes long to go through all: an interval is drawn for each."""

    @property
    def differing(self) -> list[Cell]:
        """The cells in which the coders differ, those furthest apart first; then those on which only one speaks."""
        found = [cell for cell in self.cells if cell.differs]
        return sorted(found, key=lambda cell: -cell.distance)


class _ByDocument(Mapping[str, Reliability]):
    """How far the coders agree on each document, worked out when it is asked for."""

    def __init__(self, cells: Sequence[Cell]) -> None:
        self._cells: dict[str, list[Cell]] = {}
        for cell in cells:
            self._cells.setdefault(cell.document, []).append(cell)
        self._found: dict[str, Reliability] = {}

    def __getitem__(self, document: str) -> Reliability:
        if document not in self._found:
            self._found[document] = reliability(self._cells[document])
        return self._found[document]

    def __iter__(self) -> Iterator[str]:
        return iter(self._cells)

    def __len__(self) -> int:
        return len(self._cells)


def compare(a: Matrix, b: Matrix) -> Compared:
    """Compare two codings of the documents that both matrices have."""
    others = {document.id: document for document in b.documents}
    both = [document for document in a.documents if document.id in others]
    there = {document.id for document in both}
    known, other = a.corpus.codebook, b.corpus.codebook
    same = [
        p
        for p, mine in known.propositions.items()
        if p in other.propositions and other.propositions[p].text == mine.text
    ]
    cells = tuple(
        Cell(
            document.id,
            known.theme_of[p],
            known.propositions[p],
            a.positions[document.id].get(p),
            b.positions[document.id].get(p),
        )
        for document in both
        for p in same
        if known.theme_of[p].id in document.coding.themes and other.theme_of[p].id in others[document.id].coding.themes
    )
    return Compared(
        documents=tuple(document.id for document in both),
        only_a=tuple(document.id for document in a.documents if document.id not in others),
        only_b=tuple(name for name in others if name not in there),
        left_out=tuple(p for p in dict.fromkeys((*known.propositions, *other.propositions)) if p not in same),
        cells=cells,
        whole=reliability(cells),
        by_theme={
            theme: reliability([cell for cell in cells if cell.theme.id == theme])
            for theme in dict.fromkeys(cell.theme.id for cell in cells)
        },
        by_document=_ByDocument(cells),
    )


def reliability(cells: Sequence[Cell]) -> Reliability:
    """Return how far the coders agree over the cells."""
    speaks = [(float(cell.a is not None), float(cell.b is not None)) for cell in cells]
    both = [(cell.a, cell.b) for cell in cells if cell.a is not None and cell.b is not None]
    stances = [(x.stance, y.stance) for x, y in both if x.stance is not None and y.stance is not None]
    return Reliability(
        cells=len(cells),
        same_silence=sum(x == y for x, y in speaks),
        silence_alpha=krippendorff_alpha(speaks, nominal),
        both=len(stances),
        same_stance=sum(x == y for x, y in stances),
        opposite=sum(cell.opposite for cell in cells),
        stance_alpha=krippendorff_alpha(stances),
        interval=bootstrap(stances),
    )


def bootstrap(units: Sequence[tuple[float, float]], seed: int = SEED) -> tuple[float, float] | None:
    """Return the 95 per cent percentile interval of the ordinal alpha of pairs of stances; None where it has no alpha.

    `RESAMPLES` samples of the units are drawn with replacement, each as large as there are units; those in which all
    values are alike have no alpha and are left out. The same seed gives the same interval. Sources: Efron, B. and
    Tibshirani, R. (1993), An Introduction to the Bootstrap, chapter 13; for alpha Zapf, A. et al. (2016), Measuring
    inter-rater reliability for nominal data, BMC Medical Research Methodology 16:93.
    """
    random = Random(seed)  # noqa: S311 - a sample, no secret
    ordered = sorted(units)  # the order of the cells says nothing
    found = [_alpha(Counter(random.choices(ordered, k=len(ordered)))) for _ in range(RESAMPLES if ordered else 0)]
    there = sorted(alpha for alpha in found if alpha is not None)
    if not there:
        return None
    return there[int(_TAIL * len(there))], there[-1 - int(_TAIL * len(there))]


def _alpha(pairs: Counter[tuple[float, float]]) -> float | None:
    """Return the ordinal alpha of pairs that are counted: as `krippendorff_alpha`, faster where many are alike."""
    counts: dict[float, int] = {}
    for (x, y), times in pairs.items():
        counts[x] = counts.get(x, 0) + times
        counts[y] = counts.get(y, 0) + times
    if len(counts) < 2:
        return None
    rank: dict[float, int] = {}  # twice the middle of the ranks of each value, see `agreement.alpha_of_two`
    number = squares = 0
    for value in sorted(counts):
        rank[value] = 2 * number + counts[value]
        number += counts[value]
        squares += counts[value] * rank[value] ** 2
    observed = sum([times * (rank[x] - rank[y]) ** 2 for (x, y), times in pairs.items()])
    return 1 - (number - 1) * observed / (number * squares - number**4)
