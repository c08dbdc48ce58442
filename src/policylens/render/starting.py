"""The files that a corpus and a document begin with: `templates/init/` and `templates/document.yaml.j2`, filled in."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from policylens.corpus import schema
from policylens.corpus.folder import CODEBOOK, FRAMEWORKS
from policylens.corpus.meanings import fields_told
from policylens.model import Codebook
from policylens.resources import data, templates

SCHEMAS: Final = ".policylens"
"""The folder of a corpus in which its schemas are."""

_IDENTITY: Final = (
    "id", "short_name", "title", "authors", "publisher", "date", "kind", "standpoint", "scope", "language", "licence",
    "isbn", "reference", "summary",
)  # fmt: skip
"""The fields of a document that say what it is, in the order in which they are written."""

Value = str | Sequence[str]


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
    readme = _environment().get_template("init/README.md.j2").render(bundled=bundled)
    return {
        CODEBOOK: _schema_line(schema_file("codebook")) + codebook.read_text(encoding="utf-8"),
        f"{FRAMEWORKS}/example.yaml": _schema_line("../" + schema_file("document"))
        + example.read_text(encoding="utf-8"),
        "README.md": readme,
    }


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
            "value": _written(of.identity.get(name, "")),
            "from_file": name in of.from_file,
            "meaning": means[name],
        }
        for name in _IDENTITY
    ]
    written = (
        _environment()
        .get_template("document.yaml.j2")
        .render(
            identity=fields,
            id=_written(of.identity["id"]),
            coding=fields_told(schema.CODING),
            version=_written(codebook.version),
            themes=list(codebook.themes),
            proposition=next(iter(codebook.propositions), "proposition"),
        )
    )
    line = _schema_line("../" + schema_file("document")) if of.with_schema else ""
    return line + written


def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(templates()),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        autoescape=False,  # noqa: S701 - YAML and Markdown: what somebody has typed goes through `scalar`
    )


# --- YAML

_BARE = re.compile(r"[A-Za-z][A-Za-z0-9 ()'/.,-]*(?<![ ,])\Z")
_NOT_TEXT: Final = frozenset("y n yes no on off true false null".split())
"""Words that some reader of YAML takes for a truth value, or for nothing."""

_JOINER: Final = "\u200d"
"""Joins emoji and letters; the one character that cannot be seen and is written as it is."""


def _written(value: Value) -> str:
    if isinstance(value, str):
        return scalar(value) if value else ""
    return "[" + ", ".join(map(_quoted, value)) + "]" if value else ""


def scalar(text: str) -> str:
    """Return a text as YAML on one line, which every reader takes for that text: bare where that is safe."""
    return text if _BARE.match(text) and text.lower() not in _NOT_TEXT else _quoted(text)


def _quoted(text: str) -> str:
    return '"' + "".join(map(_character, text)) + '"'


def _character(sign: str) -> str:
    escaped = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t"}.get(sign)
    if escaped:
        return escaped
    return sign if sign.isprintable() or sign == _JOINER else f"\\U{ord(sign):08X}"
