"""References in words: how a text cites the documents, and its list of references.

The style is author-date, Harvard as in *Cite Them Right* (12th edition), with three liberties: what has no date is
`n.d.`; a title stands in italics whatever sort of publication it is of; and an ISBN, or another number of what is no
report, stands at the end.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from string import ascii_lowercase
from typing import Final, NamedTuple

from policylens.analysis.authors import folded
from policylens.analysis.bibliography import Form, Work, work
from policylens.model import Document
from policylens.render.author_names import family_first, family_name, initials_first, sorted_by
from policylens.render.parts import Part, Parts, plain
from policylens.render.wording import listed

UNDATED: Final = "n.d."

MOST_AUTHORS: Final = 3
"""Of more only the first is named, `et al.`."""


_ET_AL: Final = (Part(" "), Part("et al.", italic=True))


class Reference(NamedTuple):
    """How a document is cited among others, and its entry in the list of references."""

    document: str
    """Its id."""
    name: str
    """What tables and sentences call it."""
    who: Parts
    """The authors as they are cited; the title where there is none."""
    year: str
    """With a letter where these authors have several in a year: `2009`, `2009b`, `n.d.`, `n.d. a`."""
    entry: Parts

    @property
    def told(self) -> Parts:
        """The citation as part of a sentence: `Harrop and Tinker (2014)`."""
        return (*self.who, Part(f" ({self.year})"))

    @property
    def bracketed(self) -> Parts:
        """The citation beside a sentence: `(Harrop and Tinker, 2014)`."""
        return together([self])

    @property
    def introduced(self) -> Parts:
        """The document's name and the citation: `Fabian (Harrop and Tinker, 2014)`, or `Housden (2016)`."""
        if folded(self.name) == folded(plain(self.who)):
            return self.told
        return (Part(f"{self.name} "), *self.bracketed)


def references(documents: Sequence[Document]) -> dict[str, Reference]:
    """Return the references of documents by their ids, in the order of a list of references.

    Each citation leads to one entry alone: where two would be the same, all authors are named, or their initials, and
    what is by the same authors has letters after the year.
    """
    names = {document.id: document.name for document in documents}
    works = sorted(map(work, documents), key=_order)
    who = _cited_authors(works)
    years = _lettered(works, who)
    return {
        each.id: Reference(each.id, names[each.id], who[each.id], years[each.id], _entry(each, who, years))
        for each in works
    }


def together(cited: Sequence[Reference]) -> Parts:
    """Return several citations in one pair of brackets, the oldest first: `(Demos, 2009; Fabian Society, 2014)`."""
    parts = [Part("(")]
    for number, each in enumerate(sorted(cited, key=_age)):
        parts += [Part("; ")] if number else []
        parts += [*each.who, Part(f", {each.year}")]
    return (*parts, Part(")"))


def _age(of: Reference) -> tuple[bool, int, str]:
    undated = of.year.startswith(UNDATED)
    return (undated, 0 if undated else int(of.year.rstrip(ascii_lowercase)), of.year)


# --- citations


def _order(of: Work) -> tuple[object, ...]:
    """Return by what a list of references is sorted: authors, as far as they are named, year (undated last), title."""
    names = [sorted_by(author) for author in of.authors] or [of.title]
    shown = [names[0], plain(_ET_AL)] if len(names) > MOST_AUTHORS else names
    return (list(map(folded, shown)), of.date[:1] or (float("inf"),), folded(of.title), of.id)


def _cited_authors(works: Sequence[Work]) -> dict[str, Parts]:
    """Return how each work's authors are cited, so that different ones of one year look different."""
    cited: dict[str, Parts] = {}
    for there in _grouped(works, lambda each: (_short(each), each.date[:1])):
        different = len({each.authors for each in there})
        way = next((way for way in _WAYS if len(set(map(way, there))) == different), _short)
        cited |= {each.id: way(each) for each in there}
    return cited


def _short(of: Work) -> Parts:
    names = list(map(family_name, of.authors))
    return (Part(names[0]), *_ET_AL) if len(names) > MOST_AUTHORS else _all(of)


def _all(of: Work) -> Parts:
    """Return all family names; the title where there are none."""
    return (Part(listed(list(map(family_name, of.authors)))),) if of.authors else (Part(of.title, italic=True),)


def _with_initials(of: Work) -> Parts:
    return (Part(listed(list(map(initials_first, of.authors)))),) if of.authors else _all(of)


_WAYS: Final[tuple[Callable[[Work], Parts], ...]] = (_short, _all, _with_initials)
"""How authors can be cited, the shortest first."""


def _lettered(works: Sequence[Work], who: Mapping[str, Parts]) -> dict[str, str]:
    """Return each work's year, with a letter where the same authors have several in it."""
    years: dict[str, str] = {}
    for there in _grouped(works, lambda each: (who[each.id], each.date[:1])):
        for number, each in enumerate(there):
            letter = _letter(number) if len(there) > 1 else ""
            years[each.id] = f"{each.date[0]}{letter}" if each.date else f"{UNDATED} {letter}".strip()
    return years


def _letter(number: int) -> str:
    """Return a, b ... z, aa, ab ..."""
    more, last = divmod(number, len(ascii_lowercase))
    return (_letter(more - 1) if more else "") + ascii_lowercase[last]


def _grouped(works: Iterable[Work], key: Callable[[Work], object]) -> Iterable[list[Work]]:
    """Return the works in groups of one key, each in their order."""
    groups: dict[object, list[Work]] = {}
    for each in works:
        groups.setdefault(key(each), []).append(each)
    return groups.values()


# --- entries


def _entry(of: Work, who: Mapping[str, Parts], years: Mapping[str, str]) -> Parts:
    """Return a work's entry; where all of many authors are cited, all are named here too."""
    dated = Part(f" ({years[of.id]})")
    title = Part(of.title, italic=True)
    names = list(map(family_first, of.authors))
    if not names:
        return _sentences((title, dated), _details(of))
    shortened = len(names) > MOST_AUTHORS and who[of.id] == _short(of)
    written = (Part(names[0]), *_ET_AL) if shortened else (Part(listed(names)),)
    return _sentences((*written, dated, Part(" "), title), _details(of))


def _details(of: Work) -> list[str]:
    """Return what stands after the title; some of it may be empty."""
    isbn = f"ISBN {of.isbn}" if of.isbn else ""
    if of.form is Form.REPORT:
        return [" ".join(filter(None, (of.genre, of.number))), of.publisher, isbn]
    return [of.publisher, isbn, f"Reference {of.number}" if of.number else ""]


def _sentences(first: Parts, others: Iterable[str]) -> Parts:
    """Return sentences, each ended by a full stop, unless it ends in a sign that ends sentences."""
    parts = list(first)
    for words in filter(None, others):
        parts.append(Part(f"{_stop(parts)} {words}"))
    return (*parts, Part(_stop(parts))) if _stop(parts) else tuple(parts)


def _stop(parts: Sequence[Part]) -> str:
    return "" if parts[-1].text.endswith((".", "?", "!", "…")) else "."
