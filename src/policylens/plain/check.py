"""What a check found, as plain data."""

from policylens.corpus.census import Census
from policylens.plain.writing import Object, to_csv

PROBLEM_COLUMNS = "file line column severity rule claim field message hint".split()


def check_object(census: Census) -> Object:
    """Return every problem and what was checked."""
    return {
        "files": census.files,
        "documents": census.size.documents if census.size else 0,
        "claims": census.size.claims if census.size else 0,
        "errors": census.errors,
        "warnings": census.warnings,
        "problems": [{name: getattr(problem, name) for name in PROBLEM_COLUMNS} for problem in census.problems],
    }


def check_csv(census: Census) -> str:
    """Return a row a problem."""
    return to_csv(PROBLEM_COLUMNS, check_object(census)["problems"])
