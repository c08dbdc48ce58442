"""A home that cannot be written, or none: every command works, nothing is said of it, and what needs one says so."""

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from cli.support import Cli, small
from cli.texts import texts

from . import user
from .cases import state

pytestmark = pytest.mark.skipif(not user.python(), reason="no user without privileges can run this Python")

COMMANDS = [
    *("list", "compare hours", "show council-r01", "crossref", "search volunteers", "check", "brief hours", "cache"),
    *("export json", "sources", "trace council-r01 --sources texts", "sources council --sources texts"),
]

HOMES: dict[str, dict[str, str | None]] = {
    "not one's own": {"HOME": "{others}"},
    "closed": {"HOME": "{closed}"},
    "not there": {"HOME": "/nonexistent"},
    "not set": {"HOME": None},
    "a file": {"HOME": "{file}"},
    "folders not one's own": {"XDG_CACHE_HOME": "{others}", "XDG_DATA_HOME": "{others}"},
    "folders in a file": {"XDG_CACHE_HOME": "{file}/cache", "XDG_DATA_HOME": "{file}/data"},
    "relative folders": {"HOME": "{others}", "XDG_CACHE_HOME": "cache", "XDG_DATA_HOME": "./data"},
    "empty variables": {"HOME": "", "XDG_CACHE_HOME": "", "XDG_DATA_HOME": ""},
}
"""Variables that say where the home, the cache and the data are; None for one that is not set."""


@pytest.fixture(scope="module")
def place() -> Iterator[Path]:
    """Make a folder that everybody can read and nobody else can write, with a corpus and texts."""
    place = Path(tempfile.mkdtemp())
    small(place / "corpus")
    texts(place / "texts")
    (place / "others").mkdir()
    (place / "closed").mkdir()
    (place / "file").touch()
    for path in (place, *place.rglob("*")):
        path.chmod(0o755 if path.is_dir() else 0o644)
    (place / "corpus").chmod(0o555)
    (place / "others").chmod(0o555)
    (place / "closed").chmod(0o000)
    place.chmod(0o555)
    yield place
    for path in (place, *place.iterdir()):
        path.chmod(0o755)
    shutil.rmtree(place)


@pytest.fixture(autouse=True)
def _stays(place: Path) -> Iterator[None]:
    """See that nothing is written there."""
    before = state(place)
    yield
    assert state(place) == before


def variables(name: str, place: Path) -> dict[str, str | None]:
    folders = {each: place / each for each in ("others", "closed", "file")}
    return {key: value and value.format(**folders) for key, value in HOMES[name].items()}


def asked(command: str) -> str:
    return command if command == "cache" else f"{command} --corpus corpus"


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_works_without_a_home_that_can_be_written(
    cli: Cli, place: Path, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    done = user.run(asked(command), place, **variables("not one's own", place))
    assert (done.code, done.err) == (0, "")
    monkeypatch.chdir(place)
    assert command == "cache" or done.out == cli(*asked(command).split()).out


@pytest.mark.parametrize("home", HOMES)
def test_any_home_will_do(place: Path, home: str) -> None:
    for command in ("compare hours --corpus corpus", "cache"):
        done = user.run(command, place, **variables(home, place))
        assert (done.err, done.code) == ("", 0), command
        assert done.out


@pytest.mark.parametrize("home", HOMES)
def test_a_copy_that_cannot_be_kept_is_told_with_what_one_can_do(place: Path, home: str) -> None:
    done = user.run("sources add council texts/council.txt --corpus corpus", place, **variables(home, place))
    assert (done.code, done.out) == (2, "")
    said, hint = done.err.splitlines()
    assert said.startswith(("policylens: the copy cannot be kept in /", "policylens: there is no home folder to keep"))
    assert hint.endswith("name a folder of texts with --sources")


@pytest.mark.parametrize(
    ("line", "named"),
    [
        ("new plan --title Trees --corpus corpus", "corpus/frameworks/plan.yaml"),
        ("init trees", "trees"),
        ("init others", "others"),
        ("compare hours -o out.md --corpus corpus", "out.md"),
        ("export csv -o tables --corpus corpus", "tables"),
        ("export csv -o others --force --corpus corpus", "others/datapackage.json"),
        ("export json -o corpus/all.json --corpus corpus", "corpus/all.json"),
    ],
)
def test_what_cannot_be_written_is_named(place: Path, line: str, named: str) -> None:
    done = user.run(line, place, **variables("not one's own", place))
    assert (done.code, done.out) == (2, "")
    said, hint = done.err.splitlines()
    assert said == f"policylens: cannot write {named}: Permission denied"
    assert hint.startswith("name a f")
    assert hint.endswith("that you can write to")
