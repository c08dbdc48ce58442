"""A project of Discourse Network Analyzer read as a corpus, with a report of what was taken and what was left."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from policylens.corpus.imported import Imported, Left, Report, Understood
from policylens.exchange.dna.coding import STANCES, corpus
from policylens.exchange.dna.database import opened
from policylens.exchange.dna.passages import Text, read_texts
from policylens.exchange.dna.project import Project, read_project
from policylens.exchange.dna.types import AGREEMENT, CONCEPT
from policylens.exchange.wording import counted, listed

_TAKEN: Final = ("person", "organization", CONCEPT, AGREEMENT)
"""The variables of a statement that have a place in a corpus."""


def read_dna(path: Path, actor: str = "organization", label: str = "") -> Imported:
    """Read the statements of a project as a corpus. Raises PolicylensError if that cannot be done.

    `actor` says whose statements make a document, a person's or an organization's; `label` which type of statements is
    read, where there are several that say who agrees with what.
    """
    with opened(path) as database:
        project = read_project(database, actor, label)
        texts = read_texts(database, project.statements)
        there = tuple(each for each in project.statements if each.text in texts)
        if not there:
            lacking = listed([f"{number} without {each}" for each, number in project.missing.items()] or ["0 coded"])
            message = f"there is no statement of type {project.type.label} to take: {lacking}"
            raise database.wrong(message, "try the other --actor, or another --statement-type")
    textless = len(project.statements) - len(there)
    project = project._replace(statements=there)
    report = Report(
        understood=(Understood("Agreement", tuple(_stances(project))),),
        left=tuple(_left(project, textless, actor)),
        notes=tuple(_notes(project, texts, actor)),
    )
    return Imported(corpus(project, texts, actor), report)


def _stances(project: Project) -> Iterator[tuple[str, str]]:
    for agreement, word in ((1, "agrees"), (0, "disagrees")):
        number = sum(each.values[AGREEMENT] == agreement for each in project.statements)
        yield word, f"{STANCES[agreement]:+d} ({counted(number, 'statement')})"


def _left(project: Project, textless: int, actor: str) -> Iterator[Left]:
    for label, number in project.others.items():
        yield Left(f"{counted(number, 'statement')} of type {label}", f"only {project.type.label} is read")
    for variable, number in project.missing.items():
        yield Left(counted(number, "statement"), f"without {variable}")
    if textless:
        yield Left(counted(textless, "statement"), "its text is not in the file")
    used = {each.values[actor] for each in project.statements}
    for number, name in project.entities[actor].items():
        if number not in used:
            yield Left(name, f"this {actor} has no statement")
    for name in project.type.variables:
        if name not in _TAKEN:
            yield Left(f"variable {name}", "a claim has no place for it")
    if told := sum(len(project.attributes.get(each, {})) for each in project.entities[CONCEPT]):
        yield Left(counted(told, "attribute") + " of concepts", "a proposition has none")


def _notes(project: Project, texts: Mapping[int, Text], actor: str) -> Iterator[str]:
    yield f"a document is what one {actor} says, in all {counted(len(texts), 'text')}"
    anchored = sum(len(text.anchors) for text in texts.values())
    if missing := len(project.statements) - anchored:
        yield f"{counted(missing, 'passage')} without anchor: not in its text, or without blanks between words"
    yield "the texts stay where they are: a claim names its text, and the first and last words of its passage"
