"""The page of `check`: what was checked, and every problem."""

from policylens.corpus.census import Census
from policylens.corpus.problems import Problem, Severity
from policylens.render.page import Block, Entries, Entry, Line, Page, Paragraph, Span, text
from policylens.render.wording import count


def check_page(census: Census) -> Page:
    """Every problem by its place in the files, then what was checked."""
    blocks: list[Block] = []
    if census.problems:
        blocks.append(Entries(tuple(_entry(problem) for problem in census.problems)))
    return (*blocks, Paragraph(_summary(census)))


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


def _summary(census: Census) -> Line:
    what = count(census.files, "file")
    if census.size is not None:
        themes, propositions, documents, positions, claims = census.size
        what += (
            f": a codebook of {count(themes, 'theme')} and {count(propositions, 'proposition')}, "
            f"{count(documents, 'document')} with {count(positions, 'position')} and {count(claims, 'claim')}"
        )
    if not census.problems:
        return text(f"Checked {what}. No problems.")
    found = f"{count(census.errors, 'error')} and {count(census.warnings, 'warning')}"
    return text(f"Checked {what}. Found {found}.", "error" if census.errors else "warning")
