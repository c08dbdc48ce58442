"""`docs/spreadsheets.md`: its commands do what it shows, and it lists what there is."""

import re
import shlex
from pathlib import Path

import pytest
from conftest import ROOT, Cli

from policylens.exchange.csv import decoding, reading
from policylens.exchange.csv.columns import FIELDS
from policylens.exchange.csv.tables import TABLES

PAGE = (ROOT / "docs" / "spreadsheets.md").read_text(encoding="utf-8")


def rows_below(heading: str) -> list[list[str]]:
    """Return the cells of the table below a heading."""
    section = PAGE.split(f"\n{heading}\n")[1].split("\n#")[0]
    rows = [line.strip("| ").split(" | ") for line in section.splitlines() if line.startswith("| ")]
    return [[cell.strip(" |") for cell in row] for row in rows[2:]]


def test_its_commands_do_what_it_shows(cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name, text in re.findall(r"```csv (\S+)\n(.*?)```", PAGE, re.DOTALL):
        Path(name).write_text(text, encoding="utf-8")
    shown = re.findall(r"```console\n\$ ([^\n]+)\n(.*?)```", PAGE, re.DOTALL)
    assert len(shown) >= 2
    for command, output in shown:
        outcome = cli(*shlex.split(command)[1:])
        assert outcome.out + outcome.err == output, command
    assert cli("check", corpus=Path("parties")).code == 0


def test_it_lists_every_table_with_its_columns() -> None:
    listed = {row[0].strip("`"): re.findall(r"`([^`]+)`", row[2]) for row in rows_below("## A corpus as tables")}
    assert listed == {table.file: [column.name for column in table.columns] for table in TABLES}


def test_it_lists_every_column_of_a_long_table() -> None:
    listed = {row[0].strip("`"): (row[1], row[2] if len(row) > 2 else "") for row in rows_below("### Its columns")}
    assert listed == {field.name: (field.meaning, ", ".join(field.also)) for field in FIELDS}
    assert list(listed)[:3] == [field.name for field in FIELDS if field.needed]


def test_it_names_the_bounds() -> None:
    bounds = f"{decoding.MAX_BYTES // 1024 // 1024} MB, {reading.MAX_ROWS:,} rows and {reading.MAX_COLUMNS:,} columns"
    assert bounds in PAGE
    assert reading.MAX_CELL == 1_000_000
