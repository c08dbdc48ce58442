"""Who an author is: a person, whose name is taken apart, or a body, whose name never is.

Files give names as they stand on a title page. A name is taken apart only where all of it reads as a person's; any
other is kept whole, which is right for bodies and does no harm to names of other customs. Whoever writes `Family,
Given` says that it is a person, and which name is which.
"""

import re
import unicodedata
from collections.abc import Collection, Sequence
from typing import Final, NamedTuple

from policylens.analysis.name_words import (
    ACRONYMS,
    BETWEEN,
    BODY_WORDS,
    CAPITAL_PARTICLES,
    HONOURS,
    JOINING,
    PARTICLES,
    PEERS,
    SUFFIXES,
    SURNAMES_TOO,
    TITLES,
)


class Person(NamedTuple):
    """A person's name in its parts, without titles before it and letters of honours after it."""

    family: str
    given: str
    """Forenames or initials, as they are given."""
    particle: str = ""
    """Small words before the family name, such as `van` or `de la`."""
    suffix: str = ""
    """Jr, Sr, II, III or IV."""


class Body(NamedTuple):
    """An organisation, or whoever else goes by a name that is kept whole."""

    name: str


Author = Person | Body

_STRANGE = re.compile(r"[^\w\s.,'’ʻ‐‑–-]|[\d_]|\w['’]s\b|s['’](?=\s|$)|\.\w{2}", re.IGNORECASE)
"""Digits, brackets and other signs, what belongs to somebody, and addresses: no person's name has them."""

_WORDS = re.compile(r"[^\W\d_]+")
_MOST_INITIALS: Final = 3
"""A longer run of capitals is no initials."""


def author(name: str, publisher: str = "", called: Collection[str] = ()) -> Author:
    """Return whom a name stands for.

    A name that is the publisher's too is a body's, unless the document is called (`called`: by its names) as the last
    word of it: then a person has published it.
    """
    words = set(_WORDS.findall(name.casefold()))
    if words & BODY_WORDS or _STRANGE.search(name):
        return Body(name)
    person = _person(name)
    if person is None:
        return Body(name)
    in_doubt = words & SURNAMES_TOO or (_publishes(name, publisher) and not _goes_by(person, called))
    return Body(name) if in_doubt and "," not in name else person


def folded(text: str) -> str:
    """Return the letters of a text, without accents and capitals, to compare and sort names by."""
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(sign for sign in apart if sign.isalnum())


def _publishes(name: str, publisher: str) -> bool:
    """Whether a name is the publisher's, or one of the two in `Name (Abbreviation)`."""
    return folded(name) in {folded(part) for part in (publisher, *re.split(r"[()]", publisher))} - {""}


def _goes_by(person: Person, called: Collection[str]) -> bool:
    letters = [re.sub(r"\d+", "", folded(name)) for name in called]
    return folded(person.family) in letters or folded(person.particle + person.family) in letters


def _person(name: str) -> Person | None:
    """Take a person's name apart; None if it does not read as one."""
    parts = [part.split() for part in name.split(",")]
    suffix = " ".join(" ".join(part) for part in parts[1:] if _all_in(part, SUFFIXES))
    rest = [part for part in parts if not _all_in(part, SUFFIXES | HONOURS)]
    if len(rest) == 1:
        return _in_order(rest[0], suffix)
    if len(rest) == 2 and all(rest):
        return _family_first(rest[0], rest[1], suffix)
    return None


def _in_order(words: Sequence[str], suffix: str) -> Person | None:
    """Take `Given van Family Jr` apart."""
    words = _untitled(words)
    while words and _bare(words[-1]) in HONOURS:
        words = words[:-1]
    if len(words) > 2 and _bare(words[-1]) in SUFFIXES:
        words, suffix = words[:-1], words[-1]
    if len(words) < 2 or words[0] in PEERS or not _reads_as_person(words):
        return None
    start = _start_of_family(words)
    return _with_particle(words[start:], words[:start], suffix)


def _family_first(family: Sequence[str], given: Sequence[str], suffix: str) -> Person | None:
    """Take `van Family, Given` apart, or `Family, Given van`."""
    given = _untitled(given)
    end = len(given)
    while end > 1 and given[end - 1] in PARTICLES:
        end -= 1
    if not given or any(word in JOINING or not _is_cased(word) for word in (*family, *given)):
        return None
    return _with_particle((*given[end:], *family), given[:end], suffix)


def _with_particle(family: Sequence[str], given: Sequence[str], suffix: str) -> Person:
    """Make a person of a family name that may have particles before it."""
    start = 0
    while start < len(family) - 1 and family[start] in PARTICLES:
        start += 1
    return Person(" ".join(family[start:]), " ".join(given), " ".join(family[:start]), suffix)


def _start_of_family(words: Sequence[str]) -> int:
    """Return which word a family name begins with that comes last: the first particle, or else the last word."""
    last = len(words) - 1
    for index, word in enumerate(words[1:last], 1):
        if word in PARTICLES | CAPITAL_PARTICLES:
            return index
        if word in BETWEEN and index > 1:
            return index - 1
    return last


def _reads_as_person(words: Sequence[str]) -> bool:
    """Whether these can be forenames, particles and a family name, in this order."""
    small = PARTICLES | BETWEEN
    if words[0] in {"The", *ACRONYMS, *small} or words[-1] in small:
        return False
    *forenames, family = [word for word in words if word not in small]
    if not all(map(_is_cased, (*forenames, family))) or not any(map(str.islower, "".join((*forenames, family)))):
        return False
    return _is_name(family) and all(_is_name(word, may_be_initials=True) for word in forenames)


def _is_name(word: str, *, may_be_initials: bool = False) -> bool:
    """Whether a word begins with a capital (`d'Alembert` and `al-Hassan` have theirs later), and is no acronym."""
    capital = word[0].isupper() or re.match(r"\w{1,2}['’‐‑-]", word) is not None
    letters = "".join(_WORDS.findall(word))
    acronym = "." not in word and len(letters) > 1 and letters.isupper()
    return capital and (not acronym or (may_be_initials and len(letters) <= _MOST_INITIALS))


def _is_cased(word: str) -> bool:
    """Whether a word is of a script with capitals: other names have no initials, and often no family name last."""
    return any(sign.isalpha() for sign in word) and all(unicodedata.category(sign) != "Lo" for sign in word)


def _untitled(words: Sequence[str]) -> Sequence[str]:
    """Leave titles away, as in `The Rt Hon Sir`."""
    start = 0
    while start < len(words) and (_bare(words[start]) in TITLES or (start == 0 and words[0] == "The")):
        start += 1
    return words if start == 1 and words[0] == "The" else words[start:]


def _all_in(words: Sequence[str], known: Collection[str]) -> bool:
    return bool(words) and all(_bare(word) in known for word in words)


def _bare(word: str) -> str:
    return word.replace(".", "")
