"""Finding and opening one of several versions of a corpus: a folder, or a git revision of one."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from policylens.analysis.change import Version
from policylens.cli.corpus import folder_of, open_corpus
from policylens.corpus.folder import file_names, files
from policylens.errors import PolicylensError

if TYPE_CHECKING:
    from policylens.model import Corpus
    from policylens.store.repository import Repository
    from policylens.store.revision import Revision


class Commit(NamedTuple):
    """A revision of a corpus, settled: what its name stands for later makes no difference."""

    repository: "Repository"
    name: str
    """As the user named it."""
    id: str


class Found(NamedTuple):
    """Where one version of a corpus is."""

    root: Path | None
    """The corpus' folder; None for the bundled corpus."""
    commit: Commit | None
    """The revision of it; None for the folder as it is now."""
    version: Version

    @property
    def inputs(self) -> Sequence[Path]:
        """The files that are read, or that were once and still are there. Raises PolicylensError if it is no corpus."""
        try:
            return files(folder_of(self.root))
        except PolicylensError:
            if self.commit is None:
                raise
            return ()


def find(word: str | None, corpus: Path | None) -> Found:
    """Return what a word names: a folder that is there, or else a revision of the corpus; without one, the corpus.

    Raises PolicylensError if it is both a folder and a revision, or neither.
    """
    if word is None:
        return Found(corpus, None, Version(str(corpus) if corpus else "the bundled corpus"))
    if not word.strip():
        raise PolicylensError("an empty name is neither a folder nor a revision", "name one, such as HEAD~1")
    explicit = word.startswith((".", "/", "~")) or word.endswith("/") or Path(word).is_absolute()
    if _is_folder(Path(word)):
        if not explicit and _is_revision(word, corpus):
            hint = f"write ./{word} for the folder, {word}^{{commit}} for the revision"
            raise PolicylensError(f"{word} is a folder, and a revision of the corpus too", hint)
        return Found(Path(word), None, Version(word))
    if explicit:
        raise PolicylensError(f"there is no folder {word}", "name a corpus folder or a revision")
    if not _is_folder(folder_of(corpus)):
        raise PolicylensError(f"there is no folder {corpus}", "--corpus names the folder whose revisions are meant")
    try:
        commit = _commit(word, corpus)
    except PolicylensError as error:
        hint = error.hint if corpus else f"{error.hint}; without --corpus, revisions are those of the bundled corpus"
        raise PolicylensError(f"there is no folder {word}, and {error.message}", hint) from None
    return Found(corpus, commit, Version(word, commit.id))


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:  # such as a name that is too long for one
        return False


def _is_revision(word: str, corpus: Path | None) -> bool:
    try:
        _commit(word, corpus)
    except PolicylensError:
        return False
    return True


def _commit(word: str, corpus: Path | None) -> Commit:
    from policylens.store.repository import commit_of, repository_of

    repository = repository_of(folder_of(corpus))
    return Commit(repository, word, commit_of(repository, word))


class OpenedVersion(NamedTuple):
    """A version of a corpus without errors."""

    corpus: "Corpus"
    warnings: int
    """How many warnings there are in the data of a folder; of what is past there are none."""


def open_version(found: Found, *, cached: bool) -> OpenedVersion:
    """Read a version of a corpus, or take it from its snapshot. Raises PolicylensError if there is an error in it."""
    if found.commit is None:
        opened = open_corpus(found.root, cached=cached)
        return OpenedVersion(opened.corpus, opened.warnings)
    from policylens.store.revision import corpus_at

    revision = corpus_at(*found.commit)
    read = _kept if cached else _read
    return OpenedVersion(read(revision, folder_of(found.root)), 0)


def _kept(revision: "Revision", root: Path) -> "Corpus":
    from policylens.store import snapshot
    from policylens.store.cache import corpora, folder
    from policylens.store.fingerprint import digest, of_contents

    place = folder()
    if place is None:
        return _read(revision, root)
    files_key = snapshot.key(of_contents(file_names(revision.documents), revision.content), bundled=False)
    key = digest([b"a revision", files_key.encode()])  # whose warnings nobody is told of, as they are of a folder's
    corpus = snapshot.find(key, [corpora(place)])
    if corpus is None:
        corpus = _read(revision, root)
        corpora(place).put(key, snapshot.write(corpus))
    return corpus


def _read(revision: "Revision", root: Path) -> "Corpus":
    """Read a corpus at a revision. Raises PolicylensError, with git's name of the place, if there is an error in it."""
    from policylens.corpus.loader import load_from

    loaded = load_from(root, revision.documents, revision.content)
    if loaded.corpus is not None and not loaded.errors:
        return loaded.corpus
    first = next(problem for problem in loaded.problems if problem.severity == "error")
    where = f":{first.line}:{first.column}" if first.line else ""
    rest = f", and {loaded.errors - 1} more" if loaded.errors > 1 else ""
    message = f"there are errors in the data: {revision.place(first.file)}{where}: {first.message}{rest}"
    raise PolicylensError(message, first.hint or "compare with a revision in which the data was in order")
