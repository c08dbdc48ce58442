"""What documents hold on a proposition."""

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from policylens.analysis.comparison import PropositionComparison
from policylens.analysis.positions import Cell
from policylens.analysis.verdicts import Verdict
from policylens.model import Document
from policylens.render.clauses import View
from policylens.render.sentences.parts import MOST_CITED, MOST_NAMED, Sentence, Teller, do, ended, joined, who
from policylens.render.wording import code, listed, number

LONGEST_SUBJECT = 16
"""A proposition of more words than this does not begin a sentence: the verb would come too late."""


class Sides(NamedTuple):
    """Names of documents, by what they hold on a proposition."""

    fully_for: list[str]
    partly_for: list[str]
    fully_against: list[str]
    partly_against: list[str]
    balanced: list[str]
    mixed: list[str]
    silent: list[str]
    contested: list[str]
    """Those with claims to the contrary, which are also among the others."""


_CODES = ("strongly for", "for", "strongly against", "against", "balanced", "mixed", "silent")


def sides_of(row: PropositionComparison, documents: Sequence[Document]) -> Sides:
    """Return who holds what."""
    names = {document.id: document.name for document in documents}
    by_code: dict[str, list[str]] = {key: [] for key in _CODES}
    for cell in row.cells:
        by_code.setdefault(code(cell), []).append(names[cell.document])
    contested = [names[cell.document] for cell in row.cells if cell.position and cell.position.contrary]
    return Sides(*(by_code[key] for key in _CODES), contested)  # type: ignore[call-arg] # seven lists and one


def finding(row: PropositionComparison, documents: Sequence[Document], view: View, teller: Teller) -> Sentence:
    """Say what the documents hold on a proposition, which stands in the sentence as `view` has it."""
    sides = sides_of(row, documents)
    ways = {name: words for name, way in _WAYS[_case(row, sides)].items() if (words := way(sides, view))}
    told = ways[teller.choose(list(ways))]
    return Sentence(ended(told + _asides(sides, row.judgement.verdict)), claims_of(row.cells))


def claims_of(cells: Sequence[Cell]) -> tuple[str, ...]:
    """Return the strongest claim of each document that speaks."""
    strongest = [cell.position.claims[0] for cell in cells if cell.position is not None and cell.position.claims]
    return tuple(strongest[:MOST_CITED])


def tentative(row: PropositionComparison, documents: Sequence[Document], teller: Teller) -> Sentence | None:
    """Say why a verdict is tentative; None if it is not."""
    if not row.judgement.tentative:
        return None
    names = {document.id: document.name for document in documents}
    hangs_on = [names[document] for document in row.judgement.hangs_on]
    who = listed(hangs_on, "or") if len(hangs_on) <= MOST_NAMED else f"any of {len(hangs_on)} documents"
    ways = {
        "tentative": f"The verdict is tentative: it would change without the position of {who}, of low confidence",
        "rests": f"This rests on the position of {who}, which is of low confidence, and is tentative",
    }
    claims = claims_of([cell for cell in row.cells if cell.document in row.judgement.hangs_on])
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
    return f"{do(sides.fully_for, 'holds')} {view.that}, and {who(sides.partly_for)} with reservations"


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
        parts.append(do(sides.mixed, "has claims on both", "have claims on both"))
    return ", and ".join(parts)


def _common(sides: Sides, view: View) -> str:
    """Return `That p is common ground`; "" where p is too long to be waited for."""
    if len(view.subject.split()) > LONGEST_SUBJECT or "," in view.subject:
        return ""
    told = f"{view.subject} is common ground for {who([*sides.fully_for, *sides.partly_for])}"
    if not sides.fully_for:
        return f"{told}, though all have reservations"
    return f"{told}, though {do(sides.partly_for, 'has', 'have')} reservations" if sides.partly_for else told


def _agree(sides: Sides, view: View) -> str:
    there = [*sides.fully_for, *sides.partly_for]
    many = number(len(there))
    all_ = "both documents" if len(there) == 2 else f"all {many} documents"
    told = f"{who(there)}, the only {many} that speak, agree" if sides.silent else f"{all_} agree"
    if not sides.fully_for:
        return f"{told} on this, if only in part" if view.is_named else f"{told}, if only in part, {view.agree}"
    return f"{told} {view.agree}" + (f", {who(sides.partly_for)} in part" if sides.partly_for else "")


def _support(sides: Sides, view: View) -> str:
    """Return `The view that p has the support of A and, in part, of B`."""
    of = [f"of {who(sides.fully_for)}"] if sides.fully_for else []
    of += [f"in part, of {who(sides.partly_for)}"] if sides.partly_for else []
    comma = "" if sides.fully_for else ", "
    return f"{view.view} has the support{comma}{' ' * bool(sides.fully_for)}{' and, '.join(of)}"


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
    """Return `A and B are silent on p; only C speaks`; "" where none of the others has been read for it."""
    name, does = _alone(sides, "it")
    return (
        f"{do(sides.silent, 'is', 'are')} silent on {view.view}; only {name} speaks, and {does}" if sides.silent else ""
    )


def _only(sides: Sides, view: View) -> str:
    name, does = _alone(sides, "it")
    return f"only {name} speaks on {view.view}: it {does}"


def _by_itself(sides: Sides, view: View) -> str:
    name, does = _alone(sides, view.view, named=view.is_named)
    return f"{name} alone {does}"


Way = Callable[[Sides, View], str]

_WAYS: Mapping[str, Mapping[str, Way]] = {
    "agree for": {
        "hold": _hold,
        "no document": lambda sides, view: f"No document disputes {view.view}: {_supported(sides)}",
        "that": _common,
        "agree": _agree,
    },
    "agree against": {
        "hold": _reject_view,
        "no document": lambda sides, view: f"No document holds {view.that}: {_opposed(sides)}",
    },
    "lean for": {
        "hold": lambda sides, view: f"{_hold(sides, view)}, while {_neither(sides)}",
        "no document": lambda sides, view: (
            f"No document opposes {view.view}: {joined(_supported(sides), _neither(sides))}"
        ),
    },
    "lean against": {
        "hold": lambda sides, view: f"{_reject_view(sides, view)}, while {_neither(sides)}",
        "no document": lambda sides, view: (
            f"No document supports {view.view}: {joined(_opposed(sides), _neither(sides))}"
        ),
    },
    Verdict.DIVERGE: {
        "part": lambda sides, view: (
            f"The documents part over {view.view}: {joined(_supported(sides), _opposed(sides), _neither(sides))}"
        ),
        "hold": lambda sides, view: (
            f"{_hold(sides, view)}; {_reject(sides, 'it')}" + (f", and {_neither(sides)}" if _neither(sides) else "")
        ),
        "support": lambda sides, view: joined(_support(sides, view), _opposed(sides), _neither(sides)),
    },
    Verdict.UNCLEAR: {
        "no document": lambda sides, view: f"No document takes a side on {view.view}: {_neither(sides)}",
        "hold": lambda sides, view: "" if sides.mixed else f"{_neither(sides)} on {view.view}",
    },
    Verdict.ONE_VOICE: {
        "only": _only,
        "silent": _all_but_one,
        "alone": _by_itself,
    },
    Verdict.SILENT: {
        "no document": lambda _, view: f"No document speaks on {view.view}",
        "that": lambda _, view: f"{view.subject} is neither held nor disputed anywhere",
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
    return "".join(f"; {part}" for part in parts)
