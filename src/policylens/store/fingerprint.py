"""Digests by which what is kept is found again: of a corpus' files, and of the program's."""

import os
from collections.abc import Callable, Iterable, Iterator
from hashlib import blake2b
from pathlib import Path

from policylens import __version__, resources
from policylens.corpus.files import FileError, read_bytes
from policylens.corpus.folder import document_files, file_names

_RECORDS = (
    "model.py",
    "kinds.py",
    "analysis/positions.py",
    "store/snapshot.py",
    "store/index/[!.]*.py",
    "corpus/[!.]*.py",
)
"""The modules that say what the records of a corpus are, how they are read, and how they are kept."""


def digest(parts: Iterable[bytes]) -> str:
    """Return a digest of some parts in their order: a name for a file, the same on every machine."""
    told = b"".join([piece for part in parts for piece in (len(part).to_bytes(8, "big"), part)])
    return blake2b(told, digest_size=20).hexdigest()


def of_corpus(root: Path) -> str:
    """Return a digest of the content of a corpus' files. Raises PolicylensError if the folder is no corpus."""
    return of_contents(file_names(document_files(root)), lambda name: read_bytes(root / name))


def of_contents(names: Iterable[str], content: Callable[[str], bytes]) -> str:
    """Return the same of files of these names, wherever they are: `content` returns what is in one of them."""
    return of_files((name, of_file(name, content)) for name in names)


def of_files(files: Iterable[tuple[str, bytes]]) -> str:
    """Return the same from the names of files and what `of_file` returns of each."""
    return digest(part for name, found in files for part in (os.fsencode(name), found))


def of_file(name: str, content: Callable[[str], bytes]) -> bytes:
    """Return a digest of what is in a file, or of why that cannot be had."""
    try:
        return blake2b(content(name), digest_size=20).digest()
    except FileError as error:
        return error.message.encode("utf-8", "surrogateescape")


def of_program() -> str:
    """Return a digest of the program's version, and of the names, sizes and times of its files."""
    return digest([__version__.encode(), *_files_of_program()])


def _files_of_program() -> Iterator[bytes]:
    waiting = [resources.package(), resources.templates()]
    while waiting:
        with os.scandir(waiting.pop()) as there:
            for entry in sorted(there, key=lambda each: each.name):
                if entry.is_file():
                    about = entry.stat()
                    yield f"{entry.name} {about.st_size} {about.st_mtime_ns}".encode()
                elif entry.is_dir() and entry.name not in ("__pycache__", "shipped", "prepared"):
                    waiting.append(Path(entry))


def of_records() -> str:
    """Return a digest of the modules that make the records of a corpus: the same on every machine."""
    modules = (module for name in _RECORDS for module in sorted(resources.package().glob(name)))
    return digest(part for module in modules for part in (module.name.encode(), module.read_bytes()))
