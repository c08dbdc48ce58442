"""The process in which other people's formats are read: one file in on standard input, one line of JSON out.

What is sent back is one of
    {"source": ...}                  as `source.to_plain` makes it
    {"metadata": ...}                as `read_metadata` returns it
    {"refused": [message, hint]}     why this file is not read
    {"missing": name}                the package that would read it
    {"memory": true}                 there was not enough
"""

import json
import os
import signal
import sys
from collections.abc import Callable
from contextlib import suppress
from enum import StrEnum

from policylens.errors import PolicylensError
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
    """Read standard input; the arguments are task and format, and the limits on processor time, time and memory."""
    _limit(*map(int, sys.argv[3:6]))
    # what a library prints must not get between
    with os.fdopen(os.dup(sys.stdout.fileno()), "wb") as out:
        with open(os.devnull, "wb") as nowhere:  # noqa: PTH123 - not a path of anyone's
            os.dup2(nowhere.fileno(), sys.stdout.fileno())
        out.write(_line(Task(sys.argv[1]), Format(sys.argv[2])))
    os._exit(0)  # nothing is left to do, and PDFium may take its time to put things away


def _line(task: Task, form: Format) -> bytes:
    try:
        return json.dumps(answer(task, form), ensure_ascii=False).encode("utf-8", "surrogatepass")
    except MemoryError:
        return b'{"memory": true}'


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


def _limit(processor: int, clock: int, memory: int) -> None:
    """Set limits that the system holds, where it has any: whoever started this process may be gone by then."""
    try:
        import resource
    except ImportError:  # Windows: there is still the clock of the process that started this one
        return
    signal.alarm(clock)
    for kind, wanted in (
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_CPU, processor),
        (resource.RLIMIT_FSIZE, 0),  # nothing is written
        (resource.RLIMIT_CORE, 0),
    ):
        with suppress(ValueError, OSError):  # macOS refuses some
            _, most = resource.getrlimit(kind)
            least = wanted if most == resource.RLIM_INFINITY else min(wanted, most)
            # past the first of the two limits on its time a process is told why it ends, past the second it is not
            resource.setrlimit(kind, (least, least + 1 if kind == resource.RLIMIT_CPU and least != most else least))
