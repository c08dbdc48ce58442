"""A project that the program qualitative-coding exports: made of ours, and taken back.

It keeps codes, texts and which lines are coded, but no notes and no descriptions.
"""

import os
import subprocess
from collections import Counter
from pathlib import Path

import pytest
from conftest import CORPORA
from refi_projects import codes, project

from policylens.corpus.loader import load
from policylens.exchange.refi.reading import read_refi
from policylens.model import Corpus

pytestmark = pytest.mark.tool("qc")


def qc(folder: Path, *arguments: str) -> None:
    environment = {**os.environ, "PYTHONBREAKPOINT": "0", "PYTHONUTF8": "1", "COLUMNS": "80"}
    subprocess.run(["qc", *arguments], cwd=folder, env=environment, check=True, capture_output=True, timeout=180)


@pytest.fixture(scope="module")
def small() -> Corpus:
    corpus = load(CORPORA / "small").corpus
    assert corpus is not None
    return corpus


@pytest.fixture(scope="module")
def back(small: Corpus, tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    """What comes back of the small corpus through the program; its texts are lists of claims, each on a line."""
    folder = tmp_path_factory.mktemp("qc")
    made = project(small)
    assert made.archive.fp is not None
    made.archive.fp.seek(0)
    (folder / "ours.qdpx").write_bytes(made.archive.fp.read())
    (folder / "place").mkdir()
    qc(folder / "place", "init", "--import", "../ours.qdpx")
    qc(folder / "place", "export", "../theirs.qdpx")
    imported = read_refi(folder / "theirs.qdpx")
    assert imported.corpus is not None
    return imported.corpus


def test_its_themes_and_propositions_are_ours(small: Corpus, back: Corpus) -> None:
    assert {name: theme.id for name, theme in back.codebook.theme_of.items()} == {
        name: theme.id for name, theme in small.codebook.theme_of.items()
    }
    assert all(each.text.startswith("To be worded: ") for each in back.codebook.propositions.values())


def test_its_documents_are_ours(small: Corpus, back: Corpus) -> None:
    assert {each.id for each in back.documents} == {each.id for each in small.documents}


def test_its_stances_are_ours(small: Corpus, back: Corpus) -> None:
    assert sum(map(len, stances(small).values())) > 10
    assert stances(back) == stances(small)


def stances(of: Corpus) -> dict[str, Counter[tuple[str, int]]]:
    """Count the stances that the claims of each document take."""
    return {each.id: Counter(pair for claim in each.claims for pair in claim.stances.items()) for each in of.documents}


def test_its_kinds_sectors_and_topics_are_ours(small: Corpus, back: Corpus) -> None:
    assert codes(back) == codes(small)


def test_it_is_read_for_the_themes_in_which_it_takes_stances(back: Corpus) -> None:
    theme_of = back.codebook.theme_of
    for each in back.documents:
        assert set(each.coding.themes) == {theme_of[name].id for name in each.stances}
