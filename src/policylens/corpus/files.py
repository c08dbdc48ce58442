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


def read_bytes(path: Path) -> bytes:
    """Return the content of a regular file of at most `MAX_BYTES`.

    Raises FileError for anything else. Never waits: a named pipe is refused without being read.
    """
    try:
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    except OSError as error:
        raise FileError("unreadable", _reason(error), "see that it is there and can be read") from None
    if not stat.S_ISREG(os.fstat(handle).st_mode):  # a folder cannot even be made a file object
        os.close(handle)
        raise FileError("unreadable", "this is not a regular file", "put a text file in its place")
    with os.fdopen(handle, "rb") as file:
        try:
            data = file.read(MAX_BYTES + 1)
        except OSError as error:
            raise FileError("unreadable", _reason(error)) from None
    if len(data) > MAX_BYTES:
        raise FileError("too-large", f"the file is larger than {MAX_BYTES // 1024 // 1024} MB", "split it up")
    return data


def _reason(error: OSError) -> str:
    return f"the file cannot be read: {error.strerror or error}"
