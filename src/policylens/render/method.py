"""How a briefing was made, in the words of `docs/method.md` cut short: what its terms mean."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from policylens.analysis.comparison import Matrix, ThemeComparison
from policylens.analysis.scales import LEAST
from policylens.analysis.verdicts import Verdict
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
    if len(of.documents) > 1:
        yield Term(
            "Verdict",
            f"{_verdicts()} A verdict is tentative if it would change without one position of low confidence.",
        )
    if any(theme.theme.scale and _read(theme) for theme in themes):
        yield Term(
            "Scale",
            "the mean of a document's stances, from −2 to +2, on the propositions that count on the scale (not all do), "
            "turned round where support counts towards the low end. It is given only where at least "
            f"{number(LEAST)} propositions count, and to documents with a stance on two thirds of them.",
        )
    read = {theme.theme.id for theme in themes}
    computed = [document.name for document in of.computed if read & set(document.coding.themes)]
    if computed:
        yield Term(
            "Computed",
            f"nobody has charted the positions of {listed(computed)}. They are the median of what the claims say if "
            "these are on one side, and mixed if they are not.",
        )


def _read(theme: ThemeComparison) -> bool:
    return Verdict.NOT_CODED not in theme.verdicts


_MEANINGS = {
    Verdict.AGREE: "all that speak are on one side without reservation",
    Verdict.AGREE_IN_PART: "all are on one side, some with conditions or in part",
    Verdict.LEAN: "some are on one side and the others take both sides or are mixed",
    Verdict.DIVERGE: "both sides are taken",
    Verdict.UNCLEAR: "several speak and none takes a side",
    Verdict.ONE_VOICE: "only one speaks",
}


def _verdicts() -> str:
    return "; ".join(f"“{verdict}”, {meaning}" for verdict, meaning in _MEANINGS.items()) + "."
