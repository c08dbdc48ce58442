"""A find made small: `python -m fuzzing.smaller TARGET FILE` takes out of the file what it fails without."""

import os
import signal
import sys
import time
from pathlib import Path
from typing import Final

from fuzzing.targets import SECONDS, TARGETS, Target

MOST_SECONDS: Final = 60
"""So long pieces are taken out."""


def main() -> None:
    """Write the file anew whenever a smaller content fails."""
    target, path = TARGETS[sys.argv[1]], Path(sys.argv[2])
    data = path.read_bytes()
    end = time.monotonic() + MOST_SECONDS
    size = len(data)
    while size and time.monotonic() < end:
        at = 0
        while at < len(data) and time.monotonic() < end:
            shorter = data[:at] + data[at + size :]
            if fails(target, shorter):
                data = shorter
                path.write_bytes(data)
            else:
                at += size
        size //= 2


def fails(target: Target, data: bytes) -> bool:
    """Return whether a target fails over this, in a process of its own: however it ends."""
    child = os.fork()
    if not child:
        signal.alarm(SECONDS)
        os.close(2)
        try:
            target.run(data)
        except BaseException:
            os._exit(1)
        os._exit(0)
    return os.waitpid(child, 0)[1] != 0


if __name__ == "__main__":
    main()
