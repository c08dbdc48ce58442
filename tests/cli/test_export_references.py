"""`policylens export bibtex` and `csl-json`: one file of references."""

import json
from pathlib import Path

import pytest

from .support import NO_EVIDENCE, SMALL, STANCE_OUT_OF_RANGE, Cli, small

FORMATS = {"bibtex": "references.bib", "csl-json": "references.json"}


@pytest.mark.parametrize(("format", "name"), FORMATS.items())
def test_the_references_go_to_standard_output_or_to_a_file(
    cli: Cli, tmp_path: Path, format: str, name: str, golden: object
) -> None:
    shown = cli("export", format, corpus=SMALL)
    assert (shown.code, shown.err) == (0, "")
    golden(f"corpus/{name}", shown.out)  # type: ignore[operator]
    written = cli("export", format, "-o", str(tmp_path / "a"), corpus=SMALL)
    assert (written.code, written.out, written.err) == (0, "", "")
    assert (tmp_path / "a").read_text(encoding="utf-8") == shown.out


def test_only_the_chosen_documents_are_written_in_the_order_of_the_corpus(cli: Cli) -> None:
    shown = cli("export", "csl-json", "-d", "letter", "-d", "Staff Union", corpus=SMALL)
    assert [each["id"] for each in json.loads(shown.out)] == ["union", "letter"]


@pytest.mark.parametrize("format", FORMATS)
def test_what_is_there_is_left_alone_unless_force_is_given(cli: Cli, tmp_path: Path, format: str) -> None:
    there = tmp_path / "there"
    there.write_text("mine\n", encoding="utf-8")
    refused = cli("export", format, "-o", str(there), corpus=SMALL)
    assert (refused.code, refused.err.splitlines()[0]) == (2, f"policylens: {there} is there already")
    assert there.read_text(encoding="utf-8") == "mine\n"
    assert cli("export", format, "-o", str(there), "--force", corpus=SMALL).code == 0
    assert there.read_text(encoding="utf-8") != "mine\n"


@pytest.mark.parametrize("format", FORMATS)
def test_warnings_are_told_of_and_errors_leave_nothing_written(cli: Cli, tmp_path: Path, format: str) -> None:
    warned = cli("export", format, corpus=small(tmp_path / "warned", NO_EVIDENCE))
    assert warned.code == 0
    assert "1 warning in the data" in warned.err
    broken = cli("export", format, "-o", str(tmp_path / "a"), corpus=small(tmp_path / "b", STANCE_OUT_OF_RANGE))
    assert broken.code == 2
    assert "frameworks/union.yaml:" in broken.err
    assert not (tmp_path / "a").exists()
