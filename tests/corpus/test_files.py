"""Files are opened without trust in what they are."""

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from policylens.corpus.files import MAX_BYTES, FileError, read_bytes

READ = """
import sys
from pathlib import Path
from policylens.corpus.files import read_bytes
read_bytes(Path(sys.argv[1]))
"""


def refusal(path: Path) -> FileError:
    with pytest.raises(FileError) as caught:
        read_bytes(path)
    return caught.value


def test_the_bytes_of_a_file_are_returned_as_they_are(tmp_path: Path) -> None:
    file = tmp_path / "plan.yaml"
    file.write_bytes(b"\xef\xbb\xbfa\r\n\x00\xff")
    assert read_bytes(file) == b"\xef\xbb\xbfa\r\n\x00\xff"


def test_a_link_to_a_file_is_followed(tmp_path: Path) -> None:
    (tmp_path / "plan.yaml").write_bytes(b"a")
    (tmp_path / "link.yaml").symlink_to("plan.yaml")
    assert read_bytes(tmp_path / "link.yaml") == b"a"


def of_size(path: Path, size: int) -> Path:
    """Make a file of this size that takes no room on the disk."""
    with path.open("wb") as file:
        file.truncate(size)
    return path


def test_a_file_may_have_sixteen_megabytes(tmp_path: Path) -> None:
    assert MAX_BYTES == 16 * 1024 * 1024
    assert len(read_bytes(of_size(tmp_path / "large.yaml", MAX_BYTES))) == MAX_BYTES


def test_a_larger_file_is_refused(tmp_path: Path) -> None:
    error = refusal(of_size(tmp_path / "large.yaml", MAX_BYTES + 1))
    assert (error.rule, error.message) == ("too-large", "the file is larger than 16 MB")


def test_a_device_that_never_ends_is_refused() -> None:
    error = refusal(Path("/dev/zero"))
    assert (error.rule, error.message) == ("unreadable", "this is not a regular file")


def test_a_file_that_is_not_there_is_unreadable(tmp_path: Path) -> None:
    error = refusal(tmp_path / "gone.yaml")
    assert error.rule == "unreadable"
    assert error.message == "the file cannot be read: No such file or directory"


def test_a_folder_is_not_a_file(tmp_path: Path) -> None:
    error = refusal(tmp_path)
    assert (error.rule, error.message) == ("unreadable", "this is not a regular file")


def test_a_link_to_itself_is_unreadable(tmp_path: Path) -> None:
    (tmp_path / "loop.yaml").symlink_to("loop.yaml")
    error = refusal(tmp_path / "loop.yaml")
    assert error.rule == "unreadable"
    assert error.message.startswith("the file cannot be read: ")


def test_a_link_to_nothing_is_unreadable(tmp_path: Path) -> None:
    (tmp_path / "link.yaml").symlink_to("gone.yaml")
    assert refusal(tmp_path / "link.yaml").rule == "unreadable"


def test_a_socket_is_unreadable_for_anybody(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)  # a socket's path must be short
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("plan.yaml")
        assert refusal(tmp_path / "plan.yaml").rule == "unreadable"


def test_a_named_pipe_is_refused_without_waiting_for_a_writer(tmp_path: Path) -> None:
    pipe = tmp_path / "plan.yaml"
    os.mkfifo(pipe)
    # in a process of its own, which a read that waits for ever would not outlive
    done = subprocess.run([sys.executable, "-c", READ, pipe], capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 1
    assert done.stderr.rstrip().endswith("FileError: this is not a regular file")


def test_the_reader_leaves_no_file_open(tmp_path: Path) -> None:
    (tmp_path / "plan.yaml").write_bytes(b"a")
    before = os.dup(0)
    os.close(before)
    for path in (tmp_path / "plan.yaml", tmp_path):
        try:
            read_bytes(path)
        except FileError:
            assert path == tmp_path
    after = os.dup(0)
    os.close(after)
    assert after == before, "the lowest free descriptor is another than before"
