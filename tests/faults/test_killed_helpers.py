"""The processes that read a large corpus for its index: one that is killed costs its time and nothing else."""

import subprocess
from pathlib import Path

import pytest
from cli.support import PROGRAM, environment, generated, start

from policylens.watch import ENOUGH

KILLED_READING = """
import os, signal, sys

folder = os.path.dirname(__file__)

def kill(event, arguments):
    if event == "open" and "borough-037" in str(arguments[0]):
        os.mkdir(f"{folder}/killed-{os.getpid()}")
        os.kill(os.getpid(), signal.SIGKILL)

os.register_at_fork(after_in_child=lambda: sys.addaudithook(kill))
if "--multiprocessing-fork" in sys.orig_argv:  # where it is started anew
    sys.addaudithook(kill)
"""
"""A `sitecustomize` by which every helper is killed that comes to a certain file."""

KILLED_ANSWERING = """
import os, signal, sys

folder = os.path.dirname(__file__)

def half(self, data, *more):
    os.write(self.fileno(), data[: len(data) // 2])
    os.mkdir(f"{folder}/killed-{os.getpid()}")
    os.kill(os.getpid(), signal.SIGKILL)

def begin():
    from multiprocessing.connection import Connection
    Connection._send = half

os.register_at_fork(after_in_child=begin)
if "--multiprocessing-fork" in sys.orig_argv:  # where it is started anew
    begin()
"""
"""A `sitecustomize` by which every helper is killed in the middle of its first answer."""


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return generated(tmp_path_factory.mktemp("many") / "corpus", ENOUGH + 40, propositions=8)


@pytest.mark.parametrize("killed", [KILLED_READING, KILLED_ANSWERING], ids=["reading", "answering"])
def test_helpers_that_are_killed_are_done_without(tmp_path: Path, corpus: Path, killed: str) -> None:
    (tmp_path / "sitecustomize.py").write_text(killed, encoding="utf-8")
    asked = ["compare", "street", "--corpus", str(corpus)]
    done = subprocess.run(
        [PROGRAM, *asked],
        capture_output=True,
        text=True,
        encoding="utf-8",
        env=environment(PYTHONPATH=str(tmp_path), XDG_CACHE_HOME=str(tmp_path / "cache")),
        timeout=60,
        check=False,
    )
    if not list(tmp_path.glob("killed-*")):
        pytest.skip("a single core has no helpers")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == start(*asked, "--no-cache").stdout
