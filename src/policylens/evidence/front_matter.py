"""What stands at the head of a Markdown file between two lines of dashes, as many programs write and read it: YAML."""

from collections.abc import Iterator, Sequence
from typing import Any, Final

MOST_LINES: Final = 200

NAMES: Final = {
    "title": "title",
    "author": "authors",
    "authors": "authors",
    "publisher": "publisher",
    "date": "date",
    "lang": "language",
    "language": "language",
}
"""What Pandoc, Jekyll, Hugo and others call the fields of a document."""


def lines_of(lines: Sequence[str]) -> int:
    """Return how many lines at the beginning of a file tell about its text, those of dashes included."""
    if not lines or lines[0].removeprefix("\ufeff").rstrip() != "---":
        return 0
    inside = enumerate(lines[1:MOST_LINES], 1)
    return next((number + 1 for number, line in inside if line.rstrip() in ("---", "...")), 0)


def said(text: str) -> dict[str, Any]:
    """Return what the head of a file says of `title`, `authors` (a list), `publisher`, `date` and `language`.

    Empty where there is no head, or it is no YAML.
    """
    lines = text.splitlines()[:MOST_LINES]
    head = "\n".join(lines[1 : max(lines_of(lines) - 1, 1)])
    found: dict[str, Any] = {}
    for name, values in _fields(head):
        field = NAMES.get(name.lower())
        if field == "authors":
            found.setdefault(field, []).extend(values)
        elif field and values:
            found.setdefault(field, values[0])
    return found


def _fields(head: str) -> Iterator[tuple[str, list[str]]]:
    """Yield the fields that have a text, or a list of texts; of the events of the parser, so that nothing nests."""
    import yaml

    key, values, inside = "", list[str](), list[bool]()  # of each collection that is open, whether it is a mapping
    try:
        for event in yaml.parse(head, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)):
            if isinstance(event, yaml.events.CollectionStartEvent):
                inside.append(isinstance(event, yaml.events.MappingStartEvent))
            elif isinstance(event, yaml.events.CollectionEndEvent):
                inside.pop()
            elif isinstance(event, yaml.events.ScalarEvent) and inside == [True] and not key:
                key, values = event.value, []
                continue
            elif isinstance(event, yaml.events.ScalarEvent) and inside in ([True], [True, False]):
                values.append(event.value)
            if key and inside == [True]:
                yield key, values
                key = ""
    except yaml.YAMLError:
        return
