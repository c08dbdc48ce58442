"""The frame of a picture: its title above, notes and its source below, and what it says to those who cannot see it."""

from collections.abc import Sequence
from typing import NamedTuple

from policylens import __version__
from policylens.analysis.comparison import Matrix
from policylens.errors import PolicylensError
from policylens.render.charts.colours import FAINT, INK, PAPER
from policylens.render.charts.lettering import BOLD, LETTERS, cut, lines, wrapped
from policylens.render.charts.parts import SMALL, Spec, leading, panel, text, width_of
from policylens.render.wording import count

SCHEMA = "https://vega.github.io/schema/vega-lite/v6.json"

TITLE, SUBTITLE = 20, 13

MOST_TOLD = 20_000
"""The most characters that a picture tells those who cannot see it."""


class Section(NamedTuple):
    """A part of a picture under a heading of its own, or the whole of one under its title."""

    title: str
    subtitle: str
    panels: tuple[Spec, ...]
    told: str
    """What it shows, in sentences, for those who cannot see it."""

    @property
    def width(self) -> float:
        """How wide it is, in pixels."""
        return max(map(width_of, self.panels))


def refuse_nothing(of: Matrix, propositions: int) -> None:
    """Raise PolicylensError if there is nothing to draw."""
    missing = "documents" if not of.documents else "propositions"
    if not of.documents or not propositions:
        raise PolicylensError(
            f"there is nothing to draw: no {missing} to compare", "`policylens list` shows what there is"
        )


class Source(NamedTuple):
    """What a picture was made of."""

    of: Matrix
    corpus: str
    """The name of the corpus."""
    propositions: int
    """How many are compared."""

    @property
    def line(self) -> str:
        """The line that says so."""
        chosen, all_ = len(self.of.documents), len(self.of.corpus.documents)
        documents = count(all_, "document") if chosen == all_ else f"{chosen:,} of {count(all_, 'document')}"
        return (
            f"Source: {self.corpus}, codebook version {self.of.corpus.codebook.version}; {documents}, "
            f"{count(self.propositions, 'proposition')}. Drawn by policylens {__version__}."
        )


def picture(
    title: str, sections: Sequence[Section], source: Source, *, below: Sequence[Spec] = (), notes: Sequence[str] = ()
) -> Spec:
    """Return the specification of a picture: its sections one below the other, a legend, notes, and its source.

    A section alone gives the picture its title. Notes that are "" are left out.
    """
    width = max(section.width for section in sections)
    alone = len(sections) == 1
    parts = [each for section in sections for each in (_heads(section, width, alone=alone), *section.panels) if each]
    sentences = [note for note in (*notes, source.line) if note]
    told = [section.told if alone else f"{section.title}: {section.told}" for section in sections]
    return {
        "$schema": SCHEMA,
        "description": cut(" ".join([*([] if alone else [f"{title}."]), *told, *sentences]), MOST_TOLD),
        "title": _title(*((sections[0].title, sections[0].subtitle) if alone else (title, "")), width),
        "background": PAPER,
        "padding": 20,
        "config": {"aria": False, "font": LETTERS, "concat": {"spacing": 18}},
        "vconcat": [*parts, *below, _foot(sentences, width)],
    }


def _title(title: str, subtitle: str, width: float) -> Spec:
    return {
        "text": wrapped(title, width, TITLE * BOLD).split("\n"),
        "subtitle": wrapped(subtitle, width, SUBTITLE).split("\n") if subtitle else [],
        "anchor": "start",
        "fontSize": TITLE,
        "color": INK,
        "lineHeight": leading(TITLE),
        "subtitleFontSize": SUBTITLE,
        "subtitleColor": INK,
        "subtitleLineHeight": leading(SUBTITLE),
        "subtitlePadding": 6,
        "offset": 14,
    }


def _heads(section: Section, width: float, *, alone: bool) -> Spec | None:
    """Return the panel of a section's heading; None if the picture's title says it."""
    if alone or not section.title:
        return None
    title = wrapped(section.title, width, 16 * BOLD, most=2)
    subtitle = wrapped(section.subtitle, width, SUBTITLE, most=2)
    below = lines(title) * leading(16)
    layer = [text(title, 0, 10, fontSize=16, fontWeight="bold")]
    if section.subtitle:
        layer.append(text(subtitle, 0, below + 10, fontSize=SUBTITLE))
        below += lines(subtitle) * leading(SUBTITLE)
    return panel(width, below + 4, layer)


def _foot(sentences: Sequence[str], width: float) -> Spec:
    """Return the panel of sentences in small letters, each from a line of its own."""
    told = "\n".join(wrapped(sentence, width, SMALL, most=4) for sentence in sentences)
    high = lines(told) * leading(SMALL)
    return panel(width, high, [text(told, 0, leading(SMALL) / 2, fontSize=SMALL, color=FAINT)])
