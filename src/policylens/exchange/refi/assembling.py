"""A corpus of a project: its codes become a codebook, its texts documents."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, Final, NamedTuple

from policylens.corpus.imported import Left
from policylens.exchange.naming import Ids, same
from policylens.exchange.refi import records
from policylens.exchange.refi.archive import Opened
from policylens.exchange.refi.coding import Claims
from policylens.exchange.refi.counting import Counting
from policylens.exchange.refi.fields import Fields, is_id
from policylens.exchange.refi.gathering import Gathered
from policylens.exchange.refi.project import Project, Source
from policylens.exchange.refi.roles import Roles, roles
from policylens.exchange.refi.texts import Budget, SourceText, Span
from policylens.model import Claim, Coding, Corpus, Document
from policylens.watch import Watch

TEXTS: Final = "texts"
"""The folder of a new corpus in which its documents' texts are."""

_ENDING = re.compile(r"\.(?:docx?|html?|md|odt|pdf|rtf|txt)\Z", re.IGNORECASE)
"""The ending of a file's name, which is no part of a document's."""


class Assembled(NamedTuple):
    """A corpus that was made of a project, and what there is to say of it."""

    corpus: Corpus
    texts: Mapping[str, bytes]
    """By their names in the corpus' folder."""
    roles: Roles
    gathered: Gathered
    left: Sequence[Left]
    """Texts that are not there."""
    counts: Mapping[str, int]
    """As `Claims` counts."""
    counting: Sequence[Counting]
    """How positions count, text by text."""


def assembled(file: Opened, project: Project, watch: Watch) -> Assembled:
    """Make a corpus of a project. Raises PolicylensError if one of its texts cannot be read."""
    return _Assembler(file, project).assembled(watch)


class _Assembler:
    """Makes a corpus of a project."""

    def __init__(self, file: Opened, project: Project) -> None:
        self._file = file
        self._project = project
        self._roles = roles(project.codes, set(_used(project)))
        self._gathered = Gathered(project)
        self._about = [self._gathered.note(each, "id") for each in project.sources]
        self._ids = self._document_ids()
        self._claims = Claims(self._roles, self._ids, self._gathered.claim_ids())
        self._names: set[str] = set()
        self._budget = Budget()
        self._counting: list[Counting] = []
        self._left: list[Left] = []
        self._texts: dict[str, bytes] = {}

    def assembled(self, watch: Watch) -> Assembled:
        """Return the corpus, with what there is to say of it."""
        sources = list(zip(self._ids, self._project.sources, self._about, strict=True))
        documents = [self._document(*each) for each in watch.over("Reading", sources, len(sources))]
        documents.sort(key=lambda each: (each.date or "9999", each.id))
        corpus = Corpus(codebook=self._roles.codebook, documents=tuple(documents))
        counts = self._claims.counts
        return Assembled(corpus, self._texts, self._roles, self._gathered, self._left, counts, self._counting)

    def _document_ids(self) -> list[str]:
        """Return the documents' ids: their own if they have one, otherwise made of their names."""
        own = [fields.one("id") for fields in self._about]
        free = set(filter(is_id, own))
        ids = Ids("document", free)
        found = []
        for name, source in zip(own, self._project.sources, strict=True):
            if name in free:
                free.remove(name)
                found.append(name)
            else:
                found.append(ids.of(_ENDING.sub("", source.name)))
        return found

    def _document(self, name: str, source: Source, about: Fields) -> Document:
        text = self._text(name, source)
        claims = tuple(self._claims.of(name, self._gathered.coded(source), text))
        fields = self._identity(name, source, about)
        if "id" not in about:
            fields["coding"] = replace(fields["coding"], themes=self._themes_of(claims))
        charted = self._gathered.note(source, "charted")
        if "charted" in charted:
            known = {claim.id for claim in claims}
            fields["positions"] = self._positions(charted, known)
        return Document(claims=claims, **fields)

    def _identity(self, name: str, source: Source, about: Fields) -> dict[str, Any]:
        title = _ENDING.sub("", source.name) or name
        if "id" in about:
            fields = records.document(name, about, self._roles.codebook.themes)
        else:
            coding = Coding(coder=self._gathered.coders(source), codebook=self._roles.codebook.version)
            fields = {"id": name, "title": title, "attributes": self._gathered.attributes(source), "coding": coding}
            fields["short_name"] = title if title != name else ""
            fields["summary"] = source.description.strip()
        if same(fields.get("short_name") or name) in self._names:
            fields["short_name"] = f"{fields.get('short_name') or title} ({name})"
        self._names.add(same(fields.get("short_name") or name))
        return fields

    def _themes_of(self, claims: Iterable[Claim]) -> tuple[str, ...]:
        """Return the themes on which claims take a stance: somebody has read for these."""
        codebook = self._roles.codebook
        taken = {codebook.theme_of[each].id for claim in claims for each in claim.stances}
        return tuple(each for each in codebook.themes if each in taken)

    def _positions(self, charted: Fields, claims: set[str]) -> dict[str, Any]:
        known = self._roles.codebook.propositions
        found = {name: each for name, each in records.positions(charted).items() if name in known}
        return {
            name: records.resting(each, tuple(claim for claim in each.claims if claim in claims))
            for name, each in found.items()
        }

    def _text(self, name: str, source: Source) -> SourceText | None:
        """Return the text of a source, and keep it for the corpus; None if it is not there, or stands in for one."""
        if Fields(source.description).one("copy") == "none":
            return None
        data = source.content if source.content is not None else self._file.text(source.member)
        if data is None:
            where = "it is not in the file" if source.path else "the file has no plain text of it"
            self._left.append(Left(f"the text of {source.name or name}", where))
            return None
        text = SourceText(data, self._budget)
        otherwise = Counting(lines_as_one=self._project.origin.startswith("ATLAS"))
        text.settle([Span(each.start, each.end, each.name) for each in source.selections], otherwise)
        self._counting.append(text.counting)
        if any(map(str.isalnum, text.text)):
            self._texts[f"{TEXTS}/{name}.txt"] = text.text.encode()
        else:
            self._left.append(Left(f"the text of {source.name or name}", "it is empty"))
        return text


def _used(project: Project) -> Iterator[str]:
    """Yield the GUIDs with which something is coded."""
    for source in (*project.sources, *project.notes.values()):
        yield from source.codes
        yield from (code for each in source.selections for code in each.codes)
