"""One long table, a row for each statement, read as a corpus."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from policylens.corpus.folder import CODEBOOK
from policylens.corpus.imported import Imported
from policylens.errors import PolicylensError
from policylens.exchange.checking import errors
from policylens.exchange.csv.columns import is_known, matched
from policylens.exchange.csv.documents import documents
from policylens.exchange.csv.propositions import looked_up, made
from policylens.exchange.csv.reading import opened
from policylens.exchange.csv.report import report
from policylens.exchange.csv.statements import statements
from policylens.model import Codebook, Corpus
from policylens.watch import NOBODY, Watch


class How(NamedTuple):
    """How a long table is to be read, as the command line says."""

    columns: Mapping[str, str] = {}
    """Columns by the field that they hold, "" for none; other fields are found by their columns' names."""
    attributes: Sequence[str] = ()
    """Columns that are attributes of the documents."""
    stances: Mapping[str, int | None] = {}
    """What some stances mean, by their `stances.key`; None for no stance."""
    codebook: Codebook | None = None
    """The codebook in which the propositions are; None to make one from their names."""
    codebook_file: bytes = b""
    """That codebook's file, which becomes the new corpus'."""
    all_coded: bool = False
    """Whether every document has been read for all themes, and not only for those in which it has a row."""
    encoding: str = ""
    """That of the file, "" for UTF-8."""


def read_long(path: Path, how: How, watch: Watch = NOBODY) -> Imported:
    """Read a table with a row for each statement as a corpus. Raises PolicylensError if it cannot be read."""
    sheet = opened(path, is_known=lambda name: is_known(name, how.columns), encoding=how.encoding)
    columns = matched(sheet, how.columns, how.attributes)
    of = statements(sheet, columns, how.stances, watch)
    if not of.rows:
        raise PolicylensError(f"{sheet.file}: there are columns, and no rows", "a table has a row for each statement")
    coded = looked_up(of, how.codebook) if how.codebook else made(of)
    found = (*of.problems, *coded.problems)
    if found:
        return Imported(None, problems=tuple(sorted(found)))
    result = documents(of, coded, all_coded=how.all_coded)
    by_date = sorted(result.documents, key=lambda document: (document.date or "9999", document.id))
    corpus = Corpus(codebook=coded.codebook, documents=tuple(by_date))
    found = result.problems or tuple(errors(corpus, result.places))
    if found:
        return Imported(None, problems=tuple(sorted(found)))
    files = {CODEBOOK: how.codebook_file} if how.codebook else {}
    return Imported(corpus, report(sheet, columns, of, coded, result), files=files)
