"""Word documents as sources."""

import zipfile
from pathlib import Path
from typing import Any

import pytest

from policylens.errors import PolicylensError
from policylens.evidence import packages
from policylens.evidence.extract import extract
from policylens.evidence.packages import checked
from policylens.evidence.source import Source

from .making import members, packed, paragraphs, refused, with_body, word

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def _body(folder: Path, body: str, more: dict[str, bytes] | None = None) -> Source:
    return extract(with_body(folder / "a.docx", body, more))


# --- text


def test_paragraphs_and_tables_are_read_in_their_order(tmp_path: Path) -> None:
    def fill(document: Any) -> None:
        document.add_paragraph("Before the table.")
        table = document.add_table(rows=2, cols=2)
        for number, cell in enumerate(cell for row in table.rows for cell in row.cells):
            cell.text = f"cell {number}"
        table.cell(0, 0).merge(table.cell(0, 1))
        run = document.add_paragraph("After ").add_run("the table.")
        run.bold = True
        document.sections[0].header.paragraphs[0].text = "A running head"

    text = extract(word(tmp_path / "a.docx", fill)).text
    assert text == "Before the table.\ncell 0\ncell 1\ncell 2\ncell 3\nAfter the table.\n"


def test_signs_of_word_become_characters(tmp_path: Path) -> None:
    run = "<w:t>co</w:t><w:noBreakHyphen/><w:t>op</w:t><w:softHyphen/><w:t>eration</w:t>"
    run += "<w:tab/><w:t>a</w:t><w:br/><w:t>b</w:t>"
    assert _body(tmp_path, f"<w:p><w:r>{run}</w:r></w:p>").text == "co\u2011op\u00aderation\ta\nb\n"


@pytest.mark.parametrize(
    "hidden",
    [
        "<w:del><w:r><w:delText>no</w:delText></w:r></w:del>",
        "<w:moveFrom><w:r><w:t>no</w:t></w:r></w:moveFrom>",
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>no</w:t></w:r>",
        "<w:r><w:instrText>PAGE</w:instrText></w:r>",
    ],
)
def test_what_is_deleted_or_hidden_is_left_out(tmp_path: Path, hidden: str) -> None:
    shown = '<w:ins><w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>es</w:t></w:r></w:ins>'
    assert _body(tmp_path, f"<w:p><w:r><w:t>y</w:t></w:r>{hidden}{shown}</w:p>").text == "yes\n"


def test_content_controls_and_links_are_read(tmp_path: Path) -> None:
    body = f"<w:sdt><w:sdtContent>{paragraphs(['In a control.'])}</w:sdtContent></w:sdt>"
    body += "<w:p><w:hyperlink><w:r><w:t>A link.</w:t></w:r></w:hyperlink></w:p>"
    assert _body(tmp_path, body).text == "In a control.\nA link.\n"


def test_a_text_box_is_read_once_after_its_paragraph(tmp_path: Path) -> None:
    box = f"<w:txbxContent>{paragraphs(['In the box.'])}</w:txbxContent>"
    namespace = "http://schemas.openxmlformats.org/markup-compatibility/2006"
    both = f'<mc:AlternateContent xmlns:mc="{namespace}"><mc:Choice Requires="w">{box}</mc:Choice>'
    both += f"<mc:Fallback>{box}</mc:Fallback></mc:AlternateContent>"
    body = f"<w:p><w:r><w:t>Around </w:t>{both}</w:r><w:r><w:t>the box.</w:t></w:r></w:p>"
    assert _body(tmp_path, body).text == "Around the box.\nIn the box.\n"


def test_notes_stand_at_the_end_with_their_numbers(tmp_path: Path) -> None:
    parts = members(word(tmp_path / "plain.docx", lambda document: None))
    sort = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
    relations = parts["word/_rels/document.xml.rels"].replace(
        b"</Relationships>", f'<Relationship Id="n1" Type="{sort}" Target="footnotes.xml"/></Relationships>'.encode()
    )
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    types = parts["[Content_Types].xml"].replace(
        b"</Types>", f'<Override PartName="/word/footnotes.xml" ContentType="{kind}"/></Types>'.encode()
    )
    notes = "".join(f'<w:footnote w:id="{n}">{paragraphs([f"Note {n}."])}</w:footnote>' for n in (1, 2, 3))
    more = {
        "word/_rels/document.xml.rels": relations,
        "[Content_Types].xml": types,
        "word/footnotes.xml": f'<w:footnotes xmlns:w="{WORD}">{notes}</w:footnotes>'.encode(),
    }
    run = '<w:r><w:t>Text</w:t></w:r><w:r><w:footnoteReference w:id="{}"/></w:r>'
    body = f"<w:p>{run.format(2)}<w:r><w:t>. </w:t></w:r>{run.format(1)}</w:p>"
    assert _body(tmp_path, body, more).text == "Text[1]. Text[2]\n[1] Note 2.\n[2] Note 1.\n"


# --- headings


def test_headings_go_by_their_styles(tmp_path: Path) -> None:
    def fill(document: Any) -> None:
        document.add_heading("The title", 0)
        document.add_paragraph("Text.")
        document.add_heading("First", 1)
        document.add_heading("Deeper", 3)
        own = document.styles.add_style("Überschrift eigen", 1)
        own.base_style = document.styles["Heading 2"]
        document.add_paragraph("By a style of one's own", style=own)

    source = extract(word(tmp_path / "a.docx", fill))
    assert [heading[1:] for heading in source.headings] == [
        (1, "The title"),
        (1, "First"),
        (3, "Deeper"),
        (2, "By a style of one's own"),
    ]
    for heading in source.headings:
        assert source.text[heading.offset :].startswith(heading.title + "\n")


def test_headings_go_by_outline_levels_where_styles_have_other_names(tmp_path: Path) -> None:
    paragraph = '<w:p><w:pPr><w:outlineLvl w:val="{}"/></w:pPr><w:r><w:t>Level {}</w:t></w:r></w:p>'
    source = _body(tmp_path, "".join(paragraph.format(level, level) for level in (0, 4, 9)))
    assert [heading[1:] for heading in source.headings] == [(1, "Level 0"), (5, "Level 4")]


def test_styles_that_are_based_on_each_other_end(tmp_path: Path) -> None:
    style = '<w:style w:type="paragraph" w:styleId="{}"><w:name w:val="x{}"/><w:basedOn w:val="{}"/></w:style>'
    styles = f'<w:styles xmlns:w="{WORD}">{style.format("a", 1, "b")}{style.format("b", 2, "a")}</w:styles>'
    body = '<w:p><w:pPr><w:pStyle w:val="a"/></w:pPr><w:r><w:t>Text</w:t></w:r></w:p>'
    assert _body(tmp_path, body, {"word/styles.xml": styles.encode()}).headings == ()


# --- what cannot be read


@pytest.mark.parametrize("part", [0.1, 0.5, 0.9, 0.999])
def test_a_truncated_docx_is_refused(tmp_path: Path, part: float) -> None:
    path = word(tmp_path / "a.docx", lambda document: document.add_paragraph("Text."))
    content = path.read_bytes()
    path.write_bytes(content[: int(len(content) * part)])
    assert "only part of it" in refused(path).message


def test_a_docx_with_a_wrong_bit_is_refused(tmp_path: Path) -> None:
    path = word(tmp_path / "a.docx", lambda document: document.add_paragraph("Text."))
    content = bytearray(path.read_bytes())
    with zipfile.ZipFile(path) as package:
        start = package.getinfo("word/document.xml").header_offset
    content[start + 200] ^= 0xFF
    path.write_bytes(content)
    assert "damaged" in refused(path).message


def test_a_member_that_is_locked_is_refused(tmp_path: Path) -> None:
    path = word(tmp_path / "a.docx", lambda document: document.add_paragraph("Text."))
    content = path.read_bytes()
    at = content.index(b"PK\x01\x02")
    path.write_bytes(content[: at + 8] + b"\x01" + content[at + 9 :])
    assert "password" in refused(path).message


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("word/document.xml", b""),
        ("word/document.xml", b"<a/>"),
        ("word/document.xml", b"no XML"),
        ("[Content_Types].xml", b"<Types/>"),
        ("_rels/.rels", b"<x></y>"),
        ("word/styles.xml", b"<w:styles"),
    ],
)
def test_parts_that_do_not_fit_together_are_refused(tmp_path: Path, name: str, content: bytes) -> None:
    parts = members(with_body(tmp_path / "whole.docx", paragraphs(["Text."])))
    refused(packed(tmp_path / "a.docx", {**parts, name: content}))


def test_a_file_with_macros_is_told_what_to_save_it_as(tmp_path: Path) -> None:
    parts = members(with_body(tmp_path / "whole.docx", paragraphs(["Text."])))
    types = parts["[Content_Types].xml"].replace(
        b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
        b"application/vnd.ms-word.document.macroEnabled.main+xml",
    )
    assert refused(packed(tmp_path / "a.docx", {**parts, "[Content_Types].xml": types})).hint == "save it as .docx"


# --- files made to do harm


def test_a_bomb_is_refused_by_what_it_says_of_itself(tmp_path: Path) -> None:
    path = with_body(tmp_path / "a.docx", paragraphs(["Text."]), {"word/media/a.bin": bytes(20_000_000)})
    assert "to fill up memory" in refused(path).message


def test_a_bomb_of_many_members_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = with_body(tmp_path / "a.docx", paragraphs(["Text."]), {f"word/{n}.bin": bytes(1000) for n in range(2000)})
    checked(path.read_bytes())
    monkeypatch.setattr(packages, "MAX_UNPACKED", 1024 * 1024)
    with pytest.raises(PolicylensError, match="unpacked it is larger than 1 MB"):
        checked(path.read_bytes())


def test_a_bomb_that_lies_about_its_size_is_refused(tmp_path: Path) -> None:
    path = with_body(tmp_path / "a.docx", paragraphs(["Text."]), {"word/media/a.bin": bytes(20_000_000)})
    content = bytearray(path.read_bytes())
    size = (20_000_000).to_bytes(4, "little")
    while (at := content.find(size)) >= 0:
        content[at : at + 4] = (1000).to_bytes(4, "little")
    path.write_bytes(content)
    assert "damaged" in refused(path).message


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
@pytest.mark.parametrize("name", ["word/document.xml", "word/styles.xml", "word/_rels/document.xml.rels"])
def test_entities_are_refused_wherever_and_however_they_are_declared(tmp_path: Path, name: str, encoding: str) -> None:
    parts = members(with_body(tmp_path / "whole.docx", paragraphs(["Text."])))
    inside = parts[name].decode().partition("?>")[2]
    levels = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
    text = f'<?xml version="1.0" encoding="{encoding}"?><!DOCTYPE a [<!ENTITY e0 "ha">{levels}]>{inside}'
    path = packed(tmp_path / "a.docx", {**parts, name: text.encode(encoding)})
    assert "declares entities" in refused(path).message


@pytest.mark.parametrize("name", ["word/document.xml", "word/styles.xml", "customXml/item1.xml"])
@pytest.mark.parametrize("encoding", ["vTF-8", "rot13", "utf-7", "no such thing"])
def test_xml_in_an_encoding_that_there_is_not_is_damaged(tmp_path: Path, name: str, encoding: str) -> None:
    text = f'<?xml version="1.0" encoding="{encoding}"?><a/>'.encode()
    assert "damaged" in refused(with_body(tmp_path / "a.docx", paragraphs(["Text."]), {name: text})).message


@pytest.mark.parametrize("name", ["../../evil.xml", "/etc/evil", "word/../../evil", "C:\\evil", "..\\evil"])
def test_members_that_climb_out_are_refused(tmp_path: Path, name: str) -> None:
    path = with_body(tmp_path / "a.docx", paragraphs(["Text."]), {name: b"<a/>"})
    assert "outside of it" in refused(path).message


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_two_members_of_one_name_are_refused(tmp_path: Path) -> None:
    parts = members(with_body(tmp_path / "whole.docx", paragraphs(["Text."])))
    twice = [*parts.items(), ("word/document.xml", b"<a/>")]
    assert "two files of the same name" in refused(packed(tmp_path / "a.docx", twice)).message


def test_too_many_members_are_refused(tmp_path: Path) -> None:
    more = {f"word/{number}.bin": b"" for number in range(6000)}
    assert "5,000 files" in refused(with_body(tmp_path / "a.docx", paragraphs(["Text."]), more)).message


def test_a_hundred_thousand_levels_are_refused(tmp_path: Path) -> None:
    body = "<w:sdt><w:sdtContent>" * 100_000 + paragraphs(["Text."]) + "</w:sdtContent></w:sdt>" * 100_000
    refused(with_body(tmp_path / "a.docx", body))


def test_a_zip_file_in_front_of_which_something_stands_is_none(tmp_path: Path) -> None:
    path = with_body(tmp_path / "a.docx", paragraphs(["Text."]))
    path.write_bytes(b"MZ" + path.read_bytes())
    assert "name of a DOCX but is none" in refused(path).message
