"""Passages that are worth reading, as plain data."""

from collections.abc import Iterator

from policylens.plain.writing import Object, to_csv
from policylens.store.suggest import Suggestions

COLUMNS = "proposition rank score section page start end text".split()


def suggested_objects(of: Suggestions) -> Iterator[Object]:
    """Yield the passages of each proposition, best first."""
    for hits in of.found.values():
        for hit in hits:
            there = hit.place.evidence
            yield {
                "proposition": hit.proposition,
                "rank": hit.rank,
                "score": round(hit.score, 3),
                "section": there.section,
                "page": there.page,
                "start": there.start,
                "end": there.end,
                "text": hit.place.text,
            }


def suggested_csv(of: Suggestions) -> str:
    """Return a row for each passage of each proposition."""
    return to_csv(COLUMNS, suggested_objects(of))
