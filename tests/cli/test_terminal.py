"""Colours: on a terminal, and only where they are wanted."""

import os
import pty
import re
import subprocess
import termios

import pytest

from .support import PROGRAM, SMALL, Cli, environment, start

ESCAPE = "\x1b["


def on_a_terminal(*arguments: str, width: int = 80, **changes: str) -> tuple[int, str]:
    """Run the program on a terminal of its own; return its exit code and all that it showed."""
    ours, theirs = pty.openpty()
    termios.tcsetwinsize(theirs, (24, width))
    with subprocess.Popen(
        [PROGRAM, *arguments], stdin=theirs, stdout=theirs, stderr=theirs, env=environment(**changes)
    ) as process:
        os.close(theirs)
        shown = b""
        while True:
            try:
                more = os.read(ours, 65536)
            except OSError:  # Linux says so where others give an empty answer: nobody writes any more
                break
            if not more:
                break
            shown += more
    os.close(ours)
    return process.returncode, shown.decode().replace("\r\n", "\n")


def plain(shown: str) -> str:
    """Take the colours out, and the blanks that fill up coloured lines."""
    return "\n".join(line.rstrip() for line in re.sub(r"\x1b\[[0-9;]*m", "", shown).split("\n"))


def test_a_terminal_gets_colours() -> None:
    code, shown = on_a_terminal("compare", "hours", "--corpus", str(SMALL), TERM="xterm-256color")
    assert code == 0
    assert ESCAPE in shown
    assert plain(shown) == start("compare", "hours", "--corpus", str(SMALL)).stdout


@pytest.mark.parametrize("variables", [{"NO_COLOR": "1"}, {"TERM": "dumb"}, {"NO_COLOR": "1", "FORCE_COLOR": "1"}])
def test_a_terminal_gets_none_where_they_are_not_wanted(variables: dict[str, str]) -> None:
    code, shown = on_a_terminal("compare", "hours", "--corpus", str(SMALL), width=80, **variables)
    assert code == 0
    assert "\x1b" not in shown
    assert shown == start("compare", "hours", "--corpus", str(SMALL)).stdout


@pytest.mark.parametrize("width", [80, 100, 132])
def test_a_table_is_as_wide_as_the_terminal(width: int) -> None:
    """COLUMNS, which would come first, is empty."""
    _, shown = on_a_terminal("compare", "hours", "--corpus", str(SMALL), width=width, COLUMNS="", NO_COLOR="1")
    assert shown == start("compare", "hours", "--corpus", str(SMALL), COLUMNS=str(width)).stdout


def test_errors_on_a_terminal_are_plain() -> None:
    assert on_a_terminal("show", "concil", "--corpus", str(SMALL)) == (
        2,
        "policylens: unknown document or claim: concil\ndid you mean council?\n",
    )


def test_help_on_a_terminal_is_plain() -> None:
    code, shown = on_a_terminal("compare", "--help")
    assert code == 0
    assert "\x1b" not in shown


def test_a_pipe_gets_no_colours() -> None:
    done = start("compare", "hours", "--corpus", str(SMALL), TERM="xterm-256color")
    assert "\x1b" not in done.stdout


@pytest.mark.parametrize(
    ("variables", "coloured"),
    [
        ({}, False),
        ({"FORCE_COLOR": "1"}, True),
        ({"FORCE_COLOR": ""}, False),
        ({"FORCE_COLOR": "1", "TERM": "dumb"}, True),
        ({"FORCE_COLOR": "1", "NO_COLOR": "1"}, False),
        ({"FORCE_COLOR": "1", "NO_COLOR": ""}, True),
    ],
)
def test_the_environment_decides_on_colours(
    cli: Cli, monkeypatch: pytest.MonkeyPatch, variables: dict[str, str], coloured: bool
) -> None:
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert (ESCAPE in cli("compare", "hours", corpus=SMALL).out) == coloured


@pytest.mark.parametrize("format", ["markdown", "json", "csv"])
def test_only_tables_are_coloured(cli: Cli, monkeypatch: pytest.MonkeyPatch, format: str) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert "\x1b" not in cli("compare", "hours", "--format", format, corpus=SMALL).out


def test_colour_says_nothing_that_the_words_do_not_say(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    without = cli("compare", "--all", corpus=SMALL).out
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert plain(cli("compare", "--all", corpus=SMALL).out) == without
