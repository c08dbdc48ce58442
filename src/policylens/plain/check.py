"""What a check found, as plain data."""

from policylens.corpus.loader import Loaded
from policylens.plain.writing import Object, to_csv

PROBLEM_COLUMNS = "file line column severity rule claim field message hint".split()


def check_object(loaded: Loaded) -> Object:
    """Return every problem and what was checked."""
    corpus = loaded.corpus
    return {
        "files": loaded.files,
        "documents": len(corpus.documents) if corpus else 0,
        "claims": sum(len(document.claims) for document in corpus.documents) if corpus else 0,
        "errors": loaded.errors,
        "warnings": loaded.warnings,
        "problems": [{name: getattr(problem, name) for name in PROBLEM_COLUMNS} for problem in loaded.problems],
    }


def check_csv(loaded: Loaded) -> str:
    """Return a row a problem."""
    return to_csv(PROBLEM_COLUMNS, check_object(loaded)["problems"])
