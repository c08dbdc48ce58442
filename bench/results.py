"""Everything that is measured, written down: bench/RESULTS.md, and bench/growth.svg beside it.

    python bench/results.py [--only NAME ...]

Runs the other programs of this folder one after another, so that nothing else of it runs meanwhile, and writes what
each prints under what it says of itself. What counts are the ratios: times belong to one machine.
"""

import argparse
import ast
import os
import platform
import sqlite3
import subprocess
import sys
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

HERE = Path(__file__).parent

PROGRAMS: Sequence[Sequence[str]] = (
    ("scale.py",),
    ("growth.py", "--picture", str(HERE / "growth.svg")),
    ("instead.py",),
    ("start.py",),
    ("reading.py",),
    ("anchors.py",),
    ("suggesting.py",),
    ("importing.py",),
)

PACKAGES = ("typer", "rich", "PyYAML", "Jinja2", "pandas")

PICTURES = {"growth.py": "![Time and memory against the number of documents](growth.svg)"}


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--only", nargs="*", metavar="NAME", help="such as scale, growth")
    only = parser.parse_args().only
    parts = [*head()]
    for name, *options in PROGRAMS:
        if only and name.removesuffix(".py") not in only:
            continue
        print(f"{name} ...", file=sys.stderr, flush=True)
        parts += section(name, run(name, options))
        (HERE / "RESULTS.md").write_text("\n\n".join(parts) + "\n", encoding="utf-8")


def head() -> Iterator[str]:
    """Yield the beginning: when, where and with what."""
    yield "# What was measured"
    yield (
        "Written by `make bench`. Each section is what a program of this folder printed, all in one run on a machine. "
        "What counts are the ratios within the run; times are other ones elsewhere."
    )
    yield "\n".join(f"- {line}" for line in machine())


def machine() -> Iterator[str]:
    """Yield what the machine is, and the versions of what took part."""
    yield f"Measured on {datetime.now(UTC).date().isoformat()}"
    yield f"{_processor()}, {_cores()} cores for this process, {_memory()}"
    yield f"{platform.system()}, {platform.python_implementation()} {platform.python_version()}"
    packages = [f"{package} {version(package)}" for package in PACKAGES]
    yield ", ".join([f"SQLite {sqlite3.sqlite_version}", *packages])


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        lines = []
    named = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(named, platform.machine())


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _memory() -> str:
    try:
        size = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    except (ValueError, OSError):
        return "memory unknown"
    return f"{size / 2**30:.0f} GB of memory"


def run(name: str, options: Sequence[str]) -> str:
    """Return what a program prints, or the last line of why it failed."""
    command = [sys.executable, str(HERE / name), *options]
    done = subprocess.run(command, check=False, capture_output=True, text=True, encoding="utf-8")
    if done.returncode:
        return f"{done.stdout}It failed: {done.stderr.strip().splitlines()[-1]}"
    return done.stdout


def section(name: str, printed: str) -> Iterator[str]:
    """Yield a program's part: what it says of itself, and what it printed."""
    told = ast.get_docstring(ast.parse((HERE / name).read_text(encoding="utf-8"))) or ""
    title, *rest = told.split("\n\n")
    yield f"## {title.rstrip('.')}"
    yield from (part for part in rest if not part.startswith(" "))
    yield f"```\n{printed.rstrip()}\n```"
    if name in PICTURES:
        yield PICTURES[name]


if __name__ == "__main__":
    main()
