"""The signs of what a cell can say, and texts made safe to show."""

import re

from policylens.render.page import MatrixCell

SIGNS = {
    "strongly for": "++",
    "for": "+",
    "balanced": "±",
    "against": "−",
    "strongly against": "−−",
    "mixed": "≠",
    "silent": "·",
    "not coded": "□",
    "low": "?",
    "contested": "!",
}
"""The sign of each thing that a cell can say. Each is a sign and a word, so that none needs colour."""

MEANINGS = {
    "strongly for": ("for", "for the proposition, without reservation"),
    "for": ("partly for", "for it with conditions or in part"),
    "balanced": ("both", "takes both sides explicitly"),
    "against": ("partly against", "against it with conditions or in part"),
    "strongly against": ("against", "against it, without reservation"),
    "mixed": ("mixed", "its claims take both sides, and nobody has judged between them"),
    "silent": ("silent", "has been read for it and says nothing on it"),
    "not coded": ("not coded", "has not been read for it yet"),
    "low": ("", "low confidence: inferred from passing remarks"),
    "contested": ("", "contested within the document: some of its claims take the other side"),
}
"""The word of each, and what it means."""

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
