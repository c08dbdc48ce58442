"""Projects of Discourse Network Analyzer for tests: small ones, with the tables that version 3 makes."""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

SCHEMA = """
CREATE TABLE SETTINGS(Property TEXT PRIMARY KEY, Value TEXT NOT NULL);
CREATE TABLE CODERS(ID INTEGER NOT NULL PRIMARY KEY, Name TEXT NOT NULL);
CREATE TABLE DOCUMENTS(ID INTEGER NOT NULL PRIMARY KEY, Title TEXT NOT NULL, Text TEXT NOT NULL, Coder INTEGER,
  Author TEXT NOT NULL DEFAULT '', Source TEXT NOT NULL DEFAULT '', Section TEXT NOT NULL DEFAULT '',
  Notes TEXT NOT NULL DEFAULT '', Type TEXT NOT NULL DEFAULT '', Date INTEGER NOT NULL);
CREATE TABLE STATEMENTTYPES(ID INTEGER NOT NULL PRIMARY KEY, Label TEXT NOT NULL);
CREATE TABLE VARIABLES(ID INTEGER NOT NULL PRIMARY KEY, Variable TEXT NOT NULL,
  DataType TEXT NOT NULL DEFAULT 'short text', StatementTypeId INTEGER, UNIQUE (Variable, StatementTypeId));
CREATE TABLE STATEMENTS(ID INTEGER NOT NULL PRIMARY KEY, StatementTypeId INTEGER, DocumentId INTEGER,
  Start INTEGER NOT NULL, Stop INTEGER NOT NULL, Coder INTEGER);
CREATE TABLE ENTITIES(ID INTEGER PRIMARY KEY NOT NULL, VariableId INTEGER NOT NULL, Value TEXT NOT NULL DEFAULT '',
  UNIQUE (VariableId, Value));
CREATE TABLE DATABOOLEAN(ID INTEGER PRIMARY KEY NOT NULL, StatementId INTEGER NOT NULL, VariableId INTEGER NOT NULL,
  Value INTEGER NOT NULL DEFAULT 1);
CREATE TABLE DATASHORTTEXT(ID INTEGER PRIMARY KEY NOT NULL, StatementId INTEGER NOT NULL, VariableId INTEGER NOT NULL,
  Entity INTEGER NOT NULL);
CREATE TABLE ATTRIBUTEVARIABLES(ID INTEGER PRIMARY KEY NOT NULL, VariableId INTEGER NOT NULL,
  AttributeVariable TEXT NOT NULL);
CREATE TABLE ATTRIBUTEVALUES(ID INTEGER PRIMARY KEY NOT NULL, EntityId INTEGER NOT NULL,
  AttributeVariableId INTEGER NOT NULL, AttributeValue TEXT NOT NULL DEFAULT '');
INSERT INTO SETTINGS VALUES ('version', '3.0.7');
INSERT INTO CODERS VALUES (1, 'Admin'), (2, 'Ada');
INSERT INTO STATEMENTTYPES VALUES (1, 'DNA Statement'), (2, 'Annotation');
INSERT INTO VARIABLES VALUES (1, 'person', 'short text', 1), (2, 'organization', 'short text', 1),
  (3, 'concept', 'short text', 1), (4, 'agreement', 'boolean', 1), (5, 'note', 'long text', 2);
INSERT INTO ATTRIBUTEVARIABLES VALUES (1, 1, 'Type'), (2, 2, 'Type'), (3, 3, 'Type');
"""
"""The tables that are read, as DNA makes them but for checks and columns that it alone needs."""

TREES = "Every street should have trees."
WATER = "Residents should water them."

PAPER = (
    "At the meeting Mr Elm said that no street is whole without its trees, and that all of them should have some. "
    "Ms Parker of the motorists was against any tree that takes the room of a car, and said so twice. "
    "Who waters them? Those who live there, he said."
)
LETTER = "Trees are fine, wrote Ms Parker, if others pay. Watering is for the council."


class Said(NamedTuple):
    """A statement to be put into a project; what is empty is left out."""

    text: int
    passage: str
    """As it stands in the text."""
    person: str = ""
    organization: str = ""
    concept: str = ""
    agreement: int | None = None


ELM, PARKER, UNION, GREENS = "Jo Elm", "Kim Parker", "Motorists' Union", "The Greens"

STATEMENTS = (
    Said(1, "no street is whole without its trees, and that all of them should have some", ELM, GREENS, TREES, 1),
    Said(1, "was against any tree that takes the room of a car, and said so twice", PARKER, UNION, TREES, 0),
    Said(1, "Those who live there", ELM, GREENS, WATER, 1),
    Said(2, "Trees are fine, wrote Ms Parker, if others pay.", PARKER, UNION, TREES, 1),
    Said(2, "Watering is for the council.", PARKER, UNION, WATER, 0),
)
"""What is said in `PAPER` (1) and `LETTER` (2)."""


def project(
    path: Path, *more: str, statements: tuple[Said, ...] = STATEMENTS, texts: tuple[str, ...] = (PAPER, LETTER)
) -> Path:
    """Write a project with these statements, and what `more` SQL makes of it; return its path."""
    path.unlink(missing_ok=True)
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.executescript(SCHEMA)
        for number, text in enumerate(texts, 1):
            row = (number, f"Paper {number}", text, 1104537600 + 86400 * number)
            connection.execute("INSERT INTO DOCUMENTS (ID, Title, Text, Date) VALUES (?, ?, ?, ?)", row)
        for number, said in enumerate(statements, 1):
            _put(connection, number, said, texts[said.text - 1])
        for sql in more:
            connection.execute(sql)
    return path


def _put(connection: sqlite3.Connection, number: int, said: Said, text: str) -> None:
    start = len(text[: text.index(said.passage)].encode("utf-16-le")) // 2
    stop = start + len(said.passage.encode("utf-16-le")) // 2
    connection.execute("INSERT INTO STATEMENTS VALUES (?, 1, ?, ?, ?, 2)", (number, said.text, start, stop))
    for variable, value in enumerate(said[2:5], 1):
        if value:
            connection.execute("INSERT OR IGNORE INTO ENTITIES (VariableId, Value) VALUES (?, ?)", (variable, value))
            found = connection.execute("SELECT ID FROM ENTITIES WHERE VariableId = ? AND Value = ?", (variable, value))
            row = (number, variable, found.fetchone()[0])
            connection.execute("INSERT INTO DATASHORTTEXT (StatementId, VariableId, Entity) VALUES (?, ?, ?)", row)
    if said.agreement is not None:
        row = (number, 4, said.agreement)
        connection.execute("INSERT INTO DATABOOLEAN (StatementId, VariableId, Value) VALUES (?, ?, ?)", row)
