"""What the tests of the index share: corpora in folders, opened from their indexes and held against their files."""

import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import yaml
from written_out import plain_codebook, plain_document

from policylens.analysis.positions import positions_of
from policylens.corpus.loader import Loaded, load
from policylens.corpus.problems import Severity
from policylens.model import Corpus, Document
from policylens.store.index.kept import KeptCorpus
from policylens.store.index.opening import Kept, kept
from policylens.store.index.places import place_of


def index_of(root: Path) -> Path:
    """Return where the tests keep the index of a corpus: in a folder beside it."""
    return place_of(root.parent / "kept", root)


def opened(root: Path) -> Kept | None:
    """Bring the index of a corpus up to date, and return what came of it, with nothing left open."""
    found = kept(index_of(root), root)
    if found is not None and found.corpus is not None:
        found.corpus.close()
    return found


@contextmanager
def corpus_of(root: Path) -> Iterator[KeptCorpus]:
    """Give the corpus out of its index, brought up to date."""
    found = kept(index_of(root), root)
    assert found is not None
    assert found.corpus is not None
    try:
        yield found.corpus
    finally:
        found.corpus.close()


def whole(root: Path) -> Corpus:
    """Return the corpus out of its files, in which nothing is wrong."""
    loaded = load(root)
    assert loaded.corpus is not None
    assert not loaded.errors
    return loaded.corpus


def assert_as_loaded(root: Path) -> None:
    """Assert that what comes out of the index is what comes out of the files."""
    loaded = load(root)
    if loaded.errors or not loaded.files > 1:
        assert_refused(root, loaded)
        return
    with corpus_of(root) as found:
        assert loaded.corpus is not None
        assert_same(found, loaded.corpus)
        assert found.warnings == loaded.warnings


def assert_refused(root: Path, loaded: Loaded) -> None:
    """Assert that there is no corpus in the index either; if it says what is wrong, it says all of it."""
    found = opened(root)
    if found is not None:
        assert found.corpus is None
        told = [problem for problem in found.problems if problem.severity is Severity.ERROR]
        assert told == [problem for problem in loaded.problems if problem.severity is Severity.ERROR]


def assert_same(found: KeptCorpus, right: Corpus) -> None:
    """Assert that a kept corpus is exactly the one that was loaded."""
    assert found.codebook == right.codebook
    assert list(map(told, found.documents)) == [told_of(each, right) for each in right.documents]
    assert found.documents == right.documents
    assert list(found.owners.items()) == list(right.owners.items())
    assert len(found.owners) == len(right.owners)
    assert list(found.claims()) == list(right.claims())
    assert [found.claim(name) for name in right.owners] == [right.claim(name) for name in right.owners]


def told(document: Document) -> Any:
    """Return what a document says of itself, down to the order of mappings."""
    positions = None if document.positions is None else list(document.positions.items())
    settled = None if document.settled is None else list(document.settled.items())
    stances = [(name, list(each.items())) for name, each in document.stances.items()]
    return document.id, document.claim_count, repr(document.coding), positions, stances, settled


def told_of(document: Document, corpus: Corpus) -> Any:
    """Return the same of a document that was loaded, with the stances of its positions worked out."""
    settled = [(name, each.stance) for name, each in positions_of(document, corpus.codebook).items()]
    return (*told(document)[:-1], settled)


def write(root: Path, corpus: Corpus) -> Path:
    """Write a corpus to a folder, in place of any other."""
    folder = root / "frameworks"
    folder.mkdir(parents=True, exist_ok=True)
    _write(root / "codebook.yaml", plain_codebook(corpus.codebook))
    for path in folder.iterdir():
        path.unlink()
    for document in corpus.documents:
        _write(folder / f"{document.id}.yaml", plain_document(document))
    return root


def _write(path: Path, record: Mapping[str, Any]) -> None:
    path.write_text(yaml.safe_dump(record, sort_keys=False), encoding="utf-8")


def file_of(root: Path, name: str) -> Path:
    """Return where a document stands."""
    return root / "frameworks" / f"{name}.yaml"


def edit(root: Path, name: str, old: str, new: str) -> None:
    """Put a text in another's place in a document."""
    path = file_of(root, name)
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


_listening: list[Callable[[str], object]] = []


def _hear(event: str, arguments: tuple[Any, ...]) -> None:
    if event == "open":
        for listener in tuple(_listening):
            listener(str(arguments[0]))


sys.addaudithook(_hear)  # which cannot be taken away again


@contextmanager
def heard(listener: Callable[[str], object]) -> Iterator[None]:
    """Call the listener with the path of each file that this process is about to open."""
    _listening.append(listener)
    try:
        yield
    finally:
        _listening.remove(listener)


@contextmanager
def files_read(root: Path) -> Iterator[list[str]]:
    """Give a list that grows by the name of each file of a corpus that this process opens."""
    found: list[str] = []

    def listen(path: str) -> None:
        if path.startswith(f"{root}/"):
            found.append(path.removeprefix(f"{root}/").removeprefix("frameworks/"))

    with heard(listen):
        yield found
