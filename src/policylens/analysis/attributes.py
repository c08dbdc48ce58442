"""Choosing documents by what they are: `party=labour`, `date>=2010`."""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from typing import NamedTuple

from policylens.errors import PolicylensError
from policylens.model import Corpus, Document

_CONDITION = re.compile(r"\s*(?P<name>[^=<>!~]+?)\s*(?P<sign>>=|<=|!=|=|<|>)\s*(?P<value>.*?)\s*\Z", re.DOTALL)

_OWN: dict[str, Callable[[Document], str]] = {
    "id": lambda document: document.id,
    "name": lambda document: document.name,
    "title": lambda document: document.title,
    "publisher": lambda document: document.publisher,
    "date": lambda document: document.date,
    "kind": lambda document: document.kind,
    "language": lambda document: document.language,
    "coder": lambda document: document.coding.coder,
}
"""What a condition can name besides a document's attributes."""


class Condition(NamedTuple):
    """A name, a sign and a value, as in `date>=2010`."""

    name: str
    sign: str
    value: str

    def holds(self, document: Document) -> bool:
        """Return whether the document is so; one without the attribute is only other than every value.

        Values are compared without regard to capitals: as numbers where both are, else as texts, dates among them: a
        date counts as the whole year or month that it names.
        """
        found = value_of(document, self.name)
        if not found:
            return self.sign == "!="
        if self.name == "date":  # 2010-05 is of 2010, neither before nor after it
            found = found[: len(self.value)]
        return _compared(found.casefold(), self.sign, self.value.casefold())


def _compared(found: str, sign: str, value: str) -> bool:
    one, other = _key(found), _key(value)
    if one[0] != other[0]:  # a number and a text are in no order
        one, other = (1, 0.0, found), (1, 0.0, value)
    return {
        "=": one == other,
        "!=": one != other,
        "<": one < other,
        "<=": one <= other,
        ">": one > other,
        ">=": one >= other,
    }[sign]


def _key(text: str) -> tuple[int, float, str]:
    return (0, float(text), "") if re.fullmatch(r"[+-]?\d{1,15}(\.\d{1,15})?", text) else (1, 0.0, text)


def value_of(document: Document, name: str) -> str:
    """Return what a document has for an attribute, its own or one of those that all have; "" if nothing."""
    own = _OWN.get(name)
    return document.attributes.get(name, own(document) if own else "")


def tallies(documents: Sequence[Document]) -> dict[str, Counter[str]]:
    """Return for each attribute that documents have how many have each value; those without it count under ""."""
    names = dict.fromkeys(name for document in documents for name in document.attributes)
    return {name: Counter(document.attributes.get(name, "") for document in documents) for name in names}


def attribute(name: str, corpus: Corpus) -> str:
    """Return the attribute that a name stands for, without regard to capitals.

    Raises PolicylensError if no document has it.
    """
    known = [*dict.fromkeys(each for document in corpus.documents for each in document.attributes)]
    right = next((each for each in (*known, *_OWN) if each.casefold() == name.casefold()), None)
    if right is None:
        what = ", ".join([*known, *(each for each in _OWN if each not in known)])
        raise PolicylensError(f"no document has an attribute {name}", f"there are: {what}")
    return right


def condition(words: str, corpus: Corpus) -> Condition:
    """Return the condition that the words write. Raises PolicylensError if they write none, or name nothing known."""
    found = _CONDITION.match(words)
    if not found or not found["value"]:
        raise PolicylensError(f"{words} is no condition", "write one like party=labour or 'date>=2010'")
    return Condition(attribute(found["name"], corpus), found["sign"], found["value"])


def where(corpus: Corpus, conditions: Sequence[str], chosen: Sequence[str]) -> tuple[str, ...]:
    """Return which of the documents with the ids `chosen` meet all the conditions.

    Raises PolicylensError if a condition cannot be understood, or no document meets them all.
    """
    wanted = [condition(words, corpus) for words in conditions]
    found = tuple(name for name in chosen if all(each.holds(corpus.document_by_id[name]) for each in wanted))
    if not found:
        raise PolicylensError(
            f"no document is so: {' and '.join(conditions)}", "`policylens show DOCUMENT` names its attributes"
        )
    return found
