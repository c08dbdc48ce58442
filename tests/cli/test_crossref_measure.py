"""`policylens crossref --measure`: claims counted against each other."""

import csv
import json
from pathlib import Path
from typing import Any

import pytest

from .support import SMALL, Cli, generated

MEASURES = ["congruence", "conflict", "subtract"]


def found(cli: Cli, *arguments: str) -> dict[str, Any]:
    outcome = cli("crossref", *arguments, "--format", "json", corpus=SMALL)
    assert (outcome.code, outcome.err) == (0, "")
    return dict(json.loads(outcome.out))


def values(cli: Cli, *arguments: str) -> dict[tuple[str, str], int]:
    return {(pair["a"], pair["b"]): pair["value"] for pair in found(cli, *arguments)["pairs"]}


@pytest.mark.parametrize("columns", [80, 160])
@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("congruence", "--measure congruence"),
        ("conflict", "--measure conflict --duplicates concept"),
        ("subtract", "council --measure subtract"),
        ("two-documents", "council union --measure subtract"),
        ("nothing-shared", "letter friends --measure conflict"),
        ("too-few", "-d council --measure conflict"),
    ],
)
def test_it_reads_as_it_was_read(cli: Cli, golden: object, name: str, arguments: str, columns: int) -> None:
    assert callable(golden)
    outcome = cli("crossref", *arguments.split(), corpus=SMALL, columns=columns)
    assert (outcome.code, outcome.err) == (0, "")
    assert [line for line in outcome.out.splitlines() if len(line) > columns] == []
    golden(f"cli/crossref-measure-{name}-{columns}.txt", outcome.out)


ENDINGS = {"json": "json", "csv": "csv", "markdown": "md"}


@pytest.mark.parametrize("format", ENDINGS)
@pytest.mark.parametrize(("name", "documents"), [("all", ()), ("two-documents", ("council", "union"))])
def test_every_format_is_as_it_was_read(
    cli: Cli, golden: object, name: str, documents: tuple[str, ...], format: str
) -> None:
    assert callable(golden)
    ending = ENDINGS[format]
    outcome = cli("crossref", *documents, "--measure", "subtract", "--format", format, corpus=SMALL)
    golden(f"cli/crossref-measure-{name}.{ending}", outcome.out)


def test_subtract_is_congruence_minus_conflict(cli: Cli) -> None:
    congruence, conflict, subtract = (values(cli, "--measure", each) for each in MEASURES)
    assert {pair: congruence[pair] - conflict[pair] for pair in congruence} == subtract
    assert len(set(subtract.values())) > 2


def test_claims_behind_a_pair_make_its_value(cli: Cli) -> None:
    (pair,) = found(cli, "council", "union", "--measure", "conflict")["pairs"]
    sums = [
        row["a"]["for"] * row["b"]["against"] + row["a"]["against"] * row["b"]["for"] for row in pair["propositions"]
    ]
    assert pair["value"] == sum(sums) > 0


def test_duplicates_count_unless_it_is_said_otherwise(cli: Cli) -> None:
    usual = found(cli, "--measure", "congruence")
    assert usual == found(cli, "--measure", "congruence", "--duplicates", "include")
    once = found(cli, "--measure", "congruence", "--duplicates", "concept")
    assert once["duplicates"] == "concept"
    sides = [row[end] for pair in once["pairs"] for row in pair["propositions"] for end in "ab"]
    assert {count for side in sides for count in side.values()} == {0, 1}


def test_every_format_has_the_same_values(cli: Cli) -> None:
    wanted = values(cli, "--measure", "subtract")
    rows = list(
        csv.DictReader(cli("crossref", "--measure", "subtract", "--format", "csv", corpus=SMALL).out.splitlines())
    )
    assert {(row["a"], row["b"]): int(row["value"]) for row in rows} == wanted
    assert {(row["measure"], row["duplicates"]) for row in rows} == {("subtract", "include")}
    table = cli("crossref", "--measure", "subtract", corpus=SMALL).out
    for value in wanted.values():
        assert f" {value}\n".replace("-", "−") in table


def test_one_document_is_held_against_all_others(cli: Cli) -> None:
    assert list(values(cli, "council", "--measure", "conflict")) == [
        ("friends-report", "council"),
        ("council", "union"),
        ("council", "letter"),
    ]


def test_documents_are_chosen_as_ever(cli: Cli) -> None:
    assert list(values(cli, "-d", "council", "-d", "union", "--measure", "conflict")) == [("council", "union")]


@pytest.mark.parametrize("measure", MEASURES)
def test_a_measure_is_explained_where_it_is_shown(cli: Cli, measure: str) -> None:
    shown = " ".join(cli("crossref", "--measure", measure, corpus=SMALL).out.split())
    assert f"{measure.capitalize()} is " in shown
    for words in ("Leifeld 2017", "Not normalized", "A stance of 0 is neither", "All claims count"):
        assert words in shown


def test_the_formulas_stand_in_the_help(cli: Cli) -> None:
    shown = " ".join(cli("crossref", "--help").out.split())
    assert "congruence is F1·F2 + A1·A2, conflict is F1·A2 + A1·F2, and subtract is congruence minus conflict" in shown
    assert "Leifeld 2017" in shown


def test_duplicates_alone_say_nothing(cli: Cli) -> None:
    outcome = cli("crossref", "--duplicates", "concept", corpus=SMALL)
    assert (outcome.code, outcome.out) == (2, "")
    assert outcome.err == (
        "policylens: --duplicates says how claims are counted, and nothing counts them\nadd --measure\n"
    )


def test_there_is_no_picture_of_it_and_nothing_is_written(cli: Cli, tmp_path: Path) -> None:
    outcome = cli("crossref", "--measure", "conflict", "-o", str(tmp_path / "x.svg"), corpus=SMALL)
    assert (outcome.code, outcome.out) == (2, "")
    assert "there is no picture of this" in outcome.err
    assert list(tmp_path.iterdir()) == []


def test_hundreds_of_documents_are_counted_in_time(cli: Cli, tmp_path: Path) -> None:
    corpus = generated(tmp_path / "corpus", 100)
    outcome = cli("crossref", "--measure", "subtract", "--format", "csv", corpus=corpus)
    assert (outcome.code, len(outcome.out.splitlines())) == (0, 100 * 99 / 2 + 1)
