"""The page of documents in pairs by what their claims say."""

from collections.abc import Mapping, Sequence

from policylens.analysis.strongest import Strongest
from policylens.analysis.ties import Sides, Tie
from policylens.measures import Duplicates, Measure
from policylens.model import Corpus, Proposition
from policylens.render.page import Block, Column, Grid, Heading, Hint, Line, Page, Paragraph, Span, text
from policylens.render.wording import count

FORMULAS = {
    Measure.CONGRUENCE: "Congruence is the sum of F1·F2 + A1·A2",
    Measure.CONFLICT: "Conflict is the sum of F1·A2 + A1·F2",
    Measure.SUBTRACT: "Subtract is congruence minus conflict, the sum of F1·F2 + A1·A2 - F1·A2 - A1·F2",
}
WHERE = (
    "over the propositions; F is how many claims of a document are for a proposition, and A how many are against it. A "
    "stance of 0 is neither"
)
COUNTED = {
    Duplicates.INCLUDE: "All claims count, so that documents with many have high values",
    Duplicates.CONCEPT: "Claims of one document on the same side of a proposition count once",
}
SOURCE = "Not normalized; as in Discourse Network Analyzer (Leifeld 2017)."


def ties_page(corpus: Corpus, ties: Sequence[Tie], measure: Measure, duplicates: Duplicates) -> Page:
    """Every pair of documents, with what a measure counts and on how many propositions it does."""
    blocks: list[Block] = [Heading(1, f"The documents in pairs: {measure.value}")]
    if not ties:
        return (*blocks, Paragraph(text("It takes two documents to make a pair.")))
    return (*blocks, _grid(corpus, ties, measure), *_below(ties[0], measure, duplicates))


def strongest_page(corpus: Corpus, found: Strongest, measure: Measure, duplicates: Duplicates) -> Page:
    """Many pairs of documents: those of the highest values, and of `subtract` those of the lowest."""
    blocks: list[Block] = [
        Heading(1, f"The documents in pairs: {measure.value}"),
        Paragraph(text(f"{count(found.number, 'pair')}; of {found.zero:,} the value is 0.")),
    ]
    for title, ties in (("The highest values", found.high), ("The lowest values", found.low)):
        if ties:
            blocks += [Heading(2, title), _grid(corpus, ties, measure)]
    shown = [*found.high, *found.low]
    if not shown:
        return tuple(blocks)
    more = Hint(text("--top N shows more of either end, --top 0 every pair; CSV and JSON have them all.", "dim"))
    return (*blocks, *_below(shown[0], measure, duplicates), more)


def _grid(corpus: Corpus, ties: Sequence[Tie], measure: Measure) -> Grid:
    names = {document.id: document.name for document in corpus.documents}
    columns = (Column("Pair"), Column("Shared", right=True), Column(measure.value.capitalize(), right=True))
    rows = tuple(
        (text(f"{names[tie.a]} and {names[tie.b]}"), text(f"{len(tie.propositions):,}"), text(_value(tie.value)))
        for tie in ties
    )
    return Grid(columns, rows)


def _below(first: Tie, measure: Measure, duplicates: Duplicates) -> list[Block]:
    """Return what explains a table of pairs, and how to see what is behind one."""
    options = f"--measure {measure.value}{' --duplicates concept' if duplicates is Duplicates.CONCEPT else ''}"
    hint = f"`policylens crossref {first.a} {first.b} {options}` shows what is behind a pair."
    shared = "Shared: propositions on which claims of both take sides."
    return [_explained(measure, duplicates, shared), Hint(text(hint, "dim"))]


def tie_page(corpus: Corpus, tie: Tie, measure: Measure, duplicates: Duplicates) -> Page:
    """Two documents: how many claims of each are for and against what both speak on."""
    a, b = (corpus.document_by_id[name].name for name in (tie.a, tie.b))
    head = Heading(1, f"{a} and {b}: {measure.value}")
    if not tie.propositions:
        return (head, Paragraph(text("There is no proposition on which claims of both take sides, so it is 0.")))
    total = f"{measure.value.capitalize()} {_value(tie.value)} over {count(len(tie.propositions), 'proposition')}."
    columns = (Column("Proposition"), Column(a), Column(b), Column(measure.value.capitalize(), right=True))
    propositions = corpus.codebook.propositions
    rows = tuple(
        (_proposition(propositions, name), text(_claims(mine)), text(_claims(its)), text(_value(value)))
        for name, mine, its in tie.propositions
        for value in [mine.value(its, measure)]
    )
    return (head, Paragraph(text(total)), Grid(columns, rows), _explained(measure, duplicates))


def _explained(measure: Measure, duplicates: Duplicates, first: str = "") -> Paragraph:
    parts = (first, f"{FORMULAS[measure]} {WHERE}.", f"{COUNTED[duplicates]}.", SOURCE)
    return Paragraph(text(" ".join(filter(None, parts)), "dim"))


def _proposition(propositions: Mapping[str, Proposition], name: str) -> Line:
    return (Span(propositions[name].text), Span(f" ({name})", "name"))


def _claims(of: Sides) -> str:
    parts = [f"{of.on:,} for" if of.on else "", f"{of.against:,} against" if of.against else ""]
    return ", ".join(filter(None, parts))


def _value(value: int) -> str:
    return f"{value:,}".replace("-", "−")
