"""Pages as Markdown: CommonMark with GitHub's tables, from the template `page.md.j2`."""

import re

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from policylens.render.page import Line, MatrixTable, Page, ScaleLine
from policylens.render.scale import hangs, legend
from policylens.render.wording import cell_words, verdict_words
from policylens.resources import templates

_SPECIAL = re.compile(r"([\\`*_\[\]<>|~#])")
_ORDERED = re.compile(r"^(\d+)([.)])(?=\s|$)")
_BULLET = re.compile(r"^([-+=])")


def escape(words: str) -> str:
    """Return the words as they are to be read: nothing in them is markup, and they stay on one line."""
    text = _SPECIAL.sub(r"\\\1", " ".join(words.split())).replace("&", "&amp;")
    return _BULLET.sub(r"\\\1", _ORDERED.sub(r"\1\\\2", text))


def _spans(line: Line) -> str:
    """Write a line; strong spans are emphasised, and names set as code."""
    parts = []
    for span in line:
        words = span.text.strip()
        before = span.text[: len(span.text) - len(span.text.lstrip())]
        after = span.text[len(span.text.rstrip()) :] if words else ""
        if not words:
            parts.append(" " if span.text else "")
        elif span.style == "strong":
            parts.append(f"{before}**{escape(words)}**{after}")
        else:
            parts.append(f"{before}{escape(words)}{after}")
    return " ".join("".join(parts).split())


def _matrix(matrix: MatrixTable) -> tuple[list[str], list[list[str]]]:
    """Return the heading and the rows of a matrix: propositions down, documents across."""
    heading = ["Proposition", *(document.name for document in matrix.documents), "Verdict"]
    rows = [
        [
            f"{row.proposition.text} ({row.proposition.id})",
            *(cell_words(cell) for cell in row.cells),
            verdict_words(row.judgement),
        ]
        for row in matrix.rows
    ]
    return heading, rows


def _scale(scale: ScaleLine) -> str:
    comparison = scale.comparison
    if comparison.theme.scale is None:
        return "This theme has no scale: a mean over its propositions would mean nothing."
    ends = f"From −2 ({comparison.theme.scale.low}) to +2 ({comparison.theme.scale.high}): "
    mark = " ~ its sign or rank hangs on one proposition." if hangs(comparison) else ""
    return ends + legend(comparison, scale.documents) + "." + mark


def render(page: Page) -> str:
    """Return the page as Markdown, ended by one newline."""
    environment = Environment(
        loader=FileSystemLoader(templates()),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        autoescape=False,  # noqa: S701 - this is Markdown: every piece of data goes through `escape`
    )
    environment.filters |= {"md": escape, "spans": _spans, "matrix": _matrix, "scale": _scale}
    environment.globals["kind"] = lambda block: type(block).__name__
    written = environment.get_template("page.md.j2").render(page=page)
    return re.sub(r"\n{3,}", "\n\n", written).strip("\n") + "\n"
