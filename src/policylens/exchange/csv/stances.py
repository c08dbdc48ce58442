"""What people write for a stance, and which stance it is.

A column is judged as a whole: what `agree` means depends on whether somebody else agrees strongly. Where a value could
mean two things, nothing is guessed.
"""

import re
from collections.abc import Iterable, Mapping
from enum import Enum
from typing import Final, NamedTuple

from policylens.model import STANCES

_SIDES: Final = {
    1: "for|pro|yes|y|true|agree|agrees|support|supports|favour|favor|favours|favors|in favour|in favor|approve",
    -1: "against|con|contra|anti|no|n|false|disagree|disagrees|oppose|opposes|opposed|reject|rejects|disapprove",
    0: "neutral|neither|neither agree nor disagree|neither for nor against|balanced|mixed|both|both sides",
}
_SIDE_OF: Final = {word: side for side, words in _SIDES.items() for word in words.split("|")}
_FULLY: Final = "strongly|fully|completely|totally|entirely|without reservations?"
_PARTLY: Final = "partly|partially|somewhat|rather|slightly|tend to|in part|with reservations|with conditions"
_NOTHING: Final = frozenset("na|n/a|nan|silent|no position|not mentioned".split("|"))
"""That there is no stance, which is never the same as being neutral."""

_NUMBER = re.compile(r"([+-]?[0-9]{1,9})(?:[.,]0+)?\Z")
_GRADED = re.compile(
    rf"(?:(?P<fully>{_FULLY})|(?:{_PARTLY})|) ?(?P<word>.+?) ?(?:(?P<fully_after>{_FULLY})|(?:{_PARTLY})|)\Z"
)


class Grade(Enum):
    """How far a word goes, where it takes a side."""

    FULLY = 2
    PLAIN = 0
    PARTLY = 1


class Understood(NamedTuple):
    """What the values of a column mean."""

    stances: Mapping[str, int | None]
    """By the value as it is written; None where it says that there is no stance."""
    unknown: tuple[str, ...]
    """Values that mean nothing that is known, or may mean two things, as they are written."""
    why: str
    """Why some of these are not understood, where there is more to say than that they are not known."""


def key(value: str) -> str:
    """Return a value in the form in which values are compared."""
    word = " ".join(value.replace("−", "-").replace("–", "-").split()).casefold()
    return word if _NUMBER.match(word) else re.sub(r"[\s_-]+", " ", word).strip(" .")


def is_number(value: str) -> bool:
    """Whether a value is written as a number."""
    return bool(_NUMBER.match(key(value)))


def understand(values: Iterable[str], given: Mapping[str, int | None]) -> Understood:
    """Return what the values of a column mean; `given` says it for some, by their `key`, and comes first."""
    keys = {value: key(value) for value in values}
    there = set(keys.values())
    numbers, why_numbers = _numbers(there)
    words, why_words = _words(there)
    meanings = {**dict.fromkeys(_NOTHING), **numbers, **words, **given}
    known = {value: meanings[word] for value, word in keys.items() if word in meanings}
    unknown = tuple(value for value in keys if value not in known)
    return Understood(known, unknown, (why_numbers or why_words) if unknown else "")


def _numbers(keys: set[str]) -> tuple[dict[str, int], str]:
    """Return what numbers mean, and why they do not: where they may be of another scale than ours."""
    numbers = {word: int(found[1]) for word in keys if (found := _NUMBER.match(word))}
    there = set(numbers.values())
    if not there <= set(STANCES):
        return {}, f"numbers beyond {STANCES[0]} to {STANCES[-1]} are of another scale, so none of them is understood"
    if there == {0, 1} and len(numbers) == len(keys - _NOTHING):
        return {}, "0 and 1 alone may mean against and for, or neutral and for in part"
    return numbers, ""


def _words(keys: set[str]) -> tuple[dict[str, int], str]:
    """Return what words mean, and why some do not: where there are more grades than we have."""
    words = {word: found for word in keys if (found := _word(word)) is not None}
    grades = {grade for side, grade in words.values() if side}
    plain = 1 if Grade.FULLY in grades else 2
    if grades == set(Grade):
        words = {word: found for word, found in words.items() if found[1] is not Grade.PLAIN or not found[0]}
        return _stances(words, plain), "there are more grades of agreement than stances"
    return _stances(words, plain), ""


def _stances(words: Mapping[str, tuple[int, Grade]], plain: int) -> dict[str, int]:
    return {word: side * (grade.value or plain) for word, (side, grade) in words.items()}


def _word(word: str) -> tuple[int, Grade] | None:
    """Return the side that a word takes, and how far it goes."""
    if word in _SIDE_OF:
        return _SIDE_OF[word], Grade.PLAIN
    found = _GRADED.match(word)
    if not found or found["word"] not in _SIDE_OF:
        return None
    side = _SIDE_OF[found["word"]]
    return side, Grade.FULLY if found["fully"] or found["fully_after"] else Grade.PARTLY
