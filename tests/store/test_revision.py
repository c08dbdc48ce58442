"""A corpus at a revision: the files as they were committed, wherever the corpus stands in the repository."""

import os
import shutil
from itertools import pairwise
from pathlib import Path

import pytest
from conftest import CORPORA
from repositories import committed, git

from policylens.corpus.files import MAX_BYTES, FileError
from policylens.corpus.loader import load, load_from
from policylens.errors import PolicylensError
from policylens.store.repository import commit_of, repository_of
from policylens.store.revision import Revision, corpus_at

pytestmark = pytest.mark.tool("git")


@pytest.fixture(params=["", "corpus", "deep/er down", "-odd: \N{SNOWMAN}"])
def corpus(tmp_path: Path, request: pytest.FixtureRequest) -> Path:
    """Make a repository with the small corpus in one of its folders."""
    folder = tmp_path / "repository" / request.param
    shutil.copytree(CORPORA / "small", folder)
    committed(tmp_path / "repository")
    return folder


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """Make the same in a folder of its own."""
    shutil.copytree(CORPORA / "small", tmp_path / "repository" / "corpus")
    committed(tmp_path / "repository")
    return tmp_path / "repository" / "corpus"


def at(folder: Path, name: str = "HEAD") -> Revision:
    repository = repository_of(folder)
    return corpus_at(repository, name, commit_of(repository, name))


def again(folder: Path) -> None:
    """Commit all changes."""
    committed(Path(git(folder, "rev-parse", "--show-toplevel")))


def test_a_corpus_is_what_it_was(corpus: Path) -> None:
    shutil.rmtree(corpus / "frameworks")
    (corpus / "codebook.yaml").write_text("nothing", encoding="utf-8")
    revision = at(corpus)
    assert load_from(corpus, revision.documents, revision.content).corpus == load(CORPORA / "small").corpus


def test_a_file_is_called_as_git_calls_it(corpus: Path) -> None:
    place = at(corpus).place("codebook.yaml")
    assert git(corpus, "show", place) == (corpus / "codebook.yaml").read_text(encoding="utf-8").strip()


def test_line_ends_and_bytes_are_those_that_were_committed(small: Path) -> None:
    data = bytes(range(256)) + b"\r\n\r\n"
    (small / "codebook.yaml").write_bytes(data)
    git(small, "config", "core.autocrlf", "true")
    (small / ".gitattributes").write_text("* -text\n", encoding="utf-8")
    again(small)
    assert at(small).content("codebook.yaml") == data


def test_files_that_hold_no_document_are_passed_over(small: Path) -> None:
    for name in (".hidden.yaml", "notes.txt"):
        (small / "frameworks" / name).write_text("x", encoding="utf-8")
    again(small)
    names = ("council.yaml", "friends-report.yaml", "letter.yaml", "union.yaml")
    assert at(small).documents == names


def test_two_files_of_one_content_are_both_there(small: Path) -> None:
    shutil.copy(small / "frameworks" / "letter.yaml", small / "frameworks" / "copy.yaml")
    again(small)
    revision = at(small)
    assert revision.content("frameworks/copy.yaml") == revision.content("frameworks/letter.yaml")


def test_a_corpus_without_documents_is_one(small: Path) -> None:
    shutil.rmtree(small / "frameworks")
    again(small)
    assert (at(small).documents, list(at(small).files)) == ((), ["codebook.yaml"])


def test_an_empty_file_is_empty(small: Path) -> None:
    (small / "codebook.yaml").write_bytes(b"")
    again(small)
    assert at(small).content("codebook.yaml") == b""


# ---- what is no regular file


def refused(folder: Path, name: str) -> tuple[str, str]:
    with pytest.raises(FileError) as found:
        at(folder).content(name)
    return found.value.rule, found.value.message


def test_a_link_is_not_followed(small: Path) -> None:
    (small / "frameworks" / "letter.yaml").unlink()
    (small / "frameworks" / "letter.yaml").symlink_to("union.yaml")
    again(small)
    assert refused(small, "frameworks/letter.yaml") == ("unreadable", "this is not a regular file")


def test_a_folder_in_the_place_of_a_file_is_refused(small: Path) -> None:
    (small / "codebook.yaml").unlink()
    (small / "codebook.yaml").mkdir()
    (small / "codebook.yaml" / "inside").write_text("x", encoding="utf-8")
    again(small)
    assert refused(small, "codebook.yaml") == ("unreadable", "this is not a regular file")


def submodule(place: Path) -> None:
    """Commit an entry for a repository within the repository."""
    top = Path(git(place.parent, "rev-parse", "--show-toplevel"))
    head = git(top, "rev-parse", "HEAD")
    git(top, "rm", "-r", "--quiet", "--cached", "--ignore-unmatch", str(place.relative_to(top)))
    git(top, "update-index", "--add", "--cacheinfo", f"160000,{head},{place.relative_to(top).as_posix()}")
    git(top, "commit", "--quiet", "--message=A repository inside")


def test_a_submodule_in_the_place_of_a_document_is_refused(small: Path) -> None:
    submodule(small / "frameworks" / "other.yaml")
    assert refused(small, "frameworks/other.yaml") == ("unreadable", "this is not a regular file")


@pytest.mark.parametrize("put", ["a link", "a file", "a submodule"])
def test_frameworks_that_is_no_folder_is_refused(small: Path, put: str) -> None:
    if put == "a submodule":
        submodule(small / "frameworks")
    else:
        shutil.move(small / "frameworks", small / "elsewhere")
        if put == "a link":
            (small / "frameworks").symlink_to("elsewhere")
        else:
            (small / "frameworks").write_text("x", encoding="utf-8")
        again(small)
    with pytest.raises(PolicylensError, match="corpus/frameworks is no folder"):
        at(small)


def test_a_corpus_that_was_a_link_then_is_not_followed(small: Path) -> None:
    top = small.parent
    shutil.move(small, top / "elsewhere")
    small.symlink_to("elsewhere")
    committed(top)
    small.unlink()
    shutil.move(top / "elsewhere", small)
    with pytest.raises(PolicylensError, match="there is no folder corpus"):
        at(small)


# ---- what is too much, or missing


def test_a_file_that_is_too_large_is_not_read(small: Path) -> None:
    (small / "frameworks" / "letter.yaml").write_bytes(b"#" * (MAX_BYTES + 1))
    (small / "frameworks" / "union.yaml").write_bytes(b"#" * MAX_BYTES)
    again(small)
    assert refused(small, "frameworks/letter.yaml") == ("too-large", "the file is larger than 16 MB")
    assert len(at(small).content("frameworks/union.yaml")) == MAX_BYTES


def test_a_corpus_that_is_too_large_is_refused(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("policylens.store.revision.MOST_BYTES", 1000)
    with pytest.raises(PolicylensError, match="the corpus is larger than"):
        at(small)


def test_a_file_whose_content_is_missing_is_told_of(small: Path) -> None:
    blob = git(small, "rev-parse", "HEAD:./codebook.yaml")
    (Path(git(small, "rev-parse", "--absolute-git-dir")) / "objects" / blob[:2] / blob[2:]).unlink()
    assert refused(small, "codebook.yaml") == ("unreadable", "git does not have the file's content")


def test_an_object_that_is_damaged_is_told_of(small: Path) -> None:
    blob = git(small, "rev-parse", "HEAD:./codebook.yaml")
    file = Path(git(small, "rev-parse", "--absolute-git-dir")) / "objects" / blob[:2] / blob[2:]
    file.chmod(0o644)
    file.write_bytes(file.read_bytes()[:-20])
    with pytest.raises((PolicylensError, FileError)):
        at(small).content("codebook.yaml")


# ---- names of revisions


@pytest.mark.parametrize("name", ["HEAD", "main", "refs/heads/main", "v1", "{id}", "{short}", "HEAD^{{commit}}", "@"])
def test_a_revision_can_be_named_in_many_ways(small: Path, name: str) -> None:
    git(small, "tag", "--annotate", "--message=The first", "v1")
    head = git(small, "rev-parse", "HEAD")
    assert commit_of(repository_of(small), name.format(id=head, short=head[:8])) == head


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("", "a revision has a name"),
        (" ", "a revision has a name"),
        ("--output=x", "none begins with a hyphen"),
        ("-h", "none begins with a hyphen"),
        ("--all", "none begins with a hyphen"),
        ("HEAD\nHEAD", "no control characters"),
        ("HEAD\0", "no control characters"),
        ("HEAD\udcff", "no control characters"),
        ("HEAD~1..HEAD", "is a range"),
        ("main...", "is a range"),
        ("HEAD:corpus", "names a file or a message"),
        (":/A change", "names a file or a message"),
        ("^HEAD", "names no revision"),
        ("HEAD^@", "names no revision"),
        ("HEAD^!", "names no revision"),
        ("HEAD^{tree}", "names no revision"),
        ("HEAD~99", "names no revision"),
        ("$(touch x)", "names no revision"),
        ("HEAD; touch x", "names no revision"),
        ("x" * 5000, "names no revision"),
    ],
)
def test_what_is_no_revision_is_refused(small: Path, name: str, said: str) -> None:
    with pytest.raises(PolicylensError, match=r"revision|range") as found:
        commit_of(repository_of(small), name)
    assert said in found.value.message
    assert sorted(os.listdir(small)) == ["codebook.yaml", "frameworks"]


def test_the_ends_of_a_range_are_offered(small: Path) -> None:
    with pytest.raises(PolicylensError) as found:
        commit_of(repository_of(small), "v1..")
    assert found.value.hint == "name its two ends apart: v1 HEAD"


@pytest.mark.parametrize(
    ("ref", "name", "meant"), [("branch", "mian", "main"), ("tag", "coded-toge", "coded-together")]
)
def test_a_name_that_is_near_is_offered(small: Path, ref: str, name: str, meant: str) -> None:
    git(small, "tag", "coded-together")
    with pytest.raises(PolicylensError) as found:
        commit_of(repository_of(small), name)
    assert found.value.hint == f"did you mean {meant}?"


def test_a_short_id_of_several_commits_is_told_apart_from_none(small: Path) -> None:
    commit = "commit refs/heads/many\ncommitter A <a@example.org> {} +0000\ndata 0\n"
    many = "".join(commit.format(number) for number in range(1000))  # some begin with the same four digits
    git(small, "fast-import", "--quiet", given=many)
    ids = sorted(git(small, "rev-list", "many").splitlines())
    twice = next(one[:4] for one, other in pairwise(ids) if one[:4] == other[:4])
    with pytest.raises(PolicylensError, match=f"{twice} names several commits"):
        commit_of(repository_of(small), twice)


def test_in_a_repository_without_commits_there_is_no_revision(tmp_path: Path) -> None:
    git(tmp_path, "init", "--quiet")
    with pytest.raises(PolicylensError, match="HEAD names no revision"):
        commit_of(repository_of(tmp_path), "HEAD")


def test_a_shallow_clone_says_how_to_get_the_rest(small: Path, tmp_path: Path) -> None:
    again(small)
    git(tmp_path, "clone", "--quiet", "--depth=1", f"file://{small.parent}", "clone")
    with pytest.raises(PolicylensError) as found:
        commit_of(repository_of(tmp_path / "clone"), "HEAD~1")
    assert "git fetch --unshallow" in found.value.hint


# ---- where there was no corpus


def test_a_folder_that_was_not_there_is_told_of(small: Path) -> None:
    shutil.copytree(small, small.parent / "later")
    again(small)
    with pytest.raises(PolicylensError) as found:
        at(small.parent / "later", "HEAD~1")
    head = git(small, "rev-parse", "HEAD~1")
    assert found.value.message == f"at HEAD~1 ({head[:7]}) there is no folder later"


def test_a_folder_that_was_a_file_is_none(small: Path) -> None:
    (small.parent / "later").write_text("x", encoding="utf-8")
    again(small)
    (small.parent / "later").unlink()
    (small.parent / "later").mkdir()
    with pytest.raises(PolicylensError, match="there is no folder later"):
        at(small.parent / "later")


def test_a_folder_that_was_no_corpus_is_told_of(small: Path) -> None:
    with pytest.raises(PolicylensError, match="the top of the repository is no corpus"):
        at(small.parent)
    with pytest.raises(PolicylensError, match="corpus/frameworks is no corpus"):
        at(small / "frameworks")


def test_a_branch_that_moves_on_changes_nothing_that_is_settled(small: Path) -> None:
    repository = repository_of(small)
    commit = commit_of(repository, "main")
    before = corpus_at(repository, "main", commit)
    (small / "codebook.yaml").write_text("another\n", encoding="utf-8")
    again(small)
    assert corpus_at(repository, "main", commit) == before
