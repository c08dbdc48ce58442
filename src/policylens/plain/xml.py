"""Texts as XML can hold them."""

import re
from typing import Final

_FORBIDDEN: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What no XML may hold (XML 1.0, 2.2): most control codes, halves of characters, and two that are none."""

_LINE_END: Final = re.compile("\r\n?")


def holdable(text: str) -> str:
    """Return a text as it is read back from XML: what XML cannot hold is shown as U+FFFD, line ends are newlines."""
    return _LINE_END.sub("\n", _FORBIDDEN.sub("\ufffd", text))
