"""Which files a corpus folder has."""

import os
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
    return sorted(name for name in names if name.lower().endswith((".yaml", ".yml")) and not name.startswith("."))


def files(root: Path) -> list[Path]:
    """Return the files of the corpus, those that could not be read among them. Raises PolicylensError as above."""
    return [root / CODEBOOK, *(root / FRAMEWORKS / name for name in document_files(root))]
