"""`policylens export xlsx` and `parquet`: files that no terminal could show."""

import io
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from pyarrow import parquet

from .support import NO_EVIDENCE, SMALL, STANCE_OUT_OF_RANGE, Cli, small
from .test_pictures import piped
from .test_terminal import on_a_terminal

FORMATS = ["xlsx", "parquet"]


def opened(format: str, data: bytes) -> Any:
    return openpyxl.load_workbook(io.BytesIO(data)) if format == "xlsx" else parquet.read_table(io.BytesIO(data))


@pytest.mark.parametrize("format", FORMATS)
def test_it_goes_through_a_pipe_as_it_goes_into_a_file(cli: Cli, tmp_path: Path, format: str) -> None:
    written = cli("export", format, "-o", str(tmp_path / "a"), corpus=SMALL)
    assert (written.code, written.out, written.err) == (0, "", "")
    done = piped("export", format, "--corpus", str(SMALL))
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout == (tmp_path / "a").read_bytes()
    assert opened(format, done.stdout)


@pytest.mark.parametrize("format", FORMATS)
def test_it_is_not_written_to_a_terminal(format: str) -> None:
    code, shown = on_a_terminal("export", format, "--corpus", str(SMALL))
    assert code == 2
    assert shown.splitlines() == [
        f"policylens: {format} is no text that a terminal could show",
        f"add -o FILE, as in -o corpus.{format}",
    ]


def test_jsonl_is_text_and_is_written_to_a_terminal_too() -> None:
    code, shown = on_a_terminal("export", "jsonl", "--corpus", str(SMALL))
    assert code == 0
    assert shown.startswith('{"record":"position"')


def test_only_the_chosen_documents_are_in_it(cli: Cli, tmp_path: Path) -> None:
    assert cli("export", "xlsx", "-d", "union", "-o", str(tmp_path / "a"), corpus=SMALL).code == 0
    headings = [cell.value for cell in opened("xlsx", (tmp_path / "a").read_bytes()).worksheets[0][3]]
    assert headings == ["Proposition", "Verdict", "Speak", "Staff Union", "Claims"]
    assert cli("export", "parquet", "-d", "union", "-o", str(tmp_path / "b"), corpus=SMALL).code == 0
    assert set(opened("parquet", (tmp_path / "b").read_bytes())["document"].to_pylist()) == {"union"}


@pytest.mark.parametrize("format", FORMATS)
def test_what_is_there_is_left_alone_unless_force_is_given(cli: Cli, tmp_path: Path, format: str) -> None:
    there = tmp_path / "there"
    there.write_text("mine\n", encoding="utf-8")
    refused = cli("export", format, "-o", str(there), corpus=SMALL)
    assert (refused.code, refused.err.splitlines()[0]) == (2, f"policylens: {there} is there already")
    assert there.read_text(encoding="utf-8") == "mine\n"
    assert cli("export", format, "-o", str(there), "--force", corpus=SMALL).code == 0
    assert opened(format, there.read_bytes())


@pytest.mark.parametrize("format", FORMATS)
def test_warnings_are_told_of_and_errors_leave_nothing_written(cli: Cli, tmp_path: Path, format: str) -> None:
    warned = cli("export", format, "-o", str(tmp_path / "a"), corpus=small(tmp_path / "warned", NO_EVIDENCE))
    assert warned.code == 0
    assert "1 warning in the data" in warned.err
    broken = cli("export", format, "-o", str(tmp_path / "b"), corpus=small(tmp_path / "c", STANCE_OUT_OF_RANGE))
    assert broken.code == 2
    assert "frameworks/union.yaml:" in broken.err
    assert not (tmp_path / "b").exists()
