"""The program: its commands, and the one place where errors become messages and exit codes."""

import os
import sys
from pathlib import Path
from typing import Annotated

import typer

from policylens import __version__
from policylens.cli.commands import Group
from policylens.cli.output import close_quietly
from policylens.errors import ExitCode, PolicylensError
from policylens.store.damage import DamagedError

# UsageError, which Typer 0.26 to 0.28 all have and none exports
_UsageError = typer.BadParameter.__mro__[1]

app = typer.Typer(
    name="policylens",
    cls=Group,
    add_completion=True,
    rich_markup_mode=None,  # Rich is imported only where a table is drawn
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"policylens {__version__}")
        raise typer.Exit


@app.callback(invoke_without_command=True)
def _program(
    context: typer.Context,
    _wanted: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version and exit.")
    ] = False,
) -> None:
    """Compare policy documents: where they agree, where they diverge, and what each statement rests on.

    \b
    policylens list                      the documents and the themes
    policylens compare                   where the documents stand, theme by theme
    policylens compare markets           one theme: positions, verdicts, reasons
    policylens show fabian --recommendations
    policylens show fabian-r05           one claim whole
    policylens crossref demos fabian     two documents read across
    policylens search inspection         claims by their words
    policylens trace fabian-r05          its passage, in your own copy of the text
    policylens sources                   the texts, and which of them you have
    policylens brief markets -o b.md     a briefing to send on
    policylens export json -o all.json   everything, for other programs
    policylens export csv -o tables      the same as tables, for spreadsheets
    policylens import csv parties.csv parties
    policylens init trees                a corpus of your own, to begin with
    policylens check                     whether the data is in order
    policylens diff mine theirs          what changed between two versions

    \b
    Exit codes: 0 done; 1 check found errors, or diff --exit-code a difference;
    2 wrong usage or unreadable input; 3 a bug in policylens; 130 interrupted.
    """
    if context.invoked_subcommand is None:
        typer.echo(context.get_help())


def main() -> int:
    """Run the program as a process of its own and return the exit code."""
    for stream in ("stdout", "stderr"):
        if getattr(sys, stream) is None:  # closed before the start (`>&-`): what goes there, nobody wants
            null = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115 - open until the program ends
            setattr(sys, stream, null)
    return run()


def run(arguments: list[str] | None = None) -> int:
    """Run the program with these arguments, or the process's own, and return the exit code."""
    try:
        code = _carried_out(arguments)
        sys.stdout.flush()
        return code
    except (BrokenPipeError, SystemExit) as stop:
        # nobody reads on (`policylens ... | head`), of which Typer makes an exit with 1
        if not any(isinstance(error, BrokenPipeError) for error in (stop, stop.__context__)):
            raise
        close_quietly()
        return ExitCode.DONE
    except KeyboardInterrupt:
        return ExitCode.INTERRUPTED
    except Exception as error:
        return _explained(error)


def _carried_out(arguments: list[str] | None) -> int:
    """Carry the command out, once more where what was kept of a corpus turns out to be damaged in the middle of it.

    A file gets its name when all of it is made, and what has been printed by then is not printed twice.
    """
    from policylens.cli.corpus import close_indexes, without_indexes
    from policylens.cli.resuming import begin_anew, forget

    try:
        return _once(arguments)
    except DamagedError:
        begin_anew()
        with without_indexes():
            return _once(arguments)
    finally:
        close_indexes()
        forget()


def _once(arguments: list[str] | None) -> int:
    return int(app(args=arguments, prog_name="policylens", standalone_mode=False) or ExitCode.DONE)


def _explained(error: Exception) -> ExitCode:
    """Say on standard error what went wrong and what to do, and return the exit code."""
    if isinstance(error, PolicylensError):
        _say(f"policylens: {error.message}", error.hint)
        return ExitCode.USAGE
    if isinstance(error, _UsageError):
        _say(*_usage(error))
        return ExitCode.USAGE
    if isinstance(error, OSError):
        where = f"{error.filename}: " if error.filename else ""
        _say(f"policylens: {where}{error.strerror or error}", "")
        return ExitCode.USAGE
    if isinstance(error, MemoryError):
        _say("policylens: there is not enough memory for this", "choose fewer documents, with --document or --where")
        return ExitCode.USAGE
    return _bug(error)


def _usage(error: Exception) -> tuple[str, str]:
    context = getattr(error, "ctx", None)
    command = context.command_path if context else "policylens"
    message = str(getattr(error, "format_message", lambda: error)()).rstrip(".")
    return f"{command}: {message}", f"`{command} --help` shows how it is used"


def _say(message: str, hint: str) -> None:
    for line in (message, hint):
        if line:
            encoding = sys.stderr.encoding or "utf-8"
            text = " ".join(line.split()).encode(encoding, "replace").decode(encoding)
            print("".join(c if c.isprintable() else "?" for c in text), file=sys.stderr)


def _bug(error: Exception) -> ExitCode:
    import traceback

    if os.environ.get("POLICYLENS_TRACEBACK"):
        traceback.print_exception(error)
    # where an error says nothing, as the `Abort` that Typer makes of an EOFError, its cause has more to say
    told = error if str(error) else error.__cause__ or error
    what = ": ".join(part for part in (type(told).__name__, str(told)) if part)
    _say(
        f"policylens: this is a bug: {what}",
        "please report it, with what POLICYLENS_TRACEBACK=1 prints",
    )
    return ExitCode.BUG
