"""A briefing from a template: what a template may use."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from policylens.analysis.agreement import pair
from policylens.analysis.attributes import tallies
from policylens.analysis.comparison import Matrix, PropositionComparison, ThemeComparison
from policylens.analysis.findings import findings
from policylens.analysis.positions import Cell, Position, Side, State
from policylens.analysis.shares import Majority, agreements, clearest, divisions, majority
from policylens.analysis.verdicts import Judgement, Verdict
from policylens.model import Claim, Document
from policylens.render.clauses import THIS, View, view_of
from policylens.render.counts import bar
from policylens.render.filling import Values
from policylens.render.majorities import parted
from policylens.render.many import FEW_TOP, is_many
from policylens.render.method import read_for, terms
from policylens.render.parts import Parts
from policylens.render.prose import GROUPS, order, sides, tentative_because
from policylens.render.references import Reference, references
from policylens.render.scale import legend, place_words
from policylens.render.sentences.documents import neighbours, profile, standing_alone
from policylens.render.sentences.overall import overall
from policylens.render.sentences.parts import MOST_NAMED, Sentence, Teller
from policylens.render.sentences.propositions import claims_of, finding, tentative
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

FULL = "briefing.md.j2"
"""The template of a whole briefing."""

SHORT = "briefing-short.md.j2"
"""The template of one page."""

MOST_FINDINGS = 6
"""So many findings are told in the summary."""

MOST_IN_TITLE = 5
"""A title names at most so many documents, and gives the number of more."""


Passages = Mapping[str, Sequence[str]]
"""By claim id: the passages that it rests on, one for each piece of evidence, "" where the copy has none."""


def values(of: Matrix, themes: Sequence[ThemeComparison], passages: Passages | None = None, title: str = "") -> Values:
    """Return what a template may use, in plain dictionaries and lists; `docs/templates.md` describes it."""
    teller = Teller()  # sentences are made in the order of a briefing, so that neighbours differ
    cited_as = references(of.documents)
    occurring = [verdict for verdict in Verdict if any(verdict in theme.verdicts for theme in themes)]
    read = {theme.theme.id for theme in themes}
    with_table = [theme for theme in themes if Verdict.NOT_CODED not in theme.verdicts]
    given = {
        "title": title if safe(title).strip() else _title(of, themes),
        "counted": is_many(of.documents),
        "summary": _sentences(overall(of, themes, teller)),
        "findings": [_found(of, row, teller) for row in _telling(of, themes)],
        "themes": [_theme(of, theme, occurring, teller) for theme in themes],
        "documents": [_document(of, document, themes, teller, cited_as[document.id]) for document in of.documents],
        "attributes": [_attribute(name, values) for name, values in tallies(of.documents).items()],
        "computed": [document.name for document in of.computed if read & set(document.coding.themes)],
        "verdicts": [verdict.value for verdict in occurring],
        "majorities": [each.value for each in Majority if any(each in _majorities(theme) for theme in themes)],
        "signs": [{"sign": sign, "meaning": meaning} for sign, meaning in used_signs(_cells(with_table))],
        "method": {"read": read_for(of), "terms": [term._asdict() for term in terms(of, themes)]},
        "codebook_version": of.corpus.codebook.version,
    }
    return {**given, **_appendix(of, given, cited_as, passages or {})}


def _appendix(of: Matrix, given: Values, cited_as: Mapping[str, Reference], passages: Passages) -> Values:
    """Return the claims that these values name, and the references.

    Of many documents these are those that have one of the claims.
    """
    named = {claim for sentences in _all_sentences(given) for each in sentences for claim in each["claims"]}
    for theme in given["themes"]:
        named |= {c for row in theme["propositions"] for position in row["positions"] for c in position["claims"]}
    owners = {of.corpus.owners[claim] for claim in named} if given["counted"] else set(cited_as)
    claims = [
        _claim(document, claim, passages.get(claim.id, ()))
        for document in of.documents
        if document.id in owners
        for claim in document.claims
        if claim.id in named
    ]
    entries = [each for each in cited_as.values() if each.document in owners]
    return {
        "claims": claims,
        "references": [{"document": each.document, "entry": _parts(each.entry)} for each in entries],
    }


def _all_sentences(given: Values) -> Iterator[list[Values]]:
    yield given["summary"]
    yield from (finding["sentences"] for finding in given["findings"])
    yield from (theme["sentences"] for theme in given["themes"])
    yield from (row["sentences"] for theme in given["themes"] for row in theme["propositions"])


def _telling(of: Matrix, themes: Sequence[ThemeComparison]) -> list[PropositionComparison]:
    """Return the propositions that tell most; of many documents by turns those that divide them least and most."""
    if not is_many(of.documents):
        return findings(themes, MOST_FINDINGS)
    rows = [row for theme in themes for row in theme.propositions]
    turns = (row for pair in zip(agreements(rows), divisions(rows), strict=True) for row in pair)
    return list({row.proposition.id: row for row in turns}.values())[:MOST_FINDINGS]


def _attribute(name: str, values: Mapping[str, int]) -> Values:
    there = sorted(values, key=lambda value: (not value, value.casefold()))
    return {"name": name, "groups": [{"value": value, "documents": values[value]} for value in there]}


def _sentences(told: Iterable[Sentence | None]) -> list[Values]:
    return [{"text": sentence.text, "claims": list(sentence.claims)} for sentence in told if sentence]


def _found(of: Matrix, row: PropositionComparison, teller: Teller) -> Values:
    """Return a finding: the proposition, and the sentences on it."""
    view = view_of(row.proposition.text, of.corpus)
    told = [_finding(of, row, view, teller), tentative(row, of.documents, teller)]
    return {
        "id": row.proposition.id,
        "text": row.proposition.text,
        "theme": row.theme.title,
        "verdict": row.judgement.verdict.value,
        "sentences": _sentences(told),
    }


def _finding(of: Matrix, row: PropositionComparison, view: View, teller: Teller) -> Sentence:
    """Say what the documents hold on a proposition; of many, with claims of those at the ends."""
    told = finding(row, of.documents, view, teller)
    if not is_many(of.documents):
        return told
    return told._replace(claims=claims_of(row._replace(cells=tuple(_speaking(row))), of.documents))


def _title(of: Matrix, themes: Sequence[ThemeComparison]) -> str:
    what = themes[0].theme.title if len(themes) == 1 else f"{number(len(themes)).capitalize()} themes"
    names = [document.name for document in of.documents]
    who = listed(names) if 1 <= len(names) <= MOST_IN_TITLE else count(len(names), "document")
    return f"{what}: where {who} {'stands' if len(names) == 1 else 'stand'}"


def _cells(themes: Sequence[ThemeComparison]) -> list[Cell]:
    return [cell for theme in themes for row in theme.propositions for cell in row.cells]


def _document(
    of: Matrix, document: Document, themes: Sequence[ThemeComparison], teller: Teller, reference: Reference
) -> Values:
    many = is_many(of.documents)  # of whom none is told of alone
    told = [] if many else _profile(of, document, themes, teller)
    places = [] if many else _places(document, themes)
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
        "claims": document.claim_count,
    }


def _profile(
    of: Matrix, document: Document, themes: Sequence[ThemeComparison], teller: Teller
) -> Iterator[Sentence | None]:
    """Yield what is to be said of how a document stands to the others."""
    rows = [row for theme in themes for row in theme.propositions]
    yield profile(document, of, rows, teller)
    if len(of.documents) > 1:
        yield standing_alone(document, rows, of.corpus, teller)
    if len(themes) == len(of.corpus.codebook.themes) and len(of.documents) <= MOST_NAMED:
        held = [pair(of, document, other) for other in of.documents if other is not document]
        yield neighbours(document, held, of, teller)


def _places(document: Document, themes: Sequence[ThemeComparison]) -> list[Values]:
    return [
        {"theme": theme.theme.title, "words": place_words(place)}
        for theme in themes
        for place in theme.places
        if place.document == document.id
    ]


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
        "majorities": {each.value: _majorities(comparison)[each] for each in Majority},
        "tentative": comparison.tentative,
        "sentences": _sentences(told),
        "propositions": list(rows.values()),
        "groups": [{"title": title, "propositions": there} for title, there in _grouped(of, comparison, rows)],
    }


def _majorities(comparison: ThemeComparison) -> Counter[Majority]:
    return Counter(majority(row.judgement) for row in comparison.propositions)


def _grouped(of: Matrix, comparison: ThemeComparison, told: Mapping[str, Values]) -> Iterator[tuple[str, list[Values]]]:
    """Yield the propositions under headings: by what their verdicts say, or of many documents by the side of most."""
    sides: list[tuple[str, Sequence[str]]]
    how: dict[str, str]
    if is_many(of.documents):
        sides = [(f"{each[:1].upper()}{each[1:]}", (each,)) for each in Majority]
        how = {row.proposition.id: majority(row.judgement) for row in comparison.propositions}
    else:
        sides = [(_group_title(of, verdicts[0], title), verdicts) for title, verdicts in GROUPS]
        how = {row.proposition.id: row.judgement.verdict for row in comparison.propositions}
    for title, wanted in sides:
        there = [told[name] for name, found in how.items() if found in wanted]
        if there:
            yield title, there


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
        "sentences": _sentences([_finding(of, row, THIS, teller), tentative(row, of.documents, teller)]),
        "counts": counts_of(judgement),
        "majority": parted(judgement),
        "bar": "".join(span.text for span in bar(Counter(map(code, row.cells)))),
        "cells": [] if is_many(row.cells) else [_cell(by_id[cell.document], cell) for cell in row.cells],
        "positions": [
            _position(by_id[cell.document], row.proposition.id, cell, cell.position)
            for cell in _speaking(row)
            if cell.position is not None
        ],
    }


def counts_of(judgement: Judgement) -> Values:
    """Return how many documents hold what."""
    return {
        "for": judgement.for_,
        "against": judgement.against,
        "balanced": judgement.balanced,
        "mixed": judgement.mixed,
        "silent": judgement.silent,
        "not_coded": judgement.not_coded,
    }


def _cell(document: Document, cell: Cell) -> Values:
    return {"document": document.name, "sign": SIGNS[code(cell)] + marks(cell.position), "words": cell_words(cell)}


def _speaking(row: PropositionComparison) -> list[Cell]:
    """Return the cells that are told one by one: all, from those for to those against, or of many those at the ends."""
    if not is_many(row.cells):
        return sorted(row.cells, key=order)
    ends = (clearest(row.cells, [side])[:FEW_TOP] for side in (Side.FOR, Side.AGAINST))
    return [cell for end in ends for cell in end]


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
