"""Pandoc, the system's own or the one that an extra brings: found, and run within limits.

It reads Markdown that holds other people's texts. So it runs without a shell, with a limit on its time, its memory and
what it has to say, and finds nothing of the user's own that would change what it does.
"""

import os
import re
import shutil
from collections.abc import Iterator, Sequence
from importlib.metadata import PackageNotFoundError, distribution
from typing import Final

from policylens.errors import PolicylensError
from policylens.evidence.processes import Ended, handed, program, run
from policylens.resources import templates

LEAST: Final = (2, 15)
"""The first version that can read in a sandbox (October 2021)."""

SECONDS: Final = 120
"""How long it may take: five documents whole take about one second."""

MEGABYTES: Final = 1024
"""How much memory it may take: five documents whole take less than a tenth of it."""

MOST: Final = 128 * 1024 * 1024
"""How long its answer may be, in bytes: a tree is six times as long as its Markdown."""

INSTALL: Final = "install pandoc (pandoc.org), or: pip install 'policylens[word]'; HTML and Markdown need neither"

_OVERFLOWN: Final = 251
"""The exit status of a Haskell program that has no more memory."""


def found() -> str:
    """Return where a pandoc is that is new enough: the system's first. Raises PolicylensError if there is none."""
    old = []
    for each in _candidates():
        if _version(each) >= LEAST:
            return each
        old.append(each)
    if not old:
        raise PolicylensError("a Word file is written with pandoc, which is not installed", INSTALL)
    least = ".".join(map(str, LEAST))
    raise PolicylensError(f"a Word file is written with pandoc {least} or newer, and {old[0]} is older", INSTALL)


def _candidates() -> Iterator[str]:
    on_path = program("pandoc")
    if on_path:
        yield on_path
    try:
        folder = distribution("pypandoc_binary").locate_file("pypandoc/files")
    except PackageNotFoundError:
        return
    brought = shutil.which("pandoc", path=str(folder))
    if brought:
        yield brought


def _version(pandoc: str) -> tuple[int, ...]:
    """Return the version that a pandoc says it is; nothing if it does not say."""
    try:
        said = _run([pandoc, "--version"], b"").output.decode("utf-8", "replace")
    except OSError:
        return ()
    numbers = re.match(r"pandoc\S* (\d+)\.(\d+)", said)
    return tuple(map(int, numbers.groups())) if numbers else ()


def converted(pandoc: str, arguments: Sequence[str], given: bytes) -> bytes:
    """Return what pandoc makes of `given`. Raises PolicylensError if it fails or reaches a limit."""
    limits = ["+RTS", f"-M{MEGABYTES}m", "-RTS"]
    own = f"--data-dir={templates() / 'word'}"  # not the user's, where templates and defaults may lie
    try:
        ended = _run([pandoc, *arguments, own, "--output=-", *limits], given)
    except OSError as error:
        raise PolicylensError(f"pandoc cannot be started: {error.strerror or error}") from None
    if ended.code == 0 and not ended.late and not ended.long:
        return ended.output
    raise _refusal(ended)


def _run(command: Sequence[str], given: bytes) -> Ended:
    environment = {name: value for name, value in os.environ.items() if name != "GHCRTS"}
    with handed(given) as file:
        return run(command, file, SECONDS, MOST, environment=environment, listening=True)


def _refusal(ended: Ended) -> PolicylensError:
    """Return what there is to say where pandoc has made nothing."""
    smaller = "choose fewer themes or documents, or --format html"
    if ended.late:
        return PolicylensError(f"pandoc takes more than {SECONDS} seconds over this briefing", smaller)
    if ended.long or ended.code == _OVERFLOWN:
        return PolicylensError("the briefing is too long for a Word file", smaller)
    said = ended.complaint.decode("utf-8", "replace").strip().splitlines()
    why = said[-1] if said else f"exit status {ended.code}"
    return PolicylensError(f"pandoc has made no Word file: {why}", "--format html and markdown do without it")
