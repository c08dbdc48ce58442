"""The colours of charts: safe for colour-blind readers, and never the only thing that tells two cells apart.

Blue is for, orange against, as deep as the stance goes; in grey both are alike, and the sign in the cell says which
side it is. Every ink has the contrast that WCAG asks of small text, 4.5 to 1, on the colour under it.
"""

INK = "#1c1c1c"
FAINT = "#595959"
LINE = "#c9c9c9"
PAPER = "#ffffff"
PLACE = "#3d4f5c"
"""Of a document's mark, which takes no side by its colour."""

CELLS = {
    "strongly for": ("#1c5c9c", "#ffffff"),
    "for": ("#a9cbea", INK),
    "balanced": ("#efe6cf", INK),
    "mixed": ("#bf93b5", INK),
    "against": ("#f6bd85", INK),
    "strongly against": ("#9a4a00", "#ffffff"),
    "silent": ("#f5f5f5", FAINT),
    "not coded": ("#dcdcdc", FAINT),
}
"""The colour of a cell and of the text in it, by what it says (a key of `signs.SIGNS`)."""

STEPS = (
    ("#f4f8f6", INK),
    ("#e6f0ec", INK),
    ("#d6e7e1", INK),
    ("#c4ddd5", INK),
    ("#afd1c7", INK),
    ("#98c4b8", INK),
    ("#7fb5a7", INK),
    ("#64a393", INK),
    ("#34806f", "#ffffff"),
    ("#0f5a4c", "#ffffff"),
)
"""The same by an agreement from 0 to 1, in tenths."""


def step(share: float) -> int:
    """Return which of `STEPS` stands for a share: 0 for 0 to 0.1, 9 for 0.9 to 1."""
    return min(int(share * 10 + 1e-9), 9)
