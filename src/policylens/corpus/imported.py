"""What comes of reading somebody else's files: a new corpus and a report, or what is wrong with them."""

from collections.abc import Mapping
from typing import NamedTuple

from policylens.corpus.problems import Problem
from policylens.model import Corpus


class Understood(NamedTuple):
    """What some words were taken for."""

    what: str
    """What they are: columns, or values of some sort; in one word."""
    words: tuple[tuple[str, str], ...]
    """Each with what it was taken for."""


class Left(NamedTuple):
    """Something that was not taken over."""

    what: str
    why: str
    """Or what can be done about it."""


class Report(NamedTuple):
    """What came of a file of somebody else's, beside the corpus."""

    understood: tuple[Understood, ...] = ()
    """Where a reader may want to see whether all was understood."""
    left: tuple[Left, ...] = ()
    notes: tuple[str, ...] = ()
    """What else there is to know, a sentence each, without a full stop."""


class Imported(NamedTuple):
    """What came of reading files of somebody else's: a corpus and a report, or what is wrong with them.

    Importers are functions that return this. They write nothing: the command does, once all is known to be right.
    """

    corpus: Corpus | None
    """None where there are problems."""
    report: Report = Report()
    problems: tuple[Problem, ...] = ()
    """All that is wrong, by file and line. What `check` only warns of is none of them."""
    files: Mapping[str, bytes] = {}
    """Files of the new corpus, by their names in its folder, that are to be taken as they are, such as a codebook."""
