"""A briefing from a template: what a template may use, and how it is filled in."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from jinja2 import StrictUndefined, TemplateError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from policylens.analysis.comparison import Matrix, PropositionComparison, ThemeComparison
from policylens.analysis.positions import Cell
from policylens.errors import PolicylensError
from policylens.model import Claim, Document
from policylens.render.markdown import escape
from policylens.render.prose import GROUPS, order, sides, tentative_because
from policylens.render.scale import legend, place_words
from policylens.render.wording import (
    SIGNS,
    anchor,
    cell_words,
    code,
    count,
    full_place,
    listed,
    marks,
    of_how_many,
    position_words,
    signed,
    used_signs,
    verdict_words,
)
from policylens.resources import templates

Values = dict[str, Any]

BUNDLED = "briefing.md.j2"
"""The template that is used unless another is given."""


def briefing(of: Matrix, themes: Sequence[ThemeComparison], template: str, name: str) -> str:
    """Return the briefing that the template `template` makes of these themes, ended by one newline.

    The template runs in Jinja's sandbox and sees what `values` returns and nothing else; `name` is what errors call it.
    Raises PolicylensError with the line if it cannot be read or filled in.
    """
    environment = ImmutableSandboxedEnvironment(
        undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True
    )
    environment.filters |= {"md": escape, "count": count, "listed": listed}
    try:
        written = environment.from_string(template).render(values(of, themes))
    except TemplateError as error:
        line = getattr(error, "lineno", None)
        where = f"{name}:{line}" if line else name
        raise PolicylensError(
            f"the template {where} cannot be used: {error.message or type(error).__name__}",
            "docs/templates.md says what a template may use",
        ) from None
    except (ArithmeticError, LookupError, OverflowError, RecursionError, TypeError, ValueError) as error:
        raise PolicylensError(f"the template {name} cannot be filled in: {error}") from None
    return written.strip("\n") + "\n"


def bundled_template() -> str:
    """Return the text of the template that policylens ships."""
    return Path(templates(), BUNDLED).read_text(encoding="utf-8")


def values(of: Matrix, themes: Sequence[ThemeComparison]) -> Values:
    """Return what a template may use, in plain dictionaries and lists; `docs/templates.md` describes it."""
    told = [_theme(of, theme) for theme in themes]
    cited = _cited(themes)
    return {
        "documents": [_document(document) for document in of.documents],
        "computed": [document.name for document in of.computed],
        "themes": told,
        "signs": [{"sign": sign, "meaning": meaning} for sign, meaning in used_signs(_cells(themes))],
        "claims": [
            _claim(document, claim) for document in of.documents for claim in document.claims if claim.id in cited
        ],
        "codebook_version": of.corpus.codebook.version,
    }


def _cells(themes: Sequence[ThemeComparison]) -> list[Cell]:
    return [cell for theme in themes for row in theme.propositions for cell in row.cells]


def _cited(themes: Sequence[ThemeComparison]) -> set[str]:
    return {claim for cell in _cells(themes) if cell.position is not None for claim in cell.position.claims}


def _document(document: Document) -> Values:
    return {
        "id": document.id,
        "name": document.name,
        "title": document.title,
        "authors": list(document.authors),
        "publisher": document.publisher,
        "date": document.date,
        "year": document.date[:4],
        "kind": document.kind,
        "standpoint": document.standpoint,
        "isbn": document.isbn,
        "reference": document.reference,
        "summary": document.summary,
        "claims": len(document.claims),
    }


def _theme(of: Matrix, comparison: ThemeComparison) -> Values:
    theme = comparison.theme
    rows = {row.proposition.id: _proposition(of, row) for row in comparison.propositions}
    return {
        "id": theme.id,
        "title": theme.title,
        "question": theme.question,
        "scale": {"low": theme.scale.low, "high": theme.scale.high} if theme.scale else None,
        "legend": legend(comparison, of.documents),
        "places": [
            {"document": d.name, "value": place.value, "signed": _signed(place.value), "words": place_words(place)}
            for place, d in zip(comparison.places, of.documents, strict=False)
        ],
        "propositions": list(rows.values()),
        "groups": [
            {"title": title, "propositions": there}
            for title, verdicts in GROUPS
            if (there := [rows[r.proposition.id] for r in comparison.propositions if r.judgement.verdict in verdicts])
        ],
    }


def _signed(value: float | None) -> str:
    return "" if value is None else signed(value)


def _proposition(of: Matrix, row: PropositionComparison) -> Values:
    by_id = of.corpus.document_by_id
    judgement = row.judgement
    return {
        "id": row.proposition.id,
        "text": row.proposition.text,
        "verdict": judgement.verdict.value,
        "of_how_many": of_how_many(judgement),
        "verdict_words": verdict_words(judgement),
        "tentative": tentative_because(row, of.documents),
        "sides": sides(row, of.documents),
        "cells": [{"document": by_id[cell.document].name, "words": cell_words(cell)} for cell in row.cells],
        "positions": [_position(by_id[cell.document], cell) for cell in sorted(row.cells, key=order) if cell.position],
    }


def _position(document: Document, cell: Cell) -> Values:
    position = cell.position
    if position is None:
        raise ValueError("a cell without a position")
    known = document.claim_by_id
    return {
        "document": document.name,
        "sign": SIGNS[code(cell)] + marks(position),
        "words": position_words(position),
        "stance": position.stance,
        "confidence": position.confidence.value if position.confidence else "",
        "because": position.because,
        "claims": [claim for claim in position.claims if claim in known and claim not in position.contrary],
        "contrary": [claim for claim in position.contrary if claim in known],
    }


def _claim(document: Document, claim: Claim) -> Values:
    return {
        "id": claim.id,
        "document": document.name,
        "kind": claim.kind.value,
        "number": claim.number,
        "speaker": claim.speaker,
        "statement": claim.statement,
        "mechanism": claim.mechanism,
        "conditions": claim.conditions,
        "evidence": [{"place": full_place(item), "anchor": anchor(item)} for item in claim.evidence],
    }
