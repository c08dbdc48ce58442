"""Files that the tests of extraction read: PDFs and DOCX, sound and hostile."""

import io
import zipfile
import zlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import IO, Any

import docx
import pytest
from reportlab.pdfgen.canvas import Canvas

from policylens.errors import PolicylensError
from policylens.evidence.extract import extract

LEADING = 14

Drawing = Callable[[Canvas], None]
"""What puts something on a page."""


def refused(path: Path) -> PolicylensError:
    """Return what is said where a file is not read; both its lines must be fit for a user."""
    with pytest.raises(PolicylensError) as caught:
        extract(path)
    error = caught.value
    assert error.message.startswith(f"{path} cannot be read: ")
    for line in (error.message, error.hint):
        assert line.strip()
        assert "\n" not in line
        assert not line.endswith(".")
    return error


# --- PDF


def pdf(path: Path, *pages: Drawing, **options: Any) -> Path:
    """Write a PDF of pages that are drawn one after the other."""
    canvas = Canvas(str(path), invariant=True, **options)
    for page in pages:
        page(canvas)
        canvas.showPage()
    canvas.save()
    return path


def lines(*texts: str, left: float = 72, top: float = 760) -> Drawing:
    """Return what draws lines of text below each other."""

    def draw(canvas: Canvas) -> None:
        block = canvas.beginText(left, top)
        block.setLeading(LEADING)
        for text in texts:
            block.textLine(text)
        canvas.drawText(block)

    return draw


def together(*parts: Drawing) -> Drawing:
    """Return what draws several things on one page."""

    def draw(canvas: Canvas) -> None:
        for part in parts:
            part(canvas)

    return draw


def raw_pdf(*objects: bytes) -> bytes:
    """Return a PDF of objects as they are, numbered from 1; the first is its catalogue."""
    out = io.BytesIO()
    out.write(b"%PDF-1.7\n")
    places = []
    for number, content in enumerate(objects, 1):
        places.append(out.tell())
        out.write(b"%d 0 obj\n%b\nendobj\n" % (number, content))
    start = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    out.writelines(b"%010d 00000 n \n" % place for place in places)
    out.write(b"trailer\n<</Root 1 0 R/Size %d>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start))
    return out.getvalue()


def stream(content: bytes, entries: bytes = b"") -> bytes:
    return b"<</Length %d%b>>\nstream\n%b\nendstream" % (len(content), entries, content)


def one_page_pdf(
    content: bytes, *more: bytes, font: bytes = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
) -> bytes:
    """Return a PDF of one page that has `content`, a stream, as its content."""
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>"
    catalogue = b"<</Type/Catalog/Pages 2 0 R>>"
    return raw_pdf(catalogue, b"<</Type/Pages/Count 1/Kids[3 0 R]>>", page, content, font, *more)


def deflated_spaces(count: int) -> bytes:
    """Return so many spaces, packed: a million of them, again and again."""
    packer = zlib.compressobj(9)
    first = packer.compress(b" " * 1_000_000) + packer.flush(zlib.Z_FULL_FLUSH)
    again = packer.compress(b" " * 1_000_000) + packer.flush(zlib.Z_FULL_FLUSH)
    return first + again * (count // 1_000_000 - 1) + packer.flush()


# --- DOCX


def word(path: Path, fill: Callable[[Any], None]) -> Path:
    """Write a DOCX that `fill` has put something into."""
    document = docx.Document()
    fill(document)
    document.save(str(path))
    return path


def members(path: Path | IO[bytes]) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as package:
        return {name: package.read(name) for name in package.namelist()}


def packed(path: Path, content: Mapping[str, bytes] | Iterable[tuple[str, bytes]]) -> Path:
    """Write a zip file with these members."""
    pairs: Iterable[tuple[str, bytes]] = content.items() if isinstance(content, Mapping) else content
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in pairs:
            package.writestr(name, data)
    return path


@lru_cache
def _blank() -> dict[str, bytes]:
    whole = io.BytesIO()
    docx.Document().save(whole)
    return members(whole)


def with_body(path: Path, body: str, more: Mapping[str, bytes] | None = None) -> Path:
    """Write a DOCX whose body is this WordprocessingML."""
    parts = _blank()
    head, _, rest = parts["word/document.xml"].decode().partition("<w:body>")
    tail = rest[rest.index("</w:body>") :]
    parts["word/document.xml"] = f"{head}<w:body>{body}{tail}".encode()
    return packed(path, {**parts, **(more or {})})


def paragraphs(texts: Sequence[str]) -> str:
    return "".join(f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>" for text in texts)
