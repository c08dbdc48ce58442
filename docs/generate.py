"""Write `commands.md`, the command reference, and `policylens.1`, the manual page, from the program itself.

    python docs/generate.py

A test holds the files against what this makes.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import typer

from policylens import __version__
from policylens.cli.main import app

HERE = Path(__file__).parent

HEAD = """# Commands

Made from the program by `make docs`; `policylens COMMAND --help` says the same.

Every command reads the bundled corpus, or another one with `--corpus DIR` (or `POLICYLENS_CORPUS`). Results go to
standard output, messages to standard error. Colours are used on a terminal only, and never where `NO_COLOR` is set.

| exit code | meaning |
| --- | --- |
| 0 | done; that documents diverge is a result, not a failure |
| 1 | `check` found an error in the data, or an anchor missing or ambiguous; `diff --exit-code` found a difference |
| 2 | the command line is wrong, or something that it names cannot be read or written |
| 3 | a bug in policylens; `POLICYLENS_TRACEBACK=1` prints where |
| 130 | interrupted |
"""


def reference() -> str:
    """Return the command reference as Markdown."""
    group: Any = typer.main.get_command(app)
    parts = [HEAD, _options("policylens", group)]
    parts += [_command(name, command) for name, command in _commands(group)]
    return "\n".join(parts)


def _commands(group: Any, before: str = "") -> Iterator[tuple[str, Any]]:
    """Yield the commands with their names, each followed by the commands of its own."""
    for name, command in group.commands.items():
        yield before + name, command
        if hasattr(command, "commands"):
            yield from _commands(command, f"{before}{name} ")


def _command(name: str, command: Any) -> str:
    head, _, rest = _help(command).partition("\n\n")
    return f"## policylens {name}\n\n{head}\n\n{rest}\n{_options('', command)}"


def _help(command: Any) -> str:
    """Return the help text, its examples (the lines after a backspace) as blocks of code."""
    paragraphs = []
    for paragraph in re.split(r"\n\s*\n", command.help.strip()):
        if paragraph.lstrip().startswith("\b"):
            paragraphs.append("```\n" + paragraph.lstrip().removeprefix("\b").strip("\n") + "\n```")
        else:
            paragraphs.append(" ".join(paragraph.split()))
    return "\n\n".join(paragraphs) + "\n"


def _options(title: str, command: Any) -> str:
    rows = [_row(parameter) for parameter in command.params if not getattr(parameter, "hidden", False)]
    head = f"## {title}\n\n{_help(command)}\n" if title else ""
    if not rows:
        return head
    return head + "| argument or option | meaning |\n| --- | --- |\n" + "".join(rows)


def _row(parameter: Any) -> str:
    if parameter.param_type_name == "argument":
        names = f"`{parameter.metavar or parameter.name.upper()}`"
    else:
        value = "" if parameter.is_flag or parameter.count else f" {_value(parameter)}"
        names = ", ".join(f"`{name}{value}`" for name in parameter.opts)
    help_ = (parameter.help or "").replace("|", "\\|")
    variable = f" (also `{parameter.envvar}`)" if isinstance(parameter.envvar, str) else ""
    return f"| {names} | {help_}{variable} |\n"


def _value(parameter: Any) -> str:
    choices = getattr(parameter.type, "choices", None)
    if choices:
        return "\\|".join(str(getattr(choice, "value", choice)) for choice in choices)
    return str(parameter.metavar or parameter.type.name.upper())


def manual() -> str:
    """Return the manual page, in the man macros of roff."""
    group: Any = typer.main.get_command(app)
    summary, _, examples = _plain_help(group).partition("\n")
    lines = [
        f'.TH POLICYLENS 1 "" "policylens {__version__}" "User Commands"',
        ".SH NAME",
        f"policylens \\- {_roff(summary[:1].lower() + summary[1:].rstrip('.'))}",
        ".SH SYNOPSIS",
        ".B policylens",
        "[\\fIoption\\fR ...] \\fIcommand\\fR [\\fIargument\\fR ...]",
        ".SH DESCRIPTION",
        *_example(examples),
        ".SH OPTIONS",
        *_roff_options(group),
        ".SH COMMANDS",
    ]
    for name, command in _commands(group):
        head, _, rest = _plain_help(command).partition("\n")
        lines += [f".SS policylens {name}", _roff(head), *_example(rest), *_roff_options(command)]
    lines += [".SH EXIT STATUS"]
    for code, meaning in re.findall(r"^\| (\d+) \| (.+) \|$", HEAD, re.MULTILINE):
        lines += [".TP", f".B {code}", _roff(meaning.replace("`", ""))]
    lines += [".SH SEE ALSO", "The documentation of the project has the method, the data format and the licence."]
    return "\n".join(lines) + "\n"


def _plain_help(command: Any) -> str:
    """Return the help text with its lines as they are, the first paragraph on one line."""
    head, _, rest = command.help.strip().partition("\n\n")
    return " ".join(head.split()) + "\n" + rest.replace("\b\n", "")


def _example(words: str) -> list[str]:
    return [".PP", ".nf", *(_roff(line) for line in words.strip("\n").splitlines()), ".fi"] if words.strip() else []


def _roff_options(command: Any) -> list[str]:
    lines: list[str] = []
    for parameter in command.params:
        if parameter.param_type_name == "argument":
            names = str(parameter.metavar or parameter.name.upper())
        else:
            value = "" if parameter.is_flag or parameter.count else f" {_value(parameter)}".replace("\\|", "|")
            names = ", ".join(f"{name}{value}" for name in parameter.opts)
        lines += [".TP", f".B {_roff(names)}", _roff(parameter.help or "")]
    return lines


def _roff(words: str) -> str:
    """Return words as roff text: nothing in them is a request or an escape."""
    text = words.replace("\\", "\\e").replace("-", "\\-").replace("`", "\\(ga")
    return "\\&" + text if text.startswith((".", "'")) else text


if __name__ == "__main__":
    (HERE / "commands.md").write_text(reference(), encoding="utf-8")
    (HERE / "policylens.1").write_text(manual(), encoding="utf-8")
