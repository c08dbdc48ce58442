"""Everything as one JSON object: codebook, documents, positions, scales, verdicts, agreement. See docs/json.md."""

from policylens.analysis.agreement import pairs
from policylens.analysis.comparison import Matrix, ThemeComparison, overview
from policylens.plain import (
    Object,
    codebook_object,
    document_object,
    pair_object,
    place_object,
    to_json,
    verdict_object,
)

MOST_PAIRED = 200
"""With more documents than this, agreement is left out: pairs grow with the square of their number."""


def write(of: Matrix) -> bytes:
    """Return the matrix and all that is computed from it, as UTF-8; the same bytes for the same data."""
    themes = overview(of)
    paired = pairs(of) if len(of.documents) <= MOST_PAIRED else ()
    whole: Object = {
        "codebook": codebook_object(of.corpus.codebook),
        "documents": [
            {**document_object(document, of.corpus.codebook), "scales": _scales(themes, document.id)}
            for document in of.documents
        ],
        "comparisons": {row.proposition.id: verdict_object(row) for theme in themes for row in theme.propositions},
        "agreement": [pair_object(pair) for pair in paired],
    }
    return to_json(whole).encode()


def _scales(themes: tuple[ThemeComparison, ...], document: str) -> Object:
    """Return the document's place on each scale for which it has been read; the value may be null."""
    return {
        theme.theme.id: place_object(place)
        for theme in themes
        for place in theme.places
        if place.document == document and not place.not_coded
    }
