"""What the shell is offered while a command is typed."""

import subprocess
from pathlib import Path

import pytest
import typer

from policylens.cli import complete
from policylens.cli.main import app

from .support import PROGRAM, SMALL, STANCE_OUT_OF_RANGE, environment, small, start


def context(**typed: object) -> typer.Context:
    """Return the context of a command line on which these options have been typed."""
    made = typer.Context(typer.main.get_command(app))
    made.params.update(typed)
    return made


@pytest.fixture(autouse=True)
def _small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POLICYLENS_CORPUS", str(SMALL))


@pytest.mark.parametrize(
    ("begun", "offered"),
    [
        ("ho", ["hours"]),
        ("m", ["money", "mill-road"]),
        ("open", ["open-late", "open-sundays"]),
        ("council", []),
        ("xyzzy", []),
    ],
)
def test_compare_is_offered_themes_propositions_and_topics(begun: str, offered: list[str]) -> None:
    assert complete.complete_compared(context(), begun) == offered


def test_a_name_that_is_two_things_is_offered() -> None:
    assert set(complete.complete_compared(context(), "ev")) == {"events"}


@pytest.mark.parametrize(
    ("begun", "offered"),
    [
        ("", ["friends-report", "council", "union", "letter"]),
        ("c", ["council"]),
        ("council-r", ["council-r01", "council-r01a", "council-r02", "council-r03"]),
        ("friends-", ["friends-report", "friends-p01", "friends-p02", "friends-r01", "friends-x01"]),
        ("hours", []),
    ],
)
def test_show_is_offered_documents_and_then_their_claims(begun: str, offered: list[str]) -> None:
    assert complete.complete_shown(context(), begun) == offered


@pytest.mark.parametrize(
    ("begun", "offered"), [("u", ["union"]), ("", ["friends-report", "council", "union", "letter"])]
)
def test_minus_d_is_offered_documents(begun: str, offered: list[str]) -> None:
    assert complete.complete_document(context(), begun) == offered


def test_the_options_of_show_are_offered_what_they_take() -> None:
    assert complete.complete_theme(context(), "") == ["hours", "volunteers", "money"]
    assert complete.complete_topic(context(), "mi") == ["mill-road"]
    assert complete.complete_sector(context(), "p") == ["parks"]


def test_a_corpus_that_is_typed_counts_before_the_one_of_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POLICYLENS_CORPUS", "nowhere")
    assert complete.complete_document(context(corpus=str(SMALL)), "u") == ["union"]


def test_nothing_is_offered_from_a_corpus_that_cannot_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for corpus in (tmp_path / "nowhere", small(tmp_path / "broken", STANCE_OUT_OF_RANGE)):
        monkeypatch.setenv("POLICYLENS_CORPUS", str(corpus))
        for offer in (complete.complete_compared, complete.complete_document, complete.complete_shown):
            assert offer(context(), "") == []


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("policylens compare ho", "hours"),
        ("policylens show counc", "council"),
        ("policylens list -d un", "union"),
        ("policylens compare hours -d let", "letter"),
        ("policylens show council --theme vol", "volunteers"),
        ("policylens che", "check"),
        ("policylens sources rem", "remove"),
        ("policylens sources remove counc", "council"),
        ("policylens sources council --form", "--format"),
        ("policylens sources ad council --form", "--format"),
        ("policylens compare --cla", "--claims"),
    ],
)
def test_bash_is_answered(typed: str, offered: str) -> None:
    done = start(COMP_WORDS=typed, COMP_CWORD=str(len(typed.split()) - 1), _POLICYLENS_COMPLETE="complete_bash")
    assert (done.returncode, done.stdout.split(), done.stderr) == (0, [offered], "")


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_each_shell_gets_a_script(shell: str) -> None:
    done = start(_POLICYLENS_COMPLETE=f"source_{shell}")
    assert (done.returncode, done.stderr) == (0, "")
    assert f"_POLICYLENS_COMPLETE=complete_{shell}" in done.stdout


@pytest.mark.tool("bash")
def test_the_script_works_in_a_real_shell() -> None:
    typed = """
        PATH="$(dirname "$0"):$PATH"
        eval "$(policylens --show-completion bash)"
        COMP_WORDS=(policylens compare m)
        COMP_CWORD=2
        $(complete -p policylens | sed 's/.*-F \\([^ ]*\\).*/\\1/') policylens
        echo "${COMPREPLY[@]}"
        """
    done = subprocess.run(
        ["bash", "-c", typed, PROGRAM], capture_output=True, text=True, encoding="utf-8", env=environment(), check=False
    )
    assert done.stderr == ""
    assert done.stdout == "money mill-road\n"
