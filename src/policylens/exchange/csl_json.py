"""The documents as CSL-JSON (CSL 1.0.2), which Zotero, pandoc and others take for their references."""

from collections.abc import Sequence

from policylens.analysis.authors import Author, Body
from policylens.analysis.bibliography import Work, work
from policylens.model import Document
from policylens.plain.writing import Object, to_json


def write(documents: Sequence[Document]) -> bytes:
    """Return the documents as a list of CSL's items in UTF-8, each under its id; the same bytes for the same data."""
    return to_json([item(work(document)) for document in documents]).encode()


def item(of: Work) -> Object:
    """Return a work as an item; what is not known is left out."""
    whole: Object = {
        "id": of.id,
        "type": of.form.value,
        "author": [_name(author) for author in of.authors],
        "title": of.title,
        "genre": of.genre,
        "publisher": of.publisher,
        "issued": {"date-parts": [list(of.date)]} if of.date else {},
        "number": of.number,
        "ISBN": of.isbn,
        "language": of.language,
    }
    return {key: value for key, value in whole.items() if value}


def _name(author: Author) -> Object:
    """Return a name: whole, or in parts, of which the particle belongs to the family name."""
    if isinstance(author, Body):
        return {"literal": author.name}
    parts = {
        "family": author.family,
        "given": author.given,
        "non-dropping-particle": author.particle,
        "suffix": author.suffix,
    }
    return {key: value for key, value in parts.items() if value}
