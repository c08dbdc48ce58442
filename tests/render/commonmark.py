"""Markdown read back with a CommonMark parser that knows GitHub's tables and strikethrough."""

import unicodedata
from collections.abc import Iterator, Sequence

from markdown_it import MarkdownIt
from markdown_it.token import Token

PARSER = MarkdownIt("commonmark").enable(["table", "strikethrough"])


def readable(words: str) -> str:
    """Return the words as a reader gets them: on one line, single-spaced, without codes that steer or hide."""
    kept = (" " if unicodedata.category(each) in ("Cc", "Cf", "Zl", "Zp") else each for each in words)
    return " ".join("".join(kept).split())


def sorts(found: Sequence[Token]) -> set[str]:
    """Return what sorts of elements there are, those within lines too."""
    all_ = [*found, *(child for token in found for child in token.children or ())]
    return {token.type.removesuffix("_open").removesuffix("_close") for token in all_}


def said(inline: Token) -> str:
    """Return the text of a line as a reader gets it."""
    return "".join(child.content for child in inline.children or ())


def tables(found: Sequence[Token]) -> Iterator[list[list[str]]]:
    """Read tables back, rows of cells, the heading first."""
    rows: list[list[str]] = []
    for token in found:
        if token.type == "table_open":
            rows = []
        elif token.type == "tr_open":
            rows.append([])
        elif token.type == "inline" and token.level and rows:
            rows[-1].append(said(token))
        elif token.type == "table_close":
            yield rows
            rows = []
