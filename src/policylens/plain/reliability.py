"""How far two coders agree, as plain data."""

from collections.abc import Iterable

from policylens.analysis.reliability import Cell, Compared
from policylens.plain.writing import Object, to_csv

CELL_COLUMNS = "document theme proposition a b a_confidence b_confidence a_because b_because differs distance".split()


def cell_object(cell: Cell) -> Object:
    """Return a cell as two coders judged it; a silent one has no stance, confidence or reason."""
    found: Object = {"document": cell.document, "theme": cell.theme.id, "proposition": cell.proposition.id}
    for name, position in (("a", cell.a), ("b", cell.b)):
        found[name] = position.stance if position else None
        found[f"{name}_confidence"] = position.confidence if position else None
        found[f"{name}_because"] = position.because if position else None
    return {**found, "differs": cell.differs, "distance": cell.distance}


def cells_csv(cells: Iterable[Cell]) -> str:
    """Return a row a cell."""
    return to_csv(CELL_COLUMNS, map(cell_object, cells))


def reliability_object(compared: Compared) -> Object:
    """Return how far two coders agree, in all, by theme and by document, and every cell."""
    return {
        "documents": list(compared.documents),
        "only_a": list(compared.only_a),
        "only_b": list(compared.only_b),
        "left_out": list(compared.left_out),
        "all": compared.whole._asdict(),
        "themes": {name: each._asdict() for name, each in compared.by_theme.items()},
        "by_document": {name: each._asdict() for name, each in compared.by_document.items()},
        "cells": [cell_object(cell) for cell in compared.cells],
    }
