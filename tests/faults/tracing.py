"""The program run under strace, which sees each of its writes, and can end it or let the system fail at any of them.

This is the real program and the real system: what a library written in C writes is seen as what Python writes.
"""

import re
import shutil
import subprocess
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

from cli.support import PROGRAM, environment

_OPENING = ("openat", "?open", "?creat")

_TO_FILES = ("write", "pwrite64", "writev", "pwritev", "ftruncate", "fallocate", "fchmod")
"""Calls on what is open already, of which those on pipes and terminals do not count."""

_BY_NAME = (
    *("?rename", "?renameat", "renameat2", "?link", "linkat", "?unlink", "unlinkat", "?mkdir", "mkdirat", "?rmdir"),
    *("?symlink", "symlinkat", "?chmod", "fchmodat", "truncate", "utimensat"),
)

CALLS = ",".join((*_OPENING, *_TO_FILES, *_BY_NAME))
"""All calls of the system by which files are written, made, renamed, changed and taken away; some systems lack some."""

_LINE = re.compile(r"(?P<thread>[0-9]+) +(?P<call>[a-z0-9]+)\((?P<given>.*)")
_ON_FILE = re.compile(r"[0-9]+<(?P<path>/[^>]*)>")

SECONDS = 60
"""How long a run may take."""


class Write(NamedTuple):
    """A moment at which the program changes a file or a folder: before the n-th call of that name in its thread."""

    call: str
    number: int
    given: str = ""
    """What the call was given, as strace shows it: names of files among it."""


class Run(NamedTuple):
    """What a run left behind."""

    code: int
    """Negative for the signal that ended it."""
    out: str
    err: str


@cache
def why_not() -> str:
    """Return why nothing can be traced here; "" if it can."""
    if shutil.which("strace") is None:
        return "needs strace, which is not installed"
    done = subprocess.run(["strace", "-f", "true"], capture_output=True, text=True, check=False)
    return "" if done.returncode == 0 else f"strace may not trace here: {done.stderr.splitlines()[-1]}"


def traced(arguments: Sequence[str], folder: Path, log: Path, fault: str = "", **changes: str) -> Run:
    """Run the program in a folder, each of its writes noted in `log`; `fault` is what strace is to inject."""
    inject = ["-e", f"inject={fault}"] if fault else []
    command = ["strace", "-f", "-y", "-o", str(log), "-e", f"trace={CALLS}", *inject]
    done = subprocess.run(
        [*command, PROGRAM, *arguments],
        cwd=folder,
        capture_output=True,
        text=True,
        encoding="utf-8",
        env=environment(PYTHONDONTWRITEBYTECODE="1", PYTHONHASHSEED="0", **changes),
        timeout=SECONDS,
        check=False,
    )
    return Run(done.returncode, done.stdout, done.stderr)


def writes(log: Path) -> list[Write]:
    """Return all moments of a run at which it changed files, in their order."""
    found = _writes(log.read_text(encoding="utf-8", errors="replace").splitlines())
    return list({(write.call, write.number): write for write in found}.values())


def was_hit(log: Path) -> bool:
    """Return whether the fault that was injected met a write: files may have been read in another order this time."""
    met = [line for line in log.read_text(encoding="utf-8", errors="replace").splitlines() if "(INJECTED)" in line]
    return any(True for _ in _writes(met))


def _writes(lines: Sequence[str]) -> Iterator[Write]:
    calls: Counter[tuple[str, str]] = Counter()
    for line in lines:
        found = _LINE.match(line)
        if found:
            calls[found["thread"], found["call"]] += 1
            if _changes(found["call"], found["given"]):
                yield Write(found["call"], calls[found["thread"], found["call"]], found["given"])


def _changes(call: str, given: str) -> bool:
    if f"?{call}" in _OPENING or call in _OPENING:
        return bool(re.search(r"O_(WRONLY|RDWR|CREAT)", given)) and '"/dev/' not in given
    if call in _TO_FILES:
        on = _ON_FILE.match(given)
        return on is not None and not on["path"].startswith(("/dev/", "/proc/"))
    return True
