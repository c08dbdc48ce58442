"""What a corpus holds, as plain data."""

from policylens.analysis.comparison import Matrix, topics_of
from policylens.plain.records import filled, proposition_head, theme_head
from policylens.plain.writing import Object, to_csv


def listing_object(of: Matrix) -> Object:
    """Return the documents, themes, propositions and topics."""
    codebook = of.corpus.codebook
    return {
        "documents": [
            {
                **filled(document, ["id", "short_name", "title", "date", "publisher"]),
                "claims": document.claim_count,
                "propositions_addressed": len(of.stances[document.id]),
            }
            for document in of.documents
        ],
        "themes": [
            {**theme_head(theme), "propositions": [proposition_head(p) for p in theme.propositions]}
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
