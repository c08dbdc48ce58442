"""The types of statements that a project has, and which of them says who agrees with what."""

from collections.abc import Iterable, Mapping
from typing import Final, NamedTuple

from policylens.corpus.reading import shown
from policylens.exchange.dna.database import Database
from policylens.exchange.naming import one_line
from policylens.exchange.wording import listed

CONCEPT: Final = "concept"
AGREEMENT: Final = "agreement"
ENTITY: Final = "short text"
"""How DNA calls variables whose values are entities: persons, organizations, concepts."""


class Variable(NamedTuple):
    """A variable of a type of statements."""

    id: int
    name: str
    sort: str
    """As DNA calls it: short text, long text, integer or boolean."""


class Type(NamedTuple):
    """A type of statements."""

    id: int
    label: str
    variables: Mapping[str, Variable]
    """By name."""


def read_types(database: Database) -> dict[int, Type]:
    """Return the types of statements by id."""
    variables: dict[int | None, dict[str, Variable]] = {}
    columns = {"ID": int, "Variable": str, "DataType": str, "StatementTypeId": int | None}
    for number, text, sort, of in database.rows("VARIABLES", columns):
        variables.setdefault(of, {})[one_line(text)] = Variable(number, one_line(text), sort)
    rows = database.rows("STATEMENTTYPES", {"ID": int, "Label": str})
    return {number: Type(number, one_line(label), variables.get(number, {})) for number, label in rows}


def chosen(database: Database, types: Iterable[Type], actor: str, label: str) -> Type:
    """Return the type with a label; of any label, where none is given, the only one that will do.

    It has the variables `actor`, concept and agreement. Raises PolicylensError.
    """
    wanted = {actor: ENTITY, CONCEPT: ENTITY, AGREEMENT: "boolean"}
    named = [each for each in types if not label or each.label.casefold() == one_line(label).casefold()]
    if label and not named:
        there = listed([shown(each.label) for each in types]) or "none"
        raise database.wrong(f"there is no type of statements {shown(label)}", f"there are: {there}")
    fit = [each for each in named if not _lacking(each, wanted)]
    if len(fit) == 1:
        return fit[0]
    if fit:
        labels = listed([shown(each.label) for each in fit])
        raise database.wrong(f"several types of statements will do: {labels}", "choose one with --statement-type")
    needed = f"it needs variables {listed([f'{each} ({sort})' for each, sort in wanted.items()])}"
    if label:
        lacking = listed(_lacking(named[0], wanted))
        raise database.wrong(f"statements of type {shown(label)} have no variable {lacking}", needed)
    raise database.wrong("no type of statements says who agrees with what", needed)


def _lacking(of: Type, wanted: Mapping[str, str]) -> list[str]:
    have = of.variables
    return [each for each, sort in wanted.items() if each not in have or have[each].sort != sort]
