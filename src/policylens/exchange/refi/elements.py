"""Elements of QDA-XML: made, and written one after another, so that a project of any length takes little memory."""

from collections.abc import Iterable, Iterator
from typing import Final
from xml.etree.ElementTree import Element, indent, tostring

from policylens.plain.xml import holdable

_INDENT: Final = "  "


def made(tag: str, /, *within: Element | None, text: str = "", **attributes: str) -> Element:
    """Return an element with the others `within` it, of which some may be None, and a text if it has one.

    What XML cannot hold of texts is shown as U+FFFD. Attributes without a value are left out.
    """
    element = Element(tag, {key: holdable(value) for key, value in attributes.items() if value})
    element.extend(child for child in within if child is not None)
    if text:
        element.text = holdable(text)
    return element


def described(text: str) -> Element | None:
    """Return a description; None if there is nothing to say."""
    return made("Description", text=text) if text else None


def written(element: Element, depth: int = 1) -> str:
    """Return the lines of an element that stands so deep in its file."""
    indent(element, _INDENT, depth)
    element.tail = None
    return f"{_INDENT * depth}{tostring(element, encoding='unicode')}\n"


def group(name: str, elements: Iterable[Element]) -> Iterator[str]:
    """Yield the lines of an element that holds others; none if there are none, as the schema wants."""
    empty = True
    for each in elements:
        if empty:
            yield f"{_INDENT}<{name}>\n"
            empty = False
        yield written(each, 2)
    if not empty:
        yield f"{_INDENT}</{name}>\n"


def whole(root: Element, pieces: Iterable[str]) -> Iterator[str]:
    """Yield a file from its beginning to its end; `root` is its outermost element, without what is within it."""
    head = tostring(root, encoding="unicode", short_empty_elements=False)
    begin, end = head.split("></")
    yield f'<?xml version="1.0" encoding="UTF-8"?>\n{begin}>\n'
    yield from pieces
    yield f"</{end}\n"
