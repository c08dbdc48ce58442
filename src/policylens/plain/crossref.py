"""Pairs of documents, as plain data."""

from collections.abc import Iterable, Sequence

from policylens.analysis.agreement import Pair
from policylens.analysis.crossref import CrossReference, Shared
from policylens.plain.records import claim_object, position_object
from policylens.plain.writing import Object, number, to_csv

PAIR_COLUMNS = "a b same opposite neutral one_silent shared agreement alpha".split()


def pair_object(pair: Pair) -> Object:
    """Return a pair of documents; agreement and alpha are null where there is none."""
    found = {name: getattr(pair, name) for name in PAIR_COLUMNS}
    return {**found, "agreement": number(pair.agreement), "alpha": number(pair.alpha)}


def pairs_csv(pairs: Iterable[Pair]) -> str:
    """Return a row a pair."""
    return to_csv(PAIR_COLUMNS, (pair_object(pair) for pair in pairs))


def crossref_object(across: CrossReference) -> Object:
    """Return two documents read across."""

    def shared(rows: Sequence[Shared]) -> list[Object]:
        return [
            {"proposition": row.proposition.id, "a": position_object(row.a), "b": position_object(row.b)}
            for row in rows
        ]

    return {
        **pair_object(across.pair),
        "same_side": shared(across.same),
        "opposite_sides": shared(across.opposite),
        "zero_or_mixed": shared(across.neutral),
        "only_a": [proposition.id for proposition in across.only_a],
        "only_b": [proposition.id for proposition in across.only_b],
        "topics": [{"id": t, "title": title, "claims_a": a, "claims_b": b} for t, title, a, b in across.topics],
        "citations": [{"document": document.id, "claim": claim_object(claim)} for document, claim in across.cites],
    }
