"""A theme's scale drawn in plain characters."""

from collections import Counter
from collections.abc import Sequence

from policylens.render.page import ScaleLine

MOST_LABELLED = 8
"""With more documents than this on a scale, the drawing counts them instead of naming them."""


def drawn(scale: ScaleLine, width: int) -> list[str]:
    """Draw the scale in at most `width` columns: the documents' names above a line from -2 to 2, its ends below.

    Empty where the theme has no scale.
    """
    if not (scale.low or scale.high):
        return []
    span = max(21, (min(width, 79) - 1) | 1)  # odd, so that 0 has a column of its own
    at = [(round((mark.value + 2) / 4 * (span - 1)), mark.name) for mark in scale.marks]
    axis = list("├" + "─" * (span - 2) + "┤")
    axis[span // 2] = "┼"
    many = len(at) > MOST_LABELLED
    counts = Counter(column for column, _ in at)
    for column, there in counts.items():
        axis[column] = "●" if not many else str(there) if there < 10 else "#"
    return [*([] if many else _labels(at, span)), "".join(axis), *_ends(scale, span)]


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
