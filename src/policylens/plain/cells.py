"""What stands in a cell of a table: nothing that a spreadsheet would run, and lists, so that both can be undone."""

import re
from collections.abc import Iterable
from typing import Any

_FORMULA = re.compile(r"'*[=+\-@\t\r\n＝＋－＠]")
"""How a cell begins that a spreadsheet may take for a formula, perhaps with the apostrophes of such cells before it."""

_ITEM = re.compile(r"(?:\\.|[^\\;]|\\\Z)+", re.DOTALL)
_ESCAPE = re.compile(r"\\([\\;])")


def safe(text: str) -> str:
    """Return a text as a cell: with an apostrophe before it where a spreadsheet might run it as a formula.

    One that is such a text behind apostrophes gets another, so that `unsafe` knows which to take away.
    """
    return "'" + text if _FORMULA.match(text) else text


def unsafe(cell: str) -> str:
    """Return the text of a cell: what `safe` was given."""
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell


def joined(items: Iterable[Any]) -> str:
    """Return a list as one text: its items with semicolons between them; their own have a backslash before them."""
    return "; ".join(str(item).replace("\\", "\\\\").replace(";", "\\;") for item in items)


def parted(text: str) -> list[str]:
    """Return the items of a list that was `joined`, without blanks around them and without empty ones."""
    items = (_ESCAPE.sub(r"\1", item).strip() for item in _ITEM.findall(text))
    return [item for item in items if item]
