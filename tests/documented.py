"""What the tables of a page of the documentation list, to be held against the program."""

import re

from conftest import ROOT


def documented(page: str) -> dict[str, list[str]]:
    """Return for each heading of a page in `docs/` the names in code in the first column of the table below it."""
    heading = ""
    found: dict[str, list[str]] = {}
    text = re.sub(
        r"^```.*?^```$", "", (ROOT / "docs" / page).read_text(encoding="utf-8"), flags=re.DOTALL | re.MULTILINE
    )
    for line in text.splitlines():
        if line.startswith("#"):
            heading = line.lstrip("# ")
        elif line.startswith("| `"):
            found.setdefault(heading, []).extend(re.findall(r"`([^`]+)`", line.split(" | ")[0]))
    return found
