"""Writing a result where the user wants it, as the user wants it."""

import errno
import os
import re
import shutil
import stat
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from policylens.cli.options import Format
from policylens.cli.resuming import not_twice
from policylens.cli.writing import replace
from policylens.errors import PolicylensError

if TYPE_CHECKING:
    from policylens.render.page import Page

_SUFFIXES = {
    ".md": Format.MARKDOWN,
    ".markdown": Format.MARKDOWN,
    ".json": Format.JSON,
    ".csv": Format.CSV,
    ".svg": Format.SVG,
    ".png": Format.PNG,
}

PICTURES = (Format.SVG, Format.PNG)

_PICTURED = "compare has pictures of themes, propositions and groups, crossref of documents in pairs"


class Result(NamedTuple):
    """What a command has to show: each form is made only when it is asked for."""

    page: "Callable[[], Page]"
    json: Callable[[], dict[str, Any] | list[dict[str, Any]]]
    csv: Callable[[], str]
    picture: Callable[[str], dict[str, Any]] | None = None
    """Makes the specification of its picture, given the name of the corpus; None if there is no picture of it."""


class Answer(NamedTuple):
    """What a command has to show, in one form; the others are None."""

    page: "Page | None" = None
    """What a table or Markdown is drawn from."""
    text: str | None = None
    """JSON or CSV."""
    picture: dict[str, Any] | None = None
    """The specification that an SVG or PNG is drawn from."""


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
    """Return what has to be made for the target: `json`, `csv`, `picture`, or `page`, from which all else is drawn."""
    if target.wanted in PICTURES:
        return "picture"
    return target.wanted.value if target.wanted in (Format.JSON, Format.CSV) else "page"


def formed(result: Result, form: str, corpus: str = "") -> Answer:
    """Make the result in the form; a picture says the name of the `corpus`.

    Raises PolicylensError if there is no picture of it.
    """
    if form == "page":
        return Answer(page=result.page())
    if form == "csv":
        return Answer(text=result.csv())
    if form == "picture":
        if result.picture is None:
            raise PolicylensError("there is no picture of this", _PICTURED)
        return Answer(picture=result.picture(corpus))
    from policylens.plain.writing import to_json

    return Answer(text=to_json(result.json()))


def emit(answer: Answer, target: Target) -> None:
    """Write the answer. Raises PolicylensError if it cannot be written.

    Whether it may be written over what is there is the caller's to ask first (`refuse_overwriting`).
    """
    put(drawn(answer, target), target)


def write(data: bytes, target: Target, inputs: Sequence[Path]) -> None:
    """Write bytes to the target, unless it is one of the `inputs` or there already. Raises PolicylensError."""
    refuse_overwriting(target, inputs)
    _put(_for(target, [data]), target)


def write_pieces(pieces: Iterable[bytes], target: Target, inputs: Sequence[Path]) -> None:
    """Write bytes as they come to the target, as `write` does: a file gets its name once it is whole."""
    refuse_overwriting(target, inputs)
    _put(_for(target, pieces), target)


def say(message: str) -> None:
    """Print a message about what was done to standard error, on one line: names in it may hold anything."""
    encoding = sys.stderr.encoding or "utf-8"
    text = message.encode(encoding, "replace").decode(encoding)
    print("".join(sign if sign.isprintable() else "?" for sign in text), file=sys.stderr)


def say_warnings(warnings: int, command: str) -> None:
    """Say how many warnings there are in the data, if there are any, and what lists them."""
    if warnings:
        say(f"policylens: {warnings} warning{'s' * (warnings != 1)} in the data; {command} lists them")


def put(data: bytes, target: Target) -> None:
    """Write bytes to the target. Raises PolicylensError if they cannot be written."""
    _put([data], target)


def _put(pieces: Iterable[bytes], target: Target) -> None:
    if target.is_stdout:
        _print(pieces)
    else:
        _write(Path(target.file), pieces)


def drawn(answer: Answer, target: Target) -> bytes:
    """Return the answer as the target wants it. Raises PolicylensError if what draws pictures is not installed."""
    if answer.picture is not None:
        from policylens.render import picture

        return picture.png(answer.picture) if target.wanted is Format.PNG else picture.svg(answer.picture).encode()
    if answer.page is None:
        return b"".join(_for(target, [(answer.text or "").encode()]))
    if target.wanted is Format.MARKDOWN:
        from policylens.render.markdown import render

        return render(answer.page).encode()
    return _table(answer.page, target.is_stdout)


_CODES = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")
"""What steers a terminal. Data keep it, as other programs read them, unless it is a terminal that they go to."""


def _for(target: Target, pieces: Iterable[bytes]) -> Iterable[bytes]:
    """Return data as they are to be written: on a terminal every code stands as a sign that it was there."""
    if not (target.is_stdout and sys.stdout.isatty()):
        return pieces
    return (_CODES.sub("\ufffd", piece.decode("utf-8", "replace")).encode() for piece in pieces)


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


def _print(pieces: Iterable[bytes]) -> None:
    try:
        sys.stdout.flush()
        sys.stdout.buffer.writelines(not_twice(pieces))
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
    """Raise PolicylensError if the target is an input, a folder, or a file that is there already.

    So too if it is a terminal and would get what no terminal shows.
    """
    path = Path(target.file)
    if target.is_stdout:
        if target.wanted is Format.PNG:
            refuse_terminal("a PNG", "picture.png")
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


def refuse_terminal(what: str, example: str) -> None:
    """Raise PolicylensError if standard output is a terminal, which could not show this; `example` is a file for it."""
    if sys.stdout.isatty():
        raise PolicylensError(f"{what} is no text that a terminal could show", f"add -o FILE, as in -o {example}")


def _write(path: Path, pieces: Iterable[bytes]) -> None:
    """Write the file whole or not at all: beside itself and renamed; a link is followed, a device written directly."""
    try:
        if path.exists() and not path.is_file():  # asked of the path itself: /dev/fd/63 resolves to no name
            with path.open("wb") as file:
                file.writelines(not_twice(pieces))
        else:
            real = path.resolve()
            if real.is_symlink():  # Python 3.13 leaves it where it leads to itself
                raise OSError(errno.ELOOP, os.strerror(errno.ELOOP))
            replace(real, pieces)
    except BrokenPipeError:
        raise  # nobody reads on, which is no error
    except (OSError, RuntimeError) as error:  # before Python 3.13 a link that leads to itself is a RuntimeError
        why = getattr(error, "strerror", None) or error
        raise PolicylensError(f"cannot write {path}: {why}", "name a file in a folder that you can write to") from None
