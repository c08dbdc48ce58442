"""Every exit code, in one table."""

import shlex
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from .support import Cli, Places


class Row(NamedTuple):
    """A command line, what it exits with, and what is raised inside it, if anything."""

    arguments: str
    code: int
    raised: type[BaseException] | None = None


TABLE = [
    # 0: the command did what it was asked
    Row("", 0),
    Row("--help", 0),
    Row("-h", 0),
    Row("--version", 0),
    Row("compare --help", 0),
    Row("list", 0),
    Row("list --corpus {small}", 0),
    Row("list --corpus {small} --format csv -d council", 0),
    Row("list --corpus {warned}", 0),
    Row("show council --corpus {small}", 0),
    Row("show COUNCIL-R01 --corpus {small}", 0),
    Row("show 'Staff Union' --corpus {small}", 0),
    Row("show letter --recommendations --corpus {small}", 0),
    Row("compare --corpus {small}", 0),
    Row("compare --all --corpus {small}", 0),
    Row("compare hours --corpus {small}", 0),
    Row("compare topic:events --corpus {small}", 0),
    Row("compare mill-road friends --format csv --corpus {small}", 0),
    Row("compare hours mill-road --format json --corpus {small}", 0),
    Row("compare hours -o {missing}.md --corpus {small}", 0),
    Row("compare hours -o {there} --force --corpus {small}", 0),
    Row("crossref", 0),
    Row("crossref --corpus {small}", 0),
    Row("crossref council --corpus {small}", 0),
    Row("crossref COUNCIL 'staff union' --corpus {small}", 0),
    Row("crossref letter friends --format json --corpus {small}", 0),
    Row("crossref -d council --corpus {small}", 0),
    Row("crossref council -d union --format csv --corpus {small}", 0),
    Row("crossref council union --format svg --corpus {small}", 0),
    Row("compare hours --corpus {small} -o {missing}.png", 0),
    Row("compare --by type --corpus {small} -o {missing}.svg", 0),
    Row("crossref --corpus {warned} -o {missing}.md", 0),
    Row("crossref council --measure subtract --duplicates concept --corpus {small}", 0),
    Row("search inspection", 0),
    Row("search volunteers --corpus {small}", 0),
    Row("search 'brook street' leaks --corpus {small}", 0),
    Row("search zebra --corpus {small}", 0),
    Row("search '\"unbalanced' 'NEAR(' --corpus {small}", 0),
    Row("search volunteers --kind criticism --kind mechanism -d union --format csv --corpus {small}", 0),
    Row("search volunteers --corpus {small} -o {there} --force", 0),
    Row("brief", 0),
    Row("brief --corpus {small}", 0),
    Row("brief hours hours -d union --corpus {small}", 0),
    Row("brief theme:Hours --corpus {small} -o {missing}.md", 0),
    Row("brief --corpus {warned}", 0),
    Row("brief hours --length short --corpus {small} -o {missing}.docx", 0),
    Row("brief hours --template {template} --corpus {small} -o {there} --force", 0),
    Row("export json", 0),
    Row("export json --corpus {small}", 0),
    Row("export json -d letter --corpus {warned} -o {missing}.json", 0),
    Row("export json --corpus {small} -o {there} --force", 0),
    Row("check", 0),
    Row("check --strict", 0),
    Row("check --corpus {small} --strict", 0),
    Row("check --corpus {warned}", 0),
    Row("schema document", 0),
    Row("schema codebook -o {missing}.json", 0),
    Row("schema document --corpus {small} -o {there} --force", 0),
    Row("schema document --corpus {broken}", 0),
    Row("init {missing}", 0),
    Row("init {missing}/of/folders --from-bundled", 0),
    Row("init {folder}", 0),
    Row("new plan --title 'A plan' --corpus {small}", 0),
    Row("new plan --title 'A plan' --corpus {broken}", 0),
    Row("new page --from {page} --author Anybody --corpus {small}", 0),
    Row("suggest {page}", 0),
    Row("suggest {page} --corpus {small}", 0),
    Row("suggest {page} --corpus {broken} --theme hours --theme fees --top 200", 0),
    Row("suggest {page} --corpus {small} --stubs -o {missing}.yaml", 0),
    Row("suggest {page} --corpus {small} --format csv -o {there} --force", 0),
    Row("diff {small} {warned}", 0),
    Row("diff {small} {small} --exit-code", 0),
    Row("diff {warned} --corpus {small} -o {missing}.md", 0),
    Row("diff {small} {warned} --format csv -o {there} --force", 0),
    Row("diff HEAD --corpus {repository}/corpus --exit-code", 0),
    Row("diff HEAD~1 HEAD --corpus {repository}/corpus", 0),
    Row("diff HEAD HEAD~1 -d council --corpus {repository}/corpus --exit-code", 0),
    Row("export bibtex --corpus {small}", 0),
    Row("export csl-json -d letter --corpus {warned} -o {missing}.json", 0),
    Row("export jsonl --corpus {small}", 0),
    Row("export xlsx -o {missing}.xlsx --corpus {small}", 0),
    Row("export parquet -o {missing}.parquet --corpus {small}", 0),
    Row("export xlsx -d letter -o {there} --force --corpus {warned}", 0),
    Row("export graphml --corpus {small}", 0),
    Row("export graphml --network positions -o {there} --force --corpus {small}", 0),
    Row("export refi-qda -o {missing}.qdpx --corpus {small}", 0),
    Row("export refi-qda -o {missing}.qdc --corpus {small}", 0),
    Row("export jsonl -d letter --corpus {warned} -o {missing}.jsonl", 0),
    Row("export csv -o {missing}", 0),
    Row("export csv -o {folder} -d letter --corpus {small}", 0),
    Row("export csv -o {warned} --force --corpus {small}", 0),
    Row("import", 0),
    Row("import csv {rows} {missing}/of/folders", 0),
    Row("import csv {rows} {folder} --coded all", 0),
    Row("import dna {project} {missing} --actor person", 0),
    Row("import dna {project} {folder} --statement-type 'dna statement'", 0),
    Row("import refi-qda {qdpx} {missing}", 0),
    Row("import refi-qda {qdc} {folder}", 0),
    # 1: diff found a difference
    Row("diff {small} {warned} --exit-code", 1),
    Row("diff HEAD~1 --corpus {repository}/corpus --exit-code", 1),
    Row("diff HEAD~1 main --corpus {repository}/corpus --exit-code --format json", 1),
    # 1: check found errors
    Row("check --corpus {warned} --strict", 1),
    Row("check --corpus {broken}", 1),
    Row("check --corpus {broken} --format json", 1),
    Row("check --corpus {broken} -o {missing}.csv", 1),
    Row("check --corpus {unreadable}", 1),
    # 2: names that do not stand for anything, or for too much, or for something else
    Row("show nobody --corpus {small}", 2),
    Row("show council-r99 --corpus {small}", 2),
    Row("show hours --corpus {small}", 2),
    Row("show '' --corpus {small}", 2),
    Row("show council --theme nothing --corpus {small}", 2),
    Row("show council --theme mill-road --corpus {small}", 2),
    Row("show council --topic nothing --corpus {small}", 2),
    Row("show council --sector nothing --corpus {small}", 2),
    Row("show council-r01 --recommendations --corpus {small}", 2),
    Row("compare nothing --corpus {small}", 2),
    Row("compare events --corpus {small}", 2),
    Row("compare council --corpus {small}", 2),
    Row("compare theme:events --corpus {small}", 2),
    Row("compare document:council --corpus {small}", 2),
    Row("compare hours -d nobody --corpus {small}", 2),
    Row("list -d hours --corpus {small}", 2),
    Row("crossref nobody --corpus {small}", 2),
    Row("crossref hours --corpus {small}", 2),
    Row("crossref council council --corpus {small}", 2),
    Row("crossref council COUNCIL --corpus {small}", 2),
    Row("crossref council union letter --corpus {small}", 2),
    Row("crossref -d nobody --corpus {small}", 2),
    Row("search volunteers -d nobody --corpus {small}", 2),
    Row("search '' --corpus {small}", 2),
    Row("search '*' --corpus {small}", 2),
    Row("search '\"' - --corpus {small}", 2),
    Row("brief council --corpus {small}", 2),
    Row("brief hours nothing --corpus {small}", 2),
    Row("brief open-late --corpus {small}", 2),
    Row("brief -d nobody --corpus {small}", 2),
    Row("suggest {page} --theme nothing --corpus {small}", 2),
    Row("suggest {page} --theme council --corpus {small}", 2),
    Row("suggest {page} --theme topic:events --corpus {small}", 2),
    Row("suggest {page} --theme hours --theme '' --corpus {small}", 2),
    Row("export pdf --corpus {small}", 2),
    Row("export JSON --corpus {small}", 2),
    Row("export json -d nobody --corpus {small}", 2),
    # 2: wrong usage
    Row("nonsense", 2),
    Row("--nonsense", 2),
    Row("show", 2),
    Row("show council union --corpus {small}", 2),
    Row("list nonsense", 2),
    Row("list --nonsense", 2),
    Row("check --document council", 2),
    Row("compare --format", 2),
    Row("compare --format pdf --corpus {small}", 2),
    Row("search", 2),
    Row("search roof --format svg --corpus {small}", 2),
    Row("list --format png --corpus {small}", 2),
    Row("compare mill-road --corpus {small} -o {missing}.svg", 2),
    Row("compare hours mill-road --format png --corpus {small}", 2),
    Row("crossref -d council --format svg --corpus {small}", 2),
    Row("search --kind criticism --corpus {small}", 2),
    Row("search roof --kind nonsense --corpus {small}", 2),
    Row("crossref --kind criticism --corpus {small}", 2),
    Row("crossref --measure agreement --corpus {small}", 2),
    Row("crossref --duplicates include --corpus {small}", 2),
    Row("crossref --measure conflict --duplicates week --corpus {small}", 2),
    Row("crossref --measure conflict --format svg --corpus {small}", 2),
    Row("brief --format json --corpus {small}", 2),
    Row("brief --template", 2),
    Row("import pdf {rows} {missing}", 2),
    Row("import csv", 2),
    Row("import csv {rows}", 2),
    Row("import csv {rows} {missing} --coded some", 2),
    Row("import dna", 2),
    Row("import dna {project}", 2),
    Row("import dna {project} {missing} --actor party", 2),
    Row("import refi-qda", 2),
    Row("import refi-qda {qdpx}", 2),
    Row("import refi-qda {qdpx} {missing} --actor person", 2),
    Row("schema", 2),
    Row("schema nonsense", 2),
    Row("suggest", 2),
    Row("suggest {page} {page}", 2),
    Row("suggest {page} --top 0 --corpus {small}", 2),
    Row("suggest {page} --top 201 --corpus {small}", 2),
    Row("suggest {page} --top many --corpus {small}", 2),
    Row("suggest {page} --format svg --corpus {small}", 2),
    Row("suggest {page} --stubs --format json --corpus {small}", 2),
    Row("suggest {page} --stubs --format table --corpus {small}", 2),
    Row("suggest {page} --stubs -o {missing}.json --corpus {small}", 2),
    Row("diff", 2),
    Row("diff {small} {small} {small}", 2),
    Row("diff {small} {warned} --format svg", 2),
    Row("init", 2),
    Row("new", 2),
    Row("export", 2),
    Row("export json json --corpus {small}", 2),
    Row("compare hours --all --corpus {small}", 2),
    Row("compare hours mill-road --format csv --corpus {small}", 2),
    Row("--corpus {small} list", 2),
    # 2: no corpus, or one that cannot be read
    Row("list --corpus {missing}", 2),
    Row("check --corpus {missing}", 2),
    Row("list --corpus {folder}", 2),
    Row("check --corpus {folder}", 2),
    Row("list --corpus {there}", 2),
    Row("list --corpus {unreadable}", 2),
    Row("list --corpus {broken}", 2),
    Row("show council --corpus {broken}", 2),
    Row("compare hours --corpus {broken}", 2),
    Row("crossref --corpus {broken}", 2),
    Row("search roof --corpus {broken}", 2),
    Row("brief --corpus {broken}", 2),
    Row("export json --corpus {broken}", 2),
    Row("export bibtex --corpus {broken}", 2),
    Row("export jsonl --corpus {broken}", 2),
    Row("export graphml --corpus {broken}", 2),
    Row("export refi-qda -o {missing}.qdpx --corpus {broken}", 2),
    Row("export refi-qda -o {missing}.zip --corpus {small}", 2),
    Row("export refi-qda -o {missing}.qdpx --sources {missing} --corpus {small}", 2),
    Row("export xlsx -o {missing}.xlsx --corpus {broken}", 2),
    Row("export parquet -o {missing}.parquet --corpus {broken}", 2),
    Row("export parquet -o {there} --corpus {small}", 2),
    Row("export xlsx -o {there} --corpus {small}", 2),
    Row("export graphml --network claims --corpus {small}", 2),
    Row("export json --network documents --corpus {small}", 2),
    Row("schema document --corpus {missing}", 2),
    Row("schema document --corpus {unreadable}", 2),
    Row("new plan --title 'A plan' --corpus {missing}", 2),
    Row("new plan --title 'A plan' --corpus {folder}", 2),
    Row("new plan --title 'A plan' --corpus {unreadable}", 2),
    Row("diff {small} {missing}", 2),
    Row("diff {small} {folder}", 2),
    Row("diff {broken} {small}", 2),
    Row("diff {small} {unreadable} --exit-code", 2),
    Row("diff HEAD --corpus {missing}", 2),
    Row("diff {small} --corpus {missing}", 2),
    Row("diff HEAD~9 --corpus {repository}/corpus --exit-code", 2),
    Row("diff HEAD --corpus {repository}", 2),
    Row("diff -d nobody HEAD~1 --corpus {repository}/corpus", 2),
    # 2: what is no name of a revision
    Row("diff HEAD~1..HEAD --corpus {repository}/corpus", 2),
    Row("diff HEAD:corpus --corpus {repository}/corpus", 2),
    Row("diff '' --corpus {repository}/corpus", 2),
    Row("diff --corpus {repository}/corpus -- --output=x", 2),
    Row("diff --corpus {repository}/corpus -- HEAD --textconv", 2),
    # 2: a document that cannot be begun
    Row("new plan --title 'A plan'", 2),
    Row("new plan --corpus {small}", 2),
    Row("new plan --title ' ' --corpus {small}", 2),
    Row("new Plan --title 'A plan' --corpus {small}", 2),
    Row("new ../plan --title 'A plan' --corpus {small}", 2),
    Row("new letter --title 'A plan' --corpus {small}", 2),
    Row("new plan --title 'A plan' --short-name 'STAFF UNION' --corpus {small}", 2),
    Row("new plan --title 'A plan' --date 2019-02-30 --corpus {small}", 2),
    Row("new plan --from {missing} --corpus {small}", 2),
    Row("new plan --from {folder} --corpus {small}", 2),
    # 2: a text that cannot be read
    Row("suggest {missing} --corpus {small}", 2),
    Row("suggest {folder} --corpus {small}", 2),
    Row("suggest {there} --corpus {small}", 2),
    Row("suggest {there}/more.txt --corpus {small}", 2),
    Row("suggest '' --corpus {small}", 2),
    Row("suggest {page} --corpus {missing}", 2),
    Row("suggest {page} --corpus {folder}", 2),
    Row("suggest {page} --corpus {unreadable}", 2),
    # 2: a template that cannot be used
    Row("brief --template {missing} --corpus {small}", 2),
    Row("brief --template {folder} --corpus {small}", 2),
    Row("brief --template {bad_template} --corpus {small}", 2),
    Row("brief --template {bad_template} -o {missing}.md --corpus {small}", 2),
    # 2: nowhere to write
    Row("compare hours -o {there} --corpus {small}", 2),
    Row("compare hours -o {folder} --corpus {small}", 2),
    Row("compare hours -o {folder} --force --corpus {small}", 2),
    Row("compare hours -o {missing}/hours.md --corpus {small}", 2),
    Row("compare hours -o {there}/hours.md --corpus {small}", 2),
    Row("show council -o {small}/codebook.yaml --force --corpus {small}", 2),
    Row("crossref -o {there} --corpus {small}", 2),
    Row("search roof -o {folder} --corpus {small}", 2),
    Row("search roof -o {small}/frameworks/union.yaml --force --corpus {small}", 2),
    Row("brief -o {there} --corpus {small}", 2),
    Row("brief -o {folder} --force --corpus {small}", 2),
    Row("brief -o {small}/codebook.yaml --force --corpus {small}", 2),
    Row("brief --template {template} -o {template} --force --corpus {small}", 2),
    Row("export json -o {there} --corpus {small}", 2),
    Row("export json -o {small}/frameworks/union.yaml --force --corpus {small}", 2),
    Row("schema document -o {there}", 2),
    Row("schema document -o {small}/codebook.yaml --force --corpus {small}", 2),
    Row("suggest {page} -o {there} --corpus {small}", 2),
    Row("suggest {page} -o {folder} --force --corpus {small}", 2),
    Row("suggest {page} -o {page} --force --corpus {small}", 2),
    Row("suggest {page} --stubs -o {small}/frameworks/union.yaml --force --corpus {small}", 2),
    Row("suggest {page} -o {missing}/hours.md --corpus {small}", 2),
    Row("diff {small} {warned} -o {there}", 2),
    Row("diff {small} {warned} -o {warned}/codebook.yaml --force", 2),
    Row("diff HEAD~1 HEAD --corpus {repository}/corpus -o {repository}/corpus/codebook.yaml --force", 2),
    Row("export csv --corpus {small}", 2),
    Row("export csv -o - --corpus {small}", 2),
    Row("export csv -o {warned} --corpus {small}", 2),
    Row("export csv -o {there} --corpus {small}", 2),
    Row("export csv -o {there} --force --corpus {small}", 2),
    Row("import csv {rows} {small}", 2),
    Row("import csv {rows} {there}", 2),
    Row("import csv {small} {missing}", 2),
    Row("import csv {missing} {folder}", 2),
    Row("import csv {page} {missing}", 2),
    Row("import dna {project} {small}", 2),
    Row("import dna {project} {missing} --statement-type nothing", 2),
    Row("import dna {rows} {missing}", 2),
    Row("import dna {missing} {folder}", 2),
    Row("import dna {small} {missing}", 2),
    Row("import refi-qda {qdpx} {small}", 2),
    Row("import refi-qda {rows} {missing}", 2),
    Row("import refi-qda {page} {missing}", 2),
    Row("import refi-qda {project} {missing}", 2),
    Row("import refi-qda {missing} {folder}", 2),
    Row("import refi-qda {small} {missing}", 2),
    Row("init {small}", 2),
    Row("init {there}", 2),
    Row("init {there}/trees", 2),
    # 3: a bug
    Row("list --corpus {small}", 3, RuntimeError),
    Row("show council --corpus {small}", 3, KeyError),
    Row("compare hours --corpus {small}", 3, ZeroDivisionError),
    Row("crossref --corpus {small}", 3, ZeroDivisionError),
    Row("search roof --corpus {small}", 3, ValueError),
    Row("brief --corpus {small}", 3, KeyError),
    Row("export json --corpus {small}", 3, TypeError),
    Row("check --corpus {small}", 3, AssertionError),
    Row("suggest {page} --corpus {small}", 3, ValueError),
    Row("diff {small} {small}", 3, ZeroDivisionError),
    # 130: interrupted
    Row("suggest {page} --corpus {small}", 130, KeyboardInterrupt),
    Row("diff {small} {small}", 130, KeyboardInterrupt),
    Row("list --corpus {small}", 130, KeyboardInterrupt),
    Row("show council --corpus {small}", 130, KeyboardInterrupt),
    Row("compare hours --corpus {small}", 130, KeyboardInterrupt),
    Row("crossref --corpus {small}", 130, KeyboardInterrupt),
    Row("search roof --corpus {small}", 130, KeyboardInterrupt),
    Row("brief --corpus {small}", 130, KeyboardInterrupt),
    Row("export json --corpus {small}", 130, KeyboardInterrupt),
    Row("check --corpus {small}", 130, KeyboardInterrupt),
]


def _id(row: Row) -> str:
    return f"{row.code} {row.arguments}" + (f" {row.raised.__name__}" if row.raised else "")


def _with_its_tool(row: Row) -> Any:
    return pytest.param(row, id=_id(row), marks=pytest.mark.tool("git") if "{repository}" in row.arguments else ())


@pytest.mark.parametrize("row", [_with_its_tool(row) for row in TABLE])
def test_the_exit_code_tells_how_it_went(cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, row: Row) -> None:
    arguments = shlex.split(row.arguments.format_map(Places(tmp_path)))
    if row.raised is not None:
        _break(monkeypatch, row.raised)
    outcome = cli(*arguments)
    assert outcome.code == row.code, outcome.err
    if row.code in (2, 3):
        assert outcome.out == ""
        assert 1 <= len(outcome.err.splitlines()) <= 2
        assert outcome.err.startswith("policylens")
    if row.code == 130:
        assert (outcome.out, outcome.err) == ("", "")


def _break(monkeypatch: pytest.MonkeyPatch, raised: type[BaseException]) -> None:
    """Let reading the corpus, which every command does, raise something that nobody expects."""

    def load(*arguments: object, **options: object) -> None:
        raise raised("out of the blue")

    monkeypatch.setattr("policylens.corpus.loader.load", load)
    monkeypatch.setattr("policylens.corpus.census.census", load)
    monkeypatch.setattr("policylens.store.index.opening.kept", load)


def test_a_bug_is_named_without_a_traceback(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    _break(monkeypatch, RuntimeError)
    assert cli("list", "--no-cache").err.splitlines() == [
        "policylens: this is a bug: RuntimeError: out of the blue",
        "please report it, with what POLICYLENS_TRACEBACK=1 prints",
    ]


def test_where_there_is_not_enough_memory_that_is_said(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    _break(monkeypatch, MemoryError)
    outcome = cli("list", "--no-cache")
    assert outcome.code == 2
    assert outcome.err.splitlines() == [
        "policylens: there is not enough memory for this",
        "choose fewer documents, with --document or --where",
    ]


def test_a_bug_shows_where_it_is_when_asked(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    _break(monkeypatch, RuntimeError)
    monkeypatch.setenv("POLICYLENS_TRACEBACK", "1")
    outcome = cli("list", "--no-cache")
    assert outcome.code == 3
    assert outcome.err.startswith("Traceback (most recent call last):\n")
    assert "open_corpus" in outcome.err
    assert outcome.err.splitlines()[-2].startswith("policylens: this is a bug")


def test_an_error_of_the_user_never_shows_a_traceback(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POLICYLENS_TRACEBACK", "1")
    assert "Traceback" not in cli("show", "nobody").err


def test_errors_found_by_check_are_a_result_and_go_to_standard_output(cli: Cli, tmp_path: Path) -> None:
    outcome = cli("check", corpus=Places(tmp_path)["broken"])
    assert outcome.err == ""
    assert "frameworks/union.yaml" in outcome.out


def test_nothing_is_written_to_the_output_file_when_the_command_fails(cli: Cli, tmp_path: Path) -> None:
    wanted = tmp_path / "hours.csv"
    assert cli("compare", "hours", "mill-road", "-o", str(wanted), corpus=Places(tmp_path)["small"]).code == 2
    assert not wanted.exists()
