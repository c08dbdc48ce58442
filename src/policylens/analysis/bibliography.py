"""What catalogues and reference lists say of a document, made from its identity.

This is the one place where that is decided: references in briefings and what is exported for other programs say the
same of a document.
"""

import re
import unicodedata
from enum import StrEnum
from typing import Final, NamedTuple

from policylens.analysis.authors import Author, Body, author
from policylens.model import Document


class Form(StrEnum):
    """What sort of publication it is, by the names of CSL 1.0.2, the Citation Style Language."""

    REPORT = "report"
    BOOK = "book"
    PAMPHLET = "pamphlet"
    PAPER = "paper-conference"
    SPEECH = "speech"
    THESIS = "thesis"
    BILL = "bill"
    LEGISLATION = "legislation"
    WEBPAGE = "webpage"
    DOCUMENT = "document"
    """Anything else."""


class Work(NamedTuple):
    """A document as it is catalogued. Texts are on one line; what is not known is empty."""

    id: str
    """The document's."""
    form: Form
    authors: tuple[Author, ...]
    """Where none is named, the publisher; none at all where that is not known either."""
    title: str
    genre: str
    """The document's kind, with a capital."""
    publisher: str
    date: tuple[int, ...]
    """Year, month and day, as far as they are known."""
    number: str
    """An identifier other than the ISBN."""
    isbn: str
    language: str
    """A language tag such as `en`."""


FORMS: Final = (
    (Form.THESIS, "dissertation thesis"),
    (Form.BILL, "bill"),
    (Form.LEGISLATION, "act legislation statute"),
    (Form.PAMPHLET, "booklet brochure flyer leaflet pamphlet tract"),
    (Form.BOOK, "book monograph"),
    (Form.SPEECH, "address lecture speech"),
    (Form.WEBPAGE, "blog webpage website"),
)
"""The words of a kind by which a form is known."""


def work(document: Document) -> Work:
    """Return a document as it is catalogued."""
    publisher = _line(document.publisher)
    kind = _line(document.kind)
    return Work(
        id=document.id,
        form=form(kind, published=bool(publisher)),
        authors=_authors(document, publisher),
        title=_line(document.title) or document.id,
        genre=kind[:1].upper() + kind[1:],
        publisher=publisher,
        date=tuple(int(part) for part in document.date.split("-") if part),
        number=_line(document.reference),
        isbn=_line(document.isbn),
        language=_line(document.language),
    )


def form(kind: str, *, published: bool) -> Form:
    """Return what sort of publication a kind is: by its last word that tells; `letter on a bill` is no bill.

    What tells nothing is a report, as most policy documents are, if a publisher is known: so a style gives its kind.
    """
    for word in reversed(re.findall(r"\w+", re.split(r"\b(?:about|for|of|on|to)\b", kind.casefold())[0])):
        if word == "paper" and "conference" in kind.casefold():
            return Form.PAPER
        for found, words in FORMS:
            if word in words.split():
                return found
        if word in ("paper", "report"):
            return Form.REPORT
    return Form.REPORT if published else Form.DOCUMENT


def _authors(document: Document, publisher: str) -> tuple[Author, ...]:
    called = (document.short_name, document.id)
    named = [name for name in map(_line, document.authors) if name]
    if not named and publisher:
        return (Body(publisher),)
    return tuple(author(name, publisher, called) for name in named)


def _line(text: str) -> str:
    """Return a text on one line, without control characters, which mean nothing in a catalogue."""
    meant = "".join(sign for sign in text if sign.isspace() or unicodedata.category(sign) != "Cc")
    return " ".join(meant.split())
