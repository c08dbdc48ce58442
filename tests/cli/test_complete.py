"""What the shell is offered while a command is typed."""

import subprocess
from pathlib import Path

import pytest

from policylens.cli.complete import complete_compared, complete_document, complete_shown

from .support import PROGRAM, SMALL, STANCE_OUT_OF_RANGE, environment, small, start


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
    assert complete_compared(begun) == offered


def test_a_name_that_is_two_things_is_offered() -> None:
    assert set(complete_compared("ev")) == {"events"}


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
    assert complete_shown(begun) == offered


@pytest.mark.parametrize(
    ("begun", "offered"), [("u", ["union"]), ("", ["friends-report", "council", "union", "letter"])]
)
def test_minus_d_is_offered_documents(begun: str, offered: list[str]) -> None:
    assert complete_document(begun) == offered


@pytest.mark.parametrize("complete", [complete_compared, complete_document, complete_shown])
def test_nothing_is_offered_from_a_corpus_that_cannot_be_read(
    complete: object, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert callable(complete)
    for corpus in (tmp_path / "nowhere", small(tmp_path / "broken", STANCE_OUT_OF_RANGE)):
        monkeypatch.setenv("POLICYLENS_CORPUS", str(corpus))
        assert complete("") == []


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("policylens compare ho", "hours"),
        ("policylens show counc", "council"),
        ("policylens list -d un", "union"),
        ("policylens compare hours -d let", "letter"),
        ("policylens che", "check"),
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
