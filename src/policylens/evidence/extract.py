"""A reader's copy of a document to its text: plain text, Markdown, HTML, DOCX, PDF.

Text and Markdown are read here. The rest is read by a process of its own (see `apart`): HTML too, since the parser of
the standard library takes hours over a few hundred kilobytes of brackets that nobody closes. Reading PDF and DOCX needs
the extra `policylens[sources]`.
"""

from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

from policylens.errors import PolicylensError
from policylens.evidence.apart import read_apart
from policylens.evidence.confined import LIMITS, Limits
from policylens.evidence.opening import Format, content, format_of, opened
from policylens.evidence.plaintext import read_markdown, read_text
from policylens.evidence.source import Source, from_plain
from policylens.evidence.worker import Task
from policylens.evidence.writing import Writer


def extract(path: Path, limits: Limits = LIMITS) -> Source:
    """Return the text of a file, with its pages and headings where it has any.

    Raises PolicylensError, which names the file and says why it cannot be read.
    """
    try:
        with opened(path) as file:
            form = format_of(file, path.suffix)
            here = form in (Format.TEXT, Format.MARKDOWN)
            source = _read_here(file, form) if here else from_plain(read_apart(Task.SOURCE, file, form, limits))
    except PolicylensError as error:
        raise PolicylensError(f"{path} cannot be read: {error.message}", error.hint) from None
    return replace(source, name=path.name)


def _read_here(file: BinaryIO, form: Format) -> Source:
    writer = Writer()
    read = read_markdown if form is Format.MARKDOWN else read_text
    read(content(file, form.most_bytes), writer)
    return writer.source()
