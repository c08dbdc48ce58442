"""Git repositories for tests: the same commits everywhere, whatever the user has set."""

import os
import subprocess
from pathlib import Path

DATE = "2026-01-05T12:00:00+00:00"
WHO = {
    f"GIT_{role}_{part}": value
    for role in ("AUTHOR", "COMMITTER")
    for part, value in (("NAME", "A. Coder"), ("EMAIL", "coder@example.org"), ("DATE", DATE))
}


def environment(**more: str) -> dict[str, str]:
    """Return our environment without what steers git, and without the user's own settings."""
    plain = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    return plain | WHO | {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"} | more


def git(folder: Path, *arguments: str, given: str = "", **more: str) -> str:
    """Run git in a folder and return what it prints."""
    done = subprocess.run(
        ["git", *arguments],
        cwd=folder,
        input=given,
        env=environment(**more),
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    return done.stdout.strip()


def committed(folder: Path, message: str = "A change") -> str:
    """Commit all that is in a folder, making a repository of it if it is none, and return the commit's id."""
    if not (folder / ".git").exists():
        git(folder, "init", "--quiet", "--initial-branch=main")
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--allow-empty", f"--message={message}")
    return git(folder, "rev-parse", "HEAD")
