"""`policylens import refi-qda`: a new corpus from a project or a codebook, and nothing where it is neither."""

import os
import shlex
from pathlib import Path

import pytest
from refi_files import OPEN_CODING, codebook, project

from policylens.corpus.loader import load

from .support import SMALL, Cli, Outcome, small, start
from .texts import texts


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Work in a folder with a project and a codebook."""
    monkeypatch.chdir(tmp_path)
    project(Path("project.qdpx"), OPEN_CODING)
    Path("codebook.qdc").write_bytes(codebook())


def there() -> list[tuple[str, int]]:
    return sorted((str(path), path.stat().st_mtime_ns) for path in Path().rglob("*"))


def refused(cli: Cli, *arguments: str) -> Outcome:
    """Have an import refused, and nothing written."""
    before = there()
    outcome = cli("import", "refi-qda", *arguments)
    assert (outcome.code, outcome.out) == (2, "")
    assert there() == before
    return outcome


@pytest.mark.parametrize("columns", [80, 160])
@pytest.mark.parametrize("name", ["project.qdpx", "codebook.qdc"])
def test_what_came_of_it_reads_as_it_was_read(cli: Cli, golden: object, name: str, columns: int) -> None:
    assert callable(golden)
    outcome = cli("import", "refi-qda", name, "study", columns=columns)
    assert (outcome.code, outcome.err) == (0, "")
    shown = outcome.out.partition("Next:")[0]
    assert [line for line in shown.splitlines() if len(line) > columns] == []
    golden(f"cli/import-refi-{Path(name).stem}-{columns}.txt", outcome.out)


@pytest.mark.parametrize("name", ["codebook", "frameworks/paper"])
def test_its_files_read_as_they_were_read(cli: Cli, golden: object, name: str) -> None:
    assert callable(golden)
    cli("import", "refi-qda", "project.qdpx", "study")
    golden(f"cli/import-refi-{Path(name).name}.yaml", Path("study", f"{name}.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", ["project.qdpx", "codebook.qdc"])
def test_what_is_to_be_done_next_can_be_done(cli: Cli, name: str) -> None:
    commands = cli("import", "refi-qda", name, "a study").out.partition("Next:\n\n")[2].splitlines()
    assert len(commands) == 2
    for command in commands:
        program, *arguments = shlex.split(command)
        outcome = cli(*arguments)
        assert (program, outcome.code) == ("policylens", 0), outcome.err


def test_a_passage_is_shown_from_the_texts_of_the_project(cli: Cli) -> None:
    cli("import", "refi-qda", "project.qdpx", "study")
    outcome = cli("trace", "paper-s2", "--sources", "study/texts", corpus=Path("study"))
    assert (outcome.code, outcome.err) == (0, "")
    assert "they give shade in summer" in " ".join(outcome.out.split())


def test_all_its_passages_are_found(cli: Cli) -> None:
    cli("import", "refi-qda", "project.qdpx", "study")
    outcome = cli("check", "--strict", "--sources", "study/texts", corpus=Path("study"))
    assert (outcome.code, outcome.err) == (0, ""), outcome.out


def test_nobody_has_a_position_on_what_is_coded_without_a_side(cli: Cli) -> None:
    cli("import", "refi-qda", "project.qdpx", "study")
    shown = cli("compare", "trees", corpus=Path("study"), columns=160).out
    assert "not coded" in shown
    assert "silent" not in shown


def test_the_project_is_left_as_it_is(cli: Cli) -> None:
    before = Path("project.qdpx").read_bytes()
    assert cli("import", "refi-qda", "project.qdpx", "study").code == 0
    assert Path("project.qdpx").read_bytes() == before
    assert sorted(os.listdir()) == ["codebook.qdc", "project.qdpx", "study"]


def test_what_is_damaged_is_refused_and_nothing_is_written(cli: Cli) -> None:
    data = Path("project.qdpx").read_bytes()
    Path("project.qdpx").write_bytes(data[: len(data) // 2])
    outcome = refused(cli, "project.qdpx", "study")
    assert outcome.err == (
        "policylens: project.qdpx: the archive is damaged or only part of one\n"
        "export the project anew, or copy the file again\n"
    )


def test_what_nobody_can_take_is_told_with_its_place_and_nothing_is_written(cli: Cli) -> None:
    Path("codebook.qdc").write_bytes(
        codebook("\n<Code guid='1' name='a'/>\n<Code guid='1' name='\x1b[31mb'/>".replace("\x1b", ""))
    )
    outcome = refused(cli, "codebook.qdc", "study")
    assert outcome.err.startswith("policylens: codebook.qdc: line 3: a code has the GUID of that on line 2: 1")


def test_what_is_there_is_left_alone(cli: Cli) -> None:
    Path("study").mkdir()
    Path("study/notes.txt").write_text("mine", encoding="utf-8")
    assert "study is not empty" in refused(cli, "project.qdpx", "study").err


@pytest.mark.parametrize("with_texts", [False, True])
def test_what_was_exported_comes_back_and_is_exported_the_same(cli: Cli, with_texts: bool) -> None:
    copies = ["--sources", str(texts(Path("mine")))] if with_texts else []
    cli("export", "refi-qda", "-o", "one.qdpx", *copies, corpus=SMALL)
    outcome = cli("import", "refi-qda", "one.qdpx", "back")
    assert (outcome.code, outcome.err) == (0, "")
    assert load(Path("back")).corpus == load(SMALL).corpus
    again = ["--sources", "back/texts"] if with_texts else []
    cli("export", "refi-qda", "-o", "two.qdpx", *again, corpus=Path("back"))
    assert Path("one.qdpx").read_bytes() == Path("two.qdpx").read_bytes()


def test_a_codebook_that_was_exported_comes_back(cli: Cli) -> None:
    cli("export", "refi-qda", "-o", "one.qdc", corpus=small(Path("mine")))
    cli("import", "refi-qda", "one.qdc", "back")
    one, back = load(Path("mine")).corpus, load(Path("back")).corpus
    assert one is not None
    assert back is not None
    assert back.codebook == one.codebook


def test_the_installed_program_imports_a_project() -> None:
    done = start("import", "refi-qda", "project.qdpx", "study")
    assert (done.returncode, done.stderr) == (0, "")
    assert start("list", "--corpus", "study").returncode == 0


def test_a_real_project_is_imported(cli: Cli, peers: Path) -> None:
    outcome = cli("import", "refi-qda", str(peers / "nvivo-project.qdpx"), "real")
    assert (outcome.code, outcome.err) == (0, "")
    assert "2 documents, 259 propositions in 3 themes, 0 claims and 0 positions." in " ".join(outcome.out.split())
    assert cli("check", "--strict", corpus=Path("real")).code == 0
