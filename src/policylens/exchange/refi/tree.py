"""XML that somebody else has made, read without trust into a tree of elements.

There is no document type in a project or a codebook, and so none is read: with it go all entities of one's own, inside
the file or outside of it. How deep elements stand in each other, and how many there are, is bounded.
"""

import re
from collections.abc import Iterator
from typing import Final
from xml.parsers import expat

from policylens.corpus.reading import shown
from policylens.errors import PolicylensError
from policylens.exchange.refi.archive import Opened

MAX_DEPTH: Final = 100
"""How deep elements may stand in each other: codes in codes, most of all."""

MAX_ELEMENTS: Final = 1_500_000
"""How many elements there may be."""

_NAMESPACE = re.compile(r"urn:QDA-XML:(project|codebook):[0-9.:]+\Z")
_ROOTS: Final = {"Project": "project", "CodeBook": "codebook"}


class Element:
    """An element, with what stands in it."""

    __slots__ = ("attributes", "children", "line", "name", "parts")

    def __init__(self, name: str, attributes: dict[str, str], line: int) -> None:
        self.name = name
        """Without the namespace, if that is the root's; an element of another has no name that is looked for."""
        self.attributes = attributes
        self.line = line
        self.children: list[Element] = []
        self.parts: list[str] = []

    @property
    def text(self) -> str:
        """The text that stands in it, without that of the elements in it."""
        return "".join(self.parts)

    def all(self, *names: str) -> Iterator["Element"]:
        """Yield the elements that stand in this one and have one of these names."""
        return (each for each in self.children if each.name in names)

    def within(self, *path: str) -> "Iterator[Element]":
        """Yield the elements at the end of a path that begins here."""
        for each in self.all(path[0]):
            if len(path) > 1:
                yield from each.within(*path[1:])
            else:
                yield each

    def said(self, name: str) -> str:
        """Return the text of the first element of a name, "" if there is none."""
        return next((each.text for each in self.all(name)), "")


def read_tree(file: Opened) -> Element:
    """Return the root: a Project or a CodeBook. Raises PolicylensError."""
    reader = _Reader(file)
    try:
        reader.parser.Parse(file.xml, True)
    except expat.ExpatError as error:
        why = expat.errors.messages.get(error.code, "")
        if reader.root is None:
            message = f"this is neither a REFI-QDA project nor a codebook: {why}"
            raise file.wrong(message, "name a file that ends in .qdpx or .qdc", error.lineno) from None
        raise file.wrong(f"this is no well-formed XML: {why}", "export it anew", error.lineno) from None
    except (LookupError, ValueError) as error:  # an encoding that there is not
        raise file.wrong(f"this is no XML that can be read: {shown(str(error))}", "save it as UTF-8") from None
    assert reader.root is not None  # noqa: S101 - XML has a root, or is not well-formed
    return reader.root


class _Reader:
    """Builds the tree while the parser goes through the XML."""

    def __init__(self, file: Opened) -> None:
        self.root: Element | None = None
        self._file = file
        self._open: list[Element] = []
        self._count = 0
        self._namespace = ""
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.buffer_text = True
        self.parser.StartDoctypeDeclHandler = self._doctype
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._text

    def _wrong(self, message: str, hint: str) -> PolicylensError:
        return self._file.wrong(message, hint, self.parser.CurrentLineNumber)

    def _doctype(self, *declared: object) -> None:  # noqa: ARG002 - expat gives what it says
        raise self._wrong("its XML declares a document type, as no REFI-QDA file does", "do not trust it")

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._count += 1
        if self._count > MAX_ELEMENTS:
            raise self._wrong(f"there are more than {MAX_ELEMENTS:,} elements", "split the project up")
        if len(self._open) == MAX_DEPTH:
            raise self._wrong(f"elements stand more than {MAX_DEPTH} deep in each other", "make the tree of codes flat")
        if self.root is None:
            self._begin(name)
        element = Element(name.removeprefix(self._namespace), attributes, self.parser.CurrentLineNumber)
        if self._open:
            self._open[-1].children.append(element)
        else:
            self.root = element
        self._open.append(element)

    def _begin(self, name: str) -> None:
        """Take note of the namespace of the root. Raises PolicylensError if this is no REFI-QDA."""
        space, _, local = name.rpartition(" ")
        of = _NAMESPACE.match(space)
        if local not in _ROOTS or not of or of[1] != _ROOTS[local]:
            named = f"{shown(local)}{f' in {shown(space)}' if space else ', without a namespace'}"
            wanted = "a Project in urn:QDA-XML:project:1.0, or a CodeBook in urn:QDA-XML:codebook:1.0"
            raise self._wrong(f"this is no REFI-QDA: its first element is {named}", f"it has to be {wanted}")
        self._namespace = f"{space} "

    def _end(self, name: str) -> None:  # noqa: ARG002 - expat gives it
        self._open.pop()

    def _text(self, text: str) -> None:
        if self._open:
            self._open[-1].parts.append(text)
