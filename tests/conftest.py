"""What all tests share: running the program, golden files, external tools, the sources."""

import io
import os
import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass
from itertools import count
from pathlib import Path

import pytest

from policylens.cli.main import run

TESTS = Path(__file__).parent
ROOT = TESTS.parent
CORPORA = TESTS / "corpora"
GOLDEN = TESTS / "golden"

SOURCES = os.environ.get("POLICYLENS_SOURCES")
"""The folder of the documents' own texts. Tests do without it, unless they ask for it with `sources`."""

PEERS = os.environ.get("POLICYLENS_PEERS")
"""The folder of real files from other programs. Tests do without it, unless they ask for it with `peers`."""


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="write the golden files anew; read the diff after")


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skip, by name, a test whose external tool is missing; in CI, where all are installed, fail it."""
    for mark in item.iter_markers("tool"):
        for name in mark.args:
            if shutil.which(name) is None:
                message = f"needs {name}, which is not installed"
                pytest.fail(message) if os.environ.get("CI") else pytest.skip(message)


_OWN_VARIABLES = [name for name in os.environ if name.startswith("POLICYLENS_")]

_NUMBERS = count()
"""One for each test, so that none finds what another has kept."""


@pytest.fixture(autouse=True)
def _plain_environment(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Take away what would change the output: terminal, colours, locale, what a user has kept."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.getbasetemp() / f"cache-{next(_NUMBERS)}"))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path_factory.getbasetemp() / f"data-{next(_NUMBERS)}"))
    for name in ("NO_COLOR", "FORCE_COLOR", "LC_ALL", "LC_CTYPE", "LANG", *_OWN_VARIABLES):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("COLUMNS", "80")


@dataclass(frozen=True)
class Outcome:
    """What a run of the program left behind."""

    code: int
    out: str
    err: str


class _Stream(io.TextIOWrapper):
    """A standard stream that keeps what is written to it, as text and as bytes."""

    def __init__(self, encoding: str) -> None:
        super().__init__(io.BytesIO(), encoding=encoding, errors="strict", write_through=True)

    def written(self) -> str:
        self.flush()
        return self.buffer.getvalue().decode(self.encoding)  # type: ignore[attr-defined]


Cli = Callable[..., Outcome]


@pytest.fixture
def cli(monkeypatch: pytest.MonkeyPatch) -> Cli:
    """Run the program in this process: `cli("compare", "markets", columns=160, corpus=...)`."""

    def call(*arguments: str, columns: int = 80, corpus: Path | None = None, encoding: str = "utf-8") -> Outcome:
        out, err = _Stream(encoding), _Stream(encoding)
        monkeypatch.setenv("COLUMNS", str(columns))
        monkeypatch.setattr(sys, "stdout", out)
        monkeypatch.setattr(sys, "stderr", err)
        given = [*arguments, *(["--corpus", str(corpus)] if corpus else [])]
        code = run(given)
        return Outcome(code, out.written(), err.written())

    return call


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """Hold a text against the file of that name in `golden/`; --update-golden writes it anew."""

    def compare(name: str, text: str) -> None:
        path = GOLDEN / name
        if request.config.getoption("--update-golden"):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="")
            return
        assert path.is_file(), f"there is no golden file {name}: run pytest --update-golden and read it"
        assert text == path.read_bytes().decode("utf-8")

    return compare


@pytest.fixture
def sources() -> Path:
    """Return the folder of the documents' own texts, which are not part of the project."""
    if not SOURCES:
        pytest.skip("POLICYLENS_SOURCES does not name a folder with the documents' texts")
    return Path(SOURCES)


@pytest.fixture
def peers() -> Path:
    """Return the folder of real files from other programs, which are not part of the project."""
    if not PEERS:
        pytest.skip("POLICYLENS_PEERS does not name a folder with real files from other programs")
    return Path(PEERS)
