"""`policylens new`."""

import shlex
import unicodedata
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from policylens.cli.corpus import is_bundled, with_codebook
from policylens.cli.writing import create
from policylens.errors import PolicylensError

if TYPE_CHECKING:
    from policylens.corpus.loader import Loaded
    from policylens.corpus.scalars import Value
    from policylens.model import Codebook, Document
    from policylens.render.starting import Beginning


def _option(name: str, what: str) -> typer.models.OptionInfo:
    value = name.rpartition("-")[2].upper()
    found: typer.models.OptionInfo = typer.Option(name, metavar=value, show_default=False, help=what)
    return found


def new(
    document: Annotated[str, typer.Argument(metavar="ID", help="Its id: lower-case letters, digits and hyphens.")],
    title: Annotated[str, _option("--title", "Its title; needed unless the file has one.")] = "",
    short_name: Annotated[str, _option("--short-name", "How tables and sentences call it.")] = "",
    author: Annotated[list[str] | None, _option("--author", "A person or body; give it again for more.")] = None,
    publisher: Annotated[str, _option("--publisher", "Who brought it out.")] = "",
    date: Annotated[str, _option("--date", "As exact as known: 2008, 2009-09 or 2010-05-18.")] = "",
    kind: Annotated[str, _option("--kind", "White paper, pamphlet, seminar report ...")] = "",
    standpoint: Annotated[str, _option("--standpoint", "From where it speaks.")] = "",
    scope: Annotated[str, _option("--scope", "Which services and places it is about.")] = "",
    language: Annotated[str, _option("--language", "A language tag such as en.")] = "",
    licence: Annotated[str, _option("--licence", "What its publisher allows.")] = "",
    isbn: Annotated[str, _option("--isbn", "Its ISBN.")] = "",
    reference: Annotated[str, _option("--reference", "Another identifier that it gives.")] = "",
    summary: Annotated[str, _option("--summary", "Three or four sentences, in your words.")] = "",
    source: Annotated[
        Path | None,
        typer.Option(
            "--from",
            metavar="FILE",
            show_default=False,
            help="Take what is not given from what this copy says of itself: PDF, Word (.docx), HTML or Markdown.",
        ),
    ] = None,
    corpus: Annotated[
        Path | None,
        typer.Option(
            "--corpus",
            metavar="DIR",
            envvar="POLICYLENS_CORPUS",
            show_default=False,
            help="Your corpus; the bundled one is not written to.",
        ),
    ] = None,
) -> None:
    """Begin a document: its file, with nothing coded yet.

    \b
    policylens new plan --title "A plan for our parks" --corpus my-corpus
    policylens new report --from report.html --date 2024-03 --corpus my-corpus

    A file is never written over. What a file says of itself is often wrong: see whether it is right.
    """
    given: dict[str, Value] = {
        "id": document,
        "title": title,
        "short_name": short_name,
        "authors": [name for name in author or () if name.strip()],
        "publisher": publisher,
        "date": date,
        "kind": kind,
        "standpoint": standpoint,
        "scope": scope,
        "language": language,
        "licence": licence,
        "isbn": isbn,
        "reference": reference,
        "summary": summary,
    }
    given = {name: value for name, value in given.items() if not isinstance(value, str) or value.strip()}
    _refuse_control_characters(given)
    root = _own(corpus)
    loaded = with_codebook(root)
    said = _said(source) if source else {}
    beginning = _beginning(given, said, root)
    name = _write(beginning, loaded)
    _tell(name, beginning, root)


def _own(corpus: Path | None) -> Path:
    """Return the folder of the user's own corpus. Raises PolicylensError for the bundled one."""
    if corpus is None or is_bundled(corpus):
        raise PolicylensError(
            "the bundled corpus is not written to",
            "name your own with --corpus DIR; `policylens init DIR` makes one",
        )
    return corpus


def _refuse_control_characters(given: "Mapping[str, Value]") -> None:
    for name, value in given.items():
        for sign in value if isinstance(value, str) else "".join(value):
            if sign not in "\n\t" and unicodedata.category(sign) in ("Cc", "Cs"):
                what = f"the control character U+{ord(sign):04X}" if ord(sign) < 0xD800 else "bytes that are no text"
                raise PolicylensError(f"the document's {_called(name)} holds {what}", "take it out")


def _called(name: str) -> str:
    return name.replace("_", " ").removesuffix("s")


def _said(source: Path) -> "dict[str, Value]":
    """Return what a file says of the document that it holds."""
    from policylens.evidence.metadata import metadata

    found = metadata(source)
    return {name: value for name, value in found.items() if value}


def _beginning(given: "dict[str, Value]", said: "dict[str, Value]", root: Path) -> "Beginning":
    from policylens.render.starting import Beginning, schema_file

    identity = said | {name: value for name, value in given.items() if value}
    if "title" not in identity:
        if said:
            raise PolicylensError("the file does not say its title", "give it with --title")
        raise PolicylensError("a document needs a title", "give it with --title, or a file that says it with --from")
    return Beginning(
        identity=identity,
        from_file=frozenset(name for name in said if identity[name] is said[name]),
        with_schema=(root / schema_file("document")).is_file(),
    )


def _write(beginning: "Beginning", loaded: "Loaded") -> str:
    """Write the document's file and return its name in the corpus. Raises PolicylensError."""
    from policylens.corpus.folder import FRAMEWORKS, document_files
    from policylens.render.starting import document_file

    assert loaded.corpus is not None  # noqa: S101 - `with_codebook` has seen to it
    data = document_file(beginning, loaded.corpus.codebook).encode("utf-8", "surrogatepass")
    document = _as_read(data, loaded.corpus.codebook)
    names = {name.rpartition(".")[0].casefold() for name in document_files(loaded.root)}
    if document.id in names or document.id in loaded.corpus.document_by_id:
        raise PolicylensError(
            f"there is a document {document.id} already", "give the new one another id; the one there is left as it is"
        )
    for other in loaded.corpus.documents:
        if other.name.casefold() == document.name.casefold():
            raise PolicylensError(
                f"the document {other.id} is called {other.name} already", "give the new one another --short-name"
            )
    name = f"{FRAMEWORKS}/{document.id}.yaml"
    create(loaded.root / name, data)
    return name


def _as_read(data: bytes, codebook: "Codebook") -> "Document":
    """Return the document as it will be read. Raises PolicylensError if something typed is not what it has to be."""
    from policylens.corpus import schema
    from policylens.corpus.reader import read

    outcome = read("the document", data, schema.DOCUMENT, {"theme": codebook.themes})
    for problem in outcome.problems:
        raise PolicylensError(problem.message, problem.hint)
    document: Document = outcome.value
    return document


def _tell(name: str, beginning: "Beginning", root: Path) -> None:
    typer.echo(f"{root / name}: nothing is coded yet")
    if beginning.from_file:
        fields = ", ".join(_called(field) for field in sorted(beginning.from_file))
        typer.echo(f"From the file, to be looked at: {fields}")
    typer.echo(f"\nOpen it in an editor, and now and then: policylens check --corpus {shlex.quote(str(root))}")
