"""Names that the shell offers while a command is typed."""

import os
from collections.abc import Sequence
from pathlib import Path

import typer

from policylens.cli.corpus import open_corpus
from policylens.errors import PolicylensError


def complete_document(context: typer.Context, incomplete: str) -> list[str]:
    """Return the documents whose id begins so."""
    return _offer(context, incomplete, ["document"])


def complete_theme(context: typer.Context, incomplete: str) -> list[str]:
    """Return the themes whose id begins so."""
    return _offer(context, incomplete, ["theme"])


def complete_topic(context: typer.Context, incomplete: str) -> list[str]:
    """Return the topics whose id begins so."""
    return _offer(context, incomplete, ["topic"])


def complete_sector(context: typer.Context, incomplete: str) -> list[str]:
    """Return the sectors whose id begins so."""
    return _offer(context, incomplete, ["sector"])


def complete_shown(context: typer.Context, incomplete: str) -> list[str]:
    """Return what `show` takes that begins so: documents, and claims once a document's id is typed."""
    return _offer(context, incomplete, ["document", "claim"] if "-" in incomplete else ["document"])


def complete_compared(context: typer.Context, incomplete: str) -> list[str]:
    """Return what `compare` takes that begins so: themes, propositions and topics."""
    return _offer(context, incomplete, ["theme", "proposition", "topic"])


def complete_positioned(context: typer.Context, incomplete: str) -> list[str]:
    """Return the themes and propositions whose id begins so."""
    return _offer(context, incomplete, ["theme", "proposition"])


def _offer(context: typer.Context, incomplete: str, sorts: Sequence[str]) -> list[str]:
    """Return the ids of these sorts that begin so; none where the corpus cannot be read: this must never fail."""
    from policylens.analysis.names import Sort, ids

    chosen = context.params.get("corpus") or os.environ.get("POLICYLENS_CORPUS")
    try:
        corpus = open_corpus(Path(chosen) if chosen else None).corpus
    except PolicylensError:
        return []
    return [name for sort in sorts for name in ids(corpus, Sort(sort)) if name.startswith(incomplete)]
