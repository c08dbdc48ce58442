"""The documents as a BibTeX database, as BibTeX and as biber (BibLaTeX) read it.

So entries are of types that both know, with `year` and `month`, and the language of the text in `langid`.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from policylens.analysis.authors import Author, Body
from policylens.analysis.bibliography import Form, Work, work
from policylens.exchange.latex import latex, whole
from policylens.model import Document

_TYPES: Final = {
    Form.REPORT: ("techreport", "institution"),
    Form.BOOK: ("book", "publisher"),
    Form.PAMPHLET: ("booklet", "howpublished"),
}
_OTHERS: Final = ("misc", "howpublished")
"""The type of an entry, and the field in which it has its publisher. `misc` is also what has no publisher or no date:
BibTeX misses them in the types before.
"""

_MONTHS: Final = "jan feb mar apr may jun jul aug sep oct nov dec".split()

_LANGUAGES: Final = {
    "cy": "welsh",
    "da": "danish",
    "de": "german",
    "en": "english",
    "en-gb": "british",
    "en-us": "american",
    "es": "spanish",
    "fi": "finnish",
    "fr": "french",
    "ga": "irish",
    "gd": "scottish",
    "it": "italian",
    "nb": "norsk",
    "nl": "dutch",
    "pl": "polish",
    "pt": "portuguese",
    "sv": "swedish",
}
"""What babel calls languages, by their tags."""


def write(documents: Sequence[Document]) -> bytes:
    """Return the documents as BibTeX in UTF-8, each under its id; the same bytes for the same data."""
    return "\n".join(entry(work(document)) for document in documents).encode()


def entry(of: Work) -> str:
    """Return a work as an entry."""
    kind, place = _TYPES.get(of.form, _OTHERS) if of.publisher and of.date else _OTHERS
    fields = "".join(f"  {name} = {value},\n" for name, value in _fields(of, kind, place))
    return f"@{kind}{{{of.id},\n{fields}}}\n"


def _fields(of: Work, kind: str, place: str) -> Iterator[tuple[str, str]]:
    if of.authors:
        yield "author", f"{{{' and '.join(map(_name, of.authors))}}}"
    yield "title", f"{{{_title(of.title)}}}"
    if of.publisher:
        yield place, f"{{{whole(of.publisher)}}}"
    yield from _date(of.date)
    if of.genre:
        yield "type", f"{{{latex(of.genre)}}}"
    if of.number:
        yield ("number", f"{{{latex(of.number)}}}") if kind == "techreport" else ("note", f"{{{_note(of.number)}}}")
    if of.isbn:
        yield "isbn", f"{{{latex(of.isbn)}}}"
    if of.language:
        known = _LANGUAGES.get(of.language.casefold()) or _LANGUAGES.get(of.language.casefold().split("-")[0])
        yield ("langid", f"{{{known}}}") if known else ("language", f"{{{latex(of.language)}}}")


def _date(date: Sequence[int]) -> Iterator[tuple[str, str]]:
    """Yield the fields of a date; the month by its abbreviation, which styles write in their language."""
    for name, part in zip(("year", "month", "day"), date, strict=False):
        yield name, _MONTHS[part - 1] if name == "month" else f"{{{part}}}"


def _note(number: str) -> str:
    return f"Reference {latex(number)}"


def _title(title: str) -> str:
    """Return a title in which words keep their first letter as it is, where a style or a reader might change it.

    That is where a word but the first has capitals, for which styles set small letters, and after a colon, after which
    some set a capital.
    """
    first, *others = title.split(" ")
    written = [whole(first) if _has_capitals(first[1:]) else latex(first)]
    for before, word in pairwise([first, *others]):
        written.append(whole(word) if _has_capitals(word) or before.endswith(":") else latex(word))
    return " ".join(written)


def _has_capitals(text: str) -> bool:
    return any(map(str.isupper, text))


def _name(author: Author) -> str:
    """Return `van Family, Jr, Given`; a family name with small words, or a body, is one thing in braces."""
    if isinstance(author, Body):
        return whole(author.name)
    small = any(word[0].islower() for word in author.family.split())
    family = whole(author.family) if small else latex(author.family)
    parts = (" ".join(filter(None, (author.particle, family))), author.suffix, latex(author.given))
    return ", ".join(filter(None, parts))
