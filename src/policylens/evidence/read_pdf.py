"""PDF to the text of a source, with PDFium (through pypdfium2). Only `worker` loads this."""

import re
from collections.abc import Iterator
from typing import Any, Final

import pypdfium2
from pypdfium2 import raw

from policylens.errors import PolicylensError
from policylens.evidence.words import Words
from policylens.evidence.writing import MAX_HEADINGS, MAX_PAGES, MAX_TITLE, Writer, plain

_WHOLE: Final = ("the file is damaged or only part of it", "get the whole copy again")

_END: Final = 64 * 1024
"""How many bytes at the end of a file the mark of its end is looked for in: some servers add to what they send."""

_GAP: Final = 1.5
"""A space wider than so many heights of a letter parts columns: no typesetter sets words so far apart for long."""

_HYPHEN: Final = "\ufffe"
"""What PDFium gives for a hyphen at the end of a line, and the end of the line with it."""

_LINEARIZED = re.compile(rb"/Linearized\b[^>]{0,200}?/L\s+(\d{1,12})\b")


def read_pdf(data: bytes, writer: Writer) -> None:
    """Read the pages in their order, each in the order in which the file draws its text.

    The outline gives the headings (ISO 32000-1, 12.3.3), the page labels (12.4.2) the names of the pages.
    """
    document = opened_pdf(data)
    count = len(document)
    if count > MAX_PAGES:
        why = f"it says that it has {count:,} pages, more than {MAX_PAGES:,}"
        raise PolicylensError(why, "give the document alone")
    outline = _outline(document)
    spoken = False
    for number in range(count):
        text = _page_text(document, number)
        spoken = spoken or any(map(str.isalnum, text))
        writer.page(plain(document.get_page_label(number)).strip() or str(number + 1))
        for level, title in outline.get(number, ()):
            writer.heading(level, title, writer.length + _place(text, title))
        writer.write(text + "\n")
    if not spoken:
        hint = "have it recognised first, for example with: ocrmypdf scan.pdf text.pdf"
        raise PolicylensError("it holds no text: its pages seem to be scanned pictures", hint)


def opened_pdf(data: bytes) -> Any:
    """Return a PDF as PDFium has it. Raises PolicylensError if it is locked, damaged or not whole."""
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if error.err_code == raw.FPDF_ERR_PASSWORD:
            raise PolicylensError("it is locked with a password", "save a copy without the password") from None
        if error.err_code == raw.FPDF_ERR_SECURITY:
            raise PolicylensError("it is locked in a way that is not known here", "save a copy without it") from None
        raise PolicylensError(*_WHOLE) from None
    declared = _LINEARIZED.search(data[:1024])
    if b"%%EOF" not in data[-_END:] or (declared and len(data) < int(declared[1])):
        # PDFium mends what it can, and leaves out without a word what it cannot
        raise PolicylensError(*_WHOLE)
    return document


def _page_text(document: Any, number: int) -> str:
    try:
        page = document[number]
        text_page = page.get_textpage()
        text = _with_columns(text_page, text_page.get_text_range())
    except pypdfium2.PdfiumError:
        why, hint = _WHOLE
        raise PolicylensError(f"{why}: page {number + 1} cannot be read", hint) from None
    text_page.close()
    page.close()
    return plain(text.replace(_HYPHEN, "-\n"))


def _with_columns(text_page: Any, text: str) -> str:
    """Put tabs in place of the spaces that part columns: PDFium gives for any gap one space."""
    if len(text) != text_page.count_chars():
        return text  # characters are counted in another way, and cannot be looked up
    parts, done = [], 0
    for found in re.finditer(r"(?<=\S) (?=\S)", text):
        place = found.start()
        if raw.FPDFText_IsGenerated(text_page, place) == 1:
            _, _, left, _ = text_page.get_charbox(place - 1)
            right, bottom, _, top = text_page.get_charbox(place + 1, loose=True)
            if right - left > _GAP * (top - bottom) > 0:
                parts += [text[done:place], "\t"]
                done = place + 1
    return "".join([*parts, text[done:]])


def _outline(document: Any) -> dict[int, list[tuple[int, str]]]:
    """Return for each page the outline's entries that lead to it: level and title."""
    found: dict[int, list[tuple[int, str]]] = {}
    for number, entry in enumerate(document.get_toc()):
        if number == MAX_HEADINGS:
            break
        target = entry.get_dest()
        page = target.get_index() if target else None
        if page is not None:
            found.setdefault(page, []).append((entry.level + 1, entry.get_title()))
    return found


def _place(text: str, title: str) -> int:
    """Return where on a page a heading stands: on lines of its own if it does, else where it is found, else 0.

    It is looked for as it is spelled, then, as pages have other hyphens and numbers than outlines, by its letters.
    """
    spelled = r"\s+".join(map(re.escape, title[:MAX_TITLE].split()))
    places = [found.span() for found in re.finditer(spelled, text, re.IGNORECASE)] if spelled else []
    places += _places(Words(text), Words(title).letters)
    for start, end in places:
        alone = not text[text.rfind("\n", 0, start) + 1 : start].strip(" \t0123456789.)")
        if alone and not text[end:].partition("\n")[0].strip(" \t0123456789."):
            return text.rfind("\n", 0, start) + 1
    return places[0][0] if places else 0


def _places(words: Words, letters: str) -> Iterator[tuple[int, int]]:
    if letters:
        for place in words.all_of(letters):
            yield words.starts[words.word_at(place)], words.ends[words.word_at(place + len(letters) - 1)]
