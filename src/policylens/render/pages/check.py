"""The page of `check`: what was checked, and every problem."""

from policylens.corpus.loader import Loaded
from policylens.corpus.problems import Problem, Severity
from policylens.render.page import Block, Entries, Entry, Line, Page, Paragraph, Span, text
from policylens.render.wording import count


def check_page(loaded: Loaded) -> Page:
    """Every problem by its place in the files, then what was checked."""
    blocks: list[Block] = []
    if loaded.problems:
        blocks.append(Entries(tuple(_entry(problem) for problem in loaded.problems)))
    return (*blocks, Paragraph(_summary(loaded)))


def _entry(problem: Problem) -> Entry:
    where = f"{problem.file}:{problem.line}:{problem.column}" if problem.line else problem.file
    inside = ", ".join(part for part in (problem.claim, problem.field) if part)
    style = "error" if problem.severity is Severity.ERROR else "warning"
    line: Line = (
        Span(where, "strong"),
        Span(f" {problem.severity} ", "error" if style == "error" else "warning"),
        Span(problem.rule, "name"),
    )
    words = problem.message + (f"; {problem.hint}" if problem.hint else "")
    place = (Entry("", text(inside, "dim")),) if inside else ()
    return Entry("", line, (*place, Entry("", text(words))))


def _summary(loaded: Loaded) -> Line:
    if loaded.corpus is None:
        what = count(loaded.files, "file")
    else:
        codebook = loaded.corpus.codebook
        documents = loaded.corpus.documents
        what = (
            f"{count(loaded.files, 'file')}: a codebook of {count(len(codebook.themes), 'theme')} and "
            f"{count(len(codebook.propositions), 'proposition')}, {count(len(documents), 'document')} with "
            f"{count(sum(len(d.positions or {}) for d in documents), 'position')} and "
            f"{count(sum(len(d.claims) for d in documents), 'claim')}"
        )
    if not loaded.problems:
        return text(f"Checked {what}. No problems.")
    found = f"{count(loaded.errors, 'error')} and {count(loaded.warnings, 'warning')}"
    return text(f"Checked {what}. Found {found}.", "error" if loaded.errors else "warning")
