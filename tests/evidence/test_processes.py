"""Processes whose errors are listened to, and whose environment is given."""

import os
import sys
from pathlib import Path

import pytest

from policylens.errors import PolicylensError
from policylens.evidence.processes import MOST_COMPLAINT, Ended, handed, run


def ran(code: str, **options: object) -> Ended:
    with Path(os.devnull).open("rb") as nothing:
        return run([sys.executable, "-c", code], nothing, 20, 10_000_000, **options)  # type: ignore[arg-type]


def test_what_it_says_on_standard_error_is_kept_where_somebody_listens() -> None:
    code = "import sys; print('out'); print('no', file=sys.stderr); sys.exit(4)"
    ended = ran(code, listening=True)
    assert (ended.output, ended.complaint, ended.code) == (b"out\n", b"no\n", 4)
    assert ran(code).complaint == b""


@pytest.mark.parametrize("first", ["stdout", "stderr"])
def test_much_on_both_streams_is_read_and_the_complaint_cut(first: str) -> None:
    last = {"stdout": "stderr", "stderr": "stdout"}[first]
    ended = ran(f"import sys; sys.{first}.write('a' * 5_000_000); sys.{last}.write('a' * 5_000_000)", listening=True)
    assert (len(ended.output), len(ended.complaint), ended.code) == (5_000_000, MOST_COMPLAINT, 0)


def test_one_that_never_ends_with_its_complaint_is_ended() -> None:
    with Path(os.devnull).open("rb") as nothing:
        code = "import sys, os\nos.close(1)\nwhile True: sys.stderr.write('no')"
        ended = run([sys.executable, "-c", code], nothing, 1, 100, listening=True)
    assert ended.late
    assert ended.code < 0


@pytest.mark.parametrize("given", [b"", b"some words", bytes(1_000_000)])
def test_it_reads_what_it_is_handed(given: bytes) -> None:
    with handed(given) as file:
        code = "import sys; print(len(sys.stdin.buffer.read()))"
        assert run([sys.executable, "-c", code], file, 20, 100).output == b"%d\n" % len(given)


def test_what_cannot_be_handed_for_lack_of_room_is_told() -> None:
    resource = pytest.importorskip("resource")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (4096, before[1]))
    try:
        with pytest.raises(PolicylensError, match="no temporary file can be written: File too large") as caught:
            handed(bytes(1_000_000)).__enter__()
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert "TMPDIR" in caught.value.hint


def test_it_has_the_environment_that_is_given_and_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OURS", "1")
    code = "import os; print(os.environ.get('OURS'), os.environ.get('GIVEN'))"
    assert ran(code).output == b"1 None\n"
    assert ran(code, environment={"GIVEN": "2"}).output == b"None 2\n"
