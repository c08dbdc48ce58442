"""The report on a project: what its codes were taken for, what was left and why, what else there is to know."""

from collections.abc import Iterator, Mapping
from typing import Final

from policylens.corpus.checks import check_document
from policylens.corpus.imported import Left, Report, Understood
from policylens.corpus.problems import RULES, Severity
from policylens.exchange.refi.assembling import TEXTS, Assembled
from policylens.exchange.refi.counting import told
from policylens.exchange.refi.gathering import Gathered
from policylens.exchange.refi.roles import OTHER_TOPIC, Roles
from policylens.exchange.wording import counted
from policylens.model import Codebook, Document


def report(of: Assembled) -> Report:
    """Return the report on a corpus that was made of a project."""
    left = (*of.left, *_left(of.gathered, of.counts))
    return Report(understood=tuple(_understood(of.roles)), left=left, notes=tuple(_notes(of)))


def _notes(of: Assembled) -> Iterator[str]:
    book, counts = of.corpus.codebook, of.counts
    if unworded := len(of.roles.unworded):
        awaiting = "awaits its" if unworded == 1 else "await their"
        yield (
            f"{counted(unworded, 'proposition')} of {len(book.propositions):,} {awaiting} wording in codebook.yaml: a "
            "code is a word, and a proposition is a sentence that a document can be for or against"
        )
    if number := counts["unworded"]:
        yield f"{counted(number, 'claim')} to be put into words of your own: nobody has described the passage"
    if number := counts["anchorless"]:
        yield f"{counted(number, 'claim')} without anchor: the passage is not in the text, or has no words"
    if ways := told(of.counting):
        yield f"positions in some texts count {ways}, which is settled by how the passages are called"
    if others := [each for each in book.topics if each.startswith(OTHER_TOPIC)]:
        such = f"they are topics, such as {others[0]}"
        yield f"codes say what a passage is about, and not on which side: {such}, and stances are for you"
    if number := sum(_errors(each, book) for each in of.corpus.documents):
        are = "is 1 error" if number == 1 else f"are {number:,} errors"
        yield f"there {are} for `check` to show: what was changed in the codes does not agree with what was charted"
    if of.texts:
        yield f"the texts are in {TEXTS}, where commands find them with --sources; they belong to their publishers"


def _errors(document: Document, book: Codebook) -> int:
    """Return how many errors `check` finds in a document."""
    return sum(RULES[each.rule][0] is Severity.ERROR for each in check_document(document, book, ()))


def _understood(of: Roles) -> Iterator[Understood]:
    words = [(name, f"theme {theme}") for theme, name in of.themes.items()]
    words += [(called, f"proposition {name}") for name, called in of.unworded.items()]
    if words:
        yield Understood("Code", tuple(words))


def _left(gathered: Gathered, counts: Mapping[str, int]) -> Iterator[Left]:
    project = gathered.project
    for what, number in project.others.items():
        if number:
            yield Left(_many(number, what), _WHY.get(what, "only texts and what is coded in them are taken"))
    if number := counts["uncoded"]:
        yield Left(counted(number, "passage"), "without a code")
    if number := sum(len(each.codes) for each in project.sources):
        yield Left(counted(number, "coding") + " of whole texts", "a claim is a passage")
    if number := gathered.notes_left():
        yield Left(counted(number, "note"), "a corpus has no place for them")


_WHY: Final = {
    "set": "a corpus has no groups of codes or texts",
    "link": "a corpus has no place for them",
    "graph": "a corpus has no place for them",
}


def _many(number: int, what: str) -> str:
    """Return a number with what is counted, whose plural is in its first word: `2 areas of PDF pages`."""
    first, blank, rest = what.partition(" ")
    return f"{counted(number, first)}{blank}{rest}"
