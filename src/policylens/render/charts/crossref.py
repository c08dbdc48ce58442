"""Pictures of documents in pairs: every pair, one document against the others, two along their propositions."""

from collections.abc import Iterator, Sequence

from policylens.analysis.agreement import Pair
from policylens.analysis.comparison import Matrix
from policylens.analysis.crossref import CrossReference, Shared
from policylens.analysis.positions import Cell, State
from policylens.errors import PolicylensError
from policylens.model import Document
from policylens.render.charts.across import ROOM, compared
from policylens.render.charts.against import PARTS, against
from policylens.render.charts.colours import FAINT
from policylens.render.charts.frame import Section, Source, picture
from policylens.render.charts.pairs import MOST_CELLS, key, triangle
from policylens.render.charts.parts import Spec, panel, text, width_of
from policylens.render.charts.room import WORDED
from policylens.render.charts.spread import spread
from policylens.render.charts.telling import left_out
from policylens.render.charts.tiles import explained, legend
from policylens.render.pages.crossref import HOW_TO_READ, counts_sentence, score
from policylens.render.wording import count

MOST_ROWS = 100
"""A picture of two documents shows no more propositions than this."""

MOST_OTHERS = 60
"""A picture of one document against the others shows no more of them than this."""

MOST_TOLD = 60
"""Of more pairs than this the first are told one by one."""


def pairs_picture(of: Matrix, pairs: Sequence[Pair], corpus: str) -> Spec:
    """Every pair of documents: how far they agree, and over what. Raises PolicylensError if there is no pair."""
    if not pairs:
        raise PolicylensError("it takes two documents to make a pair, and a picture of it", "choose more with -d")
    many = len(of.documents) > MOST_CELLS
    chart = spread(pairs) if many else triangle(of.documents, pairs)
    title = f"{count(len(pairs), 'pair')} of {count(len(of.documents), 'document')}"
    section = Section("The documents in pairs", title, (chart,), _told(of, pairs))
    below = [] if many else [key(width_of(chart), worded=len(of.documents) <= WORDED)]
    notes = (_extremes(of, pairs) if many else "", HOW_TO_READ)
    return picture("", [section], _source(of, corpus), below=below, notes=notes)


def against_picture(of: Matrix, pairs: Sequence[Pair], document: Document, corpus: str) -> Spec:
    """One document against each other one. Raises PolicylensError if there is none."""
    if not pairs:
        raise PolicylensError("it takes two documents to make a pair, and a picture of it", "choose more with -d")
    shown = pairs[:MOST_OTHERS]
    others = [of.corpus.document_by_id[pair.b if pair.a == document.id else pair.a] for pair in shown]
    title = f"{document.name} and {count(len(pairs), 'other document')}"
    section = Section(title, "", (against(shown, others),), _told(of, shown))
    notes = (left_out(len(shown), len(pairs), "pair"), HOW_TO_READ)
    below = [legend([*PARTS.values()], section.width)]
    return picture("", [section], _source(of, corpus), below=below, notes=notes)


def pair_picture(of: Matrix, across: CrossReference, corpus: str) -> Spec:
    """Two documents along the propositions on which both speak."""
    panels = [compared(f"{title} ({all_})", rows, across.a, across.b) for title, rows, all_ in _groups(across)]
    shared = [*across.same, *across.opposite, *across.neutral]
    nothing = "There is no proposition on which both speak."
    drawn = tuple(panels) or (panel(ROOM.width, 24, [text(nothing, 0, 10, color=FAINT)]),)
    section = Section(
        f"{across.a.name} and {across.b.name}", counts_sentence(across), drawn, _shared_told(across) or nothing
    )
    cells = [Cell("", State.POSITION, position) for row in shared for position in (row.a, row.b)]
    below = [legend(explained(cells), ROOM.width)] if cells else []
    notes = (left_out(min(len(shared), MOST_ROWS), len(shared), "proposition"), HOW_TO_READ if shared else "")
    return picture("", [section], _source(of, corpus), below=below, notes=notes)


def _groups(across: CrossReference) -> Iterator[tuple[str, Sequence[Shared], int]]:
    """Yield the propositions under their headings, as many as there is room for, and how many there are."""
    left = MOST_ROWS
    for title, rows in (
        ("Where they agree", across.same),
        ("Where they diverge", across.opposite),
        ("Where one takes both sides or is mixed", across.neutral),
    ):
        if rows[:left]:
            yield title, rows[:left], len(rows)
        left -= len(rows[:left])


def _told(of: Matrix, pairs: Sequence[Pair]) -> str:
    """Say how far each pair agrees."""
    names = {document.id: document.name for document in of.documents}
    sentences = [
        f"{names[pair.a]} and {names[pair.b]}: agreement {score(pair.agreement)} over {pair.shared} shared; "
        f"{pair.same} same, {pair.opposite} opposite, {pair.neutral} at 0 or mixed."
        for pair in pairs[:MOST_TOLD]
    ]
    rest = len(pairs) - MOST_TOLD
    return " ".join([*sentences, *([f"{count(rest, 'pair')} more."] if rest > 0 else [])])


def _shared_told(across: CrossReference) -> str:
    return " ".join(f"{title}: {' '.join(row.proposition.text for row in rows)}" for title, rows, _ in _groups(across))


def _extremes(of: Matrix, pairs: Sequence[Pair]) -> str:
    """Say which pairs agree most and least, and how many have no agreement."""
    names = {document.id: document.name for document in of.documents}
    scored = sorted((pair.agreement, place) for place, pair in enumerate(pairs) if pair.agreement is not None)
    head = f"{count(len(of.documents), 'document')} are too many for a cell each pair: the bars count the pairs."
    if not scored:
        return f"{head} No pair shares a proposition."
    ends = [(pairs[place], word) for (_, place), word in ((scored[-1], "most"), (scored[0], "least"))]
    told = "; ".join(
        f"{names[pair.a]} and {names[pair.b]} agree {word}, {score(pair.agreement)} over {pair.shared} shared"
        for pair, word in ends
    )
    rest = len(pairs) - len(scored)
    return f"{head} {told}." + (f" {count(rest, 'pair shares', 'pairs share')} no proposition." if rest else "")


def _source(of: Matrix, corpus: str) -> Source:
    return Source(of, corpus, len(of.corpus.codebook.propositions))
