"""A user without privileges, who cannot write where others own: a real one, as permissions do not stop root."""

import os
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from cli.support import environment

from policylens import resources

from .tracing import Run

NOBODY = 65534
"""Whom every Unix has."""

_VERSION = f"{sys.version_info.major}.{sys.version_info.minor}"


def _as_user() -> Mapping[str, Any]:
    return {"user": NOBODY, "group": NOBODY, "extra_groups": []} if os.geteuid() == 0 else {}


def _paths() -> str:
    """Return where policylens and what it needs can be imported from."""
    installed = dict.fromkeys(sysconfig.get_path(name) for name in ("purelib", "platlib"))
    return os.pathsep.join([str(resources.package().parent), *installed])


def _pythons() -> Iterator[str]:
    yield sys.executable
    for folder in ("/usr/bin", "/usr/local/bin"):
        if found := shutil.which(f"python{_VERSION}", path=folder):
            yield found


@cache
def python() -> str:
    """Return a Python of this version that the user can run policylens with; "" if there is none."""
    for each in _pythons():
        command = [each, "-m", "policylens", "--version"]
        try:
            done = subprocess.run(command, capture_output=True, cwd="/", env=_environment(), check=False, **_as_user())
        except OSError:  # it lies in a folder that is closed to them
            continue
        if done.returncode == 0:
            return each
    return ""


def _environment(**changes: str | None) -> dict[str, str]:
    """Return the environment of a user who has set nothing, with these variables; without those that are None."""
    own = environment(PYTHONPATH=_paths(), PYTHONDONTWRITEBYTECODE="1")
    for name in ("XDG_CACHE_HOME", "XDG_DATA_HOME", "HOME"):
        own.pop(name, None)
    return own | {name: value for name, value in changes.items() if value is not None}


def run(line: str, folder: Path, **changes: str | None) -> Run:
    """Run the program as the user, in a folder, with these variables; those that are None are not set."""
    done = subprocess.run(
        [python(), "-m", "policylens", *line.split()],
        cwd=folder,
        capture_output=True,
        text=True,
        encoding="utf-8",
        env=_environment(**changes),
        check=False,
        **_as_user(),
    )
    return Run(done.returncode, done.stdout, done.stderr)
