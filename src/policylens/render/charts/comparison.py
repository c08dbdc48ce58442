"""Pictures of comparisons: a theme, a proposition, all themes, the whole matrix."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from policylens.analysis.comparison import Matrix, PropositionComparison, ThemeComparison
from policylens.render.charts.counted import counted
from policylens.render.charts.frame import Section, Source, picture, refuse_nothing
from policylens.render.charts.heat_map import heat_map
from policylens.render.charts.overview import overview
from policylens.render.charts.parts import Spec
from policylens.render.charts.places import note_on, scale
from policylens.render.charts.room import MOST_COLUMNS, room
from policylens.render.charts.stances import stances
from policylens.render.charts.telling import left_out, scale_told, told
from policylens.render.charts.tiles import explained, legend
from policylens.render.pages.comparison import computed_note, verdict_counts
from policylens.render.wording import count, verdict_words

Compared = ThemeComparison | PropositionComparison

MOST_ROWS = 100
"""A picture shows no more propositions than this."""

MOST_THEMES = 40
"""Nor more scales."""

TITLE = "Where the documents stand"


class _Drawing(NamedTuple):
    """What a picture is drawn of."""

    of: Matrix
    corpus: str
    named: Sequence[Compared]
    """The themes and propositions that are asked for."""
    shown: Sequence[Compared]
    """Those for which there is room, the last theme cut to it."""

    @property
    def computed(self) -> str:
        """Which positions are computed; "" if none is."""
        return computed_note(self.of, [part.theme.id for part in self.shown])

    @property
    def source(self) -> Source:
        """What the picture was made of."""
        return Source(self.of, self.corpus, len({row.proposition.id for row in _rows(self.named)}))


def overview_picture(of: Matrix, themes: Sequence[ThemeComparison], corpus: str) -> Spec:
    """All themes: the scale of each, and how many propositions have each verdict."""
    refuse_nothing(of, len(_rows(themes)))
    shown = themes[:MOST_THEMES]
    sentences = [f"{theme.theme.title}: {scale_told(theme, of.documents)} {verdict_counts(theme)}" for theme in shown]
    section = Section(
        TITLE,
        f"{count(len(themes), 'theme')}, {count(len(of.documents), 'document')}",
        tuple(overview(shown, of.documents)),
        f"The documents' places on the scale of each theme. {' '.join(sentences)}",
    )
    drawing = _Drawing(of, corpus, themes, shown)
    notes = (note_on(shown), left_out(len(shown), len(themes), "theme"), drawing.computed)
    return picture(TITLE, [section], drawing.source, notes=notes)


def matrix_picture(of: Matrix, themes: Sequence[ThemeComparison], corpus: str) -> Spec:
    """The whole matrix: every proposition of every theme by documents."""
    refuse_nothing(of, len(_rows(themes)))
    shown = _within(themes)
    sections = [
        Section(part.theme.title, "", (_matrix(of, rows),), told(rows, of.documents))
        for part in shown
        if (rows := _rows([part]))
    ]
    return _pictured("All positions", sections, _Drawing(of, corpus, themes, shown))


def named_picture(of: Matrix, named: Sequence[Compared], corpus: str) -> Spec:
    """Themes and propositions, one below the other, each as it is alone."""
    refuse_nothing(of, len(_rows(named)))
    shown = _within(named)
    sections = [_theme(of, each) if isinstance(each, ThemeComparison) else _proposition(of, each) for each in shown]
    scales = note_on([each for each in shown if isinstance(each, ThemeComparison)])
    return _pictured(TITLE, sections, _Drawing(of, corpus, named, shown), scales)


def _theme(of: Matrix, theme: ThemeComparison) -> Section:
    """A theme: its scale, and its propositions by documents."""
    matrix = (_matrix(of, theme.propositions),) if theme.propositions else ()
    panels = (scale(theme, of.documents, room(len(of.documents))), *matrix)
    sentences = f"{scale_told(theme, of.documents)} {told(theme.propositions, of.documents)}"
    return Section(theme.theme.title, theme.theme.question, panels, sentences)


def _proposition(of: Matrix, row: PropositionComparison) -> Section:
    """A proposition: each document's position, or how many documents hold each."""
    few = len(of.documents) <= MOST_COLUMNS
    chart = stances(row, of.documents) if few else _matrix(of, [row])
    verdict = f"{row.theme.title}: {verdict_words(row.judgement)}"
    return Section(row.proposition.text, verdict, (chart,), told([row], of.documents))


def _matrix(of: Matrix, rows: Sequence[PropositionComparison]) -> Spec:
    """Return the panel of propositions by documents, or by how many hold what."""
    share = room(len(of.documents))
    return heat_map(rows, of.documents, share) if share.cell else counted(rows, share)


def _pictured(title: str, sections: Sequence[Section], drawing: _Drawing, *notes: str) -> Spec:
    """Return the picture of sections, with a legend of the signs in them, and all that there is to say below."""
    documents = len(drawing.of.documents)
    many = documents > MOST_COLUMNS
    rows = _rows(drawing.shown)
    said = (
        f"{count(documents, 'document')} are too many for a column each: bars count them." if many else "",
        *notes,
        left_out(len(rows), len(_rows(drawing.named)), "proposition"),
        drawing.computed,
    )
    signs = explained([cell for row in rows for cell in row.cells], marks=not many)
    below = [legend(signs, max(section.width for section in sections))]
    return picture(title, sections, drawing.source, below=below, notes=said)


def _within(parts: Iterable[Compared]) -> list[Compared]:
    """Return themes and propositions until there are `MOST_ROWS`, the last theme cut to what there is room for."""
    found: list[Compared] = []
    left = MOST_ROWS
    for part in parts:
        if left and isinstance(part, ThemeComparison):
            found.append(part._replace(propositions=part.propositions[:left]))
            left -= min(left, len(part.propositions))
        elif left:
            found.append(part)
            left -= 1
    return found


def _rows(parts: Iterable[Compared]) -> list[PropositionComparison]:
    return [row for part in parts for row in (part.propositions if isinstance(part, ThemeComparison) else (part,))]
