"""A folder in, a corpus and everything that is wrong with it out."""

import gc
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from policylens.corpus import schema
from policylens.corpus.checks import Finding, check_codebook, check_document
from policylens.corpus.clashes import clashes, side_of
from policylens.corpus.files import FileError, read_bytes
from policylens.corpus.folder import CODEBOOK, FRAMEWORKS, document_files
from policylens.corpus.places import Places
from policylens.corpus.problems import RULES, Inspected, Problem, Severity
from policylens.corpus.reader import Outcome, located, read
from policylens.corpus.reading import shown
from policylens.model import Codebook, Corpus, Document

Content = Callable[[str], bytes]
"""Returns what is in a file of the corpus, by its name in the folder; raises FileError where that cannot be had."""

Names = dict[str, Collection[str]]
"""For each sort of name ("proposition", "topic" ...) the names that are known; a sort that is missing has any."""


@dataclass(frozen=True, kw_only=True)
class Loaded(Inspected):
    """What came of reading a corpus folder."""

    root: Path
    corpus: Corpus | None
    """None where the codebook could not be read; without the documents that could not."""


def load(root: Path, *, bundled: bool = False) -> Loaded:
    """Read the corpus in the folder `root`: `codebook.yaml` and `frameworks/*.yaml`.

    `bundled` holds the corpus to the stricter rule of the one that policylens ships: a claim without evidence is an
    error. Raises PolicylensError if the folder is no corpus; everything else that is wrong is in the result.
    """
    return load_from(root, document_files(root), lambda name: read_bytes(root / name), bundled=bundled)


def load_from(root: Path, names: Sequence[str], content: Content, *, bundled: bool = False) -> Loaded:
    """Read the corpus of the folder `root` from wherever its files are, as `load` does.

    `names` are those of the files in `frameworks/` that hold documents.
    """
    with without_collector():
        book = read_codebook(content)
        known = book.names(names)
        files = [read_document(content, name, book.codebook, known, bundled=bundled) for name in names]
        problems = [*book.problems, *(problem for file in files for problem in file.problems)]
        problems += [*_clashes(files), *whole_folder(names)]
    codebook = book.codebook
    documents = [file.document for file in files if file.document is not None]
    documents.sort(key=lambda document: (document.date or "9999", document.id))
    return Loaded(
        root=root,
        corpus=Corpus(codebook=codebook, documents=tuple(documents)) if codebook is not None else None,
        problems=tuple(sorted(problems)),
        files=1 + len(files),
    )


class ReadCodebook(NamedTuple):
    """What came of reading a corpus' codebook."""

    codebook: Codebook | None
    """None where it could not be read."""
    problems: list[Problem]
    known: Names
    """The names of each sort that documents may use, but for those of documents."""

    def names(self, documents: Iterable[str]) -> Names:
        """Return the names that documents may use, where the corpus has documents in files of these names."""
        return {**self.known, "document": {Path(name).stem for name in documents}}


class ReadDocument(NamedTuple):
    """What came of reading a document's file, apart from all others."""

    document: Document | None
    """None where it could not be read."""
    problems: list[Problem]
    outcome: Outcome


def read_codebook(content: Content) -> ReadCodebook:
    """Read the codebook of a corpus."""
    file = _read_file(content, CODEBOOK, schema.CODEBOOK, {})
    codebook: Codebook | None = file.value
    found = placed(file, list(check_codebook(codebook))) if codebook is not None else []
    return ReadCodebook(codebook, [*file.problems, *found], _names(codebook, file))


def read_document(
    content: Content, name: str, codebook: Codebook | None, known: Names, *, bundled: bool = False
) -> ReadDocument:
    """Read a document from the file of this name in `frameworks/`. `known` has the names that it may use."""
    file = _read_file(content, f"{FRAMEWORKS}/{name}", schema.DOCUMENT, known)
    document: Document | None = file.value
    if document is None:
        return ReadDocument(None, file.problems, file)
    found = [*check_document(document, codebook, file.in_doubt), *_file_name(document, file)]
    severities = {"no-evidence": Severity.ERROR} if bundled else {}
    return ReadDocument(document, [*file.problems, *placed(file, found, severities)], file)


def whole_folder(names: Sequence[str]) -> list[Problem]:
    """Return what is wrong with a corpus that has documents in files of these names."""
    if names:
        return []
    return [_whole_file(FRAMEWORKS, "no-documents", "the corpus has no documents", "add frameworks/ID.yaml")]


@contextmanager
def without_collector() -> Iterator[None]:
    """Put the garbage collector off: reading makes many objects and no cycles, and looking for them costs a fifth."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _read_file(content: Content, name: str, shape: schema.Record, known: Names) -> Outcome:
    label = shown(name, 300)  # no system has longer names
    try:
        return read(label, content(name), shape, known)
    except FileError as problem:
        failed = _whole_file(label, problem.rule, problem.message, problem.hint)
        return Outcome(file=label, value=None, problems=[failed], places=Places.none)


def _whole_file(name: str, rule: str, message: str, hint: str = "") -> Problem:
    return Problem(file=name, line=0, column=0, rule=rule, severity=RULES[rule][0], message=message, hint=hint)


def _names(codebook: Codebook | None, file: Outcome) -> Names:
    """Return the names that documents may use; those whose own record is broken count as known."""
    if codebook is None or any(p.rule in ("bad-id", "alias", "tag") for p in file.problems):
        return {}  # which names stand where something is passed over, nobody knows
    lists: dict[str, Iterable[str]] = {
        "theme": codebook.themes,
        "proposition": codebook.propositions,
        "sector": codebook.sectors,
        "topic": codebook.topics,
    }
    odd = {problem.field for problem in file.problems} | file.meant
    return {
        sort: dict.fromkeys((*names, *file.dropped))
        for sort, names in lists.items()
        if f"{sort}s" not in odd  # the list itself could not be read
    }


def _clashes(files: Iterable[ReadDocument]) -> Iterator[Problem]:
    """Yield what is wrong with documents side by side."""
    read = [(file.document, file.outcome) for file in files if file.document is not None]
    found = clashes(side_of(document, outcome.file) for document, outcome in read)
    for (_, outcome), each in zip(read, found, strict=True):
        yield from placed(outcome, each)


def _file_name(document: Document, file: Outcome) -> Iterator[Finding]:
    right = f"{FRAMEWORKS}/{document.id}.yaml"
    if file.file != right:
        yield Finding("file-name", ("id",), f"the document {document.id} stands in {file.file}", f"rename it {right}")


def placed(file: Outcome, found: list[Finding], severities: dict[str, Severity] | None = None) -> list[Problem]:
    """Return the problems that were found in a file's record, each in its place in the file."""
    if not found:
        return []
    places = file.places()
    ways = [(finding, file.way(finding.path)) for finding in found]
    return [
        located(
            file.file,
            places,
            way,
            places.mark_of(way),
            finding.rule,
            finding.message,
            finding.hint,
            (severities or {}).get(finding.rule),
        )
        for finding, way in ways
        if not (finding.of_whole and way in file.faulty)
    ]
