"""Pictures of documents in pairs: every pair, one document against the others, two along their propositions."""

from collections.abc import Iterator, Sequence
from itertools import islice

from policylens.analysis.agreement import Pair, pairs
from policylens.analysis.comparison import Matrix
from policylens.analysis.crossref import CrossReference, Shared
from policylens.analysis.positions import Cell, State
from policylens.analysis.ranking import Ranking, ranking
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
from policylens.render.many import MOST_SHOWN, TOP
from policylens.render.pages.crossref import HOW_TO_READ, counts_sentence, score
from policylens.render.wording import count

MOST_ROWS = 100
"""A picture of two documents shows no more propositions than this."""

MOST_TOLD = 60
"""Of more pairs than this the first are told one by one."""


def pairs_picture(of: Matrix, corpus: str) -> Spec:
    """Every pair of documents: how far they agree, and over what. Raises PolicylensError if there is no pair."""
    _refuse_alone(of)
    if len(of.documents) > MOST_CELLS:
        return _spread_picture(of, corpus)
    all_ = list(pairs(of))
    chart = triangle(of.documents, all_)
    section = Section(TITLE, _how_many(of, len(all_)), (chart,), _told(of, all_))
    below = [key(width_of(chart), worded=len(of.documents) <= WORDED)]
    return picture("", [section], _source(of, corpus), below=below, notes=(HOW_TO_READ,))


TITLE = "The documents in pairs"


def _spread_picture(of: Matrix, corpus: str) -> Spec:
    """Very many pairs of documents: how many agree how far, and which most and least."""
    found = ranking(of, TOP)
    told = _told(of, [*found.most, *found.least])
    section = Section(TITLE, _how_many(of, found.number), (spread(found.classes),), told)
    return picture("", [section], _source(of, corpus), notes=(_extremes(of, found), HOW_TO_READ))


def _how_many(of: Matrix, pairs: int) -> str:
    return f"{count(pairs, 'pair')} of {count(len(of.documents), 'document')}"


def _refuse_alone(of: Matrix) -> None:
    if len(of.documents) < 2:
        raise PolicylensError("it takes two documents to make a pair, and a picture of it", "choose more with -d")


def against_picture(of: Matrix, document: Document, corpus: str) -> Spec:
    """One document against each other one, or of many those at the ends. Raises PolicylensError if there is none."""
    _refuse_alone(of)
    others = len(of.documents) - 1
    if others <= MOST_SHOWN:
        shown, note = list(pairs(of, document)), ""
    else:
        found = ranking(of, MOST_SHOWN // 2, document)
        shown = [*found.most, *reversed(found.least)] or list(islice(pairs(of, document), MOST_SHOWN))
        note = (
            f"Of {count(others, 'pair')} those are drawn that agree most, best first, and those that agree least, "
            "worst last: name others with -d, or take the table."
        )
    by_id = of.corpus.document_by_id
    title = f"{document.name} and {count(others, 'other document')}"
    drawn = against(shown, [by_id[pair.b if pair.a == document.id else pair.a] for pair in shown])
    section = Section(title, "", (drawn,), _told(of, shown))
    below = [legend([*PARTS.values()], section.width)]
    return picture("", [section], _source(of, corpus), below=below, notes=(note, HOW_TO_READ))


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


def _extremes(of: Matrix, found: Ranking) -> str:
    """Say which pairs agree most and least, and how many have no agreement."""
    names = {document.id: document.name for document in of.documents}
    head = f"{count(len(of.documents), 'document')} are too many for a cell each pair: the bars count the pairs."
    ends = [(pair, word) for word, there in (("most", found.most), ("least", found.least)) for pair in there[:1]]
    told = "; ".join(
        f"{names[pair.a]} and {names[pair.b]} agree {word}, {score(pair.agreement)} over {pair.shared} shared"
        for pair, word in ends
    )
    parts = [head, *([f"{told}."] if told else [])]
    if found.few:
        shares = count(found.few, "pair shares", "pairs share")
        parts.append(f"{shares} fewer than {found.enough}, too few to be named.")
    if found.nothing:
        parts.append(f"{count(found.nothing, 'pair shares', 'pairs share')} no proposition.")
    return " ".join(parts)


def _source(of: Matrix, corpus: str) -> Source:
    return Source(of, corpus, len(of.corpus.codebook.propositions))
