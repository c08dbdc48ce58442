"""Writes anew what the commands of docs/tutorial.md print: each is run as it stands there, one after the other."""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

PAGE = Path(__file__).with_name("tutorial.md")
FILES = Path(__file__).with_name("tutorial")

BLOCK = re.compile(r"```console(?: exit=(\d))?\n\$ (.+)\n((?:.*\n)*?)```")
"""A command with what it prints; it ends with 0 if nothing else is said."""


def made(text: str) -> str:
    """Return the page with the output of its commands, run in a folder of their own that has `tutorial/` in it.

    Raises SystemExit if one does not end as the page says.
    """
    with tempfile.TemporaryDirectory() as name:
        shutil.copytree(FILES, Path(name) / "tutorial")
        home = Path(name) / ".home"
        home.mkdir()
        environment = {
            name: value for name, value in os.environ.items() if not name.startswith(("POLICYLENS_", "XDG_"))
        }
        environment |= {"HOME": str(home), "COLUMNS": "80", "NO_COLOR": "1", "PYTHONUTF8": "1", "LC_ALL": "C.UTF-8"}
        environment["PATH"] = os.pathsep.join([str(Path(sys.executable).parent), environment["PATH"]])

        def run(block: re.Match[str]) -> str:
            exit_code, command, _ = block.groups()
            shell = ["sh", "-c", command]
            done = subprocess.run(  # noqa: S603
                shell, cwd=name, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False
            )
            if done.returncode != int(exit_code or 0):
                sys.exit(f"{command}: ends with {done.returncode}\n{done.stdout.decode()}")
            mark = f" exit={exit_code}" if exit_code else ""
            return f"```console{mark}\n$ {command}\n{done.stdout.decode()}```"

        return BLOCK.sub(run, text)


def main() -> None:
    """Write the page."""
    PAGE.write_text(made(PAGE.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    main()
