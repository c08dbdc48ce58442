"""Files written whole or not at all, and never over what somebody else has put there.

Each is written beside its place, under a name that begins with a dot and ends in `.part`, and then given its own. That
is what a process leaves that is killed meanwhile: nothing reads it, and whoever finds it may take it away.
"""

import errno
import os
import stat
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from policylens.errors import PolicylensError

UNFINISHED: Final = ".part"
"""How the name of a file or a folder ends that is being written."""


def create(path: Path, data: bytes) -> None:
    """Write a new file, and the folders that it needs: all of it or nothing.

    Raises PolicylensError if it is there already, or cannot be written.
    """
    with new_folders(path.parent), explained(path):
        beside = written_beside(path, [data])
        try:
            give_name(beside, path)
        finally:
            take_away(beside)


def replace(path: Path, pieces: Iterable[bytes]) -> None:
    """Write a file whole or not at all, over the one that is there: beside it and renamed. Raises OSError."""
    beside = written_beside(path, pieces)
    try:
        beside.replace(path)
    except BaseException:
        take_away(beside)
        raise


def written_beside(path: Path, pieces: Iterable[bytes]) -> Path:
    """Write a file, piece by piece, beside the one that it is to become, and return it. Raises OSError."""
    beside = begun_beside(path)
    try:
        with beside.open("wb") as file:
            file.writelines(pieces)
        permit(beside, path)
    except BaseException:
        take_away(beside)
        raise
    return beside


def begun_beside(path: Path) -> Path:
    """Make an empty file, for nobody else to read, beside the one that it is to become. Raises OSError."""
    import tempfile

    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:50]}.", suffix=UNFINISHED)
    os.close(handle)
    return Path(name)


def add(path: Path, data: bytes) -> None:
    """Write on at the end of a file, made if it is not there. Raises OSError."""
    with path.open("ab") as file:
        file.write(data)


def permit(beside: Path, path: Path) -> None:
    """Give a file that is written the permissions of the one that it is to become. Raises OSError."""
    beside.chmod(_mode(path))


def give_name(beside: Path, path: Path) -> None:
    """Give a file that is written its name, and never another's; its first name may stay. Raises OSError."""
    try:
        os.link(beside, path)
    except FileExistsError:
        raise
    except OSError:  # a file system without links
        if os.path.lexists(path):
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(path)) from None
        beside.replace(path)


def take_away(beside: Path) -> None:
    """Take a file away that is not needed, if it is there; where that cannot be, it does no harm."""
    with suppress(OSError):
        beside.unlink(missing_ok=True)


@contextmanager
def new_folders(folder: Path) -> Iterator[None]:
    """Make a folder and those around it, where they are not there; take them away again if what follows fails.

    Raises PolicylensError if one cannot be made.
    """
    made: list[Path] = []
    try:
        for each in reversed([each for each in (folder, *folder.parents) if not os.path.lexists(each)]):
            with explained(each):
                each.mkdir()
            made.append(each)
        yield
    except BaseException:
        for each in reversed(made):
            with suppress(OSError):
                each.rmdir()
        raise


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Raise PolicylensError, with what one can do, if this path cannot be written."""
    try:
        yield
    except FileExistsError:
        raise PolicylensError(f"{path} is there already", "it is left as it is") from None
    except OSError as error:
        message = f"cannot write {path}: {error.strerror or error}"
        raise PolicylensError(message, "name a folder that you can write to") from None


def _mode(path: Path) -> int:
    """Return the permissions that the file has, or that a new one would get."""
    if path.exists():
        return stat.S_IMODE(path.stat().st_mode)
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
