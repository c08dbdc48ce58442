"""The package that pandoc has written, completed."""

import io
import zipfile

from policylens.render.word.document import REFERENCE
from policylens.render.word.package import completed
from policylens.resources import templates

from .office import parts


def written(document: str) -> bytes:
    """Return a package with a document, as pandoc might write it."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as package:
        package.writestr("word/document.xml", document)
        package.writestr("word/numbering.xml", "<w:numbering/>")
        package.writestr("docProps/core.xml", "<created>2026-01-01</created>")
    return packed.getvalue()


def changed(document: str) -> str:
    made = completed(written(document), "Parks", templates() / REFERENCE)
    return parts(made)["word/document.xml"].decode()


def test_properties_are_put_in_their_order() -> None:
    assert changed('<w:pPr><w:numPr><w:ilvl w:val="0" /></w:numPr><w:pStyle w:val="Compact" /></w:pPr>') == (
        '<w:pPr><w:pStyle w:val="Compact" /><w:numPr><w:ilvl w:val="0" /></w:numPr></w:pPr>'
    )
    assert changed("<w:rPr><w:iCs /><w:i /><w:bCs /><w:b /></w:rPr>") == (
        "<w:rPr><w:b /><w:bCs /><w:i /><w:iCs /></w:rPr>"
    )


def test_properties_that_are_not_known_stay_behind_and_none_is_lost() -> None:
    assert changed('<w:rPr><w:lang w:val="cy"/><m:sty/><w:b/></w:rPr>') == (
        '<w:rPr><w:lang w:val="cy"/><m:sty/><w:b/></w:rPr>'
    )
    assert changed('<w:rPr><w:lang w:val="cy"/><w:b/></w:rPr>') == '<w:rPr><w:b/><w:lang w:val="cy"/></w:rPr>'


def test_each_section_gets_the_footer_of_the_last() -> None:
    ours = "<w:sectPr><w:pgSz/></w:sectPr>"
    last = '<w:sectPr>\n<w:footerReference r:id="rId9" /><w:pgSz/></w:sectPr>'
    assert changed(ours + last) == f'<w:sectPr><w:footerReference r:id="rId9" /><w:pgSz/></w:sectPr>{last}'


def test_nothing_in_the_package_is_of_any_day() -> None:
    made = completed(written(""), "Parks", templates() / REFERENCE)
    assert b"2026" not in b"".join(parts(made).values())
    with zipfile.ZipFile(io.BytesIO(made)) as package:
        assert {member.date_time for member in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
