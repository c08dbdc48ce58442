"""The files that a corpus and a document begin with: `templates/init/` and `templates/document.yaml.j2`, filled in."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from policylens.corpus import schema
from policylens.corpus.folder import CODEBOOK, FRAMEWORKS
from policylens.corpus.meanings import fields_told
from policylens.corpus.scalars import Value, folded, value
from policylens.corpus.writing import codebook_text, document_text
from policylens.model import Codebook, Corpus
from policylens.render.templated import filled
from policylens.resources import data, templates

SCHEMAS: Final = ".policylens"
"""The folder of a corpus in which its schemas are."""

_IDENTITY: Final = (
    "id", "short_name", "title", "authors", "publisher", "date", "kind", "standpoint", "scope", "language", "licence",
    "isbn", "reference", "summary",
)  # fmt: skip
"""The fields of a document that say what it is, in the order in which they are written."""

WIDTH: Final = 120
"""A text is folded that would make its line longer than this."""


def schema_file(kind: str) -> str:
    """Return where a corpus has the schema of its codebook or its documents."""
    return f"{SCHEMAS}/{kind}.schema.json"


def _schema_line(path: str) -> str:
    """Return the line that tells the YAML language server where a file's schema is."""
    return f"# yaml-language-server: $schema={path}\n"


def corpus_files(*, bundled: bool) -> dict[str, str]:
    """Return the files of a new corpus by their names, but for the schemas; `bundled` begins with our own codebook."""
    start = templates() / "init"
    codebook = data() / CODEBOOK if bundled else start / CODEBOOK
    example = start / ("example-bundled.yaml" if bundled else "example.yaml")
    readme = filled("init/README.md.j2", bundled=bundled, imported=False)
    return {
        CODEBOOK: _schema_line(schema_file("codebook")) + codebook.read_text(encoding="utf-8"),
        f"{FRAMEWORKS}/example.yaml": _schema_line("../" + schema_file("document"))
        + example.read_text(encoding="utf-8"),
        "README.md": readme,
    }


def written_files(corpus: Corpus, given: Mapping[str, bytes]) -> Iterator[tuple[str, bytes]]:
    """Yield the files of a corpus that came from elsewhere, but for the schemas; those that are `given` as they are."""
    line = _schema_line(schema_file("codebook")).encode()
    own = given.get(CODEBOOK, b"").removeprefix(b"\xef\xbb\xbf") or codebook_text(corpus.codebook).encode()
    yield CODEBOOK, own if own.startswith(line) else line + own
    for document in corpus.documents:
        text = _schema_line("../" + schema_file("document")) + document_text(document)
        yield f"{FRAMEWORKS}/{document.id}.yaml", text.encode()
    yield from ((name, data) for name, data in given.items() if name != CODEBOOK)
    yield "README.md", filled("init/README.md.j2", bundled=False, imported=True).encode()


@dataclass(frozen=True, kw_only=True)
class Beginning:
    """What is known of a document before anything is coded."""

    identity: Mapping[str, Value]
    """Fields of the document and their values, its id among them."""
    from_file: frozenset[str] = frozenset()
    """Those of them that a file said, which may be wrong."""
    with_schema: bool = False
    """Whether the corpus has the schema of its documents."""


def document_file(of: Beginning, codebook: Codebook) -> str:
    """Return the file of a document of which nothing is coded."""
    means = fields_told(schema.DOCUMENT)
    fields = [
        {
            "name": name,
            "value": _written(of, name),
            "from_file": name in of.from_file,
            "meaning": means[name],
        }
        for name in _IDENTITY
    ]
    written = filled(
        "document.yaml.j2",
        identity=fields,
        id=value(of.identity["id"]),
        coding=fields_told(schema.CODING),
        version=value(codebook.version),
        themes=list(codebook.themes),
        proposition=next(iter(codebook.propositions), "proposition"),
    )
    line = _schema_line("../" + schema_file("document")) if of.with_schema else ""
    return line + written


def _written(of: Beginning, name: str) -> str:
    """Return what is known of a field as YAML; on one line what a file said, as a comment comes after it."""
    known = of.identity.get(name, "")
    if not known or not isinstance(known, str) or name in of.from_file:
        return value(known)
    return folded(known.strip(), len(f"{name}: "), WIDTH)  # who reads it takes blanks at its ends away, too
