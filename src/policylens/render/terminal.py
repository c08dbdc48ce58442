"""Pages as text for a terminal, a pipe or a file: any width, with or without colour and Unicode."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import StringIO

from rich import box
from rich.console import Console
from rich.padding import Padding
from rich.style import Style as RichStyle
from rich.table import Table
from rich.text import Text

from policylens.analysis.comparison import PropositionComparison
from policylens.analysis.verdicts import Verdict
from policylens.render.page import (
    Block,
    Entries,
    Entry,
    Grid,
    Heading,
    Line,
    MatrixTable,
    Page,
    Paragraph,
    ScaleLine,
    Span,
    Style,
    cell_style,
    code_style,
)
from policylens.render.scale import drawn, hangs, legend
from policylens.render.wording import MEANINGS, SIGNS, cell_words, code, marks, of_how_many

PROSE = 110
"""Running text is set no wider than this: longer lines are hard to follow."""

MOST_TURNED = 60
"""With more documents than this the matrix shows counts instead of a row for each."""

# Blue and orange stay apart for every common form of colour blindness, on light and on dark grounds.
STYLES: dict[Style, RichStyle] = {
    "": RichStyle(),
    "strong": RichStyle(bold=True),
    "dim": RichStyle(dim=True),
    "name": RichStyle(italic=True, dim=True),
    "for": RichStyle(color="dodger_blue1"),
    "against": RichStyle(color="dark_orange"),
    "balanced": RichStyle(color="medium_purple"),
    "silent": RichStyle(dim=True),
    "error": RichStyle(color="dark_orange", bold=True),
    "warning": RichStyle(color="medium_purple", bold=True),
}

_UNSAFE = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]+")
"""Control codes, invisible characters, changes of the direction of writing: data must not steer the terminal."""

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
    "£": "GBP ",
    "€": "EUR ",
}
_TO_ASCII = str.maketrans(_PLAIN)


@dataclass(frozen=True, kw_only=True, slots=True)
class Terminal:
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
    sheet = _Sheet(console, terminal)
    for index, block in enumerate(page):
        if index:
            console.print()
        sheet.show(block)
    written = out.getvalue()
    lines = written.split("\n") if terminal.colour else [line.rstrip() for line in written.split("\n")]
    return "\n".join(lines)


def safe(words: str) -> str:
    """Return the words on one line without anything that would steer a terminal."""
    return _UNSAFE.sub(" ", words)


class _Sheet:
    """Shows blocks on a console, one after the other."""

    def __init__(self, console: Console, terminal: Terminal) -> None:
        self.console = console
        self.unicode = terminal.unicode
        self.width = console.width
        self.prose = min(self.width, PROSE)

    def show(self, block: Block) -> None:
        match block:
            case Heading():
                self._heading(block)
            case Paragraph():
                self.console.print(self._text(block.line), width=self.prose)
            case Entries():
                self._entries(block)
            case Grid():
                self._grid(block)
            case ScaleLine():
                self._scale(block)
            case MatrixTable():
                self._matrix(block)

    def _words(self, words: str) -> str:
        words = safe(words)
        if self.unicode or words.isascii():
            return words
        return words.translate(_TO_ASCII).encode("ascii", "replace").decode("ascii")

    def _text(self, line: Line) -> Text:
        return Text.assemble(*((self._words(span.text), STYLES[span.style]) for span in line))

    def _heading(self, heading: Heading) -> None:
        words = self._words(heading.text)
        self.console.print(Text(words, RichStyle(bold=True)), width=self.prose)
        if heading.level == 1:
            rule = "━" if self.unicode else "="
            self.console.print(Text(rule * min(self.prose, len(words)), RichStyle(bold=True)))

    def _entries(self, entries: Entries) -> None:
        for index, entry in enumerate(entries.items):
            if index and entries.apart:
                self.console.print()
            self._entry(entry, 0)

    def _entry(self, entry: Entry, indent: int) -> None:
        """Print an entry with its text hanging beside its mark, and what stands under it further in."""
        mark = self._words(entry.mark)
        hang = indent + (max(3, len(mark) + 1) if mark else 0)
        lines = self._text(entry.line).wrap(self.console, max(24, self.prose - hang))
        for number, line in enumerate(lines):
            before = Text(" " * hang)
            if number == 0 and mark:
                before = Text(" " * indent) + Text(mark.ljust(hang - indent), STYLES[entry.style])
            self.console.print(before + line, soft_wrap=True)
        for under in entry.under:
            self._entry(under, hang if mark else indent + 2)

    def _table(self, gap: int = 1) -> Table:
        return Table(
            box=box.SIMPLE_HEAD if self.unicode else _ASCII_HEAD,
            show_edge=False,
            pad_edge=False,
            padding=(0, gap - 1, 0, 0),  # the box itself puts one column between two cells
            header_style=RichStyle(bold=True),
        )

    def _grid(self, grid: Grid) -> None:
        table = self._table(gap=2)
        for number, column in enumerate(grid.columns):
            # words stay whole, so that a narrow column breaks between them and never inside
            cells = [column.title, *("".join(span.text for span in row[number]) for row in grid.rows)]
            longest = max((len(word) for cell in cells for word in cell.split()), default=1)
            whole = max(len(cell) for cell in cells)
            table.add_column(
                self._words(column.title),
                justify="right" if column.right else "left",
                min_width=min(whole if column.whole else longest, 32),
            )
        for row in grid.rows:
            table.add_row(*(self._text(line) for line in row))
        self.console.print(table)

    def _scale(self, scale: ScaleLine) -> None:
        lines = drawn(scale.comparison, scale.documents, self.prose)
        for line in lines:
            self.console.print(Text(self._words(line)), soft_wrap=True)
        if scale.comparison.theme.scale is None:
            words = "This theme has no scale: a mean over its propositions would mean nothing."
        else:
            words = legend(scale.comparison, scale.documents) + "."
            if hangs(scale.comparison):
                words += " ~ its sign or rank hangs on one proposition."
        self.console.print(Text(self._words(words), STYLES["dim"]), width=self.prose)

    def _matrix(self, matrix: MatrixTable) -> None:
        names = [self._words(document.name) for document in matrix.documents]
        wide = [max(7, *(len(word) for word in (name.split() or [name]))) for name in names]
        if _PROPOSITION + sum(wide) + len(wide) + _VERDICT + 2 <= self.width:
            self._across(matrix, names, wide)
        elif len(names) <= MOST_TURNED and 5 * len(matrix.rows) + 16 <= self.width:
            self._turned(matrix, names)
        else:
            self._counted(matrix)

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
            cells = [Text(self._words(cell_words(cell)), STYLES[cell_style(cell)]) for cell in row.cells]
            label = self._text((Span(row.proposition.text), Span(f" ({row.proposition.id})", "name")))
            table.add_row(label, *cells, self._verdict(row))
        self.console.print(table)

    def _verdict(self, row: PropositionComparison) -> Text:
        judgement = row.judgement
        lines = [self._text((Span(judgement.verdict.value, "strong"),))]
        if judgement.verdict is not Verdict.NOT_CODED:
            lines.append(self._text((Span(of_how_many(judgement), "dim"),)))
        if judgement.tentative:
            lines.append(self._text((Span("tentative"),)))
        return Text("\n").join(lines)

    def _turned(self, matrix: MatrixTable, names: Sequence[str]) -> None:
        """Documents down, propositions across by number; the numbers are told above."""
        for number, row in enumerate(matrix.rows, 1):
            line = (
                Span(row.proposition.text),
                Span(f" ({row.proposition.id}): ", "name"),
                *self._verdict_line(row),
            )
            self._entry(Entry(f"{number}.", line), 0)
        self.console.print()
        table = self._table()
        table.add_column("Document")
        for number in range(1, len(matrix.rows) + 1):
            table.add_column(str(number), min_width=4)
        for index, name in enumerate(names):
            cells = [row.cells[index] for row in matrix.rows]
            signs = [Text(self._words(SIGNS[code(c)] + marks(c.position)), STYLES[cell_style(c)]) for c in cells]
            table.add_row(name, *signs)
        self.console.print(table)

    def _verdict_line(self, row: PropositionComparison) -> Iterator[Span]:
        yield Span(row.judgement.verdict.value, "strong")
        yield Span(f", {of_how_many(row.judgement)}{', tentative' if row.judgement.tentative else ''}", "dim")

    def _counted(self, matrix: MatrixTable) -> None:
        """How many documents hold each position, where there are too many for a cell each."""
        counted = [Counter(code(cell) for cell in row.cells) for row in matrix.rows]
        there = [key for key in MEANINGS if any(counts[key] for counts in counted)]
        table = self._table()
        table.add_column("Proposition", ratio=1)
        for key in there:
            table.add_column(self._words(f"{SIGNS[key]} {MEANINGS[key][0]}"), justify="right", min_width=7)
        table.add_column("Verdict", min_width=_VERDICT)
        for row, counts in zip(matrix.rows, counted, strict=True):
            cells = [Text(f"{counts[key]:,}" if counts[key] else "", STYLES[code_style(key)]) for key in there]
            table.add_row(self._text((Span(row.proposition.text),)), *cells, self._verdict(row))
        self.console.print(Padding(table, 0))


_PROPOSITION = 24
"""The least width in which a proposition can be read."""

_VERDICT = 14
"""The least width of a verdict."""

_ASCII_HEAD = box.Box("    \n    \n -- \n    \n    \n    \n    \n    \n", ascii=True)
"""As Rich's SIMPLE_HEAD, in ASCII."""
