"""Which of very many pairs of documents have the highest counts of claims on the same side, or on opposite ones."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from policylens.analysis.ends import Highest
from policylens.analysis.ties import Sides, Tie, couples, sides, tie
from policylens.measures import Duplicates, Measure
from policylens.model import Codebook, Document


class Strongest(NamedTuple):
    """The pairs at the ends of a measure."""

    high: tuple[Tie, ...]
    """Those of the highest values, highest first."""
    low: tuple[Tie, ...]
    """Those of values below 0, lowest first; only of `subtract`, as the others have none."""
    number: int
    """How many pairs there are."""
    zero: int
    """How many of them have the value 0."""


def strongest(
    codebook: Codebook,
    documents: Sequence[Document],
    measure: Measure,
    duplicates: Duplicates,
    *,
    top: int,
    one: str = "",
) -> Strongest:
    """Return the `top` pairs of the highest values, and those of the lowest below 0, of the pairs that `ties` yields.

    Pairs of the same value come in their order. Each is looked at once, and no other is kept.
    """
    found = {document.id: sides(document, duplicates) for document in documents}
    counted = {name: _digits(codebook, each) for name, each in found.items()}
    names = [*found]
    place = {name: number for number, name in enumerate(names)}
    high, low = Highest[_Placed](top), Highest[_Placed](top)
    number = zero = 0
    for a, b in couples(names, one):
        value = _value(counted[a], counted[b], measure)
        number += 1
        zero += not value
        (high if value >= 0 else low).offer((abs(value), -place[a], -place[b]))

    def ties(end: Highest[_Placed]) -> tuple[Tie, ...]:
        pairs = ((names[-a], names[-b]) for value, a, b in end.ordered() if value)
        return tuple(tie(codebook, (a, found[a]), (b, found[b]), measure) for a, b in pairs)

    return Strongest(ties(high), ties(low), number, zero)


_Placed = tuple[int, int, int]
"""How far a value is from 0, and the places of both documents, turned so that the first are the highest."""


class _Digits(NamedTuple):
    """How many claims of a document are for and against each proposition, in binary.

    A number for each binary digit, in which a bit stands for each side of each proposition: so the products of two
    documents' counts are summed by counting bits that both have, hundreds at a time.
    """

    own: list[int]
    turned: list[int]
    """The same with the sides exchanged."""


def _digits(codebook: Codebook, found: Mapping[str, Sides]) -> _Digits:
    return _Digits(*(_binary(codebook, found, turned=turned) for turned in (False, True)))


def _binary(codebook: Codebook, found: Mapping[str, Sides], *, turned: bool) -> list[int]:
    digits: list[int] = []
    for place, proposition in enumerate(codebook.propositions):
        both = found.get(proposition, ())
        for side, many in enumerate(reversed(both) if turned else both):
            digits += [0] * (many.bit_length() - len(digits))
            for digit in range(many.bit_length()):
                digits[digit] |= (many >> digit & 1) << 2 * place + side
    return digits


def _value(a: _Digits, b: _Digits, measure: Measure) -> int:
    match measure:
        case Measure.CONGRUENCE:
            return _product(a.own, b.own)
        case Measure.CONFLICT:
            return _product(a.own, b.turned)
        case Measure.SUBTRACT:
            return _product(a.own, b.own) - _product(a.own, b.turned)


def _product(mine: Sequence[int], other: Sequence[int]) -> int:
    """Return the sum of the products of two rows of numbers, given in binary."""
    return sum([(x & y).bit_count() << i + j for i, x in enumerate(mine) for j, y in enumerate(other)])
