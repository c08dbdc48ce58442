"""How the positions of groups of documents are distributed: counted, never averaged."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from policylens.analysis.attributes import attribute, value_of
from policylens.analysis.comparison import Matrix, PropositionComparison
from policylens.analysis.positions import Cell, State


class Distribution(NamedTuple):
    """What the documents of each group hold on one proposition."""

    comparison: PropositionComparison
    counts: dict[str, Counter[str]]
    """By group: how many documents are for, against, balanced, mixed, silent or not coded."""


class Grouped(NamedTuple):
    """Documents by what they are, and what each group holds."""

    by: str
    """The attribute's name."""
    groups: dict[str, tuple[str, ...]]
    """Ids of the documents by the attribute's value, sorted; last, under "", those without one."""
    rows: tuple[Distribution, ...]


KEYS = ("for", "against", "balanced", "mixed", "silent", "not coded")
"""What is counted, in the order in which it is told."""


def grouped(of: Matrix, name: str, rows: Iterable[PropositionComparison]) -> Grouped:
    """Count what each group holds on each proposition; the groups are the values of the attribute `name`.

    Raises PolicylensError if no document has such an attribute.
    """
    by = attribute(name, of.corpus)
    values: dict[str, list[str]] = {}
    for document in of.documents:
        values.setdefault(value_of(document, by), []).append(document.id)
    groups = {value: tuple(values[value]) for value in sorted(values, key=lambda value: (not value, value.casefold()))}
    group_of = {document: value for value, documents in groups.items() for document in documents}
    return Grouped(
        by=by,
        groups=groups,
        rows=tuple(Distribution(row, _counts(row.cells, group_of, [*groups])) for row in rows),
    )


def _counts(cells: Sequence[Cell], group_of: dict[str, str], groups: Sequence[str]) -> dict[str, Counter[str]]:
    found: dict[str, Counter[str]] = {group: Counter() for group in groups}
    for cell in cells:
        found[group_of[cell.document]][_key(cell)] += 1
    return found


def _key(cell: Cell) -> str:
    if cell.position is not None:
        return cell.position.side.value
    return "silent" if cell.state is State.SILENT else "not coded"
