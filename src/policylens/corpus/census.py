"""A folder in, everything that is wrong with it and how much there is out, however many documents there are.

Of each document only so much is kept as that takes. Where two clash, those are read again to say where.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple, TypeVar

from policylens.corpus.checks import Finding
from policylens.corpus.clashes import Side, clashes, side_of
from policylens.corpus.files import read_bytes
from policylens.corpus.folder import document_files
from policylens.corpus.loader import (
    Loaded,
    Names,
    ReadDocument,
    placed,
    read_codebook,
    read_document,
    whole_folder,
    without_collector,
)
from policylens.corpus.problems import Inspected, Problem
from policylens.model import Codebook
from policylens.watch import READING, Watching, watched
from policylens.work.spread import spread

T = TypeVar("T")
Made = TypeVar("Made")


class Size(NamedTuple):
    """How much there is in a corpus, but for files that could not be read."""

    themes: int
    propositions: int
    documents: int
    positions: int
    """Charted ones."""
    claims: int


@dataclass(frozen=True, kw_only=True)
class Census(Inspected):
    """What came of checking a corpus."""

    size: Size | None
    """None where the codebook could not be read."""


def census_of(loaded: Loaded) -> Census:
    """Return what came of checking a corpus that has been loaded."""
    size = None
    if loaded.corpus is not None:
        documents = loaded.corpus.documents
        size = _size(loaded.corpus.codebook, [(len(each.positions or ()), len(each.claims)) for each in documents])
    return Census(problems=loaded.problems, files=loaded.files, size=size)


def census(root: Path, *, bundled: bool = False, watching: Watching | None = None) -> Census:
    """Check the corpus in the folder `root`, on all cores if it has many documents; `bundled` is as `load` has it.

    The result is what `load` comes to. Raises PolicylensError if the folder is no corpus.
    """
    names = document_files(root)
    with without_collector():
        book = read_codebook(lambda name: read_bytes(root / name))
    reader = Reader(root, book.codebook, book.names(names), bundled)
    files = sorted(_all(reader.counted, names, watching), key=lambda each: each.name)
    problems = [*book.problems, *(problem for file in files for problem in file.problems), *whole_folder(names)]
    for found in _all(reader.placed, _clashing(files), watching):
        problems += found
    sizes = [(file.positions, len(file.side.claims)) for file in files if file.side is not None]
    return Census(
        problems=tuple(sorted(problems)),
        files=1 + len(files),
        size=_size(book.codebook, sizes) if book.codebook is not None else None,
    )


class Counted(NamedTuple):
    """What is kept of a document's file."""

    name: str
    """In `frameworks/`."""
    problems: tuple[Problem, ...]
    side: Side | None
    """None where there is no document in it that could be read."""
    positions: int


class Clashing(NamedTuple):
    """What is wrong with a document beside others."""

    name: str
    """That of its file in `frameworks/`."""
    found: list[Finding]


class Reader(NamedTuple):
    """Reads the documents of one corpus, each apart from all others."""

    root: Path
    codebook: Codebook | None
    known: Names
    """The names that documents may use."""
    bundled: bool

    def counted(self, name: str) -> Counted:
        """Return what is to be kept of the file of this name."""
        document, problems, file = self._read(name)
        side = side_of(document, file.file) if document is not None else None
        return Counted(name, tuple(problems), side, len(document.positions or ()) if document is not None else 0)

    def placed(self, clashing: Clashing) -> list[Problem]:
        """Return the problems in their places: those of what the file holds now, should it have changed meanwhile."""
        return placed(self._read(clashing.name).outcome, clashing.found)

    def _read(self, name: str) -> ReadDocument:
        with without_collector():
            return read_document(
                lambda file: read_bytes(self.root / file), name, self.codebook, self.known, bundled=self.bundled
            )


def _all(job: Callable[[T], Made], items: Sequence[T], watching: Watching | None) -> list[Made]:
    """Return what a job makes of all items, in any order."""
    with spread(job, items) as made, watched(watching, len(items)) as watch:
        return list(watch.over(READING, made, len(items)))


def _clashing(files: Iterable[Counted]) -> list[Clashing]:
    """Return what is wrong with documents side by side. `files` are by name."""
    read = [(file.name, file.side) for file in files if file.side is not None]
    found = clashes(side for _, side in read)
    return [Clashing(name, each) for (name, _), each in zip(read, found, strict=True) if each]


def _size(codebook: Codebook, documents: Sequence[tuple[int, int]]) -> Size:
    """Return the size of a corpus with these numbers of positions and claims for each document."""
    return Size(
        themes=len(codebook.themes),
        propositions=len(codebook.propositions),
        documents=len(documents),
        positions=sum(positions for positions, _ in documents),
        claims=sum(claims for _, claims in documents),
    )
