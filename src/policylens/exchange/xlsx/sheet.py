"""One sheet of a workbook."""

from collections.abc import Mapping, Sequence
from math import ceil
from typing import Any, Final

from policylens.exchange.xlsx.cells import LONGEST_TIP, MOST_LINKS, fitted
from policylens.exchange.xlsx.looks import LOOKS

_A4: Final = 9
_MARGIN: Final = 0.4
"""In inches."""


_LINE: Final = 13.5
"""How high a line of text is, in points."""
_HIGHEST: Final = 409.0
"""How high a row can be, in points."""
_FILL: Final = 1.1
"""How many characters of our size there are on average to one of those in which widths are told."""


class Sheet:
    """A sheet that is filled cell by cell, row after row.

    Texts are written as texts: none is taken for a formula or a number. Rows get the height that their texts need, as
    not every program sees to that.
    """

    def __init__(self, sheet: Any, looks: Mapping[str, Any], widths: Sequence[float]) -> None:
        """`sheet` is XlsxWriter's, and `looks` are the formats of its workbook by the names of `LOOKS`.

        `widths` are those of the first columns, in characters.
        """
        self._sheet = sheet
        self._looks = looks
        self._widths = widths
        self._links = 0
        self._lines: dict[int, int] = {}
        for column, width in enumerate(widths):
            sheet.set_column(column, column, width)

    def text(self, row: int, column: int, text: str, look: str = "text") -> None:
        """Write a text, cut where a cell ends."""
        held = fitted(text)
        self._make_room(row, column, held, look)
        if held:
            self._sheet.write_string(row, column, held, self._looks[look])
        else:
            self._sheet.write_blank(row, column, None, self._looks[look])

    def number(self, row: int, column: int, value: float, look: str = "text") -> None:
        """Write a number."""
        self._sheet.write_number(row, column, value, self._looks[look])

    def link(self, row: int, column: int, text: str, look: str, *, place: str, tip: str) -> None:
        """Write a short text that leads to a place in the workbook, as long as there is room for links.

        `tip` is shown over it. LibreOffice breaks no text with a link into lines.
        """
        if self._links == MOST_LINKS:
            self.text(row, column, text, look)
            return
        self._links += 1
        shown = {"string": fitted(text), "tip": fitted(tip, LONGEST_TIP)}
        self._sheet.write_url(row, column, f"internal:{place}", self._looks[look], **shown)

    def row(self, row: int, texts: Sequence[str], look: str = "text") -> None:
        """Write texts beside each other from the first column on."""
        for column, text in enumerate(texts):
            self.text(row, column, text, look)

    def _make_room(self, row: int, column: int, text: str, look: str) -> None:
        """Make the row as high as a text needs that is broken into lines."""
        if not LOOKS[look].get("text_wrap"):
            return
        a_line = max(1.0, self._widths[column] * _FILL)
        lines = sum(max(1, ceil(len(line) / a_line)) for line in text.split("\n"))
        if lines > self._lines.get(row, 1):
            self._lines[row] = lines
            self._sheet.set_row(row, min(_HIGHEST, lines * _LINE))

    def freeze(self, rows: int, columns: int) -> None:
        """Keep the first rows and columns in sight, and print them on every page."""
        self._sheet.freeze_panes(rows, columns)
        self._sheet.repeat_rows(0, rows - 1)
        if columns:
            self._sheet.repeat_columns(0, columns - 1)

    def filter(self, first: int, last: int, columns: int) -> None:
        """Let the rows from `first`, which has the headings, to `last` be filtered."""
        self._sheet.autofilter(first, 0, max(first, last), columns - 1)

    def paper(self, columns: int, to_a_page: int) -> None:
        """Print on A4 across, as wide as a page, or as several where there are more columns than fit on one."""
        self._sheet.set_landscape()
        self._sheet.set_paper(_A4)
        self._sheet.set_margins(_MARGIN, _MARGIN, _MARGIN + 0.2, _MARGIN + 0.2)
        self._sheet.fit_to_pages(max(1, ceil(columns / to_a_page)), 0)
        self._sheet.set_footer("&L&A&RPage &P of &N")
