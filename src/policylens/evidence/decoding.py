"""Bytes to text, where nothing but the bytes says how."""

import codecs
import re
from typing import Final

_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # begins as that of UTF-16 does, so it is looked for first
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

_DECLARED = re.compile(
    rb"""<meta\b[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]{1,40})|<\?xml[^>]{0,100}?encoding=["']([\w.:-]{1,40})""",
    re.IGNORECASE,
)

_CHARSETS = re.compile(r"iso8859|iso2022|cp\d|koi8|mac|euc|gb|big5|shift_jis|tis")
"""The encodings of texts: Python has more, that turn bytes into something else."""


def decoded(data: bytes, *, declared: bool = False) -> str:
    """Return a text: by its byte order mark; UTF-8 if it is that; as it declares, if it may; else Windows-1252.

    A page that says ISO 8859-1 or ASCII is read as Windows-1252, as browsers do (WHATWG, Encoding Standard, 4.2).
    Bytes that stand for nothing become U+FFFD.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace")
    try:
        return data.decode()
    except UnicodeDecodeError:
        return data.decode((declared and _declared(data)) or "cp1252", "replace")


def _declared(data: bytes) -> str:
    """Return the encoding that an HTML file names in its beginning, "" if it names none that is known."""
    found = _DECLARED.search(data[:4096])
    if not found:
        return ""
    try:
        name = codecs.lookup((found[1] or found[2]).decode("ascii", "replace")).name
    except LookupError:
        return ""
    return name if _CHARSETS.match(name) and name != "iso8859-1" else ""
