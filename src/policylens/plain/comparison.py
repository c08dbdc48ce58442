"""Comparisons as plain data: themes, propositions, topics."""

from collections.abc import Iterable, Sequence

from policylens.analysis.comparison import Matrix, PropositionComparison, ThemeComparison, TopicComparison
from policylens.analysis.positions import Cell
from policylens.analysis.scales import Place
from policylens.analysis.verdicts import Judgement
from policylens.plain.records import claim_object, filled, position_object, proposition_head, theme_head
from policylens.plain.writing import Object, number, to_csv


def comparison_object(
    of: Matrix,
    themes: Sequence[ThemeComparison],
    propositions: Sequence[PropositionComparison],
    topics: Sequence[TopicComparison],
) -> Object:
    """Return what was compared: whole themes, single propositions, topics."""
    found: Object = {"documents": [filled(d, ["id", "short_name", "title", "date", "publisher"]) for d in of.documents]}
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
        **theme_head(comparison.theme),
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
        **proposition_head(row.proposition),
        **verdict_object(row.judgement),
        "positions": {cell.document: cell_object(cell) for cell in row.cells},
    }


def verdict_object(judgement: Judgement) -> Object:
    """Return the verdict on a proposition, and how many documents stand where."""
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


def cell_object(cell: Cell) -> Object:
    """Return what is known of a document and a proposition: its state, and its position if it has one."""
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
                **cell_object(cell),
            }
            for row in rows
            for cell in row.cells
        ),
    )
