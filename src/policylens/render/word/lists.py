"""The lists of the package that pandoc has written: indented as there is room, and as few as there can be."""

import re
from typing import Final

INDENT: Final = 340
"""How far a list stands in from what is around it, in twentieths of a point."""

_LEVEL: Final = re.compile(r'(<w:lvl [^>]*w:ilvl="(\d+)".*?<w:ind) [^>]*/>', re.DOTALL)
_LIST: Final = re.compile(r'<w:num w:numId="(\d+)"><w:abstractNumId w:val="(\d+)" ?/></w:num>')
"""A list that begins nowhere anew, and the sort of list that it is: one of bullets."""


def indented(numbering: str) -> str:
    """Return the sorts of lists, each level indented as far as the others; each with its number of eight digits."""
    numbering = _LEVEL.sub(
        lambda level: f'{level[1]} w:left="{INDENT * (int(level[2]) + 1)}" w:hanging="{INDENT}"/>', numbering
    )
    return re.sub(r'<w:nsid w:val="(\w+)"', lambda number: f'<w:nsid w:val="{number[1]:0>8}"', numbering)


def joined(numbering: str, document: str) -> tuple[str, str]:
    """Return both parts with one list of bullets for all of them, which look the same.

    LibreOffice (7.4) loses every style when it saves a document with some hundreds of lists.
    """
    first: dict[str, str] = {}
    instead = {number: first.setdefault(sort, number) for number, sort in _LIST.findall(numbering)}
    kept = _LIST.sub(lambda each: each[0] if instead[each[1]] == each[1] else "", numbering)
    named = re.compile(r'(<w:numId w:val=")(\d+)(?=")')
    return kept, named.sub(lambda each: each[1] + instead.get(each[2], each[2]), document)
