"""The sign, the word and the meaning of each thing that a cell of the framework matrix can say."""

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
