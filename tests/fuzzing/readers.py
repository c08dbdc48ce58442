"""Every reader of files, as a function of bytes: it returns where all is as it should be, and raises where not."""

import os
import tempfile
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Final

from pieced import as_json

from policylens.analysis.comparison import matrix
from policylens.corpus.loader import load, load_from
from policylens.evidence import front_matter
from policylens.evidence.anchors import Searched
from policylens.evidence.decoding import decoded
from policylens.evidence.layout import Layout
from policylens.evidence.markup import read_html
from policylens.evidence.metadata import _cleaned
from policylens.evidence.passages import anchor, stretches
from policylens.evidence.plaintext import read_markdown, read_text
from policylens.evidence.read_metadata import _of_html
from policylens.evidence.report import check
from policylens.evidence.source import Source
from policylens.evidence.writing import Writer
from policylens.model import Corpus
from policylens.store.cache import Cache, _checksum
from policylens.store.copies import Copies
from policylens.store.damage import DamagedError
from policylens.store.fingerprint import digest
from policylens.store.index.opening import kept
from policylens.store.index.paths import all_files
from policylens.store.snapshot import find
from policylens.store.suggest import suggest

from . import fates

SMALL: Final = Path(__file__).parents[1] / "corpora" / "small"
SHARED: Final = "/dev/shm"
"""Where files are in memory only, on Linux."""


@cache
def small() -> Corpus:
    found = load(SMALL).corpus
    assert found is not None
    return found


@cache
def folder() -> Path:
    """Return a folder for files that can be read by their paths only."""
    place = tempfile.mkdtemp(prefix="policylens-fuzz-", dir=SHARED if os.access(SHARED, os.W_OK) else None)
    return Path(place)


def _file(name: str, data: bytes) -> Path:
    path = folder() / name
    path.write_bytes(data)
    return path


# --- a corpus' own files


def codebook(data: bytes) -> None:
    """A codebook, and a document that was coded with another."""
    files = {"codebook.yaml": data, "frameworks/letter.yaml": (SMALL / "frameworks" / "letter.yaml").read_bytes()}
    fates.loaded(load_from(folder(), ["letter.yaml"], files.__getitem__))


def document(data: bytes) -> None:
    """A document's file beside a sound codebook."""
    files = {"codebook.yaml": (SMALL / "codebook.yaml").read_bytes(), "frameworks/letter.yaml": data}
    fates.loaded(load_from(folder(), ["letter.yaml"], files.__getitem__))


# --- texts of documents


def _looked_into(found: Source) -> None:
    """Look for evidence in a text, and for passages, as `check --sources` and `suggest` do."""
    fates.source(found)
    for each in small().documents:
        check(each, found)
    propositions = tuple(small().codebook.propositions.values())
    for hits in suggest(found, propositions, 3).found.values():
        for hit in hits:
            assert 0 <= hit.place.offset <= hit.place.end <= len(found.text)


def _read(read: Callable[[bytes, Writer], None], data: bytes) -> None:
    writer = Writer()
    with fates.error_allowed():
        read(data, writer)
        _looked_into(writer.source())


def text(data: bytes) -> None:
    """A plain text, in whatever encoding."""
    _read(read_text, data)


def markdown(data: bytes) -> None:
    """A text in Markdown, and what its head says."""
    _read(read_markdown, data)
    _metadata(front_matter.said(decoded(data)))


def html(data: bytes) -> None:
    """A web page, and what its head says."""
    _read(read_html, data)
    _metadata(_of_html(data))


def _metadata(said: dict[str, object]) -> None:
    for value in _cleaned(said).values():
        for line in [value] if isinstance(value, str) else value:
            assert line
            assert "\n" not in line


def docx(data: bytes) -> None:
    """A package, as a whole."""
    from policylens.evidence.read_docx import read_docx

    with suppress(*_damaged()):
        _read(read_docx, data)


def docx_part(data: bytes) -> None:
    """The text of a sound package."""
    from policylens.evidence.read_docx import read_docx

    from . import seeds

    with suppress(*_damaged()):
        _read(read_docx, seeds.docx_with(data))


def _damaged() -> tuple[type[Exception], ...]:
    """What python-docx and lxml make of a damaged file: the worker says that it is damaged."""
    from docx.opc.exceptions import OpcError
    from lxml.etree import LxmlError

    return OpcError, LxmlError, KeyError, ValueError, AttributeError, TypeError, IndexError


def apart(data: bytes) -> None:
    """A file of any sort, by its first bytes, as it is read in a process of its own."""
    from policylens.evidence.confined import Limits
    from policylens.evidence.extract import extract
    from policylens.evidence.metadata import metadata

    limits = Limits(processor=20, clock=40)
    path = _file("any.pdf" if data[:1] == b"%" else "any.docx", data)
    for read in (extract, metadata):
        with fates.error_allowed():
            read(path, limits)


def anchors(data: bytes) -> None:
    """A text and both ends of an anchor, parted by NULs: what is found is in the text."""
    words = [*data.decode("utf-8", "replace").split("\0", 2), "", ""][:3]
    searched = Searched(words[0])
    searched.leave_out(Layout(Source(text=words[0]), searched.words).furniture())
    for passage in searched.passages(words[1], words[2]):
        assert 0 <= passage.start <= passage.end <= len(words[0])
    for stretch in stretches(searched.bare, ()):
        for end in anchor(searched, stretch):
            assert not end or searched.is_alone(end)


# --- other people's formats


def csv(data: bytes) -> None:
    """One table with a row for each statement."""
    from policylens.exchange.csv.long import How, read_long

    with fates.error_allowed():
        fates.imported(read_long(_file("long.csv", data), How()))


def tables(data: bytes) -> None:
    """A folder of tables, one of which is this: the first byte says which."""
    from policylens.exchange.csv.assembling import read_folder

    from . import seeds

    there = seeds.tables()
    changed = sorted(there)[(data[:1] or b"\0")[0] % len(there)]
    for name, content in (there | {changed: data[1:]}).items():
        _file(f"tables/{name}", content)
    with fates.error_allowed():
        fates.imported(read_folder(folder() / "tables"))


def dna(data: bytes) -> None:
    """A project of Discourse Network Analyzer."""
    from policylens.exchange.dna.reading import read_dna

    with fates.error_allowed():
        fates.imported(read_dna(_file("project.dna", data)))


def refi_xml(data: bytes) -> None:
    """The project in a REFI-QDA archive, or a codebook of that standard: the first byte says which."""
    from refi_files import LETTER, LETTER_GUID, PAPER, PAPER_GUID, archive

    from policylens.exchange.refi.reading import read_refi

    texts = {f"{PAPER_GUID}.txt": PAPER, f"{LETTER_GUID}.txt": LETTER}
    as_codebook = data[:1] == b"c"
    path = _file("codebook.qdc", data[1:]) if as_codebook else archive(folder() / "project.qdpx", data[1:], texts)
    with fates.error_allowed():
        fates.imported(read_refi(path))


def refi(data: bytes) -> None:
    """A REFI-QDA archive, as a whole."""
    from policylens.exchange.refi.reading import read_refi

    with fates.error_allowed():
        fates.imported(read_refi(_file("project.qdpx", data)))


# --- templates and what is kept


def template(data: bytes) -> None:
    """A template of the user's own."""
    from policylens.render.filling import filled

    from . import seeds

    try:
        written = data.decode()
    except UnicodeDecodeError:
        return
    with fates.error_allowed(), suppress(MemoryError):
        assert filled(seeds.values(), written, "mine").endswith("\n")


def entry(data: bytes) -> None:
    """A file in the cache: as it is, and with the checksum that it should have."""
    cache = Cache(folder(), 10)
    for content in (data, _checksum(data) + b"\n" + data):
        _file("0.json", content)
        find("0", [cache])
    assert cache.get("0") == data


def copy(data: bytes) -> None:
    """A text that is kept, with the digest that it should have: of itself, or made by somebody."""
    place = folder() / "copies"
    for old in place.iterdir():
        old.unlink()
    _file(f"copies/letter.{digest([data])}.json", data)
    with fates.error_allowed():
        found = Copies(place).get("letter")
        assert found is not None
        _looked_into(found)


def index(data: bytes) -> None:
    """The index of a corpus: what is read with it is what the files say, or it is said to be damaged."""
    path = folder() / "index" / "small.sqlite"
    for each in all_files(path):
        each.unlink(missing_ok=True)
    path.write_bytes(data)
    found = kept(path, SMALL)
    if found is None or found.corpus is None:
        return
    try:
        assert as_json(matrix(found.corpus)) == _known()
    except DamagedError:
        pass
    finally:
        found.corpus.close()


@cache
def _known() -> bytes:
    return as_json(matrix(small()))


def made_index() -> bytes:
    """Return the index of the small corpus as it should be."""
    path = folder() / "index" / "seed.sqlite"
    found = kept(path, SMALL)
    assert found is not None
    assert found.corpus is not None
    found.corpus.close()
    return path.read_bytes()


def prepare() -> None:
    """Make the folders that some readers want."""
    for name in ("tables", "copies", "index"):
        (folder() / name).mkdir(exist_ok=True)


prepare()
