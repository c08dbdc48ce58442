"""Draw the pictures that the README shows, as `pictures/NAME.svg`, with the program itself.

    python docs/pictures.py

A test says when they are out of date.
"""

import sys
from pathlib import Path

from policylens.cli.main import run

FOLDER = Path(__file__).parent / "pictures"

PICTURES = {
    "markets": "compare markets",
    "themes": "compare",
    "pairs": "crossref",
}
"""The command line of each."""


def draw() -> int:
    """Write every picture anew. Returns the exit code of the first that fails, or 0."""
    FOLDER.mkdir(exist_ok=True)
    for name, line in PICTURES.items():
        code = run([*line.split(), "--format", "svg", "--no-cache", "--force", "-o", str(FOLDER / f"{name}.svg")])
        if code:
            return code
    return 0


if __name__ == "__main__":
    sys.exit(draw())
