"""Pictures of groups of documents: what each group's documents hold, counted."""

from collections.abc import Sequence

from policylens.analysis.comparison import Matrix
from policylens.analysis.groups import KEYS, Distribution, Grouped
from policylens.render.charts.frame import Section, Source, picture, refuse_nothing
from policylens.render.charts.group_bars import ENTRIES, MOST_GROUPS, ROOM, distributions, shown_groups
from policylens.render.charts.parts import Spec
from policylens.render.charts.telling import left_out
from policylens.render.charts.tiles import legend
from policylens.render.pages.comparison import computed_note
from policylens.render.wording import count, listed

MOST_BARS = 240
"""A picture shows no more bars than this."""


def groups_picture(of: Matrix, found: Grouped, corpus: str) -> Spec:
    """How the positions of groups of documents are distributed, proposition by proposition."""
    refuse_nothing(of, len(found.rows))
    rows = found.rows[: max(1, MOST_BARS // max(1, len(shown_groups(found))))]
    themes = dict.fromkeys(row.comparison.theme.id for row in rows)
    sections = [_section(found, [row for row in rows if row.comparison.theme.id == theme]) for theme in themes]
    head = f"Positions by {found.by}"
    if len(sections) == 1:
        sections = [sections[0]._replace(title=head, subtitle=sections[0].title)]
    counted = {key for row in rows for counts in row.counts.values() for key in KEYS if counts[key]}
    notes = (
        _members(of, found),
        _unseen(found),
        left_out(len(rows), len(found.rows), "proposition"),
        computed_note(of, [*themes]),
    )
    below = [legend([entry for entry in ENTRIES if entry[0] in counted], ROOM.width)]
    return picture(head, sections, Source(of, corpus, len(found.rows)), below=below, notes=notes)


def _section(found: Grouped, rows: Sequence[Distribution]) -> Section:
    theme = rows[0].comparison.theme
    return Section(theme.title, "", (distributions(found, rows),), " ".join(_told(found, row) for row in rows))


def _told(found: Grouped, row: Distribution) -> str:
    parts = []
    for value in shown_groups(found):
        counts = listed([f"{row.counts[value][key]:,} {key}" for key in KEYS if row.counts[value][key]])
        parts.append(f"{value or 'not given'}: {counts}")
    return f"“{row.comparison.proposition.text}” {'; '.join(parts)}."


def _members(of: Matrix, found: Grouped) -> str:
    """Say which documents are in each group, as far as there is room."""
    names = {document.id: document.name for document in of.documents}
    parts = []
    for value in shown_groups(found):
        members = found.groups[value]
        few = len(members) <= MOST_GROUPS
        told = listed([names[member] for member in members]) if few else count(len(members), "document")
        parts.append(f"{value or 'not given'}: {told}")
    return f"The groups: {'; '.join(parts)}."


def _unseen(found: Grouped) -> str:
    rest = len(found.groups) - len(shown_groups(found))
    return f"The {MOST_GROUPS} largest of {len(found.groups)} groups are drawn." if rest > 0 else ""
