"""What documents hold on a proposition."""

from collections.abc import Callable, Mapping, Sequence
from itertools import islice
from typing import NamedTuple

from policylens.analysis.comparison import PropositionComparison
from policylens.analysis.positions import Position
from policylens.analysis.verdicts import Verdict
from policylens.model import Document
from policylens.render.clauses import View
from policylens.render.sentences.parts import (
    FEW,
    MOST_CITED,
    MOST_NAMED,
    Names,
    Sentence,
    Teller,
    do,
    ended,
    joined,
    who,
)
from policylens.render.wording import code, listed, number

LONGEST_SUBJECT = 16
"""A proposition of more words than this does not begin a sentence: the verb would come too late."""


class Sides(NamedTuple):
    """Names of documents, by what they hold on a proposition."""

    fully_for: Names
    partly_for: Names
    fully_against: Names
    partly_against: Names
    balanced: Names
    mixed: Names
    silent: Names
    unread: Names
    contested: Names
    """Those with claims to the contrary, which are also among the others."""

    @property
    def supporting(self) -> Names:
        """All that are for it, those first that are without reservation."""
        return Names([*self.fully_for, *self.partly_for], self.fully_for.most)

    @property
    def reserved(self) -> str:
        """Return who is for it with reservations: `B has reservations`, `all of these but A have reservations`."""
        fully, partly = self.fully_for, self.partly_for
        if 0 < len(fully) < len(partly):
            return f"all of these but {who(fully)} have reservations"
        return do(partly, "has reservations", "have reservations")

    @property
    def no_document(self) -> str:
        """The subject of what no document does."""
        if self.unread:
            return "no document read so far"
        return "neither document" if sum(map(len, self[:7])) == 2 else "no document"


_CODES = ("strongly for", "for", "strongly against", "against", "balanced", "mixed", "silent", "not coded")


def sides_of(row: PropositionComparison, documents: Sequence[Document]) -> Sides:
    """Return who holds what. Of many documents only a few are named together."""
    names = {document.id: document.name for document in documents}
    most = MOST_NAMED if len(row.cells) <= MOST_NAMED else FEW
    by_code = {key: Names(most=most) for key in _CODES}
    for cell in row.cells:
        by_code[code(cell)].append(names[cell.document])
    contested = Names((names[cell.document] for cell in row.cells if cell.position and cell.position.contrary), most)
    return Sides(*(by_code[key] for key in _CODES), contested)  # type: ignore[call-arg] # eight lists and one


def finding(row: PropositionComparison, documents: Sequence[Document], view: View, teller: Teller) -> Sentence:
    """Say what the documents hold on a proposition, which stands in the sentence as `view` has it."""
    sides = sides_of(row, documents)
    case = "alone" if len(documents) == 1 else _case(row, sides)
    ways = {name: words for name, way in _WAYS[case].items() if (words := way(sides, view))}
    told = ways[teller.choose(list(ways))]
    return Sentence(ended(told + _asides(sides, row.judgement.verdict)), claims_of(row, documents))


def claims_of(row: PropositionComparison, documents: Sequence[Document]) -> tuple[str, ...]:
    """Return the strongest claim of each document that speaks, and as far as there is room that on its other side."""
    by_id = {document.id: document for document in documents}
    there = ((cell.document, cell.position) for cell in row.cells if cell.position is not None and cell.position.claims)
    both = [
        _strongest(position, by_id[document].stances.get(row.proposition.id, {}))
        for document, position in islice(there, MOST_CITED)  # for more there is no room
    ]
    room = MOST_CITED - len(both)
    cited: list[str] = []
    for first, *other in both:
        cited += [first, *other[: max(room, 0)]]
        room -= len(other)
    return tuple(cited[:MOST_CITED])


def _strongest(position: Position, stances: Mapping[str, int]) -> list[str]:
    """Return the strongest claim; of a contested or a mixed position, the strongest of either side."""
    if position.stance is None:
        sides = [
            [claim for claim in position.claims if stances.get(claim, 0) > 0],
            [claim for claim in position.claims if stances.get(claim, 0) < 0],
        ]
    else:
        sides = [
            [claim for claim in position.claims if claim not in position.contrary],
            [claim for claim in position.claims if claim in position.contrary],
        ]
    return [side[0] for side in sides if side] or [position.claims[0]]


def tentative(row: PropositionComparison, documents: Sequence[Document], teller: Teller) -> Sentence | None:
    """Say why a verdict is tentative; None if it is not. Of one document alone its confidence is said to be low."""
    if not row.judgement.tentative:
        return None
    low = tuple(cell for cell in row.cells if cell.document in row.judgement.hangs_on)
    claims = claims_of(row._replace(cells=low), documents)
    if len(documents) == 1:
        return Sentence("Confidence in this position is low.", claims)
    names = {document.id: document.name for document in documents}
    hangs_on = [names[document] for document in row.judgement.hangs_on]
    one = listed(hangs_on, "or") if len(hangs_on) <= MOST_NAMED else f"any of {len(hangs_on)} documents"
    each = "the low-confidence position" if len(hangs_on) == 1 else "each of the low-confidence positions"
    ways = {
        "tentative": f"The verdict is tentative: it would change without the low-confidence position of {one}",
        "hangs": f"This is tentative, as it hangs on {each} of {who(hangs_on)}",
    }
    return Sentence(ended(ways[teller.choose(list(ways))]), claims)


def _case(row: PropositionComparison, sides: Sides) -> str:
    """Return which ways there are of telling: the verdict, and of one side which it is."""
    verdict = row.judgement.verdict
    if verdict in (Verdict.AGREE, Verdict.AGREE_IN_PART, Verdict.LEAN):
        side = "against" if sides.fully_against or sides.partly_against else "for"
        return f"{'lean' if verdict is Verdict.LEAN else 'agree'} {side}"
    return verdict.value


def _hold(sides: Sides, view: View) -> str:
    if not sides.partly_for:
        return f"{do(sides.fully_for, 'holds')} {view.that}"
    if not sides.fully_for:
        who_holds = do(sides.partly_for, "holds")
        return (
            f"{who_holds} this with reservations" if view.is_named else f"{who_holds}, with reservations, {view.that}"
        )
    as_do = "as does" if len(sides.partly_for) == 1 else "as do"
    return f"{do(sides.fully_for, 'holds')} {view.that}, {as_do} {who(sides.partly_for)} with reservations"


def _reject(sides: Sides, what: str) -> str:
    """Return who rejects something that a word or two say."""
    if not sides.partly_against:
        return f"{do(sides.fully_against, 'rejects')} {what}"
    if not sides.fully_against:
        return f"{do(sides.partly_against, 'rejects')} {what} in part"
    return f"{do(sides.fully_against, 'rejects')} {what} outright, and {who(sides.partly_against)} in part"


def _reject_view(sides: Sides, view: View) -> str:
    """Return who rejects a view: how far comes before the view where that is long."""
    if view.is_named or not sides.partly_against:
        return _reject(sides, view.view)
    if not sides.fully_against:
        return f"{do(sides.partly_against, 'rejects')} in part {view.view}"
    return f"{do(sides.fully_against, 'rejects')} outright, and {who(sides.partly_against)} in part, {view.view}"


def _supported(sides: Sides) -> str:
    return _degrees(sides.fully_for, sides.partly_for, "supports")


def _opposed(sides: Sides) -> str:
    return _degrees(sides.fully_against, sides.partly_against, "opposes")


def _degrees(fully: Sequence[str], partly: Sequence[str], verb: str) -> str:
    """Return `A supports it outright, B and C in part`; "" if there is nobody."""
    parts = [f"{do(fully, verb)} it outright"] if fully else []
    if partly:
        parts.append(f"{who(partly)} in part" if fully else f"{do(partly, verb)} it in part")
    return ", ".join(parts)


def _neither(sides: Sides) -> str:
    """Return `A takes both sides`; "" if there is nobody."""
    parts = [do(sides.balanced, "takes both sides", "take both sides")] if sides.balanced else []
    if sides.mixed:
        both = "both" if sides.balanced else "both sides"
        parts.append(do(sides.mixed, f"has claims on {both}", f"have claims on {both}"))
    return ", and ".join(parts)


def _common(sides: Sides, view: View) -> str:
    """Return `That p is common ground`; "" where p is too long to be waited for."""
    if len(view.subject.split()) > LONGEST_SUBJECT or "," in view.subject:
        return ""
    told = f"{view.subject} is common ground for {who(sides.supporting)}"
    if not sides.fully_for:
        return f"{told}, though {'both' if len(sides.partly_for) == 2 else 'all'} have reservations"
    return f"{told}, though {sides.reserved}" if sides.partly_for else told


def _agree(sides: Sides, view: View) -> str:
    there = sides.supporting
    many = number(len(there))
    if sides.silent:
        told = f"{who(there)}, the only {many} that speak, agree"
    elif sides.unread:
        told = f"{who(there)} agree"
    else:
        told = f"{'both' if len(there) == 2 else f'all {many}'} documents agree"
    if not sides.fully_for:
        return f"{told} on this, if only in part" if view.is_named else f"{told}, if only in part, {view.agree}"
    return f"{told} {view.agree}" + (f", though {sides.reserved}" if sides.partly_for else "")


def _support(sides: Sides, view: View) -> str:
    """Return `The view that p has the support of A and, in part, of B`."""
    if not sides.fully_for:
        return f"{view.view} is supported in part by {who(sides.partly_for)}"
    in_part = f" and, in part, of {who(sides.partly_for)}" if sides.partly_for else ""
    return f"{view.view} has the support of {who(sides.fully_for)}{in_part}"


def _alone(sides: Sides, what: str, *, named: bool = True) -> tuple[str, str]:
    """Return the one that speaks, and what it does to `what`: how far comes after this where it is named."""
    part = "{} in part" if named else "in part {}"
    kinds = (
        (sides.fully_for, "supports {}"),
        (sides.partly_for, f"supports {part}"),
        (sides.fully_against, "rejects {}"),
        (sides.partly_against, f"rejects {part}"),
        (sides.balanced, "takes both sides" if what == "it" else "takes both sides on {}"),
        (sides.mixed, "has claims on both sides" if what == "it" else "has claims for and against {}"),
    )
    names, does = next((names, does) for names, does in kinds if names)
    return names[0], does.format(what)


def _all_but_one(sides: Sides, view: View) -> str:
    """Return `A and B are silent on p; only C speaks`; "" where not all of the others have been read for it."""
    if sides.unread or not sides.silent:
        return ""
    name, does = _alone(sides, "it")
    return f"{do(sides.silent, 'is', 'are')} silent on {view.view}; only {name} speaks, and {does}"


def _only(sides: Sides, view: View) -> str:
    name, does = _alone(sides, "it")
    only = "of the documents read so far only" if sides.unread else "only"
    return f"{only} {name} speaks on {view.view}, and {does}"


def _by_itself(sides: Sides, view: View) -> str:
    name, does = _alone(sides, view.view, named=view.is_named)
    among = ", of the documents read so far," if sides.unread else ""
    return f"{name} alone{among} {does}"


def _one_holds(sides: Sides, view: View) -> str:
    """Return what the one document that there is holds."""
    if sides.fully_for or sides.partly_for:
        return _hold(sides, view)
    return _one_supports(sides, view)


def _one_supports(sides: Sides, view: View) -> str:
    if sides.unread:
        return f"{sides.unread[0]} has not been read for {view.view} yet"
    if sides.silent:
        return f"{sides.silent[0]} is silent on {view.view}"
    return " ".join(_alone(sides, view.view, named=view.is_named))


Way = Callable[[Sides, View], str]

_WAYS: Mapping[str, Mapping[str, Way]] = {
    "alone": {
        "holds": _one_holds,
        "supports": _one_supports,
    },
    "agree for": {
        "hold": _hold,
        "no document": lambda sides, view: f"{sides.no_document} disputes {view.view}: {_supported(sides)}",
        "that": _common,
        "agree": _agree,
    },
    "agree against": {
        "hold": _reject_view,
        "no document": lambda sides, view: f"{sides.no_document} holds {view.that}: {_opposed(sides)}",
    },
    "lean for": {
        "hold": lambda sides, view: f"{_hold(sides, view)}, while {_neither(sides)}",
        "no document": lambda sides, view: (
            f"{sides.no_document} opposes {view.view}: {joined(_supported(sides), _neither(sides))}"
        ),
    },
    "lean against": {
        "hold": lambda sides, view: f"{_reject_view(sides, view)}, while {_neither(sides)}",
        "no document": lambda sides, view: (
            f"{sides.no_document} supports {view.view}: {joined(_opposed(sides), _neither(sides))}"
        ),
    },
    Verdict.DIVERGE: {
        "part": lambda sides, view: (
            f"The documents part over {view.view}: {joined(_supported(sides), _opposed(sides), _neither(sides))}"
        ),
        "hold": lambda sides, view: joined(_hold(sides, view), _reject(sides, "it"), _neither(sides)),
        "support": lambda sides, view: joined(_support(sides, view), _opposed(sides), _neither(sides)),
    },
    Verdict.UNCLEAR: {
        "no document": lambda sides, view: (
            f"{sides.no_document} is simply for or against {view.view}: {_neither(sides)}"
        ),
        "hold": lambda sides, view: "" if sides.mixed else f"{_neither(sides)} on {view.view}",
    },
    Verdict.ONE_VOICE: {
        "only": _only,
        "silent": _all_but_one,
        "alone": _by_itself,
    },
    Verdict.SILENT: {
        "no document": lambda sides, view: f"{sides.no_document} speaks on {view.view}",
        "that": lambda sides, view: "" if sides.unread else f"{view.subject} is neither held nor disputed anywhere",
    },
    Verdict.NOT_CODED: {"no document": lambda _, view: f"No document has been read for {view.view} yet"},
}
"""For each case the ways of telling it, by how they begin."""


def _asides(sides: Sides, verdict: Verdict) -> str:
    """Say who is silent, where the sentence has not, and within which documents there are claims to the contrary."""
    parts = []
    if sides.silent and verdict not in (Verdict.SILENT, Verdict.ONE_VOICE):
        parts.append(do(sides.silent, "is silent", "are silent"))
    if sides.contested:
        parts.append(f"within {who(sides.contested)} the point is contested")
    return f"; {', and '.join(parts)}" if parts else ""
