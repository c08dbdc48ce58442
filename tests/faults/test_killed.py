"""Killed, or failed by the system, at any write: what is found then is the old or the new, whole, and nothing else."""

import os
import shutil
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
from cli.support import Cli

from .cases import CASES, Case, State, homes, made, product, state, unfinished
from .tracing import Run, Write, traced, was_hit, why_not, writes

pytestmark = pytest.mark.tool("strace")

ALL = os.environ.get("FAULTS") == "all"
"""Whether to try each write, as `make faults` does; else two of them, at other moments in each case."""

SOME = 2

ERRORS = {"ENOSPC": "No space left on device", "EIO": "Input/output error", "EROFS": "Read-only file system"}
"""What the system may answer, and what users are told then."""


class Setting:
    """A command in folders of its own, as often as it is needed, and what it does undisturbed."""

    def __init__(self, case: Case, folder: Path) -> None:
        self.case, self.log, self.faults = case, folder / "log", 0
        self._all, self._template = folder / "all", folder / "template"
        self._all.mkdir()
        self.place = made(case, self._all / "place")
        shutil.copytree(self._all, self._template)
        self.before = state(self.place)
        self.right = traced(case.line.split(), self.place, self.log, **homes(self.place))
        assert (self.right.code, self.right.err) == (0, "")
        self.after = state(self.place)
        self.writes = writes(self.log)
        assert self.writes

    def faulty(self, write: Write, fault: str) -> Run:
        """Run the command with a fault at that write, in a folder and with homes that are as they were at first."""
        self.faults += 1
        shutil.rmtree(self._all)
        shutil.copytree(self._template, self._all)
        fault = f"{write.call}:{fault}:when={write.number}"
        return traced(self.case.line.split(), self.place, self.log, fault, **homes(self.place))

    def chosen(self) -> Sequence[Write]:
        """Return all writes, or some: as far from each other as can be, and elsewhere in the run in each case.

        Those in the cache, of which there are many, are left to the cases that write nothing else.
        """
        own = [write for write in self.writes if "XDG_CACHE_HOME" not in write.given]
        among = own if self.case.product else self.writes
        if ALL:
            return among
        shift = list(CASES.values()).index(self.case) / len(CASES)
        places = {int(len(among) * (shift + turn) / SOME) % len(among) for turn in range(SOME)}
        return [among[place] for place in sorted(places)]


@pytest.fixture(params=CASES, scope="module")
def setting(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Setting]:
    if why_not():
        pytest.skip(why_not())
    setting = Setting(CASES[request.param], tmp_path_factory.mktemp("faults"))
    yield setting
    print(f"{request.param}: {len(setting.writes)} writes, {setting.faults} faults")


Runs = Callable[[str, Path], Run]


@pytest.fixture
def run(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> Runs:
    """Run the program in a folder, undisturbed."""

    def call(line: str, place: Path) -> Run:
        monkeypatch.chdir(place)
        for name, home in homes(place).items():
            monkeypatch.setenv(name, home)
        outcome = cli(*line.split())
        return Run(outcome.code, outcome.out, outcome.err)

    return call


def finished(case: Case, there: State) -> State:
    """Return what of the product is not in a file or folder that a killed process was about to write."""
    left = unfinished(there)
    return {name: content for name, content in product(case, there).items() if name not in left}


def assert_whole(setting: Setting, there: State) -> None:
    """Assert that the product is the old or the new one, and that all else is as it was."""
    case = setting.case
    old, new = product(case, setting.before), product(case, setting.after)
    left, found = unfinished(there), finished(case, there)
    if case.pieces:
        assert all(content in (old.get(name), new.get(name)) for name, content in found.items())
        assert found.keys() >= old.keys()
    else:
        assert found in (old, new)
    rest = {name: content for name, content in there.items() if name not in found and name not in left}
    assert rest == {name: content for name, content in setting.before.items() if name not in old}


def assert_goes_on(setting: Setting, run: Runs) -> None:
    """Assert that the same command does what it should now, as if nothing had been; or says what is there already."""
    case, place = setting.case, setting.place
    found = finished(case, state(place))
    again = run(case.line, place)
    if case.product and "--force" not in case.line and found != product(case, setting.before):
        assert (again.code, again.out) == (2, "")
        assert "is there already" in again.err or "there is a document" in again.err or "is not empty" in again.err
        assert finished(case, state(place)) == found
    else:
        assert again == setting.right
        assert finished(case, state(place)) == product(case, setting.after)


def assert_can_be_cleared(place: Path, run: Runs) -> None:
    """Assert that nothing stays in the cache once it is cleared, nor in the user's data once a copy is taken back."""
    assert run("cache clear", place).code == 0
    assert run("sources remove council --corpus corpus --no-cache", place).code == 0
    assert [path for home in homes(place).values() for path in Path(home).rglob("*") if path.is_file()] == []


def test_killed_at_any_write_it_leaves_the_old_or_the_new(setting: Setting, run: Runs) -> None:
    """Where several processes read, their answers come in another order each time: a run may end before that write."""
    killed = 0
    for write in setting.chosen():
        done = setting.faulty(write, "signal=KILL")
        assert done.code == -9 or done == setting.right, write
        killed += done.code == -9
        assert_whole(setting, state(setting.place))
        assert_goes_on(setting, run)
        assert_can_be_cleared(setting.place, run)
    assert killed >= len(setting.chosen()) // 2


@pytest.mark.parametrize("error", ERRORS if ALL else ["ENOSPC"])
def test_failed_by_the_system_it_says_so_and_leaves_nothing(setting: Setting, error: str, run: Runs) -> None:
    for write in setting.chosen() if ALL else setting.chosen()[:1]:
        done = setting.faulty(write, f"error={error}")
        if not was_hit(setting.log):
            continue
        there = state(setting.place)
        assert_whole(setting, there)
        assert "unlink" in write.call or "rmdir" in write.call or not unfinished(there), write
        if done.code == 0:
            assert done == setting.right
            assert finished(setting.case, there) == product(setting.case, setting.after)
        else:
            assert (done.code, done.out) == (2, ""), (write, done.err)
            assert ERRORS[error] in done.err
            assert len(done.err.splitlines()) == 2
        assert_goes_on(setting, run)
