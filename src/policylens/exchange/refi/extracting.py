"""The tree of a file's XML read as a project.

It is read as programs write it, not as the schema has it: what is missing without harm may be missing. What nobody can
take, or could take in two ways, is refused: two codes of one GUID, a passage that ends before it begins.
"""

from collections import Counter
from collections.abc import Iterator
from typing import Final

from policylens.corpus.reading import shown
from policylens.exchange.naming import one_line
from policylens.exchange.refi.archive import Opened
from policylens.exchange.refi.project import Case, Code, Project, Selection, Source
from policylens.exchange.refi.tree import Element

MAX_CODES: Final = 50_000
"""How many codes there may be: far more than anybody can tell apart."""

_LONGEST_NUMBER: Final = 15
"""How many digits a position may have."""

_OTHERS: Final = {
    "PictureSource": "picture",
    "AudioSource": "sound",
    "VideoSource": "video",
}
_SELECTIONS: Final = {
    "PictureSelection": "passage of pictures",
    "PDFSelection": "area of PDF pages",
    "AudioSelection": "passage of sounds",
    "VideoSelection": "passage of videos",
    "TranscriptSelection": "passage of transcripts",
}


def read_project(file: Opened, root: Element) -> Project:
    """Read a tree as a project. Raises PolicylensError."""
    alone = root.name == "CodeBook"
    reader = _Reader(file)
    codebooks = [root] if alone else list(root.all("CodeBook"))
    notes = [reader.source(each) for each in root.within("Notes", "Note")]
    return Project(
        origin=one_line(root.attributes.get("origin", "")),
        alone=alone,
        codes=tuple(reader.code(code) for book in codebooks for code in book.within("Codes", "Code")),
        sources=tuple(found for each in root.within("Sources") for found in reader.sources(each)),
        notes={each.guid: each for each in notes if each.guid},
        cases=tuple(reader.case(each) for each in root.within("Cases", "Case")),
        users=_names(root.within("Users", "User")),
        variables=_names(root.within("Variables", "Variable")),
        others=reader.others + _beside(root),
    )


class _Reader:
    """Reads the parts of a project, and counts what it cannot take."""

    def __init__(self, file: Opened) -> None:
        self.others: Counter[str] = Counter()
        self._file = file
        self._lines: dict[tuple[str, str], int] = {}
        self._codes = 0

    def code(self, element: Element) -> Code:
        """Read a code with those below it. Raises PolicylensError if it has no GUID of its own."""
        guid, name = _guid(element), one_line(element.attributes.get("name", ""))
        if not guid or not name:
            missing = "name" if guid else "guid"
            raise self._file.wrong(f"a code has no {missing}", "give it one, or leave it out", element.line)
        self._only("code", guid, element)
        self._codes += 1
        if self._codes > MAX_CODES:
            raise self._file.wrong(f"there are more than {MAX_CODES:,} codes", "split the codebook up", element.line)
        codable = element.attributes.get("isCodable", "true").strip() not in ("false", "0")
        codes = tuple(self.code(each) for each in element.all("Code"))
        return Code(guid, name, element.said("Description"), codable, codes)

    def _only(self, sort: str, guid: str, element: Element) -> None:
        """Take note of where a GUID stands. Raises PolicylensError if another of this sort has it."""
        if guid and (sort, guid) in self._lines:
            message = f"a {sort} has the GUID of that on line {self._lines[sort, guid]}: {shown(guid)}"
            raise self._file.wrong(message, f"give each {sort} its own", element.line)
        self._lines[sort, guid] = element.line

    def sources(self, element: Element) -> Iterator[Source]:
        """Yield the texts among sources; of a PDF that is its text. The others are counted."""
        for each in element.children:
            if each.name == "TextSource":
                yield self.source(each)
            elif each.name == "PDFSource":
                yield from self._texts_of_pdf(each)
            elif each.name in _OTHERS:
                self.others[_OTHERS[each.name]] += 1
            self._count_selections(each)

    def _texts_of_pdf(self, element: Element) -> Iterator[Source]:
        name = one_line(element.attributes.get("name", ""))
        texts = list(element.all("Representation"))
        for each in texts:
            yield self.source(each)._replace(name=name, description=element.said("Description"))
        if not texts:
            self.others["PDF without its text"] += 1

    def _count_selections(self, element: Element) -> None:
        for each in element.children:
            if each.name in _SELECTIONS:
                self.others[_SELECTIONS[each.name]] += 1
            elif each.name == "Transcript":
                self._count_selections(each)

    def source(self, element: Element) -> Source:
        """Read a text, or a note, which is one too."""
        contents = list(element.all("PlainTextContent"))
        guid = _guid(element)
        self._only("note" if element.name == "Note" else "source", guid, element)
        return Source(
            guid=guid,
            name=one_line(element.attributes.get("name", "")),
            description=element.said("Description"),
            content=contents[0].text if contents else None,
            path=element.attributes.get("plainTextPath", "").strip(),
            selections=tuple(self._selection(each) for each in element.all("PlainTextSelection")),
            codes=_targets(element, "Coding", "CodeRef"),
            notes=_targets(element, "NoteRef"),
            values=_values(element),
        )

    def _selection(self, element: Element) -> Selection:
        start, end = self._position(element, "startPosition"), self._position(element, "endPosition")
        if start > end:
            message = f"this is no passage: it begins at {start} and ends at {end}"
            raise self._file.wrong(message, "take it out, or code it anew", element.line)
        users = [element.attributes.get("creatingUser", "")]
        users += [each.attributes.get("creatingUser", "") for each in element.all("Coding")]
        return Selection(
            name=one_line(element.attributes.get("name", "")),
            description=element.said("Description"),
            start=start,
            end=end,
            codes=_targets(element, "Coding", "CodeRef"),
            notes=_targets(element, "NoteRef"),
            users=tuple(dict.fromkeys(map(_plain_guid, filter(None, users)))),
        )

    def _position(self, element: Element, name: str) -> int:
        text = element.attributes.get(name, "").strip().removeprefix("+")
        if not (text.isascii() and text.isdigit() and len(text) <= _LONGEST_NUMBER):
            message = f"{name} is {shown(text)}, where a number of characters is to stand" if text else f"no {name}"
            raise self._file.wrong(message, "take the passage out, or code it anew", element.line)
        return int(text)

    def case(self, element: Element) -> Case:
        """Read a case."""
        name = one_line(element.attributes.get("name", ""))
        return Case(name, _targets(element, "SourceRef"), _values(element))


def _values(element: Element) -> tuple[tuple[str, str], ...]:
    """Return the values that variables have for something."""
    found = []
    for each in element.all("VariableValue"):
        variables = _targets(each, "VariableRef")
        value = next((one_line(child.text) for child in each.children if child.name.endswith("Value")), "")
        if variables and value:
            found.append((variables[0], value))
    return tuple(found)


def _beside(root: Element) -> Counter[str]:
    """Count what stands beside texts and codes."""
    found = Counter({"link": len(list(root.within("Links", "Link")))})
    found["set"] = len(list(root.within("Sets", "Set")))
    found["graph"] = len(list(root.within("Graphs", "Graph")))
    return found


def _names(elements: Iterator[Element]) -> dict[str, str]:
    return {_guid(each): name for each in elements if (name := one_line(each.attributes.get("name", "")))}


def _targets(element: Element, *path: str) -> tuple[str, ...]:
    """Return the GUIDs that elements refer to."""
    return tuple(_plain_guid(each.attributes.get("targetGUID", "")) for each in element.within(*path))


def _guid(element: Element) -> str:
    return _plain_guid(element.attributes.get("guid", ""))


def _plain_guid(text: str) -> str:
    """Return a GUID without braces, in small letters: programs write them in several ways."""
    return text.strip().removeprefix("{").removesuffix("}").lower()
