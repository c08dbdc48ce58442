"""Names that the shell offers while a command is typed."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from policylens.analysis.names import Sort


def complete_document(incomplete: str) -> list[str]:
    """Return the documents whose id begins so."""
    from policylens.analysis.names import Sort

    return _offer(incomplete, [Sort.DOCUMENT])


def complete_shown(incomplete: str) -> list[str]:
    """Return what `show` takes that begins so: documents, and claims once a document's id is typed."""
    from policylens.analysis.names import Sort

    return _offer(incomplete, [Sort.DOCUMENT, Sort.CLAIM] if "-" in incomplete else [Sort.DOCUMENT])


def complete_compared(incomplete: str) -> list[str]:
    """Return what `compare` takes that begins so: themes, propositions and topics."""
    from policylens.analysis.names import Sort

    return _offer(incomplete, [Sort.THEME, Sort.PROPOSITION, Sort.TOPIC])


def _offer(incomplete: str, sorts: "Sequence[Sort]") -> list[str]:
    """Return the ids of these sorts that begin so; none where the corpus cannot be read: this must never fail."""
    import os
    from pathlib import Path

    from policylens.analysis.names import ids
    from policylens.cli.corpus import open_corpus
    from policylens.errors import PolicylensError

    chosen = os.environ.get("POLICYLENS_CORPUS")
    try:
        corpus = open_corpus(Path(chosen) if chosen else None).corpus
    except PolicylensError:
        return []
    return [name for sort in sorts for name in ids(corpus, sort) if name.startswith(incomplete)]
