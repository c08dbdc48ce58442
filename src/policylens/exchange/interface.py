"""What every format offers, and which formats there are.

What a format needs is imported when it is used: some need programs that not everybody has.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Final, NamedTuple

from policylens.analysis.comparison import Matrix
from policylens.exchange.choices import Network

if TYPE_CHECKING:
    from policylens.evidence.source import Source

# --- out

CopyOf = Callable[[str], "Source | None"]
"""Returns a document's copy, by its id; None if the reader has none. Raises PolicylensError if it cannot be read."""


def no_copy(document: str) -> None:
    """Return no copy of any document."""
    del document


def tell_nobody(remark: str) -> None:
    """Let a remark go."""
    del remark


class Outgoing(NamedTuple):
    """What is to be written."""

    matrix: Matrix
    """The corpus, and the documents that were chosen, with their positions."""
    bundled: bool = False
    """Whether it is the corpus that policylens ships, whose licence is known."""
    network: Network = Network.DOCUMENTS
    """Which network is meant, where the format is one of networks."""
    file: str = ""
    """The name of the file to be written, where the format goes by its ending; "" for standard output."""
    copy_of: CopyOf = no_copy
    """The readers' copies of the documents' texts, where the format has texts."""
    tell: Callable[[str], None] = tell_nobody
    """Takes remarks on what could not be written as it should be, a line each."""


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
    ending: str = ""
    """How its files' names end, where that is not the format's name."""


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
    pieces: Callable[[Outgoing], Iterator[tuple[str, bytes]]]
    """Yields the files' names with what they hold, piece by piece, so that its length does not matter: a file's pieces
    in their order, perhaps with those of others between them. The same for the same data."""


Exporter = FileExporter | StreamExporter | FolderExporter


def _json(given: Outgoing) -> Iterator[bytes]:
    from policylens.exchange.json import pieces

    return pieces(given.matrix)


def _csv(given: Outgoing) -> Iterator[tuple[str, bytes]]:
    from policylens.exchange.csv.export import pieces

    return pieces(given.matrix, bundled=given.bundled)


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


def _refi_qda(given: Outgoing) -> bytes:
    from policylens.exchange.refi.export import write

    return write(given)


_EXPORTERS: Final[tuple[Exporter, ...]] = (
    StreamExporter("json", "everything in one object", _json),
    FolderExporter("csv", "tidy tables in a folder, for spreadsheets", _csv),
    FileExporter("bibtex", "the references, for LaTeX", _bibtex),
    FileExporter("csl-json", "the references, for Zotero and pandoc", _csl_json),
    FileExporter("xlsx", "the framework matrix as a workbook", _xlsx, is_text=False),
    StreamExporter("jsonl", "a row a position and a stance, for DuckDB and Spark", _jsonl),
    StreamExporter("parquet", "the same rows by columns, with their types", _parquet, is_text=False),
    FileExporter("graphml", "a network of documents, or of their positions", _graphml),
    FileExporter("refi-qda", "codes, texts and coded passages, for NVivo and the like", _refi_qda, False, "qdpx"),
)

EXPORTERS: Final[Mapping[str, Exporter]] = {each.name: each for each in _EXPORTERS}
"""The formats in which a corpus can be written, by name."""

# --- in
#
# An importer is a function that takes the path of what is to be read, how to read it, and a `watch.Watch`, and returns
# an `Imported`. It writes nothing: the command does, once all is known to be right.
