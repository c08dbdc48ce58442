"""The process in which other people's formats are read: one file in on standard input, one line of JSON out.

What is sent back is one of
    {"source": ...}                  as `source.to_plain` makes it
    {"metadata": ...}                as `read_metadata` returns it
    {"refused": [message, hint]}     why this file is not read
    {"missing": name}                the package that would read it
    {"memory": true}                 there was not enough
"""

import sys
from collections.abc import Callable
from enum import StrEnum

from policylens.errors import PolicylensError
from policylens.evidence import confined
from policylens.evidence.opening import Format, content
from policylens.evidence.source import to_plain
from policylens.evidence.writing import Writer

Answer = dict[str, object]


class Task(StrEnum):
    """What a worker is asked for, and the key under which it stands in the answer."""

    SOURCE = "source"
    """The text of the file."""
    METADATA = "metadata"
    """What the file says of the document that it holds."""


def main() -> None:
    """Read standard input; the arguments are the limits, and then task and format."""
    confined.reply(lambda: answer(Task(sys.argv[1]), Format(sys.argv[2])))


def answer(task: Task, form: Format) -> Answer:
    """Return what there is to say about the file on standard input."""
    try:
        data = content(sys.stdin.buffer, form.most_bytes)
        return {task.value: _source(data, form) if task is Task.SOURCE else _metadata(data, form)}
    except PolicylensError as error:
        return {"refused": [error.message, error.hint]}
    except ImportError as error:
        return {"missing": error.name or str(error)}
    except MemoryError:
        raise
    except Exception as error:  # whatever a library makes of a file that is not as it should be
        why = " ".join(f"{type(error).__name__}: {error}".split())[:120]
        return {"refused": [f"it is damaged, or not as a {form} should be ({why})", "open it and save it anew"]}


def _source(data: bytes, form: Format) -> object:
    writer = Writer()
    _reader(form)(data, writer)
    return to_plain(writer.source())


def _reader(form: Format) -> Callable[[bytes, Writer], None]:
    if form is Format.PDF:
        from policylens.evidence.read_pdf import read_pdf

        return read_pdf
    if form is Format.DOCX:
        from policylens.evidence.read_docx import read_docx

        return read_docx
    from policylens.evidence.markup import read_html

    return read_html


def _metadata(data: bytes, form: Format) -> object:
    from policylens.evidence.read_metadata import read_metadata

    return read_metadata(data, form)
