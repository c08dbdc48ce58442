"""Which files a corpus folder has."""

import os
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from policylens.errors import PolicylensError

CODEBOOK: Final = "codebook.yaml"
FRAMEWORKS: Final = "frameworks"


def document_files(root: Path) -> list[str]:
    """Return the names of the files in `frameworks/` that hold documents, in order.

    Raises PolicylensError if `root` is no corpus or cannot be read.
    """
    try:
        there = root.is_dir()
    except OSError as error:
        raise PolicylensError(f"the folder {root} cannot be read: {error.strerror}") from None
    if not there:
        raise PolicylensError(f"there is no folder {root}", "name a folder that holds codebook.yaml and frameworks/")
    if not os.path.lexists(root / CODEBOOK):
        raise PolicylensError(f"{root} is no corpus: it has no {CODEBOOK}", "a corpus is codebook.yaml and frameworks/")
    folder = root / FRAMEWORKS
    if not os.path.lexists(folder):
        return []
    try:
        names = os.listdir(folder)
    except OSError as error:
        raise PolicylensError(f"the folder {folder} cannot be read: {error.strerror}") from None
    return documents_among(names)


def documents_among(names: Iterable[str]) -> list[str]:
    """Return those of the names in `frameworks/` that are of files with documents, in order."""
    return sorted(name for name in names if name.lower().endswith((".yaml", ".yml")) and not name.startswith("."))


def file_names(documents: Iterable[str]) -> list[str]:
    """Return the names of all files of a corpus, relative to its folder, from those of its documents' files."""
    return [CODEBOOK, *(f"{FRAMEWORKS}/{name}" for name in documents)]


def files(root: Path) -> list[Path]:
    """Return the files of the corpus, those that could not be read among them. Raises PolicylensError as above."""
    return [root / name for name in file_names(document_files(root))]
