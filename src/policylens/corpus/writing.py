"""Records as YAML: a whole codebook or document as text that `reader` reads as the very same record.

Made from `schema`, by which files are read: fields stand in its order, and those that say nothing are left out.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import MISSING, Field, fields
from functools import cache
from typing import Any, Final

from policylens.corpus import schema
from policylens.corpus.scalars import INDENT, folded, inside, scalar
from policylens.model import FORMAT, Codebook, Document

WIDTH: Final = 120
"""No line is longer, unless a text has no blank at which it could be broken."""

_LONGEST_KEY: Final = 1000
"""A longer key, in characters, is announced by a question mark, as YAML wants it."""

Lines = Callable[[Any, str, str], str]
"""Takes a value, what stands before it on its line, and the indentation of what follows; returns its whole lines."""


def codebook_text(codebook: Codebook) -> str:
    """Return the content of `codebook.yaml`."""
    return "".join(_codebook()(codebook, ""))


def document_text(document: Document) -> str:
    """Return the content of a document's file."""
    return "".join(_document()(document, ""))


Fields = Callable[[Any, str], Iterator[str]]
"""Takes a record and the indentation of its fields; yields the lines of each."""


@cache
def _codebook() -> Fields:
    return _fields(schema.CODEBOOK)


@cache
def _document() -> Fields:
    return _fields(schema.DOCUMENT)


def _fields(shape: schema.Record) -> Fields:
    defaults = {field.name: _default(field) for field in fields(shape.made)}
    parts = [(name, defaults.get(name, MISSING), _lines(field.shape)) for name, field in shape.fields.items()]

    def write(record: Any, indent: str) -> Iterator[str]:
        for name, default, lines in parts:
            value = getattr(record, name, FORMAT)  # the one field that records do not keep
            if value != default:
                yield lines(value, f"{indent}{name}:", indent + INDENT)

    return write


def _default(field: Field[Any]) -> Any:
    return field.default if field.default_factory is MISSING else field.default_factory()


def _lines(shape: schema.Shape) -> Lines:
    match shape:
        case schema.Record():
            return _record(shape)
        case schema.ListOf():
            return _list(shape)
        case schema.MapOf():
            return _mapping(shape)
        case schema.Text() | schema.Anchor():
            return lambda text, head, indent: f"{head} {folded(text, len(head) + 1, WIDTH, indent)}\n"
        case _:
            return lambda value, head, _: f"{head} {_plain(value, scalar)}\n"


def _plain(value: Any, written: Callable[[str], str]) -> str:
    """Return a value without parts on one line; a text as `written` has it."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value) if isinstance(value, int) else written(str(value))


def _record(shape: schema.Record) -> Lines:
    write = _fields(shape)
    short = all(_is_plain(field.shape) for field in shape.fields.values()) and not shape.id_from_key

    def lines(record: Any, head: str, indent: str) -> str:
        if short:
            there = {name: getattr(record, name) for name in shape.fields if getattr(record, name) not in ("", False)}
            if line := _flow(_pairs(there.items()), "{}", head):
                return line
        return f"{head}\n" + "".join(write(record, indent))

    return lines


def _list(shape: schema.ListOf) -> Lines:
    item_lines = _lines(shape.item)
    plain = _is_plain(shape.item)

    def lines(items: Sequence[Any], head: str, indent: str) -> str:
        if (plain or not items) and (line := _flow((_plain(item, inside) for item in items), "[]", head)):
            return line
        hyphen = f"{indent}-"
        return f"{head}\n" + "".join(_item(item_lines(item, hyphen, indent + INDENT), hyphen) for item in items)

    return lines


def _item(lines: str, hyphen: str) -> str:
    """Return an item of a list; the first field of a record moves up beside the hyphen."""
    alone = f"{hyphen}\n"
    return f"{hyphen} {lines[len(alone) :].lstrip(' ')}" if lines.startswith(alone) else lines


def _mapping(shape: schema.MapOf) -> Lines:
    value_lines = _lines(shape.value)
    plain = _is_plain(shape.value)

    def lines(value: Any, head: str, indent: str) -> str:
        items = value if isinstance(value, Mapping) else {each.id: each for each in value}
        if (plain or not items) and (line := _flow(_pairs(items.items()), "{}", head)):
            return line
        return f"{head}\n" + "".join(
            value_lines(each, _key(key, indent), indent + INDENT) for key, each in items.items()
        )

    return lines


def _pairs(items: Iterable[tuple[str, Any]]) -> Iterator[str]:
    return (f"{inside(key)}: {_plain(value, inside)}" for key, value in items)


def _key(key: str, indent: str) -> str:
    written = scalar(key)
    return f"{indent}{written}:" if len(written) <= _LONGEST_KEY else f"{indent}? {written}\n{indent}:"


def _flow(parts: Iterable[str], ends: str, head: str) -> str:
    """Return parts between brackets on the line that `head` begins, or "" if that would be too long."""
    line = f"{head} {ends[0]}{', '.join(parts)}{ends[1]}\n"
    return line if len(line) <= WIDTH + 1 else ""


def _is_plain(shape: schema.Shape) -> bool:
    return not isinstance(shape, schema.Record | schema.ListOf | schema.MapOf)
