"""The tests on every Python that is here, with the oldest and the newest versions that the project allows.

    python tests/interpreters.py                 all of them, with the tests that tell most in a minute or two
    python tests/interpreters.py --only 3.13     one of them
    python tests/interpreters.py -- tests/cli    with other tests, or options of pytest

Which versions are the oldest is read from pyproject.toml, for each Python by itself. The tools of the tests are the
newest ones always. Each gets an environment of its own in `.venv/versions`, or in the folder that --folder names.
"""

import argparse
import os
import re
import shutil
import subprocess
import sys
import time
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]

PYTHONS = ("3.11", "3.12", "3.13", "3.14")
"""The versions of Python on which policylens has to run."""

TESTS = [
    *(f"tests/corpus/test_{name}.py" for name in ("loader", "meanings", "reading", "scalars", "schema")),
    *(f"tests/evidence/test_extract_{name}.py" for name in ("docx", "html", "pdf", "text")),
    *(f"tests/exchange/test_{name}.py" for name in ("csv_long", "graphml", "parquet", "xlsx")),
    *(f"tests/render/test_{name}.py" for name in ("briefing", "picture", "terminal")),
    *(f"tests/cli/test_{name}.py" for name in ("golden", "messages", "output", "process", "terminal")),
]
"""What is run unless something else is asked for."""

LIMIT = 1800
"""So many seconds the tests may take in one environment."""


class Run(NamedTuple):
    """What came of the tests in one environment."""

    python: str
    dependencies: str
    """`oldest` or `newest`."""
    outcome: str
    """What pytest says last, or why there was nothing to run."""
    passed: bool
    seconds: float
    versions: str
    """Those of the dependencies that were there."""


def interpreters() -> dict[str, str]:
    """Return where a Python of each version is that can make a virtual environment, of those that are here."""
    found = {version: _interpreter(version) for version in PYTHONS}
    return {version: python for version, python in found.items() if python}


def _interpreter(version: str) -> str:
    asked = "import sys, venv, ensurepip; print('%d.%d' % sys.version_info[:2])"
    for python in _candidates(version):
        done = subprocess.run([python, "-c", asked], capture_output=True, text=True, check=False)
        if done.returncode == 0 and done.stdout.strip() == version:
            return python
    return ""


def _candidates(version: str) -> Iterator[str]:
    for name in (f"python{version}", "python3", "python"):
        if on_path := shutil.which(name):
            yield on_path
    pyenv = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv")) / "versions"
    yield from (str(path) for path in sorted(pyenv.glob(f"{version}.*/bin/python3")))


def project() -> Mapping[str, Sequence[Requirement]]:
    """Return what the project requires: for itself, under "", and for each extra."""
    told = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    lists = {"": told["dependencies"], **told["optional-dependencies"]}
    return {name: [Requirement(line) for line in lines] for name, lines in lists.items()}


def users(required: Mapping[str, Sequence[Requirement]]) -> list[Requirement]:
    """Return what users get, with all extras that there are for them."""
    return [each for name in ("", *extras(required)) for each in required[name]]


def extras(required: Mapping[str, Sequence[Requirement]]) -> list[str]:
    """Return the extras for users: those that whoever runs the tests has too."""
    (ours,) = [each for each in required["dev"] if each.name == "policylens"]
    return sorted(ours.extras)


def tools(required: Mapping[str, Sequence[Requirement]]) -> list[Requirement]:
    """Return what the tests need beside: a tool that users have too comes in the version that these get."""
    known = {canonicalize_name(each.name) for each in users(required)} | {"policylens"}
    return [each for each in required["dev"] if canonicalize_name(each.name) not in known]


def oldest(requirements: Sequence[Requirement], python: str) -> list[str]:
    """Return the oldest versions that are allowed on a Python, each as a constraint of pip."""
    least: dict[str, str] = {}
    for each in requirements:
        if each.marker is None or each.marker.evaluate(
            {"python_version": python, "python_full_version": f"{python}.0"}
        ):
            bounds = [bound.version for bound in each.specifier if bound.operator == ">="]
            assert len(bounds) == 1, f"{each} does not say the oldest version"
            least[each.name] = bounds[0]  # where there are several lines, the later ones are for newer Pythons
    return [f"{name}=={version}" for name, version in least.items()]


def prepared(python: str, interpreter: str, dependencies: str, folder: Path) -> Path:
    """Make the environment, or bring it up to date, and return its Python. Raises CalledProcessError."""
    required = project()
    place = folder / f"{python}-{dependencies}"
    own = place / "bin" / "python"
    if not own.exists():
        subprocess.run([interpreter, "-m", "venv", place], check=True)
    constraints = place / "constraints.txt"
    lines = oldest(users(required), python) if dependencies == "oldest" else []
    constraints.write_text("\n".join(lines) + "\n", encoding="utf-8")
    wanted = ["--editable", f"{ROOT}[{','.join(extras(required))}]", *map(str, tools(required))]
    pip = [own, "-m", "pip", "--quiet", "--disable-pip-version-check", "install"]
    subprocess.run([*pip, "--upgrade", "--constraint", constraints, *wanted], check=True)
    return own


def versions(python: Path) -> str:
    """Return which versions of the dependencies an environment has."""
    names = sorted({each.name for each in users(project())}, key=str.lower)
    asked = f"from importlib.metadata import version; print(*[f'{{n}} {{version(n)}}' for n in {names}], sep=', ')"
    return subprocess.run([python, "-c", asked], capture_output=True, text=True, check=True).stdout.strip()


def tested(python: str, interpreter: str, dependencies: str, folder: Path, tests: Sequence[str]) -> Run:
    """Run the tests in one environment."""
    start = time.monotonic()
    try:
        own = prepared(python, interpreter, dependencies, folder)
    except subprocess.CalledProcessError as error:
        return Run(python, dependencies, f"cannot be installed: {error}", False, time.monotonic() - start, "")
    start = time.monotonic()
    path = f"{own.parent}{os.pathsep}{os.environ['PATH']}"
    command = [own, "-m", "pytest", "-q", "--tb=short", "-p", "no:cacheprovider", *tests]
    try:
        done = subprocess.run(
            command,
            cwd=ROOT,
            env={**os.environ, "PATH": path},
            stdout=subprocess.PIPE,
            text=True,
            timeout=LIMIT,
            check=False,
        )
        said, passed = done.stdout, done.returncode == 0
    except subprocess.TimeoutExpired:
        said, passed = f"more than {LIMIT} seconds", False
    (own.parents[1] / "tests.txt").write_text(said, encoding="utf-8")
    last = said.strip().splitlines()[-1] if said.strip() else "nothing was said"
    outcome = re.sub(r" in [0-9.]+s.*", "", last).strip("= ")
    return Run(python, dependencies, outcome, passed, time.monotonic() - start, versions(own))


def report(runs: Sequence[Run], missing: Sequence[str]) -> str:
    """Return a table of what came of the tests, and which versions they were run with."""
    lines = ["Python  Dependencies  Seconds  Tests"]
    lines += [f"{run.python:6}  {run.dependencies:12}  {run.seconds:7.0f}  {run.outcome}" for run in runs]
    lines += [
        f"{version:6}  {'':12}  {'':7}  not here: no such interpreter with venv and ensurepip" for version in missing
    ]
    lines += ["", *(f"{run.python} {run.dependencies}: {run.versions}" for run in runs if run.versions)]
    return "\n".join(lines)


def main() -> int:
    """Run the tests in every environment, print what came of them, and return 1 if some failed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--folder", type=Path, default=ROOT / ".venv" / "versions")
    parser.add_argument("--only", action="append", choices=PYTHONS)
    parser.add_argument("--dependencies", action="append", choices=("oldest", "newest"))
    parser.add_argument("tests", nargs="*", default=TESTS)
    given = parser.parse_args()
    here = interpreters()
    runs = []
    for python, interpreter in here.items():
        for dependencies in given.dependencies or ("oldest", "newest"):
            if not given.only or python in given.only:
                runs.append(tested(python, interpreter, dependencies, given.folder, given.tests))
                print(report(runs[-1:], ()).splitlines()[1], file=sys.stderr, flush=True)
    print(report(runs, [version for version in PYTHONS if version not in here]))
    return 0 if runs and all(run.passed for run in runs) else 1


if __name__ == "__main__":
    sys.exit(main())
