"""Opening the corpus that a command reads."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from policylens import resources
from policylens.errors import PolicylensError

if TYPE_CHECKING:
    from policylens.corpus.loader import Loaded
    from policylens.model import Corpus


@dataclass(frozen=True, kw_only=True)
class Opened:
    """A corpus without errors, and how it was read."""

    corpus: "Corpus"
    loaded: "Loaded"


def read_corpus(folder: Path | None) -> "Loaded":
    """Read the corpus in `folder`, or the bundled one, with all its problems."""
    from policylens.corpus.loader import load

    if folder is None:
        return load(resources.data(), bundled=True)
    try:
        bundled = folder.samefile(resources.data())
    except OSError:  # it is not there, or closed to the user: `load` says which
        bundled = False
    return load(folder, bundled=bundled)


def open_corpus(folder: Path | None) -> Opened:
    """Read the corpus in `folder`, or the bundled one. Raises PolicylensError if there is an error in its data."""
    loaded = read_corpus(folder)
    if loaded.corpus is None or loaded.errors:
        first = next(problem for problem in loaded.problems if problem.severity == "error")
        where = f"{first.file}:{first.line}" if first.line else first.file
        rest = f", and {loaded.errors - 1} more" if loaded.errors > 1 else ""
        raise PolicylensError(
            f"there are errors in the data: {where}: {first.message}{rest}", f"{check_command(folder)} lists them all"
        )
    return Opened(corpus=loaded.corpus, loaded=loaded)


def check_command(folder: Path | None) -> str:
    """Return the command that lists the problems of a corpus."""
    return "`policylens check" + (f" --corpus {folder}" if folder else "") + "`"
