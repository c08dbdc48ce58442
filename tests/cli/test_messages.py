"""What is said when something is wrong: each message with what to do about it."""

from pathlib import Path

import pytest

from .support import NO_EVIDENCE, SMALL, STANCE_OUT_OF_RANGE, Cli, Places, small

NAMES = {
    # mistyped
    "compare huors": ("unknown theme, proposition or topic: huors", "did you mean hours?"),
    "compare mil-road": ("unknown theme, proposition or topic: mil-road", "did you mean mill-road?"),
    "compare open_late": ("unknown theme, proposition or topic: open_late", "did you mean open-late?"),
    "show concil": ("unknown document or claim: concil", "did you mean council?"),
    "show council-r3": ("unknown document or claim: council-r3", "did you mean council-r03?"),
    "show Staff-Onion": ("unknown document or claim: Staff-Onion", "did you mean union?"),
    "show council --theme our": ("unknown theme: our", "did you mean hours?"),
    "show council --topic mil-road": ("unknown topic: mil-road", "did you mean mill-road?"),
    "show council --sector library": ("unknown sector: library", "did you mean libraries?"),
    "list -d onion": ("unknown document: onion", "did you mean union?"),
    "compare theme:huors": ("unknown theme: theme:huors", "did you mean theme:hours?"),
    # nothing like it
    "compare xyzzy": ("unknown theme, proposition or topic: xyzzy", "there are: hours, volunteers, money"),
    "show xyzzy": ("unknown document or claim: xyzzy", "there are: friends-report, council, union, letter"),
    "show council --topic xyzzy": ("unknown topic: xyzzy", "`policylens list` names what there is"),
    # something else
    "compare union": (
        "union is a document; here a theme, proposition or topic is expected",
        "try `policylens show union`",
    ),
    "compare parks": (
        "parks is a sector; here a theme, proposition or topic is expected",
        "try `policylens show DOCUMENT --sector parks`",
    ),
    "show fees": ("fees is a proposition; here a document or claim is expected", "try `policylens compare fees`"),
    "show council --sector mill-road": (
        "mill-road is a topic; here a sector is expected",
        "try `policylens compare mill-road`",
    ),
    # two things at once
    "compare events": ("events is a proposition and a topic", "write proposition:events or topic:events"),
    "compare hours events": ("events is a proposition and a topic", "write proposition:events or topic:events"),
}


@pytest.mark.parametrize("arguments", NAMES)
def test_a_name_that_is_not_understood_gets_a_way_out(cli: Cli, arguments: str) -> None:
    said, hint = NAMES[arguments]
    assert cli(*arguments.split(), corpus=SMALL).err == f"policylens: {said}\n{hint}\n"


@pytest.mark.parametrize(
    ("word", "first"),
    [
        ("proposition:events", "Events may be charged for."),
        ("topic:events", "Events and festivals"),
        ("theme:hours", "Opening hours"),
        ("HOURS", "Opening hours"),
        ("Mill-Road", "The Mill Road branch"),
    ],
)
def test_prefixes_decide_and_case_does_not_matter(cli: Cli, word: str, first: str) -> None:
    assert cli("compare", word, corpus=SMALL).out.splitlines()[0] == first


@pytest.mark.parametrize(
    ("word", "first"),
    [
        ("union", "Staff Union"),
        ("staff union", "Staff Union"),
        ("document:union", "Staff Union"),
        ("Friends", "Friends"),
    ],
)
def test_a_document_answers_to_its_id_and_its_short_name(cli: Cli, word: str, first: str) -> None:
    assert cli("show", word, corpus=SMALL).out.splitlines()[0] == first


@pytest.mark.parametrize(
    ("arguments", "said", "hint"),
    [
        ("nonsense", "policylens: No such command 'nonsense'", "policylens"),
        ("comp", "policylens: No such command 'comp'. Did you mean 'compare'?", "policylens"),
        ("cache clea", "policylens cache: No such command 'clea'. Did you mean 'clear'?", "policylens cache"),
        ("sources ad demos x", "policylens sources: No such command 'ad'. Did you mean 'add'?", "policylens sources"),
        ("show", "policylens show: Missing argument 'DOCUMENT|CLAIM'", "policylens show"),
        (
            "list --format pdf",
            "policylens list: Invalid value for '--format': 'pdf' is not one of "
            "'table', 'markdown', 'json', 'csv', 'svg', 'png'",
            "policylens list",
        ),
    ],
)
def test_wrong_usage_names_the_help_of_the_command(cli: Cli, arguments: str, said: str, hint: str) -> None:
    assert cli(*arguments.split()).err.splitlines() == [said, f"`{hint} --help` shows how it is used"]


def test_a_mistyped_option_gets_a_suggestion(cli: Cli) -> None:
    assert "--propositions" in cli("list", "--proposition").err


def test_a_missing_corpus_says_what_a_corpus_is(cli: Cli, tmp_path: Path) -> None:
    missing = tmp_path / "nowhere"
    assert cli("list", corpus=missing).err.splitlines() == [
        f"policylens: there is no folder {missing}",
        "name a folder that holds codebook.yaml and frameworks/",
    ]


def test_errors_in_the_data_stop_a_reading_command_and_name_check(cli: Cli, tmp_path: Path) -> None:
    corpus = small(tmp_path / "corpus", STANCE_OUT_OF_RANGE)
    assert cli("compare", "hours", corpus=corpus).err.splitlines() == [
        "policylens: there are errors in the data: frameworks/union.yaml:13: -3 is out of range",
        f"`policylens check --corpus {corpus}` lists them all",
    ]


def test_the_first_error_stands_for_the_others(cli: Cli, tmp_path: Path) -> None:
    another = (
        "frameworks/council.yaml",
        "stance: 2\n    confidence: high\n    because: Four",
        "stance: five\n    confidence: high\n    because: Four",
    )
    corpus = small(tmp_path / "corpus", STANCE_OUT_OF_RANGE, another)
    first = cli("list", corpus=corpus).err.splitlines()[0]
    assert first.endswith("frameworks/council.yaml:23: five is not a whole number, and 1 more")


def test_warnings_are_counted_after_the_result(cli: Cli, tmp_path: Path) -> None:
    corpus = small(tmp_path / "corpus", NO_EVIDENCE)
    outcome = cli("compare", "hours", corpus=corpus)
    assert outcome.out == cli("compare", "hours", corpus=SMALL).out
    assert outcome.err == f"policylens: 1 warning in the data; `policylens check --corpus {corpus}` lists them\n"


def test_several_warnings_are_counted(cli: Cli, tmp_path: Path) -> None:
    corpus = small(tmp_path / "corpus", ("codebook.yaml", 'version: "2"', 'version: "3"'))
    assert "policylens: 2 warnings in the data;" in cli("list", corpus=corpus).err


@pytest.mark.parametrize("format", ["markdown", "json", "csv"])
def test_warnings_never_stand_in_the_result(cli: Cli, tmp_path: Path, format: str) -> None:
    corpus = small(tmp_path / "corpus", NO_EVIDENCE)
    assert "warning" not in cli("compare", "hours", "--format", format, corpus=corpus).out


def test_a_name_cannot_steer_the_terminal(cli: Cli) -> None:
    outcome = cli("compare", "ho\x1b[2Jurs\u202e\nmore", corpus=SMALL)
    assert outcome.code == 2
    assert "\x1b" not in outcome.err
    assert "\u202e" not in outcome.err
    assert len(outcome.err.splitlines()) == 2


def test_a_message_in_ascii_is_still_a_message(cli: Cli) -> None:
    assert "unknown document or claim: caf?" in cli("show", "café", corpus=SMALL, encoding="ascii").err


def test_the_corpus_can_be_named_in_the_environment(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POLICYLENS_CORPUS", str(SMALL))
    assert cli("show", "council").out == cli("show", "council", corpus=SMALL).out


def test_the_command_line_comes_before_the_environment(
    cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("POLICYLENS_CORPUS", str(tmp_path / "nowhere"))
    assert cli("show", "council", corpus=SMALL).code == 0


@pytest.mark.parametrize("command", ["list", "compare", "check"])
def test_an_empty_setting_leaves_the_bundled_corpus(cli: Cli, monkeypatch: pytest.MonkeyPatch, command: str) -> None:
    without = cli(command)
    monkeypatch.setenv("POLICYLENS_CORPUS", "")
    assert cli(command) == without


def test_a_file_is_no_corpus(cli: Cli, tmp_path: Path) -> None:
    assert "there is no folder" in cli("list", corpus=Places(tmp_path)["there"]).err
