"""One file while it is being read: its events, what is wrong in it so far, and how odd values are got past."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from yaml.events import (
    AliasEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from policylens.corpus.places import MAX_DEPTH, Mark

MOST_SUGGESTED: Final = 200
"""After so many problems in a file, no more names are looked for that may have been meant: each look takes time."""

MOST_COMPARED: Final = 50_000
"""So many names in all are looked at for those: where there are very many, fewer problems get a suggestion."""

FEW: Final = 8
"""So many names are all listed in a hint where none comes near the one given."""


class Bad:
    """The type of `BAD`: a value that could not be read and whose problem is reported."""


BAD: Final = Bad()


class StopReading(Exception):
    """Nothing after this point of the file can be read; why is reported."""


@dataclass(frozen=True, slots=True)
class Found:
    """A problem at a mark of the file."""

    mark: Mark
    rule: str
    message: str
    hint: str = ""


@dataclass(slots=True)
class Reading:
    """One file as it is being read."""

    get: Callable[[], Event]
    """Returns the next event."""
    names: dict[str, Collection[str]]
    """What is known of each sort of name; a sort that is missing is not checked."""
    found: list[Found] = field(default_factory=list)
    dropped: set[str] = field(default_factory=set)
    """Ids of records with a problem of their own: that a reference to one fails is not a second problem."""
    meant: set[str] = field(default_factory=set)
    """Known words for which unknown ones probably stand: that these are missing is not a second problem."""
    lost: list[Mark] = field(default_factory=list)
    """Where items of lists begin that could not be read, and so are not in the record."""
    compared: int = 0
    """How many names were looked at for those that may have been meant."""

    def problem(self, event: Any, rule: str, message: str, hint: str = "") -> Bad:
        """Report a problem where the event begins, and return BAD."""
        mark = event.start_mark
        self.found.append(Found((mark.line, mark.column), rule, message, hint))
        return BAD

    def lose(self, event: Any) -> None:
        """Note that the item of a list that the event begins is not in the record."""
        self.lost.append((event.start_mark.line, event.start_mark.column))

    def unknown(self, event: Any, rule: str, message: str, known: Collection[str], hint: str = "") -> Bad:
        """Report a word that is none of the known ones, with what was probably meant or else `hint`; return BAD."""
        self.compared += len(known)
        looked_for = len(self.found) < MOST_SUGGESTED and self.compared <= MOST_COMPARED
        near = nearest(event.value.strip(), known) if looked_for else []
        self.meant.update(near)
        return self.problem(event, rule, message, _suggestion(near, known) or hint)


Read = Callable[..., Any]
"""Reads a value: takes its first event and the Reading, returns the value or BAD."""


def refused(event: Any, run: Reading, expected: str) -> Bad:
    """Report an event that is no plain value of the expected sort, skip what it opens, and return BAD."""
    kind = event.__class__
    if kind is AliasEvent or event.anchor is not None:
        run.problem(event, "alias", "YAML anchors and aliases are not used here", "write the value out")
    elif event.tag is not None:
        tag = shown(event.tag.replace("tag:yaml.org,2002:", "!!"))
        run.problem(event, "tag", f"the tag {tag} is not used here", "write the value without a tag")
    else:
        given = {ScalarEvent: "a text", SequenceStartEvent: "a list", MappingStartEvent: "a mapping"}[kind]
        given = "nothing" if kind is ScalarEvent and not event.value else given
        run.problem(event, "wrong-type", f"{given} stands where {expected} is expected")
    skip(event, run)
    return BAD


def skip(event: Event, run: Reading) -> None:
    """Read past the value that `event` begins.

    Raises StopReading when it is nested too deeply: what is skipped has no schema that would bound it.
    """
    depth = 0
    while True:
        kind = event.__class__
        if kind is MappingStartEvent or kind is SequenceStartEvent:
            depth += 1
            if depth > MAX_DEPTH:
                run.problem(event, "too-deep", f"values are nested more than {MAX_DEPTH} levels deep", "flatten them")
                raise StopReading
        elif kind is MappingEndEvent or kind is SequenceEndEvent:
            depth -= 1
        if depth <= 0:
            return
        event = run.get()


def suggest(word: str, known: Collection[str]) -> str:
    """Return a hint that names the nearest of the known words, or all of them where they are few."""
    return _suggestion(nearest(word, known), known)


def _suggestion(near: Sequence[str], known: Collection[str]) -> str:
    if near:
        return f"did you mean {near[0]}?"
    return "one of: " + ", ".join(known) if 0 < len(known) <= FEW else ""


def nearest(word: str, known: Collection[str]) -> list[str]:
    """Return the known word that is most like this one, if any is."""
    import difflib

    return difflib.get_close_matches(word, known, n=1, cutoff=0.6)


def shown(value: str, most: int = 60) -> str:
    """Quote a piece of data for a message: on one line, cut at `most` characters."""
    text = " ".join(value.split())
    return text if len(text) <= most else text[: most - 3] + "..."
