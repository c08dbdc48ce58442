"""Names on the command line: what a word means in a corpus."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from typing import NamedTuple

from policylens.errors import PolicylensError
from policylens.model import Corpus

MOST_COMPARED = 5_000
"""Among more names than that none is sought that a wrong one is like: it would take seconds."""


class Sort(StrEnum):
    """What a name can be of. The value is the prefix that decides where one name is several things."""

    DOCUMENT = "document"
    CLAIM = "claim"
    THEME = "theme"
    PROPOSITION = "proposition"
    TOPIC = "topic"
    SECTOR = "sector"


class Named(NamedTuple):
    """Something that has a name in the corpus."""

    sort: Sort
    id: str


def resolve(corpus: Corpus, word: str, sorts: Sequence[Sort]) -> Named:
    """Return what `word` names, as one of `sorts`.

    `word` is an id, or a prefix and an id: `topic:ofsted`. A document's short name and either case are understood.
    Raises PolicylensError, with a suggestion, where nothing or more than one thing is meant.
    """
    prefix, colon, rest = word.partition(":")
    known = _known(corpus)
    prefix = prefix.casefold()
    if colon and prefix in set(Sort):
        sort = Sort(prefix)
        if sort not in sorts:
            raise PolicylensError(f"{word} names a {sort}; here a {_either(sorts)} is expected")
        found = _find(known, rest, [sort])
    else:
        rest = word
        found = _find(known, word, sorts)
    if len(found) == 1:
        return found[0]
    if found:
        ways = " or ".join(f"{named.sort}:{named.id}" for named in found)
        raise PolicylensError(f"{word} is {_either([named.sort for named in found], 'and')}", f"write {ways}")
    raise PolicylensError(*_unknown(known, word, rest, [Sort(prefix)] if rest != word else sorts))


def documents(corpus: Corpus, words: Sequence[str] | None) -> tuple[str, ...]:
    """Return the ids of the documents that the words name; all of them where there are none."""
    if not words:
        return tuple(document.id for document in corpus.documents)
    return tuple(resolve(corpus, word, [Sort.DOCUMENT]).id for word in words)


def ids(corpus: Corpus, sort: Sort) -> list[str]:
    """Return the ids of everything of a sort."""
    known = _known(corpus)[sort]
    return list(dict.fromkeys(known[name] for name in known))


class _Claims(Collection[str]):
    """The ids of a corpus' claims, not looked at before somebody asks."""

    def __init__(self, corpus: Corpus) -> None:
        self._corpus = corpus

    def __contains__(self, name: object) -> bool:
        return name in self._corpus.owners

    def __iter__(self) -> Iterator[str]:
        return iter(self._corpus.owners)

    def __len__(self) -> int:
        return len(self._corpus.owners)


class _Themselves(Mapping[str, str]):
    """Names that stand for themselves, however many there are."""

    def __init__(self, names: Collection[str]) -> None:
        self._names = names

    def __getitem__(self, name: str) -> str:
        if name not in self._names:
            raise KeyError(name)
        return name

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)


def _known(corpus: Corpus) -> dict[Sort, Mapping[str, str]]:
    """Return for each sort what is understood (in lower case) and the id that it stands for."""
    codebook = corpus.codebook
    documents = {document.name.casefold(): document.id for document in corpus.documents}
    documents |= {document.id: document.id for document in corpus.documents}
    return {
        Sort.DOCUMENT: documents,
        Sort.CLAIM: _Themselves(_Claims(corpus)),
        Sort.THEME: _Themselves(codebook.themes),
        Sort.PROPOSITION: _Themselves(codebook.propositions),
        Sort.TOPIC: _Themselves(codebook.topics),
        Sort.SECTOR: _Themselves(codebook.sectors),
    }


def _find(known: Mapping[Sort, Mapping[str, str]], word: str, sorts: Iterable[Sort]) -> list[Named]:
    lower = word.casefold()
    return [Named(sort, known[sort][lower]) for sort in sorts if lower in known[sort]]


def _unknown(known: Mapping[Sort, Mapping[str, str]], word: str, rest: str, sorts: Sequence[Sort]) -> tuple[str, str]:
    """Return what is wrong with a word that names nothing of the sorts wanted, and what to do."""
    import difflib

    elsewhere = _find(known, rest, [sort for sort in Sort if sort not in sorts])
    if elsewhere:
        other = elsewhere[0].sort
        return f"{rest} is a {other}; here a {_either(sorts)} is expected", _where(other, rest)
    words = dict.fromkeys(name for sort in sorts for name in known[sort])
    near = difflib.get_close_matches(rest.casefold(), words, n=1, cutoff=0.6) if len(words) <= MOST_COMPARED else []
    if near:
        found = _find(known, near[0], sorts)
        plain = rest == word and len(found) == 1
        ways = [named.id if plain else f"{named.sort}:{named.id}" for named in found]
        return f"unknown {_either(sorts)}: {word}", f"did you mean {' or '.join(ways)}?"
    few = [
        name for sort in sorts if sort in (Sort.DOCUMENT, Sort.THEME) for name in dict.fromkeys(known[sort].values())
    ]
    hint = f"there are: {', '.join(few)}" if 0 < len(few) <= 20 else "`policylens list` names what there is"
    return f"unknown {_either(sorts)}: {word}", hint


def _where(sort: Sort, name: str) -> str:
    """Say which command takes a name of this sort."""
    match sort:
        case Sort.DOCUMENT | Sort.CLAIM:
            return f"try `policylens show {name}`"
        case Sort.SECTOR:
            return f"try `policylens show DOCUMENT --sector {name}`"
        case _:
            return f"try `policylens compare {name}`"


def _either(sorts: Sequence[Sort], word: str = "or") -> str:
    names = [("a " if word == "and" else "") + sort.value for sort in sorts]
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} {word} {names[-1]}"
