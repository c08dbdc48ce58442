"""How far two documents hold the same: counts first, then proximity, then agreement beyond habit."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import combinations
from statistics import fmean
from typing import NamedTuple

from policylens.analysis.comparison import Matrix
from policylens.analysis.profiles import STEPS, Profile, couples, held, profiles, stances_of
from policylens.model import STANCES, Document

WIDTH = STANCES[-1] - STANCES[0]
"""The greatest distance between two stances."""


class Pair(NamedTuple):
    """Two documents held against each other.

    Each proposition on which both speak counts in exactly one of `same`, `opposite` and `neutral`.
    """

    a: str
    """The id of the document that was named first, or else comes first in the corpus."""
    b: str
    same: int
    """On how many propositions both are on the same side."""
    opposite: int
    """On how many they are on opposite sides."""
    neutral: int
    """On how many both speak and at least one is at 0 or mixed."""
    one_silent: int
    """On how many only one speaks, the other having been read for them."""
    shared: int
    """On how many both have a stance: all on which both speak, but for mixed positions."""
    agreement: float | None
    """City-block proximity over the shared propositions, 0 to 1; None where nothing is shared."""
    alpha: float | None
    """Krippendorff's ordinal alpha of the two, up to 1; None where it is not defined."""


def pairs(of: Matrix, document: Document | None = None) -> Iterator[Pair]:
    """Yield every pair of the matrix' documents, or every one of this document, in its order."""
    for a, b in couples(profiles(of), document):
        yield _pair(a, b)


def pair(of: Matrix, a: Document, b: Document) -> Pair:
    """Hold two documents of the matrix against each other."""
    return _pair(*profiles(of, [a, b]))


def _pair(a: Profile, b: Profile) -> Pair:
    found = held(a, b)
    return Pair(
        a=a.document.id,
        b=b.document.id,
        same=found.same,
        opposite=found.opposite,
        neutral=found.neutral,
        one_silent=found.one_silent,
        shared=found.shared,
        agreement=1 - found.apart / STEPS / found.shared / WIDTH if found.shared else None,
        alpha=alpha_of_two(stances_of(a, b)),
    )


def only_one(of: Matrix, speaks: Document, silent: Document) -> list[str]:
    """Return the propositions on which `speaks` has a position and `silent`, read for them, has none."""
    mine, other = of.stances[speaks.id], of.stances[silent.id]
    read = silent.coding.themes
    return [p for p, theme in of.corpus.codebook.theme_of.items() if p in mine and p not in other and theme.id in read]


def proximity(stances: Sequence[tuple[float, float]]) -> float | None:
    """Return the city-block proximity of two documents: 1 - mean(|a - b|) / 4.

    `stances` holds a pair for each shared proposition, each stance from -2 to 2. The result runs from 0 (opposite ends
    throughout) to 1 (the same throughout); None if nothing is shared. This is Gower's general similarity coefficient
    for quantitative characters, all of weight 1 and of range 4: Gower, J. C. (1971), A general coefficient of
    similarity and some of its properties, Biometrics 27(4), 857-871.
    """
    if not stances:
        return None
    return 1 - fmean(abs(a - b) for a, b in stances) / WIDTH


def ordinal(counts: Mapping[float, int]) -> Callable[[float, float], int]:
    """Return the ordinal difference of two values, given how often each value occurs.

    The square of the number of values between the two, counting half of each of them (Krippendorff 2011, section C),
    times four: that makes it a whole number and does not change alpha, which is a ratio of differences.
    """
    below: dict[float, int] = {}
    seen = 0
    for value in sorted(counts):
        below[value] = seen
        seen += counts[value]

    def difference(a: float, b: float) -> int:
        low, high = (a, b) if a < b else (b, a)
        between = below[high] + counts[high] - below[low]
        return (2 * between - counts[low] - counts[high]) ** 2 if low != high else 0

    return difference


def nominal(_counts: Mapping[float, int]) -> Callable[[float, float], int]:
    """Return the nominal difference of two values: 0 if they are the same, else 1."""
    return lambda a, b: int(a != b)


def krippendorff_alpha(
    units: Sequence[Sequence[float]],
    metric: Callable[[Mapping[float, int]], Callable[[float, float], int]] = ordinal,
) -> float | None:
    """Return Krippendorff's alpha: 1 - observed disagreement / disagreement expected by chance.

    `units` holds for each unit (here: proposition) the values that the observers (here: documents) gave it, missing
    ones left out; units with fewer than two values do not count. The result is 1 where all agree, 0 where they agree no
    better than values drawn at random from all that were given, and below 0 where they agree less than that. It is
    None where no unit has two values or all values are the same, so that nothing could disagree. For two observers of
    whom both say yes to most things alpha is low although they mostly agree: that much agreement is expected of them.

    Source: Krippendorff, K. (2011), Computing Krippendorff's alpha-reliability, University of Pennsylvania
    (repository.upenn.edu/asc_papers/43); Krippendorff, K. (2019), Content Analysis, 4th edition, chapter 12.
    """
    paired = [unit for unit in units if len(unit) > 1]
    counts = Counter(value for unit in paired for value in unit)
    if len(counts) < 2:
        return None
    difference = metric(counts)
    observed = Fraction(0)
    for size, units_of_size in _by_size(paired).items():
        observed += Fraction(sum(_disagreement(unit, difference) for unit in units_of_size), size - 1)
    expected = sum(counts[a] * counts[b] * difference(a, b) for a, b in combinations(counts, 2))
    return float(1 - (counts.total() - 1) * observed / expected)


def alpha_of_two(counts: Mapping[tuple[float, float], int]) -> float | None:
    """Return the ordinal `krippendorff_alpha` of two observers, given how often they gave each two of values.

    The ordinal difference of two values is that of their ranks, squared, where each value has the middle of the ranks
    of all that were given the same. So what is expected can be had from sums over single values.
    """
    given: dict[float, int] = {}
    for (x, y), many in counts.items():
        given[x] = given.get(x, 0) + many
        given[y] = given.get(y, 0) + many
    if len(given) < 2:
        return None
    rank: dict[float, int] = {}
    number = squares = 0
    for value in sorted(given):
        rank[value] = 2 * number + given[value]  # twice the middle, which is a whole number
        number += given[value]
        squares += given[value] * rank[value] ** 2
    observed = sum([many * (rank[x] - rank[y]) ** 2 for (x, y), many in counts.items()])
    expected = number * squares - number**4  # the sum of all ranks, twice, is the square of their number
    return (expected - (number - 1) * observed) / expected


def _by_size(units: Sequence[Sequence[float]]) -> dict[int, list[Sequence[float]]]:
    """Return the units by how many values they have: whole numbers add up faster than fractions."""
    found: dict[int, list[Sequence[float]]] = {}
    for unit in units:
        found.setdefault(len(unit), []).append(unit)
    return found


def _disagreement(unit: Sequence[float], difference: Callable[[float, float], int]) -> int:
    return sum(difference(a, b) for a, b in combinations(unit, 2))
