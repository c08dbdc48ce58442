"""Many documents told by what they are."""

from collections import Counter
from collections.abc import Sequence

from policylens.analysis.attributes import tallies
from policylens.model import Document
from policylens.render.many import MOST_SHOWN
from policylens.render.page import Block, facts

MOST_VALUES = 12
"""Of an attribute with more values than this those are shown that most documents have."""


def described(documents: Sequence[Document]) -> list[Block]:
    """Say from when documents are, and how many have which attributes."""
    dates = sorted(document.date[:4] for document in documents if document.date)
    when = " to ".join(dict.fromkeys([dates[0], dates[-1]])) if dates else ""
    rows = [("date", when), *((name, _told(values)) for name, values in tallies(documents).items())]
    return [facts(rows)] if any(words for _, words in rows) else []


def _told(values: Counter[str]) -> str:
    """Name an attribute's values with how many documents have each, those of most first."""
    if len(values) > MOST_SHOWN:
        return f"{len(values):,} values"
    shown = values.most_common(MOST_VALUES)
    parts = [f"{value or 'not given'} {many:,}" for value, many in shown]
    rest = len(values) - len(shown)
    return ", ".join([*parts, *([f"{rest} more"] if rest else [])])
