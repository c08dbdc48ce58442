"""Work for processes: each can be sent to another."""

import os
import signal
from pathlib import Path
from typing import NamedTuple


def doubled(number: int) -> int:
    return 2 * number


def done_in(number: int) -> tuple[int, int]:
    """Return the number, and the process in which that was done."""
    return number, os.getpid()


def blocked_in(number: int) -> set[int]:
    """Return the signals that this process does not hear."""
    return set(signal.pthread_sigmask(signal.SIG_BLOCK, ()))


class Refusing(NamedTuple):
    """Doubles numbers, but for one."""

    wrong: int

    def doubled(self, number: int) -> int:
        if number == self.wrong:
            raise ValueError(f"{number} cannot be doubled")
        return 2 * number


class Dying(NamedTuple):
    """Doubles numbers; a process that comes to a certain one is killed, as by a system without memory."""

    at: int
    home: int
    """The process that is never killed."""
    times: Path
    """A folder with a file for each time that one may still be killed."""

    def doubled(self, number: int) -> int:
        if number == self.at and os.getpid() != self.home:
            for left in self.times.iterdir():
                left.unlink()
                os.kill(os.getpid(), signal.SIGKILL)
        return 2 * number
