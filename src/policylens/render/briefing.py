"""A briefing from a template: what a template may use, and how it is filled in."""

import traceback
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any, NoReturn

from jinja2 import FunctionLoader, StrictUndefined, Template, TemplateError, TemplateNotFound, TemplateSyntaxError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from policylens.analysis.agreement import pair
from policylens.analysis.comparison import Matrix, PropositionComparison, ThemeComparison
from policylens.analysis.findings import findings
from policylens.analysis.positions import Cell, Position, State
from policylens.analysis.verdicts import Verdict
from policylens.errors import PolicylensError
from policylens.model import Claim, Document
from policylens.render.clauses import THIS, view_of
from policylens.render.markdown import escape
from policylens.render.method import read_for, terms
from policylens.render.parts import Part, Parts, markdown
from policylens.render.prose import GROUPS, order, sides, tentative_because
from policylens.render.references import Reference, references
from policylens.render.scale import legend, place_words
from policylens.render.sentences.documents import neighbours, profile, standing_alone
from policylens.render.sentences.overall import overall
from policylens.render.sentences.parts import MOST_NAMED, Sentence, Teller
from policylens.render.sentences.propositions import finding, tentative
from policylens.render.sentences.themes import opening, scale
from policylens.render.signs import SIGNS, safe
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
    place,
    position_words,
    signed,
    used_signs,
    verdict_words,
)

Values = dict[str, Any]

FULL = "briefing.md.j2"
"""The template of a whole briefing."""

SHORT = "briefing-short.md.j2"
"""The template of one page."""

FILTERS: dict[str, Callable[..., str]] = {
    "md": lambda value: escape(str(value)),
    "count": count,
    "listed": listed,
    "number": number,
    "parts": lambda parts: markdown(Part(**each) for each in parts),
}
"""The filters that a template may use beside Jinja's own."""

MOST_FINDINGS = 6
"""So many findings are told in the summary."""

MOST_IN_TITLE = 5
"""A title names at most so many documents, and gives the number of more."""


Passages = Mapping[str, Sequence[str]]
"""By claim id: the passages that it rests on, one for each piece of evidence, "" where the copy has none."""


def filled(given: Values, template: str, name: str) -> str:
    """Return the briefing that the template `template` makes of what `values` returns, ended by one newline.

    The template runs in Jinja's sandbox and sees these values and nothing else; `name` is what errors call it. Raises
    PolicylensError with the line if it cannot be read or filled in.
    """
    try:
        written = _compiled(template).render(given)
        written.encode()  # a template can write half a character
    except Exception as error:  # whatever it is, the template did it
        line = _line(error)
        raise PolicylensError(
            f"the template {name}{f':{line}' if line else ''} cannot be used: {_why(error)}",
            "docs/templates.md says what a template may use",
        ) from None
    return written.strip("\n") + "\n"


@lru_cache(maxsize=4)
def _compiled(template: str) -> Template:
    """Return a template made ready in Jinja's sandbox; it keeps nothing of the briefings that are made of it."""
    environment = ImmutableSandboxedEnvironment(
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        loader=FunctionLoader(_no_other_file),
    )
    environment.filters |= FILTERS
    return environment.from_string(template)


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


def values(of: Matrix, themes: Sequence[ThemeComparison], passages: Passages | None = None, title: str = "") -> Values:
    """Return what a template may use, in plain dictionaries and lists; `docs/templates.md` describes it."""
    teller = Teller()  # sentences are made in the order of a briefing, so that neighbours differ
    cited = _cited(themes)
    cited_as = references(of.documents)
    occurring = [verdict for verdict in Verdict if any(verdict in theme.verdicts for theme in themes)]
    read = {theme.theme.id for theme in themes}
    with_table = [theme for theme in themes if Verdict.NOT_CODED not in theme.verdicts]
    return {
        "title": title if safe(title).strip() else _title(of, themes),
        "summary": _sentences(overall(of, themes, teller)),
        "findings": [_found(of, row, teller) for row in findings(themes, MOST_FINDINGS)],
        "themes": [_theme(of, theme, occurring, teller) for theme in themes],
        "documents": [_document(of, document, themes, teller, cited_as[document.id]) for document in of.documents],
        "computed": [document.name for document in of.computed if read & set(document.coding.themes)],
        "verdicts": [verdict.value for verdict in occurring],
        "signs": [{"sign": sign, "meaning": meaning} for sign, meaning in used_signs(_cells(with_table))],
        "claims": [
            _claim(document, claim, (passages or {}).get(claim.id, ()))
            for document in of.documents
            for claim in document.claims
            if claim.id in cited
        ],
        "references": [{"document": each.document, "entry": _parts(each.entry)} for each in cited_as.values()],
        "method": {"read": read_for(of), "terms": [term._asdict() for term in terms(of, themes)]},
        "codebook_version": of.corpus.codebook.version,
    }


def _sentences(told: Iterable[Sentence | None]) -> list[Values]:
    return [{"text": sentence.text, "claims": list(sentence.claims)} for sentence in told if sentence]


def _found(of: Matrix, row: PropositionComparison, teller: Teller) -> Values:
    """Return a finding: the proposition, and the sentences on it."""
    view = view_of(row.proposition.text, of.corpus)
    told = [finding(row, of.documents, view, teller), tentative(row, of.documents, teller)]
    return {
        "id": row.proposition.id,
        "text": row.proposition.text,
        "theme": row.theme.title,
        "verdict": row.judgement.verdict.value,
        "sentences": _sentences(told),
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


def _document(
    of: Matrix, document: Document, themes: Sequence[ThemeComparison], teller: Teller, reference: Reference
) -> Values:
    rows = [row for theme in themes for row in theme.propositions]
    told: list[Sentence | None] = [profile(document, of, rows, teller)]
    if len(of.documents) > 1:
        told.append(standing_alone(document, rows, of.corpus, teller))
    if len(themes) == len(of.corpus.codebook.themes) and len(of.documents) <= MOST_NAMED:
        held = [pair(of, document, other) for other in of.documents if other is not document]
        told.append(neighbours(document, held, of, teller))
    places = [
        {"theme": theme.theme.title, "words": place_words(place)}
        for theme in themes
        for place in theme.places
        if place.document == document.id
    ]
    return {
        "introduced": _parts(reference.introduced),
        "profile": _sentences(told),
        "places": places,
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


def _theme(of: Matrix, comparison: ThemeComparison, occurring: Sequence[Verdict], teller: Teller) -> Values:
    theme = comparison.theme
    told = [opening(comparison.verdicts, teller) if len(of.documents) > 1 else None, scale(comparison, of, teller)]
    grouped = [row for _, verdicts in GROUPS for row in comparison.propositions if row.judgement.verdict in verdicts]
    made = {row.proposition.id: _proposition(of, row, teller) for row in grouped}  # in the order in which they are told
    rows = {row.proposition.id: made[row.proposition.id] for row in comparison.propositions}
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
        "sentences": _sentences(told),
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


def _proposition(of: Matrix, row: PropositionComparison, teller: Teller) -> Values:
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
        "sentences": _sentences([finding(row, of.documents, THIS, teller), tentative(row, of.documents, teller)]),
        "cells": [
            {
                "document": by_id[cell.document].name,
                "sign": SIGNS[code(cell)] + marks(cell.position),
                "words": cell_words(cell),
            }
            for cell in row.cells
        ],
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
        "where": place(claim.evidence[0]) if claim.evidence else "",
        "evidence": [item for item in places if any(item.values())],
    }


def _parts(parts: Parts) -> list[Values]:
    return [{"text": part.text, "italic": part.italic} for part in parts]
