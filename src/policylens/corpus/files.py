"""Files as they come: opened without trust in their sort or size."""

import os
import stat
from pathlib import Path
from typing import Final

MAX_BYTES: Final = 16 * 1024 * 1024
"""How large a file may be."""


class FileError(Exception):
    """A file cannot be used. `rule` is the rule that it breaks."""

    def __init__(self, rule: str, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.rule = rule
        self.message = message
        self.hint = hint


def read_bytes(path: Path, most: int = MAX_BYTES) -> bytes:
    """Return the content of a regular file of at most `most` bytes.

    Raises FileError for anything else. Never waits: a named pipe is refused without being read.
    """
    try:
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    except OSError as error:
        raise FileError("unreadable", _reason(error), "see that it is there and can be read") from None
    if not stat.S_ISREG(os.fstat(handle).st_mode):  # a folder cannot even be made a file object
        os.close(handle)
        raise irregular()
    with os.fdopen(handle, "rb") as file:
        try:
            data = file.read(most + 1)
        except OSError as error:
            raise FileError("unreadable", _reason(error)) from None
    if len(data) > most:
        raise too_large(most)
    return data


def irregular() -> FileError:
    """Return what is wrong with a folder, a pipe or the like in the place of a file."""
    return FileError("unreadable", "this is not a regular file", "put a text file in its place")


def too_large(most: int = MAX_BYTES) -> FileError:
    """Return what is wrong with a file of more than `most` bytes."""
    return FileError("too-large", f"the file is larger than {most // 1024 // 1024} MB", "split it up")


def _reason(error: OSError) -> str:
    return f"the file cannot be read: {error.strerror or error}"
