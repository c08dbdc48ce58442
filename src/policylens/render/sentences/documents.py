"""How one document stands to the others."""

from collections import Counter
from collections.abc import Sequence

from policylens.analysis.agreement import Pair
from policylens.analysis.comparison import Matrix, PropositionComparison
from policylens.analysis.positions import Side
from policylens.model import Corpus, Document
from policylens.render.clauses import view_of
from policylens.render.sentences.parts import MOST_CITED, Sentence, Teller, ended
from policylens.render.wording import listed, number


def profile(document: Document, of: Matrix, rows: Sequence[PropositionComparison], teller: Teller) -> Sentence:
    """Say on how many of these propositions a document speaks, and how."""
    read = [row.proposition.id for row in rows if row.theme.id in document.coding.themes]
    positions = of.positions[document.id]
    held = [positions[proposition] for proposition in read if proposition in positions]
    counts = Counter(position.side for position in held)
    kinds = {
        Side.FOR: "for {}",
        Side.AGAINST: "against {}",
        Side.BALANCED: "on both sides of {}",
        Side.MIXED: "mixed on {}",
    }
    told = listed([words.format(number(counts[side])) for side, words in kinds.items() if counts[side]])
    name, all_ = document.name, number(len(read))
    silent = len(read) - len(held)
    speaks = f"{number(len(held))} of {all_}" if silent else f"all {all_}"
    addressed = number(len(held)) if silent else "every one"
    ways = {
        "speaks": f"{name} speaks on {speaks} propositions and is {told}",
        "of the": f"of {all_} propositions {name} addresses {addressed}: it is {told}",
    }
    if not held:
        return Sentence(
            ended(f"{name} is silent on all {all_} propositions" if read else f"{name} has not been read yet")
        )
    tail = f"; on {'the other ' + number(silent) if silent > 1 else 'the other'} it is silent" if silent else ""
    return Sentence(ended(ways[teller.choose(list(ways))] + tail))


def standing_alone(
    document: Document, rows: Sequence[PropositionComparison], corpus: Corpus, teller: Teller
) -> Sentence | None:
    """Say on which propositions a document is alone on its side against two or more; None if there are none."""
    alone = []
    for row in rows:
        position = next((cell.position for cell in row.cells if cell.document == document.id), None)
        if position is not None and _is_alone(position.side, row):
            alone.append((row, position))
    if not alone:
        return None
    alone = alone[:MOST_ALONE]
    views = {side: [view_of(r.proposition.text, corpus) for r, p in alone if p.side is side] for side in Side}
    held, rejected = listed([view.that for view in views[Side.FOR]]), listed([v.view for v in views[Side.AGAINST]])
    ways = {
        "alone": "alone among them it " + _both(held and f"holds {held}", rejected and f"rejects {rejected}"),
        "by itself": "it stands by itself in "
        + _both(held and f"holding {held}", rejected and f"rejecting {rejected}"),
    }
    claims = tuple(claim for _, position in alone for claim in position.claims[:2])
    return Sentence(ended(ways[teller.choose(list(ways))]), claims[:MOST_CITED])


def _both(one: str, other: str) -> str:
    return ", and ".join(part for part in (one, other) if part)


MOST_ALONE = 3
"""A profile names at most so many propositions on which a document stands alone."""


def _is_alone(side: Side, row: PropositionComparison) -> bool:
    for_, against = row.judgement.for_, row.judgement.against
    return (side is Side.FOR and for_ == 1 and against > 1) or (side is Side.AGAINST and against == 1 and for_ > 1)


def neighbours(document: Document, pairs: Sequence[Pair], of: Matrix, teller: Teller) -> Sentence | None:
    """Say which document is nearest to one and which farthest, by counts; None with fewer than two others to compare.

    Nearest and farthest are by proximity (see `analysis.agreement`) over at least `LEAST_SHARED` propositions.
    """
    names = of.corpus.document_by_id
    held = [
        (pair.agreement, pair, names[pair.b if pair.a == document.id else pair.a].name)
        for pair in pairs
        if document.id in (pair.a, pair.b) and pair.agreement is not None and pair.shared >= LEAST_SHARED
    ]
    if len(held) < 2:
        return None
    held.sort(key=lambda each: (-each[0], each[2]))
    (_, near, nearest), (_, far, farthest) = held[0], held[-1]
    ways = {
        "comes": (
            f"it comes nearest to {nearest}, on the same side on {_of(near.same, near)} propositions that both "
            f"address, and is farthest from {farthest}, on opposite sides on {_of(far.opposite, far)}"
        ),
        "nearest": (
            f"nearest to it is {nearest}, with the same side on {_of(near.same, near)} propositions that both address; "
            f"farthest is {farthest}, with opposite sides on {_of(far.opposite, far)}"
        ),
    }
    return Sentence(ended(ways[teller.choose(list(ways))]))


LEAST_SHARED = 5
"""Documents that share fewer propositions are called neither near nor far."""


def _of(some: int, pair: Pair) -> str:
    return f"{number(some)} of {number(pair.same + pair.opposite + pair.neutral)}"
