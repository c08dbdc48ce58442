"""Propositions as parts of sentences: `that users should choose`, `the view that users should choose`."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from policylens.model import Corpus
from policylens.render.many import MOST_SHOWN

_WORD = re.compile(r"[^\W\d_]+")
_ALWAYS_SMALL = frozenset("a all an any each every it more most no only some the there these this those".split())


class View(NamedTuple):
    """A proposition as it stands in a sentence."""

    that: str
    """After `hold`: `that users should choose`, or `this`."""
    agree: str
    """After `agree`: `that users should choose`, or `on this`."""
    view: str
    """After `reject` or a preposition: `the view that users should choose`, or `this view`."""
    subject: str
    """At the beginning: `That users should choose`, or `This`."""

    @property
    def is_named(self) -> bool:
        """Whether the words before have named the proposition, so that a word stands for it."""
        return self.that == "this"


THIS = View("this", "on this", "this view", "This")
"""A proposition that stands just above the sentence."""


def view_of(text: str, corpus: Corpus) -> View:
    """Return a proposition in the words of a sentence around it.

    It stands there without its full stop, and without its capital if the corpus has the same word without one
    somewhere: nothing else tells names from words. With its capital, it stands in quotation marks.
    """
    bare = text.strip().removesuffix(".")
    first = _WORD.match(bare)
    if first is None or first[0][0].islower() or _stands_small(first[0].lower(), corpus):
        clause = bare[:1].lower() + bare[1:]
        return View(f"that {clause}", f"that {clause}", f"the view that {clause}", f"That {clause}")
    return View(f"that “{bare}”", f"that “{bare}”", f"the view “{bare}”", f"“{bare}”")


def _stands_small(word: str, corpus: Corpus) -> bool:
    """Return whether a word stands without a capital in the codebook or in what claims say."""
    if word in _ALWAYS_SMALL:
        return True
    wanted = re.compile(rf"(?<![\w’'-]){re.escape(word)}(?![\w’'])")
    return any(wanted.search(text) for text in _texts(corpus))


def _texts(corpus: Corpus) -> Iterator[str]:
    for theme in corpus.codebook.themes.values():
        yield theme.question
        for proposition in theme.propositions:
            yield from (proposition.text, proposition.include, proposition.exclude, *proposition.cues)
    for document in corpus.documents[:MOST_SHOWN]:  # what is a word stands in these, too; of very many not all are read
        for claim in document.claims:
            yield claim.statement
