"""How a briefing was made, in the words of `docs/method.md` cut short: what its terms mean."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from policylens.analysis.comparison import Matrix, ThemeComparison
from policylens.analysis.scales import LEAST
from policylens.analysis.verdicts import Verdict
from policylens.render.many import is_many
from policylens.render.wording import listed, number


class Term(NamedTuple):
    """A term of the method, and what it means."""

    term: str
    text: str


def read_for(of: Matrix) -> str:
    """Say how the documents were read."""
    which = "The document was" if len(of.documents) == 1 else "Each document was"
    return f"{which} read for the propositions of a codebook (version {of.corpus.codebook.version}), theme by theme."


def terms(of: Matrix, themes: Sequence[ThemeComparison]) -> Iterator[Term]:
    """Yield what a reader of a briefing on these themes has to know, as far as it is used there."""
    yield Term(
        "Position",
        "what a document as a whole holds on a proposition, as its coder judged it. Its confidence says how well the "
        "text bears it out, not how strongly the document holds it.",
    )
    yield Term(
        "Silent",
        "the document has been read for the proposition and says nothing on it, so it counts on no side. What has not "
        "been read is not coded, which is never taken for silence.",
    )
    verdicts = _verdicts(themes)
    if verdicts and len(of.documents) > 1:
        yield Term(
            "Verdict",
            f"{verdicts}. A verdict is tentative if it would change without one position of low confidence.",
        )
    if any(theme.theme.scale and _read(theme) for theme in themes):
        yield Term(
            "Scale",
            "the mean of a document's stances, from −2 to +2, on the propositions that count on the scale (not all "
            "do), turned round where support counts towards the low end. It is given only where at least "
            f"{number(LEAST)} propositions count, and to documents with a stance on two thirds of them.",
        )
    read = {theme.theme.id for theme in themes}
    computed = [document.name for document in of.computed if read & set(document.coding.themes)]
    if computed:
        yield Term(
            "Computed",
            f"nobody has charted the positions of {_who(computed)}. They are the median of what the claims say if "
            "these are on one side, and mixed if they are not.",
        )


def _who(names: Sequence[str]) -> str:
    return f"{len(names):,} documents" if is_many(names) else listed(names)


def _read(theme: ThemeComparison) -> bool:
    return Verdict.NOT_CODED not in theme.verdicts


MEANINGS = {
    Verdict.AGREE: "two or more speak, all on one side and without reservation",
    Verdict.AGREE_IN_PART: "two or more speak, all on one side, at least one with reservations",
    Verdict.LEAN: "one side is taken, and others take both sides or are mixed",
    Verdict.DIVERGE: "both sides are taken",
    Verdict.UNCLEAR: "two or more speak and none takes a side",
    Verdict.ONE_VOICE: "one document speaks",
    Verdict.SILENT: "none of the documents read for it speaks",
    Verdict.NOT_CODED: "no document has been read for it",
}
"""When there is each verdict, as `docs/method.md` has it too."""

_SAID_ELSEWHERE = (Verdict.SILENT, Verdict.NOT_CODED)


def _verdicts(themes: Sequence[ThemeComparison]) -> str:
    """Return what the verdicts mean that occur, but for those that the term before has explained."""
    there = [each for each in MEANINGS if each not in _SAID_ELSEWHERE and any(each in of.verdicts for of in themes)]
    return "; ".join(f"“{verdict}” means that {MEANINGS[verdict]}" for verdict in there)
