"""What changed between two versions of a corpus: its documents, positions, verdicts, propositions and claims.

Documents, claims, themes and propositions are known by their ids: one with another id is another one. The order in
which they stand is not compared, nor how the files are laid out.
"""

from typing import NamedTuple

from policylens.analysis.codebooks import CodebookChange, codebook_change
from policylens.analysis.comparison import Matrix
from policylens.analysis.edits import Edit, edits, entries
from policylens.analysis.movement import Moved, Turned, moved, turned
from policylens.analysis.rewording import Reworded, reworded
from policylens.model import Claim, Document

WORDS = ("statement", "mechanism", "conditions")
"""The fields of a claim that say what the document says."""


class DocumentChange(NamedTuple):
    """A document whose identity or coding is not what it was."""

    document: Document
    """As it is now."""
    edits: tuple[Edit, ...]
    """Fields of its identity, its summary, and fields of its coding such as `coding.coder`; `positions` where they were
    charted and are now computed, or the other way round."""
    coded: tuple[str, ...]
    """Ids of the themes for which it has been read since."""
    not_coded: tuple[str, ...]
    """Ids of the themes for which it is no longer said to have been read."""


class ClaimChange(NamedTuple):
    """A claim that is not what it was."""

    document: Document
    """As it is now."""
    old: Claim
    new: Claim
    edits: tuple[Edit, ...]
    """Of its fields, a stance each on its own."""

    @property
    def reworded(self) -> tuple[Edit, ...]:
        """Those of the edits that concern what it says."""
        return tuple(edit for edit in self.edits if edit.field in WORDS)


class Claims(NamedTuple):
    """The claims of documents that both versions have."""

    added: tuple[tuple[Document, Claim], ...]
    removed: tuple[tuple[Document, Claim], ...]
    changed: tuple[ClaimChange, ...]


class Version(NamedTuple):
    """What one of two versions of a corpus is called."""

    name: str
    """As the user named it: a folder or a revision."""
    commit: str = ""
    """The id of the commit, if it is a revision."""


class Changes(NamedTuple):
    """Everything that differs between two versions of a corpus."""

    versions: tuple[Version, Version]
    """The old one and the new one."""
    old: Matrix
    new: Matrix
    verdicts: tuple[Turned, ...]
    positions: tuple[Moved, ...]
    reworded: tuple[Reworded, ...]
    added: tuple[Document, ...]
    removed: tuple[Document, ...]
    documents: tuple[DocumentChange, ...]
    codebook: CodebookChange
    claims: Claims

    @property
    def differs(self) -> bool:
        """Whether anything does."""
        documents = (self.verdicts, self.positions, self.added, self.removed, self.documents)
        return any((*documents, self.reworded, *self.codebook, *self.claims))


def changes(old: Matrix, new: Matrix, versions: tuple[Version, Version]) -> Changes:
    """Return what changed from `old` to `new`: in the documents that the matrices have, and in the whole codebook."""
    before = {document.id: document for document in old.documents}
    after = {document.id for document in new.documents}
    both = [(before[document.id], document) for document in new.documents if document.id in before]
    return Changes(
        versions=versions,
        old=old,
        new=new,
        verdicts=turned(old, new),
        positions=moved(old, new),
        reworded=reworded(old, new),
        added=tuple(document for document in new.documents if document.id not in before),
        removed=tuple(document for document in old.documents if document.id not in after),
        documents=tuple(change for change in map(_document, both) if change.edits or change.coded or change.not_coded),
        codebook=codebook_change(old, new),
        claims=_claims(both),
    )


def _document(versions: tuple[Document, Document]) -> DocumentChange:
    old, new = versions
    found = list(edits(old, new, ("attributes", "coding", "positions", "claims")))
    found += entries("attributes", old.attributes, new.attributes)
    found += [e._replace(field=f"coding.{e.field}") for e in edits(old.coding, new.coding, ("themes",))]
    was, now = ("computed" if each.positions is None else "charted" for each in (old, new))
    if was != now:
        found.append(Edit("positions", was, now))
    return DocumentChange(
        document=new,
        edits=tuple(found),
        coded=tuple(theme for theme in new.coding.themes if theme not in old.coding.themes),
        not_coded=tuple(theme for theme in old.coding.themes if theme not in new.coding.themes),
    )


def _claims(both: list[tuple[Document, Document]]) -> Claims:
    pairs = [
        ClaimChange(new, was, now, (*edits(was, now, ("stances",)), *entries("stances", was.stances, now.stances)))
        for old, new in both
        for now in new.claims
        for was in [old.claim_by_id.get(now.id)]
        if was is not None
    ]
    return Claims(
        added=tuple((new, claim) for old, new in both for claim in new.claims if claim.id not in old.claim_by_id),
        removed=tuple((old, claim) for old, new in both for claim in old.claims if claim.id not in new.claim_by_id),
        changed=tuple(pair for pair in pairs if pair.edits),
    )
