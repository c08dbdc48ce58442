"""`docs/exchange.md`: its queries give what it shows, and it lists what there is."""

import ast
import re
from pathlib import Path
from xml.etree import ElementTree

import duckdb
import networkx as nx
import pytest
from conftest import ROOT, Cli
from documented import documented

from policylens.exchange.flat import COLUMNS
from policylens.exchange.interface import EXPORTERS

PAGE = (ROOT / "docs" / "exchange.md").read_text(encoding="utf-8")


def table(columns: list[str], rows: list[tuple[object, ...]]) -> str:
    """Write a table as the page does: texts to the left, numbers to the right."""
    cells = [columns, *([str(cell) for cell in row] for row in rows)]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    lines = ([row[0].ljust(widths[0]), *map(str.rjust, row[1:], widths[1:])] for row in cells)
    return "".join("  ".join(line) + "\n" for line in lines)


def test_it_lists_every_format() -> None:
    assert documented("exchange.md")["For other programs"] == list(EXPORTERS)


def test_it_lists_every_column() -> None:
    names = documented("exchange.md")["Rows: `jsonl`"]
    assert names == ["record", "position", "no position", "stance", *COLUMNS]


def test_its_queries_give_in_duckdb_what_it_shows(cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("jsonl", "parquet"):
        assert cli("export", name, "-o", f"rows.{name}").code == 0
    shown = re.findall(r"```sql\n(.*?)```\n\n```\n(.*?)```", PAGE, re.DOTALL)
    assert shown
    with duckdb.connect() as connection:
        for query, result in shown:
            found = connection.sql(query)
            assert table(found.columns, found.fetchall()) == result


def test_it_lists_what_nodes_and_ties_carry(cli: Cli, tmp_path: Path) -> None:
    listed = documented("exchange.md")
    for network, heading in (("documents", "The documents"), ("positions", "The positions")):
        path = tmp_path / network
        assert cli("export", "graphml", "--network", network, "-o", str(path)).code == 0
        graph = nx.read_graphml(path)
        ties = {name for *_, tie in graph.edges(data=True) for name in tie}
        nodes = {re.sub("^attribute .*", "attribute ...", name) for _, node in graph.nodes(data=True) for name in node}
        assert ties == set(listed[heading])
        assert nodes <= set(listed["The nodes"])
    assert nodes == set(listed["The nodes"])


def test_it_lists_every_sort_of_code(cli: Cli, tmp_path: Path) -> None:
    assert cli("export", "refi-qda", "-o", str(tmp_path / "codes.qdc")).code == 0
    root = ElementTree.fromstring((tmp_path / "codes.qdc").read_bytes())
    codes = {each.get("name", "") for each in root.iter("{urn:QDA-XML:codebook:1.0}Code")}
    patterns = [re.escape(name).replace(r"\.\.\.", ".+") for name in documented("exchange.md")["The codes"]]
    patterns += [r"[a-z0-9-]+", "kind_.+", "sector_.+", "topic_.+"]
    assert [name for name in codes if not any(re.fullmatch(each, name) for each in patterns)] == []
    assert [each for each in patterns if not any(re.fullmatch(each, name) for name in codes)] == []


def test_its_python_is_python() -> None:
    assert [ast.parse(code) for code in re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)]
