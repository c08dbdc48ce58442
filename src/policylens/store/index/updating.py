"""An index brought up to date: only files that have changed are read."""

import sqlite3
from collections.abc import Iterable, Sequence
from pathlib import Path

from policylens.corpus.files import read_bytes
from policylens.corpus.folder import CODEBOOK, document_files
from policylens.corpus.loader import read_codebook
from policylens.corpus.problems import Problem, Severity
from policylens.store.fingerprint import of_file
from policylens.store.index import database
from policylens.store.index.changes import Changes, changes, edition, know
from policylens.store.index.entries import NotKeptError, plain_book
from policylens.store.index.files import Known, state, telling
from policylens.store.index.kept import kept_book
from policylens.store.index.reading import Reader
from policylens.store.index.rows import forget, keep
from policylens.store.index.sealing import unsealed
from policylens.watch import READING, Watching, watched
from policylens.work.spread import spread


def update(
    connection: sqlite3.Connection, root: Path, *, bundled: bool = False, watching: Watching | None = None
) -> tuple[Problem, ...]:
    """Read what has changed in the corpus' folder into its index; return what is wrong in files that cannot be kept.

    Raises PolicylensError if the folder is no corpus, NotKeptError if it cannot be kept, and sqlite3.Error if the index
    cannot be read or written.
    """
    now = edition(bundled=bundled)
    with database.writing(connection):
        names = document_files(root)  # now that nobody else writes
        found = changes(connection, root, names, now)
        problems = _update(connection, root, names, now, found, bundled, watching)
    database.let_read(connection)
    return problems


def _update(  # noqa: PLR0917 - what is known of the corpus and its files
    connection: sqlite3.Connection,
    root: Path,
    names: Sequence[str],
    now: str,
    found: Changes,
    bundled: bool,
    watching: Watching | None,
) -> tuple[Problem, ...]:
    """Read what has changed into the index; return what is wrong in files that cannot be kept."""
    if found.codebook:
        _begin_anew(connection, root, now)
        found = found._replace(changed=tuple(names), gone=())
    book = kept_book(connection)
    stems = {Path(name).stem for name in names}
    for name in found.gone:
        forget(connection, name)
    wanted = [*found.changed, *_citing(connection, found.gone, stems)]
    for name in wanted:
        forget(connection, name)
    know(connection, found.looked_at)
    reader = Reader(root, book.codebook, {**book.known, "document": stems}, bundled)
    return _read(connection, reader, list(dict.fromkeys(wanted)), watching)


def _read(
    connection: sqlite3.Connection, reader: Reader, names: Sequence[str], watching: Watching | None
) -> tuple[Problem, ...]:
    wrong = []
    with spread(reader.read, names) as found, watched(watching, len(names)) as watch:
        for each in watch.over(READING, found, len(names)):
            if each.kept is None:
                wrong.append(each)
            else:
                keep(connection, each, each.kept)
    _refuse_clashes(connection, [name for each in wrong for name in each.names])
    return tuple(sorted(problem for each in wrong for problem in each.problems))


def _refuse_clashes(connection: sqlite3.Connection, names: Sequence[str]) -> None:
    """Raise NotKeptError if a document with errors shares a name or the id of a claim with another document."""
    select = "SELECT id FROM claims WHERE id = ? UNION SELECT called FROM documents WHERE called = ?"
    if len(set(names)) < len(names) or any(connection.execute(select, [name, name]).fetchone() for name in names):
        raise NotKeptError


def _begin_anew(connection: sqlite3.Connection, root: Path, now: str) -> None:
    """Empty the index, and read the codebook into it. Raises NotKeptError if that has errors."""
    for table in database.TABLES:
        connection.execute(f"DELETE FROM {table}")  # noqa: S608 - our own names
    before = telling(state(root / CODEBOOK))
    contents: list[bytes] = []

    def content(name: str) -> bytes:
        contents.append(read_bytes(root / name))
        return contents[0]

    book = read_codebook(content)
    if book.codebook is None or any(each.severity is Severity.ERROR for each in book.problems):
        raise NotKeptError
    database.tell(connection, "edition", now)
    database.tell(connection, "codebook", plain_book(book))
    know(connection, {CODEBOOK: Known(of_file(CODEBOOK, lambda _: contents[0]), before)})


def _citing(connection: sqlite3.Connection, gone: Iterable[str], stems: set[str]) -> list[str]:
    """Return the files of documents that refer to one that has gone."""
    missing = {Path(name).stem for name in gone} - stems
    if not missing:
        return []
    rows = connection.execute("SELECT file, head FROM documents")
    return [file for file, head in rows if missing.intersection(unsealed(head, lambda values: values["cites"]))]
