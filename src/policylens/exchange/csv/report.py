"""What there is to say of a long table that was read: what was understood, what was left and why."""

from collections.abc import Iterator

from policylens.corpus.imported import Left, Report, Understood
from policylens.exchange.csv.coding import NO_REASON, PLACE, Coder
from policylens.exchange.csv.columns import Columns, normal, unused
from policylens.exchange.csv.documents import Made
from policylens.exchange.csv.propositions import Coded
from policylens.exchange.csv.reading import Sheet
from policylens.exchange.csv.stances import is_number
from policylens.exchange.csv.statements import Statements
from policylens.exchange.wording import counted, rows_at
from policylens.model import ANCHOR_WORDS


def report(sheet: Sheet, columns: Columns, of: Statements, coded: Coded, result: Made) -> Report:
    """Return what came of a table, beside the corpus."""
    fields = {place: name for name, place in columns.fields.items()}
    taken = tuple((sheet.columns[place], fields[place]) for place in sorted(fields))
    understood = []
    if any(normal(column) != field for column, field in taken):
        understood.append(Understood("Column", taken))
    if not all(is_number(value) for value, _ in of.understood):
        understood.append(Understood("Stance", of.understood))
    return Report(
        understood=tuple(understood),
        left=tuple(_left(columns, coded, result.coder)),
        notes=(*coded.notes, *result.notes, *_notes(columns, result.coder)),
    )


def _left(columns: Columns, coded: Coded, coder: Coder) -> Iterator[Left]:
    for name, why in unused(columns):
        yield Left(name, why)
    if coded.given:
        for name in sorted(columns.fields.keys() & {"theme", "proposition text"}):
            yield Left(f"column {name}", "the codebook has its own")
    if coder.silent:
        yield Left(rows_at(coder.silent), "no stance and no claim text")
    if coder.reasons_left:
        yield Left(f"the reason in {rows_at(coder.reasons_left)}", "it is of a position, which needs a stance")
    if coder.confidence_left:
        yield Left(f"the confidence of {counted(coder.confidence_left, 'claim')}", "only a position has one")


def _notes(columns: Columns, coder: Coder) -> Iterator[str]:
    if coder.unreasoned:
        what = counted(coder.unreasoned, "position")
        yield f'{what} without a reason, in documents that have some; it now reads "{NO_REASON}"'
    if coder.cut:
        yield f"{counted(coder.cut, 'end')} of passages cut to {ANCHOR_WORDS} words, as many as an anchor has"
    if not columns.fields.keys() & set(PLACE):
        yield "no column says where a claim stands in its text; `policylens check` warns of that"
