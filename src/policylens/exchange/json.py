"""Everything as one JSON object: codebook, documents, positions, scales, verdicts, agreement. See docs/json.md."""

from collections.abc import Sequence

from policylens.analysis.agreement import pairs
from policylens.analysis.comparison import Matrix, ThemeComparison, overview
from policylens.plain.comparison import place_object, verdict_object
from policylens.plain.crossref import pair_object
from policylens.plain.records import codebook_object, document_object
from policylens.plain.writing import Object, to_json

MOST_PAIRED = 200
"""With more documents than this, agreement is left out: pairs grow with the square of their number."""


def write(of: Matrix) -> bytes:
    """Return the matrix and all that is computed from it, as UTF-8; the same bytes for the same data."""
    themes = overview(of)
    scales = _scales(themes)
    whole: Object = {
        "codebook": codebook_object(of.corpus.codebook),
        "documents": [
            {**document_object(document, of.corpus.codebook), "scales": scales.get(document.id, {})}
            for document in of.documents
        ],
        "comparisons": {row.proposition.id: verdict_object(row) for theme in themes for row in theme.propositions},
    }
    if len(of.documents) <= MOST_PAIRED:
        whole["agreement"] = [pair_object(pair) for pair in pairs(of)]
    return to_json(whole).encode()


def _scales(themes: Sequence[ThemeComparison]) -> dict[str, Object]:
    """Return each document's place on each scale for which it has been read; the value may be null."""
    found: dict[str, Object] = {}
    for theme in themes:
        for place in theme.places:
            if not place.not_coded:
                written = place_object(place)
                del written["not_coded"]  # as none is that stands here
                found.setdefault(place.document, {})[theme.theme.id] = written
    return found
