"""The signs of what a cell can say, and texts made safe to show."""

import re

from policylens.render.page import MatrixCell
from policylens.signs import MEANINGS, SIGNS

__all__ = ["MEANINGS", "SIGNS", "safe", "shown_cell"]

_UNSAFE = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff]+"
)
"""Control codes, invisible characters, changes of the direction of writing: data must steer no terminal.

So too lone surrogates, which is how a command line holds bytes that are no text: no file could take them."""


def safe(words: str) -> str:
    """Return the words on one line without anything that would steer a terminal."""
    return _UNSAFE.sub(" ", words)


def shown_cell(cell: MatrixCell) -> str:
    """Write a cell: its sign, its marks, its word."""
    return f"{SIGNS[cell.code]}{cell.marks} {cell.word}"
