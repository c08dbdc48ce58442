"""What every format offers, and which formats there are.

What a format needs is imported when it is used: some need programs that not everybody has.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Final, NamedTuple, TypeVar

from policylens.analysis.comparison import Matrix
from policylens.exchange.choices import Network

# --- out


class Outgoing(NamedTuple):
    """What is to be written."""

    matrix: Matrix
    """The corpus, and the documents that were chosen, with their positions."""
    bundled: bool = False
    """Whether it is the corpus that policylens ships, whose licence is known."""
    network: Network = Network.DOCUMENTS
    """Which network is meant, where the format is one of networks."""


class FileExporter(NamedTuple):
    """A format that is one file."""

    name: str
    """As on the command line."""
    what: str
    """What it holds, in a few words."""
    write: Callable[[Outgoing], bytes]
    """Returns the file's content; the same for the same data."""
    is_text: bool = True
    """Whether a terminal could show it."""


class StreamExporter(NamedTuple):
    """A format that is one file, made piece by piece, so that its length does not matter."""

    name: str
    """As on the command line."""
    what: str
    """What it holds, in a few words."""
    pieces: Callable[[Outgoing], Iterator[bytes]]
    """Yields the file's content from its beginning to its end; the same for the same data."""
    is_text: bool = True
    """Whether a terminal could show it."""


class FolderExporter(NamedTuple):
    """A format that is a folder of files."""

    name: str
    """As on the command line."""
    what: str
    """What it holds, in a few words."""
    files: Callable[[Outgoing], Mapping[str, bytes]]
    """Returns the files' contents by their names; the same for the same data."""


Exporter = FileExporter | StreamExporter | FolderExporter


def _json(given: Outgoing) -> bytes:
    from policylens.exchange.json import write

    return write(given.matrix)


def _csv(given: Outgoing) -> Mapping[str, bytes]:
    from policylens.exchange.csv.export import files

    return files(given.matrix, bundled=given.bundled)


def _bibtex(given: Outgoing) -> bytes:
    from policylens.exchange.bibtex import write

    return write(given.matrix.documents)


def _csl_json(given: Outgoing) -> bytes:
    from policylens.exchange.csl_json import write

    return write(given.matrix.documents)


def _jsonl(given: Outgoing) -> Iterator[bytes]:
    from policylens.exchange.jsonl import lines

    return lines(given.matrix)


def _graphml(given: Outgoing) -> bytes:
    from policylens.exchange.graphml import write

    return write(given.matrix, given.network)


def _xlsx(given: Outgoing) -> bytes:
    from policylens.exchange.xlsx.book import write

    return write(given.matrix)


def _parquet(given: Outgoing) -> Iterator[bytes]:
    from policylens.exchange.parquet import pieces

    return pieces(given.matrix)


_EXPORTERS: Final[tuple[Exporter, ...]] = (
    FileExporter("json", "everything in one object", _json),
    FolderExporter("csv", "tidy tables in a folder, for spreadsheets", _csv),
    FileExporter("bibtex", "the references, for LaTeX", _bibtex),
    FileExporter("csl-json", "the references, for Zotero and pandoc", _csl_json),
    FileExporter("xlsx", "the framework matrix as a workbook", _xlsx, is_text=False),
    StreamExporter("jsonl", "a row a position and a stance, for DuckDB and Spark", _jsonl),
    StreamExporter("parquet", "the same rows by columns, with their types", _parquet, is_text=False),
    FileExporter("graphml", "a network of documents, or of their positions", _graphml),
)

EXPORTERS: Final[Mapping[str, Exporter]] = {each.name: each for each in _EXPORTERS}
"""The formats in which a corpus can be written, by name."""

# --- in
#
# An importer is a function that takes the path of what is to be read, how to read it, and a `Watch`, and returns an
# `Imported`. It writes nothing: the command does, once all is known to be right.

T = TypeVar("T")


class Watch:
    """Tells somebody how far the work is; this one tells nobody."""

    def over(self, what: str, items: Iterable[T], total: int) -> Iterable[T]:
        """Return the items, which are about to be gone through; `what` says what is done with them."""
        del what, total
        return items


NOBODY: Final = Watch()
