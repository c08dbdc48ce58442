"""Having a file read by a process of its own, a worker, and saying why it was refused.

A file from somewhere may make its reader crash, or use up all time and memory. So a worker (see `worker`) reads it,
isolated from the environment and within limits, and whatever comes of it, there is a text, or one sentence on why not.
"""

import os
from collections.abc import Mapping
from typing import Any, BinaryIO, Final

from policylens.errors import PolicylensError
from policylens.evidence.confined import LIMITS, Limits, asked, end_of, over_limits
from policylens.evidence.opening import Format, content
from policylens.evidence.processes import Ended
from policylens.evidence.worker import Task

INSTALL: Final = "pip install 'policylens[sources]'"

_PACKAGES: Final = {Format.PDF: "pypdfium2", Format.DOCX: "python-docx"}


def read_apart(task: Task, file: BinaryIO, form: Format, limits: Limits = LIMITS) -> Any:
    """Return what a worker has to say of a file, which it gets as its standard input: the very file that was looked at.

    Raises PolicylensError, which says why the file cannot be read but not which it is.
    """
    if os.fstat(file.fileno()).st_size > form.most_bytes:
        content(file, form.most_bytes)
    os.lseek(file.fileno(), 0, os.SEEK_SET)
    try:
        answer, ended = asked("policylens.evidence.worker", [task.value, form.value], file, limits)
    except OSError as error:
        raise PolicylensError(f"no process can be started to read it: {error.strerror or error}") from None
    if task in answer:
        return answer[task]
    raise _refusal(answer, ended, form, limits)


def _refusal(answer: Mapping[str, Any], ended: Ended, form: Format, limits: Limits) -> PolicylensError:
    """Return what there is to say where a worker has not done its task."""
    if "refused" in answer:
        return PolicylensError(*answer["refused"])
    if "missing" in answer:
        package = _PACKAGES.get(form, answer["missing"])
        return PolicylensError(f"this is a {form}, and reading one needs {package}, which is not installed", INSTALL)
    over = over_limits(answer, ended, limits, "reading it", "give a smaller file, or its text alone")
    if over:
        return over
    if ended.long:
        return PolicylensError("it holds too much text", "give the document alone")
    why = f"its reader broke down over it ({end_of(ended)}): it is damaged, or takes too much memory"
    return PolicylensError(why, "open it, save it anew, or save it as text")
