"""A briefing from a template: what a template may use, and how it is filled in."""

import traceback
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, NoReturn

from jinja2 import FunctionLoader, StrictUndefined, TemplateError, TemplateNotFound, TemplateSyntaxError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from policylens.analysis.comparison import Matrix, PropositionComparison, ThemeComparison
from policylens.analysis.positions import Cell, Position, State
from policylens.analysis.verdicts import Verdict
from policylens.errors import PolicylensError
from policylens.model import Claim, Document
from policylens.render.markdown import escape
from policylens.render.prose import GROUPS, order, sides, tentative_because
from policylens.render.scale import legend, place_words
from policylens.render.signs import SIGNS
from policylens.render.wording import (
    anchor,
    cell_words,
    code,
    count,
    full_place,
    listed,
    marks,
    number,
    of_how_many,
    position_words,
    signed,
    used_signs,
    verdict_words,
)

Values = dict[str, Any]

BUNDLED = "briefing.md.j2"
"""The template that is used unless another is given."""

FILTERS: dict[str, Callable[..., str]] = {
    "md": lambda value: escape(str(value)),
    "count": count,
    "listed": listed,
}
"""The filters that a template may use beside Jinja's own."""

MOST_IN_TITLE = 5
"""A title names at most so many documents, and gives the number of more."""


Passages = Mapping[str, Sequence[str]]
"""By claim id: the passages that it rests on, one for each piece of evidence, "" where the copy has none."""


def briefing(
    of: Matrix, themes: Sequence[ThemeComparison], template: str, name: str, passages: Passages | None = None
) -> str:
    """Return the briefing that the template `template` makes of these themes, ended by one newline.

    The template runs in Jinja's sandbox and sees what `values` returns and nothing else; `name` is what errors call it.
    Raises PolicylensError with the line if it cannot be read or filled in.
    """
    given = values(of, themes, passages)
    environment = ImmutableSandboxedEnvironment(
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        loader=FunctionLoader(_no_other_file),
    )
    environment.filters |= FILTERS
    try:
        written = environment.from_string(template).render(given)
        written.encode()  # a template can write half a character
    except Exception as error:  # whatever it is, the template did it
        line = _line(error)
        raise PolicylensError(
            f"the template {name}{f':{line}' if line else ''} cannot be used: {_why(error)}",
            "docs/templates.md says what a template may use",
        ) from None
    return written.strip("\n") + "\n"


def _no_other_file(name: str) -> NoReturn:
    raise TemplateNotFound(name, "a template can use no other file")


def _line(error: Exception) -> int | None:
    """Return the line of the template on which it failed, if that is known."""
    if isinstance(error, TemplateSyntaxError):
        return error.lineno
    lines = [line for frame, line in traceback.walk_tb(error.__traceback__) if frame.f_code.co_filename == "<template>"]
    return lines[-1] if lines else None


def _why(error: Exception) -> str:
    """Say in one line what is wrong with a template."""
    known = error.message if isinstance(error, TemplateError) else getattr(error, "msg", "") or str(error)
    return " ".join((known or type(error).__name__).split()).rstrip(".")


def values(of: Matrix, themes: Sequence[ThemeComparison], passages: Passages | None = None) -> Values:
    """Return what a template may use, in plain dictionaries and lists; `docs/templates.md` describes it."""
    cited = _cited(themes)
    occurring = [verdict for verdict in Verdict if any(verdict in theme.verdicts for theme in themes)]
    read = {theme.theme.id for theme in themes}
    with_table = [theme for theme in themes if Verdict.NOT_CODED not in theme.verdicts]
    return {
        "title": _title(of, themes),
        "documents": [_document(document) for document in of.documents],
        "computed": [document.name for document in of.computed if read & set(document.coding.themes)],
        "themes": [_theme(of, theme, occurring) for theme in themes],
        "verdicts": [verdict.value for verdict in occurring],
        "signs": [{"sign": sign, "meaning": meaning} for sign, meaning in used_signs(_cells(with_table))],
        "claims": [
            _claim(document, claim, (passages or {}).get(claim.id, ()))
            for document in of.documents
            for claim in document.claims
            if claim.id in cited
        ],
        "codebook_version": of.corpus.codebook.version,
    }


def _title(of: Matrix, themes: Sequence[ThemeComparison]) -> str:
    what = themes[0].theme.title if len(themes) == 1 else f"{number(len(themes)).capitalize()} themes"
    names = [document.name for document in of.documents]
    who = listed(names) if 1 <= len(names) <= MOST_IN_TITLE else count(len(names), "document")
    return f"{what}: where {who} {'stands' if len(names) == 1 else 'stand'}"


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
        "scope": document.scope,
        "language": document.language,
        "licence": document.licence,
        "isbn": document.isbn,
        "reference": document.reference,
        "attributes": dict(document.attributes),
        "summary": document.summary,
        "claims": len(document.claims),
    }


def _theme(of: Matrix, comparison: ThemeComparison, occurring: Sequence[Verdict]) -> Values:
    theme = comparison.theme
    rows = {row.proposition.id: _proposition(of, row) for row in comparison.propositions}
    unread = [document.name for document in of.documents if theme.id not in document.coding.themes]
    return {
        "id": theme.id,
        "title": theme.title,
        "question": theme.question,
        "scale": {"low": theme.scale.low, "high": theme.scale.high} if theme.scale else None,
        "legend": legend(comparison, of.documents, beside_drawing=False),
        "places": [
            {"document": d.name, "value": place.value, "signed": _signed(place.value), "words": place_words(place)}
            for place, d in zip(comparison.places, of.documents, strict=False)
        ],
        "not_coded": unread,
        "coded": len(of.documents) - len(unread),
        "verdicts": {verdict.value: comparison.verdicts.get(verdict, 0) for verdict in occurring},
        "tentative": comparison.tentative,
        "propositions": list(rows.values()),
        "groups": [
            {"title": _group_title(of, verdicts[0], title), "propositions": there}
            for title, verdicts in GROUPS
            if (there := [rows[r.proposition.id] for r in comparison.propositions if r.judgement.verdict in verdicts])
        ],
    }


def _group_title(of: Matrix, verdict: Verdict, title: str) -> str:
    """Return the heading of a group; of one document alone it is not said that nobody else speaks."""
    alone = {Verdict.ONE_VOICE: "What it holds", Verdict.SILENT: "On what it is silent"}
    return alone.get(verdict, title) if len(of.documents) == 1 else title


def _signed(value: float | None) -> str:
    return "" if value is None else signed(value)


def _proposition(of: Matrix, row: PropositionComparison) -> Values:
    by_id = of.corpus.document_by_id
    judgement = row.judgement
    read = row._replace(cells=tuple(cell for cell in row.cells if cell.state is not State.NOT_CODED))
    return {
        "id": row.proposition.id,
        "text": row.proposition.text,
        "verdict": judgement.verdict.value,
        "of_how_many": of_how_many(judgement),
        "verdict_words": verdict_words(judgement),
        "tentative": tentative_because(row, of.documents),
        "sides": sides(read, of.documents),
        "cells": [{"document": by_id[cell.document].name, "words": cell_words(cell)} for cell in row.cells],
        "positions": [
            _position(by_id[cell.document], row.proposition.id, cell, cell.position)
            for cell in sorted(row.cells, key=order)
            if cell.position is not None
        ],
    }


def _position(document: Document, proposition: str, cell: Cell, position: Position) -> Values:
    claims = [claim for claim in position.claims if claim in document.claim_by_id]
    return {
        "document": document.name,
        "sign": SIGNS[code(cell)] + marks(position),
        "words": position_words(position),
        "status": position.status.value,
        "stance": position.stance,
        "confidence": position.confidence.value if position.confidence else "",
        "because": position.because,
        "claims": claims,
        "contrary": [claim for claim in claims if claim in position.contrary],
        "cited": [
            {"side": side, "claims": there}
            for side, there in _by_side(position, claims, document.stances.get(proposition, {}))
            if there
        ],
    }


def _by_side(position: Position, claims: Sequence[str], stances: dict[str, int]) -> Iterator[tuple[str, list[str]]]:
    """Yield the claims that bear a position out and the contrary ones; of a mixed position those of either side."""
    if position.stance is None:
        yield "for", [claim for claim in claims if stances.get(claim, 0) > 0]
        yield "against", [claim for claim in claims if stances.get(claim, 0) < 0]
        yield "both", [claim for claim in claims if stances.get(claim, 0) == 0]
    else:
        yield "", [claim for claim in claims if claim not in position.contrary]
        yield "contrary", [claim for claim in claims if claim in position.contrary]


def _claim(document: Document, claim: Claim, passages: Sequence[str]) -> Values:
    there = [*passages, *[""] * (len(claim.evidence) - len(passages))]
    places = [
        {"place": full_place(item), "anchor": anchor(item), "passage": passage}
        for item, passage in zip(claim.evidence, there, strict=True)
    ]
    return {
        "id": claim.id,
        "document": document.name,
        "kind": claim.kind.value,
        "number": claim.number,
        "headline": claim.headline,
        "speaker": claim.speaker,
        "statement": claim.statement,
        "mechanism": claim.mechanism,
        "conditions": claim.conditions,
        "evidence": [item for item in places if any(item.values())],
    }
