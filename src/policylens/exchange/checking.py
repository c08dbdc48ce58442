"""Whether an imported corpus is in order, said by the lines of the files from which it came."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from policylens.corpus.checks import Finding, check_document
from policylens.corpus.problems import RULES, Path, Problem, Severity
from policylens.corpus.reading import shown
from policylens.model import Corpus, Document


class Place(NamedTuple):
    """Where something stands in a file."""

    file: str
    line: int
    """From 1."""


@dataclass(frozen=True, kw_only=True)
class Places:
    """Where the records of a corpus came from; what is not in here is told of where it belongs to."""

    documents: dict[str, Place] = field(default_factory=dict)
    """By id."""
    claims: dict[str, Place] = field(default_factory=dict)
    """By id."""
    stances: dict[tuple[str, str], Place] = field(default_factory=dict)
    """By claim and proposition."""
    positions: dict[tuple[str, str], Place] = field(default_factory=dict)
    """By document and proposition."""

    def of(self, document: Document, path: Path) -> Place:
        """Return where that came from to which a path leads in a document."""
        whole = self.documents[document.id]
        match path:
            case ("claims", int(index), "stances", str(proposition), *_):
                claim = document.claims[index].id
                return self.stances.get((claim, proposition)) or self.claims.get(claim, whole)
            case ("claims", int(index), *_):
                return self.claims.get(document.claims[index].id, whole)
            case ("positions", str(proposition), *_):
                return self.positions.get((document.id, proposition), whole)
            case _:
                return whole


def problem(place: Place, rule: str, message: str, hint: str = "", column: str = "") -> Problem:
    """Make a problem of a line, and of a column of it."""
    return Problem(
        file=place.file,
        line=place.line,
        column=0,
        rule=rule,
        severity=RULES[rule][0],
        field=column,
        message=message,
        hint=hint,
    )


def errors(corpus: Corpus, places: Places) -> Iterator[Problem]:
    """Yield what `check` would call an error in documents, each of which is in order by itself."""
    called: dict[str, Document] = {}
    for document in corpus.documents:
        for finding in check_document(document, corpus.codebook, ()):
            if RULES[finding.rule][0] is Severity.ERROR:
                yield _located(finding, places.of(document, finding.path))
        other = called.setdefault(document.name.casefold(), document)
        if other is not document:
            message = f"the document {other.id} is called {shown(document.name)} too"
            hint = "give each document a short_name of its own"
            yield problem(places.documents[document.id], "duplicate-name", message, hint)


def _located(finding: Finding, place: Place) -> Problem:
    return problem(place, finding.rule, finding.message, finding.hint)
