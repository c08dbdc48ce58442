"""The page of `diff`: what changed between two versions of a corpus, verdicts and positions first."""

from collections.abc import Iterator

from policylens.analysis.change import Changes, Version
from policylens.analysis.comparison import PropositionComparison
from policylens.analysis.movement import Moved, Turned
from policylens.analysis.positions import Cell, Position
from policylens.analysis.rewording import Look, Reworded
from policylens.model import Proposition
from policylens.render.page import Block, Column, Entry, Grid, Heading, Line, Page, Paragraph, Span, text
from policylens.render.pages.changed_records import claims, codebook, documents, edit_entries, more, section
from policylens.render.rewording import side_by_side
from policylens.render.signs import MEANINGS, SIGNS
from policylens.render.wording import cell_style, code, count, listed, marks, position_words, verdict_words

MOST_LISTED = 20
"""So many things of each sort are shown where not all are asked for."""

SHORT = 7
"""So many characters of a commit's id are shown."""


def change_page(changed: Changes, most: int | None = MOST_LISTED) -> Page:
    """Everything that changed, what weighs most first; of each sort the first `most`, or all."""
    old, new = map(version_words, changed.versions)
    heading = Heading(1, f"What changed from {old} to {new}")
    if not changed.differs:
        return (heading, Paragraph(text(f"Nothing differs: {_same(changed)} are the same in both.")))
    return (
        heading,
        Paragraph(text(_summary(changed))),
        *_verdicts(changed.verdicts, most),
        *section("Positions that moved", changed.positions, _moved, most),
        *_reworded(changed, most),
        *documents(changed, most),
        *codebook(changed, most),
        *claims(changed.claims, most),
    )


def version_words(version: Version) -> str:
    """Write what a version is called: `HEAD~1 (1a2b3c4)`, `my-corpus`."""
    return f"{version.name} ({version.commit[:SHORT]})" if version.commit else version.name


def _same(changed: Changes) -> str:
    of = changed.new
    parts = [
        count(len(of.corpus.codebook.propositions), "proposition"),
        count(len(of.documents), "document"),
        count(sum(map(len, of.positions.values())), "position"),
        count(sum(len(document.claims) for document in of.documents), "claim"),
    ]
    return listed(parts)


def _summary(changed: Changes) -> str:
    book, of = changed.codebook, changed.claims
    elsewhere = len(book.edits) + len(book.themes) + len(book.propositions)
    counted = [
        (len(changed.verdicts), "verdict changed", "verdicts changed"),
        (len(changed.positions), "position moved", "positions moved"),
        (len(changed.reworded), "proposition reworded", "propositions reworded"),
        (len(changed.added), "document added", "documents added"),
        (len(changed.removed), "document removed", "documents removed"),
        (len(changed.documents), "document changed", "documents changed"),
        (len(book.themes_added), "theme added", "themes added"),
        (len(book.themes_removed), "theme removed", "themes removed"),
        (len(book.added), "proposition added", "propositions added"),
        (len(book.removed), "proposition removed", "propositions removed"),
        (elsewhere, "other change in the codebook", "other changes in the codebook"),
        (len(of.added), "claim added", "claims added"),
        (len(of.removed), "claim removed", "claims removed"),
        (len(of.changed), "claim changed", "claims changed"),
    ]
    return "; ".join(count(number, one, many) for number, one, many in counted if number) + "."


def _verdicts(turned: tuple[Turned, ...], most: int | None) -> list[Block]:
    if not turned:
        return []
    columns = (Column("Proposition"), Column("Was"), Column("Now"))
    rows = tuple((_named(each.new.proposition), _verdict(each.old), _verdict(each.new)) for each in turned[:most])
    title = f"Verdicts that changed ({len(turned)})"
    return [Heading(2, title), Grid(columns, rows, apart=True), *more(len(turned), most)]


def _named(proposition: Proposition) -> Line:
    return (Span(proposition.text), Span(f" ({proposition.id})", "name"))


def _verdict(row: PropositionComparison) -> Line:
    return text(verdict_words(row.judgement))


def _moved(each: Moved) -> Entry:
    head = (Span(each.document.name, "strong"), Span(f", {each.movement}: "), *_named(each.proposition))
    old, new = each.old.position, each.new.position
    was, now = side_by_side(old.because, new.because) if old and new else (_because(old), _because(new))
    if old and new and old.because == new.because:
        was = ()
    return Entry("", head, (_side("was", each.old, was), _side("now", each.new, now), *_grounds(old, new)))


def _because(position: Position | None) -> Line:
    return text(position.because) if position else ()


def _side(when: str, cell: Cell, because: Line) -> Entry:
    key, style = code(cell), cell_style(cell)
    words = position_words(cell.position) if cell.position else MEANINGS[key][0]
    reason = (Span(". "), *because) if any(span.text for span in because) else ()
    return Entry(SIGNS[key] + marks(cell.position), (Span(f"{when}: ", "dim"), Span(words, style), *reason), (), style)


def _grounds(old: Position | None, new: Position | None) -> Iterator[Entry]:
    """Yield what a position rests on now and did not before, and the other way round."""
    if old is None or new is None or old.claims == new.claims:
        return
    added = [claim for claim in new.claims if claim not in old.claims]
    gone = [claim for claim in old.claims if claim not in new.claims]
    parts = [f"now also on {listed(added)}" if added else "", f"no longer on {listed(gone)}" if gone else ""]
    told = ", ".join(part for part in parts if part) or "now on the same claims in another order"
    yield Entry("", (Span("rests ", "dim"), Span(told)))


def _reworded(changed: Changes, most: int | None) -> list[Block]:
    title = "Propositions reworded: their positions need another look"
    blocks = section(title, changed.reworded, lambda each: _rewording(each, most), most)
    version = changed.new.corpus.codebook.version
    if blocks and version == changed.old.corpus.codebook.version:
        words = (
            f"The codebook is still at version {version}. Raise it, so that `policylens check` tells which "
            "documents were coded with the old wording."
        )
        blocks.append(Paragraph(text(words, "warning")))
    return blocks


def _rewording(each: Reworded, most: int | None) -> Entry:
    looks = [_look(look) for look in each.look[:most]]
    if len(each.look) > len(looks):
        looks.append(Entry("", text(f"and {count(len(each.look) - len(looks), 'more document')}", "dim")))
    if not looks:
        looks = [Entry("", text("No document stands on it as it did before.", "dim"))]
    told = any(edit.field == "text" for edit in each.edits)
    head = (Span(each.proposition.id, "strong"), Span("" if told else f": {each.proposition.text}"))
    return Entry("", head, (*edit_entries(each.edits), *looks))


def _look(look: Look) -> Entry:
    key, style = code(look.cell), cell_style(look.cell)
    words = position_words(look.cell.position) if look.cell.position else MEANINGS[key][0]
    why = ["as before the rewording"] if look.unchanged else []
    why += [f"coded with version {look.codebook} of the codebook"] if look.codebook else []
    line = (Span(f"{look.document.name}: ", "strong"), Span(words, style), Span(f"; {', '.join(why)}"))
    return Entry(SIGNS[key] + marks(look.cell.position), line, (), style)
