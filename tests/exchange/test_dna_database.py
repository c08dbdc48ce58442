"""Databases that are none, that are not whole, or that bring more than tables."""

import os
import sqlite3
import time
from contextlib import closing, suppress
from pathlib import Path

import pytest
from dna_files import project

from policylens.errors import PolicylensError
from policylens.exchange.dna import database
from policylens.exchange.dna.reading import read_dna


def refused(path: Path) -> str:
    """Return why a file is refused; it is named, and nothing beside it has come or gone."""
    before = {each: each.stat().st_size for each in path.parent.iterdir()}
    with pytest.raises(PolicylensError) as caught:
        read_dna(path)
    assert str(caught.value).startswith(str(path))
    assert caught.value.hint or "longer" in str(caught.value)
    assert {each: each.stat().st_size for each in path.parent.iterdir()} == before
    return str(caught.value)


@pytest.mark.parametrize(
    "content",
    [b"", b"SQLite", b"PK\x03\x04", bytes(range(256)) * 64, b"SQLite format 3\0"],
    ids=["empty", "begun", "zip", "encrypted", "cut after its mark"],
)
def test_what_is_no_database_is_said_to_be_none(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "p.dna"
    path.write_bytes(content)
    assert "no SQLite database, or it is encrypted" in refused(path)


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(PolicylensError, match=r"none\.dna cannot be read: .*No such file"):
        read_dna(tmp_path / "none.dna")


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    (tmp_path / "p.dna").mkdir()
    assert "not a regular file" in refused(tmp_path / "p.dna")


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "p.dna")
    assert "not a regular file" in refused(tmp_path / "p.dna")


def test_a_file_that_is_cut_off_is_told_by_its_length(tmp_path: Path) -> None:
    path = project(tmp_path / "p.dna")
    data = path.read_bytes()
    path.write_bytes(data[:-4096])
    assert f"cut off: {len(data) - 4096:,} of its {len(data):,} bytes" in refused(path)


def test_a_file_that_is_too_large_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = project(tmp_path / "p.dna")
    monkeypatch.setattr(database, "MAX_BYTES", path.stat().st_size - 1)
    assert "larger than" in refused(path)


def test_too_many_rows_are_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "MAX_ROWS", 10)
    path = project(tmp_path / "p.dna")
    assert "DATASHORTTEXT has more than 10 rows" in refused(path)


def test_a_value_that_is_too_large_is_not_read(tmp_path: Path) -> None:
    path = project(tmp_path / "p.dna", f"UPDATE DOCUMENTS SET Text = hex(zeroblob({database.MAX_TEXT}))")
    assert "DOCUMENTS cannot be read: string or blob too big" in refused(path)


@pytest.mark.parametrize("first", range(16, 16 + 97, 24))
def test_any_byte_may_be_wrong(tmp_path: Path, first: int) -> None:
    """Damaged files are read or refused, never with another error, whatever byte of them it is."""
    path = project(tmp_path / "p.dna")
    data = path.read_bytes()
    for place in range(first, len(data), 97):
        path.write_bytes(data[:place] + bytes([data[place] ^ 0xFF]) + data[place + 1 :])
        with suppress(PolicylensError):
            assert read_dna(path).corpus is not None


@pytest.mark.parametrize("ending", ["-wal", "-journal"])
def test_a_project_that_is_being_written_has_to_be_closed_first(tmp_path: Path, ending: str) -> None:
    path = project(tmp_path / "p.dna")
    path.with_name(f"p.dna{ending}").write_bytes(b"changes")
    assert f"some of it is in p.dna{ending} still" in refused(path)


@pytest.mark.parametrize("name", ["with space.dna", "a?mode=rwc&b#c%41.dna", "é.dna", "-p.dna"])
def test_a_name_is_taken_as_it_is(tmp_path: Path, name: str) -> None:
    project(tmp_path / name)
    assert read_dna(tmp_path / name).corpus is not None
    assert [each.name for each in tmp_path.iterdir()] == [name]


VIEW = "CREATE VIEW {0} AS SELECT * FROM {0}_"
VIRTUAL = "CREATE VIRTUAL TABLE {0} USING fts5(a)"


@pytest.mark.parametrize("made", [VIEW, VIRTUAL], ids=["view", "virtual table"])
@pytest.mark.parametrize("table", ["STATEMENTS", "ENTITIES", "DOCUMENTS", "SETTINGS"])
def test_what_only_looks_like_a_table_is_not_read(tmp_path: Path, table: str, made: str) -> None:
    path = project(tmp_path / "p.dna", f"ALTER TABLE {table} RENAME TO {table}_", made.format(table))
    assert f"{table} is a view or the like" in refused(path)


def test_views_and_triggers_that_nobody_asks_for_do_no_harm(tmp_path: Path) -> None:
    path = project(
        tmp_path / "p.dna",
        "CREATE VIEW other AS SELECT load_extension('evil')",
        "CREATE TRIGGER t AFTER INSERT ON STATEMENTS BEGIN DELETE FROM DOCUMENTS; END",
    )
    before = path.read_bytes()
    assert read_dna(path).corpus is not None
    assert path.read_bytes() == before


def test_a_column_that_is_computed_by_a_function_is_not_read(tmp_path: Path) -> None:
    path = project(
        tmp_path / "p.dna",
        "ALTER TABLE CODERS RENAME TO OLD",
        "CREATE TABLE CODERS(ID INTEGER PRIMARY KEY, Name TEXT AS (hex(zeroblob(9000000))))",
        "INSERT INTO CODERS (ID) VALUES (1)",
    )
    assert "CODERS cannot be read" in refused(path)


def test_reading_ends_in_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = "WITH RECURSIVE n(i) AS (SELECT 10 UNION ALL SELECT i + 1 FROM n WHERE i < 60000)"
    path = project(tmp_path / "p.dna", f"INSERT INTO CODERS {rows} SELECT i, '' FROM n")
    monkeypatch.setattr(database, "MAX_SECONDS", 0.0)
    begun = time.monotonic()
    assert "CODERS takes longer to read than 0 seconds" in refused(path)
    assert time.monotonic() - begun < 10


WRONG: list[tuple[str, str]] = [
    ("UPDATE STATEMENTS SET Start = 'first' WHERE ID = 2", "STATEMENTS, row 2: Start is no whole number"),
    ("UPDATE STATEMENTS SET Stop = 1.5", "STATEMENTS, row 1: Stop is no whole number"),
    ("UPDATE STATEMENTS SET DocumentId = NULL", "STATEMENTS, row 1: DocumentId is no whole number"),
    ("UPDATE STATEMENTS SET Start = -1 WHERE ID = 3", "statement 3 is no passage: it begins at -1"),
    ("UPDATE STATEMENTS SET Stop = Start WHERE ID = 1", "statement 1 is no passage"),
    ("UPDATE ENTITIES SET Value = x'00ff' WHERE ID = 3", "ENTITIES, row 3: Value is no text"),
    ("UPDATE ENTITIES SET Value = CAST(x'ff' AS TEXT) WHERE ID = 2", "ENTITIES cannot be read"),
    ("UPDATE ENTITIES SET Value = hex(zeroblob(501)) WHERE ID = 1", "ENTITIES, ID 1: Value has more than 1,000"),
    ("UPDATE DATABOOLEAN SET Value = 2 WHERE StatementId = 4", "statement 4 has 2, where 0 or 1 can stand"),
    ("UPDATE DOCUMENTS SET Date = 'today'", "DOCUMENTS, row 1: Date is no whole number"),
    ("UPDATE DOCUMENTS SET Date = 9223372036854775807", "DOCUMENTS, ID 1: 9223372036854775807 is no date"),
    ("UPDATE DOCUMENTS SET Text = x'00'", "DOCUMENTS, row 1: Text is no text"),
    ("INSERT INTO DATABOOLEAN VALUES (99, 1, 4, 0)", "statement 1 has two values of agreement"),
    ("DROP TABLE ENTITIES", "there is no table ENTITIES"),
    ("DROP TABLE SETTINGS", "there is no table SETTINGS"),
    ("ALTER TABLE DATASHORTTEXT RENAME COLUMN Entity TO Value", "DATASHORTTEXT cannot be read: no such column"),
    ("UPDATE SETTINGS SET Value = '2.0 beta 25'", "this is a project of DNA 2.0 beta 25"),
    ("DELETE FROM SETTINGS", "this is no project of DNA"),
]


@pytest.mark.parametrize(("sql", "said"), WRONG, ids=[sql[:40] for sql, _ in WRONG])
def test_what_cannot_be_right_is_told_with_its_place(tmp_path: Path, sql: str, said: str) -> None:
    path = project(tmp_path / "p.dna", sql)
    assert said in refused(path)


def test_what_is_read_is_read_only(tmp_path: Path) -> None:
    path = project(tmp_path / "p.dna")
    with database.opened(path) as opened:
        for sql in ("DELETE FROM CODERS", "ATTACH 'x.db' AS x", "PRAGMA query_only = OFF", "SELECT hex(1)"):
            connection = opened._connection
            with pytest.raises(sqlite3.DatabaseError):
                connection.execute(sql)


@pytest.mark.parametrize("encoding", ["UTF-8", "UTF-16le", "UTF-16be"])
def test_the_encoding_of_the_database_does_not_matter(tmp_path: Path, encoding: str) -> None:
    one, other = project(tmp_path / "one.dna"), tmp_path / "other.dna"
    with closing(sqlite3.connect(one)) as old, closing(sqlite3.connect(other)) as new, new:
        new.execute(f"PRAGMA encoding = '{encoding}'")
        for line in old.iterdump():
            new.execute(line) if "TRANSACTION" not in line and line != "COMMIT;" else None
    assert read_dna(other) == read_dna(one)
