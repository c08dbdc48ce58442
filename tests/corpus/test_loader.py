"""A folder in, a corpus and everything that is wrong with it out."""

import gc
import os
import subprocess
import sys
from pathlib import Path

import pytest
from written import CODED, CORPORA, HEAD, check, claim, document, only, position, rules, write

from policylens.corpus.files import FileError
from policylens.corpus.folder import document_files, files
from policylens.corpus.loader import load, load_from
from policylens.corpus.problems import Severity
from policylens.errors import PolicylensError

SMALL = CORPORA / "small"


def named(name: str, date: str = "") -> str:
    return HEAD.replace("plan", name) + (f"date: {date}\n" if date else "")


def test_a_sound_corpus_has_no_problems() -> None:
    loaded = load(SMALL)
    assert loaded.problems == ()
    assert (loaded.errors, loaded.warnings, loaded.files) == (0, 0, 5)
    assert loaded.corpus is not None
    assert loaded.corpus.codebook.version == "2"
    assert list(loaded.corpus.codebook.themes) == ["hours", "volunteers", "money"]


def test_documents_come_by_date_then_by_id_and_undated_ones_last(tmp_path: Path) -> None:
    folder = write(
        tmp_path,
        a=named("a"),
        b=named("b", "2019-05"),
        c=named("c", "2019"),
        d=named("d", "2018-12-31"),
        e=named("e", "2019-05-01"),
        aa=named("aa", "2019-05"),
    )
    corpus = load(folder).corpus
    assert corpus is not None
    assert [document.id for document in corpus.documents] == ["d", "c", "aa", "b", "e", "a"]


def test_only_yaml_files_are_read_and_no_hidden_ones(tmp_path: Path) -> None:
    folder = write(tmp_path, plan=HEAD)
    for name in (".plan.yaml", "plan.yaml~", "plan.yaml.bak", "README.md", "#plan.yaml#", "yaml"):
        (folder / "frameworks" / name).write_text("neither: read\n")
    loaded = load(folder)
    assert (loaded.files, loaded.problems) == (2, ())


def test_a_file_that_ends_in_yml_is_read_and_asked_to_be_renamed(tmp_path: Path) -> None:
    folder = write(tmp_path)
    (folder / "frameworks" / "plan.yml").write_text(HEAD)
    problem = only(load(folder).problems)
    assert (problem.file, problem.line, problem.rule, problem.field) == ("frameworks/plan.yml", 2, "file-name", "id")
    assert problem.hint == "rename it frameworks/plan.yaml"


def test_a_file_that_ends_in_capitals_is_read_and_asked_to_be_renamed(tmp_path: Path) -> None:
    folder = write(tmp_path)
    (folder / "frameworks" / "plan.YAML").write_text(HEAD)
    problem = only(load(folder).problems)
    assert (problem.file, problem.rule) == ("frameworks/plan.YAML", "file-name")
    assert problem.hint == "rename it frameworks/plan.yaml"


@pytest.mark.parametrize(("plan", "letter"), [("Town", "Town"), ("Town", "town"), ("Letter", "letter")])
def test_no_two_documents_go_by_one_name(tmp_path: Path, plan: str, letter: str) -> None:
    problem = only(check(tmp_path, HEAD + f"short_name: {plan}\n", letter=named("letter") + f"short_name: {letter}\n"))
    assert (problem.file, problem.line, problem.column) == ("frameworks/plan.yaml", 4, 1)
    assert (problem.rule, problem.field) == ("duplicate-name", "short_name")
    assert problem.message == f"the document letter is called {plan} too"
    assert problem.hint == "give each document a short_name of its own"


def test_a_document_that_another_is_named_after_is_told_so_at_its_id(tmp_path: Path) -> None:
    problem = only(check(tmp_path, HEAD, letter=named("letter") + "short_name: PLAN\n"))
    assert (problem.file, problem.line, problem.column) == ("frameworks/plan.yaml", 2, 1)
    assert (problem.rule, problem.field) == ("duplicate-name", "id")


def test_a_file_is_called_after_its_document(tmp_path: Path) -> None:
    problem = only(check(tmp_path, named("plans")))
    assert (problem.file, problem.line, problem.column, problem.rule) == ("frameworks/plan.yaml", 2, 1, "file-name")
    assert problem.message == "the document plans stands in frameworks/plan.yaml"
    assert problem.hint == "rename it frameworks/plans.yaml"


def test_a_document_may_have_a_long_id(tmp_path: Path) -> None:
    name = "a" * 200
    assert load(write(tmp_path, **{name: named(name)})).problems == ()


def test_a_file_name_of_odd_characters_is_shown_on_one_line(tmp_path: Path) -> None:
    folder = write(tmp_path)
    (folder / "frameworks" / "two\nlines.yaml").write_text(HEAD)
    assert only(load(folder).problems).file == "frameworks/two lines.yaml"


def test_problems_come_by_file_line_and_column(tmp_path: Path) -> None:
    wrong = "format: 2\nid: plan\ntitle: ''\nb: 1\na: 1\nclaims: [{id: x, a: 1, kind: y}]\n"
    problems = check(tmp_path, wrong, letter=wrong, annex=wrong)
    assert problems == sorted(problems, key=lambda p: (p.file, p.line, p.column, p.rule))
    assert len({problem.file for problem in problems}) == 3


def test_every_file_is_read_though_others_are_broken(tmp_path: Path) -> None:
    folder = write(tmp_path, "'open\n", plan=b"\xff", letter="'open\n", annex=HEAD.replace("plan", "annex"))
    loaded = load(folder)
    assert sorted((p.file, p.rule) for p in loaded.problems) == [
        ("codebook.yaml", "syntax"),
        ("frameworks/letter.yaml", "syntax"),
        ("frameworks/plan.yaml", "not-utf8"),
    ]
    assert loaded.files == 4


def test_without_its_codebook_a_corpus_is_none_and_its_documents_are_checked_all_the_same(tmp_path: Path) -> None:
    text = document([position("whatever", 1, "plan-p01")], [claim("plan-p01", "topics: [any]"), claim("Plan")])
    loaded = load(write(tmp_path, "", plan=text))
    assert loaded.corpus is None
    assert [(p.file, p.rule) for p in loaded.problems] == [
        ("codebook.yaml", "empty"),
        ("frameworks/plan.yaml", "position-unsupported"),
        ("frameworks/plan.yaml", "bad-id"),
    ]


def test_a_document_that_cannot_be_read_is_left_out(tmp_path: Path) -> None:
    loaded = load(write(tmp_path, plan=HEAD, letter="format: 1\n"))
    assert loaded.corpus is not None
    assert [document.id for document in loaded.corpus.documents] == ["plan"]


def test_a_document_that_cannot_be_read_can_still_be_referred_to(tmp_path: Path) -> None:
    text = document([], [claim("plan-p01", "refers_to: [letter]")])
    problems = check(tmp_path, text, letter="'open\n")
    assert [(p.file, p.rule) for p in problems] == [("frameworks/letter.yaml", "syntax")]


def test_a_claim_without_evidence_is_an_error_in_the_bundled_corpus(tmp_path: Path) -> None:
    bare = HEAD + "claims: [{id: plan-p01, kind: principle, statement: So.}]\n"
    folder = write(tmp_path, plan=bare)
    assert only(load(folder).problems).severity is Severity.WARNING
    assert only(load(folder, bundled=True).problems).severity is Severity.ERROR


def test_strictness_makes_warnings_errors(tmp_path: Path) -> None:
    loaded = load(write(tmp_path, plan=document([position("open-late", 1)], [], head=CODED + "date: May\n")))
    assert (loaded.errors, loaded.warnings) == (1, 1)
    strict = loaded.strict()
    assert (strict.errors, strict.warnings) == (2, 0)
    assert [(p.line, p.rule, p.message) for p in strict.problems] == [
        (p.line, p.rule, p.message) for p in loaded.problems
    ]


@pytest.mark.parametrize("on", [True, False])
def test_loading_leaves_the_garbage_collector_as_it_was(on: bool) -> None:
    was = gc.isenabled()
    try:
        (gc.enable if on else gc.disable)()
        load(SMALL)
        assert gc.isenabled() is on
        with pytest.raises(PolicylensError):
            load(SMALL / "gone")
        assert gc.isenabled() is on
    finally:
        (gc.enable if was else gc.disable)()


def test_a_folder_that_is_not_there_is_no_corpus(tmp_path: Path) -> None:
    with pytest.raises(PolicylensError, match="there is no folder"):
        load(tmp_path / "gone")


def test_a_file_is_no_corpus() -> None:
    with pytest.raises(PolicylensError, match="there is no folder"):
        load(SMALL / "codebook.yaml")


def test_a_folder_without_a_codebook_is_no_corpus(tmp_path: Path) -> None:
    with pytest.raises(PolicylensError, match=r"is no corpus: it has no codebook\.yaml"):
        load(tmp_path)


def test_a_name_that_no_folder_can_have_is_no_corpus(tmp_path: Path) -> None:
    with pytest.raises(PolicylensError):
        load(tmp_path / ("x" * 300))


def test_a_folder_that_is_a_link_to_itself_is_no_corpus(tmp_path: Path) -> None:
    (tmp_path / "loop").symlink_to("loop")
    with pytest.raises(PolicylensError, match="there is no folder"):
        load(tmp_path / "loop")


@pytest.mark.parametrize("make", ["file", "dangling link", "link to itself"])
def test_frameworks_that_is_no_folder_cannot_be_read(tmp_path: Path, make: str) -> None:
    write(tmp_path)
    (tmp_path / "frameworks").rmdir()
    if make == "file":
        (tmp_path / "frameworks").write_text("")
    else:
        (tmp_path / "frameworks").symlink_to("gone" if make == "dangling link" else "frameworks")
    with pytest.raises(PolicylensError, match="cannot be read"):
        load(tmp_path)


def test_a_corpus_may_be_reached_through_links(tmp_path: Path) -> None:
    (tmp_path / "corpus").symlink_to(SMALL)
    assert load(tmp_path / "corpus").problems == ()


def test_a_folder_among_the_documents_is_a_problem(tmp_path: Path) -> None:
    folder = write(tmp_path, plan=HEAD)
    (folder / "frameworks" / "notes.yaml").mkdir()
    problem = only(load(folder).problems)
    assert (problem.file, problem.line, problem.rule) == ("frameworks/notes.yaml", 0, "unreadable")


@pytest.mark.parametrize("name", ["codebook.yaml", "frameworks/pipe.yaml"])
def test_a_named_pipe_is_a_problem_and_nothing_waits_for_it(tmp_path: Path, name: str) -> None:
    folder = write(tmp_path, plan=HEAD)
    (folder / name).unlink(missing_ok=True)
    os.mkfifo(folder / name)
    command = [sys.executable, "-m", "policylens", "check", "--corpus", folder]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 1
    assert f"{name} error unreadable" in done.stdout
    assert "this is not a regular file" in done.stdout


def unprivileged() -> list[str]:
    """Return what to put before a command so that it heeds permissions, which root otherwise does not."""
    dropped = "-dac_override,-dac_read_search"
    return ["setpriv", f"--inh-caps={dropped}", f"--bounding-set={dropped}"] if os.geteuid() == 0 else []


@pytest.mark.tool("setpriv")
@pytest.mark.parametrize("name", ["codebook.yaml", "frameworks/plan.yaml"])
def test_a_file_without_permission_is_a_problem(tmp_path: Path, name: str) -> None:
    folder = write(tmp_path, plan=HEAD)
    (folder / name).chmod(0)
    command = [*unprivileged(), sys.executable, "-m", "policylens", "check", "--corpus", folder]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 1, done.stderr
    assert f"{name} error unreadable" in done.stdout
    assert "the file cannot be read: Permission denied" in done.stdout


@pytest.mark.tool("setpriv")
@pytest.mark.parametrize("name", ["", "frameworks"])
def test_a_folder_without_permission_is_no_corpus(tmp_path: Path, name: str) -> None:
    folder = write(tmp_path / "corpus", plan=HEAD)
    (folder / name).chmod(0)
    command = [*unprivileged(), sys.executable, "-m", "policylens", "check", "--corpus", folder]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    (folder / name).chmod(0o700)
    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr.startswith("policylens")
    assert "bug" not in done.stderr


def test_a_corpus_without_documents_is_a_warning(tmp_path: Path) -> None:
    problem = only(load(write(tmp_path)).problems)
    assert (problem.file, problem.line, problem.column, problem.rule) == ("frameworks", 0, 0, "no-documents")
    assert problem.severity is Severity.WARNING


def test_a_corpus_without_the_folder_of_documents_is_a_warning_too(tmp_path: Path) -> None:
    folder = write(tmp_path)
    (folder / "frameworks").rmdir()
    loaded = load(folder)
    assert rules(loaded) == ["no-documents"]
    assert loaded.corpus is not None
    assert loaded.corpus.documents == ()


# ---- from elsewhere than a folder


def held(root: Path) -> dict[str, bytes]:
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in files(root)}


@pytest.mark.parametrize("name", ["small", "broken"])
def test_files_from_elsewhere_give_the_same_corpus_and_the_same_problems(name: str) -> None:
    root = CORPORA / name
    there = held(root)
    assert load_from(root, document_files(root), there.__getitem__) == load(root)


def test_a_file_that_cannot_be_had_is_a_problem_of_that_file() -> None:
    there = held(SMALL)

    def content(name: str) -> bytes:
        if name == "frameworks/letter.yaml":
            raise FileError("unreadable", "it is gone", "bring it back")
        return there[name]

    loaded = load_from(SMALL, document_files(SMALL), content)
    (problem,) = loaded.problems
    assert (problem.file, problem.line, problem.rule, problem.message) == (
        "frameworks/letter.yaml", 0, "unreadable", "it is gone"
    )  # fmt: skip
    assert loaded.corpus is not None
    assert len(loaded.corpus.documents) == 3
