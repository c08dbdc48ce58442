"""DOCX to the text of a source, with python-docx. Only `worker` loads this."""

import io
import re
from collections.abc import Iterator
from typing import Any, Final

import docx
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from lxml import etree

from policylens.errors import PolicylensError
from policylens.evidence.packages import checked
from policylens.evidence.writing import Writer

_PARAGRAPH: Final = qn("w:p")
_RUN: Final = qn("w:r")
_VALUE: Final = qn("w:val")

_FALLBACK: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"

_SKIPPED: Final = frozenset(
    # what was deleted or moved from here, codes of fields, and what stands in for a text box where there can be none
    (*map(qn, ("w:del", "w:moveFrom", "w:delText", "w:instrText", "w:pPr", "w:rPr")), _FALLBACK)
)

_SIGNS: Final = {
    qn("w:tab"): "\t",
    qn("w:ptab"): "\t",
    qn("w:br"): "\n",
    qn("w:cr"): "\n",
    qn("w:noBreakHyphen"): "\u2011",
    qn("w:softHyphen"): "\u00ad",
}

_NOTES: Final = {
    qn("w:footnoteReference"): (RELATIONSHIP_TYPE.FOOTNOTES, qn("w:footnote")),
    qn("w:endnoteReference"): (RELATIONSHIP_TYPE.ENDNOTES, qn("w:endnote")),
}

_HEADING = re.compile(r"heading ([1-9])\Z", re.IGNORECASE)

_DEEPEST: Final = 20
"""How many styles one may be based on in turn; Word itself allows eleven."""

Mark = tuple[str, str]
"""A note: the tag of what refers to it, its id."""


def read_docx(data: bytes, writer: Writer) -> None:
    """Read the body, text boxes after the paragraphs that hold them, then the notes, numbered as they are referred to.

    Headers and footers are left out, and so are text that was deleted and text that is hidden. Headings are those of
    the styles "Heading 1" to "Heading 9" and "Title", which go by these names in all languages (ISO/IEC 29500-1,
    17.7.4.9), and all else with an outline level (17.3.1.20).
    """
    checked(data)
    try:
        document = docx.Document(io.BytesIO(data))
    except ValueError:
        raise PolicylensError("it holds no Word document, or a template or macros", "save it as .docx") from None
    levels = _style_levels(document)
    marks: list[Mark] = []
    for level, text in _paragraphs(document.element.body, levels, marks):
        if level:
            writer.heading(level, text)
        writer.write(text + "\n")
    notes = {kind: _notes(document.part, *where) for kind, where in _NOTES.items()} if marks else {}
    for number, (kind, identity) in enumerate(marks, 1):
        note = notes[kind].get(identity)
        said = "\n".join(text for _, text in _paragraphs(note, {}, None)) if note is not None else ""
        writer.write(f"[{number}] {said.strip()}\n")


def _paragraphs(root: Any, levels: dict[str, int], marks: list[Mark] | None) -> Iterator[tuple[int, str]]:
    """Yield each paragraph's level as a heading, 0 for others, and its text; `marks` takes up the notes."""
    found: list[tuple[int, list[str]]] = []
    open_ones: list[list[str]] = []
    walk = etree.iterwalk(root, events=("start", "end"))
    for event, element in walk:
        if event == "end":
            if element.tag == _PARAGRAPH:
                open_ones.pop()
            continue
        if element.tag in _SKIPPED or (element.tag == _RUN and _is_hidden(element)):
            walk.skip_subtree()
        elif element.tag == _PARAGRAPH:
            found.append((_level(element, levels), []))
            open_ones.append(found[-1][1])
        elif open_ones:
            open_ones[-1].append(_said(element, marks))
    for level, parts in found:
        yield level, "".join(parts)


def _said(element: Any, marks: list[Mark] | None) -> str:
    """Return what an element adds to its paragraph's text."""
    if element.tag == qn("w:t"):
        return element.text or ""
    if element.tag in _NOTES and marks is not None:
        marks.append((element.tag, element.get(qn("w:id"), "")))
        return f"[{len(marks)}]"
    return _SIGNS.get(element.tag, "")


def _is_hidden(run: Any) -> bool:
    vanish = run.find(f"{qn('w:rPr')}/{qn('w:vanish')}")
    return vanish is not None and vanish.get(_VALUE, "true") not in ("0", "false", "off")


def _notes(part: Any, relation: str, tag: str) -> dict[str, Any]:
    """Return the elements of a document's footnotes or endnotes by their ids."""
    for relationship in part.rels.values():
        if relationship.reltype == relation and not relationship.is_external:
            root = parse_xml(relationship.target_part.blob)
            return {note.get(qn("w:id"), ""): note for note in root.iterfind(tag)}
    return {}


# --- headings


def _style_levels(document: Any) -> dict[str, int]:
    """Return the levels of the styles that are those of headings, by their ids."""
    styles = {style.get(qn("w:styleId"), ""): style for style in document.styles.element.iterfind(qn("w:style"))}
    return {name: level for name in styles if (level := _style_level(styles, name))}


def _style_level(styles: dict[str, Any], name: str) -> int:
    for _ in range(_DEEPEST):
        style = styles.get(name)
        if style is None:
            return 0
        called = _value(style, "w:name")
        heading = _HEADING.match(called)
        if heading or called.lower() == "title":
            return int(heading[1]) if heading else 1
        properties = style.find(qn("w:pPr"))
        if properties is not None and _value(properties, "w:outlineLvl"):
            return _outline_level(properties)
        name = _value(style, "w:basedOn")
    return 0


def _level(paragraph: Any, levels: dict[str, int]) -> int:
    properties = paragraph.find(qn("w:pPr"))
    if properties is None:
        return 0
    if _value(properties, "w:outlineLvl"):
        return _outline_level(properties)
    return levels.get(_value(properties, "w:pStyle"), 0)


def _outline_level(properties: Any) -> int:
    level = _value(properties, "w:outlineLvl")
    return int(level) + 1 if level in tuple("012345678") else 0  # 9 is body text


def _value(element: Any, tag: str) -> str:
    """Return the value of a property, "" if it is not there."""
    found = element.find(qn(tag))
    return "" if found is None else found.get(_VALUE, "")
