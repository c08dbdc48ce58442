"""Files written whole or not at all, and never over what somebody else has put there."""

import errno
import os
import stat
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path

from policylens.errors import PolicylensError


def refuse_unless_empty(folder: Path, otherwise: str = "") -> None:
    """Raise PolicylensError unless the folder is empty or can be made; `otherwise` is what else one can do."""
    hint = "name a folder that is not there yet, or an empty one"
    try:
        there = os.listdir(folder)
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


def create(root: Path, files: Mapping[str, bytes] | Iterable[tuple[str, bytes]]) -> None:
    """Write new files, by their names in the folder `root`, and the folders that they need: all of them or none.

    Files that come one by one are written as they come. Raises PolicylensError if one is there already, or cannot be
    written.
    """
    made: list[Path] = []
    path = root
    try:
        for name, data in files.items() if isinstance(files, Mapping) else files:
            path = root / name
            for folder in reversed([each for each in path.parents if not os.path.lexists(each)]):
                folder.mkdir()
                made.append(folder)
            _create(path, data)
            made.append(path)
    except BaseException as error:
        for there in reversed(made):
            with suppress(OSError):
                there.rmdir() if there.is_dir() else there.unlink()
        if isinstance(error, FileExistsError):
            raise PolicylensError(f"{path} is there already", "it is left as it is") from None
        if isinstance(error, OSError):
            raise _unwritable(path, error) from None
        raise


def replace_all(root: Path, files: Mapping[str, bytes]) -> None:
    """Write files, by their names in the folder `root`, over those of these names; other files there stay.

    None is put in its place before all are written. Raises PolicylensError if one cannot be.
    """
    ready: list[tuple[Path, Path]] = []
    path = root
    try:
        root.mkdir(parents=True, exist_ok=True)
        for name, data in files.items():
            path = root / name
            if path.is_dir():
                raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
            ready.append((_written_beside(path, [data]), path))
        for beside, path in ready:
            beside.replace(path)
    except OSError as error:
        raise _unwritable(path, error) from None
    finally:
        for beside, _ in ready:
            beside.unlink(missing_ok=True)


def _unwritable(path: Path, error: OSError) -> PolicylensError:
    return PolicylensError(f"cannot write {path}: {error.strerror or error}", "name a folder that you can write to")


def _create(path: Path, data: bytes) -> None:
    """Write a file whole or not at all, and never over another: beside itself, then given its name."""
    beside = _written_beside(path, [data])
    try:
        try:
            os.link(beside, path)
        except FileExistsError:
            raise
        except OSError:  # a file system without links
            if os.path.lexists(path):
                raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(path)) from None
            beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)


def replace(path: Path, pieces: Iterable[bytes]) -> None:
    """Write a file whole or not at all, over the one that is there: beside it and renamed. Raises OSError."""
    beside = _written_beside(path, pieces)
    try:
        beside.replace(path)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise


def _written_beside(path: Path, pieces: Iterable[bytes]) -> Path:
    """Write a file, piece by piece, beside the one that it is to become, and return it."""
    import tempfile

    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:100]}.")
    beside = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.writelines(pieces)
        beside.chmod(_mode(path))
    except BaseException:
        beside.unlink(missing_ok=True)
        raise
    return beside


def _mode(path: Path) -> int:
    """Return the permissions that the file has, or that a new one would get."""
    if path.exists():
        return stat.S_IMODE(path.stat().st_mode)
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
