"""The commands by name, and what each of them loads: the fastest start is the one that imports nothing it can spare."""

from collections.abc import Callable
from pathlib import Path

import pytest
import typer

from policylens.cli.commands import PLACES, Commands

from .support import SMALL, Cli, start

TELL = """
import atexit, sys

def tell():
    with open({told!r}, "w") as file:
        file.write("\\n".join(sys.modules))

atexit.register(tell)
"""
"""A `sitecustomize` that says at the end of a process what it has imported."""

Imported = Callable[..., set[str]]


@pytest.fixture
def imported(tmp_path: Path) -> Imported:
    """Run the program in a process and return the modules that it imported."""
    told = tmp_path / "told"
    (tmp_path / "sitecustomize.py").write_text(TELL.format(told=str(told)), encoding="utf-8")

    def run(*arguments: str, code: int = 0) -> set[str]:
        done = start(*arguments, PYTHONPATH=str(tmp_path))
        assert done.returncode == code, done.stderr
        modules = set(told.read_text(encoding="utf-8").splitlines())
        told.unlink()
        return modules

    return run


HEAVY = {"rich", "jinja2", "sqlite3", "yaml", "vl_convert"}

INDEX = {"sqlite3"}
"""What it takes to ask the index of a corpus which files have changed. The bundled one needs none."""

MAKING = {
    "policylens.model",
    "policylens.analysis",
    "policylens.plain",
    "policylens.corpus.loader",
    "policylens.render.pages",
    "policylens.store.snapshot",
}
"""What an answer is made with, and one that is kept needs no more."""

ANSWERED = ["list", "show council", "compare", "compare hours", "crossref", "crossref council union", "search roof"]
"""Commands whose answers are kept."""

SMALL_CORPUS = ["--corpus", str(SMALL)]

FORMS = {"table": {"rich"}, "markdown": {"jinja2"}, "json": set(), "csv": set(), "svg": {"vl_convert"}}
"""Each format, and what drawing it takes."""


def commands_loaded(modules: set[str]) -> set[str]:
    """Return the commands among these modules."""
    places = {place.partition(":")[0]: name for name, place in PLACES.items()}
    return {places[name] for name in places if f"policylens.cli.{name}" in modules}


def test_what_is_imported_is_seen(imported: Imported) -> None:
    """Without this the tests below would show nothing."""
    modules = imported("compare", "hours", "--no-cache", *SMALL_CORPUS)
    assert {"policylens.cli.compare", "policylens.corpus.loader", "typer", "json", "rich", "yaml"} <= modules


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("line", ["compare hours", "crossref council union"])
def test_a_kept_answer_imports_only_what_draws_it(imported: Imported, line: str, form: str) -> None:
    asked = [*line.split(), "--format", form, *SMALL_CORPUS]
    imported(*asked)
    modules = imported(*asked)
    assert modules & HEAVY == INDEX | FORMS[form]
    assert (
        modules & {"policylens.model", "policylens.analysis", "policylens.corpus.loader", "policylens.plain"} == set()
    )
    assert modules & {"policylens.render.pages", "policylens.render.charts"} == set()


@pytest.mark.parametrize("form", ["json", "table"])
@pytest.mark.parametrize("line", ["compare markets", "compare markets --claims", "list", "search schools"])
def test_a_kept_answer_about_the_bundled_corpus_imports_as_little(imported: Imported, line: str, form: str) -> None:
    asked = [*line.split(), "--format", form]
    imported(*asked)
    assert imported(*asked) & HEAVY == FORMS[form]


@pytest.mark.parametrize("line", ANSWERED)
def test_a_kept_answer_as_json_imports_nothing_heavy(imported: Imported, line: str) -> None:
    asked = [*line.split(), "--format", "json", *SMALL_CORPUS]
    imported(*asked)
    assert imported(*asked) & HEAVY == INDEX


@pytest.mark.parametrize(
    ("line", "form"),
    [*((line, form) for line in ANSWERED for form in ("table", "json")), ("compare", "markdown"), ("search a", "csv")],
)
def test_an_answer_made_anew_imports_what_makes_and_what_draws_it(imported: Imported, line: str, form: str) -> None:
    modules = imported(*line.split(), "--format", form, "--no-cache", *SMALL_CORPUS)
    made_of = {"yaml", "sqlite3"} if line.startswith("search") else {"yaml"}
    assert modules & HEAVY == made_of | FORMS[form]


def test_another_question_about_a_corpus_that_is_kept_reads_no_yaml(imported: Imported) -> None:
    imported("list", *SMALL_CORPUS)
    modules = imported("compare", "hours", "--format", "json", *SMALL_CORPUS)
    assert modules & HEAVY == INDEX
    assert {"policylens.store.index.kept", "policylens.analysis.comparison"} <= modules


@pytest.mark.parametrize(("line", "heavy"), [("brief", {"jinja2"}), ("export json", set()), ("search roof", {"rich"})])
def test_what_is_made_of_a_corpus_that_is_kept_reads_no_yaml(imported: Imported, line: str, heavy: set[str]) -> None:
    imported("list", *SMALL_CORPUS)
    assert imported(*line.split(), *SMALL_CORPUS) & HEAVY == INDEX | heavy


def test_check_always_reads(imported: Imported) -> None:
    imported("list", *SMALL_CORPUS)
    assert imported("check", "--format", "json", *SMALL_CORPUS) & HEAVY == INDEX | {"yaml"}


@pytest.mark.parametrize(
    ("line", "code"), [("", 0), ("--help", 0), ("--version", 0), ("cache", 0), ("cache clear", 0), ("nonsense", 2)]
)
def test_what_answers_no_question_reads_and_draws_nothing(imported: Imported, line: str, code: int) -> None:
    assert imported(*line.split(), code=code) & HEAVY == set()


@pytest.mark.parametrize("name", PLACES)
def test_the_help_of_a_command_reads_and_draws_nothing(imported: Imported, name: str) -> None:
    modules = imported(name, "--help")
    assert modules & HEAVY == set()
    assert commands_loaded(modules) == {name}


@pytest.mark.parametrize("name", ["list", "compare", "crossref", "brief"])
def test_a_command_imports_no_other_command(imported: Imported, name: str) -> None:
    assert commands_loaded(imported(name, *SMALL_CORPUS)) == {name}


def test_the_version_imports_no_command(imported: Imported) -> None:
    assert commands_loaded(imported("--version")) == set()


@pytest.mark.parametrize("name", PLACES)
def test_every_command_can_be_made(name: str) -> None:
    command = Commands()[name]
    assert command.name == name
    assert command.help
    assert command.get_short_help_str()


@pytest.mark.parametrize("name", PLACES)
def test_every_command_is_made_once(name: str) -> None:
    commands = Commands()
    assert commands[name] is commands[name]


def test_the_commands_stand_in_their_order() -> None:
    assert list(Commands()) == list(PLACES)
    assert len(Commands()) == len(PLACES)


def test_the_help_tells_every_command_in_that_order(cli: Cli) -> None:
    told = [line.split() for line in cli("--help").out.split("Commands:\n")[1].splitlines()]
    assert [first for first, *_ in told] == list(PLACES)
    assert all(len(words) > 1 for words in told)


def test_every_command_has_a_place_of_its_own() -> None:
    assert len(set(PLACES.values())) == len(PLACES)


def test_asking_whether_there_is_a_command_makes_none() -> None:
    commands = Commands()
    assert "compare" in commands
    assert "nonsense" not in commands
    assert commands._made == {}


def test_a_command_that_there_is_not_is_not_made() -> None:
    with pytest.raises(KeyError):
        Commands()["nonsense"]
    assert Commands().get("nonsense") is None


def test_a_command_with_commands_of_its_own_has_them() -> None:
    command = Commands()["cache"]
    assert isinstance(command, typer.core.TyperGroup)
    assert list(command.commands) == ["clear"]


def test_a_mistyped_command_is_guessed_at_from_all(cli: Cli) -> None:
    for name in PLACES:
        mistyped = name[:-1] + "x"
        assert f"'{name}'" in cli(mistyped).err.splitlines()[0]
