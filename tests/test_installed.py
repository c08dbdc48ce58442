"""The program as users have it: from a wheel, from an editable install, from a checkout on the path."""

import email
import os
import shutil
import subprocess
import sys
import venv
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

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


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    succeed(sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", folder, cwd=ROOT)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="session")
def programs(tmp_path_factory: pytest.TempPathFactory, wheel: Path) -> Path:
    """Return the folder of programs of a fresh environment with nothing in it but the wheel."""
    return new_environment(tmp_path_factory.mktemp("installed") / "venv", wheel)


@pytest.fixture(scope="session")
def editable(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of programs of a fresh environment with an editable install."""
    return new_environment(tmp_path_factory.mktemp("editable") / "venv", "--editable", ROOT)


@pytest.fixture
def as_user(tmp_path: Path) -> Run:
    """Run something as a user in a folder of theirs, whose home cannot be written."""
    home, work = tmp_path / "home", tmp_path / "work"
    home.mkdir(mode=0o555)
    work.mkdir()
    own = {"HOME": str(home), "XDG_CACHE_HOME": str(home / "cache"), "XDG_CONFIG_HOME": str(home / "config")}

    def call(*command: str | Path, **changes: str) -> subprocess.CompletedProcess[str]:
        return run(*WITHOUT_POWERS, *command, cwd=work, env=environment(**own, **changes))

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
    modules = {f"policylens/{name}" for name in contents(ROOT / "src" / "policylens") if "__pycache__" not in name}
    with zipfile.ZipFile(wheel) as archive:
        names = {name for name in archive.namelist() if ".dist-info/" not in name}
    others = {name for name in names if not name.startswith("policylens/shipped/")} - modules
    assert modules <= names
    assert [name.partition(".data/")[2] for name in others] == ["data/share/man/man1/policylens.1"]


def test_the_wheel_needs_four_packages_and_no_other(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        (metadata,) = [name for name in archive.namelist() if name.endswith(".dist-info/METADATA")]
        message = email.message_from_bytes(archive.read(metadata))
    needed = [line for line in message.get_all("Requires-Dist", []) if "extra ==" not in line]
    names = sorted(line.split("<")[0].split(">")[0].split("=")[0].strip().lower() for line in needed)
    assert names == ["jinja2", "pyyaml", "rich", "typer"]


def test_the_wheel_finds_its_files_inside_itself(programs: Path, as_user: Run) -> None:
    data, templates = as_user(programs / "python", "-c", WHERE).stdout.splitlines()
    package = Path(data).parents[1]
    assert package.name == "policylens"
    assert programs.parent.resolve() in package.parents
    assert (Path(data), Path(templates)) == (package / "shipped" / "data", package / "shipped" / "templates")


def test_an_editable_install_finds_its_files_in_the_checkout(editable: Path, as_user: Run) -> None:
    done = as_user(editable / "python", "-c", WHERE)
    assert done.stdout.splitlines() == [str(ROOT / "data"), str(ROOT / "templates")]


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
