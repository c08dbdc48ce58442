"""Groups of documents, as plain data."""

from collections.abc import Iterator

from policylens.analysis.groups import KEYS, Grouped
from policylens.plain.writing import Object, to_csv

GROUP_COLUMNS = "theme proposition group documents for against balanced mixed silent not_coded".split()


def group_rows(found: Grouped) -> Iterator[Object]:
    """Yield for each proposition and group how many of its documents hold what."""
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


def groups_object(found: Grouped) -> Object:
    """Return the groups with their documents, and what each holds on each proposition."""
    groups = {group: list(documents) for group, documents in found.groups.items()}
    return {"by": found.by, "groups": groups, "distribution": list(group_rows(found))}


def groups_csv(found: Grouped) -> str:
    """Return a row for each proposition and group."""
    return to_csv(GROUP_COLUMNS, group_rows(found))
