"""A corpus as rows that are all alike: one for each position, and one for each stance that a claim takes.

What reads tables (DuckDB, Polars, Spark) takes them as they are. They are made one by one, and never stand in
memory together. docs/exchange.md describes them.
"""

from collections.abc import Iterator, Mapping
from enum import Enum
from typing import Any, Final

from policylens.analysis.comparison import Matrix
from policylens.analysis.outcomes import judgements
from policylens.analysis.positions import Cell, State, cell_of, positions_of
from policylens.analysis.verdicts import Judgement
from policylens.model import Claim, Document
from policylens.plain.writing import Object


class Kind(Enum):
    """What stands in a column."""

    TEXT = "text"
    NUMBER = "number"
    COUNT = "count"
    TRUTH = "true or false"
    LIST = "list of texts"


POSITION: Final = "position"
"""A row of what a document as a whole holds on a proposition."""
NO_POSITION: Final = "no position"
"""A row of a document that holds nothing on a proposition, as it is silent on it or has not been read for it."""
STANCE: Final = "stance"
"""A row of the side that one claim takes on a proposition."""

COLUMNS: Final[Mapping[str, Kind]] = {
    **dict.fromkeys("record document document_name date theme proposition text direction".split(), Kind.TEXT),
    "stance": Kind.NUMBER,
    **dict.fromkeys("state status confidence because".split(), Kind.TEXT),
    **dict.fromkeys("claims contrary".split(), Kind.LIST),
    **dict.fromkeys("claims_for claims_against".split(), Kind.COUNT),
    "verdict": Kind.TEXT,
    "tentative": Kind.TRUTH,
    **dict.fromkeys("claim kind number statement".split(), Kind.TEXT),
    "headline": Kind.TRUTH,
    "speaker": Kind.TEXT,
    **dict.fromkeys("sectors topics".split(), Kind.LIST),
}
"""Every column, in order. Each row has them all; what says nothing in its sort of row is None."""

_EMPTY: Final = dict.fromkeys(COLUMNS)


def rows(of: Matrix) -> Iterator[Object]:
    """Yield the rows of each document: its cells of the matrix in the codebook's order, then its claims' stances."""
    outcomes = {name: _outcome(judgement) for name, judgement in judgements(of).items()}
    heads = {name: _head(of, name) for name in outcomes}
    for document in of.documents:
        known = {**_EMPTY, "document": document.id, "document_name": document.name, "date": document.date or None}
        positions = positions_of(document, of.corpus.codebook)
        for name, outcome in outcomes.items():
            cell = cell_of(document, positions, name, heads[name]["theme"])
            yield {**known, **heads[name], **_cell(cell), **outcome}
        for claim, name, stance in _stances(document):
            yield {**known, **heads[name], **_claim(claim), "record": STANCE, "stance": float(stance)}
        document.let_go()


def _outcome(judgement: Judgement) -> Object:
    return {"verdict": judgement.verdict, "tentative": judgement.tentative}


def _head(of: Matrix, proposition: str) -> dict[str, Any]:
    codebook = of.corpus.codebook
    record = codebook.propositions[proposition]
    theme = codebook.theme_of[proposition].id
    return {"theme": theme, "proposition": proposition, "text": record.text, "direction": record.direction}


def _cell(cell: Cell) -> Object:
    """Return what a cell says. A stance is always a number with a point: readers tell a column's type from few rows."""
    if cell.position is None:
        return {"record": NO_POSITION, "state": cell.state}
    said: Object = cell.position._asdict()
    stance = cell.position.stance
    numbers = {"stance": None if stance is None else float(stance)}
    return {**said, **numbers, "because": said["because"] or None, "record": POSITION, "state": State.POSITION}


def _stances(document: Document) -> Iterator[tuple[Claim, str, int]]:
    for claim in document.claims:
        for proposition, stance in claim.stances.items():
            yield claim, proposition, stance


def _claim(claim: Claim) -> Object:
    return {
        "claim": claim.id,
        "kind": claim.kind,
        "number": claim.number or None,
        "statement": claim.statement,
        "headline": claim.headline,
        "speaker": claim.speaker or None,
        "sectors": claim.sectors,
        "topics": claim.topics,
    }
