"""What can be wrong with the data: the rules, and problems as values."""

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Self


class Severity(StrEnum):
    """Whether a problem stops the commands that read a corpus."""

    ERROR = "error"
    WARNING = "warning"


RULES: dict[str, tuple[Severity, str]] = {
    # the file
    "unreadable": (Severity.ERROR, "A file cannot be read, or is not a regular file."),
    "too-large": (Severity.ERROR, "A file is larger than 16 MB."),
    "not-utf8": (Severity.ERROR, "A file is not UTF-8 text."),
    "file-name": (Severity.ERROR, "A document's file is not called after its id, or does not end in .yaml."),
    "no-documents": (Severity.WARNING, "The corpus has no documents."),
    # YAML
    "syntax": (Severity.ERROR, "The file is not well-formed YAML."),
    "too-deep": (Severity.ERROR, "Values are nested more than 32 levels deep."),
    "several-yaml-documents": (Severity.ERROR, "A file holds more than one YAML document."),
    "alias": (Severity.ERROR, "An anchor (&) or alias (*) of YAML is used."),
    "tag": (Severity.ERROR, "A type tag (!) of YAML is used."),
    "duplicate-key": (Severity.ERROR, "A key stands twice in one mapping."),
    # the schema
    "format": (Severity.ERROR, "The format version is not one that this program reads."),
    "unknown-key": (Severity.ERROR, "A key is not one that the record has."),
    "missing-key": (Severity.ERROR, "A required key is missing."),
    "wrong-type": (Severity.ERROR, "A text, list or mapping stands where another is expected."),
    "empty": (Severity.ERROR, "A value is empty."),
    "not-a-number": (Severity.ERROR, "A value should be a whole number."),
    "out-of-range": (Severity.ERROR, "A number is outside its range, such as a stance outside -2 to 2."),
    "not-true-or-false": (Severity.ERROR, "A value should be true or false."),
    "not-a-date": (Severity.ERROR, "A date is not written as 2008, 2009-09 or 2010-05-18."),
    "bad-id": (Severity.ERROR, "An id is not made of lower-case letters, digits and hyphens."),
    "unknown-name": (Severity.ERROR, "A theme, proposition, sector, topic, document, claim or word is not known."),
    "duplicate-id": (Severity.ERROR, "Two claims or two propositions have the same id."),
    "duplicate-name": (Severity.ERROR, "Two documents go by the same name, so that nobody can tell them apart."),
    "listed-twice": (Severity.ERROR, "A name stands in a list twice."),
    "long-anchor": (Severity.ERROR, "An end of an anchor has more than six words."),
    "half-anchor": (Severity.WARNING, "Evidence has a start without an end, or an end without a start."),
    "no-evidence": (
        Severity.WARNING,
        "A claim has no evidence, or a piece that does not say where. In the bundled corpus this is an error.",
    ),
    "no-direction": (Severity.WARNING, "A proposition of a theme with a scale does not say how it counts on it."),
    "codebook-version": (Severity.WARNING, "A document was coded with another version of the codebook."),
    # positions against claims
    "theme-not-coded": (Severity.ERROR, "A position stands in a theme for which the document has not been read."),
    "position-without-claims": (Severity.WARNING, "A position names no claim that it rests on."),
    "position-unsupported": (Severity.ERROR, "No claim that a position names takes its side."),
    "stance-outside-claims": (Severity.ERROR, "A position's stance lies outside the range of its claims' stances."),
    "stance-without-position": (Severity.ERROR, "A claim takes a side on a proposition without a position."),
    "contrary-unlisted": (Severity.ERROR, "A claim takes the other side than the position, which does not list it."),
}
"""Every rule by id: how severe a breach is, and what it is. `docs/check.md` is held against this table."""

Path = tuple[str | int, ...]
"""The way to a value in a YAML file: keys and indices, such as ("claims", 3, "kind")."""


@dataclass(frozen=True, kw_only=True, slots=True, order=True)
class Problem:
    """One thing that is wrong, where, and what would be right."""

    file: str
    """Relative to the corpus folder."""
    line: int
    """From 1; 0 where a problem concerns the file as a whole."""
    column: int
    """From 1, in characters; 0 where a problem concerns the file as a whole."""
    rule: str
    """A key of `RULES`."""
    severity: Severity
    claim: str = ""
    """The id of the claim in which it stands, if it stands in one."""
    field: str = ""
    """The way to the value, in words: `positions.co-production.stance`, or within a claim `stances.co-production`."""
    message: str
    """What is wrong."""
    hint: str = ""
    """What would be right."""


@dataclass(frozen=True, kw_only=True)
class Inspected:
    """What came of going through the files of a corpus."""

    problems: tuple[Problem, ...]
    """All of them, in all files: by file, line and column."""
    files: int
    """How many files were read."""

    @property
    def errors(self) -> int:
        """How many problems are errors."""
        return sum(problem.severity is Severity.ERROR for problem in self.problems)

    @property
    def warnings(self) -> int:
        """How many problems are warnings."""
        return len(self.problems) - self.errors

    def strict(self) -> Self:
        """Return the same with every warning made an error."""
        return replace(self, problems=tuple(replace(each, severity=Severity.ERROR) for each in self.problems))
