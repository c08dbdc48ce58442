"""The sheet of a theme: propositions down, documents across, in each cell the position and its reason.

Beside each cell stands what leads to its claims. The cell itself does not: LibreOffice would show its first line alone.
"""

from collections.abc import Mapping
from itertools import count
from typing import Final

from policylens.analysis.comparison import Matrix, PropositionComparison, ThemeComparison
from policylens.analysis.positions import Cell, Position
from policylens.analysis.verdicts import Judgement
from policylens.exchange.xlsx.sheet import Sheet
from policylens.plain.signs import code
from policylens.plain.writing import number
from policylens.signs import MEANINGS, SIGNS

_HEADINGS: Final = ("Proposition", "Verdict", "Speak")
_CLAIMS: Final = "Claims"
BEFORE_DOCUMENTS: Final = len(_HEADINGS)
"""How many columns stand before those of the documents."""
A_DOCUMENT: Final = 2
"""How many columns each document has."""
_HEAD: Final = 2
"""In which row the headings stand, counted from 0: the theme and its question stand above."""
_DOCUMENTS_TO_A_PAGE: Final = 8


def widths(of: Matrix) -> list[float]:
    """Return the widths of the columns."""
    return [36, 16, 9, *[34, 9] * len(of.documents)]


def write_theme(of: Matrix, theme: ThemeComparison, places: Mapping[str, str], sheet: Sheet) -> None:
    """Write the sheet; `places` says where in the workbook each claim stands."""
    headings = [*_HEADINGS, *(heading for document in of.documents for heading in (document.name, _CLAIMS))]
    sheet.text(0, 0, theme.theme.title, "title")
    sheet.text(1, 0, theme.theme.question, "question")
    sheet.row(_HEAD, headings, "heading")
    for row, each in enumerate(theme.propositions, _HEAD + 1):
        _write_row(sheet, row, each, places)
    last = _HEAD + len(theme.propositions)
    if theme.theme.scale is not None:
        _write_places(sheet, last + 2, theme)
    sheet.freeze(_HEAD + 1, 1)
    sheet.filter(_HEAD, last, len(headings))
    sheet.paper(len(of.documents), _DOCUMENTS_TO_A_PAGE)


def _write_row(sheet: Sheet, row: int, of: PropositionComparison, places: Mapping[str, str]) -> None:
    sheet.text(row, 0, of.proposition.text, "strong")
    sheet.text(row, 1, _verdict(of.judgement))
    sheet.text(row, 2, f"{of.judgement.speaking} of {of.judgement.coded}")
    for column, cell in zip(count(BEFORE_DOCUMENTS, A_DOCUMENT), of.cells, strict=False):
        sheet.text(row, column, shown(cell), code(cell))
        _write_claims(sheet, row, column + 1, cell, places)


def _write_claims(sheet: Sheet, row: int, column: int, cell: Cell, places: Mapping[str, str]) -> None:
    """Write on how many claims a position rests; it leads to the first, and they are named over it."""
    claims = [claim for claim in cell.position.claims if claim in places] if cell.position else []
    if claims:
        words = f"{len(claims)} claim{'s' * (len(claims) > 1)}"
        sheet.link(row, column, words, code(cell), place=places[claims[0]], tip=", ".join(claims))
    else:
        sheet.text(row, column, "", code(cell))


def _write_places(sheet: Sheet, row: int, theme: ThemeComparison) -> None:
    """Write the places on the scale below the rows that can be filtered."""
    scale = theme.theme.scale
    ends = f"−2 {scale.low}; +2 {scale.high}" if scale else ""
    sheet.row(row, ["Place on the scale", ends, ""], "strong")
    for column, place in zip(count(BEFORE_DOCUMENTS, A_DOCUMENT), theme.places, strict=False):
        value = number(place.value)
        if value is None:
            sheet.text(row, column, "not coded" if place.not_coded else "no place")
        else:
            sheet.number(row, column, round(value, 2))


def _verdict(judgement: Judgement) -> str:
    return f"{judgement.verdict}, tentative" if judgement.tentative else judgement.verdict.value


def shown(cell: Cell) -> str:
    """Write a cell: its word, its sign with its marks, and the reason below.

    The word stands first: a cell that begins with a sign becomes a formula when somebody edits it.
    """
    key = code(cell)
    head = f"{MEANINGS[key][0]} ({SIGNS[key]}{_marks(cell.position)})"
    return f"{head}\n{cell.position.because or _counts(cell.position)}" if cell.position else head


def _marks(position: Position | None) -> str:
    if position is None:
        return ""
    return SIGNS["low"] * position.low_confidence + SIGNS["contested"] * bool(position.contrary)


def _counts(position: Position) -> str:
    """Say on what a position rests that nobody has charted."""
    plural = "s" * (position.claims_for != 1)
    return f"Computed: {position.claims_for} claim{plural} for, {position.claims_against} against."
