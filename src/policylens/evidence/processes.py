"""Running a process that is not trusted: its time and its output are limited, and nothing of it is left."""

import os
import shutil
import signal
import subprocess
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO, BinaryIO, Final

from policylens.errors import PolicylensError

MOST_COMPLAINT: Final = 64 * 1024
"""So much of what a process says on standard error is kept, in bytes."""


@dataclass(frozen=True, kw_only=True)
class Ended:
    """What came of a process."""

    output: bytes
    complaint: bytes
    """How what it said on standard error begins; empty where nobody listened."""
    code: int
    """Its exit status; negative for the signal that ended it."""
    late: bool
    """Whether it was ended because its time was over."""
    long: bool
    """Whether it was ended because it had too much to say."""


def program(name: str) -> str | None:
    """Return where a program is, or None. A relative folder in PATH is passed over: nothing that lies about is run."""
    path = os.pathsep.join(each for each in os.get_exec_path() if Path(each).is_absolute())
    found = shutil.which(name, path=path)
    return found if found and Path(found).is_absolute() else None


@contextmanager
def handed(given: bytes) -> Iterator[BinaryIO]:
    """Give bytes as an open file, to be handed to a process. Raises PolicylensError if there is no room for it."""
    from tempfile import TemporaryFile

    file = None
    try:
        file = TemporaryFile()  # noqa: SIM115 - closed below
        file.write(given)
        file.seek(0)
    except OSError as error:
        if file:
            with suppress(OSError):  # once more it cannot write
                file.close()
        message = f"no temporary file can be written: {error.strerror or error}"
        raise PolicylensError(message, "make room, or name another folder for such files in TMPDIR") from None
    with file:
        yield file


def run(
    command: Sequence[str],
    given: BinaryIO,
    seconds: float,
    most: int,
    *,
    environment: Mapping[str, str] | None = None,
    listening: bool = False,
) -> Ended:
    """Run a command on an open file, for so many seconds and so many bytes of output at most.

    It gets a session of its own: Ctrl-C reaches only us, and when we stop, for whatever reason, it and all that it
    started is ended. Its environment is ours, unless one is given; `listening` keeps what it says on standard error.
    """
    running: list[subprocess.Popen[bytes]] = []
    late = threading.Event()

    def stop() -> None:
        late.set()
        _end(running)

    timer = threading.Timer(seconds, stop)
    timer.daemon = True
    try:
        with _undisturbed():  # or there would be a process that nobody knows of
            process = _started(command, given, environment, listening)
            running.append(process)
        timer.start()
        with process.stdout or nullcontext() as pipe, _listened(process.stderr) as complaint:
            output = pipe.read(most + 1) if pipe else b""
            if len(output) > most:
                _end(running)
        code = process.wait()
    finally:
        timer.cancel()
        _end(running)
        for process in running:
            process.wait()
    said = bytes(complaint)
    return Ended(output=output[:most], complaint=said, code=code, late=late.is_set(), long=len(output) > most)


def _started(
    command: Sequence[str], given: BinaryIO, environment: Mapping[str, str] | None, listening: bool
) -> "subprocess.Popen[bytes]":
    return subprocess.Popen(  # noqa: S603 - the caller's own command, and no shell
        command,
        stdin=given,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE if listening else subprocess.DEVNULL,
        start_new_session=True,
        env=environment,
    )


@contextmanager
def _listened(pipe: IO[bytes] | None) -> Iterator[bytearray]:
    """Read a pipe to its end beside another, so that its writer never waits; what is over the measure is let go."""
    heard = bytearray()
    if pipe is None:
        yield heard
        return

    def listen() -> None:
        with pipe:
            while part := pipe.read(MOST_COMPLAINT):
                heard.extend(part[: MOST_COMPLAINT - len(heard)])

    listener = threading.Thread(target=listen, daemon=True)
    listener.start()
    yield heard  # when this is interrupted, the writer is ended next, and then the listener too
    listener.join()


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Let Ctrl-C wait, where the system can."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _end(running: "list[subprocess.Popen[bytes]]") -> None:
    """End a process and what it started, unless it is over and done with."""
    for process in running:
        if process.returncode is None:
            with suppress(OSError):
                if hasattr(os, "killpg"):
                    os.killpg(process.pid, signal.SIGKILL)
                else:
                    process.kill()
