"""Everything as one JSON object: codebook, documents, positions, scales, verdicts, agreement. See docs/json.md.

It is made piece by piece: of its documents no more than one stands in memory with its claims.
"""

from collections.abc import Iterator, Mapping

from policylens.analysis.agreement import pairs
from policylens.analysis.comparison import Matrix
from policylens.analysis.outcomes import all_places, judgements
from policylens.analysis.scales import Place
from policylens.plain.comparison import place_object, verdict_object
from policylens.plain.crossref import pair_object
from policylens.plain.records import codebook_object, document_object
from policylens.plain.writing import Object, json_pieces

MOST_PAIRED = 200
"""With more documents than this, agreement is left out: pairs grow with the square of their number."""


def pieces(of: Matrix) -> Iterator[bytes]:
    """Yield the matrix and all that is computed from it, as UTF-8, bit by bit; the same bytes for the same data."""
    judged = judgements(of)
    whole: Object = {
        "codebook": codebook_object(of.corpus.codebook),
        "documents": _documents(of),
        "comparisons": {proposition: verdict_object(judgement) for proposition, judgement in judged.items()},
    }
    if len(of.documents) <= MOST_PAIRED:
        whole["agreement"] = (pair_object(pair) for pair in pairs(of))
    for piece in json_pieces(whole):
        yield piece.encode()


def _documents(of: Matrix) -> Iterator[Object]:
    scales = _by_document(all_places(of))
    for document in of.documents:
        places = scales.pop(document.id, {})
        written = {theme: _place(place) for theme, place in places.items()}
        yield {**document_object(document, of.corpus.codebook), "scales": written}
        document.let_go()


def _by_document(places: Mapping[str, tuple[Place, ...]]) -> dict[str, dict[str, Place]]:
    """Return each document's place on each scale for which it has been read."""
    found: dict[str, dict[str, Place]] = {}
    for theme, on_it in places.items():
        for place in on_it:
            if not place.not_coded:
                found.setdefault(place.document, {})[theme] = place
    return found


def _place(place: Place) -> Object:
    """Return a place, whose value may be null."""
    written = place_object(place)
    del written["not_coded"]  # as none is that stands here
    return written
