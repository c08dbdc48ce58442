"""Python processes of our own for what is not trusted: how one begins, and how it is held to its limits.

What a process is asked for is in its module's `main`, which calls `reply`; who asks calls `asked`. A file or a
template from somewhere may make its reader crash, or use up all time and memory: then this process ends, and not ours.
"""

import json
import os
import signal
import sys
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO, Final

from policylens.errors import PolicylensError
from policylens.evidence.opening import MEGABYTE
from policylens.evidence.processes import Ended, run


@dataclass(frozen=True, kw_only=True)
class Limits:
    """What one process may take up."""

    processor: int = 60
    """Processor time, in seconds: a report of 500 pages takes about two."""
    clock: int = 120
    """Time, in seconds, on a machine that is busy with other things."""
    memory: int = 1024 * MEGABYTE
    """Address space, in bytes: the largest files that are taken, and what reading makes of them, fit in."""
    answer: int = 64 * MEGABYTE
    """Length of what comes back, in bytes: the longest text with the most headings, each character the longest."""


LIMITS: Final = Limits()

_START: Final = """\
import json, sys
sys.path[:] = json.loads(sys.argv.pop(1))
from importlib import import_module
import_module(sys.argv.pop(1)).main()
"""
"""How a process begins: isolated from the environment, it finds what we find."""


# --- who asks


def asked(module: str, arguments: Sequence[str], given: BinaryIO, limits: Limits) -> tuple[dict[str, Any], Ended]:
    """Return what the process of a module answers, and what came of it; the answer is empty where it has none.

    `given` is an open file, its standard input. Raises OSError if no process can be started.
    """
    most = map(str, (limits.processor, limits.clock + 1, limits.memory))
    python = [sys.executable, "-I", "-B", "-X", f"utf8={sys.flags.utf8_mode}", "-c", _START]
    command = [*python, json.dumps(_import_path()), module, *most, *arguments]
    ended = run(command, given, limits.clock, limits.answer)
    try:
        answer = json.loads(ended.output)
    except ValueError:
        answer = {}
    return answer, ended


def over_limits(
    answer: Mapping[str, Any], ended: Ended, limits: Limits, doing: str, hint: str
) -> PolicylensError | None:
    """Return what there is to say where time or memory were used up over `doing`; None where they were not."""
    if "memory" in answer:
        return PolicylensError(f"{doing} takes more than {limits.memory // MEGABYTE} MB of memory", hint)
    if ended.late or -ended.code in _TIME_SIGNALS:
        return PolicylensError(f"{doing} takes more than {min(limits.processor, limits.clock)} seconds", hint)
    return None


def end_of(ended: Ended) -> str:
    """Say how a process has ended that gave no answer: the name of a signal, or its exit status."""
    if ended.code >= 0:
        return f"exit status {ended.code}"
    try:
        return signal.Signals(-ended.code).name
    except ValueError:
        return f"signal {-ended.code}"


_TIME_SIGNALS: Final = {getattr(signal, name, 0) for name in ("SIGXCPU", "SIGALRM")} - {0}


def _import_path() -> list[str]:
    """Return where a process looks for modules: where we do, but not in the working folder.

    If policylens itself was found there, that comes last.
    """
    home = str(Path(__file__).resolve().parents[2])
    here = os.path.realpath(os.curdir)
    kept = [entry for entry in sys.path if Path(entry).is_absolute() and os.path.realpath(entry) != here]
    return kept if home in map(os.path.realpath, kept) else [*kept, home]


# --- who is asked


def reply(make: Callable[[], Mapping[str, object]]) -> None:
    """Say on standard output, within limits, what `make` returns: JSON; `{"memory": true}` where there was not enough.

    The limits are the first three arguments, and are taken from them. The process ends here.
    """
    _limit(*(int(sys.argv.pop(1)) for _ in range(3)))
    # what a library prints must not get between
    with os.fdopen(os.dup(sys.stdout.fileno()), "wb") as out:
        with open(os.devnull, "wb") as nowhere:  # noqa: PTH123 - not a path of anyone's
            os.dup2(nowhere.fileno(), sys.stdout.fileno())
        out.write(_line(make))
    os._exit(0)  # nothing is left to do, and native libraries may take their time to put things away


def _line(make: Callable[[], Mapping[str, object]]) -> bytes:
    try:
        return json.dumps(make(), ensure_ascii=False).encode("utf-8", "surrogatepass")
    except MemoryError:
        return b'{"memory": true}'


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
