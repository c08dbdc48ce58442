"""A REFI-QDA project or codebook read as a corpus, with a report of what was taken and what was left."""

from pathlib import Path

from policylens.corpus.imported import Imported
from policylens.exchange.refi.archive import opened
from policylens.exchange.refi.assembling import assembled
from policylens.exchange.refi.extracting import read_project
from policylens.exchange.refi.report import report
from policylens.exchange.refi.tree import read_tree
from policylens.watch import NOBODY, Watch


def read_refi(path: Path, watch: Watch = NOBODY) -> Imported:
    """Read a project or a codebook as a corpus, whatever its name ends in. Raises PolicylensError."""
    with opened(path) as file:
        project = read_project(file, read_tree(file))
        if not project.codes:
            what = "codebook" if project.alone else "project"
            raise file.wrong(f"there is no code in this {what}", "a corpus needs propositions: make codes first")
        made = assembled(file, project, watch)
    return Imported(made.corpus, report(made), files=made.texts)
