"""What several themes amount to."""

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from policylens.analysis.comparison import Matrix, ThemeComparison
from policylens.analysis.findings import AGREED
from policylens.analysis.verdicts import Verdict
from policylens.render.sentences.parts import Sentence, Teller, all_of, do, ended, out_of, who
from policylens.render.sentences.themes import opening
from policylens.render.wording import listed, number


def overall(of: Matrix, themes: Sequence[ThemeComparison], teller: Teller) -> list[Sentence]:
    """Say what the themes amount to: the verdicts, where documents are nearest, what is tentative, who is silent.

    Of one document there is nothing to be said.
    """
    if len(of.documents) < 2:
        return []
    counts = Counter(dict.fromkeys(Verdict, 0))
    for theme in themes:
        counts.update(theme.verdicts)
    in_all = opening(counts, teller) if len(themes) > 1 else None  # of one, its section says it
    told = [in_all, _nearest(themes), _tentative(themes), _least(of, themes)]
    return [sentence for sentence in told if sentence]


def _nearest(themes: Sequence[ThemeComparison]) -> Sentence | None:
    """Say on which theme the documents are nearest to each other and on which farthest apart."""
    shares = {}
    for theme in themes:
        spoken = sum(row.judgement.speaking > 1 for row in theme.propositions)
        if spoken:
            agreed = sum(theme.verdicts.get(verdict, 0) for verdict in AGREED)
            shares[theme.theme.title] = ((agreed - theme.verdicts.get(Verdict.DIVERGE, 0)) / spoken, spoken)
    if len(shares) < 2:
        return None
    most, least = (choose(shares, key=lambda title: shares[title]) for choose in (max, min))
    if shares[most][0] == shares[least][0]:
        return None
    return Sentence(ended(f"they are nearest to each other on {_small(most)} and farthest apart on {_small(least)}"))


def _small(title: str) -> str:
    """Return a theme's title in a sentence: in quotation marks, as it may hold commas of its own."""
    return f"“{title}”"


def _tentative(themes: Sequence[ThemeComparison]) -> Sentence | None:
    many = sum(theme.tentative for theme in themes)
    if not many:
        return None
    those = "one verdict is" if many == 1 else f"{number(many)} verdicts are"
    each = "it hangs" if many == 1 else "each hangs"
    return Sentence(ended(f"{those} tentative: {each} on a position of low confidence"))


class _Quiet(NamedTuple):
    """A document that says little."""

    name: str
    spoken: int
    read: int
    """For so many propositions it has been read."""
    of: int
    """So many there are."""

    @property
    def read_for(self) -> str:
        return " for which it has been read" if self.read < self.of else ""

    @property
    def on(self) -> str:
        return out_of(self.spoken, self.read, known=self.read < self.of)


def _least(of: Matrix, themes: Sequence[ThemeComparison]) -> Sentence | None:
    """Say who is silent on half of the propositions or more, for which it has been read."""
    quiet = []
    all_ = sum(len(theme.propositions) for theme in themes)
    for document in of.documents:
        read = [row for theme in themes if theme.theme.id in document.coding.themes for row in theme.propositions]
        spoken = sum(row.proposition.id in of.stances[document.id] for row in read)
        if read and 2 * spoken <= len(read):
            quiet.append(_Quiet(document.name, spoken, len(read), all_))
    if not quiet:
        return None
    if len(quiet) == 1:
        return Sentence(ended(f"{_alone(quiet[0])}: its {_NO_CONSENT}"))
    return Sentence(ended(f"{_several(quiet)}: their {_NO_CONSENT}"))


def _alone(quiet: _Quiet) -> str:
    if not quiet.spoken:
        return f"{quiet.name} is silent on {all_of(quiet.read)}{quiet.read_for}"
    return f"{quiet.name} speaks on only {quiet.on} propositions{quiet.read_for}"


def _several(quiet: Sequence[_Quiet]) -> str:
    names = [each.name for each in quiet]
    first = quiet[0]
    if first.spoken and len({each[1:] for each in quiet}) == 1:
        return f"{do(names, 'speaks')} on only {first.on} propositions each{first.read_for}"
    half = "speak on no more than half of the propositions"
    if len(quiet) > _MOST_DETAILED:
        return f"{who(names)} {half}"
    parts = [f"{each.name} ({each.on}{each.read_for})" for each in quiet]
    return f"{listed(parts)} {half}"


_MOST_DETAILED = 4

_NO_CONSENT = "silence is not to be read as agreement"
