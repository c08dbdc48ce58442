"""Texts as YAML that every reader takes for these very texts, and people can read and change."""

import re
import unicodedata
from collections.abc import Sequence
from typing import Final

Value = str | Sequence[str]

INDENT: Final = "  "
"""What stands before each further line of a text, and before what belongs to a key."""

_BARE = re.compile(r"[^\W\d_][^:#]*\Z")
_BARE_INSIDE = re.compile(r"[^\W\d_][^:#,?\[\]{}]*\Z")
"""The same between brackets, where more signs mean something."""

_NOT_TEXT: Final = frozenset("y n yes no on off true false null".split())
"""Words that some reader of YAML takes for a truth value, or for nothing."""

_JOINERS: Final = "\u200c\u200d"
"""Join letters and emoji, or keep them apart: they cannot be seen, and are written as they are."""

_ESCAPES: Final = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t"}

_BLANK = re.compile(r"(?<=\S) (?=\S)")
"""Where a line may be broken: readers make one blank of a line's end, and of none more."""


def value(of: Value) -> str:
    """Return a text, or a list of texts, as YAML on one line; "" if there is nothing in it."""
    if isinstance(of, str):
        return scalar(of) if of else ""
    return "[" + ", ".join(map(inside, of)) + "]" if of else ""


def scalar(text: str) -> str:
    """Return a text as YAML on one line: bare where that is safe."""
    return text if _BARE.match(text) and _may_be_bare(text) else _quoted(text)


def inside(text: str) -> str:
    """Return a text as YAML on one line, to stand between brackets."""
    return text if _BARE_INSIDE.match(text) and _may_be_bare(text) else _quoted(text)


def folded(text: str, used: int, width: int, indent: str = INDENT) -> str:
    """Return a text as YAML on one line if there is room for it after `used` characters, else on lines of `width`.

    Further lines begin with `indent`. A line is longer where the text has no blank at which it could be broken.
    """
    line = scalar(text)
    if used + len(line) <= width and "\n" not in text:
        return line
    room = max(width - len(indent), 1)
    if _is_plain(text):
        return _block(text, room, indent)
    return f"\n{indent}".join(_lines(line, width - used, room))


def _may_be_bare(text: str) -> bool:
    return text.lower() not in _NOT_TEXT and _visible(text) and text == text.strip()


def _visible(text: str) -> bool:
    """Whether all of a text can be seen, or is a blank of some width."""
    return text.isprintable() or all(map(_stands_for_itself, text))


def _stands_for_itself(sign: str) -> bool:
    return sign.isprintable() or sign in _JOINERS or unicodedata.category(sign) == "Zs"


def _is_plain(text: str) -> bool:
    """Whether a text can stand as it is in lines of its own: all of it can be seen, even at the ends of its lines."""
    lines = text.split("\n")
    return text == text.strip() and all(line == line.strip() and _visible(line) for line in lines)


def _block(text: str, room: int, indent: str) -> str:
    """Return a text as a block: its lines as they are if all of them fit, else broken into lines that do."""
    style, lines = "|-", text.split("\n")
    if max(map(len, lines)) > room:
        style, ends = ">-", re.sub(r"\n+", r"\g<0>\n", text)  # of so many line ends and one more readers take one away
        lines = [part for line in ends.split("\n") for part in _lines(line, room, room)]
    return "\n".join([style, *(indent + line if line else "" for line in lines)])


def _lines(text: str, first: int, others: int) -> list[str]:
    """Break a text at single blanks into lines that are no longer than that, as far as it has such blanks."""
    lines: list[list[str]] = [[]]
    free = first
    for word in _BLANK.split(text):
        if lines[-1] and len(word) >= free:
            lines.append([])
            free = others
        free -= len(word) + bool(lines[-1])
        lines[-1].append(word)
    return [" ".join(words) for words in lines]


def _quoted(text: str) -> str:
    return '"' + "".join(map(_character, text)) + '"'


def _character(sign: str) -> str:
    return _ESCAPES.get(sign) or (sign if _stands_for_itself(sign) else f"\\U{ord(sign):08X}")
