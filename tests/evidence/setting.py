"""Texts set and extracted in the ways that change all about a text but its letters."""

import re
import textwrap
from collections.abc import Callable, Sequence
from random import Random

SYLLABLES = "ba ce di fo gu ha je ki lo mu na pe ri so tu va we xi yo zu fi fla ffi fle".split()


def unlike_words(random: Random, least: int = 60, most: int = 160) -> list[str]:
    """Return words of two to four syllables, no two alike."""
    wanted = random.randint(least, most)
    found: dict[str, None] = {}
    while len(found) < wanted:
        found["".join(random.choices(SYLLABLES, k=random.randint(2, 4)))] = None
    return list(found)


def wrapped(words: Sequence[str], random: Random) -> str:
    return textwrap.fill(" ".join(words), random.randint(20, 90), break_long_words=False, break_on_hyphens=False)


def hyphenated(words: Sequence[str], random: Random) -> str:
    """Break words at the ends of lines, with any sign that typesetters use."""
    parts = []
    for word in words:
        cut = random.randint(1, len(word) - 1) if random.random() < 0.25 else len(word)
        hyphen = random.choice(["-\n", "\u2010\n", "\u00ad\n", "- \n", "-\r\n"])
        parts.append(word[:cut] + hyphen + word[cut:] if word[cut:] else word)
    return " ".join(parts)


def with_ligatures(words: Sequence[str], random: Random) -> str:
    del random
    text = " ".join(words)
    for letters, sign in (("ffi", "\ufb03"), ("ffl", "\ufb04"), ("fi", "\ufb01"), ("fl", "\ufb02"), ("ff", "\ufb00")):
        text = text.replace(letters, sign)
    return text


def with_soft_hyphens(words: Sequence[str], random: Random) -> str:
    return re.sub(r"(?<=[a-z])(?=[a-z])", lambda _: random.choice(["", "", "\u00ad", "\u200b"]), " ".join(words))


def with_quotes(words: Sequence[str], random: Random) -> str:
    marks = ["{}", "“{}”", "‘{}’", '"{}"', "«{}»", "({})", "*{}*", "{},", "{}.", "_{}_"]
    return " ".join(random.choice(marks).format(word) for word in words)


def with_notes(words: Sequence[str], random: Random) -> str:
    marks = ["{}", "{}", "{}12", "{}³", "{}¹⁴", "{}.[7]", "{}.9"]
    return " ".join(random.choice(marks).format(word) for word in words)


def in_capitals(words: Sequence[str], random: Random) -> str:
    return " ".join(random.choice([str.upper, str.title, str.lower])(word) for word in words)


def between_blank_lines(words: Sequence[str], random: Random) -> str:
    gaps = [" ", " ", "\n", "\n\n", "\r\n", "\u00a0", "\u2028", "\t", "   \n ", "\f"]
    return "".join(word + random.choice(gaps) for word in words)


SETTINGS: list[Callable[[Sequence[str], Random], str]] = [
    wrapped,
    hyphenated,
    with_ligatures,
    with_soft_hyphens,
    with_quotes,
    with_notes,
    in_capitals,
    between_blank_lines,
]
"""What leaves an anchor exact."""


def paged(words: Sequence[str], random: Random, heads: Sequence[str], per_page: int = 40) -> str:
    """Set the words on pages with a running head and a number; no page ends with a sentence."""
    pages = []
    for number, first in enumerate(range(0, len(words), per_page), 1):
        body = wrapped(words[first : first + per_page], random)
        head = heads[number % len(heads)]
        pages.append(f"{head}\n\n{body}\n\n{number}\n")
    return "\n".join(pages)


def interleaved(left: Sequence[str], right: Sequence[str], random: Random) -> str:
    """Set two columns whose lines an extraction has mixed."""
    width = random.randint(25, 45)
    columns = [textwrap.wrap(" ".join(words), width, break_long_words=False) for words in (left, right)]
    lines = []
    while any(columns):
        for column in columns:
            lines.append(column.pop(0) if column else "")
    return "\n".join(line for line in lines if line)
