"""Where things stand in a YAML file: from a mark to the way that leads there, and back.

Walked only when there is a problem to place, so that clean files pay nothing for it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

import yaml
from yaml.events import (
    AliasEvent,
    DocumentEndEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from policylens.corpus.problems import Path

Mark = tuple[int, int]
"""Line and column, both from 0."""

MAX_DEPTH: Final = 32
"""How deeply values may be nested."""


def parser_of(data: bytes) -> Any:
    """Return a parser whose `get_event` yields the events: libyaml's, or PyYAML's own where that is missing.

    `data` is UTF-8; given as bytes, since libyaml would turn a string into them first.
    """
    if yaml.__with_libyaml__:
        return yaml.cyaml.CParser(data)  # type: ignore[attr-defined]  # the stubs do not know it
    return yaml.Loader(data)


@dataclass(frozen=True)
class Places:
    """The places of one file."""

    by_path: dict[Path, Mark]
    """Where each value begins."""
    by_mark: dict[Mark, Path]
    """Which key or value begins at a mark."""
    ids: dict[int, str]
    """The id of each claim, by its index in the list of claims."""

    @classmethod
    def of(cls, data: bytes) -> "Places":
        """Walk the file, as far as it can be read."""
        by_path: dict[Path, Mark] = {}
        by_mark: dict[Mark, Path] = {}
        ids: dict[int, str] = {}
        try:
            for path, mark, value in _walk(data):
                by_path.setdefault(path, mark)
                by_mark.setdefault(mark, path)
                if value is not None and path[:1] == ("claims",) and path[2:] == ("id",) and isinstance(path[1], int):
                    ids.setdefault(path[1], value.strip())
        except (yaml.YAMLError, ValueError):
            pass  # the syntax error is a problem of its own; what came before it has its place
        return cls(by_path, by_mark, ids)

    @classmethod
    def none(cls) -> "Places":
        """Return the places of a file in which nothing can be found."""
        return cls({}, {}, {})

    def path_at(self, mark: Mark) -> Path:
        """Return the way to what begins at the mark, or else to the nearest thing before it."""
        if mark in self.by_mark:
            return self.by_mark[mark]
        before = [known for known in self.by_mark if known <= mark]
        return self.by_mark[max(before)] if before else ()

    def mark_of(self, path: Path) -> Mark:
        """Return where the path leads, or where the nearest of what holds it begins."""
        for end in range(len(path), -1, -1):
            if path[:end] in self.by_path:
                return self.by_path[path[:end]]
        return (0, 0)

    def claim_and_field(self, path: Path) -> tuple[str, str]:
        """Return the id of the claim to which the path leads ("" for none), and the rest of the way in words."""
        if path[:1] == ("claims",) and path[1:2] and isinstance(path[1], int):
            claim = self.ids.get(path[1], f"claim {path[1] + 1}")
            return claim, words(path[2:])
        return "", words(path)


def words(path: Path) -> str:
    """Write a path for a reader: keys joined by dots, indices counted from one."""
    text = ""
    for step in path:
        text += f"[{step + 1}]" if isinstance(step, int) else ("." if text else "") + " ".join(step.split())
    return text


def _walk(data: bytes) -> Iterator[tuple[Path, Mark, str | None]]:
    """Yield every key and value of the first YAML document: its path, where it begins, and a scalar's text."""
    get = parser_of(data).get_event
    path: list[str | int] = []
    open_: list[str] = []  # for each open collection: list, key (a key comes next), value (a value comes next)
    while (event := get()) is not None and event.__class__ is not DocumentEndEvent:
        kind = event.__class__
        if kind in (MappingEndEvent, SequenceEndEvent):
            open_.pop()
            path.pop()
            _advance(open_, path)
        elif kind in (ScalarEvent, AliasEvent, MappingStartEvent, SequenceStartEvent):
            mark = (event.start_mark.line, event.start_mark.column)
            value = getattr(event, "value", None)
            if open_ and open_[-1] == "key" and kind in (ScalarEvent, AliasEvent):
                path[-1] = value or ""
                yield tuple(path), mark, None
                open_[-1] = "value"
                continue
            yield tuple(path), mark, value
            if len(path) > 2 * MAX_DEPTH:
                return  # reading stopped before; each path from here on would cost as much as it is deep
            if kind is MappingStartEvent:
                open_.append("key")
                path.append("")
            elif kind is SequenceStartEvent:
                open_.append("list")
                path.append(0)
            else:
                _advance(open_, path)


def _advance(open_: list[str], path: list[str | int]) -> None:
    """Move to the next item of the collection that is open."""
    if not open_:
        return
    if open_[-1] == "list":
        path[-1] = int(path[-1]) + 1
    elif open_[-1] == "value":
        open_[-1] = "key"
    else:  # a collection stood where a key belongs: its value comes next
        open_[-1] = "value"
