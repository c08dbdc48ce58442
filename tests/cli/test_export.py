"""`policylens export csv`: a folder of tables, written where nobody has anything else."""

from pathlib import Path

import pytest
from frictionless import Package

from policylens.exchange.csv.tables import TABLES

from .support import NO_EVIDENCE, SMALL, Cli, small, start

FILES = sorted([*(table.file for table in TABLES), "datapackage.json"])


def names(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*"))


def contents(folder: Path) -> dict[str, bytes]:
    return {name: (folder / name).read_bytes() for name in names(folder)}


def test_a_folder_of_tables_is_written(cli: Cli, tmp_path: Path) -> None:
    outcome = cli("export", "csv", "-o", str(tmp_path / "a" / "tables"), corpus=SMALL)
    assert (outcome.code, outcome.out, outcome.err) == (0, "", "")
    assert names(tmp_path / "a" / "tables") == FILES


def test_the_bundled_corpus_says_its_licence_and_another_does_not(cli: Cli, tmp_path: Path) -> None:
    assert cli("export", "csv", "-o", str(tmp_path / "ours")).code == 0
    assert cli("export", "csv", "-o", str(tmp_path / "theirs"), corpus=SMALL).code == 0
    licences = [Package(str(tmp_path / name / "datapackage.json")).licenses for name in ("ours", "theirs")]
    assert [[each["name"] for each in found] for found in licences] == [["CC-BY-4.0"], []]


def test_only_the_chosen_documents_are_written(cli: Cli, tmp_path: Path) -> None:
    cli("export", "csv", "-o", str(tmp_path), "-d", "letter", "-d", "Staff Union", corpus=SMALL)
    ids = [line.split(",")[0] for line in (tmp_path / "documents.csv").read_text(encoding="utf-8").splitlines()]
    assert ids == ["id", "union", "letter"]


def test_an_empty_folder_will_do_and_another_is_left_alone(cli: Cli, tmp_path: Path) -> None:
    assert cli("export", "csv", "-o", str(tmp_path), corpus=SMALL).code == 0
    (tmp_path / "claims.csv").write_text("mine\n", encoding="utf-8")
    before = contents(tmp_path)
    outcome = cli("export", "csv", "-o", str(tmp_path), corpus=SMALL)
    assert outcome.code == 2
    assert outcome.err.splitlines() == [
        f"policylens: {tmp_path} is not empty",
        "name a folder that is not there yet, or an empty one; --force writes over the tables in it",
    ]
    assert contents(tmp_path) == before


def test_force_writes_over_tables_and_nothing_else(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "claims.csv").write_text("old\n", encoding="utf-8")
    (tmp_path / "notes.csv").write_text("mine\n", encoding="utf-8")
    assert cli("export", "csv", "-o", str(tmp_path), "--force", corpus=SMALL).code == 0
    assert names(tmp_path) == sorted([*FILES, "notes.csv"])
    assert (tmp_path / "notes.csv").read_text(encoding="utf-8") == "mine\n"
    assert (tmp_path / "claims.csv").read_text(encoding="utf-8").startswith("id,document,kind,")


def test_with_force_nothing_is_replaced_unless_all_can_be(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "claims.csv").write_text("old\n", encoding="utf-8")
    (tmp_path / "stances.csv").mkdir()
    outcome = cli("export", "csv", "-o", str(tmp_path), "--force", corpus=SMALL)
    assert outcome.code == 2
    assert outcome.err.splitlines()[0] == f"policylens: cannot write {tmp_path / 'stances.csv'}: Is a directory"
    assert names(tmp_path) == ["claims.csv", "stances.csv"]
    assert (tmp_path / "claims.csv").read_text(encoding="utf-8") == "old\n"


def test_a_link_is_replaced_and_not_followed(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").write_text("mine\n", encoding="utf-8")
    (tmp_path / "tables").mkdir()
    (tmp_path / "tables" / "claims.csv").symlink_to(tmp_path / "elsewhere")
    assert cli("export", "csv", "-o", str(tmp_path / "tables"), "--force", corpus=SMALL).code == 0
    assert (tmp_path / "elsewhere").read_text(encoding="utf-8") == "mine\n"


@pytest.mark.parametrize("given", [[], ["-o", "-"]])
def test_a_folder_has_to_be_named(cli: Cli, given: list[str]) -> None:
    outcome = cli("export", "csv", *given, corpus=SMALL)
    assert (outcome.code, outcome.out) == (2, "")
    assert outcome.err == "policylens: csv is a folder of files\nname it with -o DIR\n"


def test_an_unknown_format_is_named_with_those_that_there_are(cli: Cli) -> None:
    lines = cli("export", "ods", corpus=SMALL).err.splitlines()
    assert lines[0] == "policylens: unknown format: ods"
    assert lines[1].startswith("there are: json, csv, ")


def test_warnings_are_told(cli: Cli, tmp_path: Path) -> None:
    corpus = small(tmp_path / "corpus", NO_EVIDENCE)
    outcome = cli("export", "csv", "-o", str(tmp_path / "tables"), corpus=corpus)
    assert outcome.code == 0
    assert "1 warning in the data" in outcome.err


def test_the_installed_program_writes_the_same_as_this_one(cli: Cli, tmp_path: Path) -> None:
    assert start("export", "csv", "-o", str(tmp_path / "a"), "--corpus", str(SMALL)).returncode == 0
    assert cli("export", "csv", "-o", str(tmp_path / "b"), "--no-cache", corpus=SMALL).code == 0
    assert contents(tmp_path / "a") == contents(tmp_path / "b")
