"""The readers' copies of the documents that a command looks at: in a folder that is named, or kept by `sources add`."""

import json
import os
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from policylens.cli.corpus import Opened, is_bundled
from policylens.cli.output import say
from policylens.errors import PolicylensError

if TYPE_CHECKING:
    from policylens.evidence.report import Checked
    from policylens.evidence.source import Source
    from policylens.store.copies import Copies

SUFFIXES = (".pdf", ".txt", ".html", ".htm", ".docx", ".md", ".markdown")
"""The endings of the files in a folder of texts; a document's first one counts."""


def copies_of(opened: Opened) -> "Copies":
    """Return the copies that the user has given of this corpus' documents. Raises PolicylensError without a home."""
    from policylens.store import copies

    place = copies.folder()
    if place is None:
        raise PolicylensError("there is no home folder to keep texts in", "name a folder of texts with --sources")
    return copies.of_corpus(place, None if is_bundled(opened.root) else opened.root)


def reader(opened: Opened, folder: Path | None, documents: Sequence[str]) -> "Callable[[str], Source | None]":
    """Return how the copies of these documents are read: from `folder` if one is named, else from those that are kept.

    Says of which of them the folder has several. Raises PolicylensError if the folder is not there; what is returned
    raises it if a copy cannot be read.
    """
    if folder is None:
        from policylens.store import copies

        return copies_of(opened).get if copies.folder() else lambda _: None
    if not folder.is_dir():
        raise PolicylensError(
            f"there is no folder {folder}", "name a folder with the documents' texts: ID.pdf, ID.txt, ID.html ..."
        )
    _tell_of_several(folder, documents)
    return lambda document: _in_folder(folder, document)


def _in_folder(folder: Path, document: str) -> "Source | None":
    found = _files_of(folder, document)
    return extracted(found[0]) if found else None


def _files_of(folder: Path, document: str) -> list[Path]:
    """Return the files in a folder that are called after a document; the first one counts."""
    return [path for suffix in SUFFIXES if (path := folder / f"{document}{suffix}").exists()]


MOST_TOLD = 3
"""Of so many documents it is said by name which of several copies is read."""


def _tell_of_several(folder: Path, documents: Sequence[str]) -> None:
    """Say on one line which copy is read of the documents of which a folder has several, if there are such."""
    several = [files for document in documents if len(files := _files_of(folder, document)) > 1]
    if not several:
        return
    told = [f"{first.name}, not {' or '.join(path.name for path in rest)}" for first, *rest in several[:MOST_TOLD]]
    if len(several) > MOST_TOLD:
        told.append(f"and so with {len(several) - MOST_TOLD} more")
    say(f"policylens: of several copies in {folder} one is read: {'; '.join(told)}")


def all_checked(opened: Opened, folder: Path | None) -> "tuple[list[Checked], list[PolicylensError]]":
    """Hold the evidence of all documents against their copies; return why copies cannot be read, too.

    Raises PolicylensError if that is all of them.
    """
    from policylens.evidence.report import check

    read = reader(opened, folder, [document.id for document in opened.corpus.documents])
    checked: list[Checked] = []
    refused: list[PolicylensError] = []
    for document in opened.corpus.documents:
        try:
            checked.append(check(document, read(document.id)))
        except PolicylensError as error:
            refused.append(error)
            checked.append(check(document, None)._replace(unread=True))
    if refused and all(each.copy is None for each in checked):
        raise refused[0]
    return checked, refused


def tell(refused: "Sequence[PolicylensError]") -> None:
    """Say which copies cannot be read, once the others have been told of. Raises the last of these errors."""
    for error in refused[:-1]:
        say(f"policylens: {error.message}")
    if refused:
        raise refused[-1]


_QUICK = (".txt", ".md", ".markdown")
"""The endings of files whose text is as quickly read from them as from a cache."""


def extracted(path: Path, *, cached: bool = True) -> "Source":
    """Return the text of a file, from the cache if the same was read before and may be kept.

    Raises PolicylensError if it has none that can be read.
    """
    from policylens.evidence.extract import extract

    key = _key(path) if cached and path.suffix.lower() not in _QUICK else ""
    if not key:
        return extract(path)
    from policylens.evidence.source import from_plain, to_plain
    from policylens.store.cache import folder, texts

    place = folder()
    if place is None:
        return extract(path)
    with suppress(ValueError, KeyError, TypeError, RecursionError):
        return from_plain(json.loads(texts(place).get(key) or b""))
    source = extract(path)
    texts(place).put(key, json.dumps(to_plain(source)).encode())
    return source


def _key(path: Path) -> str:
    """Return the key under which the text of a file is kept; "" if it cannot be read."""
    from hashlib import file_digest

    from policylens.store.fingerprint import digest, of_program

    if not path.is_file():  # a pipe would be empty afterwards
        return ""
    try:
        with path.open("rb") as file:
            content = file_digest(file, "blake2b").digest()
    except OSError:
        return ""
    return digest([content, os.fsencode(path.name), of_program().encode()])
