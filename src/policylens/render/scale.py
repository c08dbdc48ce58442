"""A theme's scale with the documents on it, drawn and told in plain characters."""

from collections import Counter
from collections.abc import Sequence

from policylens.analysis.comparison import ThemeComparison
from policylens.analysis.scales import Place
from policylens.model import Document, Scale
from policylens.render.wording import count, listed, signed

MOST_LABELLED = 8
"""With more documents than this on a scale, the drawing counts them instead of naming them."""


_UNIT = " propositions"


def place_words(place: Place) -> str:
    """Write a place: its value, on how many of how many propositions it rests, and what it hangs on."""
    of = f"{place.addressed} of {place.of}"
    mixed = f", {place.mixed} mixed" if place.mixed else ""
    if place.not_coded:
        return "Not coded."
    if place.value is None:
        return f"No place on the scale: it has a stance on {of} propositions{mixed}."
    hangs = [word for word, there in (("sign", place.sign_hangs), ("rank", place.rank_hangs)) if there]
    mark = f"; its {listed(hangs)} {'hang' if len(hangs) == 2 else 'hangs'} on one proposition" if hangs else ""
    return f"{signed(place.value)} on the scale ({of} propositions{mixed}){mark}."


def place_short(place: Place, unit: str = "") -> str:
    """Write a place as shortly as it can be said: `−1.3 (6 of 6)`, with `~` where its sign or rank hangs on one.

    In brackets, on how many of the scale's propositions it rests; `unit` says there what is counted.
    """
    if place.not_coded:
        return "not coded"
    of = f"({place.addressed} of {place.of}{unit})"
    if place.value is None:
        return f"no place {of}"
    return f"{signed(place.value)}{'~' if place.sign_hangs or place.rank_hangs else ''} {of}"


def drawn(comparison: ThemeComparison, documents: Sequence[Document], width: int) -> list[str]:
    """Draw the scale in at most `width` columns: the documents' names above a line from -2 to 2, its ends below.

    Empty where the theme has no scale.
    """
    scale = comparison.theme.scale
    if scale is None:
        return []
    placed = [(place.value, d.name) for place, d in zip(comparison.places, documents, strict=False) if _has(place)]
    span = max(21, (min(width, 79) - 1) | 1)  # odd, so that 0 has a column of its own
    at = [(round((float(value or 0) + 2) / 4 * (span - 1)), name) for value, name in placed]
    axis = list("├" + "─" * (span - 2) + "┤")
    axis[span // 2] = "┼"
    many = len(at) > MOST_LABELLED
    counts = Counter(column for column, _ in at)
    for column, there in counts.items():
        axis[column] = "●" if not many else str(there) if there < 10 else "#"
    return [*([] if many else _labels(at, span)), "".join(axis), *_ends(scale, span)]


def _has(place: Place) -> bool:
    return place.value is not None


def _ends(scale: Scale, span: int) -> list[str]:
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


def legend(comparison: ThemeComparison, documents: Sequence[Document], *, beside_drawing: bool = True) -> str:
    """Write each document with its place, lowest first, and explain the signs.

    Beside a drawing the ends alone are written where there are many documents.
    """
    if comparison.theme.scale is None:
        return "This theme has no scale: a mean over its propositions would mean nothing."
    hangs = any(place.sign_hangs or place.rank_hangs for place in comparison.places)
    mark = " ~ Its sign or rank hangs on one proposition." if hangs else ""
    return _placed(comparison, documents, beside_drawing) + "." + mark


def _placed(comparison: ThemeComparison, documents: Sequence[Document], beside_drawing: bool) -> str:
    pairs = list(zip(comparison.places, documents, strict=False))
    placed = sorted((p for p in pairs if _has(p[0])), key=lambda pair: (float(pair[0].value or 0), pair[1].name))
    others = [pair for pair in pairs if not _has(pair[0])]
    few = len(pairs) <= MOST_LABELLED or not beside_drawing
    if len(placed) <= MOST_LABELLED or not beside_drawing:  # as the drawing names them
        named = [*placed, *others] if few else placed
        # the first brackets say what is counted, the others need not
        first = next((place for place, _ in named if not place.not_coded), None)
        parts = [f"{d.name} {place_short(place, _UNIT if place is first else '')}" for place, d in named]
    else:
        parts = [f"{count(len(placed), 'document')} placed, as the digits on the line count them, # for ten or more"]
        (low, lowest), (high, highest) = placed[0], placed[-1]
        parts.append(f"lowest {lowest.name} {place_short(low, _UNIT)}")
        parts.append(f"highest {highest.name} {place_short(high)}")
    if others and not few:
        parts.append(f"{len(others)} without a place")
    return "; ".join(parts)
