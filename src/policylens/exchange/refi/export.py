"""A corpus as a REFI-QDA project, with texts and what is coded in them, or as a REFI-QDA codebook.

QDA-XML 1.0, of March 2019. Its order of elements is that of its schema.
"""

from collections.abc import Iterator, Sequence
from io import BytesIO
from pathlib import PurePath
from typing import Final
from xml.etree.ElementTree import Element
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from policylens.analysis.comparison import Matrix
from policylens.errors import PolicylensError
from policylens.exchange.interface import CopyOf, Outgoing
from policylens.exchange.refi import names
from policylens.exchange.refi.codes import tree
from policylens.exchange.refi.documents import case, coder, notes, source, variable, variables
from policylens.exchange.refi.elements import group, made, whole, written
from policylens.exchange.refi.placing import Placed, placed
from policylens.exchange.wording import counted
from policylens.model import Codebook, Document

_NAME: Final = "Framework analysis"
"""What a project is called: a corpus has no name but that of its folder, which is no data."""

_NO_DATE: Final = (1980, 1, 1, 0, 0, 0)
"""The date of everything in an archive, as it cannot be left out: the first that can be written."""


def write(given: Outgoing) -> bytes:
    """Return a project or a codebook, as the file's name ends; what goes to standard output is a project.

    Tells of documents without a copy and of passages that are not found. Raises PolicylensError if the name ends
    otherwise, or a copy cannot be read.
    """
    ending = PurePath(given.file).suffix.lower()
    if ending == ".qdc":
        return write_codebook(given.matrix.corpus.codebook)
    if given.file and ending != ".qdpx":
        raise PolicylensError(
            f"{given.file} ends neither in .qdpx nor in .qdc",
            "name a project NAME.qdpx (codes, texts, coded passages) or a codebook NAME.qdc (codes alone)",
        )
    data, at = write_project(given.matrix, given.copy_of)
    for remark in _remarks(at):
        given.tell(remark)
    return data


def _remarks(at: Sequence[Placed]) -> Iterator[str]:
    without, missing = sum(not each.is_copy for each in at), sum(each.missing for each in at)
    if without:
        have = "has" if without == 1 else "have"
        yield (
            f"{without} of {counted(len(at), 'document')} {have} no copy: a list of claims stands for the text; "
            "`policylens sources` says where the texts can be had"
        )
    if missing:
        are = "is" if missing == 1 else "are"
        yield (
            f"{counted(missing, 'passage')} {are} not found in the copies: a claim that has no other is coded in its "
            "note; `policylens check --sources` lists them"
        )


def write_codebook(codebook: Codebook) -> bytes:
    """Return the codebook as a file of its own, in UTF-8; the same bytes for the same data."""
    root = made("CodeBook", xmlns=names.CODEBOOK, origin=names.ORIGIN)
    return "".join(whole(root, group("Codes", tree(codebook)))).encode()


def write_project(of: Matrix, copy_of: CopyOf) -> tuple[bytes, list[Placed]]:
    """Return a project, and for each document where its claims stand in its text; the same bytes for the same data.

    `copy_of` returns the reader's copy of a document, by its id. Raises what it raises. Of the texts that come with
    the second, none is kept: they are empty.
    """
    file = BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        found = [_with_text(archive, document, copy_of) for document in of.documents]
        with archive.open(_member(names.PROJECT_MEMBER), "w") as project:
            for piece in _project(of, found):
                project.write(piece.encode())
    return file.getvalue(), found


def _with_text(archive: ZipFile, document: Document, copy_of: CopyOf) -> Placed:
    at = placed(document, copy_of(document.id))
    archive.writestr(_member(names.SOURCES + names.source_member(document.id)), at.text.encode())
    return at._replace(text="")


def _member(name: str) -> ZipInfo:
    member = ZipInfo(name, _NO_DATE)
    member.compress_type = ZIP_DEFLATED
    member.create_system = 3  # whatever system this is
    member.external_attr = 0o644 << 16
    return member


def _project(of: Matrix, at: Sequence[Placed]) -> Iterator[str]:
    root = made("Project", xmlns=names.PROJECT, name=_NAME, origin=names.ORIGIN)
    return whole(root, _parts(of, at))


def _parts(of: Matrix, at: Sequence[Placed]) -> Iterator[str]:
    documents = of.documents
    yield from group("Users", map(_user, dict.fromkeys(map(coder, documents))))
    yield written(made("CodeBook", made("Codes", *tree(of.corpus.codebook))))
    yield from group("Variables", map(variable, dict.fromkeys(name for each in documents for name in variables(each))))
    yield from group("Cases", map(case, documents))
    yield from group("Sources", map(source, documents, at))
    yield from group(
        "Notes", (note for each, place in zip(documents, at, strict=True) for note in notes(of, each, place))
    )


def _user(name: str) -> Element:
    return made("User", guid=names.guid("user", name), name=name)
