"""Word files read back: with python-docx, as a package, and with LibreOffice."""

import io
import subprocess
import zipfile
from collections.abc import Iterator
from pathlib import Path
from tempfile import NamedTemporaryFile
from xml.etree import ElementTree

import docx
import pypdfium2
from docx.document import Document
from docx.section import Section
from openxml_audit import FileFormat, OpenXmlValidator

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def opened(data: bytes) -> Document:
    return docx.Document(io.BytesIO(data))


def parts(data: bytes) -> dict[str, bytes]:
    """Return every file of the package."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def body(data: bytes) -> ElementTree.Element:
    return ElementTree.fromstring(parts(data)["word/document.xml"])


def problems(data: bytes) -> list[str]:
    """Return where a package departs from the schemas of its format."""
    with NamedTemporaryFile(suffix=".docx") as file:
        file.write(data)
        file.flush()
        found = OpenXmlValidator(file_format=FileFormat.MICROSOFT_365, max_errors=20).validate(file.name).errors
    return [f"{each.part_uri} {each.path} {each.description}" for each in found]


def fields(section: Section) -> list[str]:
    """Return what is filled in at the foot of a section's pages."""
    return [each.attrib[f"{W}instr"].strip() for each in section.footer._element.iter(f"{W}fldSimple")]


def lines(document: Document) -> list[str]:
    """Return every paragraph, then every cell of every table."""
    return [
        *(paragraph.text for paragraph in document.paragraphs),
        *(cell.text for table in document.tables for row in table.rows for cell in row.cells),
    ]


def targets(xml: ElementTree.Element) -> list[str]:
    """Return the names to which links within the document can lead."""
    return [mark.attrib[f"{W}name"] for mark in xml.iter(f"{W}bookmarkStart")]


def links(xml: ElementTree.Element) -> Iterator[tuple[str, str]]:
    """Yield the text of each link within the document, and the name to which it leads."""
    for link in xml.iter(f"{W}hyperlink"):
        if f"{W}anchor" in link.attrib:
            yield "".join(link.itertext()), link.attrib[f"{W}anchor"]


def converted(folder: Path, target: str, *files: Path) -> list[Path]:
    """Have LibreOffice convert files into a folder, with a profile of its own, and return what it has made."""
    folder.mkdir(parents=True, exist_ok=True)
    profile = f"-env:UserInstallation={(folder.parent / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", target, "--outdir", str(folder), *map(str, files)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=240, check=True)
    made = [folder / f"{file.stem}.{target}" for file in files]
    assert all(file.is_file() for file in made), done.stdout + done.stderr
    return made


def pages(pdf: Path) -> list[str]:
    """Return the text of each page of a PDF, on one line."""
    document = pypdfium2.PdfDocument(pdf)
    return [" ".join(page.get_textpage().get_text_range().split()) for page in document]
