"""Git, asked about a repository that nobody trusts: what stands in it is read, and nothing of it is ever run.

Only commands are used that read objects and names. The repository's own hooks, file system monitor and embedded bare
repositories are switched off, its replaced objects, grafts, filters and text conversions left alone, and objects that
are missing are never fetched: a remote can name any program. No revision is ever part of a command line.
"""

import os
import re
import shlex
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from policylens.errors import PolicylensError
from policylens.evidence.processes import Ended, handed, program, run

SECONDS: Final = 60
"""How long git may take over one question: it needs milliseconds."""

MOST_LISTED: Final = 64 * 1024 * 1024
"""How long an answer may be, in bytes, unless more is asked for: a list of files, objects or names."""

_SETTINGS: Final = {
    "core.hooksPath": os.devnull,
    "core.fsmonitor": "false",
    "core.pager": "cat",
    "gc.auto": "0",
    "maintenance.auto": "false",
    "protocol.allow": "never",
    "safe.bareRepository": "explicit",
}
"""What is set over the repository's own configuration."""

_VARIABLES: Final = {
    "GIT_ALLOW_PROTOCOL": "none",  # this no repository can allow, whereas it can `protocol.ext.allow`
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_NO_REPLACE_OBJECTS": "1",
    "GIT_GRAFT_FILE": os.devnull,
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_TERMINAL_PROMPT": "0",
    "LANGUAGE": "",
    "LC_ALL": "C",  # the language in which `_refusal` understands it
}

_KEPT: Final = {"GIT_CONFIG_GLOBAL", "GIT_CONFIG_SYSTEM", "GIT_CONFIG_NOSYSTEM", "GIT_CEILING_DIRECTORIES"}
"""Variables that say where the user's own settings are, among them which repositories are trusted."""


def answer(folder: Path, arguments: Sequence[str], given: bytes = b"", most: int = MOST_LISTED) -> bytes:
    """Return what git answers in a folder, asked with these arguments and `given` on standard input.

    Raises PolicylensError if it refuses, and if it takes too long or answers more than `most` bytes.
    """
    return output(folder, ask(folder, arguments, given, most))


def ask(folder: Path, arguments: Sequence[str], given: bytes = b"", most: int = MOST_LISTED) -> Ended:
    """Ask git the same, and return what came of it. Raises PolicylensError if there is no git."""
    settings = [part for name, value in _SETTINGS.items() for part in ("-c", f"{name}={value}")]
    command = [_program(), "-C", str(folder), "--no-pager", "--literal-pathspecs", *settings, *arguments]
    with handed(given) as file:
        try:
            return run(command, file, SECONDS, most, environment=_environment(), listening=True)
        except OSError as error:
            raise PolicylensError(f"git cannot be started: {error.strerror or error}") from None


def _program() -> str:
    """Return where git is."""
    found = program("git")
    if found is None:
        raise PolicylensError("git is not installed; revisions are read with it", "install git, or name two folders")
    return found


def _environment() -> dict[str, str]:
    """Return our environment without what steers git, but for the user's own settings."""
    names = [name for name in os.environ if not name.upper().startswith("GIT_") or name in _KEPT]
    return {name: os.environ[name] for name in names} | _VARIABLES


def output(folder: Path, ended: Ended) -> bytes:
    """Return what git answered. Raises PolicylensError if it gave no answer."""
    if ended.late:
        raise PolicylensError(f"git takes more than {SECONDS} seconds over the repository in {folder}")
    if ended.long:
        raise PolicylensError(f"there is more in the repository in {folder} than can be read")
    if ended.code:
        raise _refusal(folder, ended.complaint.decode("utf-8", "replace"))
    return ended.output


def _refusal(folder: Path, complaint: str) -> PolicylensError:
    """Return what there is to say where git refuses: what it complains of on standard error."""
    if "not a git repository" in complaint or "cannot use bare repository" in complaint:
        return no_repository(folder)
    if "dubious ownership" in complaint or "unsafe repository" in complaint:
        owned = f"git does not trust the repository in {folder}, which belongs to somebody else (dubious ownership)"
        place = re.search(r"repository (?:at |\()'([^\n']+)'", complaint)
        trust = f"git config --global --add safe.directory {shlex.quote(place[1] if place else str(folder))}"
        return PolicylensError(owned, f"if you do: `{trust}`")
    why = [line.partition(":")[2].strip() for line in complaint.splitlines() if line.startswith(("fatal:", "error:"))]
    return PolicylensError(f"git cannot read the repository in {folder}: {why[-1] if why else 'it does not say why'}")


def no_repository(folder: Path) -> PolicylensError:
    """Return what there is to say where a folder has no revisions."""
    return PolicylensError(
        f"{folder} is not in the working tree of a git repository, and so has no revisions",
        "name two folders, or with --corpus a corpus that is kept in git",
    )
