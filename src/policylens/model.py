"""The records: what a codebook, a document, a position and a claim are.

All are frozen and keyword-only. `corpus.schema` says how each is written in YAML, which fields are required and
which values they take; the docstrings here say what they mean.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import MISSING, dataclass, field, fields
from enum import StrEnum
from functools import cached_property
from typing import Any, TypeVar

from policylens.kinds import Kind

STANCES = (-2, -1, 0, 1, 2)
"""The stances that a coder can chart: the sign is the side, 2 without reservation, 1 in part, 0 both sides."""

FORMAT = 1
"""The version of the YAML layout that this program reads, of codebooks and documents alike."""

ANCHOR_WORDS = 6
"""The most words that each end of an anchor may have: enough to find a passage, too few to copy it."""


class Confidence(StrEnum):
    """How well the text bears a position out; not how strongly the document holds it."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class Direction(StrEnum):
    """To which end of its theme's scale support for a proposition moves a document."""

    HIGH = "high"
    LOW = "low"
    NONE = "none"


@dataclass(frozen=True, kw_only=True)
class Scale:
    """The names of the two ends of a theme's scale, which runs from -2 (`low`) to +2 (`high`)."""

    low: str
    """What the documents at -2 hold, in a few words."""
    high: str
    """What those at +2 hold."""


@dataclass(frozen=True, kw_only=True)
class Proposition:
    """One sentence that a document can support or oppose."""

    id: str
    """Unique in the codebook."""
    text: str
    """The sentence. A position judges it exactly as it is worded."""
    direction: Direction | None = None
    """To which end of the theme's scale support moves a document; `none` leaves it out, and so does saying nothing."""
    include: str = ""
    """What counts as addressing it."""
    exclude: str = ""
    """What does not, with the borderline."""
    cues: tuple[str, ...] = ()
    """Words and phrases by which a passage on it can be found."""


@dataclass(frozen=True, kw_only=True)
class Theme:
    """A question on which documents are compared, and the propositions that make it answerable."""

    id: str
    """Unique in the codebook."""
    title: str
    """A few words, as in a heading."""
    question: str
    """What the documents are asked."""
    propositions: tuple[Proposition, ...]
    """By id, in the codebook's order."""
    scale: Scale | None = None
    """Its two ends; None where a mean over the propositions would mean nothing."""

    @property
    def directed(self) -> tuple[Proposition, ...]:
        """The propositions that count on the scale: none if the theme has no scale."""
        if self.scale is None:
            return ()
        return tuple(p for p in self.propositions if p.direction in (Direction.HIGH, Direction.LOW))


@dataclass(frozen=True, kw_only=True)
class Codebook:
    """What is compared: themes with their propositions, and the controlled lists that claims draw on."""

    version: str
    """The codebook's own version, raised when a proposition is reworded."""
    themes: Mapping[str, Theme]
    """By id, in the codebook's order."""
    sectors: Mapping[str, str] = field(default_factory=dict)
    """The services that a claim can be about: id to title."""
    topics: Mapping[str, str] = field(default_factory=dict)
    """Named instruments, institutions, programmes and persons: id to title."""

    @cached_property
    def theme_of(self) -> dict[str, Theme]:
        """The theme of each proposition, by the proposition's id, in the codebook's order."""
        return {p.id: theme for theme in self.themes.values() for p in theme.propositions}

    @cached_property
    def propositions(self) -> dict[str, Proposition]:
        """Every proposition by id, in the codebook's order."""
        return {p.id: p for theme in self.themes.values() for p in theme.propositions}


@dataclass(frozen=True, kw_only=True)
class Evidence:
    """Where a claim rests in the text: a locator that a reader can follow, and an anchor that finds the passage."""

    source: str = ""
    """The text in which the passage stands, where that is not the document itself."""
    section: str = ""
    """Chapter and section, or the title of a box, table or figure."""
    page: str = ""
    """As printed."""
    paragraph: str = ""
    """Where the document numbers its paragraphs."""
    start: str = ""
    """The first words of the passage, at most `ANCHOR_WORDS`."""
    end: str = ""
    """The last words of the passage, at most `ANCHOR_WORDS`."""


@dataclass(frozen=True, kw_only=True)
class Claim:
    """One thing that a document says, in the coder's words, of one kind, with its evidence."""

    id: str
    """Short, stable, unique in the corpus, never used again."""
    kind: Kind
    """What sort of thing it says."""
    statement: str
    """What the document says: who should do what, by what means, with which number."""
    number: str = ""
    """Where the document numbers it. "3a" is a part of "3"."""
    headline: bool = False
    """Whether the document itself puts it first: in its summary, foreword or maxims."""
    mechanism: str = ""
    """How it would work, where the document says."""
    conditions: str = ""
    """On what condition or with what exception."""
    actors: tuple[str, ...] = ()
    """Who is to act or is spoken of."""
    sectors: tuple[str, ...] = ()
    """Ids from the codebook's list."""
    topics: tuple[str, ...] = ()
    """Ids from the codebook's list."""
    speaker: str = ""
    """Whose words they are, where a document has several speakers."""
    stances: Mapping[str, int] = field(default_factory=dict)
    """Proposition to stance (-2 to 2), only where the passage itself takes a side."""
    refers_to: tuple[str, ...] = ()
    """Ids of documents of the corpus that the passage cites."""
    evidence: tuple[Evidence, ...] = ()
    """The passages on which it rests."""


@dataclass(frozen=True, kw_only=True)
class Charted:
    """A position as the coder charted it: a judgement of the whole document on one proposition."""

    stance: int
    """-2 to 2: the sign is the side, 2 without reservation, 1 in part, 0 both sides."""
    confidence: Confidence
    """How well the text bears it out; not how strongly it is held."""
    because: str
    """The reason in one sentence."""
    claims: tuple[str, ...] = ()
    """Ids of the document's claims that it rests on, contrary ones included."""


@dataclass(frozen=True, kw_only=True)
class Coding:
    """Who coded the document, when, with which codebook, and for which themes it has been read."""

    coder: str = ""
    """Who charted the positions."""
    date: str = ""
    """When, as exact as known."""
    codebook: str = ""
    """The version of the codebook that was used."""
    themes: tuple[str, ...] = ()
    """Themes not listed here are not coded, which is never the same as silent."""


@dataclass(frozen=True, kw_only=True)
class Document:
    """One policy text: its identity, and what has been coded of it."""

    id: str
    """As in the file's name; never given to another document."""
    title: str
    """As on its title page."""
    short_name: str = ""
    """How tables and sentences call it: by its id, if this is left out."""
    authors: tuple[str, ...] = ()
    """Persons or bodies, in the document's order."""
    publisher: str = ""
    """Who brought it out."""
    date: str = ""
    """As exact as known: 2008, 2009-09 or 2010-05-18."""
    kind: str = ""
    """Think-tank pamphlet, government white paper, seminar report ..."""
    standpoint: str = ""
    """From where the document speaks."""
    scope: str = ""
    """Which services and places it is about."""
    language: str = ""
    """A language tag such as `en`."""
    licence: str = ""
    """What its publisher allows."""
    isbn: str = ""
    """Where the text gives one."""
    reference: str = ""
    """Another identifier that the text gives."""
    attributes: Mapping[str, str] = field(default_factory=dict)
    """Free names and values by which documents can be grouped."""
    summary: str = ""
    """Three or four sentences, in our words."""
    coding: Coding = field(default_factory=Coding)
    """Who coded it, when, and for which themes."""
    positions: Mapping[str, Charted] | None = None
    """By proposition; None, left out, where none is charted and positions are to be computed from the claims."""
    claims: tuple[Claim, ...] = ()
    """What it says, in the coder's words."""

    @property
    def name(self) -> str:
        """What to call the document."""
        return self.short_name or self.id

    @cached_property
    def claim_count(self) -> int:
        """How many claims there are: the same as their length, where they need not be at hand."""
        return len(self.claims)

    @cached_property
    def settled(self) -> Mapping[str, float | None] | None:
        """The stance of each position, where that was worked out before and kept; else None."""
        return None

    def charted_on(self, theme: str) -> Mapping[str, Charted] | None:
        """Return its charted positions on a theme's propositions, and perhaps on others; None where none is charted."""
        del theme
        return self.positions

    def taken_on(self, theme: str) -> Mapping[str, Mapping[str, int]]:
        """Return its claims' stances on a theme's propositions, and perhaps on others: see `stances`."""
        del theme
        return self.stances

    def let_go(self) -> None:
        """Forget what can be had again: whoever goes through very many documents needs no more memory then."""
        for name in ("stances", "claim_by_id"):
            self.__dict__.pop(name, None)

    @cached_property
    def claim_by_id(self) -> dict[str, Claim]:
        """The document's claims by id."""
        return {claim.id: claim for claim in self.claims}

    @cached_property
    def stances(self) -> dict[str, dict[str, int]]:
        """For each proposition on which a claim takes a side: claim id to stance, in the claims' order."""
        found: dict[str, dict[str, int]] = {}
        for claim in self.claims:
            for proposition, stance in claim.stances.items():
                found.setdefault(proposition, {})[claim.id] = stance
        return found


@dataclass(frozen=True, kw_only=True)
class Corpus:
    """A codebook and the documents coded with it."""

    codebook: Codebook
    documents: tuple[Document, ...]
    """By date, undated ones last, then by id."""

    @cached_property
    def document_by_id(self) -> dict[str, Document]:
        """The documents by id."""
        return {document.id: document for document in self.documents}

    @cached_property
    def owners(self) -> Mapping[str, str]:
        """The document in which a claim stands, by the ids of both, in order."""
        return {claim.id: document.id for document, claim in self.claims()}

    def claim(self, name: str) -> tuple[Document, Claim]:
        """Return the claim with this id, and its document. Raises KeyError if there is none."""
        document = self.document_by_id[self.owners[name]]
        return document, document.claim_by_id[name]

    def claims(self) -> Iterator[tuple[Document, Claim]]:
        """Yield every claim with its document, in order."""
        for document in self.documents:
            for claim in document.claims:
                yield document, claim


T = TypeVar("T")


def builder(record: type[T]) -> Callable[[dict[str, Any]], T]:
    """Return a function that builds a record of this class from its fields, which must be right, and become its own.

    A frozen dataclass sets each field through `object.__setattr__`, which costs a third of what reading a record does.
    Ours have no slots, and plain defaults stand in the class: so the fields that are given become the record's, and
    only defaults that a factory makes are added.
    """
    new = object.__new__
    factories = [(item.name, item.default_factory) for item in fields(record) if item.default_factory is not MISSING]  # type: ignore[arg-type]

    def make(values: dict[str, Any]) -> T:
        made = new(record)
        made.__dict__.update(values)
        for name, factory in factories:
            if name not in values:
                made.__dict__[name] = factory()
        return made

    return make
