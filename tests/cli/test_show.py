"""`show`: which claims are shown, as other programs read them."""

import csv
import json
import shlex
from typing import Any

import pytest

from .support import SMALL, Cli


def shown(cli: Cli, *arguments: str) -> dict[str, Any]:
    outcome = cli("show", *arguments, "--format", "json", corpus=SMALL)
    assert outcome.code == 0, outcome.err
    found = json.loads(outcome.out)
    assert found["format"] == 1
    return dict(found)


def claims(cli: Cli, *arguments: str) -> list[str]:
    return [claim["id"] for claim in shown(cli, *arguments)["document"]["claims"]]


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ("council --recommendations", "council-r01 council-r01a council-r02 council-r03"),
        ("council --principles", "council-p02 council-p01"),
        ("council --mechanisms", "council-m01"),
        ("council --diagnoses", "council-d01"),
        ("council --evidence", "council-e01"),
        ("council --criticisms", ""),
        ("council --commitments", ""),
        ("union --commitments", "union-c01"),
        ("union --criticisms", "union-x01"),
        # several kinds together are a choice between them
        ("council --mechanisms --diagnoses", "council-m01 council-d01"),
        # on the theme by its own stance, or because a position rests on it
        ("council --theme hours", "council-r01 council-r01a council-r02 council-d01 council-p01 council-e01"),
        ("council --theme money", "council-p02"),
        ("council --topic mill-road", "council-r01 council-r01a council-r02"),
        ("council --sector libraries", "council-p02 council-r01"),
        ("council --sector parks", ""),
        ("union --speaker secretary", "union-p01"),
        ("union --speaker 'Branch Secretary'", "union-p01"),
        ("union --speaker treasurer", ""),
        # different options narrow the choice down
        ("council --theme hours --recommendations", "council-r01 council-r01a council-r02"),
        ("council --recommendations --sector libraries", "council-r01"),
        ("council --topic mill-road --theme volunteers", ""),
    ],
)
def test_options_choose_claims(cli: Cli, arguments: str, expected: str) -> None:
    assert claims(cli, *shlex.split(arguments)) == expected.split()


def test_without_options_all_claims_are_shown_in_the_order_of_the_file(cli: Cli) -> None:
    assert claims(cli, "union") == ["union-p01", "union-c01", "union-x01", "union-d01"]


def test_options_choose_claims_and_leave_the_positions(cli: Cli) -> None:
    assert len(shown(cli, "council", "--recommendations")["document"]["positions"]) == 6


def test_a_claim_comes_with_its_document(cli: Cli) -> None:
    found = shown(cli, "union-p01")
    assert found["document"] == "union"
    assert found["claim"]["speaker"] == "Branch secretary"
    assert found["claim"]["evidence"] == [{"paragraph": "2", "start": "Not one of us", "end": "work after six o'clock"}]


def test_evidence_from_another_source_says_so_in_csv(cli: Cli) -> None:
    out = cli("show", "council-e01", "--format", "csv", corpus=SMALL).out
    assert [row["source"] for row in csv.DictReader(out.splitlines())] == ["User survey 2018"]


def test_what_is_not_there_is_said_in_a_sentence(cli: Cli) -> None:
    out = cli("show", "union", "--recommendations", "--theme", "money", corpus=SMALL).out
    assert out.splitlines()[-1] == "It has no recommendations on the theme money."


def test_all_nineteen_recommendations_of_the_fabian_report_are_numbered(cli: Cli) -> None:
    lines = cli("show", "fabian", "--recommendations").out.splitlines()
    numbers = [line.split()[0] for line in lines if line[:1].isdigit()]
    assert numbers == [str(number) for number in range(1, 20)]


def test_every_recommendation_of_the_fabian_report_says_where_it_stands(cli: Cli) -> None:
    found = json.loads(cli("show", "fabian", "--recommendations", "--format", "json").out)
    whole = [claim for claim in found["document"]["claims"] if claim.get("number", "").isdigit()]
    assert sorted(int(claim["number"]) for claim in whole) == list(range(1, 20))
    assert all(claim["evidence"] and claim["actors"] for claim in whole)
