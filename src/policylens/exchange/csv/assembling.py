"""Rows of tables put together: a codebook and its documents, held against each other."""

import math
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from policylens.corpus import schema
from policylens.corpus.imported import Imported, Left, Report
from policylens.corpus.problems import Problem
from policylens.exchange.checking import Place, Places, errors, problem
from policylens.exchange.csv.folder import Tables, read_tables
from policylens.exchange.csv.tables import Charting
from policylens.exchange.wording import counted
from policylens.model import (
    Charted,
    Claim,
    Codebook,
    Coding,
    Corpus,
    Document,
    Evidence,
    Proposition,
    Scale,
    Theme,
    builder,
)
from policylens.watch import NOBODY, Watch

Values = dict[str, Any]

_CHARTED = schema.POSITION.fields.keys()

_claim = builder(Claim)
_evidence = builder(Evidence)
_position = builder(Charted)
_document = builder(Document)
_proposition = builder(Proposition)


def read_folder(root: Path, *, encoding: str = "", watch: Watch = NOBODY) -> Imported:
    """Read a folder of tables as a corpus. Raises PolicylensError if it has none, or one cannot be read."""
    tables = read_tables(root, encoding=encoding, watch=watch)
    problems = [*tables.problems, *_half_scales(tables)]
    if problems:
        return Imported(None, problems=tuple(problems))
    codebook = _codebook(tables)
    documents = sorted(_documents(tables), key=lambda document: (document.date or "9999", document.id))
    corpus = Corpus(codebook=codebook, documents=tuple(documents))
    if found := tuple(errors(corpus, _places(tables))):
        return Imported(None, problems=found)
    return Imported(corpus, Report(left=tuple(_left(tables))))


def _half_scales(tables: Tables) -> Iterator[Problem]:
    for place, values in tables.entries["themes"]:
        if ("scale_low" in values) != ("scale_high" in values):
            hint = "fill in scale_low and scale_high, or neither"
            yield problem(place, "missing-key", "the theme's scale has one end only", hint)


def _left(tables: Tables) -> Iterator[Left]:
    yield from tables.left
    if tables.computed:
        yield Left(counted(tables.computed, "computed position"), "the program computes them from the claims")
    if tables.references:
        yield Left(counted(tables.references, "reference"), "the documents that they name are not here")


def _places(tables: Tables) -> Places:
    def by(table: str, *columns: str) -> dict[Any, Place]:
        rows = [(tuple(values[name] for name in columns), place) for place, values in tables.entries[table]]
        return {key if len(columns) > 1 else key[0]: place for key, place in rows}

    return Places(
        documents=by("documents", "id"),
        claims=by("claims", "id"),
        stances=by("stances", "claim", "proposition"),
        positions=by("positions", "document", "proposition"),
    )


def _by(tables: Tables, table: str, column: str) -> dict[str, list[Values]]:
    """Return what the rows of a table hold, by what they have in one of its columns."""
    found: dict[str, list[Values]] = defaultdict(list)
    for _, values in tables.entries[table]:
        found[values[column]].append({name: value for name, value in values.items() if name != column})
    return found


def _parted(values: Values, prefix: str) -> tuple[Values, Values]:
    """Return the values whose names begin so, without that beginning, and the others."""
    own = {name.removeprefix(prefix): value for name, value in values.items() if name.startswith(prefix)}
    return own, {name: value for name, value in values.items() if not name.startswith(prefix)}


def _codebook(tables: Tables) -> Codebook:
    version = next((values["version"] for _, values in tables.entries["codebook"]), "1")
    propositions = _by(tables, "propositions", "theme")
    themes = {}
    for _, values in tables.entries["themes"]:
        scale, own = _parted(values, "scale_")
        below = tuple(map(_proposition, propositions.get(own["id"], ())))
        themes[own["id"]] = Theme(**own, scale=Scale(**scale) if scale else None, propositions=below)
    sectors, topics = (_titles(tables, name) for name in ("sectors", "topics"))
    return Codebook(version=version, themes=themes, sectors=sectors, topics=topics)


def _titles(tables: Tables, name: str) -> dict[str, str]:
    return {values["id"]: values["title"] for _, values in tables.entries[name]}


def _documents(tables: Tables) -> Iterator[Document]:
    attributes = _by(tables, "attributes", "document")
    positions = _by(tables, "positions", "document")
    claims = _claims(tables)
    for _, values in tables.entries["documents"]:
        coding, own = _parted(values, "coding_")
        name = own["id"]
        if coding:
            own["coding"] = Coding(**coding)
        if name in attributes:
            own["attributes"] = {row["name"]: row["value"] for row in attributes[name]}
        if name in claims:
            own["claims"] = tuple(claims[name])
        own["positions"] = _positions(own.pop("positions", None), positions.get(name, ()))
        yield _document(own)


def _positions(charting: Charting | None, rows: "list[Values] | tuple[()]") -> Mapping[str, Charted] | None:
    """Return a document's positions; None where none is charted, and that is no accident."""
    if not rows and charting is not Charting.CHARTED:
        return None
    return {row["proposition"]: _position({name: row[name] for name in _CHARTED if name in row}) for row in rows}


def _claims(tables: Tables) -> dict[str, list[Claim]]:
    """Return the claims by document."""
    stances = _by(tables, "stances", "claim")
    passages = _by(tables, "evidence", "claim")
    found: dict[str, list[Claim]] = defaultdict(list)
    for name, rows in _by(tables, "claims", "document").items():
        for values in rows:
            if values["id"] in stances:
                values["stances"] = {row["proposition"]: row["stance"] for row in stances[values["id"]]}
            if values["id"] in passages:
                values["evidence"] = _passages(passages[values["id"]])
            found[name].append(_claim(values))
    return found


def _passages(rows: list[Values]) -> tuple[Evidence, ...]:
    """Return a claim's passages in their order; those without a number come last."""
    rows.sort(key=lambda row: row.get("passage", math.inf))
    return tuple(_evidence({name: value for name, value in row.items() if name != "passage"}) for row in rows)
