"""The claims that passages of a text make, by what their codes mean and their notes say."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from policylens.evidence.passages import Stretch
from policylens.exchange.refi import records
from policylens.exchange.refi.fields import is_id
from policylens.exchange.refi.gathering import Coded
from policylens.exchange.refi.names import is_place
from policylens.exchange.refi.roles import Roles
from policylens.exchange.refi.texts import SourceText
from policylens.kinds import Kind
from policylens.model import Claim, Evidence


class Meant(NamedTuple):
    """What the codes of a claim mean."""

    stances: tuple[dict[str, int], ...]
    """By proposition; several where the same passage takes several stances on one, empty where it takes none."""
    kinds: tuple[Kind, ...]
    sectors: tuple[str, ...]
    topics: tuple[str, ...]

    @property
    def known(self) -> bool:
        """Whether any code means something."""
        return bool(self.stances[0] or self.sectors or self.topics or self.kinds)

    @property
    def kind(self) -> Kind:
        """The kind of the claim: the first, or a principle where nobody has said."""
        return next(iter(self.kinds), Kind.PRINCIPLE)


def meant(codes: Iterable[str], roles: Roles) -> Meant:
    """Return what codes mean."""
    codes = tuple(codes)
    stances: list[dict[str, int]] = [{}]
    for code in codes:
        if code in roles.stances:
            proposition, stance = roles.stances[code]
            free = next((each for each in stances if each.get(proposition, stance) == stance), None)
            if free is None:
                stances.append(free := {})
            free[proposition] = stance
    kinds = tuple(roles.kinds[code] for code in codes if code in roles.kinds)
    return Meant(tuple(stances), kinds, _ids(codes, roles.sectors), _ids(codes, roles.topics))


def _ids(codes: Iterable[str], of: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(of[code] for code in codes if code in of))


class Passages(NamedTuple):
    """The passages of a claim that is being made, as far as they are in the text."""

    text: SourceText | None
    spans: tuple[Stretch, ...]

    @classmethod
    def of(cls, claim: Coded, text: SourceText | None) -> "Passages":
        """Return the passages of a claim, each once."""
        found = [text.passage(each.start, each.end) for each in claim.selections] if text else []
        return cls(text, tuple(dict.fromkeys(each for each in found if each and each.start < each.end)))

    def hold(self, name: str) -> bool:
        """Return whether a name is but words of one of them."""
        return any(self.text.holds(name, each) for each in self.spans) if self.text else False

    def anchors(self) -> list[tuple[str, str]]:
        """Return the anchors of those that can have one."""
        return [ends for each in self.spans for ends in self.text.anchors(each)] if self.text else []


class Claims:
    """Makes the claims of a project."""

    def __init__(self, roles: Roles, documents: Iterable[str], own: set[str]) -> None:
        """`documents` are the ids of all, and `own` what claims are called in their notes."""
        self._roles = roles
        self._documents = set(documents)
        self._own = own
        self._taken: set[str] = set()
        self.counts: Counter[str] = Counter()
        """How many claims await their words, and how many passages have no anchor."""

    def of(self, document: str, all_coded: Sequence[Coded], text: SourceText | None) -> Iterator[Claim]:
        """Yield the claims of a document."""
        own = {each.fields.one("claim") for each in all_coded}
        for number, each in enumerate(all_coded, 1):
            means = meant(each.codes, self._roles)
            passages = Passages.of(each, text)
            if not (means.known or each.fields.one("claim")):
                self.counts["uncoded"] += 1
                continue
            for place, stances in enumerate(means.stances):
                name = self._id(each.fields.one("claim") if place == 0 else "", f"{document}-s{number}", own)
                yield self._claim(name, each, means._replace(stances=(stances,)), passages)

    def _claim(self, name: str, of: Coded, means: Meant, passages: Passages) -> Claim:
        """Make a claim; `means` has one set of stances."""
        told = {"kind": means.kind, "stances": means.stances[0], "sectors": means.sectors, "topics": means.topics}
        made = records.claim(name, of.fields, **told)
        changes: dict[str, Any] = {}
        if not of.fields.one("statement").strip():
            changes["statement"] = self._statement(of, means, passages)
        if not made.evidence:
            changes["evidence"] = tuple(self._evidence(passages))
        if strange := set(made.refers_to) - self._documents:
            changes["refers_to"] = tuple(each for each in made.refers_to if each not in strange)
        return replace(made, **changes)

    def _statement(self, of: Coded, means: Meant, passages: Passages) -> str:
        """Return what somebody has said of a passage in words of their own, or what there is to put into words."""
        described = next((said for each in of.selections if (said := each.description.strip())), "")
        if described:
            return described
        self.counts["unworded"] += 1
        names = (each.name for each in of.selections if not is_place(each.name))
        own = dict.fromkeys(name for name in names if name and not passages.hold(name))
        codes = [self._roles.codebook.topics[each] for each in means.topics]
        codes += [f"{name} ({stance:+d})" for each in means.stances for name, stance in each.items()]
        parts = [*own, *([f"coded {'; '.join(codes)}"] if codes else [])]
        return f"{records.UNWORDED}{', '.join(parts) or 'not coded'}"

    def _evidence(self, passages: Passages) -> Iterator[Evidence]:
        found = passages.anchors()
        if not found:
            self.counts["anchorless"] += 1
        return (Evidence(start=start, end=end) for start, end in found)

    def _id(self, own: str, otherwise: str, kept: set[str]) -> str:
        """Return a claim's own id, if it has one that no other claim has, or else another one."""
        name, number = own if is_id(own) else otherwise, 1
        while name in self._taken or (name != own and (name in kept or name in self._own)):
            number += 1
            name = f"{otherwise}-{number}"
        self._taken.add(name)
        return name
