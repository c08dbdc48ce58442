"""Where the indexes lie, and what can be said of them without opening a corpus."""

import os
import re
from contextlib import suppress
from pathlib import Path
from typing import Final

from policylens.store.cache import Contents
from policylens.store.fingerprint import digest
from policylens.store.index import paths

MOST: Final = 8
"""So many corpora are kept; beyond that those go that have not been used for longest."""

_ENDING: Final = ".sqlite"

_FILE: Final = re.compile(rf"([0-9a-f]{{40}}{re.escape(_ENDING)})(?:{'|'.join(paths.BESIDE)})?")
"""The name of a file of an index."""


def place_of(folder: Path, root: Path, *, bundled: bool = False) -> Path:
    """Return where the index of the corpus in `root` lies, in policylens' folder in the user's cache."""
    parts = [os.fsencode(os.path.realpath(root)), b"bundled" if bundled else b""]  # which also bears loops of links
    return folder / "indexes" / f"{digest(parts)}{_ENDING}"


def taken_away(path: Path) -> bool:
    """Take an index away; return whether that could be done."""
    try:
        paths.remove(path)
    except OSError:
        return False
    return True


class Indexes:
    """The indexes in policylens' folder. No method raises if one cannot be read or taken away."""

    def __init__(self, folder: Path) -> None:
        self.place = folder / "indexes"

    def paths(self) -> list[Path]:
        """Return where they lie, those used last at the end."""
        times: dict[Path, int] = {}
        with suppress(OSError), os.scandir(self.place) as there:
            for entry in there:
                index = _FILE.fullmatch(entry.name)
                if index and not entry.is_dir(follow_symlinks=False):
                    with suppress(OSError):  # another process may just have taken it away
                        path, time = self.place / index[1], entry.stat(follow_symlinks=False).st_mtime_ns
                        times[path] = max(time, times.get(path, 0))
        return sorted(times, key=lambda path: (times[path], path))

    def contents(self) -> Contents:
        """Return how many there are, and how large they are together."""
        there = self.paths()
        return Contents(len(there), sum(map(_size, there)))

    def clear(self) -> Contents:
        """Take all of them away, and nothing else that lies in the folder; return what there was."""
        found = [(path, _size(path)) for path in self.paths()]
        sizes = [size for path, size in found if taken_away(path)]
        return Contents(len(sizes), sum(sizes))

    def drop_oldest(self) -> None:
        """Take those away that are too many."""
        for path in self.paths()[:-MOST]:
            taken_away(path)


def _size(path: Path) -> int:
    total = 0
    for each in paths.all_files(path):
        with suppress(OSError):
            total += each.lstat().st_size
    return total
