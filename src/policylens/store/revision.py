"""A corpus as it was at a revision: its files taken out of git, and out of no folder."""

from collections.abc import Iterator, Mapping
from typing import Final, NamedTuple

from policylens.corpus.files import MAX_BYTES, FileError, irregular, too_large
from policylens.corpus.folder import CODEBOOK, FRAMEWORKS, documents_among, file_names
from policylens.errors import PolicylensError
from policylens.store.repository import Item, Repository, contents, listing, sizes

MOST_BYTES: Final = 256 * 1024 * 1024
"""How large the files of a corpus may be together."""

SHORT: Final = 7
"""So many characters of a commit's id are shown."""


class Revision(NamedTuple):
    """The files of a corpus at a commit."""

    name: str
    """What the user called it: HEAD~1, main ..."""
    commit: str
    """The id of the commit that this was when it was asked for."""
    prefix: str
    """Where the corpus stands in the repository, with a slash at the end; "" for the top."""
    documents: tuple[str, ...]
    """The names of the files in `frameworks/` that hold documents, in order."""
    files: Mapping[str, bytes | FileError]
    """What is in each file, or why that cannot be had."""

    def content(self, name: str) -> bytes:
        """Return what is in a file. Raises FileError if that cannot be had."""
        found = self.files[name]
        if isinstance(found, FileError):
            raise found
        return found

    def place(self, name: str) -> str:
        """Return how git calls a file at the revision: `HEAD~1:my-corpus/codebook.yaml`."""
        return f"{self.name}:{self.prefix}{name}"


def corpus_at(repository: Repository, name: str, commit: str) -> Revision:
    """Return the files of the corpus in the repository's folder as they were at a commit, which `name` names.

    Raises PolicylensError if there was no such folder, or it was no corpus; a file that cannot be had is in the result.
    """
    at = f"{name} ({commit[:SHORT]})"
    folder = repository.prefix.rstrip("/") or "the top of the repository"
    there = listing(repository, f"{commit}:{repository.prefix.rstrip('/')}")
    if there is None:
        hint = "it had not been committed, or stood elsewhere: then check that revision out and name its folder"
        raise PolicylensError(f"at {at} there is no folder {folder}", hint)
    if CODEBOOK not in there:
        hint = "a corpus is codebook.yaml and frameworks/; --corpus names its folder"
        raise PolicylensError(f"at {at}, {folder} is no corpus: it has no {CODEBOOK}", hint)
    inside = _inside(repository, there.get(FRAMEWORKS), at)
    documents = documents_among(inside)
    items = {CODEBOOK: there[CODEBOOK]} | {f"{FRAMEWORKS}/{each}": inside[each] for each in documents}
    files = dict(_files(repository, {file: items[file] for file in file_names(documents)}, at))
    return Revision(name, commit, repository.prefix, tuple(documents), files)


def _inside(repository: Repository, frameworks: Item | None, at: str) -> dict[str, Item]:
    if frameworks is None:
        return {}
    found = listing(repository, frameworks.id) if frameworks.is_folder else None
    if found is None:
        where = f"{repository.prefix}{FRAMEWORKS}"
        raise PolicylensError(f"at {at}, {where} is no folder", "links and submodules are not followed in a revision")
    return found


def _files(repository: Repository, items: Mapping[str, Item], at: str) -> Iterator[tuple[str, bytes | FileError]]:
    """Yield what is in each file, or why that cannot be had."""
    there = sizes(repository, [item.id for item in items.values() if item.is_file])
    wanted = {id_: size for id_, size in there.items() if size <= MAX_BYTES}
    if sum(wanted.values()) > MOST_BYTES:
        raise PolicylensError(f"at {at}, the corpus is larger than {MOST_BYTES // 1024 // 1024} MB", "split it up")
    found = contents(repository, wanted) if wanted else {}
    for name, item in items.items():
        if not item.is_file:
            yield name, irregular()
        elif item.id in found:
            yield name, found[item.id]
        else:
            hint = "this is a partial clone: checking that revision out fetches its files"
            missing = FileError("unreadable", "git does not have the file's content", hint)
            yield name, too_large() if item.id in there else missing
