"""The parts of pandoc's tree, which it reads and writes as JSON (pandoc-types 1.22 and later)."""

from collections.abc import Iterable, Sequence
from typing import Any

Node = dict[str, Any]
"""A block or an inline: `t` says what it is, `c` what is in it."""


def node(sort: str, *content: object) -> Node:
    """Return a block or an inline with one part, or with several."""
    return {"t": sort, "c": content[0] if len(content) == 1 else content}


def attributes(name: str = "", **given: str) -> Sequence[object]:
    """Return attributes: the id by which links find it, and others by name."""
    return name, (), [(key.replace("_", "-"), value) for key, value in given.items()]


def styled(style: str, blocks: Sequence[Node]) -> Node:
    """Return blocks whose paragraphs have a style of the reference document, by its name."""
    return node("Div", attributes(custom_style=style), blocks)


def paragraph(properties: str) -> Node:
    """Return a paragraph without words, whose properties are given in WordprocessingML."""
    return node("RawBlock", "openxml", f"<w:p><w:pPr>{properties}</w:pPr></w:p>")


def text(words: Iterable[Node]) -> str:
    """Return the text of inlines, as wide as it is read."""
    return "".join(_text(word) for word in words)


def _text(word: Node) -> str:
    match word:
        case {"t": "Str", "c": letters}:
            return str(letters)
        case {"t": "Code", "c": [_, letters]}:
            return str(letters)
        case {"t": "Link", "c": [_, inside, _]}:
            return text(inside)
        case {"t": "Emph" | "Strong" | "Strikeout", "c": inside}:
            return text(inside)
    return " "
