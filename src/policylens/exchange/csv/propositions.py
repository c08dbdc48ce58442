"""The codebook of a long table: one that is there already, or one made from the names in the table."""

from collections.abc import Iterable, Mapping
from typing import Final, NamedTuple

from policylens.corpus.problems import Problem
from policylens.corpus.reading import nearest, shown
from policylens.exchange.checking import Place, problem
from policylens.exchange.csv.agreed import Agreed
from policylens.exchange.csv.statements import MOST_SUGGESTED, Statement, Statements
from policylens.exchange.naming import Ids, Names, same
from policylens.model import Codebook, Proposition, Theme

_ALONE: Final = "Propositions"
"""The title of the one theme of a table that names none."""

_NO_THEME: Final = "Other"
"""The title of the theme of propositions for which a table that names themes names none."""


class Coded(NamedTuple):
    """A codebook, and what the names in a table stand for in it."""

    codebook: Codebook
    propositions: Mapping[str, str]
    """Ids by names, as these are written."""
    problems: tuple[Problem, ...] = ()
    notes: tuple[str, ...] = ()
    given: bool = False
    """Whether the codebook was there before."""


def looked_up(of: Statements, codebook: Codebook) -> Coded:
    """Return what the table's propositions are in a codebook: those with that id, or that very text."""
    known = {same(each.text): name for name, each in codebook.propositions.items()}
    known |= {name: name for name in codebook.propositions}
    rows = _first_rows(of.rows)
    found = {name: known[same(name)] for name in rows if same(name) in known}
    problems: list[Problem] = []
    for name, row in rows.items():
        if name not in found:
            near = nearest(same(name), known) if len(problems) < MOST_SUGGESTED else []
            hint = f"did you mean {known[near[0]]}?" if near else "name a proposition by its id or its exact text"
            message = f"the codebook has no proposition {shown(name)}"
            problems.append(problem(Place(of.file, row.line), "unknown-name", message, hint, "proposition"))
    return Coded(codebook, found, tuple(problems), given=True)


def _first_rows(rows: Iterable[Statement]) -> dict[str, Statement]:
    """Return the first row of each proposition, by its name."""
    found: dict[str, Statement] = {}
    for row in rows:
        if row.proposition:
            found.setdefault(row.proposition, row)
    return found


def made(of: Statements) -> Coded:
    """Return a codebook of the propositions that the table names, below the themes that it names for them."""
    names = Names(Ids("proposition"))
    ids = {name: names.id(name) for name in _first_rows(of.rows)}
    first: dict[str, str] = {}
    for name, proposition in ids.items():
        first.setdefault(proposition, name)
    told = {field: Agreed(of.file, field) for field in ("proposition text", "theme")}
    for row in of.rows:
        for field, agreed in told.items():
            if field in row.said and row.proposition:
                agreed.hear(ids[row.proposition], row.proposition, row.said[field], row.line)
    texts, themes = told["proposition text"].found, told["theme"].found
    propositions = [Proposition(id=name, text=texts.get(name, words)) for name, words in first.items()]
    notes = tuple(f"the proposition {shown(one)} was taken for {shown(other)}" for one, other in names.merged)
    problems = tuple(each for agreed in told.values() for each in agreed.problems)
    return Coded(Codebook(version="1", themes=_themes(propositions, themes)), ids, problems, notes)


def _themes(propositions: Iterable[Proposition], titles: Mapping[str, str]) -> dict[str, Theme]:
    """Return the themes by id, in the order of their first propositions."""
    names = Names(Ids("theme"))
    below: dict[str, list[Proposition]] = {}
    called: dict[str, str] = {}
    for each in propositions:
        title = titles.get(each.id, _NO_THEME if titles else _ALONE)
        theme = names.id(title)
        called.setdefault(theme, title)
        below.setdefault(theme, []).append(each)
    return {
        name: Theme(id=name, title=title, question=_question(title), propositions=tuple(below[name]))
        for name, title in called.items()
    }


def _question(title: str) -> str:
    return "What do the documents hold?" if title == _ALONE else f"What do the documents hold on {title}?"
