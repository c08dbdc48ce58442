"""Opening the corpus that a command reads."""

from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from contextvars import ContextVar
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from policylens import resources
from policylens.errors import PolicylensError

if TYPE_CHECKING:
    from policylens.corpus.loader import Loaded
    from policylens.corpus.problems import Problem
    from policylens.model import Corpus


class Opened(NamedTuple):
    """A corpus without errors."""

    corpus: "Corpus"
    root: Path
    """Its folder."""
    warnings: int
    """How many warnings there are in its data."""


def folder_of(folder: Path | None) -> Path:
    """Return the folder of the corpus that is asked for: `folder`, or the bundled one."""
    return resources.data() if folder is None else folder


def read_corpus(folder: Path | None) -> "Loaded":
    """Read the corpus in `folder`, or the bundled one, with all its problems."""
    from policylens.corpus.loader import load

    return load(folder_of(folder), bundled=is_bundled(folder))


def with_codebook(folder: Path) -> "Loaded":
    """Read the corpus in `folder`; documents may be wrong. Raises PolicylensError if its codebook cannot be read."""
    loaded = read_corpus(folder)
    if loaded.corpus is None:
        first = next(problem for problem in loaded.problems if problem.severity == "error")
        where = f"{first.file}:{first.line}" if first.line else first.file
        message = f"the codebook cannot be read: {where}: {first.message}"
        raise PolicylensError(message, f"{check_command(folder)} lists what is wrong")
    return loaded


def is_bundled(folder: Path | None) -> bool:
    """Return whether the folder is that of the bundled corpus, which None stands for."""
    if folder is None:
        return True
    try:
        return folder.samefile(resources.data())
    except OSError:  # it is not there, or closed to the user: reading says which
        return False


_distrusted: ContextVar[bool] = ContextVar("_distrusted", default=False)


@contextmanager
def without_indexes() -> Iterator[None]:
    """Meanwhile read corpora without their indexes."""
    before = _distrusted.set(True)
    try:
        yield
    finally:
        _distrusted.reset(before)


_open: Final = ExitStack()
"""Closes the indexes that are open."""


def close_indexes() -> None:
    """Let go of all corpora that have been opened: nothing more can be read of them."""
    _open.close()


def open_corpus(folder: Path | None, *, cached: bool = True) -> Opened:
    """Read the corpus in `folder`, or the bundled one, from what is kept of it if that may be.

    Raises PolicylensError if there is an error in its data; DamagedError may be raised by what reads on in the corpus.
    """
    return _kept_corpus(folder) if cached else _read_anew(folder)


def _kept_corpus(folder: Path | None) -> Opened:
    root = folder_of(folder)
    bundled = is_bundled(folder)
    corpus = _prepared(root) if bundled else None
    if corpus is not None:
        return Opened(corpus, root, 0)
    indexed = None if _distrusted.get() else _indexed(folder, root, bundled=bundled)
    return indexed or _read_anew(folder)


def make_index(folder: Path) -> None:
    """Make the index of the corpus in a folder, where there can be one.

    Raises PolicylensError if there is an error in its data.
    """
    if not _distrusted.get():
        _indexed(folder, folder, bundled=False)


def _prepared(root: Path) -> "Corpus | None":
    """Return the bundled corpus as it was when policylens was installed; None if its files have changed since."""
    from policylens.store import snapshot
    from policylens.store.cache import Cache
    from policylens.store.fingerprint import of_corpus

    return snapshot.find(snapshot.key(of_corpus(root), bundled=True), [Cache(resources.prepared(), 1)])


def _indexed(folder: Path | None, root: Path, *, bundled: bool) -> Opened | None:
    """Return the corpus out of its index, brought up to date; None where there cannot be one."""
    from policylens.cli.progress import progress
    from policylens.store.cache import folder as cache_folder
    from policylens.store.index.opening import kept
    from policylens.store.index.places import place_of

    place = cache_folder()
    found = kept(place_of(place, root, bundled=bundled), root, bundled=bundled, watching=progress) if place else None
    if found is None:
        return None
    if found.corpus is None:
        raise _wrong(found.problems, folder)
    _open.callback(found.corpus.close)
    return Opened(found.corpus, root, found.corpus.warnings)


def _read_anew(folder: Path | None) -> Opened:
    loaded = read_corpus(folder)
    if loaded.corpus is None or loaded.errors:
        raise _wrong(loaded.problems, folder)
    return Opened(loaded.corpus, loaded.root, loaded.warnings)


def _wrong(problems: "Sequence[Problem]", folder: Path | None) -> PolicylensError:
    """Return the error that there are errors in the data."""
    errors = [problem for problem in problems if problem.severity == "error"]
    first = errors[0]
    where = f"{first.file}:{first.line}" if first.line else first.file
    rest = f", and {len(errors) - 1} more" if len(errors) > 1 else ""
    return PolicylensError(
        f"there are errors in the data: {where}: {first.message}{rest}", f"{check_command(folder)} lists them all"
    )


def chosen_documents(
    corpus: "Corpus", named: Sequence[str] | None, conditions: Sequence[str] | None
) -> tuple[str, ...]:
    """Return the ids of the documents that are named, or of all, as far as they meet the conditions of `--where`.

    Raises PolicylensError if a name or a condition is not understood, or nothing is left.
    """
    from policylens.analysis.names import documents

    chosen = documents(corpus, named)
    if not conditions:
        return chosen
    from policylens.analysis.attributes import where

    return where(corpus, conditions, chosen)


def check_command(folder: Path | None) -> str:
    """Return the command that lists the problems of a corpus."""
    return "`policylens check" + (f" --corpus {folder}" if folder else "") + "`"
