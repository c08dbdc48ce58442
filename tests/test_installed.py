"""The program as users have it: from a wheel, from an editable install, from a checkout on the path."""

import email
import json
import os
import shutil
import subprocess
import sys
import venv
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from policylens.corpus.loader import load
from policylens.store import snapshot

ROOT = Path(__file__).resolve().parents[1]

AS_ROOT = hasattr(os, "geteuid") and os.geteuid() == 0

WITHOUT_POWERS = ["setpriv", "--bounding-set=-all", "--inh-caps=-all"] if AS_ROOT else []
"""Root may write where it is forbidden, unless it gives up its capabilities."""

pytestmark = pytest.mark.tool(*WITHOUT_POWERS[:1])

WHERE = "from policylens import resources; print(resources.data()); print(resources.templates())"

COMMANDS = [
    "list",
    "compare markets",
    "compare",
    "show fabian --recommendations",
    "show fabian-r05",
    "check --strict",
]

Run = Callable[..., subprocess.CompletedProcess[str]]


def environment(**changes: str) -> dict[str, str]:
    """Return the environment without what belongs to the Python that runs the tests."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "VIRTUAL_ENV"))}
    return kept | changes


def run(
    *command: str | Path, cwd: Path | None = None, env: dict[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command, cwd=cwd, env=env or environment(), capture_output=True, text=True, encoding="utf-8", check=False
    )


def succeed(*command: str | Path, cwd: Path | None = None) -> str:
    done = run(*command, cwd=cwd)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def new_environment(folder: Path, *install: str | Path) -> Path:
    """Make a virtual environment, install into it, and return its folder of programs."""
    venv.create(folder, with_pip=True)
    programs = folder / "bin"
    succeed(programs / "python", "-m", "pip", "--disable-pip-version-check", "install", "--quiet", *install)
    return programs


def build(target: str, project: Path, folder: Path) -> Path:
    """Build a distribution of the project into a folder, and return it."""
    succeed(sys.executable, "-m", "hatchling", "build", "--target", target, "--directory", folder, cwd=project)
    (built,) = folder.iterdir()
    return built


PROJECT = ["src", "data", "templates", "docs", "README.md", "LICENSE", "pyproject.toml", "hatch_build.py", ".gitignore"]
"""What the project is built from."""


@pytest.fixture(scope="session")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a copy of the project, since building writes into it."""
    copy = tmp_path_factory.mktemp("checkout") / "policylens"
    copy.mkdir()
    for name in PROJECT:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, copy / name, ignore=shutil.ignore_patterns("__pycache__", "prepared"))
        else:
            shutil.copy(ROOT / name, copy / name)
    return copy


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory, checkout: Path) -> Path:
    return build("wheel", checkout, tmp_path_factory.mktemp("wheel"))


@pytest.fixture(scope="session")
def programs(tmp_path_factory: pytest.TempPathFactory, wheel: Path) -> Path:
    """Return the folder of programs of a fresh environment with nothing in it but the wheel."""
    return new_environment(tmp_path_factory.mktemp("installed") / "venv", wheel)


@pytest.fixture(scope="session")
def editable(tmp_path_factory: pytest.TempPathFactory, checkout: Path) -> Path:
    """Return the folder of programs of a fresh environment with an editable install of the checkout."""
    return new_environment(tmp_path_factory.mktemp("editable") / "venv", "--editable", checkout)


@pytest.fixture
def as_user(tmp_path: Path) -> Run:
    """Run something as a user in a folder of theirs, whose home cannot be written."""
    home, work = tmp_path / "home", tmp_path / "work"
    home.mkdir(mode=0o555)
    work.mkdir()
    own = {"HOME": str(home), "XDG_CACHE_HOME": str(home / "cache"), "XDG_CONFIG_HOME": str(home / "config")}

    def call(*command: str | Path, **changes: str) -> subprocess.CompletedProcess[str]:
        return run(*WITHOUT_POWERS, *command, cwd=work, env=environment(**(own | changes)))

    return call


def test_the_home_really_cannot_be_written(as_user: Run) -> None:
    """Without this the tests below would show nothing."""
    done = as_user(sys.executable, "-c", "import pathlib; (pathlib.Path.home() / 'file').touch()")
    assert done.returncode == 1
    assert "PermissionError" in done.stderr


@pytest.mark.parametrize("command", COMMANDS)
def test_the_wheel_does_what_the_checkout_does(programs: Path, as_user: Run, command: str) -> None:
    done = as_user(programs / "policylens", *command.split())
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == succeed(sys.executable, "-m", "policylens", *command.split(), cwd=ROOT)
    assert len(done.stdout) > 60


@pytest.mark.parametrize("form", ["markdown", "json", "csv"])
def test_the_wheel_writes_every_format(programs: Path, as_user: Run, tmp_path: Path, form: str) -> None:
    done = as_user(programs / "policylens", "compare", "markets", "--format", form, "-o", f"markets.{form}")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert (tmp_path / "work" / f"markets.{form}").stat().st_size > 1000


def test_an_output_file_in_a_folder_that_cannot_be_written_is_refused(
    programs: Path, as_user: Run, tmp_path: Path
) -> None:
    wanted = tmp_path / "home" / "list.md"
    done = as_user(programs / "policylens", "list", "-o", wanted)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.splitlines() == [
        f"policylens: cannot write {wanted}: Permission denied",
        "name a file in a folder that you can write to",
    ]
    assert list(wanted.parent.iterdir()) == []


@pytest.mark.parametrize("closed", ["", "frameworks"])
def test_a_corpus_that_may_not_be_read_is_told_in_a_line(
    programs: Path, as_user: Run, tmp_path: Path, closed: str
) -> None:
    shutil.copytree(Path(__file__).parent / "corpora" / "small", tmp_path / "locked" / "small")
    folder = tmp_path / "locked" / ("small" if closed else "") / closed
    folder.chmod(0)
    try:
        done = as_user(programs / "policylens", "list", "--corpus", tmp_path / "locked" / "small")
    finally:
        folder.chmod(0o755)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.endswith("cannot be read: Permission denied\n")
    assert len(done.stderr.splitlines()) == 1


def test_a_document_that_may_not_be_read_is_named(programs: Path, as_user: Run, tmp_path: Path) -> None:
    shutil.copytree(Path(__file__).parent / "corpora" / "small", tmp_path / "small")
    (tmp_path / "small" / "frameworks" / "union.yaml").chmod(0)
    done = as_user(programs / "policylens", "check", "--corpus", tmp_path / "small")
    assert done.returncode == 1
    assert "frameworks/union.yaml error unreadable" in done.stdout


def test_python_m_policylens_works(programs: Path, as_user: Run) -> None:
    done = as_user(programs / "python", "-m", "policylens", "show", "fabian-r05")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("fabian-r05\n")


def test_the_version_is_that_of_the_wheel(programs: Path, as_user: Run, wheel: Path) -> None:
    assert as_user(programs / "policylens", "--version").stdout == f"policylens {wheel.name.split('-')[1]}\n"


def test_the_shell_is_offered_themes(programs: Path, as_user: Run) -> None:
    done = as_user(
        programs / "policylens",
        COMP_WORDS="policylens compare ma",
        COMP_CWORD="2",
        _POLICYLENS_COMPLETE="complete_bash",
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.split()[0] == "markets"


@pytest.mark.tool("bash")
def test_the_completion_script_can_be_shown(programs: Path, as_user: Run) -> None:
    done = as_user("bash", "-c", '"$0" --show-completion bash && true', programs / "policylens")
    assert (done.returncode, done.stderr) == (0, "")
    assert "_POLICYLENS_COMPLETE=complete_bash" in done.stdout


def contents(folder: Path) -> dict[str, bytes]:
    return {str(file.relative_to(folder)): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


@pytest.mark.parametrize("folder", ["data", "templates"])
def test_the_wheel_carries_every_shipped_file_as_it_is(wheel: Path, folder: str) -> None:
    before = f"policylens/shipped/{folder}/"
    with zipfile.ZipFile(wheel) as archive:
        shipped = {
            name.removeprefix(before): archive.read(name) for name in archive.namelist() if name.startswith(before)
        }
    assert shipped == contents(ROOT / folder)
    assert shipped


def test_the_wheel_carries_every_module_the_manual_page_and_nothing_else(wheel: Path) -> None:
    there = contents(ROOT / "src" / "policylens")
    modules = {f"policylens/{name}" for name in there if not {"__pycache__", "prepared"} & {*Path(name).parts}}
    with zipfile.ZipFile(wheel) as archive:
        names = {name for name in archive.namelist() if ".dist-info/" not in name}
    others = {name for name in names if not name.startswith(("policylens/shipped/", "policylens/prepared/"))} - modules
    assert modules <= names
    assert [name.partition(".data/")[2] for name in others] == ["data/share/man/man1/policylens.1"]


def test_the_wheel_needs_four_packages_and_no_other(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        (metadata,) = [name for name in archive.namelist() if name.endswith(".dist-info/METADATA")]
        message = email.message_from_bytes(archive.read(metadata))
    needed = [line for line in message.get_all("Requires-Dist", []) if "extra ==" not in line]
    names = {line.split("<")[0].split(">")[0].split("=")[0].strip().lower() for line in needed}
    assert names == {"jinja2", "pyyaml", "rich", "typer"}


def test_the_wheel_finds_its_files_inside_itself(programs: Path, as_user: Run) -> None:
    data, templates = as_user(programs / "python", "-c", WHERE).stdout.splitlines()
    package = Path(data).parents[1]
    assert package.name == "policylens"
    assert programs.parent.resolve() in package.parents
    assert (Path(data), Path(templates)) == (package / "shipped" / "data", package / "shipped" / "templates")


def test_an_editable_install_finds_its_files_in_the_checkout(editable: Path, as_user: Run, checkout: Path) -> None:
    done = as_user(editable / "python", "-c", WHERE)
    assert done.stdout.splitlines() == [str(checkout / "data"), str(checkout / "templates")]


def test_an_editable_install_works_from_another_folder(editable: Path, as_user: Run) -> None:
    done = as_user(editable / "policylens", "compare", "markets", "--format", "markdown")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("# Markets, choice and who provides\n")


def test_a_checkout_on_the_path_finds_its_own_files(as_user: Run, tmp_path: Path) -> None:
    """A copy of the checkout, so that what is installed beside the tests cannot be meant."""
    checkout = tmp_path / "checkout"
    for folder in ("src", "data", "templates"):
        shutil.copytree(ROOT / folder, checkout / folder, ignore=shutil.ignore_patterns("__pycache__"))
    done = as_user(sys.executable, "-c", WHERE, PYTHONPATH=str(checkout / "src"))
    assert done.stdout.splitlines() == [str(checkout / "data"), str(checkout / "templates")]
    shown = as_user(
        sys.executable, "-m", "policylens", "show", "fabian", "--format", "markdown", PYTHONPATH=str(checkout / "src")
    )
    assert (shown.returncode, shown.stderr) == (0, "")
    assert shown.stdout.startswith("# Fabian\n")


def prepared(archive: zipfile.ZipFile) -> list[str]:
    return [name for name in archive.namelist() if name.startswith("policylens/prepared/")]


def test_the_wheel_carries_the_bundled_corpus_prepared(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        (name,) = prepared(archive)
        body = archive.read(name).partition(b"\n")[2]
    assert name.endswith(".json")
    assert snapshot.read(body) == load(ROOT / "data", bundled=True).corpus


def test_a_wheel_of_the_source_distribution_is_the_same(wheel: Path, checkout: Path, tmp_path: Path) -> None:
    """And the source distribution carries nothing prepared, which is made with the wheel."""
    shutil.unpack_archive(build("sdist", checkout, tmp_path / "sdist"), tmp_path / "source")
    (source,) = (tmp_path / "source").iterdir()
    assert not (source / "src" / "policylens" / "prepared").exists()
    again = build("wheel", source, tmp_path / "wheel")
    with zipfile.ZipFile(again) as one, zipfile.ZipFile(wheel) as other:
        assert prepared(one) != []
        assert sorted(one.namelist()) == sorted(other.namelist())
        assert [name for name in one.namelist() if one.read(name) != other.read(name)] == []


def test_nothing_is_prepared_of_a_corpus_in_which_something_is_wrong(checkout: Path, tmp_path: Path) -> None:
    copy = shutil.copytree(checkout, tmp_path / "copy")
    (copy / "data" / "frameworks" / "extra.yaml").write_text("format: 1\nid: extra\n", encoding="utf-8")
    with zipfile.ZipFile(build("wheel", copy, tmp_path / "wheel")) as archive:
        assert prepared(archive) == []


READ = """
import sys
from policylens.cli.main import run

code = run(sys.argv[1:])
print([name for name in ("yaml", "policylens.corpus.loader") if name in sys.modules], file=sys.stderr)
sys.exit(code)
"""
"""Runs the program, and then says on standard error what it has imported to read the data with."""

FROM_SNAPSHOT, FROM_YAML = "[]\n", "['yaml', 'policylens.corpus.loader']\n"

ANSWERS = ["list", "compare markets", "compare markets --format json", "show fabian", "brief", "export json"]


@pytest.mark.parametrize("command", ANSWERS)
def test_an_installed_wheel_answers_without_reading_yaml(programs: Path, as_user: Run, command: str) -> None:
    """At the very first run, and where nothing can be kept at every other."""
    done = as_user(programs / "python", "-c", READ, *command.split())
    assert (done.returncode, done.stderr) == (0, FROM_SNAPSHOT)
    assert done.stdout == as_user(programs / "policylens", *command.split(), POLICYLENS_NO_CACHE="1").stdout


@pytest.mark.parametrize("command", ANSWERS)
def test_an_editable_install_answers_without_reading_yaml(editable: Path, as_user: Run, command: str) -> None:
    done = as_user(editable / "python", "-c", READ, *command.split())
    assert (done.returncode, done.stderr) == (0, FROM_SNAPSHOT)


def test_the_bundled_corpus_is_not_kept_once_more(programs: Path, as_user: Run, tmp_path: Path) -> None:
    caches = {"XDG_CACHE_HOME": str(tmp_path / "caches")}
    assert as_user(programs / "policylens", "list", **caches).returncode == 0
    assert as_user(programs / "policylens", "cache", **caches).stdout.startswith("1 answer (")


def test_the_bundled_corpus_by_its_path_is_the_bundled_corpus(programs: Path, as_user: Run) -> None:
    data, _ = as_user(programs / "python", "-c", WHERE).stdout.splitlines()
    done = as_user(programs / "python", "-c", READ, "list", "--corpus", data)
    assert (done.stderr, done.stdout) == (FROM_SNAPSHOT, as_user(programs / "policylens", "list").stdout)


@contextmanager
def edited(path: Path, old: str, new: str) -> Iterator[None]:
    """Put a text in another's place for a while."""
    before = path.read_bytes()
    assert before.count(old.encode()) == 1
    path.write_bytes(before.replace(old.encode(), new.encode()))
    try:
        yield
    finally:
        path.write_bytes(before)


Reading = Callable[..., tuple[int, str, str]]


@pytest.fixture
def read_by(tmp_path: Path) -> Callable[..., Reading]:
    """Make a function that runs the program of a Python, with a cache, and returns code, output and what it read."""

    def make(python: Path, **changes: str) -> Reading:
        env = environment(XDG_CACHE_HOME=str(tmp_path / "caches"), **changes)

        def read(*arguments: str) -> tuple[int, str, str]:
            done = run(python, "-c", READ, *arguments, cwd=tmp_path, env=env)
            return done.returncode, done.stdout, done.stderr

        return read

    return make


SHORT, OTHER = "\nshort_name: Fabian\n", "\nshort_name: Cunctator\n"


def follows(read: Reading, data: Path) -> None:
    """Assert that the answers follow the data, there and back."""
    first = read("list")
    assert (first[0], first[2]) == (0, FROM_SNAPSHOT)
    assert "Fabian" in first[1]
    with edited(data / "frameworks" / "fabian.yaml", SHORT, OTHER):
        code, out, how = read("list")
        assert (code, how) == (0, FROM_YAML)
        assert "Cunctator" in out
        assert read("list") == (code, out, FROM_SNAPSHOT)  # as kept
        assert read("list", "--no-cache") == (code, out, FROM_YAML)
        assert "Cunctator" in read("show", "fabian")[1]
    assert read("list") == first
    (data / "frameworks" / "extra.yaml").write_text("format: 1\nid: extra\ntitle: Extra\n", encoding="utf-8")
    try:
        assert read("list")[1].startswith("6 documents\n")
    finally:
        (data / "frameworks" / "extra.yaml").unlink()
    with edited(data / "codebook.yaml", "\nthemes:\n", "\nthemes: [\n"):
        assert read("list")[:2] == (2, "")
    assert read("list") == first


@pytest.fixture
def own(programs: Path, wheel: Path, tmp_path: Path) -> Path:
    """Install the wheel once more, into a folder of its own, and return the package: it may be changed."""
    pip = [programs / "python", "-m", "pip", "--disable-pip-version-check", "install", "--quiet", "--no-deps"]
    succeed(*pip, "--target", tmp_path / "own", wheel)
    return tmp_path / "own" / "policylens"


def test_the_answers_of_an_installed_wheel_follow_its_data(
    programs: Path, own: Path, read_by: Callable[..., Reading]
) -> None:
    follows(read_by(programs / "python", PYTHONPATH=str(own.parent)), own / "shipped" / "data")


def test_the_answers_of_an_editable_install_follow_its_data(
    editable: Path, checkout: Path, read_by: Callable[..., Reading]
) -> None:
    follows(read_by(editable / "python"), checkout / "data")


def test_the_answers_of_an_editable_install_follow_its_code(
    editable: Path, checkout: Path, read_by: Callable[..., Reading]
) -> None:
    """What has been prepared by one version of what reads the data does not hide what another would find in it."""
    read = read_by(editable / "python")
    assert read("list")[2] == FROM_SNAPSHOT
    reading = checkout / "src" / "policylens" / "corpus" / "checks.py"
    head = reading.read_text(encoding="utf-8").partition("\n")[0]
    with edited(reading, head, f"{head}\n# another version"):
        assert read("list")[2] == FROM_YAML


@pytest.mark.parametrize("damage", ["taken away", "emptied", "cut off", "a byte changed", "a folder in its place"])
def test_a_prepared_corpus_that_is_damaged_costs_only_time(
    programs: Path, own: Path, read_by: Callable[..., Reading], damage: str
) -> None:
    read = read_by(programs / "python", PYTHONPATH=str(own.parent))
    whole = read("compare", "markets", "--format", "json")
    (path,) = (own / "prepared").iterdir()
    body = path.read_bytes()
    path.unlink()
    match damage:
        case "emptied":
            path.touch()
        case "cut off":
            path.write_bytes(body[:-100])
        case "a byte changed":
            path.write_bytes(body.replace(b"Fabian", b"Fabius", 1))
        case "a folder in its place":
            path.mkdir()
    code, out, how = read("compare", "markets", "--format", "json", "-d", "fabian")
    assert (code, how) == (0, FROM_YAML)
    assert json.loads(out)
    assert read("compare", "markets", "--format", "json", "--no-cache")[:2] == whole[:2]


def test_the_bundled_corpus_is_held_to_its_rule_whatever_was_asked_of_its_files_elsewhere(
    editable: Path, checkout: Path, tmp_path: Path, read_by: Callable[..., Reading]
) -> None:
    """A claim without evidence is a warning in any other corpus."""
    read = read_by(editable / "python")
    extra = checkout / "data" / "frameworks" / "extra.yaml"
    claim = "claims: [{id: extra-1, kind: principle, statement: Something.}]"
    extra.write_text(f"format: 1\nid: extra\ntitle: Extra\n{claim}\n", encoding="utf-8")
    try:
        other = shutil.copytree(checkout / "data", tmp_path / "other")
        code, _, err = read("list", "--corpus", str(other))
        assert (code, "1 warning in the data" in err) == (0, True)
        assert read("list", "--corpus", str(checkout / "data"))[0] == 2
        assert read("list")[0] == 2
    finally:
        extra.unlink()
