"""What pandoc makes of references."""

import json
import subprocess
import sysconfig
from importlib.util import find_spec
from pathlib import Path
from typing import Any

STYLE = Path(next(iter(find_spec("citeproc").submodule_search_locations))) / "data/styles/harvard-cite-them-right.csl"  # type: ignore[union-attr,arg-type]
"""The style that is ours, as citeproc-py brings it."""

SCHEMA = Path(sysconfig.get_path("data")) / "schemas/commonmeta/resources/csl-data.json"
"""The official schema of CSL-JSON, where `make` installs it."""


def pandoc(given: bytes, *arguments: str) -> str:
    """Return what pandoc writes; fails where it warns."""
    done = subprocess.run(["pandoc", *arguments], input=given, capture_output=True, check=True, timeout=60)
    assert done.stderr == b""
    return done.stdout.decode()


def items(content: bytes, read_as: str) -> dict[str, dict[str, Any]]:
    """Return CSL's items by their ids, as pandoc reads them from a file."""
    return {each["id"]: each for each in json.loads(pandoc(content, "-f", read_as, "-t", "csljson"))}


def formatted(text: str, references: Path) -> list[str]:
    """Return the paragraphs of a text whose citations pandoc has formatted, and of its list of references."""
    arguments = ["--citeproc", "--bibliography", str(references), "--csl", str(STYLE), "-M", "lang=en-GB"]
    written = pandoc(text.encode(), "-f", "markdown-smart", "-t", "plain", "--wrap=none", *arguments)
    return [" ".join(line.split()) for line in written.splitlines() if line.strip()]
