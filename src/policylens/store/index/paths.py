"""The files that an index has."""

from pathlib import Path
from typing import Final

BESIDE: Final = ("-wal", "-shm", "-journal")
"""The endings of files that SQLite has beside a database."""


def all_files(path: Path) -> list[Path]:
    """Return the paths of all files that an index can have."""
    return [path.with_name(path.name + ending) for ending in ("", *BESIDE)]


def remove(path: Path) -> None:
    """Take the files of an index away. Raises OSError if that cannot be done."""
    for each in all_files(path):
        each.unlink(missing_ok=True)
