"""Having a file read by a process of its own, a worker, and saying why it was refused.

A file from somewhere may make its reader crash, or use up all time and memory. So a worker (see `worker`) reads it,
isolated from the environment and within limits, and whatever comes of it, there is a text, or one sentence on why not.
"""

import json
import os
import signal
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO, Final

from policylens.errors import PolicylensError
from policylens.evidence.opening import MEGABYTE, Format, content
from policylens.evidence.processes import Ended, run
from policylens.evidence.worker import Task


@dataclass(frozen=True, kw_only=True)
class Limits:
    """What the reading of one file may take up."""

    processor: int = 60
    """Processor time, in seconds: a report of 500 pages takes about two."""
    clock: int = 120
    """Time, in seconds, on a machine that is busy with other things."""
    memory: int = 1024 * MEGABYTE
    """Address space, in bytes: the largest files that are taken, and what reading makes of them, fit in."""
    answer: int = 64 * MEGABYTE
    """Length of what comes back, in bytes: the longest text with the most headings, each character the longest."""


LIMITS: Final = Limits()

INSTALL: Final = "pip install 'policylens[sources]'"

_PACKAGES: Final = {Format.PDF: "pypdfium2", Format.DOCX: "python-docx"}

_START: Final = """\
import json, sys
sys.path[:] = json.loads(sys.argv.pop(1))
from policylens.evidence.worker import main
main()
"""
"""How a worker begins: isolated from the environment, it finds what we find."""


def read_apart(task: Task, file: BinaryIO, form: Format, limits: Limits = LIMITS) -> Any:
    """Return what a worker has to say of a file, which it gets as its standard input: the very file that was looked at.

    Raises PolicylensError, which says why the file cannot be read but not which it is.
    """
    if os.fstat(file.fileno()).st_size > form.most_bytes:
        content(file, form.most_bytes)
    os.lseek(file.fileno(), 0, os.SEEK_SET)
    try:
        ended = run(_command(task, form, limits), file, limits.clock, limits.answer)
    except OSError as error:
        raise PolicylensError(f"no process can be started to read it: {error.strerror or error}") from None
    try:
        answer = json.loads(ended.output)
    except ValueError:
        answer = {}
    if task in answer:
        return answer[task]
    raise _refusal(answer, ended, form, limits)


def _command(task: Task, form: Format, limits: Limits) -> list[str]:
    python = [sys.executable, "-I", "-B", "-X", f"utf8={sys.flags.utf8_mode}", "-c", _START]
    most = map(str, (limits.processor, limits.clock + 1, limits.memory))
    return [*python, json.dumps(_import_path()), task.value, form.value, *most]


def _import_path() -> list[str]:
    """Return where a worker looks for modules: where we do, but not in the working folder.

    If policylens itself was found there, that comes last.
    """
    home = str(Path(__file__).resolve().parents[2])
    here = os.path.realpath(os.curdir)
    kept = [entry for entry in sys.path if Path(entry).is_absolute() and os.path.realpath(entry) != here]
    return kept if home in map(os.path.realpath, kept) else [*kept, home]


def _refusal(answer: Mapping[str, Any], ended: Ended, form: Format, limits: Limits) -> PolicylensError:
    """Return what there is to say where a worker has not done its task."""
    smaller = "give a smaller file, or its text alone"
    if "refused" in answer:
        return PolicylensError(*answer["refused"])
    if "missing" in answer:
        package = _PACKAGES.get(form, answer["missing"])
        return PolicylensError(f"this is a {form}, and reading one needs {package}, which is not installed", INSTALL)
    if "memory" in answer:
        return PolicylensError(f"reading it takes more than {limits.memory // MEGABYTE} MB of memory", smaller)
    if ended.late or -ended.code in _TIME_SIGNALS:
        return PolicylensError(f"reading it takes more than {min(limits.processor, limits.clock)} seconds", smaller)
    if ended.long:
        return PolicylensError("it holds too much text", "give the document alone")
    how = _signal_name(-ended.code) if ended.code < 0 else f"exit status {ended.code}"
    why = f"its reader broke down over it ({how}): it is damaged, or takes too much memory"
    return PolicylensError(why, "open it, save it anew, or save it as text")


_TIME_SIGNALS: Final = {getattr(signal, name, 0) for name in ("SIGXCPU", "SIGALRM")} - {0}


def _signal_name(number: int) -> str:
    try:
        return signal.Signals(number).name
    except ValueError:
        return f"signal {number}"
