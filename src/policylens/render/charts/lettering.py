"""How much room a text takes in a chart, and texts broken or cut to the room that there is.

A specification must not depend on the fonts of a machine, so widths are estimated: from above, for Arial and its like.
"""

from unicodedata import combining, east_asian_width

from policylens.render.signs import safe

LETTERS = "Liberation Sans, Arial, Helvetica, sans-serif"
"""The stack of fonts: the first is part of vl-convert, the others have its widths, so that a browser sets it alike."""

BOLD = 1.1
"""How much wider bold letters are: as if they were larger by this."""

_NARROW = frozenset(" !\"'(),-./:;I[\\]`fijlrt{|}·‘’“”")
_WIDE = frozenset("%@MWmw—…")


def width(text: str, size: float) -> float:
    """Return about how wide a line is, in pixels, at a size of letters in pixels."""
    return size * sum(map(_share, text))


def _share(character: str) -> float:
    if combining(character):
        return 0.1  # not nothing: a text of marks alone has an end too
    if east_asian_width(character) in "WF":
        return 1.0
    if character in _NARROW:
        return 0.33
    if character in _WIDE:
        return 0.95
    return 0.72 if character.isupper() else 0.56


def shortened(text: str, room: float, size: float) -> str:
    """Return a text on one line, cut to the room with an ellipsis if it is longer."""
    words = on_one_line(text)
    if len(words) * size * 0.1 <= room and width(words, size) <= room:
        return words
    kept, used = "", width("…", size)
    for character in words:
        used += size * _share(character)
        if used > room:
            break
        kept += character
    return kept.rstrip() + "…"


def cut(text: str, most: int) -> str:
    """Return a text on one line of at most so many characters."""
    words = on_one_line(text)
    return words if len(words) <= most else words[: most - 1] + "…"


def wrapped(text: str, room: float, size: float, most: int = 3) -> str:
    """Return a text broken into lines of at most `room` pixels; with more than `most` lines, the last one is cut."""
    lines = [""]
    rest = on_one_line(text).split(" ")
    for number, word in enumerate(rest):
        longer = f"{lines[-1]} {word}".lstrip()
        if not lines[-1] or width(longer, size) <= room:
            lines[-1] = longer
        elif len(lines) < most:
            lines.append(word)
        else:
            lines[-1] = f"{lines[-1]} {' '.join(rest[number : number + 50])}"
            break
    return "\n".join(shortened(line, room, size) for line in lines)


def lines(text: str) -> int:
    """Return on how many lines a text that was broken stands."""
    return text.count("\n") + 1


def on_one_line(text: str) -> str:
    """Return a text on one line, with nothing in it that steers a terminal or that XML does not take."""
    kept = safe(text).replace("\ufffe", " ").replace("\uffff", " ")
    return " ".join(kept.split())
