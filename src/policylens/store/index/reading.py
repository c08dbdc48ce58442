"""Documents' files read for the index."""

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from policylens.corpus.files import FileError, read_bytes
from policylens.corpus.folder import FRAMEWORKS
from policylens.corpus.loader import Content, Names, read_document, without_collector
from policylens.corpus.problems import Problem, Severity
from policylens.model import Codebook, Document
from policylens.store.fingerprint import of_file
from policylens.store.index.entries import Kept, kept
from policylens.store.index.files import state, telling


class Read(NamedTuple):
    """What came of reading a document's file."""

    file: str
    """Its name in `frameworks/`."""
    state: str
    """As it was before it was read, if it tells."""
    digest: bytes
    kept: Kept | None
    """None where there is an error in it."""
    problems: tuple[Problem, ...]
    names: tuple[str, ...]
    """Where there is an error in it: its name and its claims' ids, which no other document may have."""


class Reader(NamedTuple):
    """Reads documents of one corpus."""

    root: Path
    codebook: Codebook
    known: Names
    """The names that documents may use."""
    bundled: bool

    def read(self, name: str) -> Read:
        """Return what comes of reading the file of this name."""
        path = self.root / FRAMEWORKS / name
        before = telling(state(path))
        content = _once(lambda: read_bytes(path))
        with without_collector():
            found = read_document(content, name, self.codebook, self.known, bundled=self.bundled)
            good = found.document if not any(each.severity is Severity.ERROR for each in found.problems) else None
            parts = kept(good, self.codebook, len(found.problems)) if good is not None else None
        names = _names(found.document) if found.document is not None and parts is None else ()
        return Read(name, before, of_file(name, content), parts, tuple(found.problems), names)


def _names(document: Document) -> tuple[str, ...]:
    return (document.name.casefold(), *(claim.id for claim in document.claims))


def _once(read: Callable[[], bytes]) -> Content:
    """Return what gives the same content, or the same error, each time."""
    try:
        data: bytes | FileError = read()
    except FileError as error:
        data = error

    def content(_: str) -> bytes:
        if isinstance(data, FileError):
            raise data
        return data

    return content
