"""Corpora as somebody would write them, and what is found wrong in them."""

from collections.abc import Collection, Sequence
from pathlib import Path
from typing import Any

from policylens.corpus import schema
from policylens.corpus.loader import Loaded, load
from policylens.corpus.problems import Problem
from policylens.corpus.reader import Outcome, read

CORPORA = Path(__file__).parents[1] / "corpora"
ROOT = Path(__file__).parents[2]

CODEBOOK = """\
format: 1
version: "2"
themes:
  hours:
    title: Opening hours
    question: When should libraries be open?
    scale: {low: as now, high: longer}
    propositions:
      open-late: {text: Libraries should open in the evening., direction: high}
      open-sundays: {text: Libraries should open on Sundays., direction: high}
      keep-hours: {text: Present opening hours should be kept., direction: low}
  money:
    title: Money
    question: Who should pay?
    propositions:
      fees: {text: Borrowing should stay free.}
sectors: {libraries: Libraries}
topics: {mill-road: The Mill Road branch}
"""

NAMES: dict[str, Collection[str]] = {
    "theme": ("hours", "money"),
    "proposition": ("open-late", "open-sundays", "keep-hours", "fees"),
    "sector": ("libraries",),
    "topic": ("mill-road",),
    "document": ("plan", "letter"),
}

HEAD = "format: 1\nid: plan\ntitle: A plan\n"
CODED = HEAD + "coding: {themes: [hours]}\n"


def claim(name: str, fields: str = "") -> str:
    """Write a claim on a line of its own, with evidence unless `fields` has some."""
    more = fields if "evidence:" in fields else ", ".join(filter(None, (fields, "evidence: [{page: 1}]")))
    return f"  - {{id: {name}, kind: principle, statement: Something is said., {more}}}\n"


def position(proposition: str, stance: int, *claims: str) -> str:
    """Write a position on a line of its own."""
    rests = f", claims: [{', '.join(claims)}]" if claims else ""
    return f"  {proposition}: {{stance: {stance}, confidence: high, because: It is said.{rests}}}\n"


def document(positions: Sequence[str] = (), claims: Sequence[str] = (), head: str = CODED) -> str:
    """Write a document; without `positions` there is no such key, and nothing is charted."""
    parts = (*(("positions:\n", *positions) if positions else ()), *(("claims:\n", *claims) if claims else ()))
    return head + "".join(parts)


def encoded(text: str | bytes) -> bytes:
    return text if isinstance(text, bytes) else text.encode()


def read_document(text: str | bytes, names: dict[str, Collection[str]] = NAMES) -> Outcome:
    """Read one document by itself: no checks that hold records against each other."""
    return read("frameworks/plan.yaml", encoded(text), schema.DOCUMENT, names)


def read_value(shape: schema.Shape, text: str | bytes, names: dict[str, Collection[str]] = NAMES) -> Outcome:
    """Read `text` as a record whose only field, `value`, has this shape; the outcome's value is a dict."""
    thing = schema.Record("thing", dict, {"value": schema.Field(shape)})
    return read("thing.yaml", encoded(text), thing, names)


def write(folder: Path, codebook: str | bytes = CODEBOOK, **documents: str | bytes) -> Path:
    """Write a corpus; a document's keyword is its file's name, with `_` for `-`."""
    (folder / "frameworks").mkdir(parents=True, exist_ok=True)
    (folder / "codebook.yaml").write_bytes(encoded(codebook))
    for name, text in documents.items():
        (folder / "frameworks" / f"{name.replace('_', '-')}.yaml").write_bytes(encoded(text))
    return folder


def check(folder: Path, plan: str | bytes, codebook: str | bytes = CODEBOOK, **documents: str | bytes) -> list[Problem]:
    """Write and load a corpus of which `plan` is a document, and return what is wrong."""
    return list(load(write(folder, codebook, plan=plan, **documents)).problems)


def spot(text: str, part: str) -> tuple[int, int]:
    """Return line and column at which this part of a text begins; there must be one of it."""
    assert text.count(part) == 1, f"{part!r} stands there {text.count(part)} times"
    before = text[: text.index(part)]
    return before.count("\n") + 1, len(before) - before.rfind("\n")


def at(problems: Sequence[Problem]) -> list[tuple[int, int, str]]:
    """Return line, column and rule of each."""
    return [(problem.line, problem.column, problem.rule) for problem in problems]


def inside(problems: Sequence[Problem]) -> list[tuple[str, str, str]]:
    """Return rule, claim and field of each."""
    return [(problem.rule, problem.claim, problem.field) for problem in problems]


def rules(found: Loaded | Outcome | Sequence[Problem]) -> list[str]:
    """Return the rule of each problem."""
    problems: Any = found if isinstance(found, Sequence) else found.problems
    return [problem.rule for problem in problems]


def only(problems: Sequence[Problem]) -> Problem:
    """Return the one problem that there is."""
    assert len(problems) == 1, [f"{p.line}:{p.column} {p.rule} {p.message}" for p in problems]
    return problems[0]
