"""A document in a project: its source with the passages that are coded, its notes, and the case that it is."""

from collections.abc import Collection, Iterator, Mapping
from typing import Final
from xml.etree.ElementTree import Element

from policylens.analysis.comparison import Matrix
from policylens.exchange.refi import names
from policylens.exchange.refi.elements import described, made
from policylens.exchange.refi.fields import END
from policylens.exchange.refi.fields import written as fields
from policylens.exchange.refi.placing import Passage, Placed
from policylens.exchange.refi.records import claim_text, document_text, positions_text
from policylens.exchange.refi.remarks import remarks
from policylens.model import Claim, Document
from policylens.plain.cells import joined
from policylens.plain.xml import holdable

NO_COPY: Final = ("copy", "none")
"""The field of the description of a source whose text is a list of claims."""

_WHY: Final = "There was no copy of the document's text to hand: what stands here is the list of its claims."

_VARIABLES: Final = (
    "id", "title", "publisher", "date", "kind", "standpoint", "scope", "language", "licence", "isbn", "reference",
)  # fmt: skip


_TO_THE_DAY: Final = len("2010-05-18")


def coder(document: Document) -> str:
    """Return the name of the user who coded a document."""
    return document.coding.coder or names.NOBODY


def _made_by(document: Document) -> dict[str, str]:
    """Return who made what stands in a project for a document, and when, if that is known to the day.

    The standard wants an hour with it: it is midnight, as nobody knows another.
    """
    day = document.coding.date
    when = f"{day}T00:00:00Z" if len(day) == _TO_THE_DAY else ""
    return {"creatingUser": names.guid("user", coder(document)), "creationDateTime": when}


# --- the source


def source(document: Document, at: Placed) -> Element:
    """Return the source of a document, with a selection for each passage."""
    title = ("title", document.title)
    told = fields([title]) if at.is_copy else f"{fields([NO_COPY, title])}\n{END}\n{_WHY}"
    selections = [_selection(document, document.claim_by_id[each.claim], each) for each in at.passages]
    return made(
        "TextSource",
        described(told),
        *selections,
        *_references(document, at),
        guid=names.guid("source", document.id),
        name=document.id,
        plainTextPath=names.INTERNAL + names.source_member(document.id),
        **_made_by(document),
    )


def _selection(document: Document, claim: Claim, at: Passage) -> Element:
    return made(
        "PlainTextSelection",
        described(claim.statement),
        *_codings(document, claim, at.number),
        _reference(_note_of_claim(claim)),
        guid=names.guid("selection", claim.id, str(at.number)),
        name=names.selection_name(claim.id, at.line),
        startPosition=str(at.start),
        endPosition=str(at.end),
        **_made_by(document),
    )


def _codings(document: Document, claim: Claim, number: int) -> Iterator[Element]:
    """Yield the codings of a claim's passage of this number; the number is 0 where its note is coded in their place."""
    by = names.guid("user", coder(document))
    for name in codes_of(claim):
        code = made("CodeRef", targetGUID=names.guid("code", name))
        yield made("Coding", code, guid=names.guid("coding", claim.id, str(number), name), creatingUser=by)


def codes_of(claim: Claim) -> list[str]:
    """Return the names of the codes that a claim's passages have, in the order in which they stand."""
    return [
        names.kind_name(claim.kind),
        *(names.stance_name(proposition, stance) for proposition, stance in claim.stances.items()),
        *map(names.sector_name, claim.sectors),
        *map(names.topic_name, claim.topics),
    ]


# --- notes


def notes(of: Matrix, document: Document, at: Placed) -> Iterator[Element]:
    """Yield the notes of a document: what it is, its positions, its claims; a claim without a passage is coded here."""
    charted, told, by = document.positions, remarks(of, document), _made_by(document)
    yield _note(_note_of_document(document), f"About {document.id}", document_text(document), by)
    if charted is not None:
        text, name = positions_text(charted, told), f"Positions of {document.id}"
    else:
        text, name = fields([], told), f"Computed positions of {document.id}"
    yield _note(_note_of_positions(document), name, text, by)
    placed = _placed(at)
    for claim in document.claims:
        codings = () if claim.id in placed else _codings(document, claim, 0)
        yield _note(_note_of_claim(claim), claim.id, claim_text(claim), by, *codings)


def _note(guid: str, name: str, text: str, by: Mapping[str, str], *codings: Element) -> Element:
    content = made("PlainTextContent", text=text)
    return made("Note", content, *codings, guid=guid, name=name, **by)


def _note_of_document(document: Document) -> str:
    return names.guid("note", "document", document.id)


def _note_of_positions(document: Document) -> str:
    return names.guid("note", "positions", document.id)


def _note_of_claim(claim: Claim) -> str:
    return names.guid("note", "claim", claim.id)


def _placed(at: Placed) -> Collection[str]:
    return {each.claim for each in at.passages}


def _references(document: Document, at: Placed) -> Iterator[Element]:
    yield _reference(_note_of_document(document))
    yield _reference(_note_of_positions(document))
    placed = _placed(at)
    for claim in document.claims:
        if claim.id not in placed:
            yield _reference(_note_of_claim(claim))


def _reference(note: str) -> Element:
    return made("NoteRef", targetGUID=note)


# --- the case, by which other programs group and filter


def case(document: Document) -> Element:
    """Return the case that a document is, with the values of its variables."""
    values = [_value(name, value) for name, value in variables(document).items()]
    to = made("SourceRef", targetGUID=names.guid("source", document.id))
    return made("Case", *values, to, guid=names.guid("case", document.id), name=document.name)


def variables(document: Document) -> dict[str, str]:
    """Return the values of a document's variables, by name: what is known of it, and its own attributes."""
    found = {name: getattr(document, name) for name in _VARIABLES} | {"authors": joined(document.authors)}
    own = {holdable(names.variable_of(name)): value for name, value in document.attributes.items()}
    return {name: value for name, value in (found | own).items() if value}


def variable(name: str) -> Element:
    """Return a variable: all are texts, as a date may be a year and a number an identifier."""
    return made("Variable", guid=names.guid("variable", name), name=name, typeOfVariable="Text")


def _value(name: str, value: str) -> Element:
    reference = made("VariableRef", targetGUID=names.guid("variable", name))
    return made("VariableValue", reference, made("TextValue", text=value))
