"""What a project says: of one type of statements, all that hold who agrees or disagrees with what.

In DNA's database a statement is a passage of a text, by offsets, and has a value for each variable of its type. Those
of short texts (persons, organizations, concepts) are entities, and that of agreement is 0 or 1.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Final, NamedTuple

from policylens.corpus.reading import shown
from policylens.exchange.dna.database import Database
from policylens.exchange.dna.types import AGREEMENT, CONCEPT, ENTITY, Type, chosen, read_types
from policylens.exchange.naming import one_line

MAX_NAME: Final = 1_000
"""How many characters a name may have; DNA itself takes fewer than 191."""

Entities = Mapping[str, Mapping[int, str]]
"""The names of entities, by the variable and the entity's id, in the order of ids; none is empty."""


class Statement(NamedTuple):
    """A statement that says who agrees or disagrees with what."""

    id: int
    text: int
    """The id of the text that it is in."""
    start: int
    """Where its passage begins in the text, as Java counts: in units of UTF-16."""
    stop: int
    """Where it ends."""
    coder: int | None
    values: Mapping[str, int]
    """By variable: the ids of entities, and agreement as 0 or 1."""


class Project(NamedTuple):
    """What is read of a project, without its texts."""

    type: Type
    statements: tuple[Statement, ...]
    """Those of the type that have an actor, a concept and agreement."""
    entities: Entities
    attributes: Mapping[int, Mapping[str, str]]
    """What is told of entities, by their ids."""
    coders: Mapping[int, str]
    others: Mapping[str, int]
    """How many statements are of another type, by its label."""
    missing: Mapping[str, int]
    """How many statements of the type lack a variable; each counts for the first that it lacks."""


def read_project(database: Database, actor: str, label: str) -> Project:
    """Read the statements of one type: that with a label, or the only one that says who agrees with what.

    `actor` is the variable whose values are the actors, person or organization. Raises PolicylensError.
    """
    _refuse_other_versions(database)
    types = read_types(database)
    of = chosen(database, types.values(), actor, label)
    entities = _entities(database, of)
    values = _values(database, of)
    taken: list[Statement] = []
    others: Counter[str] = Counter()
    missing: Counter[str] = Counter()
    for type_id, statement in _statements(database, values):
        if type_id != of.id:
            others[types[type_id].label if type_id in types else str(type_id)] += 1
        elif lacking := _lacking(statement, (actor, CONCEPT, AGREEMENT), entities):
            missing[lacking] += 1
        else:
            taken.append(statement)
    coders = {number: one_line(text) for number, text in database.rows("CODERS", {"ID": int, "Name": str})}
    return Project(of, tuple(taken), entities, _attributes(database), coders, others, missing)


def _refuse_other_versions(database: Database) -> None:
    version = dict(database.rows("SETTINGS", {"Property": str, "Value": str})).get("version", "")
    if not version.startswith("3."):
        message = f"this is a project of DNA {shown(version)}" if version else "this is no project of DNA"
        raise database.wrong(message, "projects of version 3 are read: import it there, and save it")


def _entities(database: Database, of: Type) -> Entities:
    variables = {each.id: each.name for each in of.variables.values() if each.sort == ENTITY}
    found: dict[str, dict[int, str]] = {each: {} for each in variables.values()}
    for number, variable, value in sorted(database.rows("ENTITIES", {"ID": int, "VariableId": int, "Value": str})):
        if len(value) > MAX_NAME:
            raise database.wrong(f"ENTITIES, ID {number}: Value has more than {MAX_NAME:,} characters", "shorten it")
        if variable in variables and (text := one_line(value)):
            found[variables[variable]][number] = text
    return found


def _values(database: Database, of: Type) -> dict[int, dict[str, int]]:
    """Return the values that statements have of the type's variables, by the statements' ids."""
    variables = {each.id: each.name for each in of.variables.values()}
    found: dict[int, dict[str, int]] = {}
    for statement, variable, value in _all_values(database):
        if variable in variables:
            own = found.setdefault(statement, {})
            if variables[variable] in own:
                message = f"statement {statement} has two values of {shown(variables[variable])}"
                raise database.wrong(message, "leave one of them out")
            own[variables[variable]] = value
    return found


def _all_values(database: Database) -> Iterator[tuple[int, int, int]]:
    yield from database.rows("DATASHORTTEXT", {"StatementId": int, "VariableId": int, "Entity": int})
    for statement, variable, value in database.rows(
        "DATABOOLEAN", {"StatementId": int, "VariableId": int, "Value": int}
    ):
        if value not in (0, 1):
            message = f"DATABOOLEAN: statement {statement} has {value}, where 0 or 1 can stand"
            raise database.wrong(message, "give it 0 or 1")
        yield statement, variable, value


def _statements(database: Database, values: Mapping[int, dict[str, int]]) -> Iterator[tuple[int, Statement]]:
    """Yield each statement, after the id of its type."""
    columns = {"StatementTypeId": int, "ID": int, "DocumentId": int, "Start": int, "Stop": int, "Coder": int | None}
    for of, number, text, start, stop, coder in database.rows("STATEMENTS", columns):
        if not 0 <= start < stop:
            message = f"statement {number} is no passage: it begins at {start} and ends at {stop}"
            raise database.wrong(message, "take it out, or code it anew")
        yield of, Statement(number, text, start, stop, coder, values.get(number, {}))


def _lacking(statement: Statement, needed: tuple[str, ...], entities: Entities) -> str:
    """Return the first variable of which a statement has no value, or an entity without a name; "" if none."""
    values = statement.values
    return next((e for e in needed if e not in values or (e in entities and values[e] not in entities[e])), "")


def _attributes(database: Database) -> dict[int, dict[str, str]]:
    rows = database.rows("ATTRIBUTEVARIABLES", {"ID": int, "AttributeVariable": str})
    names = {number: one_line(text) for number, text in rows}
    found: dict[int, dict[str, str]] = {}
    columns = {"EntityId": int, "AttributeVariableId": int, "AttributeValue": str}
    for entity, attribute, value in database.rows("ATTRIBUTEVALUES", columns):
        if names.get(attribute) and one_line(value):
            found.setdefault(entity, {})[names[attribute]] = one_line(value)
    return found
