"""The package that pandoc has written, completed: what it says of itself, its footers, its lists.

A Word file is a package of XML files (ISO/IEC 29500-2). The same briefing makes the same bytes: no date is recorded, in
the properties or of the files in the package, so that Word shows as its date only when the file was saved.
"""

import io
import re
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import BinaryIO, Final
from xml.sax.saxutils import escape

from policylens.render.word.lists import indented, joined

_PROPERTIES: Final = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{}</dc:title><dc:language>en-GB</dc:language>'
    "</cp:coreProperties>"
)

_PROGRAM: Final = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
    "<Application>policylens</Application></Properties>"
)

_DOCUMENT: Final = "word/document.xml"
_NUMBERING: Final = "word/numbering.xml"

_TAKEN: Final = {"word/styles.xml", "word/settings.xml"}
"""Parts of the reference that pandoc mixes with others of its own."""


def completed(package: bytes, title: str, reference: Path) -> bytes:
    """Return the package that pandoc has written, with its title, and the styles and settings of the reference."""
    parts = _parts(io.BytesIO(package))
    numbering, document = joined(parts[_NUMBERING].decode(), parts[_DOCUMENT].decode())
    changed = {
        _NUMBERING: indented(numbering),
        _DOCUMENT: _document(document),
        "docProps/core.xml": _PROPERTIES.format(escape(title)),
        "docProps/app.xml": _PROGRAM,
    }
    taken = {name: part for name, part in _parts(reference).items() if name in _TAKEN}
    return _packed(parts | {name: part.encode() for name, part in changed.items()} | taken)


def _parts(package: Path | BinaryIO) -> dict[str, bytes]:
    with zipfile.ZipFile(package) as given:
        return {name: given.read(name) for name in given.namelist()}


def _packed(parts: Mapping[str, bytes]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as package:
        for name, content in parts.items():
            package.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)  # all are of the first day of 1980
    return packed.getvalue()


def _document(xml: str) -> str:
    """Give every section the last one's footer, keep rows of tables on one page, and put properties in their order.

    No text can look like these elements: in it `<` is written as an entity.
    """
    footers = "".join(re.findall(r"<w:footerReference [^>]*/>", xml)[-1:])
    xml = re.sub(r"<w:sectPr>(?=<w:pgSz)", f"<w:sectPr>{footers}", xml)
    xml = re.sub(r"<w:tr>(?:<w:trPr>(.*?)</w:trPr>)?", _row, xml)
    return _PROPERTY_LISTS.sub(_ordered, xml)


def _row(start: re.Match[str]) -> str:
    repeated = "<w:tblHeader/>" if "<w:tblHeader" in (start[1] or "") else ""
    return f"<w:tr><w:trPr><w:cantSplit/>{repeated}</w:trPr>"


_PROPERTY_LISTS: Final = re.compile(r"<w:(pPr|rPr)>(.*?)</w:\1>", re.DOTALL)
_PROPERTY: Final = re.compile(r"<w:(\w+)(?: [^>]*)?(?:/>|>.*?</w:\1>)", re.DOTALL)
_ORDER: Final = "pStyle keepNext numPr spacing ind jc sectPr rStyle rFonts b bCs i iCs strike color sz szCs u".split()
"""The order in which properties of paragraphs and letters have to stand (ISO/IEC 29500-1, 17.3.1.26 and 17.3.2.28)."""


def _ordered(found: re.Match[str]) -> str:
    """Return a list of properties in its order, which pandoc keeps only since version 3."""
    if _PROPERTY.sub("", found[2]).strip():
        return found[0]  # there is something else in it, which is left alone
    properties = sorted(_PROPERTY.finditer(found[2]), key=_place)
    return f"<w:{found[1]}>{''.join(each[0] for each in properties)}</w:{found[1]}>"


def _place(of: re.Match[str]) -> int:
    return _ORDER.index(of[1]) if of[1] in _ORDER else len(_ORDER)
