"""The kinds of claims, on their own: the command line names them and must not wait for the records."""

from enum import StrEnum


class Kind(StrEnum):
    """What sort of thing a claim says."""

    PRINCIPLE = "principle"
    MECHANISM = "mechanism"
    RECOMMENDATION = "recommendation"
    COMMITMENT = "commitment"
    DIAGNOSIS = "diagnosis"
    CRITICISM = "criticism"
    EVIDENCE = "evidence"
