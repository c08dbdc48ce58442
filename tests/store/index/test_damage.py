"""An index that is not what it should be is made anew, or told of in the middle of reading; it never says else.

Damage that SQLite sees, that a checksum sees, and what was never written by the program at all.
"""

import json
import os
import random
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from cli.support import small

from policylens.corpus.files import MAX_BYTES
from policylens.store.damage import DamagedError
from policylens.store.fingerprint import of_corpus
from policylens.store.index.changes import current_digest
from policylens.store.index.opening import kept
from policylens.store.index.words import search_kept
from policylens.store.search import Wanted, search
from store import indexes
from store.damage import DAMAGES, NOT_JSON, OTHER_JSON, Damage, flipped

from .support import assert_same, corpus_of, index_of, opened, whole


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Return a corpus that is in its index, with its words."""
    root = small(tmp_path / "corpus")
    with corpus_of(root) as found:
        search_kept(found, ["roof"], Wanted())
    indexes.alone(index_of(root))
    return root


def reads_right(root: Path) -> bool:
    """Whether the index can be read whole; what it says is right in any case."""
    found = kept(index_of(root), root)
    if found is None:
        return False
    assert found.corpus is not None
    right = whole(root)
    try:
        assert_same(found.corpus, right)
        assert found.corpus.warnings == 0
        hits = search_kept(found.corpus, ["roof"], Wanted()).hits
        assert [hit.statement for hit in hits] == [
            hit.statement for hit in search(right.claims(), right.codebook.topics, ["roof"]).hits
        ]
    except DamagedError:
        return False
    finally:
        found.corpus.close()
    return True


def assert_mended(root: Path) -> None:
    """Assert that the index says nothing wrong, and all of it once it has been found to be damaged."""
    current_digest(index_of(root), root)  # which never raises
    assert reads_right(root) or reads_right(root)
    assert current_digest(index_of(root), root) == of_corpus(root)


# Files


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)
@pytest.mark.parametrize("ending", ["", "-wal"])
def test_a_damaged_file_costs_only_time(root: Path, damage: Damage, ending: str) -> None:
    path = index_of(root)
    path.with_name(path.name + ending).write_bytes(damage(path.read_bytes()))
    assert_mended(root)


def replaced_by(make: Callable[[Path], object]) -> Callable[[Path], None]:
    def replace(path: Path) -> None:
        path.unlink(missing_ok=True)
        make(path)

    return replace


def foreign(path: Path) -> None:
    with indexes.opened(path) as connection:
        connection.execute("CREATE TABLE about (key TEXT, value TEXT)")
        connection.execute("INSERT INTO about VALUES ('edition', '1')")


def of_another_corpus(path: Path) -> None:
    other = small(path.parent / "other", ("frameworks/union.yaml", "short_name: Staff Union", "short_name: Onion"))
    found = kept(path, other)
    assert found is not None
    assert found.corpus is not None
    found.corpus.close()


IN_PLACE: dict[str, Callable[[Path], object]] = {
    "nothing": lambda path: None,
    "an empty file": Path.touch,
    "a pipe": os.mkfifo,
    "a link to itself": lambda path: path.symlink_to(path),
    "a link to nothing": lambda path: path.symlink_to("nothing"),
    "a link to a device": lambda path: path.symlink_to("/dev/zero"),
    "a link to a file": lambda path: (path.with_name("mine").write_bytes(b"mine"), path.symlink_to("mine")),
    "a huge file": lambda path: (path.touch(), os.truncate(path, 64 * MAX_BYTES)),
    "random bytes": lambda path: path.write_bytes(random.Random(1).randbytes(100_000)),
    "another database": foreign,
    "the index of another corpus": of_another_corpus,
}


@pytest.mark.parametrize("make", IN_PLACE.values(), ids=IN_PLACE)
@pytest.mark.parametrize("ending", ["", "-wal", "-shm", "-journal"])
def test_what_stands_in_the_place_of_a_file_costs_only_time(
    root: Path, make: Callable[[Path], object], ending: str
) -> None:
    path = index_of(root)
    replaced_by(make)(path.with_name(path.name + ending))
    assert_mended(root)


@pytest.mark.parametrize("ending", ["", "-wal", "-shm", "-journal"])
def test_a_folder_in_the_place_of_a_file_stays_and_there_is_no_index(root: Path, ending: str) -> None:
    path = index_of(root)
    folder = path.with_name(path.name + ending)
    folder.unlink(missing_ok=True)
    folder.mkdir()
    assert opened(root) is None
    assert current_digest(path, root) is None
    assert folder.is_dir()


def test_what_a_link_leads_to_stays_as_it_is(root: Path) -> None:
    mine = root / "mine.sqlite"
    foreign(mine)
    before = mine.read_bytes()
    replaced_by(lambda path: path.symlink_to(mine))(index_of(root))
    assert_mended(root)
    assert mine.read_bytes() == before


@pytest.mark.parametrize("seed", range(4))
def test_flipped_bits_never_make_an_index_say_something_else(root: Path, seed: int) -> None:
    """Those that nobody has asked for yet stay unseen, and do no harm."""
    path = index_of(root)
    sound, drawn = path.read_bytes(), random.Random(seed)
    pages_of_words = words_pages(path)
    for _ in range(15):
        place = drawn.randrange(len(sound))
        if place // 4096 in pages_of_words:
            continue  # where damage may stay unseen: see `index.words`
        path.write_bytes(flipped(place)(sound))
        assert_mended(root)
        indexes.alone(path)


def words_pages(path: Path) -> set[int]:
    """Return the pages in which the index of words and its statistics lie, but for its texts."""
    with indexes.opened(path) as connection:
        try:
            rows = connection.execute("SELECT pageno FROM dbstat WHERE name IN ('words_data', 'words_docsize')")
            return {page - 1 for (page,) in rows}
        except sqlite3.OperationalError:
            pytest.skip("this SQLite cannot say where its tables lie")


# Tables


STATEMENTS = {
    "a view in the place of a table": [
        "ALTER TABLE files RENAME TO old",
        "CREATE VIEW files AS WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i, i, i FROM n",
    ],
    "a trigger": ["CREATE TRIGGER odd AFTER INSERT ON files BEGIN DELETE FROM documents; END"],
    "a table more": ["CREATE TABLE more (value)"],
    "a table less": ["DROP TABLE held"],
    "a column more": ["ALTER TABLE documents ADD COLUMN more"],
    "a table without its key": ["DROP TABLE claims", "CREATE TABLE claims (id, document, place)"],
    "a view of words": ["DROP TABLE words", "CREATE VIEW words AS SELECT 1 AS statement, 2 AS kind"],
    "no words": ["DROP TABLE words"],
    "the tables of an older version": ["DROP TABLE files", "CREATE TABLE files (name TEXT, digest BLOB)"],
}


@pytest.mark.parametrize("statements", STATEMENTS.values(), ids=STATEMENTS)
def test_tables_that_are_not_ours_are_made_anew(root: Path, statements: list[str]) -> None:
    with indexes.opened(index_of(root)) as connection:
        for statement in statements:
            connection.execute(statement)
    assert reads_right(root)


ROWS = {
    "a file less": "DELETE FROM files WHERE name LIKE '%union%'",
    "no files": "DELETE FROM files",
    "a file more": "INSERT INTO files VALUES ('frameworks/more.yaml', x'00', '')",
    "a file's digest": "UPDATE files SET digest = x'00'",
    "a file's digest that is a number": "UPDATE files SET digest = 5",
    "a file's digest that is text": "UPDATE files SET digest = 'text'",
    "a file's state": "UPDATE files SET state = '1 2 3 4'",
    "a file's state that is bytes": "UPDATE files SET state = x'ff'",
    "a file's name that is bytes": "UPDATE files SET name = x'ff' WHERE name LIKE '%union%'",
    "a document less": "DELETE FROM documents WHERE id = 'union'",
    "no documents": "DELETE FROM documents",
    "a document more": (
        "INSERT INTO documents SELECT number + 99, 'x', 'x', 'x', head, settled, named FROM documents LIMIT 1"
    ),
    "a document of another number": "UPDATE documents SET number = number + 99 WHERE id = 'union'",
    "a document's number that is huge": "UPDATE documents SET number = 9223372036854775807 WHERE id = 'union'",
    "a document's id": "UPDATE documents SET id = 'onion' WHERE id = 'union'",
    "a document's file": "UPDATE documents SET file = 'onion.yaml' WHERE id = 'union'",
    "a document's name": "UPDATE documents SET called = 'onion' WHERE id = 'union'",
    "what is held less": "DELETE FROM held WHERE theme = 'hours' AND document = 1",
    "nothing held": "DELETE FROM held",
    "what is held of another theme": "UPDATE held SET theme = 'odd' WHERE theme = 'hours'",
    "a body less": "DELETE FROM bodies WHERE document = 1",
    "no bodies": "DELETE FROM bodies",
    "a claim less": "DELETE FROM claims WHERE id = 'council-r01'",
    "no claims": "DELETE FROM claims",
    "a claim more": "INSERT INTO claims VALUES ('odd', 1, 99)",
    "a claim's id": "UPDATE claims SET id = 'odd' WHERE id = 'council-r01'",
    "a claim's document": "UPDATE claims SET document = document % 4 + 1 WHERE id = 'council-r01'",
    "a claim's document that there is not": "UPDATE claims SET document = 99 WHERE id = 'council-r01'",
    "a claim's document that is text": "UPDATE claims SET document = 'text' WHERE id = 'council-r01'",
    "claims in another order": "UPDATE claims SET place = -place",
    "nothing about it": "DELETE FROM about",
    "no edition": "DELETE FROM about WHERE key = 'edition'",
    "no codebook": "DELETE FROM about WHERE key = 'codebook'",
    "words of another text": "UPDATE words SET statement = 'The roof of another claim.'",
    "words of a row that there is not": "INSERT INTO words (rowid, statement, mechanism) VALUES (5, 'roof', '')",
    "words of a document that there is not": "INSERT INTO words (rowid, statement) VALUES (99 << 24, 'roof')",
    "words of a claim that there is not": "INSERT INTO words (rowid, statement) VALUES ((1 << 24) + 99, 'roof')",
    "texts of words lost": "DELETE FROM words_content",
    "an index of words that is none": "UPDATE words_data SET block = x'ffffffffff'",
    "an index of words lost": "DELETE FROM words_data",
    "sizes of words lost": "DELETE FROM words_docsize",
    **{f"{table}.{column} {name}": f"UPDATE {table} SET {column} = {value}" for table, column in indexes.BLOBS
       for name, value in {"empty": "x''", "short": "x'0011'", "text": "'text'", "a number": "5"}.items()},
}  # fmt: skip


@pytest.mark.parametrize("statement", ROWS.values(), ids=ROWS)
def test_damaged_rows_cost_only_time(root: Path, statement: str) -> None:
    with indexes.opened(index_of(root)) as connection:
        assert connection.execute(statement).rowcount != 0
    assert_mended(root)


@pytest.mark.parametrize("name", ["council-r01", "union-p01", "odd"])
@pytest.mark.parametrize("statement", [each for each in ROWS if "claim" in each and "words" not in each])
def test_a_claim_is_looked_up_rightly_or_not_at_all(root: Path, statement: str, name: str) -> None:
    """Alone, as nothing else has been read of the index then."""
    with indexes.opened(index_of(root)) as connection:
        connection.execute(ROWS[statement])
    right = whole(root).owners
    with corpus_of(root) as found:
        try:
            assert found.owners.get(name) == right.get(name)
            assert (name in found.owners) == (name in right)
        except DamagedError:
            assert not index_of(root).exists()


# Values


@pytest.mark.parametrize("body", [*NOT_JSON, *OTHER_JSON], ids=lambda body: body[:12].decode("latin-1"))
@pytest.mark.parametrize(("table", "column"), indexes.BLOBS)
def test_what_is_sealed_but_none_of_ours_costs_only_time(root: Path, table: str, column: str, body: bytes) -> None:
    indexes.changed(index_of(root), table, column, lambda _: indexes.sealed(body))
    assert_mended(root)


LACKING = [
    *("id", "title", "coding", "warnings", "charted", "held", "claim_count", "claim_ids", "cites"),
]


@pytest.mark.parametrize("name", LACKING)
def test_a_head_that_lacks_something_costs_only_time(root: Path, name: str) -> None:
    def lacking(value: bytes) -> bytes:
        head = json.loads(value[8:])
        del head[name]
        return indexes.sealed(json.dumps(head).encode())

    indexes.changed(index_of(root), "documents", "head", lacking)
    assert_mended(root)


def test_damage_that_shows_while_reading_is_told_and_the_index_taken_away(root: Path) -> None:
    with indexes.opened(index_of(root)) as connection:
        connection.execute("UPDATE bodies SET claims = x'00'")
    with corpus_of(root) as found, pytest.raises(DamagedError):
        list(found.claims())
    assert not index_of(root).exists()
