"""Records as plain data: claims, positions, documents and codebooks, as they stand in the YAML."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields
from typing import Any

from policylens.analysis.positions import Position, positions_of
from policylens.model import Claim, Codebook, Document, Evidence, Proposition, Scale, Theme
from policylens.plain.writing import Object, number, to_csv


def filled(record: Claim | Evidence | Document | Scale, names: Iterable[str] = ()) -> Object:
    """Return the fields of a record that say something, as they stand in the YAML."""
    wanted = list(names) or [item.name for item in fields(record)]
    values = ((name, getattr(record, name)) for name in wanted)
    return {name: plain(value) for name, value in values if value not in ("", (), False, None) and value != {}}


def plain(value: Any) -> Any:
    """Return the value of a record's field as JSON can hold it."""
    if isinstance(value, tuple):
        return [plain(item) for item in value]
    if isinstance(value, Evidence | Scale):
        return filled(value)
    return dict(value) if isinstance(value, Mapping) else value


def claim_object(claim: Claim) -> Object:
    """Return a claim as it stands in the YAML."""
    return filled(claim)


def position_object(position: Position) -> Object:
    """Return a position with where it comes from."""
    found: Object = {
        "stance": number(position.stance),
        "confidence": position.confidence,
        "because": position.because,
        "status": position.status,
        "claims": list(position.claims),
        "contrary": list(position.contrary),
    }
    if position.stance is None:
        found |= {"claims_for": position.claims_for, "claims_against": position.claims_against}
    return found


IDENTITY = (
    "id short_name title authors publisher date kind standpoint scope language licence isbn reference "
    "attributes summary"
).split()
"""The fields of a document's identity, in the order of the YAML."""


def document_object(document: Document, codebook: Codebook, claims: Sequence[Claim] | None = None) -> Object:
    """Return a document: its identity, its coding, its positions and claims (all, or those given)."""
    found = filled(document, IDENTITY)
    coding = document.coding
    found["coding"] = {
        "coder": coding.coder,
        "date": coding.date,
        "codebook": coding.codebook,
        "themes": list(coding.themes),
    }
    positions = positions_of(document, codebook)
    found["positions"] = {proposition: position_object(position) for proposition, position in positions.items()}
    found["claims"] = [claim_object(claim) for claim in (document.claims if claims is None else claims)]
    return found


def codebook_object(codebook: Codebook) -> Object:
    """Return the codebook as it stands in the YAML, themes and propositions as lists in its order."""
    return {
        "version": codebook.version,
        "themes": [
            {**theme_head(theme), "propositions": [_proposition_whole(p) for p in theme.propositions]}
            for theme in codebook.themes.values()
        ],
        "sectors": dict(codebook.sectors),
        "topics": dict(codebook.topics),
    }


def _proposition_whole(proposition: Proposition) -> Object:
    notes = {"include": proposition.include, "exclude": proposition.exclude, "cues": list(proposition.cues)}
    return {**proposition_head(proposition), **{name: value for name, value in notes.items() if value}}


def theme_head(theme: Theme) -> Object:
    """Return a theme without its propositions."""
    scale = {"low": theme.scale.low, "high": theme.scale.high} if theme.scale else None
    return {"id": theme.id, "title": theme.title, "question": theme.question, "scale": scale}


def proposition_head(proposition: Proposition) -> Object:
    """Return a proposition without the notes on what counts as addressing it."""
    return {"id": proposition.id, "text": proposition.text, "direction": proposition.direction}


CLAIM_COLUMNS = (
    "document id kind number headline statement mechanism conditions actors sectors topics speaker stances "
    "refers_to source section page paragraph start end"
).split()


def claims_csv(claims: Iterable[tuple[Document, Claim]]) -> str:
    """Return a row a claim, with the first of its passages."""
    rows = []
    for document, claim in claims:
        found = claim_object(claim)
        stances = [f"{proposition}={stance}" for proposition, stance in claim.stances.items()]
        first = filled(claim.evidence[0]) if claim.evidence else {}
        rows.append({**found, "document": document.id, "stances": stances, **first})
    return to_csv(CLAIM_COLUMNS, rows)
