"""A briefing as one HTML file that fetches nothing: `templates/html/`, filled in with what a template may use.

All text is escaped by Jinja; the style and the script are ours and stand in the page, and its Content-Security-Policy
allows these two by their digests and nothing else.
"""

from base64 import b64encode
from collections import Counter
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from policylens import __version__
from policylens.analysis.comparison import Matrix, PropositionComparison, ThemeComparison
from policylens.analysis.positions import Cell
from policylens.model import Claim
from policylens.render.briefing import counts_of
from policylens.render.counts import bar
from policylens.render.html_scale import drawings
from policylens.render.majorities import parted
from policylens.render.many import is_many
from policylens.render.scale import scale_line
from policylens.render.signs import SIGNS, safe
from policylens.render.wording import cell_words, code, count, listed, number, place, position_words, verdict_words
from policylens.resources import templates

Values = dict[str, Any]

SIDES = {
    "strongly for": "f2",
    "for": "f1",
    "strongly against": "a2",
    "against": "a1",
    "balanced": "b",
    "mixed": "m",
    "silent": "s",
    "not coded": "n",
}
"""The class of a cell, which decides its colour; its words say the same."""

_SIDE_OF_SIGN = {SIGNS[key]: side for key, side in SIDES.items()}

MOST_SHORT = 3
"""A short briefing tells so many findings."""

MOST_NAMED = 8
"""Of more documents than this the filter can show all and none at once, and their cells follow one another in print."""


def page(values: Values, of: Matrix, themes: Sequence[ThemeComparison], *, short: bool = False) -> str:
    """Return the briefing as HTML; `values` is what `briefing.values` returns of the same.

    A short one has the findings that tell most with the claims that these name, and the table, or, of several themes,
    how many verdicts each has.
    """
    folder = templates() / "html"
    told = {theme["id"]: theme for theme in values["themes"]}
    shown = [{**told[theme.theme.id], **_table(of, theme, closed=short)} for theme in themes]
    written: str = (
        _environment(folder)
        .get_template("briefing.html.j2")
        .render(
            {
                **(_shortened(values) if short else values),
                **_inline(folder),
                "short": short,
                "themes": shown,
                "signs": [{**sign, "side": _SIDE_OF_SIGN.get(sign["sign"], "")} for sign in values["signs"]],
                "proposition_count": sum(len(theme.propositions) for theme in themes),
                "most_named": MOST_NAMED,
                "version": __version__,
            }
        )
    )
    return written.strip("\n") + "\n"


def _environment(folder: Path) -> Environment:
    environment = Environment(
        loader=FileSystemLoader(folder),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=lambda value: safe(value) if isinstance(value, str) and not isinstance(value, Markup) else value,
    )
    environment.filters |= {"listed": listed, "number": number, "count": count}
    return environment


def _inline(folder: Path) -> Values:
    """Return the style and the script, and by what the page's policy knows them."""
    style, script = ((folder / name).read_text(encoding="utf-8") for name in ("briefing.css", "briefing.js"))
    return {
        "style": Markup(style),  # noqa: S704 - our own file
        "script": Markup(script),  # noqa: S704 - our own file
        "style_hash": _digest(style),
        "script_hash": _digest(script),
    }


def _digest(text: str) -> str:
    """Return how a Content-Security-Policy names a text (CSP level 3, section 2.3.1)."""
    return f"sha256-{b64encode(sha256(text.encode()).digest()).decode()}"


def _shortened(values: Values) -> Values:
    found = values["findings"][:MOST_SHORT]
    themes = values["themes"] if len(values["themes"]) == 1 else []  # of several the sections are left out
    told = [sentence for each in [*found, *themes] for sentence in each["sentences"]]
    named = {claim for sentence in told for claim in sentence["claims"]}
    return {**values, "findings": found, "claims": [claim for claim in values["claims"] if claim["id"] in named]}


def _table(of: Matrix, theme: ThemeComparison, *, closed: bool) -> Values:
    """Return a theme's table and scale; cells that are closed have nothing behind them."""
    rows = [_row(of, row, closed) for row in theme.propositions]
    return {
        "rows": rows,
        "opens": any(cell["opens"] for row in rows for cell in row["cells"]),
        "columns": [(title, key, side) for title, key, side in _COUNTED if any(row["counts"][key] for row in rows)],
        "drawings": drawings(scale_line(theme, of.documents), theme.theme.title),
    }


def _row(of: Matrix, row: PropositionComparison, closed: bool) -> Values:
    return {
        "anchor": f"proposition-{row.proposition.id}",
        "text": row.proposition.text,
        "verdict_words": verdict_words(row.judgement),
        "cells": [] if is_many(row.cells) else [_cell(of, cell, closed) for cell in row.cells],
        "counts": counts_of(row.judgement),
        "bar": bar(Counter(map(code, row.cells))),
        "majority": parted(row.judgement),
    }


_COUNTED = (
    ("For", "for", "f1"),
    ("Against", "against", "a1"),
    ("Both sides", "balanced", "b"),
    ("Mixed", "mixed", "m"),
    ("Silent", "silent", "s"),
    ("Not coded", "not_coded", "n"),
)
"""The columns of a table that counts documents: the title, what is counted, and the class of its cells."""

_CLOSED: Values = {"opens": False, "because": "", "claims": []}


def _cell(of: Matrix, cell: Cell, closed: bool) -> Values:
    return {**_opened(of, cell), **(_CLOSED if closed else {})}


def _opened(of: Matrix, cell: Cell) -> Values:
    document = of.corpus.document_by_id[cell.document]
    position = cell.position
    claims = (
        [document.claim_by_id[name] for name in position.claims if name in document.claim_by_id] if position else []
    )
    return {
        "id": document.id,
        "document": document.name,
        "side": SIDES[code(cell)],
        "words": cell_words(cell),
        "opens": bool(claims or (position and position.because)),
        "told": _capital(position_words(position)) if position else "",
        "because": position.because if position else "",
        "claims": [
            {"id": claim.id, "where": _where(claim), "contrary": bool(position and claim.id in position.contrary)}
            for claim in claims
        ],
    }


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _where(claim: Claim) -> str:
    return place(claim.evidence[0]) if claim.evidence else ""
