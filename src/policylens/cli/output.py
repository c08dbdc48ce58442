"""Writing a result where the user wants it, as the user wants it."""

import errno
import os
import shutil
import stat
import sys
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from policylens.cli.options import Format
from policylens.errors import PolicylensError

if TYPE_CHECKING:
    from policylens.render.page import Page

_SUFFIXES = {
    ".md": Format.MARKDOWN,
    ".markdown": Format.MARKDOWN,
    ".json": Format.JSON,
    ".csv": Format.CSV,
    ".svg": Format.SVG,
}


class Result(NamedTuple):
    """What a command has to show: each form is made only when it is asked for."""

    page: "Callable[[], Page]"
    json: Callable[[], dict[str, Any]]
    csv: Callable[[], str]
    pictured: bool = False
    """Whether there is a picture of it: whether its page has tables or scales that say something without the text."""


class Answer(NamedTuple):
    """What a command has to show, in one form."""

    page: "Page | None"
    """What a table, Markdown or a picture is drawn from; None if data was asked for."""
    text: str | None
    """JSON or CSV; None if a page was asked for."""
    pictured: bool


class Target(NamedTuple):
    """Where and how a result is to be written, as the command line says."""

    format: Format | None = None
    file: str = ""
    force: bool = False

    @property
    def is_stdout(self) -> bool:
        """Whether the result goes to standard output."""
        return self.file in ("", "-", "/dev/stdout")

    @property
    def wanted(self) -> Format:
        """The format that is asked for, or that the file's name ends in, or else a table."""
        return self.format or _SUFFIXES.get(Path(self.file).suffix.lower(), Format.TABLE)


def form_of(target: Target) -> str:
    """Return what has to be made for the target: `json`, `csv` or `page`, from which all else is drawn."""
    return target.wanted.value if target.wanted in (Format.JSON, Format.CSV) else "page"


def formed(result: Result, form: str) -> Answer:
    """Make the result in the form."""
    if form == "page":
        return Answer(result.page(), None, result.pictured)
    if form == "csv":
        return Answer(None, result.csv(), result.pictured)
    from policylens.plain.writing import to_json

    return Answer(None, to_json(result.json()), result.pictured)


def emit(answer: Answer, target: Target) -> None:
    """Write the answer. Raises PolicylensError if it cannot be written.

    Whether it may be written over what is there is the caller's to ask first (`refuse_overwriting`).
    """
    put(drawn(answer, target), target)


def write(data: bytes, target: Target, inputs: Sequence[Path]) -> None:
    """Write bytes to the target, unless it is one of the `inputs` or there already. Raises PolicylensError."""
    refuse_overwriting(target, inputs)
    put(data, target)


def say(message: str) -> None:
    """Print a message about what was done to standard error."""
    encoding = sys.stderr.encoding or "utf-8"
    print(message.encode(encoding, "replace").decode(encoding), file=sys.stderr)


def say_warnings(warnings: int, command: str) -> None:
    """Say how many warnings there are in the data, if there are any, and what lists them."""
    if warnings:
        say(f"policylens: {warnings} warning{'s' * (warnings != 1)} in the data; {command} lists them")


def put(data: bytes, target: Target) -> None:
    """Write bytes to the target. Raises PolicylensError if they cannot be written."""
    if target.is_stdout:
        _print(data)
    else:
        _write(Path(target.file), data)


def drawn(answer: Answer, target: Target) -> bytes:
    """Return the answer as the target wants it. Raises PolicylensError if there is no picture of it."""
    if answer.page is None:
        return (answer.text or "").encode()
    match target.wanted:
        case Format.MARKDOWN:
            from policylens.render.markdown import render

            return render(answer.page).encode()
        case Format.SVG:
            if not answer.pictured:
                raise PolicylensError("there is no picture of this", "compare and crossref have --format svg")
            from policylens.render.picture import render as picture

            return picture(answer.page).encode()
        case _:
            return _table(answer.page, target.is_stdout)


def _table(page: "Page", to_stdout: bool) -> bytes:
    from policylens.render.terminal import Terminal, render

    encoding = (sys.stdout.encoding or "utf-8") if to_stdout else "utf-8"
    terminal = Terminal(
        width=shutil.get_terminal_size().columns,
        colour=to_stdout and _colour(),
        unicode=not to_stdout or _unicode(encoding),
    )
    return render(page, terminal).encode(encoding, "replace")


def _colour() -> bool:
    """Whether to write colours: on a terminal, unless NO_COLOR is set (no-color.org) or the terminal is dumb."""
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    return sys.stdout.isatty() and os.environ.get("TERM") != "dumb"


def _unicode(encoding: str) -> bool:
    """Whether more than ASCII can be shown: the encoding has our signs, and no plain C locale is asked for."""
    chosen = os.environ.get("LC_ALL") or os.environ.get("LC_CTYPE") or os.environ.get("LANG") or ""
    if chosen in ("C", "POSIX"):
        return False
    try:
        "●─┼−±≠□".encode(encoding)
    except (UnicodeEncodeError, LookupError):
        return False
    return True


def _print(data: bytes) -> None:
    try:
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        raise  # nobody reads on, which is no error
    except OSError as error:
        close_quietly()
        raise PolicylensError(f"cannot write to standard output: {error.strerror or error}") from None


def close_quietly() -> None:
    """Let go of standard output, so that Python does not complain when it closes what cannot be written."""
    null = os.open(os.devnull, os.O_WRONLY)
    os.dup2(null, sys.stdout.fileno())


def refuse_overwriting(target: Target, inputs: Sequence[Path]) -> None:
    """Raise PolicylensError if the target is an input, a folder, or a file that is there already."""
    path = Path(target.file)
    if target.is_stdout:
        return
    try:
        there = path.stat()
    except OSError:
        return
    if stat.S_ISDIR(there.st_mode):
        raise PolicylensError(f"{path} is a folder", "name a file to write to")
    if not stat.S_ISREG(there.st_mode):
        return  # a device or a pipe is written to, not over
    if any(file.exists() and path.samefile(file) for file in inputs):
        raise PolicylensError(f"{path} is read here and is never written over", "name another file")
    if not target.force:
        raise PolicylensError(f"{path} is there already", "name another file, or add --force to write over it")


def _write(path: Path, data: bytes) -> None:
    """Write the file whole or not at all: beside itself and renamed; a link is followed, a device written directly."""
    try:
        if path.exists() and not path.is_file():  # asked of the path itself: /dev/fd/63 resolves to no name
            path.write_bytes(data)
        else:
            real = path.resolve()
            if real.is_symlink():  # Python 3.13 leaves it where it leads to itself
                raise OSError(errno.ELOOP, os.strerror(errno.ELOOP))
            _replace(real, data)
    except BrokenPipeError:
        raise  # nobody reads on, which is no error
    except (OSError, RuntimeError) as error:  # before Python 3.13 a link that leads to itself is a RuntimeError
        why = getattr(error, "strerror", None) or error
        raise PolicylensError(f"cannot write {path}: {why}", "name a file in a folder that you can write to") from None


def create(root: Path, files: Mapping[str, bytes]) -> None:
    """Write new files, by their names in the folder `root`, and the folders that they need: all of them or none.

    Raises PolicylensError if one is there already, or cannot be written.
    """
    made: list[Path] = []
    try:
        for name, data in files.items():
            path = root / name
            for folder in reversed([each for each in path.parents if not os.path.lexists(each)]):
                folder.mkdir()
                made.append(folder)
            _create(path, data)
            made.append(path)
    except BaseException as error:
        for path in reversed(made):
            with suppress(OSError):
                path.rmdir() if path.is_dir() else path.unlink()
        if isinstance(error, FileExistsError):
            raise PolicylensError(f"{path} is there already", "it is left as it is") from None
        if isinstance(error, OSError):
            hint = "name a folder that you can write to"
            raise PolicylensError(f"cannot write {path}: {error.strerror or error}", hint) from None
        raise


def _create(path: Path, data: bytes) -> None:
    """Write a file whole or not at all, and never over another: beside itself, then given its name."""
    beside = _written_beside(path, data)
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


def _replace(path: Path, data: bytes) -> None:
    beside = _written_beside(path, data)
    try:
        beside.replace(path)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise


def _written_beside(path: Path, data: bytes) -> Path:
    """Write a file beside the one that it is to become, and return it."""
    import tempfile

    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:100]}.")
    beside = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
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
