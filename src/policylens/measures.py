"""How claims can be counted, on its own: the command line names it and must not wait for the rest."""

from enum import StrEnum


class Measure(StrEnum):
    """What is counted of the claims of two documents."""

    CONGRUENCE = "congruence"
    CONFLICT = "conflict"
    SUBTRACT = "subtract"


class Duplicates(StrEnum):
    """What becomes of claims of one document that are on the same side of the same proposition."""

    INCLUDE = "include"
    """All of them count."""
    CONCEPT = "concept"
    """They count once."""
