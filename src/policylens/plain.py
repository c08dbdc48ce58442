"""Results as plain data for other programs: JSON objects and CSV rows."""

import csv
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import fields
from io import StringIO
from typing import TYPE_CHECKING, Any

from policylens.analysis.comparison import (
    Matrix,
    PropositionComparison,
    ThemeComparison,
    TopicComparison,
    topics_of,
)
from policylens.analysis.positions import Cell, Position, positions_of
from policylens.analysis.scales import Place
from policylens.model import Claim, Codebook, Document, Evidence, Proposition, Theme

if TYPE_CHECKING:
    from policylens.analysis.agreement import Pair
    from policylens.analysis.crossref import CrossReference, Shared
    from policylens.analysis.groups import Grouped
    from policylens.analysis.reliability import Cell as CodedCell
    from policylens.analysis.reliability import Compared
    from policylens.corpus.loader import Loaded
    from policylens.evidence.coverage import Section
    from policylens.evidence.report import Checked
    from policylens.store.search import Found

FORMAT = 1
"""The version of the JSON layout; docs/json.md describes it."""

Object = dict[str, Any]


def to_json(value: Mapping[str, Any]) -> str:
    """Write an object as JSON, indented, ended by a newline."""
    return json.dumps({"format": FORMAT, **value}, ensure_ascii=False, indent=2) + "\n"


def to_csv(columns: Sequence[str], rows: Iterable[Mapping[str, Any]]) -> str:
    """Write rows as CSV (RFC 4180, but with plain newlines), with a heading; lists are joined by semicolons."""
    out = StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    for row in rows:
        writer.writerow([_cell(row.get(column)) for column in columns])
    return out.getvalue()


def _cell(value: Any) -> Any:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list | tuple):
        value = "; ".join(str(item) for item in value)
    # a carriage return would end the row: Python before 3.13 does not quote it
    return value.replace("\r\n", "\n").replace("\r", "\n") if isinstance(value, str) else value


def number(value: float | None) -> float | int | None:
    """Write whole numbers without a point, and others without the noise of their last digits."""
    if value is None:
        return None
    rounded = round(value, 12)
    return int(rounded) if rounded == int(rounded) else rounded


# --- records -----------------------------------------------------------------------------------------------------


def _filled(record: Claim | Evidence | Document, names: Iterable[str] = ()) -> Object:
    """Return the fields of a record that say something, as they stand in the YAML."""
    wanted = list(names) or [item.name for item in fields(record)]
    values = ((name, getattr(record, name)) for name in wanted)
    return {name: _plain(value) for name, value in values if value not in ("", (), False, None) and value != {}}


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if isinstance(value, Evidence):
        return _filled(value)
    return dict(value) if isinstance(value, Mapping) else value


def claim_object(claim: Claim) -> Object:
    """Return a claim as it stands in the YAML."""
    return _filled(claim)


def position_object(position: Position) -> Object:
    """Return a position with where it comes from."""
    found: Object = {
        "stance": number(position.stance),
        "confidence": position.confidence,
        "because": position.because,
        "status": position.status,
        "claims": list(position.claims),
        "contrary": list(position.contrary),
    }
    if position.stance is None:
        found |= {"claims_for": position.claims_for, "claims_against": position.claims_against}
    return found


IDENTITY = (
    "id short_name title authors publisher date kind standpoint scope language licence isbn reference "
    "attributes summary"
).split()
"""The fields of a document's identity, in the order of the YAML."""


def document_object(document: Document, codebook: Codebook, claims: Sequence[Claim] | None = None) -> Object:
    """Return a document: its identity, its coding, its positions and claims (all, or those given)."""
    found = _filled(document, IDENTITY)
    coding = document.coding
    found["coding"] = {
        "coder": coding.coder,
        "date": coding.date,
        "codebook": coding.codebook,
        "themes": list(coding.themes),
    }
    positions = positions_of(document, codebook)
    found["positions"] = {proposition: position_object(position) for proposition, position in positions.items()}
    found["claims"] = [claim_object(claim) for claim in (document.claims if claims is None else claims)]
    return found


def codebook_object(codebook: Codebook) -> Object:
    """Return the codebook as it stands in the YAML, themes and propositions as lists in its order."""
    return {
        "version": codebook.version,
        "themes": [
            {**_theme_head(theme), "propositions": [_proposition_whole(p) for p in theme.propositions]}
            for theme in codebook.themes.values()
        ],
        "sectors": dict(codebook.sectors),
        "topics": dict(codebook.topics),
    }


def _proposition_whole(proposition: Proposition) -> Object:
    notes = {"include": proposition.include, "exclude": proposition.exclude, "cues": list(proposition.cues)}
    return {**_proposition_head(proposition), **{name: value for name, value in notes.items() if value}}


def _theme_head(theme: Theme) -> Object:
    scale = {"low": theme.scale.low, "high": theme.scale.high} if theme.scale else None
    return {"id": theme.id, "title": theme.title, "question": theme.question, "scale": scale}


def _proposition_head(proposition: Proposition) -> Object:
    return {"id": proposition.id, "text": proposition.text, "direction": proposition.direction}


# --- list --------------------------------------------------------------------------------------------------------


def listing_object(of: Matrix) -> Object:
    """Return the documents, themes, propositions and topics."""
    codebook = of.corpus.codebook
    return {
        "documents": [
            {
                **_filled(document, ["id", "short_name", "title", "date", "publisher"]),
                "claims": len(document.claims),
                "propositions_addressed": len(of.positions[document.id]),
            }
            for document in of.documents
        ],
        "themes": [
            {**_theme_head(theme), "propositions": [_proposition_head(p) for p in theme.propositions]}
            for theme in codebook.themes.values()
        ],
        "topics": [
            {"id": topic, "title": title, "claims": claims, "documents": documents}
            for topic, (title, claims, documents) in topics_of(of).items()
        ],
    }


def listing_csv(of: Matrix, *, propositions: bool, topics: bool) -> str:
    """Return one table: the documents, or the propositions or topics where those are asked for."""
    found = listing_object(of)
    if propositions:
        rows = [
            {"theme": theme["id"], "proposition": p["id"], "text": p["text"], "direction": p["direction"]}
            for theme in found["themes"]
            for p in theme["propositions"]
        ]
        return to_csv(["theme", "proposition", "text", "direction"], rows)
    if topics:
        return to_csv(["id", "title", "claims", "documents"], found["topics"])
    columns = ["id", "short_name", "title", "date", "publisher", "claims", "propositions_addressed"]
    return to_csv(columns, found["documents"])


# --- claims ------------------------------------------------------------------------------------------------------

CLAIM_COLUMNS = (
    "document id kind number headline statement mechanism conditions actors sectors topics speaker stances "
    "refers_to source section page paragraph start end"
).split()


def claims_csv(claims: Iterable[tuple[Document, Claim]]) -> str:
    """Return a row a claim, with the first of its passages."""
    rows = []
    for document, claim in claims:
        found = claim_object(claim)
        stances = [f"{proposition}={stance}" for proposition, stance in claim.stances.items()]
        first = _filled(claim.evidence[0]) if claim.evidence else {}
        rows.append({**found, "document": document.id, "stances": stances, **first})
    return to_csv(CLAIM_COLUMNS, rows)


# --- comparisons -------------------------------------------------------------------------------------------------


def comparison_object(
    of: Matrix,
    themes: Sequence[ThemeComparison],
    propositions: Sequence[PropositionComparison],
    topics: Sequence[TopicComparison],
) -> Object:
    """Return what was compared: whole themes, single propositions, topics."""
    found: Object = {
        "documents": [_filled(d, ["id", "short_name", "title", "date", "publisher"]) for d in of.documents]
    }
    if themes:
        found["themes"] = [theme_object(theme) for theme in themes]
    if propositions:
        found["propositions"] = [{"theme": row.theme.id, **proposition_object(row)} for row in propositions]
    if topics:
        found["topics"] = [topic_object(topic) for topic in topics]
    return found


def theme_object(comparison: ThemeComparison) -> Object:
    """Return a theme: the places on its scale, and its propositions with verdicts and positions."""
    return {
        **_theme_head(comparison.theme),
        "places": {place.document: place_object(place) for place in comparison.places},
        "propositions": [proposition_object(row) for row in comparison.propositions],
    }


def place_object(place: Place) -> Object:
    """Return a place on a scale; its value is null where the document addresses too little for one."""
    return {
        "value": number(place.value),
        "addressed": place.addressed,
        "of": place.of,
        "mixed": place.mixed,
        "not_coded": place.not_coded,
        "sign_hangs_on_one": place.sign_hangs,
        "rank_hangs_on_one": place.rank_hangs,
    }


def proposition_object(row: PropositionComparison) -> Object:
    """Return a proposition: its verdict, the counts behind it, and what is known of each document."""
    return {
        **_proposition_head(row.proposition),
        **verdict_object(row),
        "positions": {cell.document: _cell_object(cell) for cell in row.cells},
    }


def verdict_object(row: PropositionComparison) -> Object:
    """Return the verdict on a proposition, and how many documents stand where."""
    judgement = row.judgement
    return {
        "verdict": judgement.verdict,
        "tentative": judgement.tentative,
        "for": judgement.for_,
        "against": judgement.against,
        "balanced": judgement.balanced,
        "mixed": judgement.mixed,
        "silent": judgement.silent,
        "not_coded": judgement.not_coded,
    }


def _cell_object(cell: Cell) -> Object:
    return {"state": cell.state, **(position_object(cell.position) if cell.position else {})}


def topic_object(topic: TopicComparison) -> Object:
    """Return a topic with each document's claims on it."""
    claims = {document.id: [claim_object(claim) for claim in claims] for document, claims in topic.claims}
    return {"id": topic.id, "title": topic.title, "claims": claims}


POSITION_COLUMNS = (
    "theme proposition text document state status stance confidence because claims contrary verdict tentative"
).split()


def positions_csv(rows: Iterable[PropositionComparison]) -> str:
    """Return a row for each proposition and document."""
    return to_csv(
        POSITION_COLUMNS,
        (
            {
                "theme": row.theme.id,
                "proposition": row.proposition.id,
                "text": row.proposition.text,
                "document": cell.document,
                "verdict": row.judgement.verdict,
                "tentative": row.judgement.tentative,
                **_cell_object(cell),
            }
            for row in rows
            for cell in row.cells
        ),
    )


# --- check -------------------------------------------------------------------------------------------------------

PROBLEM_COLUMNS = "file line column severity rule claim field message hint".split()


def check_object(loaded: "Loaded") -> Object:
    """Return every problem and what was checked."""
    corpus = loaded.corpus
    return {
        "files": loaded.files,
        "documents": len(corpus.documents) if corpus else 0,
        "claims": sum(len(document.claims) for document in corpus.documents) if corpus else 0,
        "errors": loaded.errors,
        "warnings": loaded.warnings,
        "problems": [{name: getattr(problem, name) for name in PROBLEM_COLUMNS} for problem in loaded.problems],
    }


def check_csv(loaded: "Loaded") -> str:
    """Return a row a problem."""
    return to_csv(PROBLEM_COLUMNS, check_object(loaded)["problems"])


GROUP_COLUMNS = "theme proposition group documents for against balanced mixed silent not_coded".split()


def group_rows(found: "Grouped") -> Iterator[Object]:
    """Yield for each proposition and group how many of its documents hold what."""
    from policylens.analysis.groups import KEYS

    for row in found.rows:
        for group, documents in found.groups.items():
            counts = {key.replace(" ", "_"): row.counts[group][key] for key in KEYS}
            yield {
                "theme": row.comparison.theme.id,
                "proposition": row.comparison.proposition.id,
                "group": group,
                "documents": len(documents),
                **counts,
            }


def groups_object(found: "Grouped") -> Object:
    """Return the groups with their documents, and what each holds on each proposition."""
    groups = {group: list(documents) for group, documents in found.groups.items()}
    return {"by": found.by, "groups": groups, "distribution": list(group_rows(found))}


def groups_csv(found: "Grouped") -> str:
    """Return a row for each proposition and group."""
    return to_csv(GROUP_COLUMNS, group_rows(found))


# --- evidence ----------------------------------------------------------------------------------------------------

SOURCE_COLUMNS = "document title publisher date isbn copy anchors exact moved fuzzy ambiguous missing".split()
SECTION_COLUMNS = "section words covered claims".split()
PASSAGE_COLUMNS = (
    "document claim number status recorded_section recorded_page recorded_paragraph start end page paragraph section "
    "elsewhere differences first last"
).split()


def source_object(checked: "Checked") -> Object:
    """Return a document, its copy (null without one) and how many of its anchors have each status."""
    from policylens.evidence.resolve import Status

    document = checked.document
    counts = checked.counts
    return {
        "document": document.id,
        "title": document.title,
        "publisher": document.publisher,
        "date": document.date,
        "isbn": document.isbn,
        "copy": checked.copy.source.name if checked.copy else None,
        "anchors": checked.anchors,
        **{status.value: counts[status] for status in Status},
    }


def sources_csv(checked: Sequence["Checked"]) -> str:
    """Return a row a document."""
    return to_csv(SOURCE_COLUMNS, map(source_object, checked))


def section_object(section: "Section") -> Object:
    """Return a section with how many of its words lie behind claims, and which claims begin in it."""
    return {
        "section": section.title,
        "words": section.words,
        "covered": section.covered,
        "claims": list(section.claims),
    }


def sections_csv(sections: Sequence["Section"]) -> str:
    """Return a row a section."""
    return to_csv(SECTION_COLUMNS, map(section_object, sections))


def passage_objects(checked: "Checked") -> Iterator[Object]:
    """Yield what came of looking for each piece of evidence: one object a place, and one where there is none."""
    numbers: dict[str, int] = {}
    for claim, resolved in checked.resolved:
        numbers[claim] = numbers.get(claim, 0) + 1
        recorded = resolved.evidence
        for found in resolved.found or (None,):
            yield {
                "document": checked.document.id,
                "claim": claim,
                "number": numbers[claim],
                "status": resolved.status.value,
                "recorded_section": recorded.section,
                "recorded_page": recorded.page,
                "recorded_paragraph": recorded.paragraph,
                "start": recorded.start,
                "end": recorded.end,
                "page": found.page if found else "",
                "paragraph": found.paragraph if found else "",
                "section": found.section if found else "",
                "elsewhere": resolved.elsewhere,
                "differences": list(found.differences) if found else [],
                "first": found.start if found else None,
                "last": found.end if found else None,
            }


def trace_object(checked: "Checked", claim: Claim, words: int) -> Object:
    """Return a claim with its passages from the reader's copy, each with so many words around it."""
    from policylens.evidence.report import context

    copy = checked.copy
    passages = []
    for found in passage_objects(checked.only(claim.id)):
        if copy is not None and found["first"] is not None:
            around = context(copy, found["first"], found["last"], words)
            found |= {"before": around.before, "passage": around.passage, "after": around.after}
        passages.append(found)
    return {
        "document": checked.document.id,
        "claim": claim_object(claim),
        "copy": copy.source.name if copy else None,
        "passages": passages,
    }


def passages_csv(checked: Iterable["Checked"]) -> str:
    """Return a row a place where a passage was found, and one where it was not."""
    return to_csv(PASSAGE_COLUMNS, (each for one in checked for each in passage_objects(one)))


# --- pairs -------------------------------------------------------------------------------------------------------

PAIR_COLUMNS = "a b same opposite neutral one_silent shared agreement alpha".split()


def pair_object(pair: "Pair") -> Object:
    """Return a pair of documents; agreement and alpha are null where there is none."""
    found = {name: getattr(pair, name) for name in PAIR_COLUMNS}
    return {**found, "agreement": number(pair.agreement), "alpha": number(pair.alpha)}


def pairs_csv(pairs: "Iterable[Pair]") -> str:
    """Return a row a pair."""
    return to_csv(PAIR_COLUMNS, (pair_object(pair) for pair in pairs))


def crossref_object(across: "CrossReference") -> Object:
    """Return two documents read across."""

    def shared(rows: "Sequence[Shared]") -> list[Object]:
        return [
            {"proposition": row.proposition.id, "a": position_object(row.a), "b": position_object(row.b)}
            for row in rows
        ]

    return {
        **pair_object(across.pair),
        "same_side": shared(across.same),
        "opposite_sides": shared(across.opposite),
        "zero_or_mixed": shared(across.neutral),
        "only_a": [proposition.id for proposition in across.only_a],
        "only_b": [proposition.id for proposition in across.only_b],
        "topics": [{"id": t, "title": title, "claims_a": a, "claims_b": b} for t, title, a, b in across.topics],
        "citations": [{"document": document.id, "claim": claim_object(claim)} for document, claim in across.cites],
    }


# --- search ------------------------------------------------------------------------------------------------------


def search_object(found: "Found") -> Object:
    """Return the claims that a search found, best first."""
    hits = [
        {"document": hit.document.id, "score": number(hit.score), "claim": claim_object(hit.claim)}
        for hit in found.hits
    ]
    return {"any_word": found.any_word, "hits": hits}


# --- two coders --------------------------------------------------------------------------------------------------

CELL_COLUMNS = "document theme proposition a b a_confidence b_confidence a_because b_because differs distance".split()


def cell_object(cell: "CodedCell") -> Object:
    """Return a cell as two coders judged it; a silent one has no stance, confidence or reason."""
    found: Object = {"document": cell.document, "theme": cell.theme.id, "proposition": cell.proposition.id}
    for name, position in (("a", cell.a), ("b", cell.b)):
        found[name] = position.stance if position else None
        found[f"{name}_confidence"] = position.confidence if position else None
        found[f"{name}_because"] = position.because if position else None
    return {**found, "differs": cell.differs, "distance": cell.distance}


def cells_csv(cells: Iterable["CodedCell"]) -> str:
    """Return a row a cell."""
    return to_csv(CELL_COLUMNS, map(cell_object, cells))


def reliability_object(compared: "Compared") -> Object:
    """Return how far two coders agree, in all, by theme and by document, and every cell."""
    return {
        "documents": list(compared.documents),
        "only_a": list(compared.only_a),
        "only_b": list(compared.only_b),
        "left_out": list(compared.left_out),
        "all": compared.whole._asdict(),
        "themes": {name: each._asdict() for name, each in compared.by_theme.items()},
        "by_document": {name: each._asdict() for name, each in compared.by_document.items()},
        "cells": [cell_object(cell) for cell in compared.cells],
    }
