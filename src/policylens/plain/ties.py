"""Pairs of documents by what their claims say, as plain data."""

from collections.abc import Iterable

from policylens.analysis.ties import Sides, Tie
from policylens.measures import Duplicates, Measure
from policylens.plain.writing import Object, to_csv

COLUMNS = "a b measure duplicates shared value".split()


def ties_object(ties: Iterable[Tie], measure: Measure, duplicates: Duplicates) -> Object:
    """Return pairs, each with the claims for and against every proposition on which both take sides."""
    return {"measure": measure.value, "duplicates": duplicates.value, "pairs": [_tie_object(tie) for tie in ties]}


def _tie_object(tie: Tie) -> Object:
    shared = [{"proposition": name, "a": _sides(a), "b": _sides(b)} for name, a, b in tie.propositions]
    return {"a": tie.a, "b": tie.b, "value": tie.value, "propositions": shared}


def _sides(of: Sides) -> Object:
    return {"for": of.on, "against": of.against}


def ties_csv(ties: Iterable[Tie], measure: Measure, duplicates: Duplicates) -> str:
    """Return a row a pair; `shared` is on how many propositions both take sides."""
    rows = (
        {
            "a": tie.a,
            "b": tie.b,
            "measure": measure.value,
            "duplicates": duplicates.value,
            "shared": len(tie.propositions),
            "value": tie.value,
        }
        for tie in ties
    )
    return to_csv(COLUMNS, rows)
