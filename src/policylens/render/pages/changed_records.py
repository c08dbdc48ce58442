"""The parts of the page of `diff` on documents, the codebook and claims."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, TypeVar

from policylens.analysis.change import Changes, ClaimChange, Claims, DocumentChange
from policylens.analysis.comparison import Matrix, PropositionComparison
from policylens.analysis.edits import Edit
from policylens.model import Claim, Document, Evidence, Scale, Theme
from policylens.render.page import Block, Entries, Entry, Heading, Hint, Span, text
from policylens.render.rewording import side_by_side
from policylens.render.wording import claim_place, count, signed, verdict_words

T = TypeVar("T")


def section(title: str, items: Sequence[T], entry: Callable[[T], Entry], most: int | None) -> list[Block]:
    """Return a section with an entry for each of the first `most` items, or for all; nothing where there are none."""
    if not items:
        return []
    entries = tuple(entry(item) for item in items[:most])
    return [Heading(2, f"{title} ({len(items):,})"), Entries(entries, apart=True), *more(len(items), most)]


def more(there: int, most: int | None) -> list[Block]:
    """Say how many of those that are there are not shown, and how all are."""
    if most is None or there <= most:
        return []
    return [Hint(text(f"{there - most:,} more: --format markdown, json or csv has all.", "dim"))]


def edit_entries(edits: Iterable[Edit]) -> Iterator[Entry]:
    """Yield what became of each field: texts below each other, other values in one line."""
    for edit in edits:
        field, _, inside = edit.field.partition(".")
        name = f"{field[:1].upper()}{field[1:].replace('_', ' ')}{inside and ' '}{inside}"
        if edit.field == "evidence":
            yield Entry("", (Span(f"{name}: ", "dim"), Span(_passages(edit.old, edit.new))))
        elif any(isinstance(value, str) and " " in value for value in edit[1:]):
            was, now = side_by_side(_value(edit.old), _value(edit.new))
            yield Entry("", (Span(f"{name} was: ", "dim"), *was), (Entry("", (Span("now: ", "dim"), *now)),))
        else:
            yield Entry("", (Span(f"{name}: ", "dim"), Span(f"was {_value(edit.old)}, now {_value(edit.new)}")))


def _passages(old: Sequence[Evidence], new: Sequence[Evidence]) -> str:
    counted = [
        (sum(passage not in old for passage in new), "added"),
        (sum(passage not in new for passage in old), "removed"),
    ]
    told = [f"{count(number, 'passage')} {what}" for number, what in counted if number]
    return ", ".join(told) or "the same passages, in another order"


def _value(value: Any) -> str:
    """Write a field's value in words."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int):
        return signed(value)
    if isinstance(value, Scale):
        return f"from {value.low} to {value.high}"
    return (", ".join(value) if isinstance(value, tuple) else value) or "(nothing)"


def documents(changed: Changes, most: int | None) -> list[Block]:
    """Documents that came and went, and those described or coded otherwise."""
    return [
        *section("Documents added", changed.added, lambda each: _document(each, changed.new), most),
        *section("Documents removed", changed.removed, lambda each: _document(each, changed.old), most),
        *section("Documents changed", changed.documents, lambda each: _document_change(each, changed), most),
    ]


def _document(document: Document, of: Matrix) -> Entry:
    held = count(len(of.positions[document.id]), "position")
    date = f", {document.date}" if document.date else ""
    told = f": {document.title}{date}; {held}, {count(len(document.claims), 'claim')}"
    return Entry("•", (Span(document.name, "strong"), Span(f" ({document.id})", "name"), Span(told)))


def _document_change(change: DocumentChange, changed: Changes) -> Entry:
    coded = [_coded("Newly coded for", theme, change.document, changed.new) for theme in change.coded]
    coded += [_coded("No longer coded for", theme, change.document, changed.old) for theme in change.not_coded]
    head = (Span(change.document.name, "strong"), Span(f" ({change.document.id})", "name"))
    return Entry("", head, (*coded, *edit_entries(change.edits)))


def _coded(what: str, theme: str, document: Document, of: Matrix) -> Entry:
    record = of.corpus.codebook.themes[theme]
    speaks = sum(proposition.id in of.positions[document.id] for proposition in record.propositions)
    told = f" {record.title}: it speaks on {speaks} of {count(len(record.propositions), 'proposition')}."
    return Entry("", (Span(what, "dim"), Span(told)))


def codebook(changed: Changes, most: int | None) -> list[Block]:
    """Themes and propositions that came and went, and what else differs between the codebooks."""
    book = changed.codebook
    themes = [(each.theme.id, each.edits) for each in book.themes]
    propositions = [(each.proposition.id, each.edits) for each in book.propositions]
    own = [("", (edit,)) for edit in book.edits]
    return [
        *section("Themes added", book.themes_added, _theme, most),
        *section("Themes removed", book.themes_removed, _theme, most),
        *section("Propositions added", book.added, lambda each: _proposition(each, ""), most),
        *section("Propositions removed", book.removed, lambda each: _proposition(each, "was "), most),
        *section("Elsewhere in the codebook", [*own, *themes, *propositions], _edited, most),
    ]


def _edited(change: tuple[str, Sequence[Edit]]) -> Entry:
    """Show the edits of something by its name; the only one of something without a name stands for itself."""
    name, edits = change
    entries = tuple(edit_entries(edits))
    return Entry("", (Span(name, "strong"),), entries) if name else entries[0]


def _theme(theme: Theme) -> Entry:
    return Entry("•", (Span(theme.title), Span(f" ({theme.id})", "name")))


def _proposition(row: PropositionComparison, when: str) -> Entry:
    named = (Span(row.proposition.text), Span(f" ({row.proposition.id})", "name"))
    return Entry("•", (*named, Span(f": {when}{verdict_words(row.judgement)}", "dim")))


def claims(of: Claims, most: int | None) -> list[Block]:
    """Claims that came and went, those that say something else, those with other stances, and the others."""
    words = [each for each in of.changed if each.reworded]
    sides = [each for each in of.changed if not each.reworded and _stances(each)]
    others = [each for each in of.changed if not each.reworded and not _stances(each)]
    return [
        *section("Claims added", of.added, _claim, most),
        *section("Claims removed", of.removed, _claim, most),
        *section("Claims reworded", words, _claim_change, most),
        *section("Claims with other stances", sides, _claim_change, most),
        *section("Claims otherwise changed", others, _claim_change, most),
    ]


def _stances(change: ClaimChange) -> bool:
    return any(edit.field.startswith("stances.") for edit in change.edits)


def _claim(found: tuple[Document, Claim]) -> Entry:
    document, claim = found
    line = (Span(f"{document.name}, {claim.kind}: "), Span(claim.statement), Span(f" {claim_place(claim)}", "name"))
    return Entry("•", line)


def _claim_change(change: ClaimChange) -> Entry:
    head = (Span(change.new.id, "strong"), Span(f" ({change.document.name})", "dim"))
    return Entry("", head, tuple(edit_entries(change.edits)))
