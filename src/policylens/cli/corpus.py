"""Opening the corpus that a command reads."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from policylens import resources
from policylens.errors import PolicylensError

if TYPE_CHECKING:
    from policylens.corpus.loader import Loaded
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


def open_corpus(folder: Path | None, *, cached: bool = True) -> Opened:
    """Read the corpus in `folder`, or the bundled one, from its snapshot if there is one.

    Raises PolicylensError if there is an error in its data.
    """
    return _kept_corpus(folder) if cached else _read_anew(folder)


def _kept_corpus(folder: Path | None) -> Opened:
    from policylens.store import snapshot
    from policylens.store.cache import Cache, corpora
    from policylens.store.cache import folder as cache_folder
    from policylens.store.fingerprint import of_corpus

    root = folder_of(folder)
    before = of_corpus(root)
    key = snapshot.key(before, bundled=is_bundled(folder))
    place = cache_folder()
    users = [corpora(place)] if place else []
    corpus = snapshot.find(key, [Cache(resources.prepared(), 1), *users])
    if corpus is not None:
        return Opened(corpus, root, 0)
    opened = _read_anew(folder)
    if users and not opened.warnings and of_corpus(root) == before:  # else a file changed while it was read
        users[0].put(key, snapshot.write(opened.corpus))
    return opened


def _read_anew(folder: Path | None) -> Opened:
    loaded = read_corpus(folder)
    if loaded.corpus is None or loaded.errors:
        first = next(problem for problem in loaded.problems if problem.severity == "error")
        where = f"{first.file}:{first.line}" if first.line else first.file
        rest = f", and {loaded.errors - 1} more" if loaded.errors > 1 else ""
        raise PolicylensError(
            f"there are errors in the data: {where}: {first.message}{rest}", f"{check_command(folder)} lists them all"
        )
    return Opened(loaded.corpus, loaded.root, loaded.warnings)


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
