"""Pages as Markdown: CommonMark with GitHub's tables, from the template `page.md.j2`."""

import re

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from policylens.render.counts import bar, columns, in_column
from policylens.render.page import CountTable, Line, MatrixRow, MatrixTable, Page, ScaleLine
from policylens.render.signs import safe, shown_cell
from policylens.resources import templates

_SPECIAL = re.compile(r"([\\`*_\[\]<>|~#])")
_ORDERED = re.compile(r"^(\d+)([.)])(?=\s|$)")
_BULLET = re.compile(r"^([-+=])")


def escape(words: str) -> str:
    """Return the words as they are to be read: nothing in them is markup, and they stay on one line."""
    text = _SPECIAL.sub(r"\\\1", " ".join(safe(words).split())).replace("&", "&amp;")
    return _BULLET.sub(r"\\\1", _ORDERED.sub(r"\1\\\2", text))


def _spans(line: Line) -> str:
    """Write a line; strong spans are emphasised."""
    parts = []
    for span in line:
        whole = safe(span.text)
        words = whole.strip()
        before = whole[: len(whole) - len(whole.lstrip())]
        after = whole[len(whole.rstrip()) :] if words else ""
        if not words:
            parts.append(" " if whole else "")
        elif span.style in ("strong", "match", "passage"):
            parts.append(f"{before}**{escape(words)}**{after}")
        else:
            parts.append(f"{before}{escape(words)}{after}")
    return " ".join("".join(parts).split())


def _matrix(matrix: MatrixTable) -> tuple[list[str], list[list[str]]]:
    """Return the heading and the rows of a matrix: propositions down, documents across."""
    heading = ["Proposition", *matrix.names, "Verdict"]
    rows = [[f"{row.text} ({row.id})", *map(shown_cell, row.cells), _verdict(row)] for row in matrix.rows]
    return heading, rows


def _verdict(row: MatrixRow) -> str:
    return ", ".join(part for part in (row.verdict, row.speaking, "tentative" if row.tentative else "") if part)


def _counts(table: CountTable) -> tuple[list[str], list[list[str]]]:
    """Return the heading and the rows of a table of counts, with a column for each stance that there is."""
    there = columns(table.rows, fine=True)
    heading = [table.title, *(column.title for column in there), "Distribution", table.last]
    rows = [
        [
            f"{row.text} ({row.id})" if row.id else row.text,
            *(f"{in_column(row, column):,}" for column in there),
            "".join(span.text for span in bar(dict(row.counts))),
            ", ".join(row.notes),
        ]
        for row in table.rows
    ]
    return heading, rows


def _scale(scale: ScaleLine) -> str:
    between = f"From −2 ({scale.low}) to +2 ({scale.high}): " if scale.low or scale.high else ""
    return between + scale.told


def render(page: Page) -> str:
    """Return the page as Markdown, ended by one newline."""
    environment = Environment(
        loader=FileSystemLoader(templates()),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        autoescape=False,  # noqa: S701 - this is Markdown: every piece of data goes through `escape`
    )
    environment.filters |= {"md": escape, "spans": _spans, "matrix": _matrix, "counts": _counts, "scale": _scale}
    environment.globals["kind"] = lambda block: type(block).__name__
    written = environment.get_template("page.md.j2").render(page=page)
    return re.sub(r"\n{3,}", "\n\n", written).strip("\n") + "\n"
