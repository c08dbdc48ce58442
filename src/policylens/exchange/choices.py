"""What can be chosen of a format."""

from enum import StrEnum


class Network(StrEnum):
    """Which network a graph holds."""

    DOCUMENTS = "documents"
    """The documents, tied by how far they agree."""
    POSITIONS = "positions"
    """The documents and the propositions, tied by positions."""
