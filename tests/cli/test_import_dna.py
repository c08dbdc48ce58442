"""`policylens import dna`: a new corpus from a project, and nothing where it is not one."""

import os
from pathlib import Path

import pytest
from dna_files import STATEMENTS, project

from policylens.corpus.loader import load

from .support import Cli, Outcome, start


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Work in a folder with a project, in which not every statement is complete."""
    monkeypatch.chdir(tmp_path)
    more = ("INSERT INTO STATEMENTS VALUES (90, 2, 1, 0, 5, 1)",)
    project(Path("project.dna"), *more, statements=(*STATEMENTS, STATEMENTS[0]._replace(concept="")))


def there() -> list[tuple[str, int]]:
    return sorted((str(path), path.stat().st_mtime_ns) for path in Path().rglob("*"))


def refused(cli: Cli, *arguments: str) -> Outcome:
    """Have an import refused, and nothing written."""
    before = there()
    outcome = cli("import", "dna", *arguments)
    assert (outcome.code, outcome.out) == (2, "")
    assert there() == before
    return outcome


@pytest.mark.parametrize("columns", [80, 160])
def test_what_came_of_it_reads_as_it_was_read(cli: Cli, golden: object, columns: int) -> None:
    assert callable(golden)
    outcome = cli("import", "dna", "project.dna", "debate", columns=columns)
    assert (outcome.code, outcome.err) == (0, "")
    assert [line for line in outcome.out.splitlines() if len(line) > columns] == []
    golden(f"cli/import-dna-{columns}.txt", outcome.out)


@pytest.mark.parametrize("name", ["codebook", "frameworks/motorists-union"])
def test_its_files_read_as_they_were_read(cli: Cli, golden: object, name: str) -> None:
    assert callable(golden)
    cli("import", "dna", "project.dna", "debate")
    golden(f"cli/import-dna-{Path(name).name}.yaml", Path("debate", f"{name}.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("actor", ["organization", "person"])
def test_it_passes_check(cli: Cli, actor: str) -> None:
    cli("import", "dna", "project.dna", "debate", "--actor", actor)
    outcome = cli("check", "--strict", corpus=Path("debate"))
    assert (outcome.code, outcome.err) == (0, "")
    assert "No problems." in outcome.out


def test_an_actor_that_agrees_and_disagrees_is_mixed(cli: Cli) -> None:
    cli("import", "dna", "project.dna", "debate")
    shown = " ".join(cli("compare", "concepts", corpus=Path("debate"), columns=160).out.split())
    assert "mixed" in shown


def test_the_project_is_left_as_it_is(cli: Cli) -> None:
    before = Path("project.dna").read_bytes()
    assert cli("import", "dna", "project.dna", "debate").code == 0
    assert Path("project.dna").read_bytes() == before
    assert sorted(os.listdir()) == ["debate", "project.dna"]


def test_what_is_damaged_is_refused_and_nothing_is_written(cli: Cli) -> None:
    data = Path("project.dna").read_bytes()
    Path("project.dna").write_bytes(data[: len(data) // 2])
    outcome = refused(cli, "project.dna", "debate")
    assert outcome.err.startswith("policylens: project.dna: the file is cut off: ")
    assert outcome.err.endswith("copy it anew\n")


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (
            ["--statement-type", "Speech"],
            "there is no type of statements Speech\nthere are: DNA Statement and Annotation",
        ),
        (["--statement-type", "\x1b[31m"], "there is no type of statements ?[31m"),
        (["--actor", "person"], "no statement"),
    ],
)
def test_what_is_not_there_cannot_be_read(cli: Cli, options: list[str], said: str) -> None:
    project(Path("project.dna"), statements=(STATEMENTS[0]._replace(person=""),))
    assert said in refused(cli, "project.dna", "debate", *options).err


def test_what_is_there_is_left_alone(cli: Cli) -> None:
    Path("debate").mkdir()
    Path("debate/notes.txt").write_text("mine", encoding="utf-8")
    assert "debate is not empty" in refused(cli, "project.dna", "debate").err


def test_the_installed_program_imports_a_project() -> None:
    done = start("import", "dna", "project.dna", "debate")
    assert (done.returncode, done.stderr) == (0, "")
    assert start("compare", "--corpus", "debate").returncode == 0


def test_a_real_project_is_imported_whole(cli: Cli, peers: Path) -> None:
    outcome = cli("import", "dna", str(peers / "discourse-network-sample.dna"), "sample")
    assert (outcome.code, outcome.err) == (0, "")
    assert "7 documents, 6 propositions in 1 theme, 40 claims" in " ".join(outcome.out.split())
    loaded = load(Path("sample"))
    assert loaded.problems == ()
    assert cli("check", "--strict", corpus=Path("sample")).code == 0
