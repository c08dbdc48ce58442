"""Small records for tests: each factory fills in what a test does not care about."""

import dataclasses
from collections.abc import Mapping, Sequence
from typing import Any

from policylens.analysis.positions import Cell, Position, State, Status
from policylens.model import (
    Charted,
    Claim,
    Codebook,
    Coding,
    Confidence,
    Corpus,
    Direction,
    Document,
    Evidence,
    Kind,
    Proposition,
    Scale,
    Theme,
)


def changed(record: Any, **fields: Any) -> Any:
    """Return a record, or a result, with some fields changed."""
    if isinstance(record, tuple):
        return record._replace(**fields)  # type: ignore[attr-defined]
    return dataclasses.replace(record, **fields)


SCALE = Scale(low="low", high="high")


def proposition(name: str = "p1", direction: Direction | None = Direction.HIGH, text: str = "") -> Proposition:
    return Proposition(id=name, text=text or f"Something should be done about {name}.", direction=direction)


def theme(
    *directions: Direction | None,
    name: str = "theme",
    prefix: str = "p",
    scale: Scale | None = SCALE,
) -> Theme:
    """Make a theme with a proposition for each direction: p1, p2 ..."""
    propositions = tuple(proposition(f"{prefix}{number}", way) for number, way in enumerate(directions, 1))
    return Theme(id=name, title=f"The {name}", question="What should be done?", propositions=propositions, scale=scale)


def upward(number: int) -> Theme:
    """Make a theme whose propositions all count towards the high end."""
    return theme(*[Direction.HIGH] * number)


def claim(
    name: str = "c1",
    stances: Mapping[str, int] | None = None,
    *,
    kind: Kind = Kind.PRINCIPLE,
    statement: str = "Something is said.",
    number: str = "",
    speaker: str = "",
    sectors: tuple[str, ...] = (),
    topics: tuple[str, ...] = (),
    evidence: tuple[Evidence, ...] = (),
) -> Claim:
    return Claim(
        id=name,
        kind=kind,
        statement=statement,
        number=number,
        speaker=speaker,
        sectors=sectors,
        topics=topics,
        stances=stances or {},
        evidence=evidence,
    )


def judged(
    stance: int, confidence: Confidence = Confidence.HIGH, claims: tuple[str, ...] = (), because: str = "It says so."
) -> Charted:
    """Make a position as a coder charts it."""
    return Charted(stance=stance, confidence=confidence, because=because, claims=claims)


def document(
    name: str = "a",
    positions: Mapping[str, Charted] | None = None,
    claims: Sequence[Claim] = (),
    *,
    themes: tuple[str, ...] = ("theme",),
    short_name: str = "",
    title: str = "A text",
    date: str = "",
) -> Document:
    return Document(
        id=name,
        title=title,
        short_name=short_name,
        date=date,
        coding=Coding(themes=themes),
        positions=positions,
        claims=tuple(claims),
    )


def corpus(
    documents: Sequence[Document] = (),
    themes: Sequence[Theme] = (),
    *,
    sectors: Mapping[str, str] | None = None,
    topics: Mapping[str, str] | None = None,
) -> Corpus:
    codebook = Codebook(
        version="1", themes={each.id: each for each in themes}, sectors=sectors or {}, topics=topics or {}
    )
    return Corpus(codebook=codebook, documents=tuple(documents))


def position(
    stance: float | None,
    confidence: Confidence | None = Confidence.HIGH,
    *,
    claims: tuple[str, ...] = (),
    contrary: tuple[str, ...] = (),
    claims_for: int = 0,
    claims_against: int = 0,
) -> Position:
    """Make an analysed position: mixed if it has no stance, computed if it has no confidence, else charted."""
    judgement = Status.CHARTED if confidence else Status.COMPUTED
    return Position(
        status=Status.MIXED if stance is None else judgement,
        stance=stance,
        confidence=None if stance is None else confidence,
        because="",
        claims=claims,
        contrary=contrary,
        claims_for=claims_for,
        claims_against=claims_against,
    )


def speaks(name: str, stance: float | None, confidence: Confidence | None = Confidence.HIGH) -> Cell:
    """Make the cell of a document that has a position; without a stance it is mixed."""
    return Cell(document=name, state=State.POSITION, position=position(stance, confidence))


def silent(name: str = "s") -> Cell:
    return Cell(document=name, state=State.SILENT)


def not_coded(name: str = "n") -> Cell:
    return Cell(document=name, state=State.NOT_CODED)
