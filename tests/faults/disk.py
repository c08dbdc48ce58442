"""A small disk of one's own, in memory, which nobody else sees: in a namespace of its own, with which it goes.

A process that does nothing but wait holds the namespace open. The program is run within it; the tests look at the disk
from outside, through `/proc`.
"""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from cli.support import PROGRAM, environment

from .tracing import Run

SIZE = 1024 * 1024

PAGE = 4096
"""What is written takes whole pages."""

_MOUNTED = 'mount -t tmpfs -o "size=$1,mode=777" tmpfs "$2" && echo ready && read wait'
_WITHIN = 'cd "$1" && shift && exec "$@"'


def _ways() -> tuple[list[str], list[str]]:
    """Return how a namespace is made and entered: as root, or as anybody in a namespace of users, too."""
    if os.geteuid() == 0:
        return ["unshare", "--mount"], ["nsenter", "--mount"]
    return ["unshare", "--user", "--map-root-user", "--mount"], ["nsenter", "--preserve-credentials", "-U", "--mount"]


@cache
def why_not() -> str:
    """Return why there can be no such disk here; "" if there can."""
    missing = [tool for tool in ("unshare", "nsenter", "mount") if shutil.which(tool) is None]
    if missing or not Path("/proc/self/root").exists():
        return f"needs {', '.join([*missing, 'Linux'])}"
    line = 'mount -t tmpfs tmpfs "$1"'
    done = subprocess.run([*_ways()[0], "sh", "-c", line, "sh", "/mnt"], capture_output=True, text=True, check=False)
    return f"no disk can be mounted here: {done.stderr.strip()}" if done.returncode else ""


class SmallDisk:
    """A disk of a megabyte."""

    def __init__(self, place: Path, holder: int) -> None:
        self.place = place
        """Where it is for the program."""
        self.seen = Path(f"/proc/{holder}/root{place}")
        """Where it is for the tests."""
        self._holder = holder

    def run(self, line: str, folder: Path, **changes: str) -> Run:
        """Run the program in a folder, with these variables."""
        enter = [*_ways()[1], "--target", str(self._holder), "sh", "-c", _WITHIN, "sh", str(folder)]
        done = subprocess.run(
            [*enter, PROGRAM, *line.split()],
            capture_output=True,
            text=True,
            encoding="utf-8",
            env=environment(**changes),
            check=False,
        )
        return Run(done.returncode, done.stdout, done.stderr)

    def fill(self, free: int) -> None:
        """Fill it but for so many bytes."""
        with (self.seen / "ballast").open("wb", buffering=0) as file:
            try:
                while file.write(bytes(PAGE)):
                    pass
            except OSError:
                file.truncate(max(file.tell() - free, 0))

    def clear(self) -> None:
        """Take everything away that is on it."""
        for path in self.seen.iterdir():
            shutil.rmtree(path) if path.is_dir() else path.unlink()


@contextmanager
def mounted(place: Path) -> Iterator[SmallDisk]:
    """Mount such a disk on an empty folder, for a while."""
    command = [*_ways()[0], "sh", "-c", _MOUNTED, "sh", str(SIZE), str(place)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "ready\n"
        yield SmallDisk(place, holder.pid)
        holder.communicate("\n")
