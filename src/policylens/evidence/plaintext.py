"""Text and Markdown to the text of a source."""

import re
from collections.abc import Iterator
from html import unescape
from typing import Final, NamedTuple

from policylens.errors import PolicylensError
from policylens.evidence.decoding import decoded
from policylens.evidence.front_matter import lines_of
from policylens.evidence.writing import MAX_PAGES, Writer

# --- text


def read_text(data: bytes, writer: Writer) -> None:
    """Read plain text; form feeds part its pages, and the first is page 1."""
    text = decoded(data)
    if text.count("\f") > MAX_PAGES:
        raise PolicylensError(f"it has more than {MAX_PAGES:,} pages", "give the document alone")
    pages = text.split("\f")
    if len(pages) > 1 and not pages[-1].strip():
        pages.pop()  # programs that turn PDF into text end each page with a form feed
    elif len(pages) == 1:
        writer.write(text)
        return
    for number, page in enumerate(pages, 1):
        writer.page(str(number))
        writer.write(page if page.endswith("\n") else page + "\n")


# --- Markdown

_HEADING = re.compile(r" {0,3}(#{1,6})(?=[ \t]|\Z)")
_UNDERLINE = re.compile(r" {0,3}(=+|-+)[ \t]*\Z")
_FENCE = re.compile(r" {0,3}(```+|~~~+)")
_NO_PARAGRAPH = re.compile(r" {4}|\t| {0,3}(?:[-+*>|]|\d{1,9}[.)][ \t])")
_TARGET = re.compile(r" {0,3}\[(?!\^)[^\[\]]+\]:[ \t]*\S+(?:[ \t]+[\"'(].*)?\Z")

# the words, then (target "title") or [name]
_LINK = re.compile(
    r"!?\[([^\[\]]*)\]"
    r"(?:\([^()\s]*(?:\([^()\s]*\)[^()\s]*)*(?:\s+(?:\"[^\"]*\"|'[^']*'))?\s*\)|\[[^\[\]]*\])"
)
_NOTE = re.compile(r"\[\^([^\[\]\s]+)\]")
_TAG = re.compile(
    r"</?(?:a|abbr|b|br|center|code|del|details|div|em|h[1-6]|hr|i|img|ins|li|mark|ol|p|small|span|strong|sub|summary|sup"
    r"|table|tbody|td|th|thead|tr|u|ul)(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)
_SIGN = re.compile(r"\\[!-/:-@\[-`{-~]|\*+|_+|~~+|`+")

_LONGEST_PARAGRAPH: Final = 100_000
"""How many characters a paragraph may have for its marks to be looked at: a longer one is none."""

_LONGEST_TITLE: Final = 3
"""How many lines a heading that is underlined may have; with more above it, the line parts sections or a table."""


def read_markdown(data: bytes, writer: Writer) -> None:
    """Read Markdown (CommonMark 0.31): headings are noted, and the marks of emphasis and links are left out.

    All else stands in the text as it does in the file: what is no letter does not keep an anchor from being found.
    """
    for block in _blocks(decoded(data).replace("\r\n", "\n").replace("\r", "\n").split("\n")):
        text = block.text if block.literal else inline(block.text)
        if block.level:
            writer.heading(block.level, text)
        writer.write(text + "\n")


class _Block(NamedTuple):
    """Lines that belong together; `level` is that of a heading, 0 for all else."""

    text: str
    level: int = 0
    literal: bool = False


def _blocks(lines: list[str]) -> Iterator[_Block]:
    """Yield the blocks of a file: headings, literal text, and the rest with its empty lines."""
    kept: list[str] = []
    for line, literal in _told_apart(lines):
        heading = None if literal else _HEADING.match(line)
        level = 0 if literal else _underlined(kept, line)
        if line.strip() and not (literal or heading or level):
            kept.append(line)
            continue
        if kept:
            yield _Block("\n".join(kept), level)
            kept = []
        if heading:
            yield _Block(_title(line[heading.end() :].strip()), len(heading[1]))
        elif not level:
            yield _Block(line, literal=True)
    if kept:
        yield _Block("\n".join(kept))


def _told_apart(lines: list[str]) -> Iterator[tuple[str, bool]]:
    """Yield the lines, and for each whether it stands as it is; without those that only mark code or name targets."""
    last = lines_of(lines)
    fence = ""
    for number, line in enumerate(lines):
        mark = _FENCE.match(line) if number >= last else None
        if fence and mark and mark[1].startswith(fence) and not line.strip().strip(fence[0]):
            fence = ""
        elif mark and not fence:
            fence = mark[1]
            yield "", True
        elif number < last or fence:
            yield line, True
        elif not _TARGET.match(line):
            yield line, False


def _title(text: str) -> str:
    """Return a heading without the marks that may close it."""
    bare = text.rstrip("#")
    return bare.rstrip() if not bare or bare[-1].isspace() else text


def _underlined(above: list[str], line: str) -> int:
    """Return the level of the heading that a line underlines, 0 if it does not."""
    found = _UNDERLINE.match(line)
    if not found or not 0 < len(above) <= _LONGEST_TITLE or _NO_PARAGRAPH.match(above[0]):
        return 0
    return 1 if found[1][0] == "=" else 2


def inline(text: str) -> str:
    """Return a paragraph's words, without the marks of emphasis, targets of links and tags that stand between them."""
    if len(text) > _LONGEST_PARAGRAPH:
        return text
    text = _LINK.sub(r"\1", _LINK.sub(r"\1", text))  # twice: a picture may stand in a link
    text = _NOTE.sub(r"[\1]", text)
    return unescape(_without_emphasis(_TAG.sub("", text)))


def _without_emphasis(text: str) -> str:
    """Leave out the marks that make pairs, by the rules of CommonMark 0.31 (6.2), and what escapes others."""
    left: dict[tuple[int, int], int] = {}  # how much of each run of marks stays
    waiting: dict[str, list[tuple[int, int]]] = {}
    for found in _SIGN.finditer(text):
        sign, span = found[0][0], found.span()
        if sign == "\\":
            left[span] = -1
            continue
        left[span] = len(found[0])
        opens, closes = _sides(text, *span, sign)
        stack = waiting.setdefault(sign, [])
        while closes and stack and left[span]:
            shared = min(left[stack[-1]], left[span])
            left[stack[-1]] -= shared
            left[span] -= shared
            if not left[stack[-1]]:
                stack.pop()
        if opens and left[span]:
            stack.append(span)
    parts, done = [], 0
    for (start, end), count in left.items():
        parts += [text[done:start], text[end - 1 : end] if count < 0 else text[start : start + count]]
        done = end
    return "".join([*parts, text[done:]])


def _sides(text: str, start: int, end: int, sign: str) -> tuple[bool, bool]:
    """Return whether a run of marks may begin emphasis, and whether it may end it."""
    before, after = text[start - 1 : start] or " ", text[end : end + 1] or " "
    opens, closes = not after.isspace(), not before.isspace()
    if sign == "_":  # inside a word it is a letter like others
        return opens and not before.isalnum(), closes and not after.isalnum()
    return opens, closes
