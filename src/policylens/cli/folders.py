"""Folders written whole or not at all, and never over what somebody else has put there."""

import errno
import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from policylens.cli.writing import (
    UNFINISHED,
    add,
    begun_beside,
    explained,
    give_name,
    new_folders,
    permit,
    take_away,
)
from policylens.errors import PolicylensError


def refuse_unless_empty(folder: Path, otherwise: str = "") -> None:
    """Raise PolicylensError unless the folder is empty or can be made; `otherwise` is what else one can do.

    A hidden folder that `create_folder` was kept from renaming does not count.
    """
    hint = "name a folder that is not there yet, or an empty one"
    try:
        there = [name for name in os.listdir(folder) if not _is_left_over(name, folder)]
    except FileNotFoundError:
        if folder.is_symlink():
            raise PolicylensError(f"{folder} is a link that leads nowhere", hint) from None
        return
    except NotADirectoryError:
        raise PolicylensError(f"{folder} is no folder, or lies in something that is none", hint) from None
    except (OSError, ValueError) as error:
        raise PolicylensError(f"the folder {folder} cannot be read: {error}", hint) from None
    if there:
        raise PolicylensError(f"{folder} is not empty", hint + otherwise)


def create_folder(root: Path, files: Iterable[tuple[str, bytes]]) -> None:
    """Write files, by their names, as all that is in a folder that is new or empty: all of them or none.

    They are written as they come, into a hidden folder; what comes under the name of an earlier one is its next piece.
    A new folder is that one, renamed; into an empty one what is in it is moved, files last. Raises PolicylensError if
    the folder is no longer new or empty, or cannot be written.
    """
    empty = root.is_dir()
    with new_folders(root.parent), _hidden_folder(root if empty else root.parent, root) as hidden:
        for name, data in files:
            with explained(root / name):
                path = hidden / name
                path.parent.mkdir(parents=True, exist_ok=True)
                add(path, data)
        with explained(root):
            _move_into(root, hidden) if empty else _become(root, hidden)


@contextmanager
def _hidden_folder(where: Path, root: Path) -> Iterator[Path]:
    """Make a folder whose name says what it is to become; take away what is left of it in the end."""
    hidden = where / f"{_beginning(root)}{os.urandom(4).hex()}{UNFINISHED}"
    with explained(root):
        hidden.mkdir()
    try:
        yield hidden
    finally:
        shutil.rmtree(hidden, ignore_errors=True)


def _beginning(root: Path) -> str:
    """Return how the names of the hidden folders begin that are to become this one."""
    return f".{root.name[:50] or 'new'}."


def _is_left_over(name: str, root: Path) -> bool:
    """Return whether this is what a process has left that was killed before it could fill the folder."""
    return name.startswith(_beginning(root)) and name.endswith(UNFINISHED)


def _become(root: Path, hidden: Path) -> None:
    try:
        hidden.rename(root)
    except OSError as error:
        if error.errno in (errno.ENOTEMPTY, errno.ENOTDIR):  # made meanwhile
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST)) from None
        raise


def _move_into(root: Path, hidden: Path) -> None:
    """Move what is in one folder to another, folders first; take it away again if that fails."""
    moved: list[Path] = []
    try:
        for each in sorted(hidden.iterdir(), key=lambda each: (not each.is_dir(), each.name)):
            place = root / each.name
            each.rename(place) if each.is_dir() else give_name(each, place)
            moved.append(place)
    except BaseException:
        for place in moved:
            with suppress(OSError):
                shutil.rmtree(place) if place.is_dir() else place.unlink()
        raise


def replace_all(root: Path, files: Iterable[tuple[str, bytes]]) -> None:
    """Write files, by their names in the folder `root`, over those of these names; other files there stay.

    What comes under the name of an earlier one is its next piece. None is put in its place before all are written.
    Raises PolicylensError if one cannot be.
    """
    ready: dict[Path, Path] = {}
    with new_folders(root):
        try:
            for name, data in files:
                path = root / name
                with explained(path):
                    if path not in ready:
                        _refuse_folder(path)
                        ready[path] = begun_beside(path)
                    add(ready[path], data)
            for path, beside in ready.items():
                with explained(path):
                    permit(beside, path)
            for path, beside in ready.items():
                with explained(path):
                    beside.replace(path)
        finally:
            for beside in ready.values():
                take_away(beside)


def _refuse_folder(path: Path) -> None:
    if path.is_dir():
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
