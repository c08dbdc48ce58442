"""What changed between two versions of a corpus, as plain data."""

from collections.abc import Sequence

from policylens.analysis.change import Changes, ClaimChange, DocumentChange, Version
from policylens.analysis.codebooks import CodebookChange
from policylens.analysis.comparison import Matrix
from policylens.analysis.edits import Edit
from policylens.analysis.movement import Moved, Turned
from policylens.analysis.rewording import Reworded
from policylens.model import Document
from policylens.plain.comparison import cell_object, proposition_object, verdict_object
from policylens.plain.records import claim_object, filled, plain, theme_head
from policylens.plain.writing import Object


def change_object(changed: Changes) -> Object:
    """Return everything that changed from one version to the other."""
    return {
        "old": _version(changed.versions[0], changed.old),
        "new": _version(changed.versions[1], changed.new),
        "differs": changed.differs,
        "verdicts": [_turned(each) for each in changed.verdicts],
        "positions": [_moved(each) for each in changed.positions],
        "reworded": [_reworded(each) for each in changed.reworded],
        "documents": {
            "added": [_document(each, changed.new) for each in changed.added],
            "removed": [_document(each, changed.old) for each in changed.removed],
            "changed": [_document_change(each) for each in changed.documents],
        },
        "codebook": _codebook(changed.codebook),
        "claims": {
            "added": [{"document": document.id, **claim_object(claim)} for document, claim in changed.claims.added],
            "removed": [{"document": document.id, **claim_object(claim)} for document, claim in changed.claims.removed],
            "changed": [_claim_change(each) for each in changed.claims.changed],
        },
    }


def _version(version: Version, of: Matrix) -> Object:
    return {
        "name": version.name,
        "commit": version.commit or None,
        "codebook": of.corpus.codebook.version,
        "documents": len(of.documents),
        "claims": sum(len(document.claims) for document in of.documents),
    }


def _edits(found: Sequence[Edit]) -> Object:
    return {edit.field: {"old": plain(edit.old), "new": plain(edit.new)} for edit in found}


def _turned(each: Turned) -> Object:
    return {
        "theme": each.new.theme.id,
        "proposition": each.new.proposition.id,
        "old": verdict_object(each.old.judgement),
        "new": verdict_object(each.new.judgement),
    }


def _moved(each: Moved) -> Object:
    return {
        "document": each.document.id,
        "theme": each.theme.id,
        "proposition": each.proposition.id,
        "movement": each.movement,
        "old": cell_object(each.old),
        "new": cell_object(each.new),
    }


def _reworded(each: Reworded) -> Object:
    return {
        "theme": each.theme.id,
        "proposition": each.proposition.id,
        "changed": _edits(each.edits),
        "look_again": [
            {
                "document": look.document.id,
                "unchanged": look.unchanged,
                "codebook": look.codebook or None,
                **cell_object(look.cell),
            }
            for look in each.look
        ],
    }


def _document(document: Document, of: Matrix) -> Object:
    identity = filled(document, ["id", "short_name", "title", "date", "publisher"])
    return {**identity, "claims": len(document.claims), "positions": len(of.positions[document.id])}


def _document_change(each: DocumentChange) -> Object:
    return {
        "id": each.document.id,
        "changed": _edits(each.edits),
        "coded": list(each.coded),
        "not_coded": list(each.not_coded),
    }


def _claim_change(each: ClaimChange) -> Object:
    return {"document": each.document.id, "id": each.new.id, "changed": _edits(each.edits)}


def _codebook(each: CodebookChange) -> Object:
    return {
        "changed": _edits(each.edits),
        "themes": {
            "added": [theme_head(theme) for theme in each.themes_added],
            "removed": [theme_head(theme) for theme in each.themes_removed],
            "changed": [{"id": change.theme.id, "changed": _edits(change.edits)} for change in each.themes],
        },
        "propositions": {
            "added": [{"theme": row.theme.id, **proposition_object(row)} for row in each.added],
            "removed": [{"theme": row.theme.id, **proposition_object(row)} for row in each.removed],
            "changed": [
                {"theme": change.theme.id, "id": change.proposition.id, "changed": _edits(change.edits)}
                for change in each.propositions
            ],
        },
    }
