"""The sheet of the method: what the signs, colours and verdicts mean, and how each document was read."""

from collections.abc import Iterator
from typing import Final

from policylens import __version__
from policylens.analysis.comparison import Matrix
from policylens.analysis.verdicts import Verdict
from policylens.exchange.xlsx.sheet import Sheet
from policylens.model import Document
from policylens.plain.cells import joined
from policylens.signs import MEANINGS, SIGNS

WIDTHS: Final = (24, 60, 40, 30, 26, 12, 20, 12, 10, 40, 12, 8)
"""The widths of the columns."""

_VERDICTS: Final = {
    Verdict.AGREE: "two or more speak, all on one side and all without reservation",
    Verdict.AGREE_IN_PART: "two or more speak, all on one side, at least one with reservations",
    Verdict.LEAN: "some take one side, the others both or mixed; none takes the other side",
    Verdict.DIVERGE: "both sides are taken",
    Verdict.UNCLEAR: "two or more speak, and none takes a side",
    Verdict.ONE_VOICE: "only one document speaks",
    Verdict.SILENT: "no document that has been read for it speaks",
    Verdict.NOT_CODED: "no document has been read for it",
}

_NOTES: Final = (
    "A position is what a document as a whole holds on a proposition, as its coder judged it, with the reason.",
    "A document that is silent has been read for the proposition and says nothing on it. It counts on no side.",
    "Where nobody has charted positions they are computed: the median of the claims' stances, or mixed if both sides "
    "are taken.",
    "A verdict is tentative if it would change without one position of low confidence.",
    "Beside a position stands on how many claims it rests; that leads to the first, and names them under the pointer.",
    "Texts too long for a cell end in […]. Passages are named by their first and last words.",
)

_DOCUMENTS: Final = (
    "Document", "Id", "Title", "Authors", "Publisher", "Date", "Coder", "Coded", "Codebook", "Read for", "Positions",
    "Claims",
)  # fmt: skip


def write_method(of: Matrix, sheet: Sheet) -> None:
    """Write the sheet: notes, then signs, verdicts and documents as tables below each other."""
    made = f"Codebook {of.corpus.codebook.version}, {len(of.documents)} documents, policylens {__version__}"
    sheet.text(0, 0, "Method", "title")
    sheet.text(1, 0, made, "question")
    row = 3
    for note in _NOTES:
        sheet.text(row, 0, note, "question")
        row += 1
    row = _write_signs(sheet, row + 1)
    row = _write_table(sheet, row + 1, ("Verdict", "Meaning"), ((each.value, text) for each, text in _VERDICTS.items()))
    _write_table(sheet, row + 1, _DOCUMENTS, (_document(of, document) for document in of.documents))
    sheet.paper(1, 1)


def _write_signs(sheet: Sheet, row: int) -> int:
    sheet.row(row, ("Sign", "Meaning"), "heading")
    for place, (key, sign) in enumerate(SIGNS.items(), row + 1):
        word, meaning = MEANINGS[key]
        sheet.text(place, 0, f"{word} ({sign})" if word else f"({sign})", key if word else "text")
        sheet.text(place, 1, meaning)
    return row + len(SIGNS) + 1


def _write_table(sheet: Sheet, row: int, headings: tuple[str, ...], rows: Iterator[tuple[str, ...]]) -> int:
    sheet.row(row, headings, "heading")
    last = row
    for last, cells in enumerate(rows, row + 1):
        sheet.row(last, cells)
    return last + 1


def _document(of: Matrix, document: Document) -> tuple[str, ...]:
    coding = document.coding
    return (
        document.name,
        document.id,
        document.title,
        joined(document.authors),
        document.publisher,
        document.date,
        coding.coder,
        coding.date,
        coding.codebook,
        joined(coding.themes),
        f"{'computed' if document.positions is None else 'charted'}: {len(of.positions[document.id])}",
        str(len(document.claims)),
    )
