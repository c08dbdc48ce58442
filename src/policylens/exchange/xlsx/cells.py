"""What a cell of a workbook can hold, and what a sheet can be called."""

import re
from typing import Final

from policylens.plain.xml import holdable

LONGEST: Final = 32_767
"""How long the text of a cell can be, in the units of UTF-16."""
LONGEST_TIP: Final = 255
"""How long what is shown over a link can be."""
LONGEST_NAME: Final = 31
"""How long the name of a sheet can be."""
MOST_LINKS: Final = 65_530
"""How many links a sheet can have."""
MOST_ROWS: Final = 1_048_576
MOST_COLUMNS: Final = 16_384

_CUT: Final = " […]"
_IN_NO_NAME: Final = re.compile(r"[\[\]:*?/\\\x00-\x1f\x7f-\x9f\u2028\u2029\ufffd]+")
_TAKEN: Final = "history"
"""What Excel keeps for itself."""


def fitted(text: str, most: int = LONGEST) -> str:
    """Return a text as a cell can hold it; of one that is too long, its beginning with a sign that there is more."""
    held = holdable(text)
    return held if _units(held) <= most else _first(held, most - _units(_CUT)) + _CUT


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def _first(text: str, most: int) -> str:
    """Return as much of a text as has at most so many units, and no half of a character."""
    return text.encode("utf-16-le")[: 2 * most].decode("utf-16-le", "ignore")


class SheetNames:
    """Names for sheets, each given once, whatever their capitals."""

    def __init__(self) -> None:
        self._given = {_TAKEN}

    def of(self, title: str) -> str:
        """Return a name for a sheet of this title: without what no name may hold, short enough, and not yet given."""
        base = " ".join(_IN_NO_NAME.sub(" ", holdable(title)).split()).strip("'") or "Sheet"
        name, number = self._short(base, ""), 1
        while name.casefold() in self._given:
            number += 1
            name = self._short(base, f" {number}")
        self._given.add(name.casefold())
        return name

    @staticmethod
    def _short(base: str, after: str) -> str:
        """Return the first words of a name that leave room for what comes after them."""
        most = LONGEST_NAME - _units(after)
        if _units(base) > most:
            base = _first(base, most + 1).rpartition(" ")[0] or _first(base, most)
        return base.strip(" '") + after
