"""What differs between two records of one kind, field by field."""

from collections.abc import Collection, Mapping
from dataclasses import fields
from typing import Any, NamedTuple


class Edit(NamedTuple):
    """A field that differs."""

    field: str
    """As it is called in the YAML; `stances.open-late` for one entry of a mapping."""
    old: Any
    new: Any


def edits(old: Any, new: Any, apart: Collection[str] = ()) -> tuple[Edit, ...]:
    """Return the fields in which two records of one class differ, but for those `apart`."""
    names = [item.name for item in fields(old) if item.name not in apart]
    both = [(name, getattr(old, name), getattr(new, name)) for name in names]
    return tuple(Edit(name, was, now) for name, was, now in both if was != now)


def entries(field: str, old: Mapping[str, Any], new: Mapping[str, Any]) -> tuple[Edit, ...]:
    """Return the entries in which two mappings differ; one that is not there is None."""
    names = dict.fromkeys((*old, *new))
    both = [(f"{field}.{name}", old.get(name), new.get(name)) for name in names]
    return tuple(Edit(name, was, now) for name, was, now in both if was != now)
