"""A briefing as pandoc's tree, made fit for Word: only what a briefing is made of is let through.

Whatever would make the writer of a Word file read a file, fetch something or take over text as it is (pictures, raw
text of any format) does not get through; of a picture its description does. Links lead into the briefing, or to the
web.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Final

from policylens.render.word.nodes import Node, attributes, node, paragraph, styled
from policylens.render.word.tables import Table, fitted

_WEB: Final = ("http://", "https://", "mailto:")


def fit(tree: Node) -> Node:
    """Return the tree of a briefing as it is to be written: its one heading of the first level is its title."""
    targets = {f"#{block['c'][1][0]}" for block in tree["blocks"] if block["t"] == "Header"}
    blocks = _kept_together(_titled(_blocks(tree["blocks"], targets)))
    return {**tree, "meta": {}, "blocks": list(blocks)}


def _titled(blocks: Sequence[Node]) -> Iterator[Node]:
    """Yield the blocks. A heading of the first level that begins them, and is the only one, is made the title."""
    first = [block for block in blocks if block["t"] == "Header" and block["c"][0] == 1]
    if len(first) != 1 or blocks[0] is not first[0]:
        yield from blocks
        return
    _, named, words = blocks[0]["c"]
    yield styled("Title", [node("Para", [node("Span", named, words)])])
    for block in blocks[1:]:
        yield node("Header", block["c"][0] - 1, *block["c"][1:]) if block["t"] == "Header" else block


def _kept_together(blocks: Iterable[Node]) -> Iterator[Node]:
    """Yield the blocks. A paragraph that leads up to a list or a table stands on the same page as its beginning."""
    for block, after in pairwise([*blocks, node("Null")]):
        leads = block["t"] == "Para" and after["t"] in ("BulletList", "OrderedList", "Table")
        yield styled("Lead In", [block]) if leads else block


def _blocks(blocks: Iterable[Node], targets: Collection[str]) -> list[Node]:
    return [kept for block in blocks for kept in _block(block, targets)]


def _block(block: Node, targets: Collection[str]) -> Iterator[Node]:
    """Yield what a block becomes: itself, with what is let through of it, or several, or nothing."""
    match block:
        case {"t": "Para" | "Plain" as sort, "c": words}:
            kept = _words(words, targets)
            if kept:
                yield node(sort, kept)
        case {"t": "Header", "c": [level, [name, *_], words]}:
            yield node("Header", level, attributes(name), _words(words, targets))
        case {"t": "BlockQuote", "c": inside}:
            yield node("BlockQuote", _blocks(inside, targets))
        case {"t": "BulletList", "c": items}:
            yield node("BulletList", [_blocks(item, targets) for item in items])
        case {"t": "OrderedList", "c": [numbering, items]}:
            yield node("OrderedList", numbering, [_blocks(item, targets) for item in items])
        case {"t": "CodeBlock", "c": [_, text]}:
            yield node("CodeBlock", attributes(), text)
        case {"t": "HorizontalRule"}:
            yield paragraph('<w:pStyle w:val="Rule"/>')  # pandoc would draw one, in the way of older programs
        case {"t": "Table", "c": [_, _, columns, [_, head], [[_, _, _, body]], _]}:
            rows = [[_cell(cell, targets) for cell in cells] for _, cells in [*head, *body]]
            yield from fitted(Table([alignment for alignment, _ in columns], rows[0], rows[1:]))


def _cell(cell: Sequence[object], targets: Collection[str]) -> list[Node]:
    """Return the words of a cell: in Markdown it holds nothing else."""
    *_, blocks = cell
    return [word for block in blocks for word in _words(block["c"], targets)]  # type: ignore[attr-defined]


def _words(words: Iterable[Node], targets: Collection[str]) -> list[Node]:
    return [kept for word in words for kept in _word(word, targets)]


def _word(word: Node, targets: Collection[str]) -> Iterator[Node]:
    """Yield what an inline becomes: itself, or what is in it, or nothing."""
    match word:
        case {"t": "Str" | "Space" | "SoftBreak" | "LineBreak"}:
            yield word
        case {"t": "Emph" | "Strong" | "Strikeout" as sort, "c": inside}:
            yield node(sort, _words(inside, targets))
        case {"t": "Code", "c": [_, text]}:
            yield node("Code", attributes(), text)
        case {"t": "Link", "c": [_, inside, [target, _]]} if target in targets or target.startswith(_WEB):
            yield node("Link", attributes(), _words(inside, targets), (target, ""))
        case {"t": "Link" | "Image", "c": [_, inside, _]}:
            yield from _words(inside, targets)
