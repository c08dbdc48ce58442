"""Every way of writing, as a function of bytes: texts that fill a corpus, and what must hold of what is written."""

import csv
import io
import json
import re
import zipfile
from collections.abc import Iterator
from functools import cache
from html.parser import HTMLParser
from xml.etree import ElementTree

from pieced import put_together
from render.building import PAGES, written
from render.html_pages import filled_with, made

from policylens.analysis.comparison import matrix
from policylens.exchange.choices import Network
from policylens.exchange.interface import EXPORTERS, FileExporter, FolderExporter, Outgoing
from policylens.model import Corpus

from . import fates

_FORMULAS = re.compile(r"[=+@\t\r]|-(?![0-9.]+\Z)")
"""How a cell begins that a spreadsheet may run; a negative number is none."""


def texts(data: bytes) -> list[str]:
    """Return the texts that stand in `data`, parted by NULs, as a corpus may have them: not blank, no halves."""
    found = [part.strip() for part in data.decode("utf-8", "replace").split("\0")]
    return [part for part in found if part] or ["x"]


def pages(data: bytes) -> None:
    """A page on a terminal and in Markdown: the first byte says which."""
    there = texts(data[1:])
    corpus = written([there[number % len(there)] for number in range(8)])
    page = list(PAGES.values())[(data[:1] or b"\0")[0] % len(PAGES)]
    fates.shown(page(corpus))


def html(data: bytes) -> None:
    """A briefing in HTML: what the data says opens no element and no attribute."""
    there = texts(data)
    tags, names = _elements(made(filled_with(there, documents=2, propositions=2), title=there[0]))
    usual_tags, usual_names = _usual()
    assert tags["script"] == usual_tags["script"]
    assert tags["style"] == usual_tags["style"]
    assert tags.keys() <= usual_tags.keys()
    assert names <= usual_names


@cache
def _usual() -> tuple[dict[str, int], frozenset[str]]:
    return _elements(made(filled_with(["a word"], documents=2, propositions=2), title="a word"))


def _elements(page: str) -> tuple[dict[str, int], frozenset[str]]:
    """Return how often each element stands in a page, and the attributes."""
    tags: dict[str, int] = {}
    names: set[str] = set()

    class Parser(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            tags[tag] = tags.get(tag, 0) + 1
            names.update(name for name, _ in attrs)

    parser = Parser()
    parser.feed(page)
    parser.close()
    return tags, frozenset(names)


def exports(data: bytes) -> None:
    """Every format of `export` that is written quickly; each is read back."""
    corpus = filled_with(texts(data), documents=2, propositions=2)
    for name, exporter in EXPORTERS.items():
        for network in Network if name == "graphml" else [Network.DOCUMENTS]:
            given = Outgoing(matrix(corpus), network=network)
            if isinstance(exporter, FolderExporter):
                for content in put_together(exporter.pieces(given)).values():
                    _table(content)
            elif name in _READ_BACK:
                whole = (
                    exporter.write(given) if isinstance(exporter, FileExporter) else b"".join(exporter.pieces(given))
                )
                _READ_BACK[name](whole, corpus)


def _table(content: bytes) -> None:
    if content.startswith(b"{"):
        json.loads(content)
        return
    head, *rows = csv.reader(io.StringIO(content.decode(), newline=""), strict=True)
    for row in rows:
        assert len(row) == len(head)
        assert not any(_FORMULAS.match(cell) for cell in row)


def _xml(content: bytes, corpus: Corpus) -> None:
    assert b"<!DOCTYPE" not in content
    assert len(ElementTree.fromstring(content)) > 0


def _json(content: bytes, corpus: Corpus) -> None:
    json.loads(content)


def _workbook(content: bytes, corpus: Corpus) -> None:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        for name in package.namelist():
            assert not name.startswith("/")
            assert ".." not in name
            ElementTree.fromstring(package.read(name))
            assert b"<f>" not in package.read(name)


def _entries(content: bytes, corpus: Corpus) -> None:
    """BibTeX: braces in pairs, an entry a document."""
    lines = content.decode().splitlines()
    assert sum(line.startswith("@") for line in lines) == len(corpus.documents)
    assert all(depth >= 0 for depth in _depths(content.decode()))


def _depths(text: str) -> Iterator[int]:
    depth = 0
    for sign in re.sub(r"\\.", "", text, flags=re.DOTALL):
        depth += (sign == "{") - (sign == "}")
        yield depth
    assert depth == 0


_READ_BACK = {
    "json": _json,
    "csl-json": _json,
    "graphml": _xml,
    "xlsx": _workbook,
    "bibtex": _entries,
}
