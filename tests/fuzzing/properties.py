"""One target tried by property: hypothesis takes what is there apart, puts tokens in, and makes what fails small.

`python -m fuzzing.properties TARGET SECONDS FOLDER`: prints how many inputs were tried; what fails is put in FOLDER.
"""

import resource
import signal
import sys
import time
from hashlib import sha256
from pathlib import Path

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from fuzzing.seeds import TOKENS, known
from fuzzing.targets import MEGABYTES, SECONDS, TARGETS


def changed(target: str, most: int) -> st.SearchStrategy[bytes]:
    """Return what draws inputs: something known, cut into pieces that are left out, doubled, turned or replaced."""
    begun = st.sampled_from(known(target, most))
    pieces = st.one_of(st.sampled_from(TOKENS), st.binary(max_size=8), st.text(max_size=4).map(str.encode))
    place = st.floats(0, 1)
    edits = st.lists(st.tuples(st.sampled_from("-+*=<>"), place, place, pieces, st.integers(1, 300)), max_size=6)
    return st.builds(_edited, begun, edits).map(lambda data: data[:most])


def _edited(data: bytes, edits: list[tuple[str, float, float, bytes, int]]) -> bytes:
    for sort, one, other, piece, times in edits:
        first, last = sorted((int(one * len(data)), int(other * len(data))))
        inside = data[first:last]
        new = {"-": b"", "+": piece + inside, "*": inside[:100] * times, "=": piece * times, "<": inside[::-1]}
        data = data[:first] + new.get(sort, data[: last - first]) + data[last:]
    return data


class _Late(BaseException):
    """An input takes too long."""


def _stop(*_: object) -> None:
    raise _Late


def main() -> None:
    """Try a target for so many seconds, or until something fails."""
    name, seconds, folder = sys.argv[1], float(sys.argv[2]), Path(sys.argv[3])
    target = TARGETS[name]
    signal.signal(signal.SIGALRM, _stop)
    limit = (MEGABYTES + 1024) * 1024 * 1024  # beside what the libraries map
    resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
    tried = 0
    last = b""
    end = time.monotonic() + seconds

    @settings(
        max_examples=200,
        database=None,
        deadline=None,
        suppress_health_check=list(HealthCheck),
        phases=[Phase.generate, Phase.shrink],
    )
    @given(changed(name, target.most))
    def one(data: bytes) -> None:
        nonlocal tried, last
        if time.monotonic() > end:
            return
        tried += 1
        signal.alarm(SECONDS)
        try:
            target.run(data)
        except BaseException as error:
            last = data
            if isinstance(error, _Late):
                raise AssertionError(f"it takes more than {SECONDS} seconds") from error
            raise
        finally:
            signal.alarm(0)

    try:
        while time.monotonic() < end:
            one()
    except BaseException:
        path = folder / sha256(last).hexdigest()[:16]
        path.write_bytes(last)
        print(f"{tried} inputs", flush=True)
        raise
    print(f"{tried} inputs", flush=True)


if __name__ == "__main__":
    main()
