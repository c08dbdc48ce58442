"""The schema compiled into small functions that read libyaml's events as they come.

What a compiler returns is called for every value of a corpus. So it tests the class of an event by identity, looks at
nothing that it does not need, and leaves everything that is odd to a function of its own.
"""

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import is_dataclass
from datetime import date
from typing import Any

from yaml.events import Event, MappingEndEvent, MappingStartEvent, ScalarEvent, SequenceEndEvent, SequenceStartEvent

from policylens.corpus import schema
from policylens.corpus.reading import BAD, Read, Reading, refused, shown, skip
from policylens.model import ANCHOR_WORDS, FORMAT, builder

_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*\Z")
_WHOLE = re.compile(r"[+-]?[0-9]{1,9}\Z")
_DATE = re.compile(r"[0-9]{4}(?:-[0-9]{2}(?:-[0-9]{2})?)?\Z")

Ready = Mapping[str, Any]
"""Texts and what they turn into."""

_NOTHING_READY: Ready = {}

_made: dict[int, tuple[schema.Shape, Read]] = {}
"""By the shape's id; the shape is kept so that no other comes to have its id."""


def compiled(shape: schema.Shape) -> Read:
    """Return the function that reads a value of this shape from its first event on; made once for each shape."""
    if id(shape) not in _made:
        _made[id(shape)] = shape, _SIMPLE.get(type(shape)) or _COMPILERS[type(shape)](shape)
    return _made[id(shape)][1]


def _empty(event: Event, run: Reading) -> Any:
    return run.problem(event, "empty", "the value is empty", "write it, or leave the key out")


def _scalar(convert: Callable[[str, Event, Reading], Any], expected: str, ready: Ready = _NOTHING_READY) -> Read:
    """Return a reader of one scalar, whose text `convert` turns into its value, or finds fault with.

    `ready` holds what the commonest texts turn into, so that these need no conversion.
    """
    get_ready = ready.get

    def read(event: Any, run: Reading) -> Any:
        if type(event) is ScalarEvent and event.tag is None and event.anchor is None:
            value = get_ready(event.value)
            if value is not None:
                return value
            text = event.value.strip()
            return convert(text, event, run) if text else _empty(event, run)
        return refused(event, run, expected)

    return read


def _text(event: Any, run: Reading) -> Any:
    if type(event) is ScalarEvent and event.tag is None and event.anchor is None:
        return event.value.strip() or _empty(event, run)
    return refused(event, run, "a text")


def _anchor(event: Any, run: Reading) -> Any:
    text = _text(event, run)
    if text is BAD or (text.count(" ") < ANCHOR_WORDS and text.isprintable()):  # it has no other blanks
        return text
    words = len(text.split())
    if words <= ANCHOR_WORDS:
        return text
    hint = f"at most {ANCHOR_WORDS}: the passage itself is not copied"
    return run.problem(event, "long-anchor", f"this end of the anchor has {words} words", hint)


def _date(value: str, event: Event, run: Reading) -> Any:
    if _DATE.match(value):
        try:
            date(int(value[:4]), int(value[5:7] or 1), int(value[8:10] or 1))
        except ValueError:
            pass  # a month or day that the calendar does not have
        else:
            return value
    return run.problem(event, "not-a-date", f"{shown(value)} is not a date", "write 2008, 2009-09 or 2010-05-18")


def _flag(value: str, event: Event, run: Reading) -> Any:
    if value in ("true", "false"):
        return value == "true"
    return run.problem(event, "not-true-or-false", f"{shown(value)} is neither true nor false", "write true or false")


def _format(value: str, event: Event, run: Reading) -> Any:
    if value == str(FORMAT):
        return value
    return run.problem(event, "format", f"format {shown(value)} is not known", f"this program reads format {FORMAT}")


_SIMPLE: dict[type, Read] = {
    schema.Text: _text,
    schema.Anchor: _anchor,
    schema.Date: _scalar(_date, "a date"),
    schema.Flag: _scalar(_flag, "true or false"),
    schema.Format: _scalar(_format, "a format version"),
}


def _id(shape: schema.Id) -> Read:
    def convert(value: str, event: Event, run: Reading) -> Any:
        if _ID.match(value):
            return value
        hint = "use lower-case letters, digits and single hyphens"
        return run.problem(event, "bad-id", f"{shown(value)} cannot be the id of a {shape.what}", hint)

    return _scalar(convert, "an id")


def _whole(shape: schema.Whole) -> Read:
    known = {str(n): n for n in range(shape.low, shape.high + 1)}

    def convert(value: str, event: Event, run: Reading) -> Any:
        hint = f"write a number from {shape.low} to {shape.high}"
        if not _WHOLE.match(value):
            return run.problem(event, "not-a-number", f"{shown(value)} is not a whole number", hint)
        number = int(value)
        if shape.low <= number <= shape.high:
            return number
        return run.problem(event, "out-of-range", f"{number} is out of range", hint)

    return _scalar(convert, "a whole number", known)


def _choice(shape: schema.Choice) -> Read:
    known = {member.value: member for member in shape.values}
    what = shape.values.__name__.lower()

    def convert(value: str, event: Event, run: Reading) -> Any:
        if value in known:  # written with blanks inside quotes
            return known[value]
        return run.unknown(event, "unknown-name", f"unknown {what} {shown(value)}", known)

    return _scalar(convert, "a word", known)


def _name(shape: schema.Name) -> Read:
    of = shape.of

    def read(event: Any, run: Reading) -> Any:
        if type(event) is ScalarEvent and event.tag is None and event.anchor is None:
            known = run.names.get(of)
            if known is not None and event.value in known:
                return event.value
            value = event.value.strip()
            if known is None or value in known or not value:
                return value or _empty(event, run)
            return run.unknown(event, "unknown-name", f"unknown {of} {shown(value)}", known)
        return refused(event, run, f"the name of a {of}")

    return read


def _list(shape: schema.ListOf) -> Read:
    read_item = compiled(shape.item)
    if isinstance(shape.item, schema.Name | schema.Id):
        return _names(read_item)

    def read(event: Any, run: Reading) -> Any:
        if type(event) is not SequenceStartEvent or event.tag is not None or event.anchor is not None:
            return refused(event, run, "a list")
        get = run.get
        items = []
        while type(event := get()) is not SequenceEndEvent:
            item = read_item(event, run)
            if item is BAD:
                run.lose(event)
            else:
                items.append(item)
        return tuple(items)

    return read


def _names(read_item: Read) -> Read:
    """Return a reader of a list of names, each of which stands there once; texts may stand in a list twice."""

    def read(event: Any, run: Reading) -> Any:
        if type(event) is not SequenceStartEvent or event.tag is not None or event.anchor is not None:
            return refused(event, run, "a list")
        get = run.get
        items: dict[str, None] = {}
        while type(event := get()) is not SequenceEndEvent:
            item = read_item(event, run)
            if item in items:
                item = run.problem(event, "listed-twice", f"{shown(item)} stands in this list twice", "keep one")
            if item is BAD:
                run.lose(event)
            else:
                items[item] = None
        return tuple(items)

    return read


def _map(shape: schema.MapOf) -> Read:
    read_key = compiled(shape.key)
    read_value = compiled(shape.value)
    hand_key = isinstance(shape.value, schema.Record) and shape.value.id_from_key

    def read(event: Any, run: Reading) -> Any:
        if type(event) is not MappingStartEvent or event.tag is not None or event.anchor is not None:
            return refused(event, run, "a mapping")
        get = run.get
        items: dict[str, Any] = {}
        lost: list[str] = []
        found = run.found
        while type(event := get()) is not MappingEndEvent:
            key = read_key(event, run)
            if key is BAD or key in items or key in lost:
                if key is not BAD:
                    run.problem(event, "duplicate-key", f"{shown(key)} stands here twice", "keep one")
                skip(get(), run)
                continue
            before = len(found)
            value = read_value(get(), run, key) if hand_key else read_value(get(), run)
            if value is BAD:
                lost.append(key)
            else:
                items[key] = value
            if len(found) > before:
                run.dropped.add(key)
        return items

    return read


def _record(shape: schema.Record) -> Read:
    readers = {name: compiled(item.shape) for name, item in shape.fields.items()}
    required = frozenset(name for name, item in shape.fields.items() if item.required)
    build = _builder(shape.build)

    def read(event: Any, run: Reading, key: str = "") -> Any:
        if type(event) is not MappingStartEvent or event.tag is not None or event.anchor is not None:
            return refused(event, run, f"a {shape.what} (a mapping)")
        start = event
        get = run.get
        values: dict[str, Any] = {"id": key} if key else {}
        lost = False
        while type(event := get()) is not MappingEndEvent:
            if type(event) is ScalarEvent and event.tag is None and event.anchor is None:
                name = event.value
                reader = readers.get(name)
                if reader is not None and name not in values:
                    value = values[name] = reader(get(), run)
                    if value is BAD:
                        lost = True
                    continue
            _odd_key(event, run, shape, readers)
        if not lost and required <= values.keys():
            return build(values)
        return _damaged(start, run, shape, values)

    return read


def _builder(build: Callable[..., Any]) -> Callable[[dict[str, Any]], Any]:
    """Return a function that builds a record from its fields."""
    if isinstance(build, type) and is_dataclass(build):
        return builder(build)
    return lambda values: build(**values)


def _odd_key(event: Any, run: Reading, shape: schema.Record, known: Collection[str]) -> None:
    """Report a key that is no plain text, not known, or there twice, and skip its value."""
    if type(event) is not ScalarEvent or event.tag is not None or event.anchor is not None:
        refused(event, run, "a key")
    elif event.value in known:
        run.problem(event, "duplicate-key", f"{event.value} stands here twice", "keep one")
    else:
        hint = f"a {shape.what} has: {', '.join(known)}"
        run.unknown(event, "unknown-key", f"a {shape.what} has no {shown(event.value)}", known, hint)
    skip(run.get(), run)


def _damaged(start: Event, run: Reading, shape: schema.Record, values: dict[str, Any]) -> Any:
    """Build a record from what could be read of it, or report what is missing, note its id as dropped, return BAD."""
    there = {name: value for name, value in values.items() if value is not BAD}
    missing = [name for name, item in shape.fields.items() if item.required and name not in there]
    if not missing:
        return shape.build(**there)
    for name in missing:
        if name not in values:
            run.problem(start, "missing-key", f"this {shape.what} has no {name}", f"add {name}: ...")
    for value in there.values():
        run.dropped.update(value if isinstance(value, dict) else ())
    if "id" in there:
        run.dropped.add(there["id"])
    return BAD


_COMPILERS: dict[type, Callable[[Any], Read]] = {
    schema.Id: _id,
    schema.Whole: _whole,
    schema.Choice: _choice,
    schema.Name: _name,
    schema.ListOf: _list,
    schema.MapOf: _map,
    schema.Record: _record,
}
