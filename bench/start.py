"""How long whole commands take, against minimal programs on the same Typer and Rich.

    python bench/start.py

`compare markets` as a table, against a program that prints the same table of positions from a constant; the same as
JSON, against a bare Typer command; each first run, with nothing kept yet, against a later one; `check` and whole
briefings against `compare markets`. The two of a pair run in turn, as processes of their own; what counts is the median
of the ratios within one run.
"""

import sys
import tempfile
from pathlib import Path

from processes import WIDTH, report, seconds

from policylens import resources
from policylens.analysis.comparison import compare_theme, matrix
from policylens.corpus.loader import load
from policylens.render.page import MatrixTable
from policylens.render.pages.comparison import theme_page
from policylens.render.signs import shown_cell

PAIRS = 21

TABLE = """
import typer

HEADS = {heads!r}
ROWS = {rows!r}
app = typer.Typer(rich_markup_mode=None, pretty_exceptions_enable=False)


@app.command()
def compare(what: str = "markets"):
    from rich.console import Console
    from rich.table import Table

    table = Table()
    for head in HEADS:
        table.add_column(head)
    for row in ROWS:
        table.add_row(*row)
    Console().print(table)


app()
"""

BARE = """
import typer

app = typer.Typer(rich_markup_mode=None, pretty_exceptions_enable=False)


@app.command()
def compare(what: str = "markets"):
    print("{}")


app()
"""


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        table, bare = folder / "table.py", folder / "bare.py"
        table.write_text(_table_program(), encoding="utf-8")
        bare.write_text(BARE, encoding="utf-8")
        program = [sys.executable, "-m", "policylens", "compare", "markets"]
        print(f"whole processes, {PAIRS} interleaved pairs, {WIDTH} columns: medians")
        _report("table, later run / minimal Typer and Rich table", program, [sys.executable, str(table)], 1.2, folder)
        as_json = [*program, "--format", "json"]
        _report("JSON, later run / bare Typer command", as_json, [sys.executable, str(bare)], 1.4, folder)
        _report("table, first run / later run", program, program, 2.0, folder, first=True)
        _report("JSON, first run / later run", as_json, as_json, 2.0, folder, first=True)
        check = [sys.executable, "-m", "policylens", "check"]
        _report("check, later run / table, later run", check, program, 1.5, folder)
        brief = [sys.executable, "-m", "policylens", "brief"]
        page = [*brief, "--format", "html"]
        _report("brief of everything, Markdown / table, later run", brief, program, 3.0, folder)
        _report("brief of everything, HTML / table, later run", page, program, 3.5, folder)
        anew = "--no-cache"
        _report("check, made anew / table, made anew", [*check, anew], [*program, anew], 1.5, folder)


def _table_program() -> str:
    loaded = load(resources.data(), bundled=True)
    assert loaded.corpus is not None
    of = matrix(loaded.corpus)
    page = theme_page(of, compare_theme(of, "markets"))
    shown = next(block for block in page if isinstance(block, MatrixTable))
    rows = [
        [f"{row.text}\n{row.id}", *map(shown_cell, row.cells), f"{row.verdict}\n{row.speaking}"] for row in shown.rows
    ]
    return TABLE.format(heads=["Proposition", *shown.names, "Verdict"], rows=rows)


def _report(what: str, ours: list[str], other: list[str], most: float, folder: Path, *, first: bool = False) -> None:
    """Time both in turn and print medians; `first` gives ours an empty cache each time."""
    kept = folder / "kept"
    for command in (ours, other):
        seconds(command, kept)  # warms up
    times = []
    for number in range(PAIRS):
        times.append((seconds(ours, folder / f"{what[:4]}{number}" if first else kept), seconds(other, kept)))
    report(what, times, most)


if __name__ == "__main__":
    main()
