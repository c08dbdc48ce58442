"""What a search found, as plain data."""

from policylens.plain.records import claim_object
from policylens.plain.writing import Object, number
from policylens.store.search import Found


def search_object(found: Found) -> Object:
    """Return the claims that a search found, best first."""
    hits = [
        {"document": hit.document.id, "score": number(hit.score), "claim": claim_object(hit.claim)}
        for hit in found.hits
    ]
    return {"any_word": found.any_word, "hits": hits}
