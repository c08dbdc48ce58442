"""What several themes amount to."""

from collections import Counter
from collections.abc import Sequence

from policylens.analysis.comparison import Matrix, ThemeComparison
from policylens.analysis.findings import AGREED
from policylens.analysis.verdicts import Verdict
from policylens.render.sentences.parts import Sentence, Teller, ended, who
from policylens.render.sentences.themes import opening
from policylens.render.wording import listed, number


def overall(of: Matrix, themes: Sequence[ThemeComparison], teller: Teller) -> list[Sentence]:
    """Say what the themes amount to: the verdicts, where documents are nearest, what is tentative, who is silent."""
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
    those = "one of these verdicts is" if many == 1 else f"{number(many)} of these verdicts are"
    each = "it hangs" if many == 1 else "each hangs"
    return Sentence(ended(f"{those} tentative: {each} on a position of low confidence"))


def _least(of: Matrix, themes: Sequence[ThemeComparison]) -> Sentence | None:
    """Say who is silent on half of the propositions or more, for which it has been read."""
    quiet = []
    for document in of.documents:
        read = [row for theme in themes if theme.theme.id in document.coding.themes for row in theme.propositions]
        spoken = sum(row.proposition.id in of.positions[document.id] for row in read)
        if read and 2 * spoken <= len(read):
            quiet.append((document.name, spoken, len(read)))
    if not quiet:
        return None
    if len(quiet) == 1:
        name, spoken, read_for = quiet[0]
        return Sentence(ended(f"{name} speaks on only {number(spoken)} of {number(read_for)}: {_NO_CONSENT}"))
    parts = [f"{name} (on {number(spoken)} of {number(read_for)})" for name, spoken, read_for in quiet]
    if len(parts) > 4:
        return Sentence(ended(f"{who([name for name, _, _ in quiet])} speak on half of them or fewer"))
    return Sentence(ended(f"{listed(parts)} speak on half of them or fewer: {_NO_CONSENT}"))


_NO_CONSENT = "silence is not to be read as agreement"
