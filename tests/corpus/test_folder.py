"""Which files a corpus folder has."""

from pathlib import Path

import pytest
from written import HEAD, write

from policylens.corpus.folder import files
from policylens.errors import PolicylensError


def test_the_files_of_a_corpus_are_its_codebook_and_documents_readable_or_not(tmp_path: Path) -> None:
    folder = write(tmp_path, plan=HEAD, letter=b"\xff")
    names = [path.relative_to(folder).as_posix() for path in files(folder)]
    assert names == ["codebook.yaml", "frameworks/letter.yaml", "frameworks/plan.yaml"]


def test_hidden_files_and_files_of_another_sort_are_no_documents(tmp_path: Path) -> None:
    folder = write(tmp_path, plan=HEAD)
    for name in (".plan.yaml", "notes.txt", "plan.yaml~"):
        (folder / "frameworks" / name).write_text("x", encoding="utf-8")
    assert [path.name for path in files(folder)] == ["codebook.yaml", "plan.yaml"]


def test_a_folder_without_a_codebook_is_no_corpus(tmp_path: Path) -> None:
    with pytest.raises(PolicylensError, match="is no corpus"):
        files(tmp_path)
