"""Try everything for a bounded time: `python -m fuzzing [--seconds N] [TARGET ...]`, in the folder of the tests.

Half of the time of each target is for coverage, half for properties; where atheris is not there (it has no wheels for
some systems and versions of Python), all is for properties. What is found is made small and kept in `finds/TARGET/`,
where the tests find it; the exit status is 1 then.
"""

import argparse
import importlib.util
import re
import shutil
import subprocess
import sys
import tempfile
from hashlib import sha256
from pathlib import Path
from typing import Final, NamedTuple

from fuzzing.seeds import FINDS, dictionary, known
from fuzzing.targets import MEGABYTES, SECONDS, TARGETS, Target

TESTS: Final = Path(__file__).parents[1]
GUIDED: Final = importlib.util.find_spec("atheris") is not None

_STUCK: Final = "\nit did not stop by itself, or got no time from the machine"

_LEAST: Final = 2
"""The fewest seconds in which a target is tried: starting takes one."""


class Tried(NamedTuple):
    """What came of one way of trying one target."""

    inputs: int
    finds: list[bytes]
    said: str
    """The end of what a failing process had to say."""


def main() -> int:
    """Try the targets one after the other, and say what came of it."""
    asked = _asked()
    names = asked.targets or list(TARGETS)
    each = max(_LEAST, asked.seconds / len(names))
    if not GUIDED:
        print("atheris is not installed, or has no wheel for this Python: inputs are tried by property alone")
    found = 0
    total = 0
    print(f"{'target':<10} {'by coverage':>12} {'by property':>12} {'finds':>6}")
    for name in names:
        tried = _both(TARGETS[name], each)
        kept = {_keep(name, data) for way in tried for data in way.finds}
        print(f"{name:<10} {tried[0].inputs:>12,} {tried[1].inputs:>12,} {len(kept):>6}", flush=True)
        for path in sorted(kept):
            print(f"  {path}")
        for way in tried:
            if way.finds or (way.said and not way.inputs):
                print(_indented(way.said), flush=True)
        found += len(kept)
        total += sum(way.inputs for way in tried)
    print(f"{total:,} inputs, {found} finds")
    return 1 if found else 0


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m fuzzing", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("targets", nargs="*", metavar="TARGET", help=f"one of: {', '.join(TARGETS)}; else all")
    parser.add_argument("--seconds", type=float, default=60, help="how long it may take in all (default: 60)")
    asked = parser.parse_args()
    unknown = [name for name in asked.targets if name not in TARGETS]
    if unknown:
        parser.error(f"there is no target {unknown[0]}")
    return asked


def _both(target: Target, seconds: float) -> tuple[Tried, Tried]:
    if not (GUIDED and target.guided):
        return Tried(0, [], ""), _by_property(target, seconds)
    return _by_coverage(target, seconds / 2), _by_property(target, seconds / 2)


def _by_coverage(target: Target, seconds: float) -> Tried:
    with tempfile.TemporaryDirectory() as place:
        corpus, failed = Path(place, "corpus"), Path(place, "failed")
        for folder in (corpus, failed):
            folder.mkdir()
        for data in known(target.name, target.most):
            (corpus / sha256(data).hexdigest()[:16]).write_bytes(data)
        words = Path(place, "tokens")
        words.write_text(dictionary(), encoding="ascii")
        options = [
            f"-max_total_time={int(seconds)}",
            f"-timeout={SECONDS}",
            f"-rss_limit_mb={MEGABYTES}",
            f"-max_len={target.most}",
            f"-artifact_prefix={failed}/",
            f"-dict={words}",
            "-print_final_stats=1",
            "-verbosity=0",
        ]
        done = _run("fuzzing.coverage", target.name, *options, str(corpus), seconds=seconds + 120)
        number = re.search(r"stat::number_of_executed_units:\s*(\d+)", done) or re.search(r"Done (\d+) ", done)
        finds = [_smaller(target, path) for path in sorted(failed.iterdir())]
        return Tried(int(number[1]) if number else 0, finds, done)


def _by_property(target: Target, seconds: float) -> Tried:
    with tempfile.TemporaryDirectory() as place:
        done = _run("fuzzing.properties", target.name, str(seconds), place, seconds=seconds + 600)
        number = re.search(r"^(\d+) inputs$", done, re.MULTILINE)
        return Tried(int(number[1]) if number else 0, [path.read_bytes() for path in Path(place).iterdir()], done)


def _run(*arguments: str, seconds: float) -> str:
    """Run one of our modules in a process of its own; return what it says."""
    command = [sys.executable, "-X", "utf8", "-m", *arguments]
    try:
        done = subprocess.run(
            command, cwd=TESTS, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=seconds, check=False
        )
    except subprocess.TimeoutExpired as late:
        return (late.stdout or b"").decode("utf-8", "replace") + _STUCK
    return done.stdout.decode("utf-8", "replace")


def _smaller(target: Target, path: Path) -> bytes:
    """Return what is left of a find when all is taken out without which it fails too."""
    _run("fuzzing.smaller", target.name, str(path), seconds=120)
    return path.read_bytes()


def _keep(name: str, data: bytes) -> Path:
    """Keep a find where the tests look for it."""
    folder = FINDS / name
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / sha256(data).hexdigest()[:16]
    path.write_bytes(data)
    return path.relative_to(TESTS.parent)


def _indented(said: str) -> str:
    lines = [line for line in said.splitlines() if line.strip() and not line.startswith(("stat::", "INFO:"))]
    return "\n".join(f"    {line[:200]}" for line in lines[-12:])


if __name__ == "__main__":
    code = main()
    from fuzzing.readers import folder

    shutil.rmtree(folder(), ignore_errors=True)
    sys.exit(code)
