"""What a command has given out already, where it has to begin anew in the middle: nobody is to get that twice.

A file gets its name once it is whole. What goes to standard output or into a pipe is gone as soon as it is written;
the same data make the same bytes, so that the second time so many of them are left out.
"""

from collections.abc import Iterable, Iterator
from typing import Final
from zlib import crc32

from policylens.errors import PolicylensError


class _GivenOut:
    """What the command has given out, and how far it has made that anew."""

    def __init__(self) -> None:
        self._length = self._sum = 0
        self._again = self._sum_again = 0

    @property
    def missing(self) -> int:
        """How many bytes have been given out and not been made anew yet."""
        return self._length - self._again

    def begin_anew(self) -> None:
        self._again = self._sum_again = 0

    def rest_of(self, piece: bytes) -> bytes:
        """Return what is new of the next piece, which is given out then. Raises PolicylensError: see `not_twice`."""
        known, new = piece[: self.missing], piece[self.missing :]
        self._again += len(known)
        self._sum_again = crc32(known, self._sum_again)
        if new:
            self.check()
            self._length = self._again = self._length + len(new)
            self._sum = self._sum_again = crc32(new, self._sum)
        return new

    def check(self) -> None:
        """Raise PolicylensError if what has been made anew is not what was given out."""
        if (self._again, self._sum_again) != (self._length, self._sum):
            raise PolicylensError("the data have changed while they were read", "do it once more, from the beginning")


_given_out: Final = [_GivenOut()]
"""Of the command that runs."""


def not_twice(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """Yield the pieces, but for what the command has given out before it began anew.

    They are all that it gives out. Raises PolicylensError if what it makes now does not begin with what it made then.
    """
    for piece in pieces:
        if new := _given_out[-1].rest_of(piece):
            yield new
    _given_out[-1].check()


def begin_anew() -> None:
    """Be ready for the command to make all anew that it has given out."""
    _given_out[-1].begin_anew()


def forget() -> None:
    """Be ready for another command."""
    _given_out[-1] = _GivenOut()
