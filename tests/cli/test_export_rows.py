"""`policylens export jsonl`: rows written as they are made."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from policylens.cli.output import Target, write_pieces
from policylens.errors import PolicylensError

from .support import NO_EVIDENCE, SMALL, STANCE_OUT_OF_RANGE, Cli, small, start


def test_rows_go_to_standard_output_or_to_a_file(cli: Cli, tmp_path: Path, golden: object) -> None:
    shown = cli("export", "jsonl", corpus=SMALL)
    assert (shown.code, shown.err) == (0, "")
    golden("corpus/rows.jsonl", shown.out)  # type: ignore[operator]
    written = cli("export", "jsonl", "-o", str(tmp_path / "a"), corpus=SMALL)
    assert (written.code, written.out, written.err) == (0, "", "")
    assert (tmp_path / "a").read_text(encoding="utf-8") == shown.out


def test_only_the_chosen_documents_have_rows_and_verdicts_are_of_them(cli: Cli) -> None:
    found = [json.loads(line) for line in cli("export", "jsonl", "-d", "union", corpus=SMALL).out.splitlines()]
    assert {row["document"] for row in found} == {"union"}
    assert {row["verdict"] for row in found if row["record"] == "position"} == {"one voice"}


def test_what_is_there_is_left_alone_unless_force_is_given(cli: Cli, tmp_path: Path) -> None:
    there = tmp_path / "there"
    there.write_text("mine\n", encoding="utf-8")
    refused = cli("export", "jsonl", "-o", str(there), corpus=SMALL)
    assert (refused.code, refused.err.splitlines()[0]) == (2, f"policylens: {there} is there already")
    assert there.read_text(encoding="utf-8") == "mine\n"
    assert cli("export", "jsonl", "-o", str(there), "--force", corpus=SMALL).code == 0
    assert there.read_text(encoding="utf-8").startswith('{"record":"position"')


def test_a_file_that_cannot_be_finished_leaves_the_old_one(tmp_path: Path) -> None:
    def ending_early() -> Iterator[bytes]:
        yield b"{}\n" * 100_000
        raise PolicylensError("no more")

    there = tmp_path / "there"
    there.write_text("mine\n", encoding="utf-8")
    with pytest.raises(PolicylensError, match="no more"):
        write_pieces(ending_early(), Target(file=str(there), force=True), [])
    assert [path.name for path in tmp_path.iterdir()] == ["there"]
    assert there.read_text(encoding="utf-8") == "mine\n"


def test_warnings_are_told_of_and_errors_leave_nothing_written(cli: Cli, tmp_path: Path) -> None:
    warned = cli("export", "jsonl", corpus=small(tmp_path / "warned", NO_EVIDENCE))
    assert warned.code == 0
    assert "1 warning in the data" in warned.err
    broken = cli("export", "jsonl", "-o", str(tmp_path / "a"), corpus=small(tmp_path / "b", STANCE_OUT_OF_RANGE))
    assert broken.code == 2
    assert "frameworks/union.yaml:" in broken.err
    assert not (tmp_path / "a").exists()


def test_the_installed_program_writes_every_row_into_a_pipe() -> None:
    done = start("export", "jsonl", "-o", "/dev/stdout")
    assert done.returncode == 0
    assert len(done.stdout.splitlines()) == 1360
