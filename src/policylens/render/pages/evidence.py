"""Pages of evidence: the readers' copies, what of a text lies behind claims, a claim's passages."""

from collections.abc import Iterator, Sequence

from policylens.evidence.coverage import Section
from policylens.evidence.report import Checked, context
from policylens.evidence.resolve import TOO_LONG, Copy, Found, Resolved, Status
from policylens.model import Claim, Document
from policylens.render.many import TOP, is_many
from policylens.render.page import (
    Block,
    Column,
    Entries,
    Entry,
    Grid,
    Heading,
    Hint,
    Line,
    Page,
    Paragraph,
    Span,
    Style,
    text,
)
from policylens.render.wording import anchor, count, full_place, listed, place

BAR = 10
"""How wide a bar is, in characters."""

MOST_LISTED = 40
"""So many pieces of evidence are listed one by one; the others are counted."""

MOST_PLACES = 20
"""So many of the places where an ambiguous anchor stands are shown; the others are counted."""

MOST_NAMED = 5
"""So many of the documents whose text is too long are named; the others are counted."""

_STYLES: dict[Status, Style] = {
    Status.EXACT: "dim",
    Status.MOVED: "dim",
    Status.FUZZY: "warning",
    Status.AMBIGUOUS: "error",
    Status.MISSING: "error",
}

STATUSES = (
    "exact: its words are there, where the record says. moved: they are there, but on another page, in another "
    "paragraph or section. fuzzy: something very like them is there. ambiguous: they are there in several places. "
    "missing: they are not there."
)


def sources_page(checked: Sequence[Checked]) -> Page:
    """For each document where it can be had, whether there is a copy, and how many anchors are found in it.

    Of many documents those are shown first whose copies want looking at.
    """
    columns = (
        Column("Document"),
        Column("Where it can be had"),
        Column("Your copy"),
        Column("Anchors found", right=True),
    )
    rows = tuple(
        (
            (Span(each.document.name, "strong"), Span(f" ({each.document.id})", "name")),
            text(where_to_get(each.document)),
            _copy(each),
            text(f"{each.found} of {each.anchors}" if each.copy else f"– of {each.anchors}"),
        )
        for each in _shown(checked)
    )
    counted = [Paragraph(text(_counts(checked)))] if len(rows) < len(checked) else []
    blocks: list[Block] = [Heading(1, "The documents' own texts"), *counted, Grid(columns, rows, apart=True)]
    blocks += _only_word_for_word(checked)
    without = [each.document for each in checked if each.copy is None and not each.unread]
    if without:
        words = f"`policylens sources add {without[0].id} FILE` keeps the text of your copy, on this machine only."
    else:
        words = "`policylens check --sources` says which anchors are not found."
    return (*blocks, Hint(text(words, "dim")))


def _shown(checked: Sequence[Checked]) -> Sequence[Checked]:
    if not is_many(checked):
        return checked
    return sorted(checked, key=lambda each: (not each.unread, not each.failed, each.copy is None))[:TOP]


def _counts(checked: Sequence[Checked]) -> str:
    """Say of how many documents there is a copy, and how many of the copies want looking at."""
    copies = [each for each in checked if each.copy is not None]
    failed = sum(each.failed > 0 for each in copies)
    unread = sum(each.unread for each in checked)
    without = len(checked) - len(copies) - unread
    return (
        f"{count(len(checked), 'document')}: {len(copies) - failed:,} with a copy in which every anchor is found, "
        f"{failed:,} with one in which some are not, {unread:,} with one that cannot be read, {without:,} without. "
        f"{TOP} are shown, those first that want looking at; CSV and JSON have them all."
    )


def _copy(checked: Checked) -> Line:
    if checked.copy:
        return text(checked.copy.source.name)
    return text("cannot be read", "error") if checked.unread else text("none", "silent")


def where_to_get(document: Document) -> str:
    """Say what a reader asks a library or a bookseller for."""
    year = document.date[:4]
    parts = [
        document.title,
        ", ".join(part for part in (document.publisher or listed(document.authors), year) if part),
        f"ISBN {document.isbn}" if document.isbn else document.reference,
    ]
    return "; ".join(part for part in parts if part)


def coverage_page(checked: Checked, sections: Sequence[Section]) -> Page:
    """How much of a text lies behind claims, section by section."""
    document = checked.document
    words, covered = (sum(each) for each in zip(*((s.words, s.covered) for s in sections), strict=True))
    columns = (
        Column("Section"),
        Column("Words", right=True),
        Column("Behind claims", right=True),
        Column("", whole=True),
        Column("Claims", right=True),
    )
    rows = tuple(
        (
            text(section.title or "before the first heading", "" if section.title else "dim"),
            text(f"{section.words:,}"),
            text(_percent(section.covered, section.words)),
            text(_bar(section.covered, section.words)),
            text(str(len(section.claims)) if section.claims else "none", "" if section.claims else "silent"),
        )
        for section in sections
    )
    total = f"{_percent(covered, words)} of {words:,} words lie behind {count(len(document.claims), 'claim')}"
    blocks: list[Block] = [
        Heading(1, f"{document.name}: what lies behind claims"),
        Paragraph(text(f"{total}; {checked.found} of {checked.anchors} anchors are found in this copy.")),
        *_only_word_for_word([checked]),
        Grid(columns, rows),
    ]
    without = list(dict.fromkeys(section.title for section in sections if not section.claims and section.title))
    if without:
        more = [f"{len(without) - MOST_LISTED} more"] if len(without) > MOST_LISTED else []
        blocks.append(Paragraph(text(f"No claim rests on: {listed([*without[:MOST_LISTED], *more])}.")))
    if not checked.copy or not checked.copy.layout.source.headings:
        blocks.append(
            Paragraph(text("The copy marks no headings: sections are taken from the record and its contents.", "dim"))
        )
    return tuple(blocks)


def _only_word_for_word(checked: Sequence[Checked]) -> list[Block]:
    told = only_word_for_word(checked)
    return [Paragraph(text(told, "warning"))] if told else []


def only_word_for_word(checked: Sequence[Checked]) -> str:
    """Say how many anchors were looked for word for word only, and what that means for them; "" if none was."""
    there = [each for each in checked if each.word_for_word]
    if not there:
        return ""
    total = sum(each.word_for_word for each in there)
    names = [f"{each.document.name} {each.word_for_word:,}" for each in there[:MOST_NAMED]]
    more = [count(len(there) - MOST_NAMED, "other document")] if len(there) > MOST_NAMED else []
    are, they = ("was", "It is called missing, but it") if total == 1 else ("were", "They are called missing, but they")
    return (
        f"{count(total, 'anchor')} ({', '.join([*names, *more])}) {are} looked for word for word only: {TOO_LONG}. "
        f"{they} may be there in words that differ a little."
    )


def _percent(part: int, whole: int) -> str:
    return f"{part / whole:.0%}" if whole else "–"


def _bar(part: int, whole: int) -> str:
    full = round(BAR * part / whole) if whole else 0
    return "█" * full + "░" * (BAR - full)


def trace_page(document: Document, claim: Claim, resolved: Sequence[Resolved], copy: Copy | None, words: int) -> Page:
    """A claim, and each of its passages in the reader's copy, marked, with so many words around it."""
    what = claim.kind.value + (f" {claim.number}" if claim.number else "")
    speaker = Span(f"{claim.speaker}: " if claim.speaker else "", "dim")
    blocks: list[Block] = [
        Heading(1, claim.id),
        Paragraph((Span(document.name, "strong"), Span(f": {what}"))),
        Paragraph((speaker, Span(claim.statement))),
    ]
    if not claim.evidence:
        return (*blocks, Paragraph(text("Where it stands has not been recorded.")))
    by_evidence = {id(each.evidence): each for each in resolved}
    for number, evidence in enumerate(claim.evidence, 1):
        title = f"Passage {number} of {len(claim.evidence)}" if len(claim.evidence) > 1 else "The passage"
        where = full_place(evidence)
        blocks.append(Heading(2, f"{title}: {where}" if where else title))
        each = by_evidence.get(id(evidence))
        if each is None or copy is None:
            blocks.append(Paragraph((Span("Anchor: ", "dim"), Span(anchor(evidence) or "none"))))
        else:
            blocks += _passage(each, copy, words)
    if copy is None:
        blocks += _how_to_get(document)
    return tuple(blocks)


def _how_to_get(document: Document) -> list[Block]:
    had = f"There is no copy of the text. It can be had as: {where_to_get(document)}."
    hint = f"`policylens sources add {document.id} FILE` keeps your copy, and the passage is shown from there."
    return [Paragraph(text(had)), Hint(text(hint, "dim"))]


def _passage(resolved: Resolved, copy: Copy, words: int) -> Iterator[Block]:
    """Yield what came of looking for a passage: each place where it stands, in its context."""
    status = resolved.status
    if status is Status.MISSING:
        how = " word for word" if resolved.word_for_word else ""
        missing = (Span("missing", "error"), Span(f": this copy has no such passage{how}. Anchor: "))
        yield Paragraph((*missing, *_anchor(resolved)))
        yield from _note(resolved)
        return
    if status is Status.AMBIGUOUS:
        told = f": it can be any of {len(resolved.found)} passages. Anchor: "
        yield Paragraph((Span("ambiguous", "error"), Span(told), *_anchor(resolved)))
    yield from _note(resolved)
    for number, found in enumerate(resolved.found[:MOST_PLACES], 1):
        around = context(copy, found.start, found.end, words)
        counted = (Span(f"{number} of {len(resolved.found)}. ", "error"),)
        head: Line = counted if status is Status.AMBIGUOUS else _status(resolved)
        yield Paragraph((*head, Span(_found_at(found), "dim")))
        for difference in found.differences:
            yield Paragraph((Span("Differs from the record: ", "warning"), Span(difference)))
        before, after = (f"… {around.before}" if around.before else ""), (f"{around.after} …" if around.after else "")
        yield Paragraph((Span(before, "dim"), Span(around.passage, "passage"), Span(after, "dim")))
    if len(resolved.found) > MOST_PLACES:
        yield Paragraph(text(f"{len(resolved.found) - MOST_PLACES} more: --format json has them.", "dim"))


def _note(resolved: Resolved) -> Iterator[Block]:
    if resolved.note:
        yield Paragraph(text(f"{resolved.note[:1].upper()}{resolved.note[1:]}.", "warning"))


def _anchor(resolved: Resolved) -> Line:
    return (Span(anchor(resolved.evidence), "name"),)


def _status(resolved: Resolved) -> Line:
    where = f": {resolved.elsewhere}" if resolved.elsewhere else ""
    return (Span(f"{resolved.status}{where}. ", _STYLES[resolved.status]),)


def _found_at(found: Found) -> str:
    parts = [
        f"page {found.page}" if found.page else "",
        f"paragraph {found.paragraph}" if found.paragraph else "",
        found.section,
    ]
    there = ", ".join(part for part in parts if part)
    return f"In your copy: {there}." if there else ""


def check_blocks(checked: Sequence[Checked]) -> list[Block]:
    """The evidence of all documents held against the copies: a table, and what is not found as it is recorded."""
    columns = (
        Column("Document"),
        Column("Copy"),
        Column("Anchors", right=True),
        *(Column(status.value.capitalize(), right=True) for status in Status),
    )
    rows = tuple(
        (
            text(each.document.name, "strong"),
            _copy(each),
            text(f"{each.anchors:,}"),
            *(_number(each, status) for status in Status),
        )
        for each in checked
    )
    blocks: list[Block] = [Heading(1, "Anchors in the copies"), Grid(columns, rows), Paragraph(text(STATUSES, "dim"))]
    blocks += _only_word_for_word(checked)
    for status in (Status.MISSING, Status.AMBIGUOUS, Status.FUZZY, Status.MOVED):
        there = [(claim, each) for one in checked for claim, each in one.resolved if each.status is status]
        if there:
            blocks += [Heading(2, f"{status.value.capitalize()} ({len(there)})"), _listed(there)]
            if len(there) > MOST_LISTED:
                blocks.append(Paragraph(text(f"{len(there) - MOST_LISTED} more: --format json lists all.", "dim")))
    return blocks


def _number(checked: Checked, status: Status) -> Line:
    if checked.copy is None:
        return text("")
    number = checked.counts[status]
    return text(f"{number:,}", _STYLES[status] if number else "dim")


def _listed(there: Sequence[tuple[str, Resolved]]) -> Entries:
    return Entries(tuple(_entry(claim, each) for claim, each in there[:MOST_LISTED]))


def _entry(claim: str, resolved: Resolved) -> Entry:
    told = [resolved.elsewhere] if resolved.elsewhere else []
    told += [difference for found in resolved.found for difference in found.differences]
    if resolved.status is Status.AMBIGUOUS:
        places = [_short(found) for found in resolved.found]
        told.append(f"{len(places)} places: {'; '.join(places)}")
    told = told or [anchor(resolved.evidence)]
    told += [resolved.reach] if resolved.reach else []
    where = place(resolved.evidence)
    line = (
        Span(claim, "name"),
        Span(f" ({where}): " if where else ": ", "dim"),
        Span("; ".join(told)),
    )
    return Entry("•", line, (), _STYLES[resolved.status])


def _short(found: Found) -> str:
    if found.page:
        return f"page {found.page}"
    return f"paragraph {found.paragraph}" if found.paragraph else found.section or f"character {found.start:,}"
