"""A text and what became of it, the words marked in which they differ."""

import re
from collections.abc import Sequence
from typing import Final

from policylens.render.page import Line, Span, text

MOST_WORDS: Final = 400
"""Longer texts are not held against each other word by word: that takes time, and says little."""

LEAST_ALIKE: Final = 0.5
"""Where fewer of the words stay, from 0 to 1, none is marked: it is another text."""

_WORD: Final = re.compile(r"\s*(?:\w+|[^\w\s]+)")
"""A word or a run of signs, with the blanks before it."""


def side_by_side(old: str, new: str) -> tuple[Line, Line]:
    """Return the old text and the new one, the words marked that only one of them has."""
    from difflib import SequenceMatcher

    was, now = _WORD.findall(old), _WORD.findall(new)
    if not was or not now or max(len(was), len(now)) > MOST_WORDS:
        return text(old), text(new)
    matcher = SequenceMatcher(None, [word.strip() for word in was], [word.strip() for word in now], autojunk=False)
    if matcher.ratio() < LEAST_ALIKE:
        return text(old), text(new)
    pieces = matcher.get_opcodes()
    return (
        _marked([("".join(was[start:end]), tag != "equal") for tag, start, end, _, _ in pieces]),
        _marked([("".join(now[start:end]), tag != "equal") for tag, _, _, start, end in pieces]),
    )


def _marked(pieces: Sequence[tuple[str, bool]]) -> Line:
    """Put runs of words together, those marked that differ, but for the blanks before them."""
    spans: list[Span] = []
    for words, differs in pieces:
        bare = words.lstrip() if differs else words
        spans += [Span(words[: len(words) - len(bare)]), Span(bare, "match" if differs else "")]
    return tuple(span for span in spans if span.text)
