"""Short texts of which some words stand in italics, such as references, for every format."""

from collections.abc import Iterable
from typing import NamedTuple

from policylens.render.markdown import escape


class Part(NamedTuple):
    """A run of text."""

    text: str
    italic: bool = False


Parts = tuple[Part, ...]


def plain(parts: Iterable[Part]) -> str:
    """Return the text alone."""
    return "".join(part.text for part in parts)


def markdown(parts: Iterable[Part]) -> str:
    """Return the text as Markdown."""
    return "".join(map(_markdown, parts))


def _markdown(part: Part) -> str:
    before, after = (" " if sign.isspace() else "" for sign in (part.text[:1], part.text[-1:]))
    words = escape(part.text)
    if not words:
        return before
    return f"*{words}*" if part.italic else f"{before}{words}{after}"
