"""`diff`: what changed between two versions of a corpus, through the command line."""

import csv
import io
import json
import os
import re
import shlex
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from conftest import ROOT
from documented import documented
from repositories import committed, git

from policylens.analysis.movement import Movement

from .support import SMALL, STANCE_OUT_OF_RANGE, Cli, generated, small
from .versions import in_git, later

pytestmark = pytest.mark.tool("git")
Golden = Callable[[str, str], None]


@pytest.fixture
def corpus(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make the repository, stand in it, and name the corpus in it."""
    (tmp_path / "repository").mkdir()
    in_git(tmp_path / "repository")
    monkeypatch.chdir(tmp_path / "repository")
    return Path("my-corpus")


def data(cli: Cli, *arguments: str) -> Any:
    outcome = cli("diff", *arguments, "--format", "json")
    assert outcome.code == 0, outcome.err
    return json.loads(outcome.out)


# ---- what it shows


@pytest.mark.parametrize("columns", [80, 160])
def test_the_table_reads_as_it_was_read(cli: Cli, corpus: Path, golden: Golden, columns: int) -> None:
    outcome = cli("diff", "HEAD~1", "HEAD", corpus=corpus, columns=columns)
    assert (outcome.code, outcome.err) == (0, "")
    assert [line for line in outcome.out.splitlines() if len(line) > columns] == []
    golden(f"cli/diff-{columns}.txt", outcome.out)


@pytest.mark.parametrize(("format", "suffix"), [("markdown", "md"), ("json", "json"), ("csv", "csv")])
def test_each_format_reads_as_it_was_read(cli: Cli, corpus: Path, golden: Golden, format: str, suffix: str) -> None:
    outcome = cli("diff", "HEAD~1", "HEAD", "--format", format, corpus=corpus)
    assert (outcome.code, outcome.err) == (0, "")
    golden(f"cli/diff.{suffix}", outcome.out)


def test_backwards_what_was_added_is_removed(cli: Cli, corpus: Path, golden: Golden) -> None:
    golden("cli/diff-back-80.txt", cli("diff", "HEAD", "HEAD~1", corpus=corpus).out)


def test_verdicts_and_positions_come_before_documents_and_claims(cli: Cli, corpus: Path) -> None:
    out = cli("diff", "HEAD~1", "HEAD", corpus=corpus).out
    sections = ("Verdicts that", "Positions that", "Propositions reworded", "Documents added", "Claims added")
    places = [out.index(section) for section in sections]
    assert places == sorted(places)


def test_if_nothing_differs_it_says_so_plainly(cli: Cli, corpus: Path) -> None:
    outcome = cli("diff", "HEAD", "HEAD~0", corpus=corpus)
    assert outcome.code == 0
    told = " ".join(outcome.out.split())
    assert "Nothing differs: 9 propositions, 4 documents, 14 positions and 18 claims are the same in both." in told
    assert cli("diff", "HEAD", "HEAD", "--format", "csv", corpus=corpus).out.splitlines() == [
        "what,change,document,theme,proposition,claim,field,old,new"
    ]
    assert data(cli, "HEAD", "HEAD", "--corpus", str(corpus))["differs"] is False


def test_comments_layout_and_order_are_no_difference(cli: Cli, tmp_path: Path) -> None:
    other = small(tmp_path / "other", ("frameworks/union.yaml", "format: 1\n", "# A comment\n\nformat: '1'\n"))
    outcome = cli("diff", str(SMALL), str(other), "--exit-code")
    assert outcome.code == 0
    assert "Nothing differs" in outcome.out


def test_the_json_is_documented_key_by_key(cli: Cli, corpus: Path) -> None:
    found = data(cli, "HEAD~1", "HEAD", "--corpus", str(corpus))
    parts = {
        "At the top": [found],
        "A version": [found["old"], found["new"]],
        "A verdict that changed": found["verdicts"],
        "A position that moved": found["positions"],
        "A proposition reworded": found["reworded"],
        "A position to look at again": [look for each in found["reworded"] for look in each["look_again"]],
        "A document that came or went": found["documents"]["added"] + found["documents"]["removed"],
        "A document that changed": found["documents"]["changed"],
        "The codebook's changes": [found["codebook"]],
        "What came, went and changed": [found["documents"], found["claims"], *_groups(found["codebook"])],
    }
    page = documented("diff.md")
    for heading, objects in parts.items():
        assert objects
        keys = {key for each in objects for key in each}
        own = set(page[heading])
        rest = set(documented("json.md")["A position"]) if heading == "A position to look at again" else set()
        assert own <= keys, heading
        assert keys <= own | rest, heading


def _groups(codebook: Any) -> list[Any]:
    return [codebook["themes"], codebook["propositions"]]


def test_the_names_of_movements_are_documented() -> None:
    page = " ".join((ROOT / "docs" / "diff.md").read_text(encoding="utf-8").split())
    assert [movement for movement in Movement if f"`{movement}`" not in page] == []


def test_each_row_of_the_csv_is_a_difference_of_the_json(cli: Cli, corpus: Path) -> None:
    found = data(cli, "HEAD~1", "HEAD", "--corpus", str(corpus))
    table = list(csv.DictReader(io.StringIO(cli("diff", "HEAD~1", "HEAD", "--format", "csv", corpus=corpus).out)))

    def rows(what: str, change: str = "changed") -> list[dict[str, str]]:
        return [row for row in table if (row["what"], row["change"]) == (what, change)]

    assert [row["claim"] for row in rows("claim", "added")] == [claim["id"] for claim in found["claims"]["added"]]
    assert [row["claim"] for row in rows("claim", "removed")] == [claim["id"] for claim in found["claims"]["removed"]]
    changed = [(each["id"], field) for each in found["claims"]["changed"] for field in each["changed"]]
    assert [(row["claim"], row["field"]) for row in rows("claim")] == changed
    moved = {(row["document"], row["proposition"]) for row in rows("position")}
    assert moved == {(each["document"], each["proposition"]) for each in found["positions"]}
    again = [(each["proposition"], look["document"]) for each in found["reworded"] for look in each["look_again"]]
    assert [(row["proposition"], row["document"]) for row in rows("position", "look again")] == again
    assert all(row["old"] != row["new"] for row in table if row["change"] != "look again")


# ---- many changes


@pytest.fixture
def many(tmp_path: Path) -> tuple[str, str]:
    """Make two corpora of sixty documents, the second of which says everything in other words."""
    old, new = generated(tmp_path / "old", 60), generated(tmp_path / "new", 60)
    for file in (new / "frameworks").iterdir():
        words = file.read_text(encoding="utf-8").replace("It says so.", "It does say so.")
        file.write_text(words.replace("says its part", "does its part"), encoding="utf-8")
    return str(old), str(new)


@pytest.mark.parametrize("columns", [80, 160])
def test_of_many_changes_the_first_are_shown_and_the_others_counted(
    cli: Cli, many: tuple[str, str], columns: int
) -> None:
    out = cli("diff", *many, columns=columns).out
    assert len(out.splitlines()) < 400
    assert [line for line in out.splitlines() if len(line) > columns] == []
    there = sum(len(each["positions"]) for each in [data(cli, *many)])
    assert f"Positions that moved ({there})" in out
    assert f"{there - 20} more: --format markdown, json or csv has all." in out


def test_markdown_shows_all(cli: Cli, many: tuple[str, str]) -> None:
    found = data(cli, *many)
    out = cli("diff", *many, "--format", "markdown").out
    assert "more:" not in out
    assert out.count(", reason: ") == len(found["positions"])
    assert [each["id"] for each in found["claims"]["changed"] if each["id"] not in out] == []


# ---- folders and revisions


def test_without_new_it_is_the_corpus_as_it_is_now(cli: Cli, corpus: Path) -> None:
    assert data(cli, "HEAD", "--corpus", str(corpus))["differs"] is False
    shutil.rmtree(corpus)
    small(corpus)
    now = data(cli, "HEAD", "--corpus", str(corpus))
    assert now["new"]["name"] == "my-corpus"
    assert now["new"]["commit"] is None
    assert now["claims"] == data(cli, "HEAD", "HEAD~1", "--corpus", str(corpus))["claims"]


def test_a_folder_with_the_same_content_gives_the_same_answer(cli: Cli, corpus: Path, tmp_path: Path) -> None:
    folder = later(tmp_path / "elsewhere")
    by_folder, by_revision = (data(cli, "HEAD~1", new, "--corpus", str(corpus)) for new in (str(folder), "HEAD"))
    assert by_folder["new"]["name"] == str(folder)
    assert {k: v for k, v in by_folder.items() if k != "new"} == {k: v for k, v in by_revision.items() if k != "new"}


def test_two_folders_need_no_git(cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    small(tmp_path / "mine")
    later(tmp_path / "theirs")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PATH", "")
    assert cli("diff", "mine", "theirs", "--exit-code").code == 1


def test_a_revision_is_named_with_the_commit_that_it_was(cli: Cli, corpus: Path) -> None:
    found = data(cli, "main~1", "HEAD", "--corpus", str(corpus))
    assert found["old"]["name"] == "main~1"
    assert found["old"]["commit"] == git(corpus, "rev-parse", "HEAD~1")


def test_the_corpus_can_be_the_top_of_the_repository(cli: Cli, tmp_path: Path) -> None:
    top = small(tmp_path / "top")
    committed(top)
    shutil.rmtree(top / "frameworks")
    shutil.copytree(later(tmp_path / "later") / "frameworks", top / "frameworks")
    shutil.copy(tmp_path / "later" / "codebook.yaml", top)
    assert data(cli, "HEAD", "--corpus", str(top))["differs"]


def test_a_name_that_is_a_folder_and_a_revision_is_refused_and_both_can_be_named(cli: Cli, corpus: Path) -> None:
    git(Path.cwd(), "branch", "draft", "HEAD~1")
    later(Path("draft"))
    outcome = cli("diff", "draft", corpus=corpus)
    assert (outcome.code, outcome.out) == (2, "")
    assert "draft is a folder, and a revision of the corpus too" in outcome.err
    assert "write ./draft for the folder, draft^{commit} for the revision" in outcome.err
    for folder in ("./draft", "draft/", str(Path("draft").resolve())):
        assert data(cli, folder, "--corpus", str(corpus))["differs"] is False
    for revision in ("draft^{commit}", "refs/heads/draft"):
        assert data(cli, revision, "--corpus", str(corpus))["old"]["commit"] == git(corpus, "rev-parse", "HEAD~1")


def test_a_folder_that_is_no_revision_needs_no_more_words(cli: Cli, corpus: Path) -> None:
    later(Path("draft"))
    assert data(cli, "draft", "--corpus", str(corpus))["differs"] is False


def test_documents_can_be_chosen_that_are_in_one_version_only(cli: Cli, corpus: Path) -> None:
    found = data(cli, "HEAD~1", "HEAD", "-d", "petition", "-d", "letter", "--corpus", str(corpus))
    assert [each["id"] for each in found["documents"]["added"]] == ["petition"]
    assert [each["id"] for each in found["documents"]["removed"]] == ["letter"]
    assert found["positions"] == found["claims"]["added"] == found["claims"]["changed"] == []


def test_a_chosen_document_has_its_own_changes_and_no_verdicts(cli: Cli, corpus: Path) -> None:
    found = data(cli, "HEAD~1", "HEAD", "-d", "Council", "--corpus", str(corpus))
    assert {each["document"] for each in found["positions"]} == {"council"}
    assert {each["document"] for each in found["claims"]["changed"]} == {"council"}
    assert found["verdicts"] == []


# ---- exit codes and output


@pytest.mark.parametrize(("new", "code"), [("HEAD~0", 0), ("HEAD~1", 1)])
@pytest.mark.parametrize("format", ["table", "markdown", "json", "csv"])
def test_the_exit_code_tells_whether_anything_differs_where_it_is_asked_for(
    cli: Cli, corpus: Path, new: str, code: int, format: str
) -> None:
    assert cli("diff", "HEAD", new, "--format", format, corpus=corpus).code == 0
    assert cli("diff", "HEAD", new, "--format", format, "--exit-code", corpus=corpus).code == code


def test_the_answer_is_written_where_it_is_wanted_and_over_nothing(cli: Cli, corpus: Path) -> None:
    arguments = ["diff", "HEAD~1", "HEAD", "-o", "changes.md"]
    assert cli(*arguments, corpus=corpus).code == 0
    written = Path("changes.md").read_text(encoding="utf-8")
    assert written == cli("diff", "HEAD~1", "HEAD", "--format", "markdown", corpus=corpus).out
    assert cli(*arguments, corpus=corpus).code == 2
    assert cli(*arguments, "--force", corpus=corpus).code == 0


@pytest.mark.parametrize("words", ["HEAD~1 HEAD", "HEAD~1", "HEAD --no-cache"])
def test_the_corpus_itself_is_never_written_over(cli: Cli, corpus: Path, words: str) -> None:
    before = (corpus / "codebook.yaml").read_bytes()
    outcome = cli("diff", *words.split(), "-o", "my-corpus/codebook.yaml", "--force", corpus=corpus)
    assert outcome.code == 2
    assert (corpus / "codebook.yaml").read_bytes() == before


def test_the_cache_makes_no_difference_and_can_be_done_without(cli: Cli, corpus: Path, tmp_path: Path) -> None:
    first = cli("diff", "HEAD~1", "HEAD", "--format", "json", corpus=corpus)
    kept = list(Path(os.environ["XDG_CACHE_HOME"]).rglob("*.json"))
    assert len(kept) == 2
    assert cli("diff", "HEAD~1", "HEAD", "--format", "json", corpus=corpus) == first
    for file in kept:
        file.unlink()
    assert cli("diff", "HEAD~1", "HEAD", "--format", "json", "--no-cache", corpus=corpus) == first
    assert list(Path(os.environ["XDG_CACHE_HOME"]).rglob("*.json")) == []


def test_warnings_of_a_folder_are_told_and_those_of_the_past_are_not(cli: Cli, corpus: Path) -> None:
    """A document is coded with an older version of the codebook."""
    assert cli("diff", "HEAD", "HEAD", corpus=corpus).err == ""
    now = cli("diff", "HEAD", corpus=corpus).err
    assert now == "policylens: 1 warning in the data; `policylens check --corpus my-corpus` lists them\n"


# ---- what cannot be compared


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("HEAD~9", "there is no folder HEAD~9, and HEAD~9 names no revision of the repository in my-corpus"),
        ("mian HEAD", "did you mean main?"),
        ("HEAD~1..HEAD", "name its two ends apart: HEAD~1 HEAD"),
        ("HEAD:my-corpus", "HEAD:my-corpus names a file or a message"),
        ("./HEAD", "there is no folder ./HEAD"),
        ("/nowhere/at-all", "there is no folder /nowhere/at-all"),
        ("my-corpus/codebook.yaml", "there is no folder my-corpus/codebook.yaml"),
        ("my-corpus/frameworks", "my-corpus/frameworks is no corpus"),
        ("-- --output=x", "none begins with a hyphen"),
        ("-- -h", "none begins with a hyphen"),
        ("-- --textconv HEAD", "none begins with a hyphen"),
        ("HEAD --textconv", "No such option"),
        ("''", "an empty name is neither a folder nor a revision"),
        ("HEAD~1 HEAD HEAD", "unexpected extra argument"),
        ("HEAD -d nobody", "unknown document: nobody"),
        ("HEAD --format svg", "there is no picture of this"),
    ],
)
def test_what_cannot_be_compared_is_refused(cli: Cli, corpus: Path, words: str, said: str) -> None:
    before = sorted(Path.cwd().rglob("*"))
    given = shlex.split(words)
    options = ["--corpus", str(corpus)]
    outcome = cli("diff", *options, *given)
    assert (outcome.code, outcome.out) == (2, "")
    assert said in " ".join(outcome.err.split())
    assert sorted(Path.cwd().rglob("*")) == before


def test_a_corpus_outside_of_git_has_no_revisions(cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    outcome = cli("diff", "HEAD", corpus=small(tmp_path / "plain"))
    assert (outcome.code, outcome.out) == (2, "")
    assert "is not in the working tree of a git repository" in outcome.err
    assert "name two folders" in outcome.err


def test_without_corpus_it_says_whose_revisions_were_looked_for(cli: Cli) -> None:
    outcome = cli("diff", "no-such-revision")
    assert (outcome.code, outcome.out) == (2, "")
    assert "without --corpus, revisions are those of the bundled corpus" in outcome.err


def test_a_corpus_that_is_not_there_is_told_of(cli: Cli, tmp_path: Path) -> None:
    outcome = cli("diff", "HEAD", corpus=tmp_path / "missing")
    assert (outcome.code, outcome.out) == (2, "")
    assert f"there is no folder {tmp_path / 'missing'}" in outcome.err


def test_a_corpus_that_was_not_there_then_is_told_of(cli: Cli, corpus: Path) -> None:
    shutil.copytree(corpus, "another")
    committed(Path.cwd())
    outcome = cli("diff", "HEAD~1", corpus=Path("another"))
    assert (outcome.code, outcome.out) == (2, "")
    assert "there is no folder another" in outcome.err


@pytest.mark.parametrize("cached", [True, False])
def test_an_error_at_a_revision_is_told_with_its_place_as_git_names_it(cli: Cli, corpus: Path, cached: bool) -> None:
    shutil.rmtree(corpus)
    small(corpus, STANCE_OUT_OF_RANGE)
    committed(Path.cwd())
    shutil.rmtree(corpus)
    small(corpus)
    outcome = cli("diff", "HEAD", *([] if cached else ["--no-cache"]), corpus=corpus)
    assert (outcome.code, outcome.out) == (2, "")
    assert "there are errors in the data: HEAD:my-corpus/frameworks/union.yaml:13:13: -3 is out of range" in outcome.err
    assert git(corpus, "show", "HEAD:my-corpus/frameworks/union.yaml").splitlines()[12][12:] == "-3"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"format: 1\n\xff", "HEAD:my-corpus/codebook.yaml:2:1: this is not UTF-8 text"),
        (b"", "HEAD:my-corpus/codebook.yaml:1:1: the file is empty"),
        (b"format: 1\n}", "HEAD:my-corpus/codebook.yaml:2:1: not well-formed YAML"),
        (b"#" * 17_000_000, "HEAD:my-corpus/codebook.yaml: the file is larger than 16 MB"),
    ],
    ids=["not UTF-8", "empty", "not YAML", "too large"],
)
def test_a_codebook_that_cannot_be_read_at_a_revision_is_told_of(
    cli: Cli, corpus: Path, content: bytes, said: str
) -> None:
    whole = (corpus / "codebook.yaml").read_bytes()
    (corpus / "codebook.yaml").write_bytes(content)
    committed(Path.cwd())
    (corpus / "codebook.yaml").write_bytes(whole)
    outcome = cli("diff", "HEAD", corpus=corpus)
    assert (outcome.code, outcome.out) == (2, "")
    assert said in outcome.err


def test_both_revisions_are_settled_before_either_is_read(
    cli: Cli, corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A branch that moves on meanwhile changes nothing: here a git does so that is asked for the first files."""
    before = git(corpus, "rev-parse", "main")
    (tmp_path / "bin").mkdir()
    real = shutil.which("git")
    program = (
        f'#!/bin/sh\ncase "$*" in *ls-tree*) "{real}" update-ref refs/heads/main HEAD~1;; esac\nexec "{real}" "$@"\n'
    )
    (tmp_path / "bin" / "git").write_text(program, encoding="utf-8")
    (tmp_path / "bin" / "git").chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path / 'bin'}{os.pathsep}{os.environ['PATH']}")
    found = data(cli, "main~1", "main", "--corpus", str(corpus))
    assert found["new"]["commit"] == before
    assert git(corpus, "rev-parse", "main") != before
    assert found["differs"]


def documented_commands() -> list[str]:
    blocks = re.findall(r"```sh\n(.*?)```", (ROOT / "docs" / "diff.md").read_text(encoding="utf-8"), re.DOTALL)
    return [re.split(r" \|| +#", line)[0] for block in blocks for line in block.splitlines()]


@pytest.mark.parametrize("command", documented_commands())
def test_every_command_of_the_documentation_works(cli: Cli, corpus: Path, command: str) -> None:
    git(corpus, "tag", "v1", "HEAD~1")
    git(corpus, "tag", "v2")
    for name in ("mine", "theirs"):
        shutil.copytree(corpus, name)
    outcome = cli(*shlex.split(command)[1:])
    assert outcome.code == 0
    assert outcome.out or " -o " in command
