"""What the schema cannot see: ids that clash, and positions that do not agree with their claims.

Each check is a generator of `Finding`s over one document or codebook; `loader` gives them their place in the file.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from policylens.corpus.problems import Path
from policylens.corpus.reading import suggest
from policylens.model import Charted, Codebook, Document, Evidence


@dataclass(frozen=True, slots=True)
class Finding:
    """A problem that does not have its place yet."""

    rule: str
    path: Path
    message: str
    hint: str = ""
    of_whole: bool = False
    """Whether it judges all that stands at the path: then it is not made where some of that could not be read."""


def check_codebook(codebook: Codebook) -> Iterator[Finding]:
    """Yield what is wrong in a codebook as a whole."""
    seen: dict[str, str] = {}
    for theme in codebook.themes.values():
        for proposition in theme.propositions:
            path: Path = ("themes", theme.id, "propositions", proposition.id)
            if proposition.id in seen:
                where = seen[proposition.id]
                yield Finding("duplicate-id", path, f"{proposition.id} stands in {where} too", "rename one of them")
            seen[proposition.id] = theme.id
            if theme.scale is not None and proposition.direction is None:
                yield Finding(
                    "no-direction",
                    path,
                    "this proposition does not say how it counts on the theme's scale",
                    "add direction: high, low or none",
                )


def check_document(document: Document, codebook: Codebook | None, dropped: Collection[str]) -> Iterator[Finding]:
    """Yield what is wrong in a document as a whole.

    `dropped` names the claims, propositions and fields of the document that problems reported already put in doubt:
    nothing is judged by them.
    """
    yield from _claims_without_evidence(document)
    if codebook is not None:
        yield from _codebook_version(document, codebook)
        if "coding" not in dropped:
            yield from _themes_not_coded(document, codebook)
    if document.positions is not None:
        for proposition, position in document.positions.items():
            yield from _position(document, proposition, position, dropped)
        if codebook is not None:
            yield from _stances_without_position(document, codebook, dropped)


def _claims_without_evidence(document: Document) -> Iterator[Finding]:
    for index, claim in enumerate(document.claims):
        path: Path = ("claims", index)
        if not claim.evidence:
            hint = "say where it stands: evidence: ..."
            yield Finding("no-evidence", path, "this claim has no evidence", hint, of_whole=True)
        for number, evidence in enumerate(claim.evidence):
            yield from _evidence(evidence, (*path, "evidence", number))


def _evidence(evidence: Evidence, path: Path) -> Iterator[Finding]:
    if not (evidence.section or evidence.page or evidence.paragraph or evidence.start or evidence.end):
        message = "this evidence does not say where the claim stands"
        hint = "add a section, page or paragraph, and an anchor"
        yield Finding("no-evidence", path, message, hint, of_whole=True)
    elif bool(evidence.start) != bool(evidence.end):
        there, missing = ("a start", "end") if evidence.start else ("an end", "start")
        message = f"this anchor has {there} but no {missing}"
        yield Finding("half-anchor", path, message, f"add {missing}: its three to six words", of_whole=True)


def _codebook_version(document: Document, codebook: Codebook) -> Iterator[Finding]:
    used = document.coding.codebook
    if used and used != codebook.version:
        yield Finding(
            "codebook-version",
            ("coding", "codebook"),
            f"coded with version {used} of the codebook, which is now at {codebook.version}",
            "look at the positions again, then change the version here",
        )


def _themes_not_coded(document: Document, codebook: Codebook) -> Iterator[Finding]:
    read = set(document.coding.themes)
    theme_of = codebook.theme_of

    def not_read(proposition: str) -> bool:
        return proposition in theme_of and theme_of[proposition].id not in read

    if document.positions is not None:
        places: Iterator[tuple[str, Path]] = ((p, ("positions", p)) for p in document.positions)
    else:
        places = (
            (proposition, ("claims", index, "stances", proposition))
            for index, claim in enumerate(document.claims)
            for proposition in claim.stances
        )
    for proposition, path in places:
        if not_read(proposition):
            theme = theme_of[proposition].id
            yield Finding(
                "theme-not-coded",
                path,
                f"{proposition} belongs to {theme}, for which this document has not been read",
                f"add {theme} to coding.themes",
            )


def _position(document: Document, proposition: str, position: Charted, dropped: Collection[str]) -> Iterator[Finding]:
    path: Path = ("positions", proposition)
    known = document.claim_by_id
    for index, claim in enumerate(position.claims):
        if claim not in known and claim not in dropped and "claims" not in dropped:
            yield Finding("unknown-name", (*path, "claims", index), f"unknown claim {claim}", suggest(claim, known))
    if proposition in dropped or any(claim in dropped or claim not in known for claim in position.claims):
        return
    if not position.claims:
        yield Finding(
            "position-without-claims", path, "this position names no claim that it rests on", "add claims: [...]"
        )
        return
    yield from _side_and_range(document, proposition, position)
    for claim, stance in document.stances.get(proposition, {}).items():
        if stance * position.stance < 0 and claim not in position.claims:
            yield Finding(
                "contrary-unlisted",
                (*path, "claims"),
                f"claim {claim} takes the other side ({stance:+d}) and is not listed",
                f"add {claim} to its claims",
            )


def _side_and_range(document: Document, proposition: str, position: Charted) -> Iterator[Finding]:
    path: Path = ("positions", proposition, "stance")
    taken = document.stances.get(proposition, {})
    stances = [taken[claim] for claim in position.claims if claim in taken]
    side = "for" if position.stance > 0 else "against"
    if position.stance and not any(stance * position.stance > 0 for stance in stances):
        yield Finding(
            "position-unsupported",
            path,
            f"the stance is {position.stance:+d}, but none of its claims is {side} the proposition",
            "give a claim its stance, list another claim, or chart the position anew",
        )
    elif not stances or not min(stances) <= position.stance <= max(stances):
        has = ", ".join(_signed(stance) for stance in sorted(stances)) or "none"
        yield Finding(
            "stance-outside-claims",
            path,
            f"the stance is {_signed(position.stance)}, outside the stances of its claims ({has})",
            "chart the position anew, or look at the claims' stances again",
        )


def _signed(stance: int) -> str:
    return f"{stance:+d}" if stance else "0"


def _stances_without_position(document: Document, codebook: Codebook, dropped: Collection[str]) -> Iterator[Finding]:
    positions = document.positions or {}
    read = set(document.coding.themes)
    theme_of = codebook.theme_of
    for index, claim in enumerate(document.claims):
        for proposition in claim.stances:
            if proposition in positions or proposition in dropped or proposition not in theme_of:
                continue
            if theme_of[proposition].id in read:
                yield Finding(
                    "stance-without-position",
                    ("claims", index, "stances", proposition),
                    f"this claim takes a side on {proposition}, where the document has no position",
                    f"chart a position on {proposition}, or take the stance out",
                )
