"""Write `templates/word/reference.docx`, from which a briefing in Word has its paper, its footer and its styles.

    python docs/word_reference.py

All that is in the file stands here. A test holds the file against what this makes.
"""

import zipfile
from collections.abc import Iterator
from pathlib import Path

from policylens.render.word.paper import UPRIGHT

TARGET = Path(__file__).parents[1] / "templates" / "word" / "reference.docx"

SERIF, SANS, FIXED = "Times New Roman", "Arial", "Courier New"
"""Fonts that Windows and macOS have; Linux has Liberation's in their place, whose letters are as wide."""

INK, DARK, GREY, LINK, PALE = "1A1A1A", "1F2A37", "3A4450", "1F3A6E", "B4BBC4"
"""The colours of text, headings, what stands back, links and rules: all but the last can be read in grey too."""

HEADINGS = {1: (15, 300, 90), 2: (12, 220, 90), 3: (10, 160, 70), 4: (10, 120, 70), 5: (10, 120, 70), 6: (10, 120, 70)}
"""The size of each level in points, and the room above and below it in twentieths of a point."""

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPES = "application/vnd.openxmlformats-officedocument.wordprocessingml"


# --- styles


def letters(size: float = 0, *, font: str = "", colour: str = "", more: str = "") -> str:
    """Return properties of letters, in the order that the format demands (ISO/IEC 29500-1, 17.3.2.28)."""
    face = f'<w:rFonts w:ascii="{font}" w:hAnsi="{font}" w:cs="{font}" w:eastAsia="{font}"/>' if font else ""
    tint = f'<w:color w:val="{colour}"/>' if colour else ""
    height = f'<w:sz w:val="{round(size * 2)}"/><w:szCs w:val="{round(size * 2)}"/>' if size else ""
    return f"<w:rPr>{face}{more}{tint}{height}</w:rPr>"


def room(before: int, after: int, line: int = 0) -> str:
    """Return the room around a paragraph, in twentieths of a point; `line` is in 240ths of a line."""
    lines = f' w:line="{line}" w:lineRule="auto"' if line else ""
    return f'<w:spacing w:before="{before}" w:after="{after}"{lines}/>'


def style(kind: str, name: str, inside: str, *, based: str = "", then: str = "", default: bool = False) -> str:
    """Return a style; its id is its name as Word makes it."""
    first = ' w:default="1"' if default else ""
    basis = f'<w:basedOn w:val="{named(based)}"/>' if based else ""
    after = f'<w:next w:val="{named(then)}"/>' if then else ""
    return (
        f'<w:style w:type="{kind}"{first} w:styleId="{named(name)}"><w:name w:val="{name}"/>{basis}{after}'
        f"<w:qFormat/>{inside}</w:style>"
    )


def named(name: str) -> str:
    """Return the id of a style."""
    return "".join(word[:1].upper() + word[1:] for word in name.split())


def defaults() -> str:
    """Return what holds where no style says otherwise."""
    run = letters(10.5, font=SERIF, colour=INK).removesuffix("</w:rPr>") + '<w:lang w:val="en-GB"/></w:rPr>'
    return (
        f"<w:docDefaults><w:rPrDefault>{run}</w:rPrDefault><w:pPrDefault><w:pPr><w:widowControl/>{room(0, 0)}</w:pPr>"
        "</w:pPrDefault></w:docDefaults>"
    )


def paragraphs() -> Iterator[str]:
    """Yield the styles of paragraphs; pandoc asks for them by these names."""
    yield style("paragraph", "Normal", "", default=True)
    yield style("paragraph", "Body Text", f"<w:pPr>{room(0, 110, 259)}</w:pPr>", based="Normal")
    yield style("paragraph", "First Paragraph", f"<w:pPr>{room(90, 110)}</w:pPr>", based="Body Text", then="Body Text")
    yield style("paragraph", "Lead In", f"<w:pPr><w:keepNext/>{room(90, 70)}</w:pPr>", based="First Paragraph")
    yield style("paragraph", "Compact", f"<w:pPr>{room(0, 50)}</w:pPr>", based="Body Text")
    yield style(
        "paragraph",
        "Title",
        f"<w:pPr><w:keepNext/><w:keepLines/>{room(0, 160)}</w:pPr>"
        + letters(18, font=SANS, colour=DARK, more="<w:b/><w:bCs/>"),
        based="Normal",
        then="Body Text",
    )
    yield from (_heading(level, *measures) for level, measures in HEADINGS.items())
    yield style(
        "paragraph",
        "Block Text",
        f'<w:pPr>{room(30, 80)}<w:ind w:left="340"/></w:pPr>' + letters(8.5, font=SANS, colour=GREY),
        based="Body Text",
    )
    line = f'<w:pBdr><w:bottom w:val="single" w:sz="4" w:space="1" w:color="{PALE}"/></w:pBdr>'
    yield style("paragraph", "Rule", f"<w:pPr>{line}{room(0, 120)}</w:pPr>" + letters(4), based="Normal")
    yield style("paragraph", "Table Text", f"<w:pPr><w:keepLines/>{room(20, 20)}</w:pPr>" + letters(8, font=SANS))
    yield style(
        "paragraph",
        "Table Heading",
        letters(colour=DARK, more="<w:b/><w:bCs/>"),
        based="Table Text",
    )
    yield style("paragraph", "Source Code", f"<w:pPr>{room(0, 80)}</w:pPr>" + letters(9, font=FIXED), based="Normal")
    yield style(
        "paragraph",
        "footer",
        '<w:pPr><w:jc w:val="right"/></w:pPr>' + letters(8, font=SANS, colour=GREY),
        based="Normal",
    )


def _heading(level: int, size: int, before: int, after: int) -> str:
    slant = "<w:b/><w:bCs/>" if level <= 3 else "<w:i/><w:iCs/>"
    return style(
        "paragraph",
        f"heading {level}",
        f'<w:pPr><w:keepNext/><w:keepLines/>{room(before, after)}<w:outlineLvl w:val="{level - 1}"/></w:pPr>'
        + letters(size, font=SANS, colour=DARK, more=slant),
        based="Normal",
        then="Body Text",
    )


def others() -> Iterator[str]:
    """Yield the styles of letters and of tables."""
    yield style("character", "Default Paragraph Font", "", default=True)
    yield style("character", "Hyperlink", letters(colour=LINK, more=""))
    yield style("character", "Verbatim Char", letters(9, font=FIXED))
    margins = "".join(f'<w:{side} w:w="{wide}" w:type="dxa"/>' for side, wide in CELL_MARGINS)
    plain = f'<w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar>{margins}</w:tblCellMar></w:tblPr>'
    yield style("table", "Normal Table", plain, default=True)
    lines = "".join(f'<w:{side} w:val="single" w:sz="{size}" w:space="0" w:color="{PALE}"/>' for side, size in RULES)
    below = f'<w:tcBorders><w:bottom w:val="single" w:sz="8" w:space="0" w:color="{DARK}"/></w:tcBorders>'
    head = f'<w:tblStylePr w:type="firstRow"><w:tcPr>{below}<w:vAlign w:val="bottom"/></w:tcPr></w:tblStylePr>'
    yield style(
        "table", "Table", f"<w:tblPr><w:tblBorders>{lines}</w:tblBorders></w:tblPr>{head}", based="Normal Table"
    )


CELL_MARGINS = (("top", 20), ("left", 60), ("bottom", 20), ("right", 60))
RULES = (("top", 8), ("bottom", 8), ("insideH", 4))
"""Rules are above, below and between rows, in eighths of a point."""


# --- parts


def styles() -> str:
    """Return the part that holds the styles."""
    return f"{_XML}<w:styles {_W}>{defaults()}{''.join(paragraphs())}{''.join(others())}</w:styles>"


def document() -> str:
    """Return the text that shows each style to whoever opens the file; pandoc takes the paper from it."""
    shown = [("Title", "Title"), *((f"Heading{level}", f"Heading {level}") for level in HEADINGS)]
    shown += [("FirstParagraph", "First paragraph"), ("BodyText", "Body text"), ("LeadIn", "Lead in")]
    shown += [("Compact", "Compact"), ("BlockText", "Block text"), ("SourceCode", "Source code")]
    lines = "".join(_paragraph(words, name) for name, words in shown)
    rows = "".join(
        f'<w:tr>{head}<w:tc><w:tcPr><w:tcW w:w="{UPRIGHT.text_width}" w:type="dxa"/></w:tcPr>'
        f"{_paragraph(words, name)}</w:tc></w:tr>"
        for name, words, head in (
            ("TableHeading", "Table heading", "<w:trPr><w:tblHeader/></w:trPr>"),
            ("TableText", "Table text", ""),
        )
    )
    table = (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="Table"/><w:tblW w:w="{UPRIGHT.text_width}" w:type="dxa"/>'
        f'<w:tblLook w:val="0020" w:firstRow="1"/></w:tblPr><w:tblGrid><w:gridCol w:w="{UPRIGHT.text_width}"/>'
        f"</w:tblGrid>{rows}</w:tbl>"
    )
    end = UPRIGHT.section('<w:footerReference w:type="default" r:id="rId9"/>')
    return f"{_XML}<w:document {_W} {_R}><w:body>{lines}{table}{_paragraph('', 'BodyText')}{end}</w:body></w:document>"


def _paragraph(words: str, name: str) -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="{name}"/></w:pPr><w:r><w:t>{words}</w:t></w:r></w:p>'


def footer() -> str:
    """Return what stands at the foot of every page: its number, and how many there are."""
    field = '<w:fldSimple w:instr=" {} "><w:r><w:t>1</w:t></w:r></w:fldSimple>'
    return (
        f'{_XML}<w:ftr {_W}><w:p><w:pPr><w:pStyle w:val="Footer"/></w:pPr>{field.format("PAGE")}'
        f'<w:r><w:t xml:space="preserve"> / </w:t></w:r>{field.format("NUMPAGES")}</w:p></w:ftr>'
    )


def settings() -> str:
    """Return the settings: as Word 2013 and later lays pages out, or it would say that it is in compatibility mode."""
    mode = '<w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/>'
    return (
        f'{_XML}<w:settings {_W}><w:zoom w:percent="100"/><w:defaultTabStop w:val="720"/>'
        f'<w:compat>{mode}</w:compat><w:themeFontLang w:val="en-GB"/><w:decimalSymbol w:val="."/>'
        f'<w:listSeparator w:val=","/></w:settings>'
    )


def fonts() -> str:
    """Return the table of fonts: what stands in for one that is missing."""
    rows = "".join(
        f'<w:font w:name="{name}"><w:altName w:val="{other}"/><w:family w:val="{family}"/></w:font>'
        for name, other, family in (
            (SERIF, "Liberation Serif", "roman"),
            (SANS, "Liberation Sans", "swiss"),
            (FIXED, "Liberation Mono", "modern"),
        )
    )
    return f"{_XML}<w:fonts {_W}>{rows}</w:fonts>"


PARTS = {"styles": styles, "settings": settings, "fontTable": fonts, "footer": footer}
"""What stands beside the document, by the kind of its relation and the name of its file."""


def types() -> str:
    """Return what each part is."""
    rows = "".join(f'<Override PartName="/word/{name}.xml" ContentType="{_TYPES}.{name}+xml"/>' for name in PARTS)
    return (
        f'{_XML}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{_TYPES}.document.main+xml"/>{rows}</Types>'
    )


def relations(targets: dict[str, tuple[str, str]]) -> str:
    """Return relations: id to kind and target."""
    rows = "".join(
        f'<Relationship Id="{name}" Type="{_RELATIONS}/{kind}" Target="{target}"/>'
        for name, (kind, target) in targets.items()
    )
    return (
        f'{_XML}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{rows}'
        "</Relationships>"
    )


def parts() -> dict[str, str]:
    """Return every file of the package."""
    ids = {"styles": "rId1", "settings": "rId2", "fontTable": "rId3", "footer": "rId9"}
    return {
        "[Content_Types].xml": types(),
        "_rels/.rels": relations({"rId1": ("officeDocument", "word/document.xml")}),
        "word/document.xml": document(),
        "word/_rels/document.xml.rels": relations({ids[name]: (name, f"{name}.xml") for name in PARTS}),
        **{f"word/{name}.xml": make() for name, make in PARTS.items()},
    }


def main() -> None:
    """Write the file; it is the same whenever it is made."""
    TARGET.parent.mkdir(exist_ok=True)
    with zipfile.ZipFile(TARGET, "w") as package:
        for name, content in parts().items():
            package.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)


if __name__ == "__main__":
    main()
