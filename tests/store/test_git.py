"""Git that is asked and never let loose: hostile repositories, odd folders, no git at all."""

import os
import shutil
import subprocess
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

import pytest
from repositories import committed, git

from policylens.errors import PolicylensError
from policylens.store.git import answer
from policylens.store.repository import commit_of, repository_of
from policylens.store.revision import corpus_at

pytestmark = pytest.mark.tool("git")

HOOKS = (
    "applypatch-msg pre-commit post-checkout post-merge pre-auto-gc post-index-change reference-transaction "
    "fsmonitor-watchman post-rewrite proc-receive"
).split()


def script(path: Path, marker: Path) -> str:
    """Write a program that leaves a mark, and return its name."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\ntouch '{marker}'\n", encoding="utf-8")
    path.chmod(0o755)
    return str(path)


class Hostile(NamedTuple):
    """Something in a repository that runs a program, and an everyday command that lets it."""

    set_up: Callable[[Path, str], object]
    let: str


def configured(*settings: tuple[str, str]) -> Callable[[Path, str], object]:
    def set_up(folder: Path, program: str) -> None:
        for name, value in settings:
            git(folder, "config", name, value.format(program=program))

    return set_up


def hooks(folder: Path, program: str) -> None:
    for name in HOOKS:
        shutil.copy(program, folder / ".git" / "hooks" / name)


def hooks_elsewhere(folder: Path, program: str) -> None:
    for name in HOOKS:
        (folder / "elsewhere").mkdir(exist_ok=True)
        shutil.copy(program, folder / "elsewhere" / name)
    git(folder, "config", "core.hooksPath", str(folder / "elsewhere"))


def promised(url: str) -> Callable[[Path, str], object]:
    """Take a file's content away, and name a remote that promises to have it."""

    def set_up(folder: Path, program: str) -> None:
        blob = git(folder, "rev-parse", "HEAD~1:corpus/frameworks/letter.yaml")
        (folder / ".git" / "objects" / blob[:2] / blob[2:]).unlink()
        settings = {
            "core.repositoryFormatVersion": "1",
            "extensions.partialClone": "origin",
            "remote.origin.promisor": "true",
            "remote.origin.url": url.format(program=program, folder=folder),
            "remote.origin.uploadpack": program,
            "protocol.allow": "always",
            "protocol.ext.allow": "always",
            "protocol.file.allow": "always",
            "core.sshCommand": program,
        }
        for name, value in settings.items():
            git(folder, "config", name, value)

    return set_up


MISSING = "cat-file -p HEAD~1:corpus/frameworks/letter.yaml"

HOSTILE = {
    "hooks": Hostile(hooks, "checkout --quiet HEAD~1"),
    "hooks elsewhere": Hostile(hooks_elsewhere, "checkout --quiet HEAD~1"),
    "file system monitor": Hostile(configured(("core.fsmonitor", "{program}")), "status"),
    "filter": Hostile(configured(("filter.evil.clean", "{program}")), "checkout ."),
    "filter process": Hostile(configured(("filter.evil.process", "{program}")), "checkout HEAD~1 -- corpus"),
    "text conversion": Hostile(configured(("diff.evil.textconv", "{program}")), "diff HEAD~1 HEAD"),
    "external diff": Hostile(configured(("diff.external", "{program}")), "diff HEAD~1 HEAD"),
    "diff driver": Hostile(configured(("diff.evil.command", "{program}")), "diff HEAD~1 HEAD"),
    "signatures": Hostile(configured(("log.showSignature", "true"), ("gpg.program", "{program}")), "log SIGNED"),
    "a remote that is a program": Hostile(promised("ext::{program}"), MISSING),
    "a remote with a program": Hostile(promised("{folder}"), MISSING),
    "a remote by ssh": Hostile(promised("ssh://nowhere/x"), MISSING),
}
"""What runs a program in a repository that somebody else has made."""


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """Make a repository with a corpus in a folder, its two commits, and attributes that name every driver."""
    folder = tmp_path / "repository"
    (folder / "corpus" / "frameworks").mkdir(parents=True)
    (folder / ".gitattributes").write_text("* filter=evil diff=evil merge=evil\n", encoding="utf-8")
    (folder / "corpus" / "codebook.yaml").write_text("version: 1\n", encoding="utf-8")
    (folder / "corpus" / "frameworks" / "letter.yaml").write_text("title: A letter\n", encoding="utf-8")
    committed(folder)
    (folder / "corpus" / "frameworks" / "letter.yaml").write_text("title: Another letter\n", encoding="utf-8")
    committed(folder)
    return folder


def signed(folder: Path) -> str:
    """Make a commit that says it is signed, and return its id."""
    head = git(folder, "cat-file", "commit", "HEAD").replace(
        "\n\n", "\ngpgsig -----BEGIN PGP SIGNATURE-----\n \n x\n\n", 1
    )
    return git(folder, "hash-object", "-t", "commit", "-w", "--stdin", given=head + "\n")


def read(folder: Path, revision: str = "HEAD~1") -> dict[str, object]:
    repository = repository_of(folder / "corpus")
    return dict(corpus_at(repository, revision, commit_of(repository, revision)).files)


@pytest.mark.parametrize("name", HOSTILE)
def test_nothing_of_a_hostile_repository_is_run(repository: Path, tmp_path: Path, name: str) -> None:
    marker = tmp_path / "marker"
    program = script(tmp_path / "program", marker)
    HOSTILE[name].set_up(repository, program)
    head = signed(repository)
    for revision in ("HEAD", "HEAD~1", head):
        read(repository, revision)
    with pytest.raises(PolicylensError):
        read(repository, "nothing")
    assert not marker.exists()


@pytest.mark.parametrize("name", HOSTILE)
def test_everyday_git_would_have_run_it(repository: Path, tmp_path: Path, name: str) -> None:
    """Else the test above would show nothing."""
    marker = tmp_path / "marker"
    HOSTILE[name].set_up(repository, script(tmp_path / "program", marker))
    everyday = HOSTILE[name].let.replace("SIGNED", signed(repository)).split()
    for file in (repository / "corpus").rglob("*.yaml"):
        os.utime(file, (0, 0))  # it looks changed
    with suppress(subprocess.CalledProcessError):  # the program is no git, and so git may complain
        git(repository, *everyday)
    assert marker.exists()


def test_objects_put_in_the_place_of_others_are_not_taken(repository: Path) -> None:
    file = "HEAD~1:corpus/frameworks/letter.yaml"
    other = git(repository, "hash-object", "-w", "--stdin", given="title: A forgery\n")
    git(repository, "replace", git(repository, "rev-parse", file), other)
    assert git(repository, "cat-file", "-p", file) == "title: A forgery"
    assert read(repository)["frameworks/letter.yaml"] == b"title: A letter\n"


def test_parents_put_in_the_place_of_others_are_not_taken(repository: Path) -> None:
    head = git(repository, "rev-parse", "HEAD")
    before = git(repository, "rev-parse", "HEAD~1")
    (repository / ".git" / "info" / "grafts").write_text(f"{head} {signed(repository)}\n", encoding="utf-8")
    assert git(repository, "rev-parse", "HEAD~1") != before
    assert commit_of(repository_of(repository), "HEAD~1") == before


def test_variables_that_steer_git_are_not_passed_on(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """They are set inside a hook, for another repository."""
    for name in ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY", "GIT_EXEC_PATH"):
        monkeypatch.setenv(name, "/nowhere")
    monkeypatch.setenv("GIT_CONFIG_COUNT", "one")
    assert read(repository)["frameworks/letter.yaml"] == b"title: A letter\n"


def test_a_git_in_the_working_folder_is_not_run(
    repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    marker = tmp_path / "marker"
    script(repository / "git", marker)
    script(repository / "tools" / "git", marker)
    monkeypatch.chdir(repository)
    monkeypatch.setenv("PATH", os.pathsep.join([".", "", "tools", os.environ["PATH"]]))
    assert read(repository)["frameworks/letter.yaml"] == b"title: A letter\n"
    assert not marker.exists()


def test_without_git_it_is_said(repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(PolicylensError, match="git is not installed"):
        repository_of(repository)


def instead(folder: Path, content: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Put a program before git in PATH."""
    folder.mkdir()
    (folder / "git").write_text(content, encoding="utf-8")
    (folder / "git").chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")


def test_a_git_that_cannot_be_started_is_told_of(
    repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    instead(tmp_path / "bin", "\x7fELF", monkeypatch)
    with pytest.raises(PolicylensError, match="git cannot be started: "):
        repository_of(repository)


def test_a_git_that_never_answers_is_ended(repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    instead(tmp_path / "bin", "#!/bin/sh\nexec sleep 100\n", monkeypatch)
    monkeypatch.setattr("policylens.store.git.SECONDS", 1)
    with pytest.raises(PolicylensError, match="git takes more than 1 seconds"):
        repository_of(repository)


def test_an_answer_longer_than_asked_for_is_refused(repository: Path) -> None:
    with pytest.raises(PolicylensError, match="than can be read"):
        answer(repository, ["ls-tree", "HEAD"], most=10)


def test_a_folder_that_is_in_no_repository_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    with pytest.raises(PolicylensError, match="is not in the working tree of a git repository") as found:
        repository_of(tmp_path)
    assert found.value.hint.startswith("name two folders")


@pytest.mark.parametrize("folder", [".git", ".git/refs"])
def test_the_inside_of_a_repository_has_no_revisions(repository: Path, folder: str) -> None:
    with pytest.raises(PolicylensError, match="is not in the working tree of a git repository"):
        repository_of(repository / folder)


def test_a_bare_repository_inside_a_corpus_is_not_entered(repository: Path) -> None:
    git(repository / "corpus", "init", "--quiet", "--bare", ".")
    with pytest.raises(PolicylensError, match="is not in the working tree of a git repository"):
        repository_of(repository / "corpus")


def test_a_repository_of_somebody_else_is_not_trusted(
    repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Git's own tests set this variable, which we pass over: so a program sets it that stands before git."""
    real = shutil.which("git")
    program = f'#!/bin/sh\nGIT_TEST_ASSUME_DIFFERENT_OWNER=1 exec "{real}" "$@"\n'
    instead(tmp_path / "bin", program, monkeypatch)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    with pytest.raises(PolicylensError, match="dubious ownership") as found:
        repository_of(repository / "corpus")
    assert f"git config --global --add safe.directory {repository}" in found.value.hint


def test_what_the_user_trusts_is_trusted(repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings = tmp_path / "settings"
    settings.write_text("[safe]\n\tdirectory = *\n", encoding="utf-8")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(settings))
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    assert repository_of(repository / "corpus").prefix == "corpus/"


def test_a_broken_configuration_is_told_in_the_words_of_git(repository: Path) -> None:
    (repository / ".git" / "config").write_text("[core\n", encoding="utf-8")
    with pytest.raises(PolicylensError, match="bad config line 1"):
        repository_of(repository)
