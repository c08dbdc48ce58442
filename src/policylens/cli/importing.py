"""`policylens import`: a group with a command for each format."""

import typer

from policylens.cli.import_csv import import_csv
from policylens.cli.import_dna import import_dna
from policylens.cli.import_refi import import_refi

app = typer.Typer(rich_markup_mode=None, add_completion=False, pretty_exceptions_enable=False)
app.command(name="csv")(import_csv)
app.command(name="dna")(import_dna)
app.command(name="refi-qda")(import_refi)


@app.callback(invoke_without_command=True)
def import_(context: typer.Context) -> None:
    """Make a corpus from files of other programs.

    \b
    policylens import csv my-tables trees
    policylens import csv parties.csv parties --column document=Party
    policylens import dna project.dna debate
    policylens import refi-qda project.qdpx study

    A new folder is made, which every command reads with --corpus. Nothing is written before all has been understood,
    and nothing that is there is changed. `policylens import FORMAT --help` has the options of a format.
    """
    if context.invoked_subcommand is None:
        typer.echo(context.get_help())
