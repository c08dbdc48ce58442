"""What the codes of a project stand for: themes, propositions and stances as policylens writes them, or other codes.

A code is known by its name and by what stands below it, whichever program wrote it. What policylens did not write, or
what has been added to it, becomes a proposition that awaits its wording: a code is a word, and nobody can be for it.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Final, NamedTuple

from policylens.exchange.naming import Ids, one_line
from policylens.exchange.refi import records
from policylens.exchange.refi.fields import Fields, is_id
from policylens.exchange.refi.names import (
    KINDS,
    SECTORS,
    TOPICS,
    kind_name,
    sector_name,
    stance_of,
    theme_name,
    topic_name,
)
from policylens.exchange.refi.project import Code
from policylens.kinds import Kind
from policylens.model import Codebook, Proposition, Theme

_VERSION: Final = "1"
_LEFTOVER: Final = "codes"
"""The theme of codes that stand alone."""

OTHER_TOPIC: Final = "code-"
"""What the id of a topic begins with that was a code of another program: its name is that of a proposition already."""

_THEME_PREFIX: Final = theme_name("")
_SECTOR_PREFIX: Final = sector_name("")
_TOPIC_PREFIX: Final = topic_name("")
_KIND_OF: Final = {kind_name(kind): kind for kind in Kind}

_PATH: Final = " > "
"""What stands between the names of codes, from the top down."""


class Roles(NamedTuple):
    """What the codes of a project stand for, by GUID."""

    codebook: Codebook
    stances: Mapping[str, tuple[str, int]]
    """Proposition and stance."""
    kinds: Mapping[str, Kind]
    sectors: Mapping[str, str]
    """Ids."""
    topics: Mapping[str, str]
    """Ids; among them those of other codes that are in use."""
    unworded: Mapping[str, str]
    """What each proposition that awaits its wording was called, with the codes above it, by its id."""
    themes: Mapping[str, str]
    """The names of themes that policylens did not write, by id."""


def roles(codes: Iterable[Code], used: Collection[str]) -> Roles:
    """Return what codes stand for; `used` are the GUIDs of those with which something is coded."""
    reader = _Reader(tuple(codes), used)
    return reader.roles()


class _Reader:
    def __init__(self, codes: tuple[Code, ...], used: Collection[str]) -> None:
        self._codes = codes
        self._used = used
        self._lists = {each.name: each for each in codes if each.name in (KINDS, SECTORS, TOPICS)}
        self._free_themes = set(filter(None, map(_theme_id, codes)))
        self._free_propositions = set(filter(None, map(_proposition_id, _all(codes))))
        self._ids = Ids("code", self._free_themes | self._free_propositions)
        self._version = ""
        self._stances: dict[str, tuple[str, int]] = {}
        self._topics: dict[str, str] = {}
        self._titles: dict[str, str] = {}
        self._unworded: dict[str, str] = {}
        self._foreign: dict[str, str] = {}

    def roles(self) -> Roles:
        kinds = {code.guid: _KIND_OF[code.name] for code in self._in(KINDS) if code.name in _KIND_OF}
        sectors, sector_titles = self._listed(SECTORS, _SECTOR_PREFIX)
        self._topics, self._titles = self._listed(TOPICS, _TOPIC_PREFIX)
        known = {*kinds, *sectors, *self._topics}
        themes = {theme.id: theme for theme in self._themes(known)}
        return Roles(
            Codebook(version=self._version or _VERSION, themes=themes, sectors=sector_titles, topics=self._titles),
            self._stances,
            kinds,
            sectors,
            self._topics,
            self._unworded,
            self._foreign,
        )

    def _in(self, name: str) -> tuple[Code, ...]:
        return self._lists[name].codes if name in self._lists else ()

    def _listed(self, name: str, prefix: str) -> tuple[dict[str, str], dict[str, str]]:
        """Return the ids of a list's codes by GUID, and their titles by id."""
        ids = {code.guid: _own(code.name, prefix) for code in self._in(name)}
        ids = {guid: found for guid, found in ids.items() if found}
        titles = {
            ids[code.guid]: code.description.strip() or ids[code.guid] for code in self._in(name) if code.guid in ids
        }
        return ids, titles

    def _themes(self, known: Collection[str]) -> Iterator[Theme]:
        alone: list[Code] = []
        for code in self._codes:
            if code is self._lists.get(code.name):
                alone += _unknown(code, known)
                self._use(code, self._ids.of(code.name), code.name)
            elif _theme_id(code) or (code.codes and not _is_proposition(code)):
                yield self._theme(code)
            else:
                alone.append(code)
        if alone:
            propositions = tuple(found for code in alone for found in self._propositions(code, ()))
            name = self._ids.of(_LEFTOVER)
            yield Theme(id=name, title="Codes", question=_question("these codes", ""), propositions=propositions)

    def _theme(self, code: Code) -> Theme:
        own = _theme_id(code)
        name = self._id(own, code.name, self._free_themes)
        self._use(code, name, code.name)
        propositions = tuple(found for each in code.codes for found in self._propositions(each, (code.name,)))
        if own:
            fields = Fields(code.description)
            self._version = self._version or fields.one(records.VERSION)
            return records.theme(name, fields, propositions)
        self._foreign[name] = code.name
        return Theme(
            id=name, title=code.name, question=_question(code.name, code.description), propositions=propositions
        )

    def _propositions(self, code: Code, above: tuple[str, ...]) -> Iterator[Proposition]:
        """Yield the propositions that a code and those below it make; `above` are the names of the codes above it."""
        path = (*above, code.name)
        if _is_proposition(code):
            name = self._id(_proposition_id(code), code.name, self._free_propositions)
            yield self._proposition(name, code, path)
            for each in code.codes:
                yield from self._below(each, code.name, name, path)
            return
        if code.codable or not code.codes:
            name = self._ids.of(code.name)
            self._use(code, name, _PATH.join(path))
            yield self._awaiting(name, code, path)
        for each in code.codes:
            yield from self._propositions(each, path)

    def _below(self, code: Code, called: str, name: str, above: tuple[str, ...]) -> Iterator[Proposition]:
        """Take note of the stances below a proposition's code; yield what other codes there make."""
        found = stance_of(code.name)
        if found is None or found[0] != called:
            yield from self._propositions(code, above)
            return
        self._stances[code.guid] = (name, found[1])
        for each in code.codes:
            yield from self._below(each, called, name, above)

    def _proposition(self, name: str, code: Code, path: tuple[str, ...]) -> Proposition:
        self._use(code, name, _PATH.join(path))
        fields = Fields(code.description)
        return records.proposition(name, fields) if fields.one("text").strip() else self._awaiting(name, code, path)

    def _awaiting(self, name: str, code: Code, path: tuple[str, ...]) -> Proposition:
        called = _PATH.join(path)
        self._unworded[name] = called
        below = _PATH.join(path[1:]) or called
        return Proposition(id=name, text=f"{records.UNWORDED}{below}", include=code.description.strip())

    def _use(self, code: Code, name: str, title: str) -> None:
        """Make a topic of a code that is in use, as it says that a passage is about it, and not on which side."""
        if code.guid in self._used:
            topic = f"{OTHER_TOPIC}{name}"
            while topic in self._titles:
                topic = f"{OTHER_TOPIC}{topic}"
            self._topics[code.guid] = topic
            self._titles[topic] = title

    def _id(self, own: str, name: str, free: set[str]) -> str:
        """Return the id of something that has one of its own, if that is still free, or else a new one."""
        if own in free:
            free.remove(own)
            return own
        return self._ids.of(name)


def _all(codes: Iterable[Code]) -> Iterator[Code]:
    for code in codes:
        yield code
        yield from _all(code.codes)


def _unknown(of: Code, known: Collection[str]) -> Iterator[Code]:
    """Yield the codes below one that are not known, with those below them."""
    for code in of.codes:
        if code.guid in known:
            yield from _unknown(code, known)
        else:
            yield code


def _own(name: str, prefix: str) -> str:
    """Return the id in the name of a code of ours, "" if it is none."""
    found = name.removeprefix(prefix)
    return found if name.startswith(prefix) and is_id(found) else ""


def _theme_id(code: Code) -> str:
    """Return the id of the theme that a code is of ours, "" if it is none."""
    return _own(code.name, _THEME_PREFIX)


def _is_proposition(code: Code) -> bool:
    """Return whether a code is a proposition as we write it: it has its text, or a stance below it."""
    if "text" in Fields(code.description):
        return True
    return any(found and found[0] == code.name for each in code.codes if (found := stance_of(each.name)))


def _proposition_id(code: Code) -> str:
    return code.name if is_id(code.name) and _is_proposition(code) else ""


def _question(name: str, description: str) -> str:
    """Return the question of a theme that somebody else has made."""
    told = one_line(description)
    return told if told.endswith("?") else f"What do the documents say on {name}? {told}".strip()
