"""What codes, selections and sources cannot hold of a record, as fields in descriptions and notes: out and back.

What codes do hold (stances, kinds, sectors, topics) is in none of them, so that it is taken back as the other program
left it.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any, Final

from policylens.exchange.refi.fields import Fields, Pair, written
from policylens.kinds import Kind
from policylens.model import (
    ANCHOR_WORDS,
    STANCES,
    Charted,
    Claim,
    Coding,
    Confidence,
    Direction,
    Document,
    Evidence,
    Proposition,
    Scale,
    Theme,
)

VERSION: Final = "codebook version"
"""The key of the codebook's version, which every theme's description has, as a codebook file has no other place."""

UNWORDED: Final = "To be worded: "
"""What the text of a proposition or the statement of a claim begins with that awaits its wording."""

_IDENTITY: Final = (
    "title", "short_name", "publisher", "date", "kind", "standpoint", "scope", "language", "licence", "isbn",
    "reference", "summary",
)  # fmt: skip
_CODING: Final = ("coder", "date", "codebook")
_CLAIM: Final = ("statement", "number", "mechanism", "conditions", "speaker")
_EVIDENCE: Final = ("source", "section", "page", "paragraph", "start", "end")


def _plain(record: object, names: Iterable[str], prefix: str = "") -> Iterator[Pair]:
    for name in names:
        yield f"{prefix}{name.replace('_', ' ')}", getattr(record, name)


def _read(fields: Fields, names: Iterable[str], prefix: str = "") -> dict[str, Any]:
    found = {name: fields.one(f"{prefix}{name.replace('_', ' ')}") for name in names}
    return {name: value for name, value in found.items() if value}


def _each(key: str, values: Iterable[str]) -> Iterator[Pair]:
    return ((key, value) for value in values)


# --- the codebook


def theme_text(theme: Theme, version: str) -> str:
    """Return the description of a theme's code."""
    scale = theme.scale
    ends = [("scale low", scale.low), ("scale high", scale.high)] if scale else []
    return written([("title", theme.title), ("question", theme.question), *ends, (VERSION, version)])


def theme(name: str, fields: Fields, propositions: tuple[Proposition, ...]) -> Theme:
    """Return the theme of such a description; without one, its title is its id."""
    low, high = fields.one("scale low"), fields.one("scale high")
    title = fields.one("title") or name
    return Theme(
        id=name,
        title=title,
        question=fields.one("question") or f"What do the documents say on {title}?",
        propositions=propositions,
        scale=Scale(low=low, high=high) if low and high else None,
    )


def proposition_text(proposition: Proposition) -> str:
    """Return the description of a proposition's code."""
    direction = proposition.direction or ""
    told = [("include", proposition.include), ("exclude", proposition.exclude)]
    return written([("text", proposition.text), ("direction", direction), *told, *_each("cue", proposition.cues)])


def proposition(name: str, fields: Fields) -> Proposition:
    """Return the proposition of such a description, which has a text."""
    direction = fields.one("direction")
    return Proposition(
        id=name,
        text=fields.one("text"),
        direction=Direction(direction) if direction in tuple(Direction) else None,
        cues=fields.all("cue"),
        **_read(fields, ("include", "exclude")),
    )


# --- documents


def document_text(document: Document) -> str:
    """Return the note of what a document is, and of who coded it."""
    coding = document.coding
    attributes = (pair for name, value in document.attributes.items() for pair in (("attribute", name), ("is", value)))
    return written(
        [
            ("id", document.id),
            *_plain(document, _IDENTITY),
            *_each("author", document.authors),
            *attributes,
            *_plain(coding, _CODING, "coding "),
            *_each("coded theme", coding.themes),
        ]
    )


def document(name: str, fields: Fields, themes: Collection[str]) -> dict[str, Any]:
    """Return the fields of the document of such a note; `themes` are those that there are."""
    coding = {**_read(fields, _CODING, "coding "), "date": fields.date("coding date")}
    return {
        "id": name,
        **_read(fields, _IDENTITY),
        "title": fields.one("title") or name,
        "date": fields.date("date"),
        "authors": fields.all("author"),
        "attributes": dict(zip(fields.all("attribute"), fields.all("is"), strict=False)),
        "coding": Coding(themes=tuple(each for each in fields.ids("coded theme") if each in themes), **coding),
    }


def positions_text(charted: Mapping[str, Charted], remarks: tuple[str, ...] = ()) -> str:
    """Return the note of the positions that were charted; below them, remarks for who reads it."""
    pairs: list[Pair] = [("charted", str(len(charted)))]
    for name, each in charted.items():
        pairs += [
            ("proposition", name),
            (f"{name} stance", f"{each.stance:+d}"),
            (f"{name} confidence", each.confidence),
            (f"{name} because", each.because),
            *_each(f"{name} claim", each.claims),
        ]
    return written(pairs, remarks)


def positions(fields: Fields) -> dict[str, Charted]:
    """Return the positions of such a note; those that are not whole are left out."""
    return {name: found for name in fields.all("proposition") if (found := _charted(name, fields))}


def _charted(name: str, fields: Fields) -> Charted | None:
    stance, confidence = fields.one(f"{name} stance"), fields.one(f"{name} confidence")
    because = fields.one(f"{name} because")
    known = {f"{each:+d}": each for each in STANCES}
    if stance not in known or confidence not in tuple(Confidence) or not because:
        return None
    return Charted(
        stance=known[stance],
        confidence=Confidence(confidence),
        because=because,
        claims=fields.ids(f"{name} claim"),
    )


def resting(position: Charted, claims: tuple[str, ...]) -> Charted:
    """Return a position that rests on these claims."""
    return replace(position, claims=claims)


# --- claims


def claim_text(claim: Claim) -> str:
    """Return the note of what a claim has beside its stances, kind, sectors and topics."""
    pairs = [("claim", claim.id), *_plain(claim, _CLAIM)]
    pairs += [("headline", "yes")] if claim.headline else []
    pairs += [*_each("actor", claim.actors), *_each("refers to", claim.refers_to)]
    for number, evidence in enumerate(claim.evidence, 1):
        pairs += _plain(evidence, _EVIDENCE, f"evidence {number} ")
    return written(pairs)


def claim(name: str, fields: Fields, **coded: Any) -> Claim:
    """Return the claim of such a note, with what its codings say; documents that it refers to may be unknown."""
    return Claim(
        id=name,
        headline=fields.one("headline") == "yes",
        actors=fields.all("actor"),
        refers_to=fields.ids("refers to"),
        evidence=tuple(_evidence(fields)),
        **{"statement": name, **_read(fields, _CLAIM)},
        **{"kind": Kind.PRINCIPLE, **coded},
    )


def _evidence(fields: Fields) -> Iterator[Evidence]:
    number = 1
    while found := _read(fields, _EVIDENCE, f"evidence {number} "):
        yield Evidence(**{name: _short(value) if name in ("start", "end") else value for name, value in found.items()})
        number += 1


def _short(words: str) -> str:
    """Return an end of an anchor with no more words than it may have."""
    return words if len(words.split()) <= ANCHOR_WORDS else " ".join(words.split()[:ANCHOR_WORDS])
