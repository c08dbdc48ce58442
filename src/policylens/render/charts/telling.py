"""What pictures show, in sentences: for those who cannot see them."""

from collections.abc import Sequence

from policylens.analysis.comparison import PropositionComparison, ThemeComparison
from policylens.model import Document
from policylens.render.charts.places import MOST_NAMED, NO_SCALE, places_told
from policylens.render.prose import sides
from policylens.render.scale import legend
from policylens.render.wording import count, verdict_words

MOST_TOLD = 60
"""Of more propositions than this the first are told; who wants them all is better served by the table."""


def told(rows: Sequence[PropositionComparison], documents: Sequence[Document]) -> str:
    """Say what the documents hold on each proposition."""
    sentences = [
        f"“{row.proposition.text}” {verdict_words(row.judgement).capitalize()}. {sides(row, documents)}"
        for row in rows[:MOST_TOLD]
    ]
    rest = len(rows) - MOST_TOLD
    return " ".join([*sentences, *([f"{count(rest, 'proposition')} more."] if rest > 0 else [])])


def scale_told(comparison: ThemeComparison, documents: Sequence[Document]) -> str:
    """Say where the documents stand on a theme's scale."""
    ends = comparison.theme.scale
    if ends is None:
        return NO_SCALE
    between = f"On the scale from −2 ({ends.low}) to +2 ({ends.high}): "
    many = len(documents) > MOST_NAMED
    return between + (places_told(comparison.places) if many else legend(comparison, documents, beside_drawing=False))


def left_out(shown: int, all_: int, what: str) -> str:
    """Say that a picture shows not all; "" if it does."""
    if shown >= all_:
        return ""
    return f"The first {count(shown, what)} of {all_:,} are drawn: name some to see others, or take the table."
