"""Files of tables: bytes to text, where nothing is guessed but what a byte order mark shows."""

from pathlib import Path
from typing import Final

from policylens.corpus.files import FileError, read_bytes
from policylens.corpus.reading import shown
from policylens.errors import PolicylensError

MAX_BYTES: Final = 64 * 1024 * 1024
"""How large a table may be."""

_UTF16: Final = (b"\xff\xfe", b"\xfe\xff")

_BINARY: Final = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
"""How the files of spreadsheet programs begin that are no text: Excel's, old and new, and OpenDocument's."""


def text_of(path: Path, name: str, encoding: str = "") -> str:
    """Return the text of a file, which is called `name` in messages; for `encoding` see `reading.opened`.

    Raises PolicylensError, with the line, if it is none.
    """
    text = _decoded(name, _content(path, name), encoding)
    if "\0" in text:
        raise wrong(name, _line_of(text, text.index("\0")), "a NUL stands here, as in no text", "save the table anew")
    return text


def wrong(name: str, line: int, message: str, hint: str = "") -> PolicylensError:
    """Return the error that says what is wrong in a line."""
    return PolicylensError(f"{name}:{line}: {message}", hint)


def _line_of(text: str, position: int) -> int:
    before = text[:position].replace("\r\n", "\n")
    return before.count("\n") + before.count("\r") + 1


def _content(path: Path, name: str) -> bytes:
    try:
        return read_bytes(path, MAX_BYTES)
    except FileError as problem:
        raise PolicylensError(f"{name}: {problem.message}", problem.hint) from None


def _decoded(name: str, data: bytes, encoding: str) -> str:
    if data.startswith(_BINARY):
        raise PolicylensError(f"{name}: this is a spreadsheet program's own file", "save the sheet as CSV UTF-8")
    codec = encoding or ("utf-16" if data.startswith(_UTF16) else "utf-8")
    try:
        return data.decode(codec).removeprefix("\ufeff")
    except LookupError:
        hint = "name one such as utf-8, cp1252, iso-8859-1, utf-16 or mac-roman"
        raise PolicylensError(f"there is no encoding {shown(encoding)}", hint) from None
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        what = f"this is not {codec.upper()} text: byte {error.start + 1:,} of the file is 0x{data[error.start]:02X}"
        hint = "save it as UTF-8 (in Excel: CSV UTF-8), or say what it is, as with --encoding cp1252"
        raise wrong(name, line, what, hint) from None
    except UnicodeError as error:  # an encoding that is not of texts
        raise PolicylensError(f"{name}: this is not {shown(encoding)}: {error}", "name another encoding") from None
