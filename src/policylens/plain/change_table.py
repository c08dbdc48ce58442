"""What changed between two versions of a corpus, as one table."""

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from policylens.analysis.change import Changes
from policylens.analysis.edits import Edit
from policylens.plain.change import change_object
from policylens.plain.writing import Object, to_csv

COLUMNS = "what change document theme proposition claim field old new".split()
_PLACES = ("document", "theme", "proposition", "claim")


def change_csv(changed: Changes) -> str:
    """Return a row for each field that differs, each thing that came or went, each position to look at again."""
    return to_csv(COLUMNS, _rows(change_object(changed)))


def _rows(found: Object) -> Iterator[Object]:
    """Yield the rows in the order of the page."""
    for each in found["verdicts"]:
        yield from _edited("verdict", each, _differing(each, ["verdict", "tentative"]))
    for each in found["positions"]:
        yield from _edited("position", each, _differing(each, {**each["old"], **each["new"]}))
    for each in found["reworded"]:
        yield from _edited("proposition", each, each["changed"])
        for look in each["look_again"]:
            edit = Edit("codebook", look["codebook"], found["new"]["codebook"])
            yield _row("position", "look again", each | look, edit)
    yield from _all("document", found["documents"], "title")
    for each in found["documents"]["changed"]:
        for name, coded in (("coded", True), ("not_coded", False)):
            for theme in each[name]:
                place = {"document": each["id"], "theme": theme}
                yield _row("document", "changed", place, Edit("coded", not coded, coded))
    yield from _edited("codebook", {}, found["codebook"]["changed"])
    yield from _all("theme", found["codebook"]["themes"], "title")
    yield from _all("proposition", found["codebook"]["propositions"], "text")
    yield from _all("claim", found["claims"], "statement")


def _all(what: str, found: Mapping[str, list[Object]], title: str) -> Iterator[Object]:
    """Yield the rows of all that came, went or changed; `title` is the field that tells of what came or went."""
    for each in found["added"]:
        yield _row(what, "added", each | {what: each["id"]}, Edit(title, None, each[title]))
    for each in found["removed"]:
        yield _row(what, "removed", each | {what: each["id"]}, Edit(title, each[title], None))
    for each in found["changed"]:
        yield from _edited(what, each | {what: each["id"]}, each["changed"])


def _edited(what: str, place: Object, fields: Mapping[str, Object]) -> Iterator[Object]:
    for name, each in fields.items():
        yield _row(what, "changed", place, Edit(name, each["old"], each["new"]))


def _differing(each: Object, names: Iterable[str]) -> dict[str, Object]:
    both = {name: {"old": each["old"].get(name), "new": each["new"].get(name)} for name in names}
    return {name: pair for name, pair in both.items() if _said(pair["old"]) != _said(pair["new"])}


def _said(value: Any) -> Any:
    """Return a value, or None where a cell would be empty anyway."""
    return None if value in ("", []) else value


def _row(what: str, change: str, place: Object, edit: Edit) -> Object:
    names = {name: place[name] for name in _PLACES if name in place}
    return {
        "what": what,
        "change": change,
        **names,
        "field": edit.field,
        "old": _cell(edit.old),
        "new": _cell(edit.new),
    }


def _cell(value: Any) -> Any:
    """Return a value as it goes into a cell: what has parts of its own as JSON."""
    parts = value if isinstance(value, list) else [value]
    return json.dumps(value, ensure_ascii=False) if any(isinstance(part, dict) for part in parts) else value
