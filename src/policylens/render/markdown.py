"""Pages as Markdown: CommonMark with GitHub's tables, from the template `page.md.j2`."""

import re

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from policylens.render.page import Line, MatrixTable, Page, ScaleLine
from policylens.render.scale import legend
from policylens.render.wording import cell_words, safe, verdict_words
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
        elif span.style in ("strong", "match"):
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
    ends = comparison.theme.scale
    between = f"From −2 ({ends.low}) to +2 ({ends.high}): " if ends else ""
    return between + legend(comparison, scale.documents, beside_drawing=False)


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
