"""What a git repository has of a folder: its commits by name, and the files of each."""

import os
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final, NamedTuple

from policylens.corpus.reading import nearest
from policylens.errors import PolicylensError
from policylens.store.git import answer, ask, no_repository, output

MOST_NAMES: Final = 5000
"""Among so many branches and tags the one is looked for that may have been meant."""

_COMMIT: Final = re.compile(rb"([0-9a-f]{40}|[0-9a-f]{64}) commit [0-9]+\n")
_REFS: Final = re.compile(r"refs/(?:heads|tags|remotes)/")


class Repository(NamedTuple):
    """A folder in the working tree of a git repository."""

    folder: Path
    prefix: str
    """Where it stands in there, with a slash at the end; "" for the top."""


class Item(NamedTuple):
    """Something in a folder, as a commit has it."""

    mode: str
    id: str
    """The object's."""

    @property
    def is_file(self) -> bool:
        """Whether it is a regular file: no folder, symbolic link or repository within the repository."""
        return self.mode.startswith("100")

    @property
    def is_folder(self) -> bool:
        """Whether it is a folder."""
        return self.mode == "040000"


def repository_of(folder: Path) -> Repository:
    """Return the repository in whose working tree the folder stands.

    Raises PolicylensError if it stands in none, git is not there, or git does not trust the repository.
    """
    lines = answer(folder, ["rev-parse", "--is-inside-work-tree", "--show-prefix"])
    inside, _, prefix = lines.partition(b"\n")
    if inside != b"true":
        raise no_repository(folder)
    return Repository(folder, os.fsdecode(prefix.removesuffix(b"\n")))


def commit_of(repository: Repository, revision: str) -> str:
    """Return the id of the commit that a revision names: a branch, a tag, a commit's id, HEAD~1 ...

    Raises PolicylensError, with the name that may have been meant, if it names none.
    """
    _refuse_other_than_a_revision(revision)
    asked = os.fsencode(revision) + b"^{commit}\n"
    ended = ask(repository.folder, ["cat-file", "--batch-check"], asked)
    commit = _COMMIT.fullmatch(output(repository.folder, ended))
    if commit is None:
        what = "several commits" if b"is ambiguous" in ended.complaint else "no revision"
        message = f"{revision} names {what} of the repository in {repository.folder}"
        raise PolicylensError(message, _meant(repository, revision))
    return commit[1].decode()


def _refuse_other_than_a_revision(revision: str) -> None:
    hint = "write a commit, a branch or a tag, such as HEAD~1"
    if not revision.strip():
        raise PolicylensError("a revision has a name", hint)
    if not revision.isprintable():
        raise PolicylensError("the name of a revision has no control characters or odd blanks", hint)
    if revision.startswith("-"):
        raise PolicylensError(f"{revision} is no revision: none begins with a hyphen", hint)
    if ".." in revision:
        ends = [end or "HEAD" for end in re.split(r"\.{2,}", revision, maxsplit=1)]
        raise PolicylensError(f"{revision} is a range", f"name its two ends apart: {' '.join(ends)}")
    if ":" in revision:
        raise PolicylensError(f"{revision} names a file or a message, not a revision", hint)


def _meant(repository: Repository, revision: str) -> str:
    """Say which revision may have been meant, or else why it may not be there."""
    asked = ["for-each-ref", f"--count={MOST_NAMES}", "--format=%(refname)"]
    names = os.fsdecode(answer(repository.folder, asked)).splitlines()
    near = nearest(revision, [_REFS.sub("", name, count=1) for name in names])
    if near:
        return f"did you mean {near[0]}?"
    if answer(repository.folder, ["rev-parse", "--is-shallow-repository"]) == b"true\n":
        return "this is a shallow clone; `git fetch --unshallow` gets the rest of its history"
    return "`git log --oneline` and `git branch --all` list what there is"


def listing(repository: Repository, tree: str) -> dict[str, Item] | None:
    """Return what is in a folder by name, or None if there is no such folder.

    `tree` is an id of a tree, or the id of a commit, a colon and a path. Raises PolicylensError if git cannot say.
    """
    ended = ask(repository.folder, ["ls-tree", "-z", "--full-tree", tree])
    if ended.code and (b"Not a valid object name" in ended.complaint or b"not a tree object" in ended.complaint):
        return None
    lines = output(repository.folder, ended).split(b"\0")[:-1]
    found = {}
    for line in lines:
        about, _, name = line.partition(b"\t")
        mode, _, id_ = about.decode().split(" ")
        found[os.fsdecode(name)] = Item(mode, id_)
    return found


def sizes(repository: Repository, ids: Sequence[str]) -> dict[str, int]:
    """Return how large the files of these ids are, in bytes; those that are missing are left out."""
    told = answer(repository.folder, ["cat-file", "--batch-check"], _lines(ids))
    found = (line.split() for line in told.decode("ascii", "replace").splitlines())
    return {line[0]: int(line[2]) for line in found if line[1:2] == ["blob"]}


def contents(repository: Repository, expected: Mapping[str, int]) -> dict[str, bytes]:
    """Return the content of files by their ids, given these and the sizes: as it is kept, run through no filter.

    Raises PolicylensError if git has no longer what it had.
    """
    most = sum(expected.values()) + 100 * len(expected)
    told = answer(repository.folder, ["cat-file", "--batch"], _lines(list(expected)), most)
    found, at = {}, 0
    for id_, size in expected.items():
        head = f"{id_} blob {size}\n".encode()
        if not told.startswith(head, at):
            raise PolicylensError(f"the repository in {repository.folder} has changed while it was read", "try again")
        at += len(head)
        found[id_] = told[at : at + size]
        at += size + 1
    return found


def _lines(ids: Sequence[str]) -> bytes:
    return "".join(f"{id_}\n" for id_ in ids).encode()
