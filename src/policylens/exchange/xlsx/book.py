"""A workbook: the framework matrix with a sheet for each theme, all claims, and the method.

XlsxWriter writes it: it does nothing else, is well kept, needs no other library, and makes the same bytes of the same
data once the date is given.
"""

from datetime import datetime
from io import BytesIO
from types import ModuleType
from typing import Any, Final

from policylens.analysis.comparison import Matrix, overview
from policylens.errors import PolicylensError
from policylens.exchange.xlsx.cells import MOST_COLUMNS, MOST_ROWS, SheetNames
from policylens.exchange.xlsx.claims import COLUMNS, claim_rows, write_claims
from policylens.exchange.xlsx.looks import LOOKS
from policylens.exchange.xlsx.method import WIDTHS, write_method
from policylens.exchange.xlsx.sheet import Sheet
from policylens.exchange.xlsx.theme import A_DOCUMENT, BEFORE_DOCUMENTS, widths, write_theme

_MADE: Final = datetime(2000, 1, 1)
"""A date that says nothing, so that the same data make the same bytes."""

_OPTIONS: Final = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
}

_INSTALL: Final = "pip install 'policylens[xlsx]'"


def write(of: Matrix) -> bytes:
    """Return the matrix as a workbook; the same bytes for the same data.

    Raises PolicylensError without the extra, and for what no sheet can hold.
    """
    library = _library()
    _refuse_too_many(A_DOCUMENT * len(of.documents) + BEFORE_DOCUMENTS, MOST_COLUMNS, "documents", "columns")
    _refuse_too_many(sum(len(each.claims) for each in of.documents) + 1, MOST_ROWS, "claims", "rows")
    file = BytesIO()
    with library.Workbook(file, _OPTIONS) as book:
        book.set_properties({"title": "Framework matrix", "created": _MADE})
        _fill(of, book)
    return file.getvalue()


def _fill(of: Matrix, book: Any) -> None:
    """Write the sheets, whose names are chosen first: cells lead to the one with the claims."""
    looks = {name: book.add_format(look) for name, look in LOOKS.items()}
    names = SheetNames()
    claims, method = names.of("Claims"), names.of("Method")
    places = claim_rows(of, claims)
    for theme in overview(of):
        write_theme(of, theme, places, Sheet(book.add_worksheet(names.of(theme.theme.title)), looks, widths(of)))
    write_claims(of, Sheet(book.add_worksheet(claims), looks, list(COLUMNS.values())))
    write_method(of, Sheet(book.add_worksheet(method), looks, WIDTHS))


def _refuse_too_many(number: int, most: int, things: str, room: str) -> None:
    if number > most:
        message = f"there are too many {things} for a sheet, which has {most:,} {room}"
        raise PolicylensError(message, "choose some documents with -d, or export csv")


def _library() -> ModuleType:
    try:
        import xlsxwriter
    except ImportError:
        raise PolicylensError("workbooks are written by a library that is not installed", _INSTALL) from None
    library: ModuleType = xlsxwriter
    return library
