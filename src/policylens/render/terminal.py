"""Pages as text for a terminal, a pipe or a file: any width, with or without colour and Unicode."""

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from io import StringIO
from typing import NamedTuple

from rich import box
from rich.cells import cell_len
from rich.console import Console
from rich.style import Style as RichStyle
from rich.table import Table
from rich.text import Text

from policylens.render.counts import LENGTH, Counted, bar, columns, counted, in_column
from policylens.render.drawing import drawn
from policylens.render.many import is_many
from policylens.render.page import (
    Block,
    CountRow,
    CountTable,
    Entries,
    Entry,
    Grid,
    Heading,
    Hint,
    Line,
    MatrixRow,
    MatrixTable,
    Page,
    Paragraph,
    ScaleLine,
    Span,
    Style,
    code_style,
    text,
)
from policylens.render.signs import SIGNS, safe, shown_cell

PROSE = 110
"""Running text is set no wider than this: longer lines are hard to follow."""

# Blue and orange stay apart for every common form of colour blindness, on light and on dark grounds.
STYLES: dict[Style, RichStyle] = {
    "": RichStyle(),
    "strong": RichStyle(bold=True),
    "match": RichStyle(bold=True, underline=True),
    "passage": RichStyle(bold=True),
    "dim": RichStyle(dim=True),
    "name": RichStyle(italic=True, dim=True),
    "for": RichStyle(color="dodger_blue1"),
    "against": RichStyle(color="dark_orange"),
    "balanced": RichStyle(color="medium_purple"),
    "silent": RichStyle(dim=True),
    "error": RichStyle(color="dark_orange", bold=True),
    "warning": RichStyle(color="medium_purple", bold=True),
}

_MARKS: dict[Style, tuple[str, str]] = {"match": ("*", "*"), "passage": (">>> ", " <<<")}
"""What stands around a text of a style that must be told apart without colours too."""

_PLAIN = {
    "−": "-",
    "±": "+/-",
    "≠": "<>",
    "·": ".",
    "□": "_",
    "…": "...",
    "“": '"',
    "”": '"',
    "‘": "'",
    "’": "'",
    "–": "-",
    "—": "-",
    "•": "*",
    "●": "o",
    "├": "|",
    "┤": "|",
    "┼": "+",
    "─": "-",
    "━": "=",
    "█": "#",
    "░": ".",
    "£": "GBP ",
    "€": "EUR ",
}
_TO_ASCII = str.maketrans(_PLAIN)


class Terminal(NamedTuple):
    """What the output can show."""

    width: int = 80
    """Columns."""
    colour: bool = False
    unicode: bool = True
    """Without it, everything is written in ASCII."""


def render(page: Page, terminal: Terminal) -> str:
    """Return the page as text for the terminal, lines ended by newlines."""
    out = StringIO()
    console = Console(
        file=out,
        width=max(40, terminal.width),
        force_terminal=terminal.colour,
        color_system="256" if terminal.colour else None,
        no_color=not terminal.colour,
        legacy_windows=False,
        markup=False,
        highlight=False,
        emoji=False,
    )
    draw(page, console, terminal)
    written = out.getvalue()
    lines = written.split("\n") if terminal.colour else [line.rstrip() for line in written.split("\n")]
    return "\n".join(lines)


def draw(page: Sequence[Block], console: Console, terminal: Terminal) -> None:
    """Print the blocks on a console of Rich's, one after the other."""
    sheet = _Sheet(console, terminal)
    for index, block in enumerate(page):
        if index:
            console.print()
        sheet.show(block)


class _Sheet:
    """Shows blocks on a console, one after the other."""

    def __init__(self, console: Console, terminal: Terminal) -> None:
        self.console = console
        self.unicode = terminal.unicode
        self.colour = terminal.colour
        self.width = console.width
        self.prose = min(self.width, PROSE)

    def show(self, block: Block) -> None:
        match block:
            case Heading():
                self._heading(block)
            case Paragraph() | Hint():
                self.console.print(self._text(block.line), width=self.prose)
            case Entries():
                self._entries(block)
            case Grid():
                self._grid(block)
            case ScaleLine():
                self._scale(block)
            case MatrixTable():
                self._matrix(block)
            case CountTable():
                self._counts(block)

    def _words(self, words: str) -> str:
        words = safe(words)
        if self.unicode or words.isascii():
            return words
        letters = unicodedata.normalize("NFKD", words.translate(_TO_ASCII))  # a letter and its accents apart
        kept = "".join(letter for letter in letters if not unicodedata.combining(letter))
        return kept.encode("ascii", "replace").decode("ascii")

    def _text(self, line: Line) -> Text:
        return Text.assemble(*((self._span(span), STYLES[span.style]) for span in line))

    def _span(self, span: Span) -> str:
        words = self._words(span.text)
        before, after = ("", "") if self.colour else _MARKS.get(span.style, ("", ""))
        return f"{before}{words}{after}"

    def _heading(self, heading: Heading) -> None:
        words = self._words(heading.text)
        self.console.print(Text(words, RichStyle(bold=True)), width=self.prose)
        if heading.level == 1:
            rule = "━" if self.unicode else "="
            self.console.print(Text(rule * min(self.prose, len(words)), RichStyle(bold=True)))

    def _entries(self, entries: Entries) -> None:
        lines: list[Text] = []
        for index, entry in enumerate(entries.items):
            if index and entries.apart:
                lines.append(Text())
            lines += self._entry(entry, 0)
        self._lines(lines)

    def _lines(self, lines: Iterable[Text]) -> None:
        """Print lines that are set already, all at once: each printing costs as much as many lines."""
        there = list(lines)
        if there:
            self.console.print(Text("\n").join(there), soft_wrap=True)

    def _entry(self, entry: Entry, indent: int) -> Iterator[Text]:
        """Yield the lines of an entry, its text hanging beside its mark, and what stands under it further in."""
        mark, text = self._words(entry.mark), self._text(entry.line)
        if cell_len(mark) > self.prose // 3:  # it would leave no room beside it
            mark, text = "", Text(f"{mark} ", STYLES[entry.style]) + text
        hang = indent + (max(3, cell_len(mark) + 1) if mark else 0)
        lines = text.wrap(self.console, max(20, self.prose - hang))
        for number, line in enumerate(lines):
            if number == 0 and mark:
                yield Text(" " * indent) + Text(mark.ljust(hang - indent), STYLES[entry.style]) + line
            else:
                line.pad_left(hang)
                yield line
        for under in entry.under:
            yield from self._entry(under, hang if mark else indent + 2)

    def _table(self, gap: int = 1) -> Table:
        return Table(
            box=box.SIMPLE_HEAD if self.unicode else _ASCII_HEAD,
            show_edge=False,
            pad_edge=False,
            padding=(0, gap - 1, 0, 0),  # the box itself puts one column between two cells
            header_style=RichStyle(bold=True),
        )

    def _show_table(self, table: Table) -> None:
        for column in table.columns:
            column.overflow = "fold"  # a long word is broken, never cut off: half an id is no use
        self.console.print(table)

    def _grid(self, grid: Grid) -> None:
        table = self._table(gap=2)
        table.leading = int(grid.apart)
        rows = [[self._text(line) for line in row] for row in grid.rows]
        sizes = []
        for number, column in enumerate(grid.columns):
            # words stay whole, so that a narrow column breaks between them and never inside
            cells = [self._words(column.title), *(row[number].plain for row in rows)]
            full = min(self.width, max(cell_len(cell) for cell in cells))
            longest = max((cell_len(word) for cell in cells for word in cell.split()), default=1)
            sizes.append((min(full if column.whole else longest, 32), full))
        widths = _shared(sizes, self.width - 2 * len(sizes) + 1)
        for column, width in zip(grid.columns, widths, strict=True):
            table.add_column(self._words(column.title), justify="right" if column.right else "left", width=width)
        for row in rows:
            table.add_row(*row)
        self._show_table(table)

    def _scale(self, scale: ScaleLine) -> None:
        lines = [self._words(line) for line in drawn(scale, self.prose)]
        if all(cell_len(line) <= self.width for line in lines):  # the legend says it all where a drawing has no room
            self.console.print(Text("\n".join(lines)), end="\n" * bool(lines), soft_wrap=True)
        self.console.print(Text(self._words(scale.legend), STYLES["dim"]), width=self.prose)

    def _matrix(self, matrix: MatrixTable) -> None:
        names = [self._words(name) for name in matrix.names]
        wide = [max(7, *(len(word) for word in (name.split() or [name]))) for name in names]
        if _PROPOSITION + sum(wide) + len(wide) + _VERDICT + 2 <= self.width:
            self._across(matrix, names, wide)
        elif not is_many(names) and 5 * len(matrix.rows) + 16 <= self.width:
            self._turned(matrix, names)
        else:  # too many propositions for a column each
            self._counts(counted(matrix))

    def _across(self, matrix: MatrixTable, names: Sequence[str], wide: Sequence[int]) -> None:
        """Documents across, propositions down."""
        table = self._table()
        table.leading = 1
        # what the columns of the documents leave over goes to the propositions, up to a good line's length
        room = self.width - sum(wide) - len(wide) - _VERDICT - 2
        proposition = min(room, 48)
        spare = max(0, room - proposition) // max(1, len(wide))
        table.add_column("Proposition", width=proposition)
        for name, least in zip(names, wide, strict=True):
            table.add_column(name, min_width=least, max_width=min(least + spare, 17))
        table.add_column("Verdict", min_width=_VERDICT, max_width=_VERDICT + 12)
        for row in matrix.rows:
            cells = [Text(self._words(shown_cell(cell)), STYLES[code_style(cell.code)]) for cell in row.cells]
            table.add_row(self._label(row), *cells, self._verdict(row))
        self._show_table(table)

    def _label(self, row: MatrixRow) -> Text:
        words, name = self._text((Span(row.text),)), self._text((Span(row.id, "name"),))
        return Text("\n").join([words, name])

    def _verdict(self, row: MatrixRow) -> Text:
        lines = [self._text((Span(row.verdict, "strong"),))]
        if row.speaking:
            lines.append(self._text((Span(row.speaking, "dim"),)))
        if row.tentative:
            lines.append(self._text((Span("tentative"),)))
        return Text("\n").join(lines)

    def _turned(self, matrix: MatrixTable, names: Sequence[str]) -> None:
        """Documents down, propositions across by number; the numbers are told above."""
        for number, row in enumerate(matrix.rows, 1):
            line = (
                Span(row.text),
                Span(f" ({row.id}): ", "name"),
                *self._verdict_line(row),
            )
            self._lines(self._entry(Entry(f"{number}.", line), 0))
        self.console.print()
        table = self._table()
        table.add_column("Document")
        for number in range(1, len(matrix.rows) + 1):
            table.add_column(str(number), min_width=4)
        for index, name in enumerate(names):
            cells = [row.cells[index] for row in matrix.rows]
            signs = [Text(self._words(SIGNS[c.code] + c.marks), STYLES[code_style(c.code)]) for c in cells]
            table.add_row(name, *signs)
        self._show_table(table)

    def _verdict_line(self, row: MatrixRow) -> Iterator[Span]:
        yield Span(row.verdict, "strong")
        yield Span(f"{row.speaking and ', '}{row.speaking}{', tentative' if row.tentative else ''}", "dim")

    def _counts(self, of: CountTable) -> None:
        """How many documents hold what: with a column for each stance, or for each side where there is less room."""
        label = min(_PROPOSITION, max((cell_len(self._words(row.text)) for row in of.rows), default=0))
        room = self.width - label - _VERDICT - 4
        fine, coarse = (columns(of.rows, fine=fine) for fine in (True, False))
        wide, apart = (8 * len(there) + LENGTH + 2 <= room for there in (fine, coarse))
        there = fine if wide else coarse
        if 7 * len(there) > room:
            self._entries(Entries(tuple(_tallied(row, there) for row in of.rows), apart=True))
            return
        table = self._table()
        table.leading = int(any(row.id for row in of.rows))
        table.add_column(self._words(of.title), ratio=1 if label == _PROPOSITION else None, min_width=label)
        for column in there:
            table.add_column(self._words(column.title), justify="right", min_width=5)
        if apart:
            table.add_column("Distribution", min_width=LENGTH)
        table.add_column(of.last, min_width=_VERDICT, max_width=_VERDICT + 12)
        for row in of.rows:
            table.add_row(*self._counted(row, there, apart=apart))
        self._show_table(table)

    def _counted(self, row: CountRow, there: Sequence[Counted], *, apart: bool) -> Iterator[Text]:
        """Yield the cells of a row: its name, its numbers, its bar, which stands below the name or apart, its notes."""
        name, bar_ = self._named(row), self._text(bar(dict(row.counts)))
        yield name if apart else Text("\n").join([name, bar_])
        yield from (self._number(row, column) for column in there)
        if apart:
            yield bar_
        yield Text("\n").join(self._text((Span(note, "" if n else "strong"),)) for n, note in enumerate(row.notes))

    def _named(self, row: CountRow) -> Text:
        parts = [Span(row.text), *([Span(row.id, "name")] if row.id else [])]
        return Text("\n").join(self._text((part,)) for part in parts)

    def _number(self, row: CountRow, column: Counted) -> Text:
        many = in_column(row, column)
        return Text(f"{many:,}" if many else "", STYLES[column.style])


def _tallied(row: CountRow, there: Sequence[Counted]) -> Entry:
    """Tell a row of counts, where there is no room for a table."""
    first, *rest = row.notes or ("",)
    notes = (Span(first, "strong"), Span("".join(f", {note}" for note in rest), "dim"))
    line = (Span(row.text), Span(f" ({row.id}): " if row.id else ": ", "name"), *notes)
    told = [f"{many:,} {column.title.lower()}" for column in there if (many := in_column(row, column))]
    return Entry("", line, (Entry("", text("; ".join(told))), Entry("", bar(dict(row.counts)))))


def _shared(sizes: Sequence[tuple[int, int]], room: int) -> list[int]:
    """Share `room` among columns, each of a least and a full width: the widest that still can gives way first."""
    widths = [full for _, full in sizes]
    for _ in range(sum(widths) - room):
        giving = [index for index, (least, _) in enumerate(sizes) if widths[index] > least]
        widths[max(giving or range(len(sizes)), key=widths.__getitem__)] -= 1
    return widths


_PROPOSITION = 26
"""The least width in which a proposition can be read."""

_VERDICT = 12
"""The least width of a verdict."""

_ASCII_HEAD = box.Box("    \n    \n -- \n    \n    \n    \n    \n    \n", ascii=True)
"""As Rich's SIMPLE_HEAD, in ASCII."""
