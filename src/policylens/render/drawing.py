"""A theme's scale drawn in plain characters."""

from collections import Counter
from collections.abc import Sequence
from math import floor

from policylens.render.many import is_many
from policylens.render.page import ScaleLine

MOST_LABELLED = 8
"""With more documents than this on a scale, the drawing counts them instead of naming them."""


STEP = 0.5
"""In steps of this places are counted where they are very many, from -2 to 2."""

HIGH = 4
"""So many rows are the most places in a step drawn as."""


def drawn(scale: ScaleLine, width: int) -> list[str]:
    """Draw the scale in at most `width` columns: the documents' names above a line from -2 to 2, its ends below.

    Of many documents it is drawn how many have their place around each half point. Empty where the theme has no scale.
    """
    if not (scale.low or scale.high):
        return []
    span = max(21, (min(width, 79) - 1) | 1)  # odd, so that 0 has a column of its own
    if is_many(scale.marks):
        return [*_columns(scale, span), *_ends(scale, span)]
    at = [(round((mark.value + 2) / 4 * (span - 1)), mark.name) for mark in scale.marks]
    axis = list("├" + "─" * (span - 2) + "┤")
    axis[span // 2] = "┼"
    many = len(at) > MOST_LABELLED
    counts = Counter(column for column, _ in at)
    for column, there in counts.items():
        axis[column] = "●" if not many else str(there) if there < 10 else "#"
    return [*([] if many else _labels(at, span)), "".join(axis), *_ends(scale, span)]


def steps(scale: ScaleLine) -> list[int]:
    """Return how many places are around -2, -1.5 and so on up to 2; one in the middle of two counts with the higher."""
    counts = Counter(floor((mark.value + 2) / STEP + 0.5) for mark in scale.marks)
    return [counts[step] for step in range(round(4 / STEP) + 1)]


def _columns(scale: ScaleLine, span: int) -> list[str]:
    """Draw a column over each half point, below it how many places it stands for, and the line."""
    counts = steps(scale)
    at = [round(step * (span - 1) / (len(counts) - 1)) for step in range(len(counts))]
    wide = max(1, (at[1] - 1) // 2 * 2 - 1)
    most = max(counts)
    rows = []
    for row in range(HIGH, 0, -1):
        there = [place for place, many in zip(at, counts, strict=True) if round(HIGH * many / most) >= row]
        rows.append(_row(span, [("█" * wide, place) for place in there]))
    numbers = _row(span, [(f"{many:,}", place) for place, many in zip(at, counts, strict=True) if many])
    axis = list("├" + "─" * (span - 2) + "┤")
    for place in at[1:-1]:
        axis[place] = "┼"
    return [*rows, numbers, "".join(axis)]


def _row(span: int, parts: Sequence[tuple[str, int]]) -> str:
    """Set words over their columns, within the line."""
    row = [" "] * span
    for words, place in parts:
        start = max(0, min(place - len(words) // 2, span - len(words)))
        row[start : start + len(words)] = words
    return "".join(row).rstrip()


def _ends(scale: ScaleLine, span: int) -> list[str]:
    """Name the ends below the line, on two lines if they do not fit on one."""
    low, high = f"−2 {scale.low}", f"{scale.high} +2"
    gap = span - len(low) - len(high)
    return [f"{low}{' ' * gap}{high}"] if gap >= 2 else [low, high.rjust(span)]


def _labels(at: Sequence[tuple[int, str]], span: int) -> list[str]:
    """Set each name over its column, in as many rows as keep the names apart; the lowest row stands last."""
    rows: list[list[str]] = []
    for column, name in sorted(at):
        start = max(0, min(column - len(name) // 2, span - len(name)))
        for row in rows:
            if all(character == " " for character in row[max(0, start - 2) : start + len(name) + 2]):
                break
        else:
            row = [" "] * max(span, len(name))
            rows.append(row)
        row[start : start + len(name)] = name
    return ["".join(row).rstrip() for row in reversed(rows)]
