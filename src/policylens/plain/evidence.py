"""Documents' copies and the passages found in them, as plain data."""

from collections.abc import Iterable, Iterator, Sequence

from policylens.evidence.coverage import Section
from policylens.evidence.report import Checked, context
from policylens.evidence.resolve import Status
from policylens.model import Claim
from policylens.plain.records import claim_object
from policylens.plain.writing import Object, to_csv

SOURCE_COLUMNS = "document title publisher date isbn copy anchors exact moved fuzzy ambiguous missing".split()
SECTION_COLUMNS = "section words covered claims".split()
PASSAGE_COLUMNS = (
    "document claim number status recorded_section recorded_page recorded_paragraph start end page paragraph section "
    "elsewhere differences first last"
).split()
WORD_FOR_WORD, NOTE = "word_for_word_only", "note"
"""What is there only where it says something: hardly ever, as few texts are too long to be searched everywhere."""


def source_object(checked: Checked) -> Object:
    """Return a document, its copy (null without one) and how many of its anchors have each status.

    Where some of those that are missing were looked for word for word only, it says how many.
    """
    document = checked.document
    counts = checked.counts
    return {
        "document": document.id,
        "title": document.title,
        "publisher": document.publisher,
        "date": document.date,
        "isbn": document.isbn,
        "copy": checked.copy.source.name if checked.copy else None,
        "anchors": checked.anchors,
        **{status.value: counts[status] for status in Status},
        **({WORD_FOR_WORD: checked.word_for_word} if checked.word_for_word else {}),
    }


def sources_csv(checked: Sequence[Checked]) -> str:
    """Return a row a document."""
    return _csv(SOURCE_COLUMNS, WORD_FOR_WORD, map(source_object, checked))


def _csv(columns: Sequence[str], last: str, rows: Iterable[Object]) -> str:
    """Write rows as CSV, with a last column if there is anything in it."""
    there = list(rows)
    return to_csv([*columns, last] if any(last in row for row in there) else columns, there)


def section_object(section: Section) -> Object:
    """Return a section with how many of its words lie behind claims, and which claims begin in it."""
    return {
        "section": section.title,
        "words": section.words,
        "covered": section.covered,
        "claims": list(section.claims),
    }


def sections_csv(sections: Sequence[Section]) -> str:
    """Return a row a section."""
    return to_csv(SECTION_COLUMNS, map(section_object, sections))


def passage_objects(checked: Checked) -> Iterator[Object]:
    """Yield what came of looking for each piece of evidence: one object a place, and one where there is none.

    A note says so where it was looked for word for word only, or not everywhere.
    """
    numbers: dict[str, int] = {}
    for claim, resolved in checked.resolved:
        numbers[claim] = numbers.get(claim, 0) + 1
        recorded = resolved.evidence
        for found in resolved.found or (None,):
            yield {
                "document": checked.document.id,
                "claim": claim,
                "number": numbers[claim],
                "status": resolved.status.value,
                "recorded_section": recorded.section,
                "recorded_page": recorded.page,
                "recorded_paragraph": recorded.paragraph,
                "start": recorded.start,
                "end": recorded.end,
                "page": found.page if found else "",
                "paragraph": found.paragraph if found else "",
                "section": found.section if found else "",
                "elsewhere": resolved.elsewhere,
                "differences": list(found.differences) if found else [],
                "first": found.start if found else None,
                "last": found.end if found else None,
                **({NOTE: resolved.note} if resolved.note else {}),
            }


def trace_object(checked: Checked, claim: Claim, words: int) -> Object:
    """Return a claim with its passages from the reader's copy, each with so many words around it."""
    copy = checked.copy
    passages = []
    for found in passage_objects(checked.only(claim.id)):
        if copy is not None and found["first"] is not None:
            around = context(copy, found["first"], found["last"], words)
            found |= {"before": around.before, "passage": around.passage, "after": around.after}
        passages.append(found)
    return {
        "document": checked.document.id,
        "claim": claim_object(claim),
        "copy": copy.source.name if copy else None,
        "passages": passages,
    }


def passages_csv(checked: Iterable[Checked]) -> str:
    """Return a row a place where a passage was found, and one where it was not."""
    return _csv(PASSAGE_COLUMNS, NOTE, (each for one in checked for each in passage_objects(one)))
