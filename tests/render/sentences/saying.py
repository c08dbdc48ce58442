"""Rows and documents for the tests of sentences."""

from collections.abc import Callable, Mapping

from policylens.analysis.comparison import PropositionComparison
from policylens.analysis.positions import Cell, Position, State, Status
from policylens.analysis.verdicts import judge
from policylens.model import Confidence, Document, Proposition, Theme
from policylens.render.sentences.parts import Sentence, Teller

THEME = Theme(id="t", title="Trees", question="How many?", propositions=())
PROPOSITION = Proposition(id="p", text="Streets should have trees.")

Held = float | str
"""A stance; or `mixed`, `silent`, `not coded`; with `?` after it of low confidence, with `!` contested."""


def documents(*names: str) -> tuple[Document, ...]:
    return tuple(Document(id=name.lower(), short_name=name, title=f"The text of {name}") for name in names)


def row(held: Mapping[str, Held]) -> PropositionComparison:
    cells = tuple(_cell(name.lower(), each) for name, each in held.items())
    return PropositionComparison(THEME, PROPOSITION, cells, judge(cells))


def _cell(name: str, held: Held) -> Cell:
    word = str(held).rstrip("?!")
    if word in ("silent", "not coded"):
        return Cell(name, State(word))
    stance = None if word == "mixed" else float(word)
    status = Status.CHARTED if stance is not None else Status.MIXED
    low = Confidence.LOW if "?" in str(held) else Confidence.HIGH
    contrary = (f"{name}-c2",) if "!" in str(held) else ()
    claims = (f"{name}-c1", *contrary)
    return Cell(name, State.POSITION, Position(status, stance, low, "So it says.", claims, contrary, 1, 1))


def every_way(say: Callable[[Teller], Sentence | None], most: int = 6) -> list[str]:
    """Return each way in which something is said, in the order in which a teller comes to it."""
    teller = Teller()
    told = [sentence.text for _ in range(most) if (sentence := say(teller))]
    return list(dict.fromkeys(told))
