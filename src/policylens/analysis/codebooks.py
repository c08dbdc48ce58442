"""What differs between two versions of a codebook, apart from how its propositions are worded."""

from typing import NamedTuple

from policylens.analysis.comparison import Matrix, PropositionComparison, compare_proposition
from policylens.analysis.edits import Edit, edits, entries
from policylens.analysis.rewording import WORDING
from policylens.model import Codebook, Proposition, Theme


class ThemeChange(NamedTuple):
    """A theme that is not what it was, apart from its propositions."""

    theme: Theme
    edits: tuple[Edit, ...]


class PropositionChange(NamedTuple):
    """A proposition that counts otherwise, is found otherwise or stands in another theme; its wording is told apart."""

    theme: Theme
    proposition: Proposition
    edits: tuple[Edit, ...]
    """`direction`, `cues` and `theme`."""


class CodebookChange(NamedTuple):
    """What differs between two codebooks, apart from wording."""

    edits: tuple[Edit, ...]
    """Its `version`, and entries of its lists: `topics.mill-road`."""
    themes_added: tuple[Theme, ...]
    themes_removed: tuple[Theme, ...]
    themes: tuple[ThemeChange, ...]
    added: tuple[PropositionComparison, ...]
    """Propositions that are new, with what the documents hold on them."""
    removed: tuple[PropositionComparison, ...]
    """Propositions that are gone, with what the documents held on them."""
    propositions: tuple[PropositionChange, ...]


def codebook_change(old: Matrix, new: Matrix) -> CodebookChange:
    """Return what differs between the codebooks of two matrices."""
    was, now = old.corpus.codebook, new.corpus.codebook
    themes = [(was.themes[theme.id], theme) for theme in now.themes.values() if theme.id in was.themes]
    found = [ThemeChange(theme, edits(before, theme, ("propositions",))) for before, theme in themes]
    return CodebookChange(
        edits=(
            *edits(was, now, ("themes", "sectors", "topics")),
            *entries("sectors", was.sectors, now.sectors),
            *entries("topics", was.topics, now.topics),
        ),
        themes_added=tuple(theme for theme in now.themes.values() if theme.id not in was.themes),
        themes_removed=tuple(theme for theme in was.themes.values() if theme.id not in now.themes),
        themes=tuple(change for change in found if change.edits),
        added=tuple(compare_proposition(new, p) for p in now.propositions if p not in was.propositions),
        removed=tuple(compare_proposition(old, p) for p in was.propositions if p not in now.propositions),
        propositions=_propositions(was, now),
    )


def _propositions(was: Codebook, now: Codebook) -> tuple[PropositionChange, ...]:
    found = []
    for name, proposition in now.propositions.items():
        if name in was.propositions:
            theme, before = now.theme_of[name], was.theme_of[name].id
            elsewhere = (Edit("theme", before, theme.id),) if before != theme.id else ()
            differing = (*edits(was.propositions[name], proposition, WORDING), *elsewhere)
            found.append(PropositionChange(theme, proposition, differing))
    return tuple(change for change in found if change.edits)
